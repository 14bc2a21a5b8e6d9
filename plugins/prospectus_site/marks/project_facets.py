"""By what a reader can choose among projects, and where each project stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from prospectus_site.marks.matter_words import KINDS, REVIEW_LATE
from prospectus_site.marks.terms import PROMISES, SERVING_MODES, TASKS
from prospectus_site.portfolio.matters import KINDS as ORDER
from prospectus_site.portfolio.matters import URGENT, matters
from prospectus_site.tables.filters import Facet, facet_value

if TYPE_CHECKING:
    from datetime import date

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.portfolio.portfolio import Portfolio

State = Literal["in-service", "under-way", "ended"]

STATES: dict[State, Text] = {
    "in-service": {"en": "in service", "ko": "운영 중"},
    "under-way": {"en": "under way", "ko": "진행 중"},
    "ended": {"en": "ended", "ko": "종료"},
}
LANGUAGES: dict[str, str] = {"en": "English", "ko": "한국어"}
_TITLES: dict[str, Text] = {
    "needs": {"en": "Needs attention", "ko": "챙길 일"},
    "state": {"en": "State", "ko": "상태"},
    "stage": {"en": "Stage", "ko": "단계"},
    "owner": {"en": "Owner", "ko": "책임자"},
    "promise": {"en": "Promise", "ko": "목표"},
    "status": {"en": "Document", "ko": "문서"},
    "verdict": {"en": "Verdict", "ko": "판정"},
    "task": {"en": "Task", "ko": "과제 유형"},
    "mode": {"en": "Serving", "ko": "서빙 방식"},
    "tag": {"en": "Tag", "ko": "태그"},
    "lang": {"en": "Language", "ko": "언어"},
}


def state_of(project: Project) -> State:
    """Whether a project is in service, on its way, or over."""
    if project.record.has_ended:
        return "ended"
    return "in-service" if project.is_in_service else "under-way"


def project_facets(portfolio: Portfolio, here: Here) -> tuple[Facet, ...]:
    """By what the projects of a portfolio can be chosen, in the order in which it is offered."""
    lifecycle = portfolio.lifecycle
    named: dict[str, dict[str, str]] = {
        "needs": {kind: here.say(REVIEW_LATE if kind == "review" else KINDS[kind]) for kind in ORDER if kind in URGENT},
        "state": {state: here.say(text) for state, text in STATES.items()},
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
        "state": [state_of(project)],
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
