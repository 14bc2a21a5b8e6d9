"""The front matter of a document: its facts, and a node for each fact, present or missing."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from prospectus.ground.placeholder import is_placeholder, states_nothing
from prospectus.ground.source import Source, Span
from prospectus.reading.front_matter.composer import compose
from prospectus.reading.front_matter.entry import entry_marks
from prospectus.reading.front_matter.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.reading.front_matter.scalars import Json
    from prospectus.reading.problem import Problem

_WAIVED = re.compile(r"\s*(?:n/a|해당\s?없음)\s?:", re.IGNORECASE)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")

Path = tuple[str | int, ...]


class FrontMatter:
    """What stands between the fences.

    ``facts`` is always a mapping; ``fence`` is the opening ``---``; ``body`` is the offset of the first character after the
    closing fence. ``marks`` are the places of the facts; where none are given, they are looked up in ``block``, the span of
    the YAML text, when somebody first asks, and then only those of the entry that is asked for.

    When ``problem`` tells why it could not be read to its end, ``facts`` are those above ``broken_at`` that are surely whole,
    and ``cut`` has the paths of the collections that may go on below it: :meth:`is_complete` says what may be asked for.
    ``is_doubted`` tells whether anybody has asked for more since it was last set to False.
    """

    __slots__ = (
        "_entries",
        "_marks",
        "block",
        "body",
        "broken_at",
        "cut",
        "duplicates",
        "facts",
        "fence",
        "is_doubted",
        "problem",
        "source",
    )

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
        self._entries: Marks | None = None
        self.fence = fence
        self.body = body
        self.problem = problem
        self.duplicates = duplicates
        self.block = block
        self.broken_at = broken_at
        self.cut = cut
        self.is_doubted = False

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
        return _WatchedNode(self, (), self.facts) if self.cut else Node(self, (), self.facts)

    @property
    def written(self) -> FrontMatter:
        """The front matter as it is written, before any short form in it was read as what it stands for."""
        return self

    @property
    def marks(self) -> Marks:
        """Where each fact stands."""
        marks = self._marks
        if marks is None:
            marks = self._marks = compose(self.source.slice(self.block), self.block.start).marks
        return marks

    def marks_towards(self, path: Path) -> Marks:
        """Marks of the whole that surely hold those of the fact at a path, if it is there."""
        if self._marks is not None or not path:
            return self.marks
        if self._entries is None:
            self._entries = Marks(*self.block)
            self._entries.children = {}
        key, known = path[0], self._entries.children
        if isinstance(key, str) and isinstance(known, dict) and key in self.facts and key not in known:
            entry = entry_marks(self.source.text, self.block, key, self.facts[key])
            if entry is None:
                return self.marks
            known[key] = entry
        return self._entries

    def is_whole(self, marks: Marks) -> bool:
        """Whether marks are those of the whole front matter."""
        return marks is self._entries or marks is self._marks


class Node:
    """One fact of the front matter, present or missing.

    Rules read facts through nodes. A missing or wrong-typed value answers None or yields nothing, for the schema has
    reported it already; so a rule needs no guards and cannot raise on a partial document.
    """

    __slots__ = ("front_matter", "is_present", "path", "value")

    def __init__(self, front_matter: FrontMatter, path: Path, value: Json, is_present: bool = True) -> None:  # noqa: FBT001, FBT002 - by place costs less
        self.front_matter = front_matter
        self.path = path
        self.value = value
        self.is_present = is_present

    def __bool__(self) -> bool:
        """Whether the fact is there and not null."""
        return self.is_present and self.value is not None

    def __eq__(self, other: object) -> bool:
        """Whether the other is the node of the same fact of the same front matter."""
        return isinstance(other, Node) and self.path == other.path and self.front_matter is other.front_matter

    def __hash__(self) -> int:
        return hash(self.path)

    def __repr__(self) -> str:
        return f"<Node {self.where or '(front matter)'}: {self.value!r}>"

    # -- walking -----------------------------------------------------------------------------------------------------

    def at(self, *keys: str | int) -> Node:
        """The node below; a key may be dotted (``at("constraints.privacy")``). Missing steps give a missing node.

        For keys that a document has written, which may hold dots of their own, there is :meth:`at_path`.
        """
        if len(keys) == 1:  # by far the most common walk: one step down a mapping
            key = keys[0]
            if type(key) is str:
                if "." in key:
                    return self.at_path(_split(key))
                value = self.value
                if type(value) is dict and key in value:
                    return Node(self.front_matter, (*self.path, key), value[key])
                return Node(self.front_matter, (*self.path, key), None, False)  # noqa: FBT003 - by place, see Node
        steps: list[str | int] = []
        for key in keys:
            steps += _split(key) if type(key) is str else (key,)
        return self.at_path(steps)

    def at_path(self, path: Iterable[str | int]) -> Node:
        """The node at the end of a path whose keys are taken as they are, dots and all."""
        value = self.value
        path = tuple(path)
        present = self.is_present
        for step in path:
            kind = type(value)
            if (kind is dict and type(step) is str and step in value) or (
                kind is list and type(step) is int and 0 <= step < len(value)
            ):
                value = value[step]
            else:
                value, present = None, False
                break
        return Node(self.front_matter, self.path + path, value, present)

    def each(self) -> Iterator[Node]:
        """The items of a list; nothing for anything else."""
        if type(self.value) is list:
            front_matter, path = self.front_matter, self.path
            for index, value in enumerate(self.value):
                yield Node(front_matter, (*path, index), value)

    def entries(self) -> Iterator[tuple[str, Node]]:
        """The keys and values of a mapping; nothing for anything else."""
        if type(self.value) is dict:
            front_matter, path = self.front_matter, self.path
            for key, value in self.value.items():
                yield key, Node(front_matter, (*path, key), value)

    @property
    def parent(self) -> Node:
        """The node that holds this one; the root holds itself."""
        return self.front_matter.root.at_path(self.path[:-1])

    # -- reading -----------------------------------------------------------------------------------------------------
    # Values are what the composer makes, never of a subclass: comparing types is cheaper than isinstance, and a bool is no int.

    def number(self) -> float | int | None:
        """The value when it is a number (booleans are none)."""
        value = self.value
        kind = type(value)
        return value if kind is int or kind is float else None

    def text(self) -> str | None:
        """The value when it is text with something other than white space in it."""
        value = self.value
        return value if type(value) is str and value and not value.isspace() else None

    def stated(self) -> str | None:
        """The text when it states something: no placeholder (TBD), and no answer in form only (none, unknown, yes)."""
        text = self.text()
        return None if text is None or states_nothing(text) else text

    def flag(self) -> bool | None:
        """The value when it is true or false."""
        value = self.value
        return value if type(value) is bool else None

    def date(self) -> date | None:
        """The value when it is text that is a real date, ``YYYY-MM-DD``."""
        value = self.value
        if type(value) is str and _ISO_DATE.match(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                return None
        return None

    def texts(self) -> list[str]:
        """The texts in a list; what is not text is left out."""
        return [text for item in self.each() if (text := item.text())]

    def count(self) -> int:
        """How many items or entries the value holds; 0 for a scalar."""
        value = self.value
        kind = type(value)
        return len(value) if kind is list or kind is dict else 0

    @property
    def is_blank(self) -> bool:
        """Whether nothing is stated: it is empty, a text that states nothing, or a list of such texts.

        Of a fact for which ``none`` or ``yes`` is an answer, ask :attr:`is_unwritten`. A null is no blank but a wrong value, which
        the schema reports.
        """
        return self.is_empty or self.is_idle

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there: it is missing, or an empty list, mapping or text."""
        if not self.is_present:
            return True
        value = self.value
        kind = type(value)
        if kind is str:
            return not value or value.isspace()
        return (kind is list or kind is dict) and not value

    @property
    def is_idle(self) -> bool:
        """Whether something stands there that states nothing: a text, a list of such texts, a mapping of placeholders."""
        value = self.value
        kind = type(value)
        if kind is str:
            return bool(value) and not value.isspace() and states_nothing(value)
        if kind is list:
            return bool(value) and all(type(one) is str and states_nothing(one) for one in value)
        # A word such as none may be one of those that its key allows.
        return kind is dict and bool(value) and all(type(one) is str and is_placeholder(one) for one in value.values())

    @property
    def is_unwritten(self) -> bool:
        """Whether it is still to be written: empty, a placeholder (TBD), or a list of these. ``none`` and ``yes`` are answers."""
        value = self.value
        texts = value if type(value) is list else [value]
        return self.is_empty or all(type(one) is str and is_placeholder(one) for one in texts)

    @property
    def is_waived(self) -> bool:
        """Whether it says that it does not apply, and why: ``n/a: `` or ``해당 없음: `` and the reason."""
        value = self.value
        return type(value) is str and _WAIVED.match(value) is not None and not self.is_idle

    def answer(self) -> str | None:
        """The ``answer`` of a ``{answer, evidence}`` question: ``yes``, ``no``, ``partial`` or ``unknown``."""
        return self.at("answer").text()

    @property
    def is_scalar(self) -> bool:
        """Whether the fact is there and is neither a list nor a mapping."""
        kind = type(self.value)
        return self.is_present and kind is not list and kind is not dict

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
    def unnamed_item(self) -> Node | None:
        """The list item, the outermost, in which the fact stands and which only its number tells from others; None where all have ids."""
        for length, step in enumerate(self.path, 1):
            if isinstance(step, int):
                item = self.front_matter.root.at_path(self.path[:length])
                if not isinstance(item.at("id").value, str):
                    return item if item.is_present else None
        return None

    @property
    def span(self) -> Span:
        """Where the fact stands: from its key to the end of its value.

        A collection in block style is its key alone; a list item is its own text; a missing fact is the nearest thing
        around it that is there; the whole front matter is its opening fence.
        """
        marks, key, is_found = self._place()
        return self._extent(marks, key) if is_found and self.path else self._heading(marks, key)

    @property
    def key_span(self) -> Span | None:
        """Where the key of the fact stands; None for a list item, the whole front matter, and a missing fact."""
        _, key, is_found = self._place()
        return Span(*key) if key and is_found else None

    @property
    def value_span(self) -> Span:
        """Where the value alone stands; for a missing fact, the same as ``span``."""
        marks, _, is_found = self._place()
        return Span(marks.start, marks.end) if is_found and self.path else self.span

    def _place(self) -> tuple[Marks, tuple[int, int] | None, bool]:
        """The marks of the fact and of its key, and whether it is there; if not, those of the nearest thing around it."""
        marks, key = self.front_matter.marks_towards(self.path), None
        for step in self.path:
            children = marks.children
            if isinstance(children, dict) and step in children:
                key_start, key_end, marks = children[step]
                key = (key_start, key_end)
            elif isinstance(children, list) and isinstance(step, int) and 0 <= step < len(children):
                marks, key = children[step], None
            else:
                return marks, key, False
        return marks, key, True

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
        if self.front_matter.is_whole(marks):
            return self.front_matter.fence
        children = marks.children
        if isinstance(children, dict) and children:  # a list item: its first entry names it
            key_start, key_end, first = next(iter(children.values()))
            one_line = "\n" not in self.source.text[key_start : first.end]
            return Span(key_start, max(first.end, key_end) if one_line else key_end)
        line_end = self.source.text.find("\n", marks.start)
        return Span(marks.start, marks.end if line_end < 0 else min(marks.end, line_end))


class _WatchedNode(Node):
    """A fact of a front matter that breaks; it tells when somebody looks at what may go on below the break."""

    __slots__ = ()

    def at(self, *keys: str | int) -> Node:
        """The node below, present or missing."""
        return self._watched(super().at(*keys))

    def at_path(self, path: Iterable[str | int]) -> Node:
        """The node at the end of a path."""
        return self._watched(super().at_path(path))

    def each(self) -> Iterator[Node]:
        """The items of a list."""
        return map(self._watched, super().each())

    def entries(self) -> Iterator[tuple[str, Node]]:
        """The keys and values of a mapping."""
        return ((key, self._watched(node)) for key, node in super().entries())

    def _watched(self, node: Node) -> Node:
        front_matter = node.front_matter
        if node.path and not front_matter.is_complete(node.path):  # of the whole, nobody knows anything yet
            front_matter.is_doubted = True
        return _WatchedNode(front_matter, node.path, node.value, node.is_present)


@lru_cache(4096)
def _split(key: str) -> tuple[str, ...]:
    """The steps of a dotted key; the keys that rules write are few, and walked again in every document."""
    return tuple(key.split("."))
