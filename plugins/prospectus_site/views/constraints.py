"""Constraints: how much of each limit is used, and what each project must keep to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure

from prospectus_site.charts import Use
from prospectus_site.facts.limits import CLASSES
from prospectus_site.marks import badges, terms
from prospectus_site.marks.badges import money
from prospectus_site.marks.cells import MOST_CHARTS, TIGHT, cut_note, facets, filters, titled_cell, under, use_cell
from prospectus_site.marks.columns import nothing, stage_cell
from prospectus_site.marks.figures import Figure, figures
from prospectus_site.markup import EMPTY, joined, written
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.limits import Limits
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_WITH_HEADROOM = ("schedule", "budget")
"""The classes that the first table shows with numbers."""

_LONGEST = 48
"""In characters: what is longer is cut; CSV, JSON and the project's page have it whole."""

_HEADS: dict[str, Text] = {
    "project": {"en": "Project", "ko": "프로젝트"},
    "stage": {"en": "Stage", "ko": "단계"},
    "deadline": {"en": "Deadline", "ko": "마감"},
    "budget": {"en": "Budget used", "ko": "예산 사용"},
    "latency": {"en": "Time used", "ko": "시간 사용"},
    "capacity": {"en": "Capacity used", "ko": "용량 사용"},
}
_OF: Text = {"en": "{0} of {1}", "ko": "{1} 중 {0}"}
_PER: dict[str, Text] = {
    "month": {"en": "a month", "ko": "월간"},
    "quarter": {"en": "a quarter", "ko": "분기별"},
    "year": {"en": "a year", "ko": "연간"},
    "once": {"en": "in all", "ko": "총"},
}
_WHOLE: Text = {"en": "{0} {1}", "ko": "{1} {0}"}
_PARTIAL: Text = {"en": "costs in other currencies not counted", "ko": "다른 통화의 비용은 제외"}
_BATCH: Text = {"en": "batch run", "ko": "배치 실행"}
_UNUSED: Text = {"en": "no cost stated", "ko": "비용 미기재"}
_MISSING: Text = {"en": "missing", "ko": "누락"}
_NO_PERSONAL: Text = {"en": "no personal data", "ko": "개인정보 없음"}
_PERSONAL: Text = {"en": "personal data", "ko": "개인정보 있음"}
_STATES: dict[str, Text] = {
    "over": {"en": "over a limit", "ko": "한도 초과"},
    "tight": {"en": "tight", "ko": "여유 적음"},
    "roomy": {"en": "with room", "ko": "여유 있음"},
}
_NOTE: Text = {
    "en": "The tightest limits stand first, projects that have ended last. Time is that of one answer, or of a batch run in its window. The deadline of a project in service no longer counts.",
    "ko": "여유가 가장 적은 프로젝트가 먼저, 종료된 프로젝트가 마지막에 나옵니다. 시간은 응답 한 건에 걸리는 시간이며, 배치는 정해진 시간대에 실행하는 데 걸리는 시간입니다. 이미 서비스 중인 프로젝트의 마감은 따지지 않습니다.",
}
_CLASSES: Text = {"en": "What each project must keep to", "ko": "프로젝트마다 지켜야 할 것"}
_CLASSES_NOTE: Text = {
    "en": "In the words of each document, cut where they are long. Missing: its stage asks for it. A dash: nothing is stated, and nothing is due.",
    "ko": "문서에 적힌 말 그대로이며 길면 줄였습니다. '누락'은 현재 단계에서 적어야 하는데 없다는 뜻이고, 줄표는 적혀 있지 않지만 아직 적을 때가 아니라는 뜻입니다.",
}
_EMPTY: Text = {
    "en": "No project states a constraint yet. They are due from the design stage: add constraints to a document.",
    "ko": "아직 제약 조건을 적은 프로젝트가 없습니다. 설계 단계부터 필요하니 문서의 constraints에 적어 보세요.",
}
_OVER: Text = {"en": "over a limit", "ko": "한도 초과"}
_TIGHT: Text = {"en": "use more than {0}% of a limit", "ko": "한도의 {0}% 넘게 사용"}
_LATE: Text = {"en": "past the deadline, not in service", "ko": "마감이 지났지만 서비스 전"}
_LACKING: Text = {"en": "constraints missing though due", "ko": "적어야 하는데 빠진 제약 조건"}
_WITH_PERSONAL: Text = {"en": "hold personal data", "ko": "개인정보를 다룸"}


