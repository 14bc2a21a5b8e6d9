"""Marks: what they mean hangs on their shape, and both languages name them."""

from __future__ import annotations

import re

from prospectus_site.charts.marks import EVENTS, MEASURED, NAMES, PLANNED, VERDICTS, mark

KINDS = (*PLANNED, *MEASURED, *VERDICTS, *EVENTS, "alert")


def shape(kind: str) -> str:
    """A mark without its class, by which it gets its colour."""
    return re.sub(r' class="(?!sign)[^"]*"', "", mark(kind))


def test_each_kind_has_a_shape_of_its_own():
    filled = {"online": "offline"}  # the same circle, filled
    shapes = [shape(kind) for kind in KINDS if kind not in filled]
    assert len(set(shapes)) == len(shapes)
    assert all(shapes)


def test_every_mark_has_a_name_in_both_languages():
    assert set(KINDS) <= NAMES.keys()
    assert all(text["en"] and text["ko"] for text in NAMES.values())


def test_what_is_no_kind_has_no_mark():
    assert mark("unknown") == ""
