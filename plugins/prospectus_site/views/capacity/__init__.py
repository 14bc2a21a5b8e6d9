"""Capacity and cost: whether each service would carry its load, and twice of it, and what each project costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure

from prospectus_site.charts import Stretch, Use, waterfall
from prospectus_site.marks import badges
from prospectus_site.marks.cells import MOST_CHARTS, cut_note, facets, titled_cell, under, use_cell
from prospectus_site.marks.columns import nothing
from prospectus_site.marks.figures import Figure, figures, named
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.capacity.costs import cost_tables
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.limits import Batch, Capacity
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

MOST_PIPELINES = 12
"""So many pipelines are drawn."""

_HEADS: dict[str, Text] = {
    "project": {"en": "Project", "ko": "프로젝트"},
    "peak": {"en": "Peak QPS", "ko": "최대 QPS"},
    "carries": {"en": "Carries QPS", "ko": "처리 용량(QPS)"},
    "used": {"en": "Used", "ko": "사용률"},
    "arithmetic": {"en": "How it is reckoned", "ko": "계산"},
    "answer": {"en": "Mean answer at the peak", "ko": "최대 부하 때 평균 응답"},
    "doubled": {"en": "Twice its load", "ko": "부하가 두 배라면"},
    "takes": {"en": "The run takes", "ko": "실행 시간"},
    "window": {"en": "Window", "ko": "허용 시간"},
    "model": {"en": "Model", "ko": "모델"},
    "start": {"en": "Begins after", "ko": "시작"},
    "time": {"en": "Takes", "ko": "소요"},
    "critical": {"en": "On the longest way", "ko": "가장 긴 경로"},
}
_QUESTION: Text = {
    "en": "Would each service carry its load, or twice of it, and what does each project cost?",
    "ko": "서비스마다 지금의 부하와 두 배의 부하를 감당하는가? 프로젝트마다 비용은 얼마인가?",
}
_CARRIES: Text = {"en": "carries it", "ko": "감당함"}
_NEEDS: Text = {"en": "no, needs {0} replicas, has {1}", "ko": "감당 못 함, 장비 {0}대 필요(현재 {1}대)"}
_SLOW: Text = {"en": "no, takes {0} s", "ko": "감당 못 함, {0}초 걸림"}
_ASSUMED: Text = {"en": "one at a time assumed", "ko": "동시 처리 수가 없어 1건으로 계산"}
_ALLOWED: Text = {"en": "of {0} ms", "ko": "허용 {0} ms"}
_NOTE: Text = {
    "en": "Capacity by Little's law from the stated replicas, requests at a time and mean service time; waiting by Erlang C. Carrying means: without a full queue and without long waits.",
    "ko": "적혀 있는 장비 수, 동시 처리 수, 평균 처리 시간으로 리틀의 법칙에 따라 계산하고, 대기 시간은 얼랑 C 공식으로 구했습니다. '감당함'은 줄이 밀리지 않고 오래 기다리지 않는다는 뜻입니다.",
}
_EMPTY: Text = {
    "en": "No project states both a load and its hardware. Add requirements.qps, requirements.hardware and a processing time to a document.",
    "ko": "부하와 장비를 함께 적은 프로젝트가 없습니다. 문서의 requirements에 qps, hardware, processing_time을 적어 보세요.",
}
_BATCHES: Text = {"en": "Batch runs in their windows", "ko": "배치 실행과 허용 시간"}
_PIPELINES: Text = {"en": "Where the time of an answer goes", "ko": "응답 시간이 쓰이는 곳"}
_PIPELINES_NOTE: Text = {
    "en": "Mean times of projects with several models. Models that do not need each other begin together.",
    "ko": "모델이 여러 개인 프로젝트의 평균 시간입니다. 서로 기다릴 필요가 없는 모델은 함께 시작합니다.",
}
_DRAWN: Text = {"en": "The first {0} are drawn.", "ko": "처음 {0}개만 그렸습니다."}
_DOUBLE: Text = {"en": "would carry twice their load", "ko": "두 배의 부하를 감당"}
_NOT_DOUBLE: Text = {"en": "would not", "ko": "감당 못 함"}
_SHORT: Text = {"en": "do not carry their peak now", "ko": "지금의 최대 부하도 감당 못 함"}
_NAMED: Text = {"en": "Would not carry twice their load", "ko": "부하가 두 배가 되면 감당하지 못하는 서비스"}
_RUN: Text = {"en": "batch run", "ko": "배치 실행"}
_YES: Text = {"en": "yes", "ko": "예"}


def make(portfolio: Portfolio, here: Here) -> Answer:
    """Capacity, batch runs, pipelines and costs of the projects that have not ended."""
    live = portfolio.active
    services = [(project, project.limits.capacity) for project in live if project.limits.capacity]
    services.sort(key=lambda one: (one[1].carries_double, -one[1].utilisation))
    rows = tuple(
        _service(project, stock, here, has_chart=index < MOST_CHARTS) for index, (project, stock) in enumerate(services)
    )
    first = Table(
        "capacity",
        "",
        _columns(here, "project", "peak", "carries", "used", "arithmetic", "answer", "doubled"),
        rows,
        note=joined((here.say(_NOTE), cut_note(len(rows), MOST_CHARTS, here))) if rows else None,
        empty=here.say(_EMPTY),
    )
    tables = (first, *_batches(live, here), *_pipelines(live, here), *cost_tables(portfolio, here))
    return Answer(tables, _lead(services, live, here))


def _columns(here: Here, *keys: str) -> tuple[Column, ...]:
    numbers = {"peak", "carries", "used", "answer", "takes", "window", "start", "time"}
    return tuple(Column(key, here.say(_HEADS[key]), "number" if key in numbers else "text") for key in keys)


def _service(project: Project, stock: Capacity, here: Here, *, has_chart: bool) -> Row:
    said = f"{project.title}: {here.say(_HEADS['used'])}"
    arithmetic = here.say(stock.arithmetic)
    cells = (
        titled_cell(project, here),
        Cell(stock.demand, figure(stock.demand)),
        Cell(stock.qps, figure(stock.qps)),
        use_cell(Use(stock.demand, stock.qps), said, None, here, has_chart=has_chart),
        Cell(arithmetic, html([arithmetic, under(here.say(_ASSUMED) if stock.is_assumed else None)])),
        _answer(stock, here),
        Cell(stock.carries_double, _doubled(stock, here)),
    )
    return Row(cells, facets=facets(project))


def _answer(stock: Capacity, here: Here) -> Cell:
    """How long an answer takes at the peak; endless where the queue only grows."""
    if stock.answer_ms == float("inf"):
        return Cell(None, "\N{INFINITY}", "bad")
    allowed = under(here.say(_ALLOWED).format(figure(stock.allowed_ms)) if stock.allowed_ms else None)
    state = "bad" if stock.allowed_ms and stock.answer_ms > stock.allowed_ms else ""
    return Cell(stock.answer_ms, html([f"{figure(stock.answer_ms)} ms", allowed]), state)


def _doubled(stock: Capacity, here: Here) -> Markup:
    if stock.carries_double:
        return badges.chip(here.say(_CARRIES), "good")
    return badges.chip(here.say(_NEEDS).format(figure(stock.doubled_needed), figure(stock.replicas)), "bad")


def _batches(live: Sequence[Project], here: Here) -> tuple[Table, ...]:
    found = [(project, project.limits.batch) for project in live if project.limits.batch]
    if not found:
        return ()
    found.sort(key=lambda one: -(one[1].share or 0))
    rows = tuple(
        _batch(project, run, here, has_chart=index < MOST_CHARTS) for index, (project, run) in enumerate(found)
    )
    columns = _columns(here, "project", "takes", "window", "used", "arithmetic", "doubled")
    return (Table("batch", here.say(_BATCHES), columns, rows, note=cut_note(len(rows), MOST_CHARTS, here)),)


def _batch(project: Project, run: Batch, here: Here, *, has_chart: bool) -> Row:
    window, arithmetic = run.window_s, here.say(run.arithmetic)
    doubled = Cell(run.carries_double, _doubled_run(run, here)) if window else nothing()
    cells = (
        titled_cell(project, here),
        Cell(run.seconds, f"{figure(run.seconds)} s"),
        Cell(window, f"{figure(window)} s") if window else nothing(),
        use_cell(
            Use(run.seconds, window) if window else None,
            f"{project.title}: {here.say(_HEADS['takes'])}",
            None,
            here,
            has_chart=has_chart,
        ),
        Cell(arithmetic),
        doubled,
    )
    return Row(cells, facets=facets(project))


def _doubled_run(run: Batch, here: Here) -> Markup:
    if run.carries_double:
        return badges.chip(here.say(_CARRIES), "good")
    return badges.chip(here.say(_SLOW).format(figure(2 * run.seconds)), "bad")


def _pipelines(live: Sequence[Project], here: Here) -> tuple[Table, ...]:
    """When the models of each project with several begin, and how long they take."""
    found = [
        project
        for project in live
        if len(project.models) > 1 and all(model.start_ms is not None for model in project.models)
    ]
    if not found:
        return ()
    rows = tuple(
        Row(
            (
                titled_cell(project, here),
                Cell(model.id, written(model.id)),
                Cell(model.start_ms, f"{figure(model.start_ms or 0)} ms"),
                Cell(model.processing_ms, f"{figure(model.processing_ms or 0)} ms"),
                Cell(
                    model.is_critical, here.say(_YES) if model.is_critical else "", "" if model.is_critical else "quiet"
                ),
            ),
            facets=facets(project),
        )
        for project in found
        for model in project.models
    )
    note = joined(
        (here.say(_PIPELINES_NOTE), here.say(_DRAWN).format(MOST_PIPELINES) if len(found) > MOST_PIPELINES else None)
    )
    columns = _columns(here, "project", "model", "start", "time", "critical")
    charts = html([_waterfall(project, here) for project in found[:MOST_PIPELINES]])
    return (
        Table(
            "pipelines", here.say(_PIPELINES), columns, rows, tag("div", charts, class_="prospectus-pipelines"), note
        ),
    )


def _waterfall(project: Project, here: Here) -> Markup:
    parts = [
        Stretch(model.id, model.start_ms or 0, model.processing_ms or 0, model.is_critical) for model in project.models
    ]
    limit = project.limits.latency.allowed_ms if project.limits.latency else None
    said = f"{project.title}: {here.say(_PIPELINES)}"
    drawn = waterfall(parts, said, limit=limit, lang=here.lang)
    return tag("figure", tag("figcaption", here.project(project)), drawn) if drawn else EMPTY


def _lead(services: Sequence[tuple[Project, Capacity]], live: Sequence[Project], here: Here) -> Markup:
    """Which services and batch runs would carry twice their load."""
    runs = [
        (project, project.limits.batch) for project in live if project.limits.batch and project.limits.batch.window_s
    ]
    if not services and not runs:
        return EMPTY
    items = [
        html([here.project(project), " ", _doubled(stock, here)])
        for project, stock in services
        if not stock.carries_double
    ]
    items += [
        html([here.project(project), f" ({here.say(_RUN)}) ", _doubled_run(run, here)])
        for project, run in runs
        if not run.carries_double
    ]
    counted = (
        Figure(str(len(services) + len(runs) - len(items)), here.say(_DOUBLE), "good"),
        Figure(str(len(items)), here.say(_NOT_DOUBLE), "bad"),
        Figure(str(sum(stock.replicas_needed > stock.replicas for _, stock in services)), here.say(_SHORT), "bad"),
    )
    return html([figures(counted), named(here.say(_NAMED), items, here)])


VIEW = View(
    id="capacity",
    entry="limits",
    title={"en": "Capacity and cost", "ko": "용량과 비용"},
    question=_QUESTION,
    make=make,
)