def make(portfolio: Portfolio, here: Here) -> Answer:
    """Headroom first, then the classes of constraints."""
    stating = [project for project in portfolio.projects if any(project.limits.stated.values()) or project.limits.due]
    stating.sort(key=lambda project: (project.record.has_ended, -_tightest(project.limits)))
    used = tuple(
        _headroom(project, portfolio, here, has_chart=index < MOST_CHARTS) for index, project in enumerate(stating)
    )
    note = joined((here.say(_NOTE), cut_note(len(used), MOST_CHARTS, here)))
    first = Table(
        "constraints",
        "",
        _columns(here),
        used,
        note=note,
        empty=here.say(_EMPTY),
        filters=filters(portfolio, _STATES, here),
    )
    if not used:
        return Answer((first,))
    shown = [name for name in CLASSES if name not in _WITH_HEADROOM]
    heads = (
        Column("project", here.say(_HEADS["project"])),
        *(Column(name, terms.term(terms.CONSTRAINTS, name, here.lang)) for name in shown),
    )
    rows = tuple(
        Row(
            (titled_cell(project, here), *(_class(project.limits, name, here) for name in shown)),
            facets=facets(project),
        )
        for project in stating
    )
    second = Table("classes", here.say(_CLASSES), heads, rows, note=here.say(_CLASSES_NOTE))
    return Answer((first, second), _lead(portfolio, here))


def shares(limits: Limits) -> list[float]:
    """How much of each of its limits a project uses; 1 is all of it."""
    found = (
        limits.budget.share if limits.budget else None,
        limits.latency.share if limits.latency else None,
        limits.batch.share if limits.batch else None,
        limits.capacity.utilisation if limits.capacity else None,
    )
    return [share for share in found if share is not None]


def _tightest(limits: Limits) -> float:
    return max(shares(limits), default=-1.0)


def _columns(here: Here) -> tuple[Column, ...]:
    def head(key: str) -> str:
        return here.say(_HEADS[key])

    return (
        Column("project", head("project")),
        Column("stage", head("stage")),
        Column("deadline", head("deadline"), "date"),
        Column("budget_share", head("budget"), "number"),
        Column("budget_used", "", "data"),
        Column("budget", "", "data"),
        Column("currency", "", "data"),
        Column("period", "", "data"),
        Column("time_share", head("latency"), "number"),
        Column("time_ms", "", "data"),
        Column("time_allowed_ms", "", "data"),
        Column("capacity_share", head("capacity"), "number"),
        Column("peak_qps", "", "data"),
        Column("capacity_qps", "", "data"),
    )


def _headroom(project: Project, portfolio: Portfolio, here: Here, *, has_chart: bool) -> Row:
    limits, stock = project.limits, project.limits.capacity
    state = _tightest(limits)
    cells = (
        titled_cell(project, here),
        stage_cell(project, portfolio, here),
        _deadline(project, portfolio, here),
        *_budget(project, here, has_chart=has_chart),
        *_time(project, here, has_chart=has_chart),
        use_cell(
            Use(stock.demand, stock.qps) if stock else None,
            f"{project.title}: {here.say(_HEADS['capacity'])}",
            here.say(_OF).format(figure(stock.demand), f"{figure(stock.qps)} QPS") if stock else None,
            here,
            has_chart=has_chart,
        ),
        Cell(stock.demand if stock else None),
        Cell(stock.qps if stock else None),
    )
    found = "over" if state > 1 else "tight" if state >= TIGHT else "roomy" if state >= 0 else ""
    return Row(cells, facets=facets(project, [found]))


def _deadline(project: Project, portfolio: Portfolio, here: Here) -> Cell:
    moment = project.limits.deadline
    if moment is None:
        return _unstated(project.limits, "schedule", here)
    shown = badges.due(moment, portfolio.today, here.lang, is_done=project.is_delivered)
    return Cell(moment.isoformat(), shown, "quiet" if project.is_delivered else "")


