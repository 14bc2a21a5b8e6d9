"""Edits of a front matter: each a span and its new text, in the style of what stands around it.

Every function here gives one edit, or None when it cannot make one that changes the meant fact alone. Nobody has to trust
the styles: the edited text is read again, and an edit counts only when its facts are those that were meant, value by value
and in order, and the body is untouched. Comments stay, but for those inside or beside what is deleted or replaced.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.source import Source, Span
from prospectus.reading.front_matter.extent import (
    children,
    column_of,
    dash_of,
    end_of,
    last_of,
    line_end,
    start_of,
    style_in,
)
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.reading.front_matter.writing import Layout, Style, as_block_item, as_item, as_key, as_lines, as_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.reading.front_matter.node import Node
    from prospectus.reading.front_matter.scalars import Json


class Edit(NamedTuple):
    """A stretch of a source, offsets in characters, and what is to stand there instead."""

    span: Span
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, whose spans are those of the text before; raises ValueError when two overlap.

    Insertions at one place come in the order in which they are given.
    """
    pieces = []
    at = 0
    for span, new in sorted(edits, key=itemgetter(0)):
        if span.start < at:
            message = f"an edit at {span.start} overlaps the one before it, which ends at {at}"
            raise ValueError(message)
        pieces += [text[at : span.start], new]
        at = span.end
    return "".join([*pieces, text[at:]])


# -- what can be done -----------------------------------------------------------------------------------------------


def set_value(fact: Node, value: Json) -> Edit | None:
    """Give a fact that is there another value."""
    fact = _as_written(fact)
    if not fact.is_present or not fact.path:
        return None
    return _checked(fact, _replacement(fact, value), _with(fact, value))


def add_key(mapping: Node, key: str, value: Json) -> Edit | None:
    """Add a key at the end of a mapping; a null becomes a mapping with this one key."""
    mapping = _as_written(mapping)
    if mapping.value is None and mapping.is_present:
        return _checked(mapping, _into_null(mapping, {key: value}), _with(mapping, {key: value}))
    if not isinstance(mapping.value, dict) or key in mapping.value:
        return None
    expected = _with(mapping, {**_copied(mapping.value), key: value})
    style = style_in(mapping)
    if style.is_flow:
        return _checked(mapping, _into_flow(mapping, as_key(key) + as_value(value, style)), expected)
    last = last_of(mapping)
    if last is None or last.key_span is None:
        return None
    style = style._replace(column=column_of(last, last.key_span.start))
    text = f"{style.eol}{' ' * style.column}{as_key(key)}{as_value(value, style)}"
    return _checked(mapping, _at(line_end(last, end_of(last)), text), expected)


def add_list(mapping: Node, key: str, item: dict[str, Json]) -> Edit | None:
    """Add a key with a list of one mapping, which stands on one line however long that is."""
    mapping = _as_written(mapping)
    stand_in: dict[str, Json] = {"x": 0}
    edit = add_key(mapping, key, [stand_in])
    if edit is None:
        return None
    style = style_in(mapping)._replace(is_flow=True)
    text = edit.text.replace(as_item(stand_in, style), as_item(item, style))
    return _checked(mapping, edit._replace(text=text), _with(mapping, {**_copied(mapping.value or {}), key: [item]}))


def append_item(items: Node, value: Json) -> Edit | None:
    """Add an item at the end of a list; a null becomes a list with this one item."""
    items = _as_written(items)
    if items.value is None and items.is_present:
        return _checked(items, _into_null(items, [value]), _with(items, [value]))
    if not isinstance(items.value, list):
        return None
    expected = _with(items, [*_copied(items.value), value])
    style = style_in(items)
    if style.is_flow:
        return _checked(items, _into_flow(items, as_item(value, style)), expected)
    last = last_of(items)
    dash = None if last is None else dash_of(last)
    if last is None or dash is None:
        return None
    style = style._replace(column=column_of(last, dash))
    text = f"{style.eol}{' ' * style.column}{as_block_item(value, style)}"
    return _checked(items, _at(line_end(last, end_of(last)), text), expected)


def insert_item(items: Node, index: int, value: Json) -> Edit | None:
    """Add an item to a list before the one at an index, or at the end; written as the items beside it are."""
    items = _as_written(items)
    if not isinstance(items.value, list) or not items.value:
        return append_item(items, value)
    count = len(items.value)
    index = min(index, count)
    expected = _with(items, [*_copied(items.value[:index]), value, *_copied(items.value[index:])])
    beside = items.at_path((max(index - 1, 0),))
    style = style_in(items)
    dash = None if style.is_flow else dash_of(beside)
    above = end_of(beside) if index else items.key_span.end if items.key_span else None
    if not style.is_flow and (dash is None or above is None):
        return None
    if dash is not None:
        style = style._replace(column=column_of(beside, dash))
    written = as_item(value, style) if style.is_flow else _as_block_item_like(beside, value, style)
    for text in dict.fromkeys((_quoted_like(written, items), written)):
        if style.is_flow:
            edit = _at(end_of(beside), f", {text}") if index else _at(start_of(beside), f"{text}, ")
        else:
            edit = _at(line_end(items, above or 0), f"{style.eol}{' ' * style.column}{text}")
        if _checked(items, edit, expected) is not None:
            return edit
    return None


def _as_block_item_like(beside: Node, value: Json, style: Style) -> str:
    """An item with its dash, a mapping on one line or on lines of its own as the one beside it is."""
    if not isinstance(value, dict):
        return as_block_item(value, style)
    text = beside.source.slice(beside.value_span)
    is_pair = len(value) == 1 and isinstance(beside.value, dict)
    if text.startswith("{") or not (is_pair or "\n" in text.strip()):
        return f"- {as_item(value, style._replace(is_flow=True))}"
    return style.eol.join(as_lines((0,), value, Layout())).replace(style.eol, f"{style.eol}{' ' * style.column}")


