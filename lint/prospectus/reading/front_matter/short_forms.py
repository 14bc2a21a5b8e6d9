"""Short forms: a fact with one main part may be written as that part alone, and is read as if it were written in full.

``baseline: 14`` is ``baseline: {value: 14}``, ``- planner: Dana`` in a list of roles is ``- {role: planner, name: Dana}``. The schema
declares the forms (``prospectus.contract.short_forms``); here they are read, once, before anybody looks at a fact. So no rule and no
view knows of them, while each part keeps the place at which it is written. Edits are made to what is written.
"""

from __future__ import annotations

import re
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.spelling import nearest
from prospectus.reading.front_matter.marks import Marks
from prospectus.reading.front_matter.node import FrontMatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from prospectus.ground.source import Source
    from prospectus.reading.front_matter.node import Path
    from prospectus.reading.front_matter.scalars import Json

_PART = re.compile(r"\{(\w+)\}")
_SPACE = re.compile(r"\s+")

LONGEST = 1_000
"""A short form is no longer than this, in characters."""

MISSPELT = 0.75
"""How alike the one key of a mapping must be to a key of the form in full to be taken for a misspelling of that."""


class Part(NamedTuple):
    """What a part of a form takes: values of these types as they are, and of a text what its pattern matches.

    ``made`` makes a value of the text; ``is_closed`` tells that only some words are taken.
    """

    types: frozenset[type]
    pattern: str
    made: Callable[[str], Json]
    is_closed: bool = False


class Short(NamedTuple):
    """What a short form stands for. ``places`` are the parts' offsets in the text; ``key`` is the one key of a mapping."""

    facts: dict[str, Json]
    places: dict[str, tuple[int, int]]
    key: str | None = None
    key_places: Mapping[str, tuple[int, int]] = MappingProxyType({})


class Form:
    """How a mapping may be written short.

    ``templates`` are texts such as ``{answer}: {evidence}``, and the first that fits is taken; one with ``: `` in it also fits a
    mapping with one key, which YAML makes of it without quotes. ``parts`` tells what each key takes, ``known`` are all
    keys of the mapping. A text that ``is_kept`` stands for itself, such as ``n/a: reason``.
    """

    def __init__(
        self,
        templates: Iterable[str],
        parts: Mapping[str, Part],
        known: frozenset[str] = frozenset(),
        is_kept: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.templates = tuple(templates)
        self._parts = parts
        self._known = known
        self._is_kept = is_kept

    def read(self, value: Json) -> Short | None:
        """What a value stands for; None when it is no short form."""
        if type(value) is dict:
            return self._pair(value) if len(value) == 1 else None
        if type(value) is str:
            return None if len(value) > LONGEST or self._is_kept(value) else self._text(value)
        for template in self.templates:
            name = template[1:-1]
            if name in self._parts and type(value) in self._parts[name].types:
                return Short({name: value}, {})
        return None

    def _text(self, text: str) -> Short | None:
        for pattern, names in self._patterns:
            if found := pattern.fullmatch(text):
                return Short(
                    {name: self._parts[name].made(found[name]) for name in names},
                    {name: found.span(name) for name in names},
                )
        return None

    def _pair(self, value: dict[str, Json]) -> Short | None:
        ((key, below),) = value.items()
        if key in self._known:
            return None
        for before, behind in self._pairs:
            first, rest = before.read(key), behind.read(below)
            if first is None or rest is None:
                continue
            is_sure = len(first.facts) > 1 or all(self._parts[name].is_closed for name in first.facts)
            if is_sure or not nearest(key, self._known, MISSPELT):
                return Short({**first.facts, **rest.facts}, rest.places, key, first.places)
        return None

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], list[str]]]:
        found = []
        for template in self.templates:
            pieces = _PART.split(template)
            if all(self._parts[name].pattern for name in pieces[1::2]):
                pattern = "".join(
                    f"(?P<{piece}>{self._parts[piece].pattern})"
                    if number % 2
                    else r"\s+".join(map(re.escape, _SPACE.split(piece)))
                    for number, piece in enumerate(pieces)
                )
                found.append((re.compile(pattern, re.DOTALL), pieces[1::2]))
        return found

    @cached_property
    def _pairs(self) -> list[tuple[Form, Form]]:
        """The forms of what stands before and behind the colon of each template that has one."""
        halves = [template.partition(": ") for template in self.templates]
        return [
            (Form((before,), self._parts), Form((behind,), self._parts)) for before, colon, behind in halves if colon
        ]


class Reader(NamedTuple):
    """What is read at a place of a front matter, and at the places below it, by key; ``*`` is any item of a list.

    ``as_text`` takes numbers and truth values as they are written; ``words`` are other words for a value, folded.
    """

    below: dict[str, Reader]
    form: Form | None = None
    as_text: bool = False
    words: Mapping[str, Json] | None = None


