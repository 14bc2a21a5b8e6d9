"""The ML lifecycle of a contract: stages, sections and what is due when."""

from __future__ import annotations

import unicodedata
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.language import Text

_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "optional": None}

SHORTEST_EDGE = 3
"""A shorter phrase must be the whole heading."""

LONGEST_HEADING = 300
"""What stands further right opens no section, and need not be searched for marks."""

_MARKS = Pattern(r"<[^<>]+>|!\[[^\[\]]*\]\([^()]*\)|\{[^{}]*\}|:[a-z0-9_+-]+:")
_LINK = Pattern(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_CODE = Pattern(r"`[^`]*`")
_NUMBERING = Pattern(
    r"(?:(?:step|phase|part|section|chapter|stage|этап|шаг|раздел)\s*[0-9ivx]+|제?\s*[0-9]+\s*(?:단계|장|절)"
    r"|[0-9]+(?:[.\-][0-9]+)*|[ivx]+(?=[.)])|[a-z](?=[.)]))\s*[.):\-\u2013\u2014]*\s+|[0-9]+(?:[.\-][0-9]+)*[.)]+\s*"
)
_JOINTS = Pattern(r" ?(?:[&/,·+|]|\band\b|\b및\b|(?<=[가-힣])[와과](?= )) ?| (?:y|e|и) ")
_EDGES = " \t\u00a0*_~#:.;!?-\u2013\u2014"


class Stage(NamedTuple):
    """One gate of the lifecycle; ``order`` counts from 0."""

    id: str
    order: int
    title: Text
    summary: Text


class Condition(NamedTuple):
    """When a section is asked at all: the fact at ``path`` is true, or not empty."""

    path: str
    non_empty: bool


class Section(NamedTuple):
    """One section of a document: its names, its prompt, and from which stage on it is due."""

    id: str
    order: int
    title: Text
    prompt: Text
    need: tuple[tuple[int, Severity | None], ...]
    when: Condition | None
    aliases: tuple[str, ...]

    def level(self, stage_order: int) -> Severity | None:
        """How its absence weighs at a stage; None when it is not asked there."""
        level = None
        for since, severity in self.need:
            if since <= stage_order:
                level = severity
        return level

    @property
    def home(self) -> int:
        """The order of the stage at which it first becomes due."""
        return next((since for since, severity in self.need if severity is not None), 0)


class Ending(NamedTuple):
    """What is asked of a document that has ended: what ``asks`` asks, and the sections and facts of ``also``."""

    asks: int
    also: frozenset[str]


class Point(NamedTuple):
    """One point of an outside text, and the sections and facts that speak to it; there may be none."""

    id: str
    title: Text
    sections: tuple[str, ...]
    facts: tuple[str, ...]


class TextMap(NamedTuple):
    """An outside text, such as a regulation, point by point: an aid for reading documents beside it."""

    id: str
    title: Text
    note: Text | None
    points: tuple[Point, ...]


class Lifecycle:
    """The lifecycle of a contract, ready for look-ups."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Take the data of a valid ``lifecycle.yml``."""
        self.id: str = data["id"]
        self.stages = {
            entry["id"]: Stage(entry["id"], order, entry["title"], entry["summary"])
            for order, entry in enumerate(data["stages"])
        }
        self.statuses: dict[str, Text] = {entry["id"]: entry["title"] for entry in data["statuses"]}
        self.verdicts: dict[str, Text] = {entry["id"]: entry["title"] for entry in data["verdicts"]}
        self.ending_statuses = frozenset(entry["id"] for entry in data["statuses"] if entry.get("ends"))
        self.ending_verdicts = frozenset(entry["id"] for entry in data["verdicts"] if entry.get("ends"))
        self.endings = {
            kind: Ending(self.stages[ending["asks"]].order, frozenset(ending.get("also", ())))
            for kind, ending in data["endings"].items()
        }
        self.sections = {entry["id"]: self._section(order, entry) for order, entry in enumerate(data["sections"])}
        self.maps = tuple(_text_map(entry) for entry in data.get("maps", ()))
        self._known: dict[str, tuple[str, ...]] = {}
        for section in self.sections.values():
            for title in section.title.values():
                self._known[title.casefold()] = (section.id,)

    def _section(self, order: int, entry: dict[str, Any]) -> Section:
        need = sorted((self.stages[stage].order, level) for stage, level in entry["need"].items())
        when = entry.get("when")
        return Section(
            id=entry["id"],
            order=order,
            title=entry["title"],
            prompt=entry["prompt"],
            need=tuple((since, _LEVELS[level]) for since, level in need),
            when=Condition(when["path"], when["is"] == "non-empty") if when else None,
            aliases=tuple(alias for phrases in entry.get("aliases", {}).values() for alias in phrases),
        )

    def stage(self, word: object) -> Stage | None:
        """The stage an id names, or None."""
        return self.stages.get(word) if isinstance(word, str) else None

    def next_stage(self, stage: Stage) -> Stage | None:
        """The stage after this one, or None after the last."""
        return next((other for other in self.stages.values() if other.order == stage.order + 1), None)

    def match(self, heading: str) -> tuple[str, ...]:
        """The ids of the sections that a heading opens; most headings open one or none.

        The whole heading is compared with titles and aliases first, then its parts ("Metrics and baseline"), then its
        first and last words ("Baseline of last week").
        """
        key = heading.casefold()
        if key not in self._known:
            self._known[key] = self._matcher.match(normalise_heading(heading))
        return self._known[key]

    @cached_property
    def _matcher(self) -> _Matcher:
        return _Matcher(self.sections.values())


def _text_map(entry: dict[str, Any]) -> TextMap:
    points = (
        Point(point["id"], point["title"], tuple(point.get("sections", ())), tuple(point.get("facts", ())))
        for point in entry["points"]
    )
    return TextMap(entry["id"], entry["title"], entry.get("note"), tuple(points))


@cache
def normalise_heading(heading: str) -> str:
    """A heading without emphasis, HTML, link targets, emoji, numbering and edge punctuation, casefolded, in NFC.

    Code is left out, too, unless there is nothing else.
    """
    text = heading[:LONGEST_HEADING]
    if "&" in text and ";" in text:
        from html import unescape  # noqa: PLC0415 - its table of 2,000 names, for the rare heading that has one

        text = unescape(text)
    text = _LINK.sub(r"\1", text)
    if "`" not in text:
        return _normalised(text)
    words = _normalised(_CODE.sub(" ", text))
    return words if any(char.isalpha() for char in words) else _normalised(text.replace("`", ""))


def _normalised(text: str) -> str:
    text = _MARKS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(
            " " if unicodedata.category(char) in {"So", "Sk", "Cf"} or char == "\ufe0f" else char for char in text
        )
    text = " ".join(text.casefold().replace("*", "").replace("__", "").split()).strip(_EDGES)
    for _ in range(2):  # "2.1. Step 3: Data"
        if number := _NUMBERING.match(text):
            text = text[number.end() :]
        text = text.strip(_EDGES)
    return text


class _Matcher:
    """Headings to sections, by phrases. A phrase that ends in ``*`` takes any continuation of its last word."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self.titles: dict[str, list[str]] = {}
        self.whole: dict[str, list[str]] = {}
        self.stems: list[tuple[str, str]] = []
        for section in sections:
            for title in section.title.values():
                self.titles.setdefault(normalise_heading(title), []).append(section.id)
            for alias in section.aliases:
                if alias.endswith("*"):
                    self.stems.append((alias[:-1], section.id))
                else:
                    self.whole.setdefault(alias, []).append(section.id)
        ranked = enumerate([*self.titles.items(), *self.whole.items()])
        self.edges: dict[str, list[tuple[int, list[str]]]] = {}
        for rank, (phrase, ids) in ranked:
            self.edges.setdefault(phrase, []).append((rank, ids))
        self.longest = max(map(len, self.edges), default=0)

    def match(self, words: str) -> tuple[str, ...]:
        if not words:
            return ()
        return self._whole(words) or self._parts(words) or self._edges(words)

    def _whole(self, words: str) -> tuple[str, ...]:
        found = self.titles.get(words) or self.whole.get(words)
        if found is None:
            found = [section for stem, section in self.stems if words.startswith(stem)]
        return tuple(dict.fromkeys(found))

    def _parts(self, words: str) -> tuple[str, ...]:
        parts = [part for part in _JOINTS.split(words) if part]
        if len(parts) < 2:  # noqa: PLR2004 - one part is the whole
            return ()
        return tuple(dict.fromkeys(section for part in parts for section in self._whole(part)))

    def _edges(self, words: str) -> tuple[str, ...]:
        """The sections of the longest phrases with which a heading begins or ends."""
        for length in range(min(len(words) - 1, self.longest), SHORTEST_EDGE - 1, -1):
            edges = []
            if not words[length].isalnum():
                edges.append(words[:length])
            if not words[-length - 1].isalnum():
                edges.append(words[-length:])
            known = sorted(entry for edge in edges for entry in self.edges.get(edge, ()))
            if known:
                return tuple(dict.fromkeys(section for _, sections in known for section in sections))
        return ()
