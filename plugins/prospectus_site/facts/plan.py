"""The days of a project: what is due, what was put into service, what was looked into."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.project.milestones import milestones

from prospectus_site.facts.lines import line_of
from prospectus_site.facts.people import person

if TYPE_CHECKING:
    from datetime import date

    from prospectus.model.document import Document


class Increment(NamedTuple):
    """One step of the project, and the day on which it is due."""

    name: str
    kind: str
    due: date
    line: int
    """Where its day stands in the document."""


class FollowUp(NamedTuple):
    """One follow-up: what triggered it, what was found and done, and to which stage it leads back."""

    id: str
    day: date | None
    metric: str
    value: str
    finding: str
    cause: str
    action: str
    reopens: str
    status: str
    line: int
    """Where it stands in the document."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still looks into it."""
        return self.status == "open"


class Deployment(NamedTuple):
    """How the project went into service, and how it gets out again; texts are empty where nothing is stated."""

    version: str
    day: date | None
    strategy: str
    rollback: str
    rollback_tested: date | None
    fallback: str
    human_review: str


class Waiver(NamedTuple):
    """A rule that does not hold for a while, and why."""

    rule: str
    path: str
    reason: str
    by: str
    expires: date | None
    line: int
    """Where it stands in the document."""


class Plan(NamedTuple):
    """The days of a project; None where a day is not stated or is none."""

    created: date | None
    updated: date | None
    review: date | None
    review_line: int
    """Where its day stands in the document; 0 without one."""
    retired: date | None
    increments: tuple[Increment, ...]
    deployment: Deployment | None
    follow_ups: tuple[FollowUp, ...]
    waivers: tuple[Waiver, ...]


def plan_of(document: Document) -> Plan:
    """The days that a document states."""
    return Plan(
        created=document.at("created").date(),
        updated=document.at("updated").date(),
        review=document.at("next_review").date(),
        review_line=line_of(document.at("next_review")),
        retired=document.at("retirement.date").date(),
        increments=tuple(
            Increment(one.name.text() or "", one.due.parent.at("kind").text() or "", one.day, line_of(one.due))
            for one in milestones(document)
        ),
        deployment=_deployment(document),
        follow_ups=tuple(_follow_ups(document)),
        waivers=tuple(
            Waiver(
                rule=waiver.at("rule").text() or "",
                path=waiver.at("path").text() or "",
                reason=waiver.at("reason").text() or "",
                by=person(waiver.at("by").text() or ""),
                expires=waiver.at("expires").date(),
                line=line_of(waiver),
            )
            for waiver in document.at("waivers").each()
        ),
    )


def _deployment(document: Document) -> Deployment | None:
    node = document.at("deployment")
    if not node:
        return None

    def text(key: str) -> str:
        return node.at(key).text() or ""

    return Deployment(
        version=text("version"),
        day=node.at("date").date(),
        strategy=text("strategy"),
        rollback=text("rollback"),
        rollback_tested=node.at("rollback_tested").date(),
        fallback=text("fallback"),
        human_review=text("human_review"),
    )


def _follow_ups(document: Document) -> list[FollowUp]:
    found = []
    for node in document.at("follow_ups").each():
        texts = {key: node.at(key).text() or "" for key in ("id", "finding", "cause", "action", "reopens", "status")}
        trigger = node.at("trigger")
        found.append(
            FollowUp(
                **texts,
                day=node.at("date").date(),
                metric=trigger.at("metric").text() or "",
                value=trigger.at("value").written,
                line=line_of(node),
            )
        )
    return found
