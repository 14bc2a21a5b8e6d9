"""What moved in a portfolio in a number of days, and where what has moved stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.days import days_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from prospectus_site.history.changes import Change, DocumentHistory, Event

DAYS = 30
RETIRED = "retired"
_STATES = frozenset({"stage", "status", "verdict"})


class StageMove(NamedTuple):
    """A document that went to another stage; ``before`` is None for one that was new then. ``day`` is YYYY-MM-DD."""

    name: str
    before: str | None
    after: str | None
    day: str


class Moved(NamedTuple):
    """What moved: stages, newest first, with those that were retired and those that are new apart; and new measured values."""

    stages: tuple[StageMove, ...]
    begun: tuple[StageMove, ...]
    retired: tuple[StageMove, ...]
    measured: int


def moved(histories: Mapping[str, DocumentHistory], today: date, days: int = DAYS) -> Moved:
    """What moved in the days up to today; a document that came back to the stage that it had did not move."""
    moves, values = [], 0
    first = days_after(today, -days).isoformat()
    last = today.isoformat()
    for name, history in histories.items():
        recent = [event for event in history.events if first < event.day <= last]
        stages = [(change, event.day) for event in recent for change in event.changes if change.kind == "stage"]
        values += sum(change.kind == "measured" for event in recent for change in event.changes)
        if stages and stages[-1][0].before != stages[0][0].after:
            before, after = stages[-1][0].before, stages[0][0].after
            moves.append(
                StageMove(
                    name, None if before is None else str(before), None if after is None else str(after), stages[0][1]
                )
            )
    moves.sort(key=lambda move: move.name)
    moves.sort(key=lambda move: move.day, reverse=True)
    return Moved(
        tuple(move for move in moves if move.before is not None and move.after != RETIRED),
        tuple(move for move in moves if move.before is None),
        tuple(move for move in moves if move.before is not None and move.after == RETIRED),
        values,
    )


def net(events: Iterable[Event]) -> tuple[Change, ...]:
    """What events, newest first, come to: of a fact that changed more than once the first ``before`` and the last ``after``.

    What came back to what it was is left out; each measured value stays.
    """
    found: dict[object, Change] = {}
    for place, event in enumerate(reversed([*events])):
        for change in event.changes:
            key: object = (change.kind, change.metric)
            if change.kind == "measured":
                found[place, change] = change
            elif key in found:
                found[key] = change._replace(before=found[key].before)
            else:
                found[key] = change
    return tuple(change for change in found.values() if change.kind == "measured" or change.before != change.after)


def later_changes(events: Iterable[Event]) -> tuple[Event, ...]:
    """The same events without what the document began with: that it was written, its first stage, status and verdict."""
    kept = (
        event._replace(changes=tuple(change for change in event.changes if not is_beginning(change)))
        for event in events
    )
    return tuple(event for event in kept if event.changes)


def is_beginning(change: Change) -> bool:
    """Whether a change tells what a document began with."""
    return change.kind == "created" or (change.kind in _STATES and change.before is None)


def since_review(history: DocumentHistory) -> tuple[str | None, tuple[Event, ...]]:
    """The day of a document's last review, as far as its history shows one, and what changed after it; since it began without one."""
    day = history.last_review
    return day, later_changes(history.events if day is None else history.since_day(day))
