"""Additions to YAML files of other tools: one stretch of new text, and every byte around it as it was.

Each gives the whole new text, or None when it cannot be proven right: the new text is read again, and must give the events
of the old one, tags, anchors, quoting and order included, with nothing but those of the addition between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.writing.setup.yaml_tree import events_of, key_of, tree_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.writing.setup.yaml_tree import Place, Tree

_DASH = Pattern(r"([ ]*+)-(?:( {1,4})(?=[^ \n\r#])|(?=[ \n\r]|$))")
"""The dash of an item, and the room behind it when the item begins there."""
_BLANK_LINE = Pattern(r"\n[ \t]*+\r?\n")


def append_item(text: str, path: Sequence[str], lines: Sequence[str], flow: str) -> str | None:
    """Add an item at the end of the list at a path of keys.

    ``lines`` is the item in block style without its dash, and may begin with comments; ``flow`` the same item in one line.
    """
    tree, place = _at(text, path)
    if tree is None or place is None or place.kind != "list":
        return None
    if place.is_flow:
        return _into_flow(tree, place, flow, events_count=1)
    last = place.entries[-1][1]
    line_start = text.rfind("\n", 0, last.start) + 1
    dash = _DASH.match(text, line_start)
    if dash is None:
        return None
    indent, room = dash[1], dash[2] or " "
    first = next(index for index, line in enumerate(lines) if not line.startswith("#"))
    dashed = [*lines[:first], f"-{room}{lines[first]}", *(f" {room}{line}" for line in lines[first + 1 :])]
    return _into_block(tree, place, [indent + line for line in dashed], "\n".join(dashed))


def append_key(text: str, path: Sequence[str], lines: Sequence[str], flow: str) -> str | None:
    """Add a key at the end of the mapping at a path; ``lines`` is the key with its value in block style, ``flow`` in one line."""
    tree, place = _at(text, path)
    if tree is None or place is None or place.kind != "mapping":
        return None
    if place.is_flow:
        return _into_flow(tree, place, flow, events_count=2)
    key = place.entries[-1][0]
    if key is None:
        return None
    indent = " " * (key.start - (text.rfind("\n", 0, key.start) + 1))
    if key.start and text[key.start - 1] == "\ufeff":
        indent = ""
    return _into_block(tree, place, [indent + line for line in lines], "\n".join(lines))


def _at(text: str, path: Sequence[str]) -> tuple[Tree | None, Place | None]:
    tree = tree_of(text)
    place = tree.root if tree else None
    for key in path:
        place = place.at(key) if place else None
    if tree is not None and place is not None and place.anchor and _is_shared(tree, place):
        return None, None
    return tree, place


def _is_shared(tree: Tree, place: Place) -> bool:
    """Whether another place stands for what a place holds: it would be added to, too."""
    outside = [*tree.events[: place.first], *tree.events[place.last + 1 :]]
    return any(type(event).__name__ == "AliasEvent" and event.anchor == place.anchor for event in outside)


def _into_block(tree: Tree, place: Place, lines: Sequence[str], alone: str) -> str | None:
    """The text with lines after the last entry of a block collection, set apart as its entries are."""
    text = tree.text
    eol = "\r\n" if "\r\n" in text else "\n"
    if len(place.entries) > 1:
        (_, before), (key, after) = place.entries[-2:]
        if _BLANK_LINE.search(text[before.end : (key or after).start]):
            lines = ["", *lines]
    written = eol.join(lines)
    end = place.end
    if end and text[end - 1] == "\n":  # behind a block scalar
        changed = f"{text[:end]}{written}{eol}{text[end:]}"
    else:
        end = text.find("\n", end)
        end = len(text) if end < 0 else end - 1 if text[end - 1] == "\r" else end
        changed = f"{text[:end]}{eol}{written}{text[end:]}"
    inserted = events_of(alone)
    return (
        changed if inserted and _is_proven(tree, place, changed, [key_of(event) for event in inserted[1:-1]]) else None
    )


def _into_flow(tree: Tree, place: Place, written: str, *, events_count: int) -> str | None:
    text = tree.text
    if place.entries:
        at, written_there = place.entries[-1][1].end, f", {written}"
    else:
        at, written_there = tree.events[place.first].end_mark.index, written
    brackets = "[]" if place.kind == "list" else "{}"
    inserted = events_of(f"{brackets[0]}{written}{brackets[1]}")
    if inserted is None or len(inserted) < events_count + 2:
        return None
    changed = text[:at] + written_there + text[at:]
    return changed if _is_proven(tree, place, changed, [key_of(event) for event in inserted[1:-1]]) else None


def _is_proven(tree: Tree, place: Place, changed: str, inserted: Sequence[tuple[object, ...]]) -> bool:
    """Whether a changed text says what the old one does, and at the end of one collection what was inserted."""
    events = events_of(changed)
    before = [key_of(event) for event in tree.events]
    expected = [*before[: place.last], *inserted, *before[place.last :]]
    return events is not None and [key_of(event) for event in events] == expected
