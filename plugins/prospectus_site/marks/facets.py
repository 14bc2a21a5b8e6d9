"""By what a reader can choose: among projects, and among rows that belong to projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

from prospectus_site.marks.columns import HEADS
from prospectus_site.marks.matter_words import KINDS, REVIEW_LATE
from prospectus_site.marks.terms import LANGUAGES, PROJECT_STATES, PROMISES, SERVING_MODES, TASKS
from prospectus_site.portfolio.matters import KINDS as ORDER
from prospectus_site.portfolio.matters import URGENT, matters
from prospectus_site.tables.filters import Facet, facet_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.portfolio.portfolio import Portfolio

_STATE: Text = {"en": "State", "ko": "상태"}
_TITLES: dict[str, Text] = {
    "needs": {"en": "Needs attention", "ko": "챙길 일"},
    "state": {"en": "State", "ko": "상태"},
    "stage": HEADS["stage"],
    "owner": HEADS["owner"],
    "promise": {"en": "Promise", "ko": "목표"},
    "status": {"en": "Document", "ko": "문서"},
    "verdict": HEADS["verdict"],
    "task": {"en": "Task", "ko": "과제 유형"},
    "mode": {"en": "Serving", "ko": "서빙 방식"},
    "tag": {"en": "Tag", "ko": "태그"},
    "lang": {"en": "Language", "ko": "언어"},
}


def project_facets(portfolio: Portfolio, here: Here) -> tuple[Facet, ...]:
    """By what the projects of a portfolio can be chosen, in the order in which it is offered."""
    lifecycle = portfolio.lifecycle
    named: dict[str, dict[str, str]] = {
        "needs": {kind: here.say(REVIEW_LATE if kind == "review" else KINDS[kind]) for kind in ORDER if kind in URGENT},
        "state": {state: here.say(text) for state, text in PROJECT_STATES.items()},
        "stage": {stage.id: here.say(stage.title) for stage in lifecycle.stages.values()},
        "promise": {promise: here.say(text) for promise, text in PROMISES.items()},
        "status": {status: here.say(text) for status, text in lifecycle.statuses.items()},
        "verdict": {verdict: here.say(text) for verdict, text in lifecycle.verdicts.items()},
        "task": {task: here.say(text) for task, text in TASKS.items()},
        "mode": {mode: here.say(text) for mode, text in SERVING_MODES.items()},
        "lang": LANGUAGES,
    }
    return tuple(Facet(key, here.say(title), named.get(key, {})) for key, title in _TITLES.items())


def facets_of(project: Project, today: date) -> dict[str, str]:
    """Where a project stands in each facet; those in which it has no value are left out.

    Its id is among them, for people write it into the text field.
    """
    promises = {metric.promise: None for metric in project.metrics}
    promises.pop("none", None)
    values = {
        "needs": {one.kind: None for one in matters(project, today) if one.is_urgent},
        "state": [project.state],
        "stage": [project.record.stage or ""],
        "promise": promises,
        "owner": [project.owner],
        "status": [project.record.status or ""],
        "verdict": [project.record.verdict or ""],
        "task": {model.task: None for model in project.models},
        "mode": [project.limits.serving_mode],
        "tag": project.record.tags,
        "lang": [project.record.lang],
    }
    found = {key: facet_value(entries) for key, entries in values.items()}
    return {"id": project.id, **{key: value for key, value in found.items() if value}}


def row_facets(project: Project, states: Iterable[str] = ()) -> dict[str, str]:
    """By what a row of a project can be filtered: stage, owner, and the states it is in."""
    found = {"stage": project.record.stage or "", "owner": project.owner, "state": facet_value(states)}
    return {key: value for key, value in found.items() if value}


def row_filters(portfolio: Portfolio, states: Mapping[str, Text], here: Here) -> tuple[Facet, ...]:
    """The filters of such rows; ``states`` are what their states are called."""
    stages = {stage.id: say(stage.title, here.lang) for stage in portfolio.lifecycle.stages.values()}
    return (
        Facet("state", here.say(_STATE), {state: here.say(text) for state, text in states.items()}),
        Facet("stage", here.say(HEADS["stage"]), stages),
        Facet("owner", here.say(HEADS["owner"])),
    )
