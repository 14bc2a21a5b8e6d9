"""Compare: the facts of projects side by side, one column each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.addresses.anchors import AHEAD
from prospectus_site.marks import badges
from prospectus_site.marks.amounts import money
from prospectus_site.marks.cells import (
    amount_cell,
    budget_cell,
    capacity_cell,
    day_cell,
    findings_cell,
    latency_cell,
    metric_cell,
    nothing,
    owner_cell,
    promise_cell,
    review_cell,
    serving_cell,
    stage_cell,
    status_cell,
    tasks_cell,
    text_cell,
    verdict_cell,
)
from prospectus_site.marks.columns import HEADS
from prospectus_site.marks.terms import ROLES, SERVING_PLACES, term
from prospectus_site.markup import joined, tag, written
from prospectus_site.tables.filters import facet_value
from prospectus_site.tables.table import Cell, Column, Row, Table, table_html
from prospectus_site.views.projects import EMPTY as NO_PROJECT
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.metrics import Metric
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

MOST = 60
"""So many projects stand side by side; a table of more is too large for a page."""

_HOW: Text = {
    "en": "The table has every project; scroll it sideways. With scripts, choose two to four of them.",
    "ko": "표에는 모든 프로젝트가 있습니다. 옆으로 밀어서 보세요. 스크립트를 쓰면 두 개에서 네 개까지 골라 볼 수 있습니다.",
}
_TOO_MANY: Text = {
    "en": "{0} of {1} projects are here: those that have not ended and were changed last. The files of the Projects view and portfolio.json have all.",
    "ko": "프로젝트 {1}개 중 {0}개를 실었습니다. 끝나지 않은 프로젝트를 최근에 고친 순서로 골랐습니다. 나머지는 프로젝트 보기의 파일과 portfolio.json에 있습니다.",
}
_CHOOSE: Text = {"en": "Choose projects", "ko": "프로젝트 고르기"}
_ALL: Text = {"en": "choose", "ko": "고르기"}
_CLEAR: Text = {"en": "Show all", "ko": "모두 보기"}
_FACT: Text = {"en": "Fact", "ko": "항목"}

_GROUPS: dict[str, Text] = {
    "project": HEADS["project"],
    "problem": {"en": "Problem and goal", "ko": "문제와 목표"},
    "promise": {"en": "Promise", "ko": "목표와 실적"},
    "data": {"en": "Data and models", "ko": "데이터와 모델"},
    "limits": {"en": "Limits", "ko": "제약"},
    "work": {"en": "Work ahead", "ko": "남은 일"},
}

_LABELS: dict[str, Text] = {
    **HEADS,
    "statement": {"en": "Problem", "ko": "문제"},
    "service": {"en": "Service", "ko": "서비스"},
    "intended_use": {"en": "Intended use", "ko": "사용 목적"},
    "goal": {"en": "Goal", "ko": "목표"},
    "tags": {"en": "Tags", "ko": "태그"},
    "all_metrics": {"en": "All metrics", "ko": "전체 지표"},
    "datasets": {"en": "Data sets", "ko": "데이터셋"},
    "records": {"en": "Records", "ko": "데이터 건수"},
    "personal_data": {"en": "Personal data", "ko": "개인정보"},
    "models": {"en": "Models", "ko": "모델"},
    "deadline": {"en": "Deadline", "ko": "기한"},
    "budget_amount": {"en": "Budget", "ko": "예산"},
    "budget": {"en": "Budget used", "ko": "예산 사용률"},
    "latency": {"en": "Time for an answer used", "ko": "응답 시간 사용률"},
    "capacity": {"en": "Capacity used", "ko": "처리량 사용률"},
    "place": {"en": "Runs on", "ko": "실행 환경"},
    "risks": {"en": "High risks", "ko": "높은 위험"},
    "lacks": {"en": "To do for the next stage", "ko": "다음 단계까지 남은 일"},
    "team": {"en": "Team", "ko": "팀"},
    "deployed": {"en": "In service since", "ko": "배포일"},
}
_YES: Text = {"en": "yes", "ko": "있음"}
_NO: Text = {"en": "none", "ko": "없음"}


class _Fact(NamedTuple):
    """One row: its key, the group in which it stands, and how its cell is made."""

    key: str
    group: str
    cell: Callable[[Project, Portfolio, Here], Cell]


def make(portfolio: Portfolio, here: Here) -> Answer:
    """A row for each fact, a column for each project."""
    projects = _compared(portfolio)
    keys = dict(zip((project.name for project in projects), _keys(projects), strict=True))
    columns = (
        Column("group", "", "group"),
        Column("fact", here.say(_FACT), is_sortable=False),
        *(
            Column(
                keys[project.name],
                here.project(project),
                attributes={"data-project": keys[project.name]},
                is_sortable=False,
            )
            for project in projects
        ),
    )
    rows = tuple(
        Row(
            (
                Cell(fact.group),
                Cell(fact.key, here.say(_LABELS[fact.key])),
                *(fact.cell(one, portfolio, here) for one in projects),
            ),
            group=here.say(_GROUPS[fact.group]),
        )
        for fact in FACTS
    )
    if not projects:
        return Answer((Table("compare", "", columns, (), empty=here.say(NO_PROJECT)),))
    count = len(portfolio.projects)
    note = here.say(_HOW) if count <= MOST else here.say(_TOO_MANY).format(MOST, count)
    table = Table("compare", "", columns, rows, note=note)
    shown = [_chooser(projects, keys, here), table_html(table, here.say(VIEW.title))]
    return Answer((table._replace(instead=tag("div", shown, **{"data-prospectus-compare": ""})),))


def _chooser(projects: Iterable[Project], keys: Mapping[str, str], here: Here) -> Markup:
    """The form by which a reader chooses; the script shows it, and gives it as many fields as can be chosen."""
    options = [tag("option", project.title, value=keys[project.name]) for project in projects]
    field = tag("select", tag("option", here.say(_ALL), value=""), options, name="p")
    label = tag("label", tag("span", here.say(HEADS["project"])), field)
    fields = tag("div", label, class_="fields")
    reset = tag("div", tag("button", here.say(_CLEAR), type="reset"), class_="result")
    return tag(
        "form",
        fields,
        reset,
        class_="prospectus-filter chosen",
        hidden=True,
        aria_label=here.say(_CHOOSE),
        data_search_exclude="",
    )


def _keys(projects: Iterable[Project]) -> Iterator[str]:
    """What the column of each project is called in files and in the URL: its id, its file where another has taken that."""
    taken = {"group", "fact"}
    for project in projects:
        key = facet_value([project.id]).replace(",", " ")
        key = project.name if key in taken else key
        taken.add(key)
        yield key


def _compared(portfolio: Portfolio) -> list[Project]:
    """The projects that stand side by side, in the order of their titles."""
    if len(portfolio.projects) <= MOST:
        return list(portfolio.projects)
    by_change = sorted(
        portfolio.projects, key=lambda one: (one.record.has_ended, -(one.plan.updated or date.min).toordinal())
    )
    kept = {project.name for project in by_change[:MOST]}
    return [project for project in portfolio.projects if project.name in kept]


def _texts(texts: Iterable[str]) -> Cell:
    found = [text for text in texts if text]
    return Cell(found, joined(map(written, found), ", ")) if found else nothing()


def _of_headline(read: Callable[[Metric], Cell]) -> Callable[[Project, Portfolio, Here], Cell]:
    def cell(project: Project, _portfolio: Portfolio, _here: Here) -> Cell:
        return read(project.headline) if project.headline is not None else nothing()

    return cell


def _metrics(project: Project, _portfolio: Portfolio, here: Here) -> Cell:
    """Every metric with what became of its promise."""
    if not project.metrics:
        return nothing()
    shown = [
        tag("li", joined([written(metric.called), badges.promise_chip(metric, here.lang)]))
        for metric in project.metrics
    ]
    values = [f"{metric.called}: {metric.promise}" for metric in project.metrics]
    return Cell(values, tag("ul", shown, class_="plain"))


def _records(project: Project, _portfolio: Portfolio, _here: Here) -> Cell:
    counts = [dataset.records for dataset in project.datasets if dataset.records is not None]
    return Cell(sum(counts), f"{sum(counts):,.0f}") if counts else nothing()


def _personal(project: Project, _portfolio: Portfolio, here: Here) -> Cell:
    limits = project.limits
    if limits.personal_data is None:
        return nothing()
    if limits.personal_data and limits.categories:
        return Cell(value=True, shown=joined(map(written, limits.categories), ", "))
    return Cell(limits.personal_data, here.say(_YES if limits.personal_data else _NO))


def _models(project: Project, _portfolio: Portfolio, _here: Here) -> Cell:
    names = [
        f"{model.id} ({model.base_model})" if model.base_model and model.base_model != model.id else model.id
        for model in project.models
    ]
    return _texts(names)


def _deadline(project: Project, portfolio: Portfolio, here: Here) -> Cell:
    day = project.limits.deadline
    if day is None:
        return nothing()
    return Cell(day.isoformat(), badges.due(day, portfolio.today, here.lang, is_done=project.is_delivered))


def _budget_amount(project: Project, _portfolio: Portfolio, _here: Here) -> Cell:
    budget = project.limits.budget
    return Cell(budget.amount, written(money(budget.amount, budget.currency))) if budget else nothing()


def _place(project: Project, _portfolio: Portfolio, here: Here) -> Cell:
    limits = project.limits
    place = term(SERVING_PLACES, limits.serving_place, here.lang) if limits.serving_place else ""
    return _texts([place, limits.device])


def _risks(project: Project, _portfolio: Portfolio, _here: Here) -> Cell:
    if not project.risks:
        return nothing()
    high = len(project.high_risks)
    return Cell(high, f"{high} / {len(project.risks)}", "warn" if high else "")


def _lacks(project: Project, _portfolio: Portfolio, here: Here) -> Cell:
    ahead = project.ahead
    if ahead is None:
        return nothing()
    count = len(ahead.lacks)
    return Cell(count, joined([here.project(project, count, anchor=AHEAD), tag("small", here.say(ahead.title))]))


def _team(project: Project, _portfolio: Portfolio, here: Here) -> Cell:
    members = [member for member in project.team if member.name]
    if not members:
        return nothing()
    shown = [
        tag("li", joined([written(member.name), tag("small", written(term(ROLES, member.role, here.lang)))]))
        for member in members
    ]
    values = [f"{member.name}: {member.role}" for member in members]
    return Cell(values, tag("ul", shown, class_="plain"))


FACTS: tuple[_Fact, ...] = (
    _Fact("stage", "project", stage_cell),
    _Fact("status", "project", status_cell),
    _Fact("verdict", "project", verdict_cell),
    _Fact("owner", "project", lambda project, _, __: owner_cell(project)),
    _Fact("next_review", "project", lambda project, all_, here: review_cell(project, all_.today, here)),
    _Fact("updated", "project", lambda project, _, __: day_cell(project.plan.updated)),
    _Fact("tags", "project", lambda project, _, __: _texts(project.record.tags)),
    _Fact("statement", "problem", lambda project, _, here: text_cell(project.record.statement, here.lang_of(project))),
    _Fact("goal", "problem", lambda project, _, here: text_cell(project.goal, here.lang_of(project))),
    _Fact("service", "problem", lambda project, _, here: text_cell(project.service, here.lang_of(project))),
    _Fact("intended_use", "problem", lambda project, _, here: text_cell(project.intended_use, here.lang_of(project))),
    _Fact("metric", "promise", lambda project, _, __: metric_cell(project)),
    _Fact("baseline", "promise", _of_headline(lambda metric: amount_cell(metric.baseline))),
    _Fact("minimum", "promise", _of_headline(lambda metric: amount_cell(metric.minimum))),
    _Fact("target", "promise", _of_headline(lambda metric: amount_cell(metric.target))),
    _Fact("offline", "promise", _of_headline(lambda metric: amount_cell(metric.offline))),
    _Fact("online", "promise", _of_headline(lambda metric: amount_cell(metric.online))),
    _Fact("promise", "promise", lambda project, _, here: promise_cell(project, here)),
    _Fact("all_metrics", "promise", _metrics),
    _Fact("datasets", "data", lambda project, _, __: _texts(dataset.id for dataset in project.datasets)),
    _Fact("records", "data", _records),
    _Fact("personal_data", "data", _personal),
    _Fact("models", "data", _models),
    _Fact("task", "data", lambda project, _, here: tasks_cell(project, here)),
    _Fact("serving", "limits", lambda project, _, here: serving_cell(project, here)),
    _Fact("place", "limits", _place),
    _Fact("deadline", "limits", _deadline),
    _Fact("budget_amount", "limits", _budget_amount),
    _Fact("budget", "limits", lambda project, _, here: budget_cell(project, here)),
    _Fact("latency", "limits", lambda project, _, here: latency_cell(project, here)),
    _Fact("capacity", "limits", lambda project, _, here: capacity_cell(project, here)),
    _Fact("lacks", "work", _lacks),
    _Fact("findings", "work", lambda project, _, here: findings_cell(project, here)),
    _Fact("risks", "work", _risks),
    _Fact(
        "deployed",
        "work",
        lambda project, _, __: day_cell(project.plan.deployment.day if project.plan.deployment else None),
    ),
    _Fact("team", "work", _team),
)
"""The facts that are compared, in order."""


VIEW = View(
    id="compare",
    entry="projects",
    title={"en": "Compare", "ko": "비교"},
    question={
        "en": "How do two projects differ in what they promise, use and cost?",
        "ko": "프로젝트마다 목표, 데이터, 비용이 어떻게 다른가?",
    },
    make=make,
)
