"""The bullet chart: it never lies about order, and no label covers another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prospectus_site.charts import Mark, bullet
from prospectus_site.charts.bullet import KINDS, LEAST_COMPACT_WIDTH, LEAST_WIDTH
from support.drawn import labels, overlapping, parsed, placed, places

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]))
SOME = st.one_of(st.none(), st.floats(), st.integers())
MARKS = st.lists(
    st.builds(
        Mark,
        st.sampled_from([*KINDS, "unknown"]),
        st.one_of(st.floats(), st.floats(0, 1), st.integers(-(10**400), 10**400), st.integers(0, 100)),
        st.one_of(st.just(""), TEXT),
        st.booleans(),
        SOME,
        SOME,
    ),
    max_size=8,
)
REAL = [
    Mark("baseline", 0.921, "0.921"),
    Mark("minimum", 0.95, "0.950"),
    Mark("target", 0.975, "0.975"),
    Mark("offline", 0.981, "0.981", is_old=True),
    Mark("online", 0.974, "0.974"),
]


@settings(deadline=None)
@given(
    MARKS,
    TEXT,
    st.sampled_from(["max", "min", "target", ""]),
    st.sampled_from(["kept", "short", "missed", ""]),
    st.one_of(st.none(), st.just(1.0), st.just(100.0)),
    st.booleans(),
    st.integers(0, 2000),
)
def test_any_marks_give_a_well_formed_chart_or_none(
    marks: list[Mark],
    description: str,
    direction: str,
    verdict: str,
    ceiling: float | None,
    is_compact: bool,  # noqa: FBT001
    wider: int,
):
    svg = bullet(marks, description, direction=direction, verdict=verdict, ceiling=ceiling, is_compact=is_compact)
    if not svg:
        return
    root = parsed(svg)
    assert root.get("aria-label") == description
    assert all(0 <= place <= 100 for place in places(root))
    width = (LEAST_COMPACT_WIDTH if is_compact else LEAST_WIDTH) + wider
    boxes = labels(root, width)
    assert not overlapping(boxes)
    assert all(box.left >= -0.1 and box.right <= width + 0.1 for box in boxes)


@settings(deadline=None)
@given(st.lists(st.builds(Mark, st.sampled_from(KINDS), st.floats(-1e12, 1e12)), min_size=1, max_size=6))
def test_marks_stand_in_the_order_of_their_values(marks: list[Mark]):
    root = parsed(bullet(marks, "x"))
    found = sorted(
        (place, mark.value)
        for kind in KINDS
        for place, mark in zip(placed(root, kind), (one for one in marks if one.kind == kind), strict=True)
    )
    assert len(found) == len(marks)
    for (place, value), (later, more) in pairwise(found):
        assert place == later or value <= more


def test_numbers_stand_at_their_marks_as_they_were_written():
    said = {box.text for box in labels(parsed(bullet(REAL, "x")), LEAST_WIDTH)}
    assert {"0.921", "0.950", "0.975", "0.974"} <= said


def test_a_compact_chart_has_a_verdict_but_no_labels():
    root = parsed(bullet(REAL, "x", verdict="short", is_compact=True))
    assert labels(root, LEAST_COMPACT_WIDTH) == []
    assert 100 in placed(root, "short")


def test_old_evidence_is_marked():
    svg = bullet(REAL, "x")
    assert len(placed(parsed(svg), "old")) == 1
    assert "measured more than 90 days ago" in svg
    assert "측정한 지 90일이 지난 값" in bullet(REAL, "x", lang="ko")


def test_a_hair_between_two_values_looks_like_a_hair():
    near = [Mark("target", 0.975), Mark("online", 0.974)]
    root = parsed(bullet(near, "x"))
    assert placed(root, "target")[0] - placed(root, "online")[0] < 1


def test_two_values_alone_are_shown_from_zero():
    root = parsed(bullet([Mark("target", 320), Mark("online", 160)], "x"))
    zero = next(float(line.get("x1", "")[:-1]) for line in root.iter("line") if "zero" in line.get("class", ""))
    assert (placed(root, "online")[0] - zero) * 2 == pytest.approx(placed(root, "target")[0] - zero, abs=0.1)


def test_an_interval_reaches_from_its_low_to_its_high_end():
    root = parsed(
        bullet([Mark("offline", 0.47, low=0.46, high=0.48), Mark("target", 0.45), Mark("baseline", 0.28)], "x")
    )
    line = next(line for line in root.iter("line") if line.get("class") == "interval")
    place = placed(root, "offline")[0]
    assert float(line.get("x1", "")[:-1]) < place < float(line.get("x2", "")[:-1])


def test_a_share_is_never_shown_beyond_all():
    svg = parsed(bullet([Mark("baseline", 0.97), Mark("target", 0.99), Mark("online", 1.0)], "x", ceiling=1))
    assert placed(svg, "online")[0] == pytest.approx(100 - 100 * 11 / LEAST_WIDTH, abs=0.01)
