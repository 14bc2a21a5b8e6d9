"""What somebody has to see to: what is wrong in service, what is late, what comes due, and the next thing to write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from prospectus.ground.days import days_after
from prospectus.ground.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.diagnostic import Diagnostic

    from prospectus_site.facts.metrics import Metric
    from prospectus_site.facts.plan import FollowUp, Increment, Waiver
    from prospectus_site.facts.project import Lack, Project
    from prospectus_site.portfolio.portfolio import Portfolio

Kind = Literal[
    "unreadable", "alert", "missed", "deadline", "errors", "review", "follow-up", "increment", "waiver", "fix"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Every kind, the most severe first."""

URGENT: frozenset[Kind] = frozenset({"unreadable", "alert", "missed", "deadline", "errors", "review"})
"""What needs attention now, unless its day is still to come."""

SOON = 30
"""In days: what is due within them is on the list."""


class Matter(NamedTuple):
    """One thing that somebody has to see to.

    ``who`` is empty where nobody answers for it. ``day`` is the one since which it is so, or on which it is due; None where no day
    is known. ``about`` is what it is about: the metric, follow-up, increment, waiver, finding or lack; ``total`` how many of them.
    """

    kind: Kind
    project: Project
    who: str
    day: date | None
    line: int
    about: Metric | FollowUp | Increment | Waiver | Diagnostic | Lack | None = None
    total: int = 1
    is_ahead: bool = False

    @property
    def is_urgent(self) -> bool:
        """Whether it needs attention now."""
        return self.kind in URGENT and not self.is_ahead


def urgent(portfolio: Portfolio) -> list[Matter]:
    """What needs attention now in all projects, the most severe first, then the oldest."""
    found = (one for project in portfolio.projects for one in matters(project, portfolio.today) if one.is_urgent)
    return sorted(found, key=_weight)


def matters(project: Project, today: date) -> list[Matter]:
    """What somebody has to see to in a project, the most severe first."""
    found = list(_broken(project))
    if not project.record.has_ended:
        found += [
            *_missed(project),
            *_due(project, today),
            *_follow_ups(project),
            *_increments(project, today),
            *_waivers(project, today),
        ]
        if not any(one.kind in {"unreadable", "errors"} for one in found):
            found += _next(project)
    return sorted(found, key=_weight)


def _weight(one: Matter) -> tuple[bool, int, date]:
    return not one.is_urgent, KINDS.index(one.kind), one.day or date.max


def _broken(project: Project) -> Iterator[Matter]:
    errors = [finding for finding in project.findings if finding.severity is Severity.ERROR]
    first = errors[0] if errors else None
    line = first.start.line if first else 0
    if not project.record.is_readable:
        yield Matter("unreadable", project, project.owner, None, line, first)
    elif first is not None:
        yield Matter("errors", project, project.owner, None, line, first, len(errors))


def _missed(project: Project) -> Iterator[Matter]:
    for metric in project.metrics:
        who = metric.owner or project.owner
        if metric.crossed is not None and not metric.is_followed_up:
            yield Matter("alert", project, who, metric.crossed.day, metric.line, metric)
        elif metric.online is not None and metric.promise == "short":
            yield Matter("missed", project, who, metric.missed_since or metric.online.day, metric.line, metric)


def _due(project: Project, today: date) -> Iterator[Matter]:
    """The deadline of what is not in service yet, and the next review."""
    deadline, review = project.limits.deadline, project.plan.review
    if deadline is not None and deadline < today and not project.is_delivered:
        yield Matter("deadline", project, project.owner, deadline, project.limits.deadline_line)
    if review is not None and review <= days_after(today, SOON):
        line = project.plan.review_line
        yield Matter("review", project, project.owner, review, line, is_ahead=review >= today)


def _follow_ups(project: Project) -> Iterator[Matter]:
    owners = {metric.id: metric.owner for metric in project.metrics}
    for one in project.plan.follow_ups:
        if one.is_open:
            yield Matter("follow-up", project, owners.get(one.metric) or project.owner, one.day, one.line, one)


def _increments(project: Project, today: date) -> Iterator[Matter]:
    """What is due soon, and what was due since the document was last changed: nobody has said that it is done."""
    seen = project.plan.updated or project.plan.created or date.min
    for one in project.plan.increments:
        if seen < one.due < today or today <= one.due <= days_after(today, SOON):
            yield Matter("increment", project, project.owner, one.due, one.line, one, is_ahead=one.due >= today)


def _waivers(project: Project, today: date) -> Iterator[Matter]:
    for one in project.plan.waivers:
        if one.expires is not None and one.expires <= days_after(today, SOON):
            who = one.by or project.owner
            yield Matter("waiver", project, who, one.expires, one.line, one, is_ahead=one.expires >= today)


def _next(project: Project) -> list[Matter]:
    """The next thing to write on the way to service; in service, the next stage is nothing to strive for."""
    if project.ahead is None or project.is_in_service or not project.ahead.lacks:
        return []
    lacks = project.ahead.lacks
    first = next((lack for lack in lacks if lack.is_error), lacks[0])
    return [Matter("fix", project, project.owner, None, 0, first, len(lacks))]