def _budget(project: Project, here: Here, *, has_chart: bool) -> tuple[Cell, ...]:
    planned = project.limits.budget
    if planned is None:
        return _unstated(project.limits, "budget", here), *(Cell(None) for _ in range(4))
    per = here.say(_PER[planned.period]) if planned.period in _PER else planned.period
    whole = here.say(_WHOLE).format(money(planned.amount, planned.currency), per)
    if planned.used is None:
        cell = Cell(None, [here.say(_UNUSED), under(written(whole))], "quiet")
    else:
        amounts = written(here.say(_OF).format(money(planned.used, ""), whole))
        if planned.is_partial:
            amounts = joined((amounts, here.say(_PARTIAL)), "; ")
        said = f"{project.title}: {here.say(_HEADS['budget'])}"
        cell = use_cell(Use(planned.used, planned.amount), said, amounts, here, has_chart=has_chart)
    return cell, Cell(planned.used), Cell(planned.amount), Cell(planned.currency), Cell(planned.period)


def _time(project: Project, here: Here, *, has_chart: bool) -> tuple[Cell, Cell, Cell]:
    """How much of the time for an answer is used; without one, of the window of the batch run."""
    answer, batch = project.limits.latency, project.limits.batch
    said = f"{project.title}: {here.say(_HEADS['latency'])}"
    if answer is not None and answer.used_ms is not None and answer.allowed_ms:
        amounts = here.say(_OF).format(figure(answer.used_ms), f"{figure(answer.allowed_ms)} ms")
        statistic = terms.term(terms.STATISTICS, answer.statistic, here.lang)
        use, told = Use(answer.used_ms, answer.allowed_ms), joined((amounts, written(statistic)), ", ")
    elif batch is not None and batch.window_s:
        amounts = here.say(_OF).format(figure(batch.seconds), f"{figure(batch.window_s)} s")
        use, told = Use(1000 * batch.seconds, 1000 * batch.window_s), joined((amounts, here.say(_BATCH)), ", ")
    else:
        return nothing(), Cell(None), Cell(None)
    return use_cell(use, said, told, here, has_chart=has_chart), Cell(use.used), Cell(use.limit)


def _unstated(limits: Limits, name: str, here: Here) -> Cell:
    return Cell("", badges.chip(here.say(_MISSING), "bad")) if is_missing(limits, name) else nothing()


def is_missing(limits: Limits, name: str) -> bool:
    """Whether a class of constraint is due and nothing is said about it."""
    if limits.stated[name] or name not in limits.due:
        return False
    return not (name == "privacy" and limits.personal_data is not None)


def _class(limits: Limits, name: str, here: Here) -> Cell:
    """A constraint in a few words; for programs all of them, empty text where it is missing."""
    said = limits.stated[name]
    first: Markup = EMPTY
    if name == "privacy" and limits.personal_data is not None:
        first = badges.chip(
            here.say(_PERSONAL if limits.personal_data else _NO_PERSONAL), "info" if limits.personal_data else "quiet"
        )
    if not said and not first:
        return _unstated(limits, name, here)
    cut = said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    return Cell(said, joined((first, written(cut))))


def _lead(portfolio: Portfolio, here: Here) -> Markup:
    live = portfolio.active
    used = [shares(project.limits) for project in live]
    late = [
        project
        for project in live
        if project.limits.deadline and project.limits.deadline < portfolio.today and not project.is_delivered
    ]
    lacking = sum(is_missing(project.limits, name) for project in live for name in CLASSES)
    return figures(
        (
            Figure(str(sum(any(share > 1 for share in one) for one in used)), here.say(_OVER), "bad"),
            Figure(
                str(sum(any(TIGHT <= share <= 1 for share in one) for one in used)),
                here.say(_TIGHT).format(round(100 * TIGHT)),
                "warn",
            ),
            Figure(str(len(late)), here.say(_LATE), "bad"),
            Figure(str(lacking), here.say(_LACKING), "bad"),
            Figure(str(sum(project.limits.personal_data is True for project in live)), here.say(_WITH_PERSONAL)),
        )
    )


VIEW = View(
    id="constraints",
    entry="limits",
    title={"en": "Constraints", "ko": "제약 조건"},
    question={
        "en": "How much room does each project have, and what must it keep to?",
        "ko": "프로젝트마다 여유가 얼마나 있고, 무엇을 지켜야 하는가?",
    },
    make=make,
)
