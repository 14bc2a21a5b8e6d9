"""Where a fact stands as it is written: its beginning, its end, its dash, its column, and the style of what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.source import Span
from prospectus.reading.front_matter.writing import Style

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import FrontMatter, Node


def style_in(collection: Node) -> Style:
    """How things are written in a collection: in flow style when it, or anything around it, is."""
    front_matter = collection.front_matter
    text = front_matter.source.text
    around = [front_matter.root.at_path(collection.path[:length]) for length in range(1, len(collection.path) + 1)]
    spans = [_root_span(front_matter), *(node.value_span for node in around)]
    is_flow = any(text[span.start : span.start + 1] in {"[", "{"} for span in spans)
    return Style(is_flow, "\r\n" if "\r\n" in front_matter.source.slice(front_matter.block) else "\n", 0)


def is_in_flow(collection: Node) -> bool:
    """Whether what stands in a collection stands between brackets: its own, or those of anything around it."""
    front_matter = collection.front_matter
    text = front_matter.source.text
    around = (front_matter.root.at_path(collection.path[:length]) for length in range(1, len(collection.path) + 1))
    block = front_matter.block  # empty where there is no front matter: what stands there begins the text
    starts = [*([block.start] if block.end > block.start else ()), *(node.value_span.start for node in around)]
    return any(text[start : start + 1] in {"[", "{"} for start in starts)


def _root_span(front_matter: FrontMatter) -> Span:
    return Span(front_matter.marks.start, front_matter.marks.end)


def children(collection: Node) -> list[Node]:
    """The facts in a mapping or a list, in order."""
    if isinstance(collection.value, dict):
        return [node for _, node in collection.entries()]
    return [*collection.each()]


def last_of(collection: Node) -> Node | None:
    """The last fact in a mapping or a list; None where it is empty."""
    value = collection.value
    if not value:
        return None
    return collection.at_path((next(reversed(value)) if isinstance(value, dict) else len(value) - 1,))


def start_of(fact: Node) -> int:
    """Where a fact begins: with its key, where it has one. An offset, in characters, as all here."""
    key = fact.key_span
    return key.start if key else fact.value_span.start


def end_of(fact: Node) -> int:
    """Where a fact ends, with its value."""
    key = fact.key_span
    end = fact.value_span.end
    return max(end, key.end) if key else end


def dash_of(item: Node) -> int | None:
    """Where the dash of an item in a block list stands; None when it is not the first thing on its line."""
    text = item.source.text
    start = item.value_span.start
    line_start = text.rfind("\n", 0, start) + 1
    dash = text.find("-", line_start, start)
    return None if dash < 0 or text[line_start:dash].strip() else dash


def column_of(fact: Node, offset: int) -> int:
    """In which column of its line, from 0, a character of a fact stands."""
    return offset - (fact.source.text.rfind("\n", 0, offset) + 1)


def line_end(fact: Node, offset: int) -> int:
    """Where the line of an offset ends, before its line end."""
    text = fact.source.text
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end
