"""Composing a YAML text in C, where libyaml is there and the text needs none of our own care.

PyYAML's C composer makes a tree of nodes in a third of the time that its events take to pass through Python. It follows
aliases in a way of its own and knows no limits, so it gets no text that may hold an anchor, an alias or a tag, and its answer
counts only when the tree has no keys but scalars, and is not too deep. Everything else is the composer's.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from prospectus.ground.source import Span
from prospectus.reading.front_matter.marks import Marks
from prospectus.reading.front_matter.plain_text import has_reference, may_be_deep
from prospectus.reading.front_matter.scalars import Json, scalar
from prospectus.reading.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable


MOST_DUPLICATES = 1_000
"""More are not told: a text that has them was not written by hand."""


def duplicate(key: str, first: Span, again: Span) -> Problem:
    """The problem of a key that stands twice in one mapping."""
    return Problem("duplicate-key", again, {"key": key}, ((first, "first"),))


class _Unsure(Exception):  # noqa: N818 - never leaves this module
    """The tree holds something that our composer reads in its own way."""


def compose_in_c(text: str, base: int, max_depth: int) -> tuple[Json, Marks, tuple[Problem, ...]] | None:
    """The value of a YAML text, its marks and its duplicate keys; None when our own composer has to read it."""
    compose = _compose()
    if compose is None or has_reference(text) or may_be_deep(text):
        return None
    from yaml import YAMLError  # noqa: PLC0415 - loaded by now

    try:
        node = compose(text)
        if node is None:
            return None
        walk = _Walk(text, base, max_depth)
        return *walk.value(node, 1), tuple(walk.duplicates)
    except (YAMLError, UnicodeEncodeError, _Unsure):
        return None


def values_in_c(text: str, max_depth: int) -> dict[str, Json] | None:
    """The mapping that a YAML text holds, without any positions; None when it holds another thing, or says a key twice."""
    compose = _compose()
    if compose is None or has_reference(text) or may_be_deep(text):
        return None
    from yaml import YAMLError  # noqa: PLC0415 - loaded by now

    try:
        node = compose(text)
        facts = None if node is None else _value(node, max_depth)
    except (YAMLError, UnicodeEncodeError, _Unsure):
        return None
    return facts if type(facts) is dict else None


def _value(node: Any, depth: int) -> Json:  # noqa: ANN401 - a node, untyped
    kind = node.id
    if kind == "scalar":
        return node.value if node.style else scalar(node.value)
    if not depth:
        raise _Unsure
    if kind == "sequence":
        return [_value(item, depth - 1) for item in node.value]
    value: dict[str, Json] = {}
    for key_node, below in node.value:
        key = key_node.value
        if type(key) is not str or key in value:
            raise _Unsure
        value[key] = _value(below, depth - 1)
    return value


class _Walk:
    """One walk over a tree of nodes, which gives values and marks.

    The marks have no size or depth, which only aliases ask for.
    """

    def __init__(self, text: str, base: int, max_depth: int) -> None:
        self.text = text
        self.base = base
        self.max_depth = max_depth
        self.duplicates: list[Problem] = []

    def value(self, node: Any, depth: int) -> tuple[Json, Marks]:  # noqa: ANN401 - a node, untyped
        """The value of a node and its marks; a collection counts as the ``depth``-th that is open."""
        base = self.base
        marks = Marks(base + node.start_mark.index, base + node.end_mark.index)
        kind = node.id
        if kind == "scalar":
            style = node.style
            if not style:
                return scalar(node.value), marks
            if style == "|" or style == ">":  # noqa: PLR1714 - runs for every scalar
                marks.end = marks.start + len(self.text[marks.start - base : marks.end - base].rstrip())
            return node.value, marks
        if depth > self.max_depth:
            raise _Unsure
        value, marks.children, end = (self._mapping if kind == "mapping" else self._sequence)(node, depth)
        if not node.flow_style:  # block style: the end that the parser gives is the next token
            marks.end = max(end, marks.start)
        return value, marks

    def _sequence(self, node: Any, depth: int) -> tuple[list[Json], list[Marks], int]:  # noqa: ANN401
        value, children, end = [], [], 0
        for item_node in node.value:
            item, marks = self.value(item_node, depth + 1)
            value.append(item)
            children.append(marks)
            end = marks.end
        return value, children, end

    def _mapping(self, node: Any, depth: int) -> tuple[dict[str, Json], dict[str, tuple[int, int, Marks]], int]:  # noqa: ANN401
        base = self.base
        value: dict[str, Json] = {}
        children: dict[str, tuple[int, int, Marks]] = {}
        end = 0
        for key_node, below_node in node.value:
            key = key_node.value
            if type(key) is not str:  # the value of a collection is a list
                raise _Unsure
            below, marks = self.value(below_node, depth + 1)
            key_start, key_end = base + key_node.start_mark.index, base + key_node.end_mark.index
            if key not in value:
                value[key] = below
                children[key] = (key_start, key_end, marks)
                end = max(key_end, marks.end)
            elif len(self.duplicates) < MOST_DUPLICATES:
                self.duplicates.append(duplicate(key, Span(*children[key][:2]), Span(key_start, key_end)))
        return value, children, end


@cache
def _compose() -> Callable[[str], Any] | None:
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined] # noqa: PLC0415 - the stubs name only the loaders
    except ImportError:
        return None

    class Parser(CParser):
        """The C parser without a resolver: what a scalar means is ours to say."""

        def descend_resolver(self, *_: object) -> None:
            """Nothing: no path has a tag of its own."""

        def ascend_resolver(self) -> None:
            """Nothing, as above."""

        def resolve(self, *_: object) -> None:
            """No tag."""

    def compose(text: str) -> Any:  # noqa: ANN401 - a node, untyped
        return Parser(text).get_single_node()

    return compose