def _quoted_like(written: str, items: Node) -> str:
    """A text with the quotes of the items around it, where these have only the other kind."""
    around = items.source.slice(items.value_span)
    if '"' in around and "'" not in around and '"' not in written and "\\" not in written:
        return written.replace("'", '"')
    return written


def rename_key(fact: Node, key: str) -> Edit | None:
    """Give a fact another key."""
    fact = _as_written(fact)
    span = fact.key_span
    holder = fact.parent.value
    if span is None or key in holder:
        return None
    old = fact.path[-1]
    renamed = {key if step == old else step: _copied(value) for step, value in holder.items()}
    written = as_key(key, like=fact.source.text[span.start])
    return _checked(fact, Edit(span, written.removesuffix(":")), _with(fact.parent, renamed))


def delete(fact: Node) -> Edit | None:
    """Take a key with its value out of its mapping, or an item out of its list; the last of them leaves it empty."""
    fact = _as_written(fact)
    if not fact.is_present or not fact.path:
        return None
    holder = fact.parent
    if holder.count() == 1:
        return set_value(holder, type(holder.value)()) if holder.path else None
    rest = _copied(holder.value)
    del rest[fact.path[-1]]
    edit = _out_of_flow(fact) if style_in(holder).is_flow else _out_of_block(fact)
    return _checked(fact, edit, _with(holder, rest)) if edit else None


def _as_written(fact: Node) -> Node:
    """A fact as it is written: an edit changes the text, not what is read of it. Parts of a short form are missing there."""
    return fact.front_matter.written.root.at_path(fact.path)


# -- the check ------------------------------------------------------------------------------------------------------


def _checked(fact: Node, edit: Edit, expected: Json) -> Edit | None:
    """The edit, if the text that it makes reads as expected; None otherwise."""
    front_matter = fact.front_matter
    before = front_matter.source
    after = read_front_matter(Source(before.name, apply(before.text, [edit])))
    is_as_meant = (
        after.problem is None
        and front_matter.problem is None
        and len(after.duplicates) == len(front_matter.duplicates)
        and repr(after.facts) == repr(expected)  # which tells 1 from 1.0 and from true, and one order from another
        and after.source.text[after.body :] == before.text[front_matter.body :]
    )
    return edit if is_as_meant else None


def _with(fact: Node, value: Json) -> Json:
    """All facts of a front matter, one of them replaced."""
    if not fact.path:
        return value
    facts = _copied(fact.front_matter.facts)
    holder: Any = facts
    for step in fact.path[:-1]:
        holder = holder[step]
    holder[fact.path[-1]] = value
    return facts


def _copied(value: Json) -> Json:
    """A copy in which nothing is shared, so that a change behind an alias shows as the two changes that it is."""
    if isinstance(value, dict):
        return {key: _copied(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_copied(below) for below in value]
    return value


# -- where ----------------------------------------------------------------------------------------------------------


def _replacement(fact: Node, value: Json) -> Edit:
    text, span, style = fact.source.text, fact.value_span, style_in(fact.parent)
    key = fact.key_span
    style = style._replace(column=column_of(fact, key.start if key else span.start))
    colon = text.index(":", key.end) + 1 if key else span.start
    has_room = span.start == span.end or (isinstance(value, dict | list) and "\n" in text[colon : span.start])
    if key is None:
        return Edit(span, as_item(value, style, like=text[span.start : span.start + 1]))
    written = as_value(value, style, like=text[span.start : span.start + 1])
    if has_room or written.startswith(style.eol):  # after the colon: no value, or one that begins on another line
        return Edit(Span(colon, max(span.end, colon)), written)
    return Edit(span, written[1:])


def _into_null(fact: Node, value: Json) -> Edit:
    """Write a collection with one entry where nothing stands: on lines of its own, unless the style is flow."""
    key = fact.key_span
    style = style_in(fact.parent)
    if key is None or style.is_flow or fact.value_span.start != fact.value_span.end:
        return _replacement(fact, value)
    style = style._replace(column=column_of(fact, key.start))
    written = as_value(value, style, in_block=True)
    return _at(line_end(fact, key.end), written)


def _into_flow(collection: Node, written: str) -> Edit:
    last = last_of(collection)
    if last is None:
        return _at(collection.value_span.start + 1, written)
    whole = collection.value_span
    is_bare = isinstance(collection.value, dict) and collection.source.text[whole.start] != "{"
    if is_bare and collection.path:  # a pair in a list: `[a: 1]`
        return Edit(whole, f"{{{collection.source.slice(whole)}, {written}}}")
    return _at(end_of(last), f", {written}")


def _out_of_flow(fact: Node) -> Edit:
    siblings = children(fact.parent)
    index = next(number for number, sibling in enumerate(siblings) if sibling.path == fact.path)
    if index:
        return Edit(Span(end_of(siblings[index - 1]), end_of(fact)), "")
    return Edit(Span(start_of(fact), start_of(siblings[1])), "")


def _out_of_block(fact: Node) -> Edit | None:
    text = fact.source.text
    start = start_of(fact) if fact.key_span else dash_of(fact)
    if start is None:
        return None
    line_start = text.rfind("\n", 0, start) + 1
    end = text.find("\n", end_of(fact)) + 1
    if not text[line_start:start].strip():
        return Edit(Span(line_start, end), "")
    siblings = children(fact.parent)  # on the line of a dash, `- a: 1`: what comes next moves up to it
    return Edit(Span(start, start_of(siblings[1])), "")


def _at(offset: int, text: str) -> Edit:
    return Edit(Span(offset, offset), text)
