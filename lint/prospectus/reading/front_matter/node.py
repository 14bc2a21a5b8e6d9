"""The front matter of a document: its facts, and a node for each fact, present or missing."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from prospectus.ground.source import Source, Span
from prospectus.reading.front_matter.composer import compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.reading.front_matter.marks import Marks
    from prospectus.reading.front_matter.scalars import Json
    from prospectus.reading.problem import Problem

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")

Path = tuple[str | int, ...]


class FrontMatter:
    """What stands between the fences.

    ``facts`` is always a mapping; ``fence`` is the opening ``---``; ``body`` is the offset of the first character after the
    closing fence. ``marks`` are the places of the facts; where none are given, they are looked up in ``block``, the span of
    the YAML text, when somebody first asks.

    When ``problem`` tells why it could not be read to its end, ``facts`` are those above ``broken_at`` that are surely whole,
    and ``cut`` has the paths of the collections that may go on below it: :meth:`is_complete` says what may be asked for.
    """

    __slots__ = ("_marks", "block", "body", "broken_at", "cut", "duplicates", "facts", "fence", "problem", "source")

    def __init__(
        self,
        source: Source,
        facts: dict[str, Json],
        marks: Marks | None,
        fence: Span,
        body: int,
        problem: Problem | None = None,
        duplicates: tuple[Problem, ...] = (),
        *,
        block: Span = Span(0, 0),  # noqa: B008 - a tuple
        broken_at: int | None = None,
        cut: frozenset[Path] = frozenset(),
    ) -> None:
        self.source = source
        self.facts = facts
        self._marks = marks
        self.fence = fence
        self.body = body
        self.problem = problem
        self.duplicates = duplicates
        self.block = block
        self.broken_at = broken_at
        self.cut = cut

    def is_cut(self, path: Path) -> bool:
        """Whether the collection at a path may have more in it than could be read."""
        return path in self.cut

    def is_complete(self, path: Path) -> bool:
        """Whether all is known that the text says at a path: the whole value, or that nothing stands there."""
        cut = self.cut
        if not cut:
            return True
        value: Json = self.facts
        for length, step in enumerate(path):
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return path[:length] not in cut
        return path not in cut

    @property
    def root(self) -> Node:
        """The node of the whole front matter."""
        return Node(self, (), self.facts)

    @property
    def marks(self) -> Marks:
        """Where each fact stands."""
        marks = self._marks
        if marks is None:
            marks = self._marks = compose(self.source.slice(self.block), self.block.start).marks
        return marks


class Node:
    """One fact of the front matter, present or missing.

    Rules read facts through nodes. A missing or wrong-typed value answers None or yields nothing, for the schema has
    reported it already; so a rule needs no guards and cannot raise on a partial document.
    """

    __slots__ = ("front_matter", "is_present", "path", "value")

    def __init__(self, front_matter: FrontMatter, path: Path, value: Json, *, is_present: bool = True) -> None:
        self.front_matter = front_matter
        self.path = path
        self.value = value
        self.is_present = is_present

    def __bool__(self) -> bool:
        """Whether the fact is there and not null."""
        return self.is_present and self.value is not None

    def __repr__(self) -> str:
        return f"<Node {self.where or '(front matter)'}: {self.value!r}>"

    # -- walking -----------------------------------------------------------------------------------------------------

    def at(self, *keys: str | int) -> Node:
        """The node below; a key may be dotted (``at("constraints.privacy")``). Missing steps give a missing node."""
        value, path, present = self.value, self.path, self.is_present
        if len(keys) == 1 and isinstance(value, dict):  # by far the most common walk: one step down a mapping
            key = keys[0]
            if key in value:
                return Node(self.front_matter, (*path, key), value[key])
        for key in _steps(keys):
            path = (*path, key)
            if (isinstance(value, dict) and key in value) or (
                isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value)
            ):
                value = value[key]  # type: ignore[index]
            else:
                value, present = None, False
        return Node(self.front_matter, path, value, is_present=present)

    def each(self) -> Iterator[Node]:
        """The items of a list; nothing for anything else."""
        if isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield Node(self.front_matter, (*self.path, index), value)

    def entries(self) -> Iterator[tuple[str, Node]]:
        """The keys and values of a mapping; nothing for anything else."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, Node(self.front_matter, (*self.path, key), value)

    @property
    def parent(self) -> Node:
        """The node that holds this one; the root holds itself."""
        return self.front_matter.root.at(*self.path[:-1])

    # -- reading -----------------------------------------------------------------------------------------------------

    def number(self) -> float | int | None:
        """The value when it is a number (booleans are none)."""
        value = self.value
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def text(self) -> str | None:
        """The value when it is text with something other than white space in it."""
        value = self.value
        return value if isinstance(value, str) and value.strip() else None

    def flag(self) -> bool | None:
        """The value when it is true or false."""
        return self.value if isinstance(self.value, bool) else None

    def date(self) -> date | None:
        """The value when it is text that is a real date, ``YYYY-MM-DD``."""
        if isinstance(self.value, str) and _ISO_DATE.match(self.value):
            try:
                return date.fromisoformat(self.value)
            except ValueError:
                return None
        return None

    def texts(self) -> list[str]:
        """The texts in a list; what is not text is left out."""
        return [text for item in self.each() if (text := item.text())]

    def count(self) -> int:
        """How many items or entries the value holds; 0 for a scalar."""
        return len(self.value) if isinstance(self.value, list | dict) else 0

    @property
    def is_blank(self) -> bool:
        """Whether nothing is stated: it is missing, or an empty list, mapping or text.

        A null is no blank but a wrong value, which the schema reports.
        """
        value = self.value
        return not self.is_present or value in ([], {}) or (isinstance(value, str) and not value.strip())

    def answer(self) -> str | None:
        """The ``answer`` of a ``{answer, evidence}`` question: ``yes``, ``no``, ``partial`` or ``unknown``."""
        return self.at("answer").text()

    @property
    def is_scalar(self) -> bool:
        """Whether the fact is there and is neither a list nor a mapping."""
        return self.is_present and not isinstance(self.value, list | dict)

    # -- placing -----------------------------------------------------------------------------------------------------

    @property
    def source(self) -> Source:
        """The file in which the fact stands."""
        return self.front_matter.source

    @property
    def where(self) -> str:
        """The logical place, by ids where there are ids: ``metrics[mae].target``."""
        value: Json = self.front_matter.facts
        words = ""
        for step in self.path:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list) and 0 <= step < len(value) else None
                identity = value.get("id") if isinstance(value, dict) else None
                words += f"[{identity if isinstance(identity, str) else step}]"
            else:
                value = value.get(step) if isinstance(value, dict) else None
                words += f".{step}" if words else step
        return words

    @property
    def span(self) -> Span:
        """Where the fact stands: from its key to the end of its value.

        A collection in block style is its key alone; a list item is its own text; a missing fact is the nearest thing
        around it that is there; the whole front matter is its opening fence.
        """
        marks, key = self.front_matter.marks, None
        for step in self.path:
            children = marks.children
            if isinstance(children, dict) and step in children:
                key_start, key_end, marks = children[step]
                key = (key_start, key_end)
            elif isinstance(children, list) and isinstance(step, int) and 0 <= step < len(children):
                marks, key = children[step], None
            else:
                break
        else:
            if self.path:
                return self._extent(marks, key)
        return self._heading(marks, key)

    @property
    def value_span(self) -> Span:
        """Where the value alone stands; for a missing fact, the same as ``span``."""
        marks = self.front_matter.marks
        for step in self.path:
            children = marks.children
            if isinstance(children, dict) and step in children:
                marks = children[step][2]
            elif isinstance(children, list) and isinstance(step, int) and 0 <= step < len(children):
                marks = children[step]
            else:
                return self.span
        return Span(marks.start, marks.end) if self.path else self.span

    @property
    def written(self) -> str:
        """The value as the writer wrote it, on one line."""
        if not self.is_present:
            return ""
        return " ".join(self.source.slice(self.value_span).split())

    def _extent(self, marks: Marks, key: tuple[int, int] | None) -> Span:
        text = self.source.text
        start = key[0] if key else marks.start
        if "\n" in text[start : marks.end]:
            return self._heading(marks, key)
        return Span(start, max(marks.end, key[1] + 1 if key else marks.end))

    def _heading(self, marks: Marks, key: tuple[int, int] | None) -> Span:
        if key:
            return Span(*key)
        if marks is self.front_matter.marks:
            return self.front_matter.fence
        children = marks.children
        if isinstance(children, dict) and children:  # a list item: its first entry names it
            key_start, key_end, first = next(iter(children.values()))
            one_line = "\n" not in self.source.text[key_start : first.end]
            return Span(key_start, max(first.end, key_end) if one_line else key_end)
        line_end = self.source.text.find("\n", marks.start)
        return Span(marks.start, marks.end if line_end < 0 else min(marks.end, line_end))


def _steps(keys: tuple[str | int, ...]) -> Iterator[str | int]:
    for key in keys:
        if isinstance(key, str) and "." in key:
            yield from key.split(".")
        else:
            yield key
