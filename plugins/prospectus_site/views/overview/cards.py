"""Cards: a project at a glance, and the lean rows that stand for more of them than anybody looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.marks.badges import (
    due,
    findings,
    promise_chip,
    stage_order,
    stage_title,
    status_chip,
    verdict_chip,
)
from prospectus_site.marks.metric_chart import metric_bullet
from prospectus_site.marks.project_facets import facets_of
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.portfolio.matters import SOON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.metrics import Metric
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_STAGE: Text = {"en": "Stage {0} of {1}: {2}", "ko": "{1}단계 중 {0}단계: {2}"}
_REVIEW: Text = {"en": "review", "ko": "검토"}
_UNREADABLE: Text = {"en": "This document cannot be read.", "ko": "읽을 수 없는 문서입니다."}
_NO_OWNER: Text = {"en": "no owner", "ko": "책임자 없음"}

_NO_UNITS = ("", "ratio", "score")
"""What a number needs no word for."""

SORTS: tuple[tuple[str, Text], ...] = (
    ("", {"en": "title", "ko": "제목"}),
    ("stage", {"en": "stage", "ko": "단계"}),
    ("-updated", {"en": "last updated", "ko": "최근 수정"}),
    ("review", {"en": "next review", "ko": "다음 검토"}),
    ("-findings", {"en": "findings", "ko": "지적 사항"}),
)
"""The orders in which projects are offered; the first is that of their titles, in which they stand."""


def card(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """A project as a card, an item of a list."""
    lifecycle, lang = portfolio.lifecycle, here.lang_of(project)
    chips = joined([*_chips(project, portfolio, here)])
    statement = project.record.statement
    content = [
        tag("h3", here.project(project)),
        steps(project, portfolio, here),
        tag("p", chips, class_="chips") if chips else EMPTY,
        tag("p", tag("bdi", statement), class_="statement", lang=lang) if statement else EMPTY,
        _unreadable(project, here),
        _headline(project, portfolio, here),
        _foot(project, portfolio, here),
    ]
    ended = " ended" if project.record.has_ended else ""
    order = stage_order(project, lifecycle)
    return tag(
        "li",
        content,
        class_=f"prospectus-card{ended}",
        **item_attributes(project, portfolio),
        data_order=None if order < 0 else order,
    )


def item_attributes(project: Project, portfolio: Portfolio) -> dict[str, str]:
    """What an item that stands for a project carries for the script: its facets, and what it is sorted by."""
    return {f"data-{key}": value for key, value in row_facets(project, portfolio).items()}


def row_facets(project: Project, portfolio: Portfolio) -> dict[str, str]:
    """The facets of a row that stands for a project, with the values of :data:`SORTS`."""
    weight = 1000 * project.errors + project.warnings
    plan, order = project.plan, stage_order(project, portfolio.lifecycle)
    keys = [
        "" if order < 0 else str(order),
        plan.updated.isoformat() if plan.updated else "",
        plan.review.isoformat() if plan.review and not project.record.has_ended else "",
        str(weight or ""),
    ]
    return {**facets_of(project, portfolio.today), "sort": "|".join(keys)}


def steps(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """How far a project is: as many equal segments as there are stages, and the name of its own."""
    stages, order = portfolio.lifecycle.stages, stage_order(project, portfolio.lifecycle)
    title = stage_title(project, portfolio.lifecycle, here.lang)
    if order < 0:
        return tag("p", title, class_="prospectus-progress")
    bar = [tag("i", class_="done" if at < order else "current" if at == order else "") for at in range(len(stages))]
    said = here.say(_STAGE).format(order + 1, len(stages), title)
    return tag(
        "p",
        tag("span", bar, class_="bar", role="img", aria_label=said),
        tag("span", tag("span", f"{order + 1}/{len(stages)} ", class_="at", aria_hidden="true"), title),
        class_="prospectus-progress",
    )


def _chips(project: Project, portfolio: Portfolio, here: Here) -> Sequence[Markup]:
    """Status and verdict where they say something: an approved document and a go are what one expects."""
    record, lifecycle = project.record, portfolio.lifecycle
    found = []
    if record.status != "approved":
        found.append(status_chip(project, lifecycle, here.lang))
    if record.verdict != "go":
        found.append(verdict_chip(project, lifecycle, here.lang))
    return found


def _unreadable(project: Project, here: Here) -> Markup:
    return EMPTY if project.record.is_readable else tag("p", here.say(_UNREADABLE), class_="bad")


def _headline(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """What was promised of the metric that stands for the project, and what became of it."""
    metric = project.headline
    if metric is None:
        return EMPTY
    value = measured_value(metric)
    chart = metric_bullet(metric, portfolio.today, here.lang)
    if not chart:
        return EMPTY
    lang = here.lang_of(project)
    told = [written(metric.called, lang), " ", tag("strong", value) if value else EMPTY, " "]
    return tag("div", tag("p", told, promise_chip(metric, here.lang)), chart, class_="headline")


def measured_value(metric: Metric) -> str:
    """The value by which a metric is judged, with its unit; empty without one."""
    value = metric.newest
    if value is None:
        return ""
    if metric.unit in _NO_UNITS:
        return value.written
    return f"{value.written}{'' if metric.unit == '%' else ' '}{metric.unit}"


def _foot(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """Who answers for it; the review if it is near or late; findings if there are any."""
    parts = [tag("span", written(project.owner) if project.owner else here.say(_NO_OWNER))]
    review = project.plan.review
    if review is not None and not project.record.has_ended and (review - portfolio.today).days <= SOON:
        parts.append(tag("span", html([here.say(_REVIEW), " ", due(review, portfolio.today, here.lang)])))
    if project.errors or project.warnings:
        parts.append(tag("span", findings(project, here)))
    return tag("p", parts, class_="foot")
