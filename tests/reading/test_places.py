"""From an offset to a fact, from a fact to its key, from an id to its declarations and uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospectus.contract.contract import standard_contract
from prospectus.ground.source import Source
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.reading.front_matter.places import node_at, references
from support.samples import example_texts, lint_text

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node

TEXT = (
    "---\nid: a\nempty:   \nteam:\n  - name: Dana\n    role: lead\n  - {name: 'Kim', role: x}\n"
    "base: &b {deep: 1}\nagain: *b\nnote: |\n  one\n  two\n\nlast: 1\n---\nbody\n"
)


@pytest.mark.parametrize(
    ("before", "path"),
    [
        ("---\ni", ("id",)),
        ("id: a", ("id",)),
        ("empty:  ", ("empty",)),
        ("team", ("team",)),
        ("  - na", ("team", 0, "name")),
        ("  - name: Dana\n   ", ("team", 0)),
        ("  - name: Dana\n    role: lead", ("team", 0, "role")),
        ("role: lead\n  - ", ("team", 1)),
        ("'Ki", ("team", 1, "name")),
        ("{deep: 1", ("base", "deep")),
        ("again: *b", ("again",)),
        ("  one\n  t", ("note",)),
        ("  two\n\n", ("last",)),
    ],
)
def test_the_fact_at_an_offset(before: str, path: tuple[str | int, ...]):
    node = node_at(read_front_matter(Source("x.md", TEXT)), TEXT.index(before) + len(before))
    assert node is not None
    assert node.path == path


def test_no_fact_stands_outside_the_front_matter():
    front_matter = read_front_matter(Source("x.md", TEXT))
    assert node_at(front_matter, 1) is None
    assert node_at(front_matter, TEXT.index("body")) is None
    assert node_at(read_front_matter(Source("x.md", "text")), 2) is None


def nodes(node: Node) -> list[Node]:
    below = [*node.each(), *(child for _, child in node.entries())]
    return [node, *(deeper for child in below for deeper in nodes(child))]


@given(st.sampled_from([*example_texts().values()]), st.data())
def test_a_fact_is_found_at_its_key_and_at_its_value(text: str, data: st.DataObject):
    front_matter = read_front_matter(Source("x.md", text))
    node = data.draw(st.sampled_from([node for node in nodes(front_matter.root) if node.path]))
    key = node.key_span
    if key is not None:
        assert node_at(front_matter, data.draw(st.integers(key.start, key.end))) == node
        assert str(node.path[-1]) in text[key.start : key.end]
    else:
        assert isinstance(node.path[-1], int)
    if node.is_scalar:
        span = node.value_span
        assert node_at(front_matter, data.draw(st.integers(span.start, span.end))) == node


def test_a_key_that_is_missing_has_no_span():
    root = read_front_matter(Source("x.md", TEXT)).root
    assert root.at("nothing").key_span is None
    assert root.key_span is None


def test_keys_with_dots_are_walked_only_when_they_are_taken_as_they_are():
    root = read_front_matter(Source("x.md", "---\na:\n  b.c: 1\n  b: {c: 2}\n---\n")).root
    assert root.at_path(("a", "b.c")).value == 1
    assert root.at("a", "b.c").value == root.at("a.b.c").value == 2
    assert root.at_path(("a", "b.c")).parent == root.at("a")
    assert not root.at_path(("a.b",)).is_present
    assert not root.at_path(("a", 0)).is_present
    assert not root.at_path(("a", "b.c", 0)).is_present


def test_references_of_an_example():
    schema = standard_contract().schema
    front_matter = read_front_matter(Source("x.md", example_texts()["taxi-demand.md"]))
    found = references(front_matter.root, schema.declarations, schema.references)
    assert [reference.span for reference in found] == sorted(reference.span for reference in found)
    by_kind: dict[str, tuple[set[Any], set[Any]]] = {}
    for reference in found:
        by_kind.setdefault(reference.kind, (set(), set()))[reference.is_declaration].add(reference.name)
        assert reference.name in front_matter.source.slice(reference.span)
    for kind in ("metrics", "datasets", "models"):
        used, declared = by_kind[kind]
        assert used <= declared
        assert declared


def test_the_first_line_ends_before_its_line_end():
    found = lint_text("# A title\r\n\r\nText.\r\n").diagnostics
    assert [(entry.code, entry.end.column) for entry in found] == [("STR01", 10)]


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("20270701", "2027-07-01"),
        ("2027/7/1", "2027-07-01"),
        ("2027. 7. 1", None),
        ("20271301", None),
        ("2027.07.01.", "2027-07-01"),
        ("270701", None),
        ("20270701.0", None),
        ("1e9", None),
    ],
)
def test_a_date_in_another_form_is_shown_as_one(written: str, near: str | None):
    text = example_texts()["bike-rebalancing.md"].replace("\n---\n", f"\nnext_review: {written}\n---\n", 1)
    messages = [entry.message for entry in lint_text(text).diagnostics if entry.where == "next_review"]
    assert len(messages) == 1
    assert (f"write `{near}`" in messages[0]) is (near is not None)
    assert "quotes" not in messages[0]


@pytest.mark.parametrize(
    ("updated", "wordings"), [("2026-11-24", 0), ("2026-11-25", 1), ("2026-01-01", 1), ("2026-11-23", 0)]
)
def test_dates_that_cannot_be_true(updated: str, wordings: int):
    text = f"---\nschema: prospectus/1\ncreated: 2026-11-20\nupdated: {updated}\nnext_review: 2027-01-01\n---\n"
    found = [entry for entry in lint_text(text).diagnostics if entry.code == "STR11"]
    assert len(found) == wordings
