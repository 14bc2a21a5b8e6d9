"""What changed from one revision of a document to the next, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from prospectus.model.finding import held_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from prospectus_site.history.facts import FactReader, Facts, Measurement, MetricFacts
    from prospectus_site.history.trail import Revision

State = Literal["read", "uncommitted", "no-git", "no-repository", "refused", "failed"]
"""How it went: read; never committed; no git on this machine; not in a repository; git does not trust the folder; git failed."""

Kind = Literal[
    "created",
    "removed",
    "renamed",
    "id",
    "stage",
    "status",
    "verdict",
    "next_review",
    "target",
    "minimum",
    "measured",
]
PHASES = ("offline", "online")


class Change(NamedTuple):
    """One thing that changed. Paths are those from the root of the repository; None is nothing.

    ``metric`` is the metric of a target, a minimum or a measured value. A ``measured`` change is one new value, of ``phase`` and
    ``day`` (YYYY-MM-DD); its ``before`` is the newest value of that phase until then.
    """

    kind: Kind
    before: str | float | None
    after: str | float | None
    metric: str | None = None
    phase: str | None = None
    day: str | None = None


class Event(NamedTuple):
    """What one commit changed in one document; ``date`` is the author's (ISO 8601, with offset), ``path`` the file's then."""

    commit: str
    date: str
    path: str
    changes: tuple[Change, ...]

    @property
    def day(self) -> str:
        """The day where its author was, YYYY-MM-DD."""
        return self.date[:10]


class DocumentHistory(NamedTuple):
    """The history of one document, its events newest first. Paths are those from the root of the repository.

    ``state`` tells whether there is one. ``is_shallow``: the clone ends before the document's beginning may have been reached.
    ``is_cut``: only its newest revisions were looked into. ``is_partial``: the clone lacks the text of some revisions. ``since`` is
    the date of the oldest revision that was looked into.
    """

    state: State
    events: tuple[Event, ...] = ()
    is_shallow: bool = False
    is_cut: bool = False
    is_partial: bool = False
    since: str | None = None
    former_ids: tuple[str, ...] = ()
    path: str | None = None
    former_paths: tuple[str, ...] = ()

    @classmethod
    def of(cls, fields: list[Any]) -> DocumentHistory:
        """The history that a JSON array holds; raises on one that holds none."""
        found = cls._make(fields)
        events = tuple(_event_of(event) for event in found.events)
        former = [*found.former_ids, *found.former_paths]
        held_to(str, found.state, *former, *(text for text in (found.since, found.path) if text is not None))
        held_to(bool, found.is_shallow, found.is_cut, found.is_partial)
        return found._replace(
            events=events,
            former_ids=tuple(found.former_ids),
            former_paths=tuple(found.former_paths),
        )

    @property
    def last_review(self) -> str | None:
        """The day of the last review, as far as it shows: the next one was moved, or the status went on from what it was."""
        for event in self.events:
            if any(change.kind in {"next_review", "status"} and change.before is not None for change in event.changes):
                return event.day
        return None

    def since_day(self, day: str) -> tuple[Event, ...]:
        """The events after a day (YYYY-MM-DD), newest first."""
        return tuple(event for event in self.events if event.day > day)


def _event_of(fields: Any) -> Event:  # noqa: ANN401 - any JSON
    commit, date, path, told = fields
    changes = tuple(Change(*change) for change in told)
    held_to(str, commit, date, path, *(change.kind for change in changes))
    for change in changes:
        held_to(str, *(text for text in change[3:] if text is not None))
        if not all(value is None or type(value) in {str, float} for value in change[1:3]):
            message = "a text or a number is expected"
            raise TypeError(message)
    return Event(commit, date, path, changes)


def events_of(revisions: Sequence[Revision], reader: FactReader, looked_into: int, *, is_shallow: bool) -> list[Event]:
    """The events of a document, newest first; ``revisions`` are given so, too, and so many of them are looked into.

    A revision that cannot be read changes nothing: the next that can is held against the last that could. Of the first one known
    nothing is told but where it began.
    """
    known: Facts | None = None
    has_begun = len(revisions) <= looked_into and not is_shallow
    events = []
    for place in reversed(range(len(revisions))):
        revision = revisions[place]
        changes = [*_of_file(revision)]
        facts = reader.facts(revision.blob) if place < looked_into else None
        if facts is not None:
            if known is not None:
                changes += _of_facts(known, facts)
            elif has_begun:
                changes += _beginning(facts)
            known, has_begun = facts, True
        elif revision.blob is not None and not reader.knows(revision.blob):
            has_begun = False  # a clone without its text
        if changes:
            events.append(Event(revision.commit, revision.date, revision.path, tuple(changes)))
    return events[::-1]


def _of_file(revision: Revision) -> Iterator[Change]:
    if revision.step == "created":
        yield Change("created", None, revision.path)
    elif revision.step == "removed":
        yield Change("removed", revision.path, None)
    elif revision.before is not None:
        yield Change("renamed", revision.before, revision.path)


def _beginning(facts: Facts) -> Iterator[Change]:
    states: Mapping[Kind, str | None] = {"stage": facts.stage, "status": facts.status, "verdict": facts.verdict}
    return (Change(kind, None, state) for kind, state in states.items() if state is not None)


def _of_facts(old: Facts, new: Facts) -> Iterator[Change]:
    pairs: Mapping[Kind, tuple[str | None, str | None]] = {
        "id": (old.id, new.id),
        "stage": (old.stage, new.stage),
        "status": (old.status, new.status),
        "verdict": (old.verdict, new.verdict),
        "next_review": (old.next_review, new.next_review),
    }
    for kind, (before, after) in pairs.items():
        if before != after:
            yield Change(kind, before, after)
    if old.metrics == new.metrics:
        return
    known = {metric.key: metric for metric in old.metrics}
    for metric in new.metrics:
        former = known.pop(metric.key, None)
        if former != metric:
            yield from _of_metric(former, metric)
    for metric in known.values():
        yield from _promises(metric.key, (metric.target, metric.minimum), (None, None))


def _of_metric(old: MetricFacts | None, new: MetricFacts) -> Iterator[Change]:
    yield from _promises(new.key, (None, None) if old is None else (old.target, old.minimum), (new.target, new.minimum))
    for phase in PHASES:
        former = old.newest(phase) if old is not None else None
        for value in _added(old.measured if old is not None else (), new.measured, phase):
            yield Change("measured", None if former is None else former.value, value.value, new.key, phase, value.day)


def _promises(
    key: str, old: tuple[float | None, float | None], new: tuple[float | None, float | None]
) -> Iterator[Change]:
    kinds: tuple[Kind, Kind] = ("target", "minimum")
    for kind, before, after in zip(kinds, old, new, strict=True):
        if before != after:
            yield Change(kind, before, after, key)


def _added(old: Iterable[Measurement], new: Iterable[Measurement], phase: str) -> list[Measurement]:
    """The values of a phase that were not there before, in the order of their days."""
    known = set(old)
    return sorted((value for value in dict.fromkeys(new) if value.phase == phase and value not in known), key=_day)


def _day(value: Measurement) -> str:
    return value.day
