"""Promises: what each metric is to reach, and what was measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure

from prospectus_site.charts import legend
from prospectus_site.facts.metrics import STALE_DAYS
from prospectus_site.marks import badges, terms
from prospectus_site.marks.cells import cut_note, facets, filters, titled_cell, under
from prospectus_site.marks.columns import amount_cell, nothing
from prospectus_site.marks.figures import Figure, figures, named
from prospectus_site.marks.metric_chart import metric_bullet
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.tables.filters import Facet
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.promises.rankings import ranking_tables
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.metrics import Metric, Promise, Value
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

MOST_CHARTS = 150
"""So many rows have a chart; more of them weigh more than they tell."""

_ORDER: tuple[Promise, ...] = ("short", "short-offline", "kept", "kept-offline", "unmeasured", "none")
"""What a reader looks for stands first."""

_STATES: dict[Promise, str] = {
    "short": "missed",
    "short-offline": "missed",
    "kept": "kept",
    "kept-offline": "kept",
    "unmeasured": "without-evidence",
    "none": "without-target",
}
"""By what the rows can be filtered."""

_NAMES: dict[str, Text] = {
    "missed": {"en": "missed", "ko": "미달"},
    "stale": {"en": "old evidence", "ko": "오래된 측정값"},
    "without-evidence": {"en": "without evidence", "ko": "측정값 없음"},
    "kept": {"en": "kept", "ko": "달성"},
    "without-target": {"en": "without target", "ko": "목표 없음"},
}
_KIND: Text = {"en": "Kind", "ko": "종류"}

_PLAIN = re.compile(r"[+-]?\d+(?:\.(\d+))?")

_HEADS: dict[str, Text] = {
    "project": {"en": "Project", "ko": "프로젝트"},
    "metric": {"en": "Metric", "ko": "지표"},
    "baseline": {"en": "Baseline", "ko": "베이스라인"},
    "minimum": {"en": "Minimum", "ko": "최소 기준"},
    "target": {"en": "Target", "ko": "목표"},
    "offline": {"en": "Offline", "ko": "오프라인"},
    "online": {"en": "Online", "ko": "온라인"},
    "chart": {"en": "Chart", "ko": "도표"},
    "promise": {"en": "Promise", "ko": "목표 달성"},
}
_LEGEND: Text = {"en": "How to read the charts", "ko": "도표 읽는 법"}
_KEPT: Text = {"en": "of {0} promises kept in service", "ko": "서비스 중인 목표 {0}건 중 달성"}
_MISSED: Text = {"en": "missed in service", "ko": "서비스에서 미달"}
_OFFLINE: Text = {"en": "measured offline only", "ko": "오프라인에서만 측정"}
_UNMEASURED: Text = {"en": "not measured yet", "ko": "측정 전"}
_OLD: Text = {"en": "with evidence older than {0} days", "ko": "{0}일이 지난 측정값"}
_MISSING: Text = {"en": "Miss their target in service", "ko": "서비스에서 목표에 못 미치는 지표"}
_OF: Text = {"en": "{0} for a target of {1}", "ko": "목표 {1}, 실적 {0}"}
_BY: Text = {"en": "missed by {0}", "ko": "{0} 미달"}
_BY_OFFLINE: Text = {"en": "missed offline by {0}", "ko": "오프라인에서 {0} 미달"}
_NOTE: Text = {
    "en": "The newest value on all of the data counts: that of the service, else the offline one. What misses its target stands first.",
    "ko": "전체 데이터에서 잰 가장 최근 값으로 판단합니다. 서비스 값이 있으면 서비스 값이, 없으면 오프라인 값이 기준입니다. 목표에 못 미치는 지표가 먼저 나옵니다.",
}
_EMPTY: Text = {
    "en": "No project states a metric yet. Add metrics to a document, each with its baseline, minimum and target.",
    "ko": "아직 지표를 적은 프로젝트가 없습니다. 문서의 metrics에 베이스라인, 최소 기준, 목표를 적어 보세요.",
}
_GROUPS: dict[str, Text] = {
    "model": {"en": "Model metrics", "ko": "모델 지표"},
    "business": {"en": "Business metrics", "ko": "사업 지표"},
    "system": {"en": "System metrics", "ko": "시스템 지표"},
    "fairness": {"en": "Fairness metrics", "ko": "공정성 지표"},
    "": {"en": "Other metrics", "ko": "그 밖의 지표"},
}

_Line = tuple["Project", "Metric"]


def make(portfolio: Portfolio, here: Here) -> Answer:
    """All metrics of all projects by kind, and which of them may be ranked."""
    lines = [(project, metric) for project in portfolio.projects for metric in project.metrics]
    kinds = list(_GROUPS)
    lines.sort(key=lambda line: (kinds.index(_kind(line[1])), line[0].record.has_ended, _ORDER.index(line[1].promise)))
    rows = tuple(
        _row(project, metric, portfolio, here, has_chart=index < MOST_CHARTS)
        for index, (project, metric) in enumerate(lines)
    )
    note = joined((here.say(_NOTE), cut_note(len(rows), MOST_CHARTS, here)))
    main = Table(
        "promises", "", _columns(here), rows, note=note, empty=here.say(_EMPTY), filters=_filters(portfolio, here)
    )
    return Answer((main, *ranking_tables(portfolio, here)), _lead(lines, portfolio, here))


def _filters(portfolio: Portfolio, here: Here) -> tuple[Facet, ...]:
    kinds = {kind: here.say(text) for kind, text in _GROUPS.items() if kind}
    return (Facet("kind", here.say(_KIND), kinds), *filters(portfolio, _NAMES, here))


def _kind(metric: Metric) -> str:
    return metric.kind if metric.kind in _GROUPS else ""


def _columns(here: Here) -> tuple[Column, ...]:
    def head(key: str) -> str:
        return here.say(_HEADS[key])

    return (
        Column("project", head("project")),
        Column("metric", head("metric")),
        Column("name", "", "data"),
        Column("kind", "", "data"),
        Column("unit", "", "data"),
        Column("direction", "", "data"),
        Column("baseline", head("baseline"), "number"),
        Column("minimum", head("minimum"), "number"),
        Column("target", head("target"), "number"),
        Column("offline", head("offline"), "number"),
        Column("offline_date", "", "data"),
        Column("online", head("online"), "number"),
        Column("online_date", "", "data"),
        Column("chart", head("chart"), "chart"),
        Column("promise", head("promise")),
        Column("missed_by", "", "data"),
        Column("is_stale", "", "data"),
    )


def _row(project: Project, metric: Metric, portfolio: Portfolio, here: Here, *, has_chart: bool) -> Row:
    promise, is_stale = metric.promise, _is_stale(metric, portfolio)
    cells = (
        titled_cell(project, here),
        Cell(metric.id or metric.called, _called(metric, here)),
        Cell(metric.name),
        Cell(metric.kind),
        Cell(metric.unit),
        Cell(metric.direction),
        amount_cell(metric.baseline),
        amount_cell(metric.minimum),
        amount_cell(metric.target),
        _measured(metric.offline, portfolio, here),
        Cell(_day(metric.offline)),
        _measured(metric.online, portfolio, here),
        Cell(_day(metric.online)),
        Cell(None, metric_bullet(metric, portfolio.today, here.lang, is_compact=True) if has_chart else EMPTY),
        Cell(promise, promise_chip(metric, here)),
        Cell(metric.missing),
        Cell(is_stale),
    )
    kind = _kind(metric)
    states = [_STATES[promise], *(["stale"] if is_stale else [])]
    found = {**facets(project, states), "kind": kind}
    return Row(cells, group=here.say(_GROUPS[kind]), facets=found)


def _called(metric: Metric, here: Here) -> Markup:
    direction = terms.term(terms.DIRECTIONS, metric.direction, here.lang) if metric.direction else None
    return html([written(metric.called), under(joined((written(metric.unit), direction), ", "))])


def _measured(value: Value | None, portfolio: Portfolio, here: Here) -> Cell:
    """A value, and under it how old it is."""
    if value is None:
        return nothing()
    when = badges.age(value.day, portfolio.today, here.lang)
    return Cell(value.value, html([written(value.written), under(when)]))


def _day(value: Value | None) -> str | None:
    return value.day.isoformat() if value and value.day else None


def _is_stale(metric: Metric, portfolio: Portfolio) -> bool:
    """Whether the value by which it is judged is old."""
    return metric.newest is not None and metric.newest.is_stale(portfolio.today)


def promise_chip(metric: Metric, here: Here) -> Markup:
    """What became of the promise, and by how much it was missed."""
    promise = metric.promise
    if promise not in {"short", "short-offline"}:
        return badges.promise_chip(metric, here.lang)
    words = _BY if promise == "short" else _BY_OFFLINE
    return badges.chip(here.say(words).format(missed_by(metric)), "bad" if promise == "short" else "warn")


def missed_by(metric: Metric) -> str:
    """How far a metric stays behind its target, with the decimals of the two numbers."""
    if metric.missing is None or metric.target is None or metric.newest is None:
        return ""
    found = [_PLAIN.fullmatch(text) for text in (metric.target.written, metric.newest.written)]
    if not all(found):
        return figure(metric.missing)
    return f"{metric.missing:.{max(len(one[1] or '') for one in found if one)}f}"


def _lead(lines: Sequence[_Line], portfolio: Portfolio, here: Here) -> Markup:
    """How many promises are kept, and which are not."""
    live = [(project, metric) for project, metric in lines if not project.record.has_ended]
    promises = [metric.promise for _, metric in live]
    if not promises:
        return EMPTY
    kept, missed = promises.count("kept"), promises.count("short")
    offline = promises.count("kept-offline") + promises.count("short-offline")
    old = sum(_is_stale(metric, portfolio) for _, metric in live)
    counted = (
        Figure(str(kept), here.say(_KEPT).format(kept + missed), "good"),
        Figure(str(missed), here.say(_MISSED), "bad"),
        Figure(str(offline), here.say(_OFFLINE)),
        Figure(str(promises.count("unmeasured")), here.say(_UNMEASURED)),
        Figure(str(old), here.say(_OLD).format(STALE_DAYS), "warn"),
    )
    missing = [line for line in live if line[1].promise == "short"]
    first = named(here.say(_MISSING), [_missing(*line, here) for line in missing], here)
    marks = tag(
        "details",
        tag("summary", here.say(_LEGEND)),
        legend(here.lang, {"values", "verdicts"}),
        class_="prospectus-legend",
    )
    return html([figures(counted), first, marks])


def _missing(project: Project, metric: Metric, here: Here) -> Markup:
    measured, target = metric.newest, metric.target
    numbers = here.say(_OF).format(measured.written, target.written) if measured and target else None
    unit = metric.unit if metric.unit != "ratio" else ""
    parts = (here.project(project), written(metric.called), written(f"{numbers} {unit}".strip()))
    return html([joined(parts, " \N{MIDDLE DOT} "), " ", promise_chip(metric, here)])


VIEW = View(
    id="promises",
    entry="promises",
    title={"en": "Promises", "ko": "목표와 실적"},
    question={"en": "Does each project deliver what it promised?", "ko": "프로젝트마다 약속한 목표를 지키고 있는가?"},
    make=make,
)
