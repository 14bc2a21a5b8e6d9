"""The record of a document: the small part of it that other documents' rules and the overviews need, as plain data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.model.finding import held_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.model.document import Document

Json = Any
"""A JSON value: dict, list, str, int, float, bool or None."""


class RecordedMetric(NamedTuple):
    """A metric in short: its values as numbers, None where none is stated or measured; ``is_met`` is None when it cannot be said."""

    id: str | None
    name: str | None
    unit: str | None
    direction: str | None
    baseline: float | None
    minimum: float | None
    target: float | None
    offline: float | None
    online: float | None
    is_met: bool | None

    @classmethod
    def of(cls, fields: Iterable[Any]) -> RecordedMetric:
        """The metric that a JSON array holds; raises on one that is none."""
        found = cls._make(fields)
        held_to(str, *(text for text in found[:4] if text is not None))
        if not all(value is None or isinstance(value, int | float) for value in found[4:]):
            message = "a number is expected"
            raise TypeError(message)
        return found


class Record(NamedTuple):
    """One document, for those who look at many: what it is called, where it stands, who answers for it.

    ``collected`` holds what each rule across documents took from it, by the rule's code.
    """

    name: str
    """What diagnostics call its file."""
    id: str | None
    title: str
    lang: str
    stage: str | None
    status: str | None
    verdict: str | None
    owner: str | None
    created: str | None
    updated: str | None
    next_review: str | None
    has_ended: bool
    is_readable: bool
    statement: str | None
    """The problem, as its statement tells it."""
    tags: tuple[str, ...]
    headline: RecordedMetric | None
    """The metric that an overview shows: the first that is optimised, else the first."""
    collected: dict[str, Json]

    @property
    def is_active(self) -> bool:
        """Whether work on it goes on: it has not ended, and nothing has taken its place."""
        return not self.has_ended

    @property
    def called(self) -> str:
        """Its id; its file where it has none."""
        return self.id or self.name

    @classmethod
    def of(cls, fields: list[Any]) -> Record:
        """The record that a JSON array holds; raises on one that is none."""
        found = cls._make(fields)
        held_to(str, found.name, found.title, found.lang, *found.tags)
        held_to(bool, found.has_ended, found.is_readable)
        texts = (found.id, *found[4:11], found.statement)
        held_to(str, *(text for text in texts if text is not None))
        held_to(dict, found.collected)
        return found._replace(
            tags=tuple(found.tags), headline=None if found.headline is None else RecordedMetric.of(found.headline)
        )

    @property
    def review_day(self) -> date | None:
        """The day of its next review; None when it names no real day."""
        return _day(self.next_review)


def _day(text: str | None) -> date | None:
    if text is None or len(text) != len("YYYY-MM-DD") or text[4:8:3] != "--":  # ISO 8601 knows other forms
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def record_of(document: Document, collected: dict[str, Json], headline: RecordedMetric | None = None) -> Record:
    """The record of a document, with what the rules across documents took from it, and the metric that stands for it."""

    def text(key: str) -> str | None:
        return document.at(key).text()

    return Record(
        name=document.source.name,
        id=document.id,
        title=document.title,
        lang=document.lang,
        stage=document.stage.id if document.stage else None,
        status=text("status"),
        verdict=document.verdict,
        owner=text("owner"),
        created=text("created"),
        updated=text("updated"),
        next_review=text("next_review"),
        has_ended=document.has_ended,
        is_readable=document.problem is None,
        statement=document.at("problem.statement").text(),
        tags=tuple(document.at("tags").texts()),
        headline=headline,
        collected=collected,
    )
