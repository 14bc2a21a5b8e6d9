"""Sure values: what the fast parser gives is exactly what the composer gives, or it gives nothing."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from prospectus.ground.source import Source, Span
from prospectus.reading.front_matter import sure_values as module
from prospectus.reading.front_matter.c_composer import values_in_c
from prospectus.reading.front_matter.composer import MAX_DEPTH, Composition, compose
from prospectus.reading.front_matter.entry import entry_marks
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.reading.front_matter.sure_values import sure_values
from support.front_matters import JUNK
from support.samples import example_texts

if TYPE_CHECKING:
    import random

    from prospectus.reading.front_matter.marks import Marks

BLOCKS = [text.split("---\n", 2)[1] for text in example_texts().values()]
LINES = [line for block in BLOCKS for line in block.split("\n")]
VALUES = [match[1] for line in LINES if (match := re.search(r": +(\S.*)", line))]

SCALARS = st.sampled_from(
    [
        *("1", "-1", "+1", "007", "-007", "00.5", "-00.5", "01e5", "0e5", "1_000", "1e3", "1E+3", "1.", ".5", "+.5", "-.5e2"),
        *("0x1F", "+0x1", "-0o7", "0b1", "0X1", ".inf", "-.INF", ".nan", "+.inf", "inf", "NaN", "1e999", "-1e999", "1e-999"),
        *("yes", "no", "on", "~", "null", "Null", "nULL", "true", "TRUE", "tRUE", "", "''", '""', "-0", "-0.0", "+0", "0.0"),
        *("9" * 18, "9" * 19, "9" * 20, "-" + "9" * 19, "9" * 39, "9" * 300, "9" * 301, "0." + "1" * 298, "0." + "1" * 299),
        *("18446744073709551615", "18446744073709551616", "-9223372036854775808", "-9223372036854775809", "1" + "0" * 18 + ".0"),
        *("2026-11-23", "2026-13-45", "12:30", "190:20:30", "1:", ":1", "=", "<<", "1,000", "1 000", "1.2.3", "0.1e", "1e+", "."),
        *("&a 1", "*a", "!!str 1", "!x 1", "! 1", "!!int '1'", "!!binary aGk=", "%a", "@a", "`a", "|", ">", "|-\n   x", ">+\n   x\n"),
        *("'it''s'", '"\\x41\\u263a\\n"', '"\\/"', '"a\\\n   b"', "'a\n   b'", "a\n   b", "a #c", "a#c", "[1, 2,]", "{a, b: 1}"),
        *("{1: 2}", "{null: 2}", "{~: 1}", "{true: 1}", "{1.5: 1}", "{? a : b}", "{a: 1, a: 2}", "{'a':1}", "[a: b]", "[? a : b]", "{}", "[]"),
        *("\t", "a\tb", "\tа", "\u00a0", "\u2028", "\x85", "\ufeff", "\x07", "\ud7ff", "가", "😀", "１", "٣", "²", "\u200b", "\r", "a\rb"),
        *("- a", "- - a", "? a", "--- a", "...", "---", "[[[1]]]", "{a: {b: {c: 1}}}", "R&D", "a & b", "5 * 3", "wow!", "a !b", "100%"),
    ]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A front matter of an example, with lines taken out, swapped, indented anew, given another value or another key."""
    lines = draw(st.sampled_from(BLOCKS)).split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    lines = lines[start : start + draw(st.integers(1, 40))]
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        indent = line[: len(line) - len(line.lstrip())]
        key, colon, _ = line.partition(":")
        how = draw(st.integers(0, 8))
        if how == 0 and len(lines) > 1:
            del lines[at]
        elif how == 1:
            lines.insert(at, draw(st.sampled_from(LINES)))
        elif how == 2:
            lines[at] = draw(st.sampled_from(["", " ", "  ", "    "])) + line.lstrip()
        elif how == 3 and colon:
            lines[at] = f"{key}: {draw(SCALARS)}"
        elif how == 4 and colon:
            lines[at] = f"{key}: {draw(st.sampled_from(VALUES))}"
        elif how == 5:
            lines[at] = f"{indent}- {draw(SCALARS)}"
        elif how == 6:
            lines[at] = f"{indent}{draw(SCALARS)}: {line.lstrip()}"
        elif how == 7:
            lines[at] = f"{indent}{draw(SCALARS)}: {draw(SCALARS)}"
        else:
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], line
    return draw(st.sampled_from(["\n", "\n", "\n", "\r\n"])).join(lines)