class Expanded(FrontMatter):
    """A front matter whose short forms are read as what they stand for."""

    __slots__ = ("_roots", "_shorts", "_written")

    def __init__(self, written: FrontMatter, facts: dict[str, Json], shorts: dict[Path, Short]) -> None:
        super().__init__(
            written.source,
            facts,
            None,
            written.fence,
            written.body,
            written.problem,
            written.duplicates,
            block=written.block,
            broken_at=written.broken_at,
            cut=written.cut,
        )
        self._written = written
        self._shorts = shorts
        self._roots: dict[int, tuple[Marks, Marks]] = {}

    @property
    def written(self) -> FrontMatter:
        """The same front matter as it is written."""
        return self._written

    @property
    def marks(self) -> Marks:
        """Where each fact stands."""
        return self._expanded(self._written.marks)

    def marks_towards(self, path: Path) -> Marks:
        """Marks of the whole that surely hold those of the fact at a path, if it is there."""
        return self._expanded(self._written.marks_towards(path), path[0] if path else None)

    def is_whole(self, marks: Marks) -> bool:
        """Whether marks are those of the whole front matter."""
        return any(marks is expanded for _, expanded in self._roots.values())

    def _expanded(self, marks: Marks, key: str | int | None = None) -> Marks:
        known = self._roots.get(id(marks))
        if known is None or (key is not None and not _has(known[1], key) and _has(marks, key)):
            expanded = marks
            for path, short in self._shorts.items():
                expanded = _with_parts(expanded, path, short, self.source)
            known = self._roots[id(marks)] = (marks, expanded)  # keeps the marks, so that no other gets their id
        return known[1]


def _has(marks: Marks, key: str | int) -> bool:
    return isinstance(marks.children, dict) and key in marks.children


def _with_parts(marks: Marks, path: Path, short: Short, source: Source) -> Marks:
    """Marks in which the parts of a short form at a path stand where they are written; the marks given stay as they are."""
    changed = Marks(marks.start, marks.end)
    if not path:
        changed.children = _parts(marks, short, source)
        return changed
    step, children = path[0], marks.children
    if isinstance(children, dict) and step in children:
        start, end, below = children[step]
        changed.children = {**children, step: (start, end, _with_parts(below, path[1:], short, source))}
    elif isinstance(children, list) and isinstance(step, int) and step < len(children):
        below = _with_parts(children[step], path[1:], short, source)
        changed.children = [*children[:step], below, *children[step + 1 :]]
    else:
        return marks
    return changed


def _parts(marks: Marks, short: Short, source: Source) -> dict[str, tuple[int, int, Marks]]:
    children, value = marks.children, marks
    found: dict[str, tuple[int, int, Marks]] = {}
    if short.key is not None and isinstance(children, dict):
        start, end, value = children[short.key]
        found.update(_in_text(Marks(start, end), short.key_places, short.key_places, source))
    rest = [name for name in short.facts if name not in found]
    found.update(_in_text(value, rest, short.places, source))
    return found


def _in_text(
    value: Marks, names: Iterable[str], places: Mapping[str, tuple[int, int]], source: Source
) -> Iterator[tuple[str, tuple[int, int, Marks]]]:
    """Where parts of a scalar stand: each at its place in the text, or the whole where that cannot be told."""
    text_start = _start_of_text(value, places, source)
    for name in names:
        place = places.get(name)
        part = value if place is None or text_start is None else Marks(text_start + place[0], text_start + place[1])
        line_end = source.text.find("\n", part.start, part.end)
        yield name, (part.start, part.end if line_end < 0 else line_end, part)


def _start_of_text(value: Marks, places: Mapping[str, tuple[int, int]], source: Source) -> int | None:
    """Where the text of a scalar begins, if it is written just as it is read: on one line, without escapes."""
    written = source.text[value.start : value.end]
    quote = written[:1] if written[:1] in {"'", '"'} else ""
    inner = written[1:-1] if quote else written
    longest = max((end for _, end in places.values()), default=0)
    if "\n" in written or "\\" in inner or (quote and quote in inner) or len(inner) < longest:
        return None
    return value.start + len(quote)


def expanded(written: FrontMatter, reader: Reader) -> FrontMatter:
    """A front matter with its short forms read; itself where it has none."""
    reading = _Reading(written)
    facts = reading.read(written.facts, reader)
    return written if facts is written.facts else Expanded(written, facts, reading.shorts)


class _Reading:
    """One walk through a front matter; most of it is in full, so a walk that finds nothing makes nothing."""

    def __init__(self, written: FrontMatter) -> None:
        self._written = written
        self._path: list[str | int] = []
        self.shorts: dict[Path, Short] = {}

    def read(self, value: Json, reader: Reader) -> Json:
        """A value as it is read; the same object where nothing in it is written short."""
        kind = type(value)
        if reader.form is not None and (kind is not dict or len(value) == 1) and value is not None:
            short = reader.form.read(value)
            if short is not None:
                self.shorts[tuple(self._path)] = short
                value, kind = short.facts, dict
        if kind is dict:
            return self._mapping(value, reader.below)
        if kind is list:
            return self._list(value, reader.below["*"]) if "*" in reader.below else value
        return self._scalar(value, reader)

    def _mapping(self, value: dict[str, Json], below: dict[str, Reader]) -> Json:
        changed: dict[str, Json] = {}
        path = self._path
        for key, reader in below.items():
            if key in value:
                path.append(key)
                old = value[key]
                new = self.read(old, reader)
                if new is not old:
                    changed[key] = new
                path.pop()
        return {**value, **changed} if changed else value

    def _list(self, value: list[Json], reader: Reader) -> Json:
        changed: dict[int, Json] = {}
        path = self._path
        for number, old in enumerate(value):
            path.append(number)
            new = self.read(old, reader)
            if new is not old:
                changed[number] = new
            path.pop()
        return [changed.get(number, old) for number, old in enumerate(value)] if changed else value

    def _scalar(self, value: Json, reader: Reader) -> Json:
        if reader.words:
            meant = reader.words.get(str(value).casefold(), value) if type(value) in {str, bool} else value
            return value if meant == value else meant
        if reader.as_text and value is not None and type(value) is not str:
            return self._written.root.at_path(self._path).written
        return value
