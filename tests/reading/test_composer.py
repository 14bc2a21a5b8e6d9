"""Composing: JSON values, true spans, and the same answer with and without libyaml."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from prospectus.ground.source import Source
from prospectus.reading.front_matter.composer import MAX_DEPTH, compose, compose_events
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.reading.front_matter.scalars import scalar
from support.samples import example_texts

if TYPE_CHECKING:
    from prospectus.reading.front_matter.marks import Marks

TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"], exclude_characters="\u2028\u2029\x85\ufeff"
    ),
    max_size=12,
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | TEXT,
    lambda values: st.lists(values, max_size=4) | st.dictionaries(TEXT, values, max_size=4),
    max_leaves=12,
)
YAML = st.lists(
    st.sampled_from(
        [
            "a: 1",
            "b: [x, y: z]",
            "  c: d",
            "- e",
            "  - f",
            "? g",
            ": h",
            "i: >",
            "  j",
            "&k l: *k",
            "*k",
            "{",
            "}",
            "]",
            '"m',
            "'n'",
            "@o",
            "\tp: q",
            "r:",
            "한글: 값",
            "#s",
            "|",
            "---",
            "...",
            "!t u",
            "v: - w",
            "é: 😀",
            "\r",
            "%TAG",
        ]
    ),
    max_size=8,
).map("\n".join)


def spans(marks: Marks) -> Any:
    children = marks.children
    below: Any = None
    if isinstance(children, dict):
        below = {key: (start, end, spans(child)) for key, (start, end, child) in children.items()}
    if isinstance(children, list):
        below = [spans(child) for child in children]
    return (marks.start, marks.end, below)


@given(JSON)
def test_json_is_read_as_json(value: Any):
    assert compose(json.dumps(value, ensure_ascii=False)).value == value


@given(YAML)
@example("a: [1\nb: 2")
@example("? [a]\n: b")
@example("a: &x {b: *x}")
def test_any_text_is_composed_or_refused_alike_with_and_without_libyaml(text: str):
    with_c, without = compose(text), compose(text, pure=True)
    assert (with_c.problem is None) == (without.problem is None)
    if with_c.problem is None:
        assert with_c.value == without.value
        assert spans(with_c.marks) == spans(without.marks)
        assert with_c.duplicates == without.duplicates


@given(YAML)
@example("? a\n: b\nc: [d, {e: }]\nf:\n- g\n-\n- >\n  h\n\ni: {}\n")
@example("a:\n  b:\n\n\nc:\n")
def test_composing_in_c_gives_what_the_events_give(text: str):
    in_c, by_events = compose(text, 7), compose_events(text, 7)
    assert repr(in_c.value) == repr(by_events.value)
    assert (in_c.problem, in_c.duplicates) == (by_events.problem, by_events.duplicates)
    assert spans(in_c.marks) == spans(by_events.marks)


@pytest.mark.parametrize("pure", [False, True])
def test_half_a_character_is_unprintable(pure: bool):  # noqa: FBT001
    problem = compose("a: \ud800", pure=pure).problem
    assert problem is not None
    assert (problem.kind, problem.span) == ("unprintable", (3, 4))


@given(st.text(max_size=60))
def test_no_text_raises(text: str):
    compose(text)
    read_front_matter(Source("x.md", f"---\n{text}\n---\n"))
    read_front_matter(Source("x.md", text))


@pytest.mark.parametrize("name", example_texts())
def test_examples_have_the_same_spans_without_libyaml(name: str):
    text = example_texts()[name].split("---\n", 2)[1]
    with_c, without = compose(text), compose(text, pure=True)
    assert spans(compose_events(text).marks) == spans(with_c.marks)
    assert with_c.problem is without.problem is None
    assert (with_c.value, spans(with_c.marks)) == (without.value, spans(without.marks))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("on", "on"),
        ("no", "no"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
        ("007", "007"),
        ("0", 0),
        ("-3", -3),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("2026-11-23", "2026-11-23"),
        ("12:30", "12:30"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_plain_scalars_are_json_or_text(written: str, value: object):
    read = scalar(written)
    assert (type(read), read) == (type(value), value)


def test_spans_of_keys_and_values():
    text = "---\nmetrics:\n  - id: mae\n    baseline: {value: 5.1}\nnote: >\n  two\n  lines\n\nend: 1\n---\n"
    source = Source("x.md", text)
    root = read_front_matter(source).root
    assert source.slice(root.at("metrics", 0, "baseline", "value").span) == "value: 5.1"
    assert source.slice(root.at("metrics", 0, "baseline.value").value_span) == "5.1"
    assert source.slice(root.at("metrics").span) == "metrics"
    assert source.slice(root.at("metrics", 0).span) == "id: mae"
    assert source.slice(root.at("note").value_span) == ">\n  two\n  lines"
    assert source.slice(root.at("metrics", 0, "target").span) == "id: mae"
    assert source.slice(root.at("nothing").span) == "---"
    assert root.at("metrics", 0, "baseline.value").where == "metrics[mae].baseline.value"


@pytest.mark.parametrize("opener", ["[", "{a: ", "[ ", "- "])
@pytest.mark.parametrize("depth", [MAX_DEPTH + 2, 900, 1000, 1100, 3000])
@pytest.mark.parametrize("pure", [False, True])
def test_nesting_is_refused_by_our_own_limit(opener: str, depth: int, pure: bool):  # noqa: FBT001
    text = "x: " + opener * depth if opener != "- " else opener * depth
    problem = compose(text, pure=pure).problem
    assert problem is not None
    assert problem.kind == "too-deep"
    assert problem.span.start == compose(text[: len(opener) * (MAX_DEPTH + 1) + 3], pure=pure).problem.span.start
