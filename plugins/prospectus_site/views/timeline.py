"""The timeline: what is due, what was put into service, and what was looked into, over all projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from prospectus.ground.days import days_after

from prospectus_site.charts.legend import legend
from prospectus_site.charts.timeline import Event as Drawn
from prospectus_site.charts.timeline import Track, timeline
from prospectus_site.marks import badges
from prospectus_site.marks.columns import HEADS, column, counted, nothing, owner_cell, project_cell
from prospectus_site.marks.figures import named
from prospectus_site.markup import EMPTY, html, joined, written
from prospectus_site.tables.filters import Facet, facet_value
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.projects import EMPTY as NO_PROJECT
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

Kind = Literal["deadline", "increment", "deployment", "review", "follow-up", "retirement", "end-of-life"]
State = Literal["late", "ahead", "past"]

KINDS: dict[Kind, Text] = {
    "deadline": {"en": "deadline", "ko": "기한"},
    "increment": {"en": "increment", "ko": "단계별 결과물"},
    "deployment": {"en": "deployment", "ko": "배포"},
    "review": {"en": "review", "ko": "검토"},
    "follow-up": {"en": "follow-up", "ko": "추가 원인 분석"},
    "retirement": {"en": "retirement", "ko": "종료"},
    "end-of-life": {"en": "end of a model's support", "ko": "모델 지원 종료"},
}
STATES: dict[State, Text] = {
    "late": {"en": "Late", "ko": "기한 지남"},
    "ahead": {"en": "Ahead", "ko": "예정"},
    "past": {"en": "Past", "ko": "지난 일"},
}
_ORDER: tuple[State, ...] = ("late", "ahead", "past")

SHOWN_PAST = 200
"""So many of the days that have passed are listed, the newest ones; older ones stand on the pages of their projects."""

BACK, AHEAD = 90, 270
"""What the chart shows, in days: a quarter of a year back, and three ahead."""

TRACKS = 24
"""So many projects stand in the chart; the table has all days."""

_NEVER = 100_000
"""In days, further ahead than any chart."""

_CHART: Text = {"en": "The dates around today", "ko": "오늘 전후의 일정"}
_DESCRIPTION: Text = {
    "en": "Deadlines, increments, deployments, reviews and follow-ups from {0} to {1}; the table has the same.",
    "ko": "{0}부터 {1}까지의 기한, 단계별 결과물, 배포, 검토, 추가 원인 분석. 아래 표와 같은 내용입니다.",
}
_NO_ROOM: Text = {
    "en": "The chart shows the {0} projects with the nearest dates; {1} more are in the table.",
    "ko": "도표에는 일정이 가까운 프로젝트 {0}개를 실었습니다. 나머지 {1}개는 표에 있습니다.",
}
_MARKS: Text = {
    "en": "The chart shows {0} days back and {1} ahead; a ring marks what is late.",
    "ko": "도표는 지난 {0}일과 앞으로 {1}일의 일정입니다. 고리를 두른 표시는 기한이 지난 것입니다.",
}
_TITLE: Text = {"en": "Dates of all projects", "ko": "전체 일정"}
_WHAT: Text = {"en": "What", "ko": "구분"}
_NAME: Text = {"en": "About", "ko": "내용"}
_TAG: Text = {"en": "Tag", "ko": "태그"}
_STATE: Text = {"en": "State", "ko": "상태"}
_OPEN: Text = {"en": "open", "ko": "진행 중"}
_EMPTY: Text = {
    "en": "No document states a date. Add next_review, constraints.schedule.deadline or problem.increments[].due to its front matter.",
    "ko": "날짜를 적은 문서가 없습니다. 프런트 매터에 next_review, constraints.schedule.deadline, problem.increments[].due 중 하나를 적으세요.",
}
_NOTE: Text = {
    "en": "Late is a review that is overdue, and a deadline that passed before the project was put into service. Nobody states whether an increment is done, so one that has passed is not called late.",
    "ko": "검토일이 지났거나, 배포하기 전에 기한이 지난 것을 기한 지남으로 표시합니다. 단계별 결과물은 완료 여부를 적지 않으므로 날짜가 지나도 기한 지남으로 보지 않습니다.",
}
_CUT: Text = {
    "en": "Only the newest {0} of {1} past dates are listed.",
    "ko": "지난 일정 {1}건 중 최근 {0}건만 실었습니다.",
}
_ONE_LATE: Text = {"en": "1 date has passed and is late", "ko": "기한이 지난 일정 1건"}
_SOME_LATE: Text = {"en": "{0} dates have passed and are late", "ko": "기한이 지난 일정 {0}건"}


class Event(NamedTuple):
    """One day of a project: what happens or is due on it, what it is about, and whether it is late, ahead or past."""

    day: date
    kind: Kind
    name: str
    state: State
    is_open: bool = False


def make(portfolio: Portfolio, here: Here) -> Answer:
    """All days: the late ones first, then what is ahead, then what has passed, the newest first."""
    found = [(event, project) for project in portfolio.projects for event in events(project, portfolio.today)]
    by_state: dict[State, list[tuple[Event, Project]]] = {state: [] for state in _ORDER}
    for event, project in found:
        by_state[event.state].append((event, project))
    for state, those in by_state.items():
        those.sort(key=lambda pair: pair[0].day, reverse=state == "past")
    past = by_state["past"]
    kept = {**by_state, "past": past[:SHOWN_PAST]}
    columns = (
        column("date", here, "date"),
        column("project", here),
        Column("what", here.say(_WHAT)),
        Column("name", here.say(_NAME)),
        Column("state", here.say(_STATE), "group"),
        column("owner", here),
    )
    rows = tuple(_row(event, project, portfolio, here) for state in _ORDER for event, project in kept[state])
    cut = here.say(_CUT).format(SHOWN_PAST, len(past)) if len(past) > SHOWN_PAST else ""
    chart, rest = _chart(found, portfolio, here)
    room = here.say(_NO_ROOM).format(TRACKS, rest) if rest else ""
    marks = here.say(_MARKS).format(BACK, AHEAD) if chart else ""
    note = " ".join(filter(None, (room, marks, cut, here.say(_NOTE)))) if rows else None
    empty = here.say(_EMPTY if portfolio.projects else NO_PROJECT)
    table = Table("timeline", here.say(_TITLE) if rows else "", columns, rows, chart, note, empty, _filters(here))
    late = by_state["late"]
    title = counted(len(late), _ONE_LATE, _SOME_LATE, here.lang)
    return Answer((table,), named(title, [_late(*one, portfolio, here) for one in late], here))


def _late(event: Event, project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """What is late, and whose it is, in one line."""
    due = badges.due(event.day, portfolio.today, here.lang)
    parts = (here.project(project), written(_about(event, here) or here.say(KINDS[event.kind])), written(project.owner))
    return html([joined(parts, " \N{MIDDLE DOT} "), " \N{MIDDLE DOT} ", due])


def events(project: Project, today: date) -> Iterator[Event]:
    """The days of a project; of one that has ended nothing is late."""
    is_over = project.record.has_ended
    for day, kind, name, can_be_late, is_open in (*_due(project), *_done(project)):
        state: State = "past"
        if day >= today and (not is_over or kind == "retirement"):
            state = "ahead"
        elif day < today and can_be_late and not is_over:
            state = "late"
        yield Event(day, kind, name, state, is_open)


_Stated: TypeAlias = "tuple[date, Kind, str, bool, bool]"
"""A day, its kind, what it is about, whether it can be late, and whether it is an open follow-up."""


def _due(project: Project) -> Iterator[_Stated]:
    """What is due at some time."""
    plan, deadline = project.plan, project.limits.deadline
    if deadline is not None:
        yield deadline, "deadline", "", not project.is_in_service, False
    for increment in plan.increments:
        yield increment.due, "increment", increment.name, False, False
    if plan.review is not None:
        yield plan.review, "review", "", True, False
    for model in project.models:
        if model.end_of_life is not None:
            yield model.end_of_life, "end-of-life", model.id, True, False


def _done(project: Project) -> Iterator[_Stated]:
    """What was done, or begun."""
    plan = project.plan
    if plan.deployment is not None and plan.deployment.day is not None:
        yield plan.deployment.day, "deployment", plan.deployment.version, False, False
    for one in plan.follow_ups:
        if one.day is not None:
            yield one.day, "follow-up", one.finding or one.metric, False, one.is_open
    if plan.retired is not None:
        yield plan.retired, "retirement", "", False, False


def _filters(here: Here) -> tuple[Facet, ...]:
    return (
        Facet("what", here.say(_WHAT), {kind: here.say(text) for kind, text in KINDS.items()}),
        Facet("owner", here.say(HEADS["owner"])),
        Facet("tag", here.say(_TAG)),
    )


def _row(event: Event, project: Project, portfolio: Portfolio, here: Here) -> Row:
    shown = badges.due(event.day, portfolio.today, here.lang, is_done=event.state == "past")
    about = written(event.name)
    if event.is_open:
        about = joined([about, badges.chip(here.say(_OPEN), "warn")])
    facets = {"what": event.kind, "owner": facet_value([project.owner]), "tag": facet_value(project.record.tags)}
    cells = (
        Cell(event.day.isoformat(), shown),
        project_cell(project, here),
        Cell(event.kind, here.say(KINDS[event.kind])),
        Cell(event.name or None, about) if about else nothing(),
        Cell("open" if event.is_open else event.state, here.say(STATES[event.state])),
        owner_cell(project),
    )
    return Row(
        cells, group=here.say(STATES[event.state]), facets={key: value for key, value in facets.items() if value}
    )


def _chart(found: Iterable[tuple[Event, Project]], portfolio: Portfolio, here: Here) -> tuple[Markup, int]:
    """The days around today, a row for each project, and for how many projects there was no room."""
    first, last = days_after(portfolio.today, -BACK), days_after(portfolio.today, AHEAD)
    near: dict[str, list[Event]] = {}
    for event, project in found:
        if first <= event.day <= last:
            near.setdefault(project.name, []).append(event)
    order = sorted(near, key=lambda name: _urgency(near[name], portfolio.today))
    tracks = [
        Track(
            portfolio.by_name[name].title,
            tuple(Drawn(one.day, _mark(one), _about(one, here), one.state == "late") for one in near[name]),
            here.project_url(name) or None,
        )
        for name in order[:TRACKS]
    ]
    description = here.say(_DESCRIPTION).format(first.isoformat(), last.isoformat())
    drawn = timeline(tracks, portfolio.today, description, lang=here.lang, title=here.say(_CHART))
    return html([legend(here.lang, {"events"}), drawn] if drawn else EMPTY), max(0, len(order) - TRACKS)


def _urgency(found: Iterable[Event], today: date) -> tuple[bool, int]:
    """Who is late stands first, then who has something to do next."""
    ahead = [(event.day - today).days for event in found if event.state == "ahead"]
    return not any(event.state == "late" for event in found), min(ahead, default=_NEVER)


def _mark(event: Event) -> str:
    """The mark of an event in the chart."""
    if event.kind == "follow-up":
        return "follow-up-open" if event.is_open else "follow-up-done"
    return "deadline" if event.kind == "end-of-life" else event.kind


def _about(event: Event, here: Here) -> str:
    return f"{here.say(KINDS[event.kind])}: {event.name}" if event.kind == "end-of-life" else event.name


VIEW = View(
    id="timeline",
    entry="projects",
    title={"en": "Timeline", "ko": "일정"},
    question={
        "en": "What is due when, what is late, and what went into service?",
        "ko": "언제 무엇이 예정되어 있고, 무엇이 늦었으며, 무엇을 배포했는가?",
    },
    make=make,
)
