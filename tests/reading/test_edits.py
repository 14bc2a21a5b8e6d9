"""Edits: only the meant fact differs, every byte outside is the same, and the style is that of the place."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml_edit
from hypothesis import given
from hypothesis import strategies as st
from prospectus.ground.source import Source, Span
from prospectus.reading.front_matter.edits import Edit, add_key, append_item, apply, delete, rename_key, set_value
from prospectus.reading.front_matter.fences import read_front_matter
from support.front_matters import JUNK, WORDS
from support.samples import example_texts

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node

TEXT = """---
id: a  # the id
title: "An 'odd' one"
empty:
nothing: {}
none: []
business:
  service: taxi   # what
  users: [a, b]

# a comment between
team:
- Dana
- Kim
metrics:
  - id: mae
    baseline: {value: 5.1, kind: dummy}
    # a comment inside
  - {id: f1}
note: |
  one
  two
---

# Body
"""


def root(text: str) -> Node:
    return read_front_matter(Source("x.md", text)).root


def edited(text: str, edit: Edit | None) -> str:
    assert edit is not None
    return apply(text, [edit])


def changed(edit: Edit | None, text: str = TEXT) -> tuple[str, str]:
    """The lines that an edit takes out and puts in."""
    before, after = text.splitlines(keepends=True), edited(text, edit).splitlines(keepends=True)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return "".join(before), "".join(after)


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("id", "b", "id: b  # the id\n"),
        ("id", "yes: no", "id: 'yes: no'  # the id\n"),
        ("id", "007", "id: '007'  # the id\n"),
        ("id", "2026-11-23", "id: 2026-11-23  # the id\n"),
        ("id", 1.5, "id: 1.5  # the id\n"),
        ("id", None, "id: null  # the id\n"),
        ("id", ["x", {"y": 1}], "id:\n  - x\n  - {y: 1}  # the id\n"),
        ("title", "Two", 'title: "Two"\n'),
        ("title", "a\nb", 'title: "a\\nb"\n'),
        ("empty", "full", "empty: full\n"),
        ("business.service", True, "  service: true   # what\n"),
        ("business.users", [], "  users: []\n"),
        ("note", "x\n\ny", "note: |-\n  x\n\n  y\n"),
        ("note", "x", "note: x\n"),
    ],
)
def test_set_a_value(path: str, value: Any, line: str):
    assert changed(set_value(root(TEXT).at(path), value))[1] == line


def test_set_an_item():
    assert changed(set_value(root(TEXT).at("team", 1), "Lee")) == ("- Kim\n", "- Lee\n")
    assert changed(set_value(root(TEXT).at("business.users", 0), "c, d"))[1] == "  users: ['c, d', b]\n"


def test_add_a_key():
    top = root(TEXT)
    assert changed(add_key(top, "status", "draft")) == ("", "status: draft\n")
    assert changed(add_key(top.at("business"), "goal", "x")) == ("", "  goal: x\n")
    assert changed(add_key(top.at("business"), "deep", {"a": {"b": 1}})) == ("", "  deep:\n    a: {b: 1}\n")
    assert changed(add_key(top.at("empty"), "a", 1)) == ("", "  a: 1\n")
    assert changed(add_key(top.at("nothing"), "a", 1))[1] == "nothing: {a: 1}\n"
    assert changed(add_key(top.at("metrics", 0), "target", 4))[1] == "    target: 4\n"
    assert changed(add_key(top.at("metrics", 0, "baseline"), "note", "a, b"))[1].endswith("dummy, note: 'a, b'}\n")
    assert changed(add_key(top.at("metrics", 1), "unit", "min"))[1] == "  - {id: f1, unit: min}\n"


def test_append_an_item():
    top = root(TEXT)
    assert changed(append_item(top.at("team"), "Lee")) == ("", "- Lee\n")
    assert changed(append_item(top.at("team"), {"name": "Lee", "tags": {"a": {"b": 1}}}))[1] == (
        "- name: Lee\n  tags:\n    a: {b: 1}\n"
    )
    assert changed(append_item(top.at("business.users"), "c"))[1] == "  users: [a, b, c]\n"
    assert changed(append_item(top.at("none"), "c"))[1] == "none: [c]\n"
    assert changed(append_item(top.at("empty"), "c")) == ("", "  - c\n")
    assert changed(append_item(top.at("metrics"), {"id": "r2"}))[1] == "  - {id: r2}\n"


def test_rename_a_key():
    top = root(TEXT)
    assert changed(rename_key(top.at("id"), "name"))[1] == "name: a  # the id\n"
    assert changed(rename_key(top.at("metrics"), "measures"))[1] == "measures:\n"
    assert changed(rename_key(top.at("metrics", 0, "baseline.kind"), "a: b"))[1].endswith("5.1, 'a: b': dummy}\n")


def test_delete():
    top = root(TEXT)
    assert changed(delete(top.at("id")))[1] == ""
    assert changed(delete(top.at("metrics", 0, "id")))[1] == "  - baseline: {value: 5.1, kind: dummy}\n"
    assert changed(delete(top.at("metrics", 0, "baseline"))) == ("    baseline: {value: 5.1, kind: dummy}\n", "")
    assert changed(delete(top.at("metrics", 0, "baseline.value")))[1] == "    baseline: {kind: dummy}\n"
    assert changed(delete(top.at("metrics", 0, "baseline.kind")))[1] == "    baseline: {value: 5.1}\n"
    assert changed(delete(top.at("metrics", 1, "id")))[1] == "  - {}\n"
    assert changed(delete(top.at("team", 0))) == ("- Dana\n", "")
    assert changed(delete(top.at("business.users", 1)))[1] == "  users: [a]\n"
    assert changed(delete(top.at("note"))) == ("note: |\n  one\n  two\n", "")


def test_line_ends_are_kept():
    text = TEXT.replace("\n", "\r\n")
    top = root(text)
    for edit in (
        add_key(top, "status", {"a": {"b": {"c": 1}}}),
        append_item(top.at("team"), "Lee"),
        set_value(top.at("note"), "x\ny\n"),
        delete(top.at("team", 0)),
        add_key(top.at("empty"), "a", 1),
    ):
        after = edited(text, edit)
        assert after.count("\n") == after.count("\r\n")


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: &x {b: 1}\nc: *x\n", lambda top: set_value(top.at("a.b"), 2)),  # the alias would change too
        ("a: &x 1\nc: *x\n", lambda top: set_value(top.at("a"), 2)),
        ("a: 1\n", lambda top: set_value(top.at("b"), 2)),
        ("a: 1\n", lambda top: add_key(top, "a", 2)),
        ("a: 1\n", lambda top: add_key(top.at("a"), "b", 2)),
        ("a: 1\nb: 2\n", lambda top: rename_key(top.at("a"), "b")),
        ("a: 1\n", lambda top: delete(top.at("a"))),
        ("a: 1\n", lambda top: set_value(top.at("a"), float("nan"))),
        ("a: 1\nb: @c\n", lambda top: set_value(top.at("a"), 2)),
    ],
)
def test_what_cannot_be_done_is_refused(text: str, edit: Any):
    assert edit(root(f"---\n{text}---\n")) is None


def test_edits_that_overlap_are_refused():
    assert apply("abcd", [Edit(Span(2, 3), "x"), Edit(Span(0, 1), "")]) == "bxd"
    with pytest.raises(ValueError, match="overlaps"):
        apply("abcd", [Edit(Span(0, 2), "x"), Edit(Span(1, 3), "y")])


def nodes(node: Node) -> list[Node]:
    below = [*node.each(), *(child for _, child in node.entries())]
    return [node, *(deeper for child in below for deeper in nodes(child))]


def meant(facts: Any, path: tuple[Any, ...], change: Any) -> Any:
    """A copy of the facts in which ``change(holder, step)`` was made."""
    facts = {"": json.loads(json.dumps(facts))}
    holder = facts
    for step in ("", *path)[:-1]:
        holder = holder[step]
    change(holder, ("", *path)[-1])
    return facts[""]


VALUES = JUNK.filter(lambda value: "Infinity" not in json.dumps(value))


@given(st.sampled_from([*example_texts().values(), TEXT, TEXT.replace("\n", "\r\n")]), st.data())
def test_only_the_meant_fact_differs(text: str, data: st.DataObject):
    top = root(text)
    node = data.draw(st.sampled_from(nodes(top)))
    value, key = data.draw(VALUES), data.draw(WORDS)
    how = data.draw(st.sampled_from(["set", "add", "append", "rename", "delete"]))
    before = copy.deepcopy(top.value)

    def change(holder: Any, step: Any) -> None:
        if how == "set":
            holder[step] = value
        elif how == "add":
            holder[step] = {**(holder[step] or {}), key: value}
        elif how == "append":
            holder[step] = [*(holder[step] or []), value]
        elif how == "rename":
            entries = [(key if name == step else name, entry) for name, entry in holder.items()]
            holder.clear()
            holder.update(entries)
        else:
            del holder[step]

    edit = {
        "set": lambda: set_value(node, value),
        "add": lambda: add_key(node, key, value),
        "append": lambda: append_item(node, value),
        "rename": lambda: rename_key(node, key),
        "delete": lambda: delete(node),
    }[how]()
    assert top.value == before
    if edit is None:
        return
    after = read_front_matter(Source("x.md", apply(text, [edit])))
    assert after.problem is None
    assert repr(after.facts) == repr(meant(before, node.path, change))
    assert after.source.text[after.body :] == text[top.front_matter.body :]
    if how in {"add", "append"}:
        assert edit.span.start == edit.span.end or node.value is None


@given(st.sampled_from([*example_texts().values()]), st.data())
def test_what_can_be_done_to_an_example_is_done(text: str, data: st.DataObject):
    top = root(text)
    node = data.draw(st.sampled_from([node for node in nodes(top) if node.path]))
    value = data.draw(st.sampled_from(["plain", "a: b", 3, 0.5, True, ["x", "y"], {"k": "v"}, "two\nlines\n"]))
    if node.is_scalar:
        assert set_value(node, value) is not None
    if isinstance(node.value, dict):
        assert add_key(node, "x-new", value) is not None
    if isinstance(node.value, list):
        assert append_item(node, value) is not None
    if node.key_span is not None:
        assert rename_key(node, "x-renamed") is not None
    assert delete(node) is not None


@given(st.sampled_from([*example_texts().values()]), st.data())
def test_another_editor_makes_the_same_of_it(text: str, data: st.DataObject):
    """yaml-edit shares nothing with us: what it writes reads the same to us, and what we write the same to it."""
    top = root(text)
    front_matter = top.front_matter
    key = data.draw(st.sampled_from([key for key, node in top.entries() if node.is_scalar]))
    value = data.draw(st.sampled_from(["plain", "two words", "a: b", 7, True]))
    how = data.draw(st.sampled_from(["set", "add", "delete"]))
    other = yaml_edit.Document.parse(front_matter.source.slice(front_matter.block))
    if how == "set":
        edit = set_value(top.at(key), value)
        other[key] = value
    elif how == "add":
        edit = add_key(top, "x-new", value)
        other["x-new"] = value
    else:
        edit = delete(top.at(key))
        del other[key]
    after = read_front_matter(Source("x.md", edited(text, edit)))
    assert after.facts == root(f"---\n{other}---\n").value
    if how != "delete":
        ours = yaml_edit.Document.parse(after.source.slice(after.block))
        assert ours[key if how == "set" else "x-new"] == value