@st.composite
def drawn(draw: st.DrawFn) -> str:
    """A value of any shape, written in block or flow style, its scalars odd."""

    def node(indent: int, depth: int) -> str:
        kind = draw(st.integers(0, 5 if depth < 4 else 1))
        if kind <= 1:
            return " " + draw(SCALARS)
        pad = "\n" + " " * indent
        count = draw(st.integers(1, 3))
        if kind == 2:
            return "".join(f"{pad}-{node(indent + 2, depth + 1)}" for _ in range(count))
        if kind == 3:
            return " [" + ", ".join(draw(SCALARS) for _ in range(count)) + "]"
        if kind == 4:
            return " {" + ", ".join(f"{draw(SCALARS)}: {draw(SCALARS)}" for _ in range(count)) + "}"
        return "".join(
            f"{pad}{draw(SCALARS | st.sampled_from('abcd'))}:{node(indent + 2, depth + 1)}" for _ in range(count)
        )

    return "\n".join(f"{key}:{node(2, 0)}" for key in draw(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4)))


def same(text: str) -> None:
    for values in (sure_values(text), values_in_c(text, MAX_DEPTH)):
        if values is None:
            continue
        composed = compose(text)
        assert composed.problem is None
        assert not composed.duplicates
        assert repr(values) == repr(composed.value)
        same_places(text, composed)


def same_places(text: str, composed: Composition) -> None:
    """The place of an entry that is looked up by itself is the one that it has in the whole."""
    children = composed.marks.children
    assert isinstance(children, dict)
    for key, place in children.items():
        entry = entry_marks(text, Span(0, len(text)), key, composed.value[key])
        assert entry is None or spans(entry) == spans(place)


def spans(place: tuple[int, int, Marks]) -> list[Any]:
    start, end, marks = place
    children = marks.children or {}
    below = (
        [spans(one) for one in children.values()]
        if isinstance(children, dict)
        else [spans((0, 0, one)) for one in children]
    )
    return [start, end, marks.start, marks.end, below]


@pytest.mark.parametrize("name", example_texts())
def test_the_entries_of_examples_are_found_by_themselves(name: str):
    text = example_texts()[name].split("---\n", 2)[1]
    for key, value in compose(text).value.items():
        assert entry_marks(text, Span(0, len(text)), key, value) is not None


@given(mutated() | drawn())
@example("a: 00.5")
@example("1: a")
@example("a: {a: 1, a: 2}")
@example("a: 1\n--- b\n")
@example(f"a: {'9' * 39}")
@example(f"a: 0.{'1' * 299}")
@example("a: 5 * 3\nb: &c 1")
def test_the_fast_way_agrees_or_declines(text: str):
    same(text)


@given(JUNK, st.randoms(use_true_random=False))
def test_the_fast_way_agrees_on_any_json(value: Any, rng: random.Random):
    import json

    text = json.dumps({"a": value, "b": [value]}, ensure_ascii=False, indent=rng.choice([None, 1]))
    same(text)
    same(text.replace('"', rng.choice(["", "'", '"'])))


@pytest.mark.parametrize("name", example_texts())
def test_examples_are_sure(name: str):
    assert sure_values(example_texts()[name].split("---\n", 2)[1]) is not None


@pytest.mark.parametrize("name", example_texts())
def test_without_the_fast_way_nothing_changes(name: str, monkeypatch: pytest.MonkeyPatch):
    fast = read_front_matter(Source(name, example_texts()[name]))
    monkeypatch.setitem(sys.modules, "ryaml", None)
    module._loads.cache_clear()  # noqa: SLF001
    try:
        slow = read_front_matter(Source(name, example_texts()[name]))
    finally:
        module._loads.cache_clear()  # noqa: SLF001
    assert repr(fast.facts) == repr(slow.facts)
    assert fast.body == slow.body
    assert fast.root.at("metrics", 0).span == slow.root.at("metrics", 0).span
