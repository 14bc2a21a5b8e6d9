"""A broken front matter keeps what could surely be read, and knows what it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospectus.ground.source import Source
from prospectus.reading.front_matter.fences import read_front_matter
from support.samples import example_texts

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import FrontMatter


def read(block: str) -> FrontMatter:
    return read_front_matter(Source("x.md", f"---\n{block}---\n\n# T\n"))


@pytest.mark.parametrize(
    ("block", "kind", "facts", "cut"),
    [
        ("id: a\nowner: @dana\nb: 1\n", "reserved", {"id": "a"}, [()]),
        ("id: a\ntitle: b: c\n", "colon", {"id": "a"}, [()]),
        ("id: a\nlist:\n- one\n- @two\nb: 1\n", "reserved", {"id": "a", "list": ["one"]}, [(), ("list",)]),
        ("list:\n  - one\n  - @two\n", "reserved", {"list": ["one"]}, [(), ("list",)]),
        ("list:\n- @two\n", "reserved", {}, [()]),
        ("a:\n  b: 1\n  c:\n    d: 2\n  e: @f\n", "reserved", {"a": {"b": 1, "c": {"d": 2}}}, [(), ("a",)]),
        ("a:\n  b: 1\nc: @d\n", "reserved", {"a": {"b": 1}}, [()]),
        ("a:\n  b: 1\n c: 2\n", "indent", {"a": {"b": 1}}, [(), ("a",)]),
        ("a: 1\nb:\n\tc: 2\n", "tab", {"a": 1}, [()]),
        ("a: 1\nb: [x, y\nc: 2\n", "unclosed-list", {"a": 1}, [()]),
        ("a: 1\nb: [x,\n  @y]\nc: 2\n", "reserved", {"a": 1}, [()]),
        ("a: 1\nb: {x: 1,\n  y: [2}\nc: 2\n", "unclosed-list", {"a": 1}, [()]),
        ('a: 1\nb: "x\nc: "y"\n', "after-value", {"a": 1}, [()]),
        ("a: one\nb\nc: 2\n", "no-colon", {}, [()]),
        ("a: 'one'\nb\nc: 2\n", "no-colon", {"a": "one"}, [()]),
        ("a: one\n  two: three\n", "indent", {}, [()]),
        ("a: |\n  one\n\nb: @c\n", "reserved", {"a": "one\n"}, [()]),
        ("a: &x {b: 1}\nc: *y\n", "alias-unknown", {"a": {"b": 1}}, [()]),
        ("a: &x {b: [1]}\nc:\n  d: *x\n  e: @f\n", "reserved", {"a": {"b": [1]}, "c": {"d": {"b": [1]}}}, [(), ("c",)]),
        ("a: 1\n--- b\nc: 2\n", "several-documents", {"a": 1}, [()]),
        ("a: 1\nb: !!python/x y\n", "tag", {"a": 1}, [()]),
        ("a: 1\na: 2\nb: @c\n", "reserved", {"a": 1}, [()]),
        ("- a\n- @b\n", "reserved", {}, [()]),
        ("@a: 1\n", "reserved", {}, [()]),
        ("a: 1\nb: \x07\n", "unprintable", {"a": 1}, [()]),
    ],
)
def test_what_is_kept(block: str, kind: str, facts: dict[str, Any], cut: list[tuple[str | int, ...]]):
    front_matter = read(block)
    assert front_matter.problem is not None
    assert (front_matter.problem.kind, front_matter.facts) == (kind, facts)
    assert front_matter.cut == set(cut)


def test_what_is_known():
    front_matter = read(
        "id: a\nteam:\n  - name: b\nmetrics:\n  - id: mae\n    target: @5\n    unit: x\nstage: design\n"
    )
    assert front_matter.facts == {"id": "a", "team": [{"name": "b"}], "metrics": [{"id": "mae"}]}
    assert front_matter.source.text[front_matter.broken_at :].startswith("    target")
    known = [("id",), ("team",), ("team", 0), ("team", 1), ("team", 0, "role"), ("metrics", 0, "id")]
    unknown = [
        (),
        ("stage",),
        ("metrics",),
        ("metrics", 1),
        ("metrics", 0),
        ("metrics", 0, "target"),
        ("risks", 0, "id"),
    ]
    assert [path for path in [*known, *unknown] if front_matter.is_complete(path)] == known
    assert ("metrics", 0) in front_matter.cut
    assert ("team",) not in front_matter.cut
    assert front_matter.root.at("metrics", 0, "id").written == "mae"


def test_a_whole_front_matter_is_complete():
    front_matter = read("a: [1]\n")
    assert front_matter.broken_at is None
    assert () not in front_matter.cut
    assert front_matter.is_complete(("b", 0))


def test_without_a_closing_fence_the_facts_above_the_first_heading_are_kept():
    front_matter = read_front_matter(Source("x.md", "---\nid: a\nteam:\n  - name: b\n\n## Situation\n\nIt is: so.\n"))
    assert front_matter.problem is not None
    assert front_matter.problem.kind == "unclosed"
    assert front_matter.facts == {"id": "a", "team": [{"name": "b"}]}
    assert front_matter.cut == {(), ("team",), ("team", 0)}


@pytest.mark.parametrize("tail", ["", "It is: so: much.\n", "\x07", "```\n{\n```\n", "- [ ] x\n"])
def test_without_a_closing_fence_any_body_may_follow(tail: str):
    front_matter = read_front_matter(Source("x.md", f"---\nid: a\ntitle: b\n\n# T\n\n{tail}"))
    assert front_matter.facts == {"id": "a", "title": "b"}


def test_a_front_matter_that_is_not_at_the_top_is_read():
    front_matter = read_front_matter(Source("x.md", "# T\n\n---\nid: a\n---\nbody\n"))
    assert front_matter.problem is not None
    assert front_matter.problem.kind == "not-first"
    assert front_matter.facts == {"id": "a"}
    assert front_matter.source.text[front_matter.body :] == "body\n"


@pytest.mark.parametrize("rule", ["---\n\n## S\n\nText.\n", "---\n\nText: more.\n\n---\n", "---\n"])
def test_a_rule_is_no_fence(rule: str):
    front_matter = read_front_matter(Source("x.md", f"# T\r\n\n{rule}"))
    assert front_matter.problem is not None
    assert front_matter.problem.kind == "missing"
    assert front_matter.problem.span == (0, 3)
    assert front_matter.facts == {}
    assert not front_matter.is_complete(("id",))


def contained(part: Any, whole: Any, front_matter: FrontMatter, path: tuple[str | int, ...] = ()) -> None:
    """What was kept is what stands in the whole; what is complete is there to the last item."""
    assert type(part) is type(whole)
    if isinstance(part, dict):
        steps: Any = part
    elif isinstance(part, list):
        steps = range(len(part))
    else:
        assert part == whole
        return
    for step in steps:
        contained(part[step], whole[step], front_matter, (*path, step))
    if path not in front_matter.cut:
        assert len(part) == len(whole)


@given(st.sampled_from([*example_texts().values()]), st.data())
def test_whatever_line_breaks_the_facts_that_are_kept_are_true(text: str, data: st.DataObject):
    whole = read_front_matter(Source("x.md", text)).facts
    lines = text.split("\n")
    end = lines.index("---", 1)
    at = data.draw(st.integers(1, end - 1))
    line = lines[at]
    indent = line[: len(line) - len(line.lstrip())]
    lines[at] = data.draw(
        st.sampled_from(
            [
                f"{indent}broken: @x",
                f"{indent}- @x",
                f"{indent}@x",
                f"{line} @x: y",
                f"{line}: [",
                f"\t{line}",
                f'{indent}"x',
            ]
        )
    )
    front_matter = read_front_matter(Source("x.md", "\n".join(lines)))
    if front_matter.problem is None:
        return
    contained(front_matter.facts, whole, front_matter)
    if at > 12 and lines[at].endswith("@x"):
        assert front_matter.facts["id"] == whole["id"]
