"""Somebody owns the document and keeps it up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.metrics import measured, metrics, newest
from prospectus.project.team import has_person, is_team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document

REVIEW_DAYS = 365
"""A document that names no next review and that nobody has updated for a year is stale."""

CADENCE_DAYS = {"minute": 1, "hour": 1, "day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
"""How long each cadence is at most; up to a month, ``SERIES_DAYS`` is what counts."""

EVERY: dict[str, Text] = {
    "minute": {"en": "every minute", "ko": "매분"},
    "hour": {"en": "every hour", "ko": "매시간"},
    "day": {"en": "every day", "ko": "매일"},
    "week": {"en": "every week", "ko": "매주"},
    "month": {"en": "every month", "ko": "매월"},
    "quarter": {"en": "every quarter", "ko": "분기마다"},
    "year": {"en": "every year", "ko": "매년"},
}
CADENCE_SLACK = 3
"""How many cadences may pass before a series counts as stopped."""

SERIES_DAYS = 180
"""A document keeps the milestones of a series, not each point: only a silence longer than this is one."""


@document_rule("STR11", "stale", Severity.WARNING)
def stale(document: Document, context: Context) -> Iterator[Finding]:
    """Nobody has looked at it for too long: a review is overdue, or a monitored series has stopped. Or no date tells."""
    yield from _impossible_dates(document, context)
    if document.has_ended:
        return
    review, updated = document.at("next_review"), document.at("updated")
    due, changed = review.date(), updated.date()
    if due is not None:
        if context.clock.is_past(due):
            days = context.clock.days_since(due)
            yield Finding(review, "review", {"date": review, "days": days})
    elif changed is not None and context.clock.is_past(changed, by=REVIEW_DAYS):
        days = context.clock.days_since(changed)
        yield Finding(updated, "updated", {"date": updated, "days": days})
    yield from _stopped_series(document, context)


def _impossible_dates(document: Document, context: Context) -> Iterator[Finding]:
    """Dates from which nobody can tell how old the document is."""
    created, updated = document.at("created"), document.at("updated")
    begun, changed = created.date(), updated.date()
    if changed is None:
        return
    if context.clock.is_future(changed, by=1):  # tomorrow has begun elsewhere
        yield Finding(updated, "future", {"date": updated})
    if begun is not None and begun > changed:
        related = (label(created, "created"),)
        yield Finding(updated, "order", {"created": created, "updated": updated}, related)


def _stopped_series(document: Document, context: Context) -> Iterator[Finding]:
    stage = document.stage
    if stage is None or stage.order < document.contract.lifecycle.stages["action"].order:
        return
    for metric in metrics(document):
        cadence = metric.at("cadence")
        days = CADENCE_DAYS.get(str(cadence.value))
        last = newest(measured(metric, "online", with_slices=True)) if days is not None else None
        if days is None or last is None:
            continue
        if context.clock.is_past(last.day, by=max(CADENCE_SLACK * days, SERIES_DAYS)):
            age = context.clock.days_since(last.day)
            often = EVERY[str(cadence.value)]
            facts = {"metric": metric.at("id"), "date": last.entry.at("date"), "days": age, "cadence": often}
            yield Finding(last.entry, "series", facts, (label(cadence, "cadence"),))


@document_rule("STR12", "no-owner", Severity.ERROR)
def no_owner(document: Document, _context: Context) -> Iterator[Finding]:
    """Nobody, or only a team's name, answers for the document."""
    owner = document.at("owner")
    name = owner.text()
    if name is None:
        yield Finding(owner, "missing")
    elif owner.is_idle:
        yield Finding(owner, "placeholder", {"owner": name})
    elif is_team(name) and not has_person(document):
        yield Finding(owner, "team", {"owner": name})
