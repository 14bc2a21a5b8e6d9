"""Columns that several views have: what they are called, and the cell of each for a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

from prospectus_site.marks import badges
from prospectus_site.marks.badges import NOTHING
from prospectus_site.marks.terms import SERVING_MODES, TASKS, term
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.tables.table import Cell, Column

if TYPE_CHECKING:
    from datetime import date

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.metrics import Amount, Value
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content
    from prospectus_site.portfolio.portfolio import Portfolio
    from prospectus_site.tables.table import Kind

HEADS: dict[str, Text] = {
    "project": {"en": "Project", "ko": "프로젝트"},
    "stage": {"en": "Stage", "ko": "단계"},
    "status": {"en": "Status", "ko": "상태"},
    "verdict": {"en": "Verdict", "ko": "판정"},
    "owner": {"en": "Owner", "ko": "책임자"},
    "task": {"en": "Task", "ko": "과제"},
    "serving": {"en": "Serving", "ko": "서빙 방식"},
    "metric": {"en": "Headline metric", "ko": "대표 지표"},
    "measured": {"en": "Measured", "ko": "측정값"},
    "target": {"en": "Target", "ko": "목표"},
    "promise": {"en": "Promise", "ko": "달성 여부"},
    "budget": {"en": "Budget", "ko": "예산"},
    "latency": {"en": "Latency", "ko": "응답 시간"},
    "capacity": {"en": "Capacity", "ko": "처리량"},
    "next_review": {"en": "Next review", "ko": "다음 검토"},
    "findings": {"en": "Findings", "ko": "점검 결과"},
    "updated": {"en": "Updated", "ko": "수정일"},
    "role": {"en": "Role", "ko": "역할"},
    "date": {"en": "Date", "ko": "날짜"},
    "person": {"en": "Person", "ko": "사람"},
}
_OVER: Text = {"en": "over", "ko": "초과"}
_MOST = 0.9
"""From this share on little of a limit is left, and it is marked."""


def column(key: str, here: Here, kind: Kind = "text") -> Column:
    """A column by its key, with the head that all views give it."""
    return Column(key, here.say(HEADS[key]), kind)


def project_cell(project: Project, here: Here) -> Cell:
    """The project itself, linked to its page."""
    return Cell(project.id, here.project(project), "name")


def text_cell(text: str | None, lang: str | None = None) -> Cell:
    """A writer's words, in a language if it is not that of the page; a dash where there are none."""
    return Cell(text, written(text, lang)) if text else nothing()


def nothing() -> Cell:
    """Nothing is stated."""
    return Cell(None, NOTHING, "quiet")


def stage_cell(project: Project, portfolio: Portfolio, here: Here) -> Cell:
    """The stage of a project, by its id for programs."""
    title, order = (
        badges.stage_title(project, portfolio.lifecycle, here.lang),
        badges.stage_order(project, portfolio.lifecycle),
    )
    return Cell(project.record.stage, title, "name" if order >= 0 else "quiet", order)


def status_cell(project: Project, portfolio: Portfolio, here: Here) -> Cell:
    """The status of a document, as a chip."""
    return _chip_cell(project.record.status, badges.status_chip(project, portfolio.lifecycle, here.lang))


def verdict_cell(project: Project, portfolio: Portfolio, here: Here) -> Cell:
    """The verdict of a project; only one that ends it is a chip, for that is what one should see."""
    verdict, lifecycle = project.record.verdict or "", portfolio.lifecycle
    if verdict in lifecycle.verdicts and verdict not in lifecycle.ending_verdicts:
        return Cell(verdict, here.say(lifecycle.verdicts[verdict]))
    return _chip_cell(verdict, badges.verdict_chip(project, lifecycle, here.lang))


def _chip_cell(word: str | None, chip: Content) -> Cell:
    return Cell(word, chip) if word and chip else text_cell(word)


def owner_cell(project: Project) -> Cell:
    """Who answers for a project, without a mail address."""
    return text_cell(project.owner)


def tasks(project: Project) -> list[str]:
    """The tasks that the models of a project learn, each once."""
    return list(dict.fromkeys(model.task for model in project.models if model.task))


def tasks_cell(project: Project, here: Here) -> Cell:
    """The tasks of a project's models."""
    found = tasks(project)
    return Cell(found, joined([written(term(TASKS, task, here.lang)) for task in found], ", ")) if found else nothing()


def serving_cell(project: Project, here: Here) -> Cell:
    """How answers are served."""
    mode = project.limits.serving_mode
    return Cell(mode, written(term(SERVING_MODES, mode, here.lang))) if mode else nothing()


def amount_cell(amount: Amount | Value | None) -> Cell:
    """A number as its writer wrote it."""
    return Cell(amount.value, written(amount.written)) if amount is not None else nothing()


def metric_cell(project: Project) -> Cell:
    """What the metric is called that stands for a project, and its unit, which a ratio has none of."""
    metric = project.headline
    if metric is None:
        return nothing()
    unit = tag("small", written(metric.unit)) if metric.unit and metric.unit != "ratio" else EMPTY
    return Cell(metric.called, joined([written(metric.called), unit]), "name")


def promise_cell(project: Project, here: Here) -> Cell:
    """What became of the promise of the metric that stands for a project."""
    metric = project.headline
    return Cell(metric.promise, badges.promise_chip(metric, here.lang)) if metric is not None else nothing()


def share_cell(share: float | None, here: Here) -> Cell:
    """How much of a limit is used; what is near it or over it is marked."""
    if share is None:
        return nothing()
    shown = f"{share:.0%}".replace("%", "\N{NARROW NO-BREAK SPACE}%")
    if share > 1:
        return Cell(round(share, 4), html([shown, " ", badges.chip(here.say(_OVER), "bad")]), "bad")
    return Cell(round(share, 4), shown, "warn" if share >= _MOST else "")


def budget_cell(project: Project, here: Here) -> Cell:
    """How much of the budget is used."""
    budget = project.limits.budget
    return share_cell(budget.share if budget else None, here)


def latency_cell(project: Project, here: Here) -> Cell:
    """How much of the time for an answer is used."""
    latency = project.limits.latency
    return share_cell(latency.share if latency else None, here)


def capacity_cell(project: Project, here: Here) -> Cell:
    """How much of what the hardware carries is asked for at the peak."""
    capacity = project.limits.capacity
    return share_cell(capacity.utilisation if capacity else None, here)


def review_cell(project: Project, today: date, here: Here) -> Cell:
    """The next review, and how late it is; an ended project has none that could be late."""
    day = project.plan.review
    if day is None:
        return nothing()
    return Cell(day.isoformat(), badges.due(day, today, here.lang, is_done=project.record.has_ended))


def findings_cell(project: Project, here: Here) -> Cell:
    """How many errors and warnings the document has; programs get their sum."""
    count = project.errors + project.warnings
    return Cell(count, badges.findings(project, here), "" if count else "quiet", count)


def day_cell(day: date | None) -> Cell:
    """A day."""
    return Cell(day.isoformat(), badges.day(day)) if day else nothing()


def counted(count: int, one: Text, many: Text, lang: str) -> str:
    """A count with its noun: ``1 project``, ``3 projects``."""
    return say(one if count == 1 else many, lang).format(count)
