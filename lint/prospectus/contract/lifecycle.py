"""The ML lifecycle of a contract: stages, sections and what is due when."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.heading_text import normalise_heading
from prospectus.contract.headings import HeadingMatcher, HeadingWords
from prospectus.ground.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text

_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "optional": None}


class Stage(NamedTuple):
    """One gate of the lifecycle; ``order`` counts from 0."""

    id: str
    order: int
    title: Text
    summary: Text


class Condition(NamedTuple):
    """When a section is asked at all: the fact at ``path``, through the items of lists, is in a state.

    ``true``, ``non-empty``, or ``not-external``: which holds unless there are facts at the path and all are the word ``external``.
    """

    path: str
    state: str

    def holds(self, facts: Sequence[object]) -> bool:
        """Whether the facts found at the path are in the state."""
        if self.state == "not-external":
            return not facts or any(fact != "external" for fact in facts)
        return any(fact is True if self.state == "true" else bool(fact) for fact in facts)


class Section(NamedTuple):
    """One section of a document: its names, its prompt, and from which stage on it is due."""

    id: str
    order: int
    title: Text
    prompt: Text
    need: tuple[tuple[int, Severity | None], ...]
    when: Condition | None
    aliases: tuple[tuple[str, str], ...]
    """Its other names, each with its language."""

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
        self._heading_words = HeadingWords(**data["headings"])
        self._known: dict[str, tuple[str, ...]] = {}
        self._asides: dict[str, bool] = {}
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
            when=Condition(when["path"], str(when["is"]).lower()) if when else None,
            aliases=tuple((lang, name) for lang, names in entry.get("aliases", {}).items() for name in names),
        )

    def stage(self, word: object) -> Stage | None:
        """The stage an id names, or None."""
        return self.stages.get(word) if isinstance(word, str) else None

    def next_stage(self, stage: Stage) -> Stage | None:
        """The stage after this one, or None after the last."""
        return next((other for other in self.stages.values() if other.order == stage.order + 1), None)

    def match(self, heading: str) -> tuple[str, ...]:
        """The ids of the sections that a heading opens; most headings open one or none."""
        key = heading.casefold()
        if key not in self._known:
            self._known[key] = self._matcher.match(normalise_heading(heading))
        return self._known[key]

    def is_other(self, heading: str) -> bool:
        """Whether a heading has a name, and that is none of a section: "Screenshots", "Project structure"."""
        return self._matcher.is_other(normalise_heading(heading))

    def is_aside(self, heading: str) -> bool:
        """Whether the headings under a heading open no sections: how to install the code, what it refers to."""
        key = heading.casefold()
        if key not in self._asides:
            self._asides[key] = self._matcher.is_aside(normalise_heading(heading))
        return self._asides[key]

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of the sections' titles and other names, folded."""
        titles = (title for section in self.sections.values() for title in section.title.values())
        names = (name for section in self.sections.values() for _, name in section.aliases)
        return frozenset(
            word for name in (*titles, *names) for word in normalise_heading(name).split() if word.isalpha()
        )

    @cached_property
    def _matcher(self) -> HeadingMatcher:
        sections = self.sections.values()
        titles = [(normalise_heading(title), section.id) for section in sections for title in section.title.values()]
        names = [(lang, name, section.id) for section in sections for lang, name in section.aliases]
        return HeadingMatcher(titles, names, self._heading_words)


def _text_map(entry: dict[str, Any]) -> TextMap:
    points = (
        Point(point["id"], point["title"], tuple(point.get("sections", ())), tuple(point.get("facts", ())))
        for point in entry["points"]
    )
    return TextMap(entry["id"], entry["title"], entry.get("note"), tuple(points))
