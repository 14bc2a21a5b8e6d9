"""What moved in the last days, as the documents date it; where there is a history from git, which stage led to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.days import days_after
from prospectus.ground.language import say

from prospectus_site.addresses.anchors import MOVED
from prospectus_site.history.moved import DAYS
from prospectus_site.markup import joined, tag, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.history.moved import StageMove
    from prospectus_site.markup import Content, Markup
    from prospectus_site.portfolio.portfolio import Portfolio

MOST = 6
"""As many projects are named of one kind of move; the others are counted."""

_TITLE: Text = {"en": "Moved in {0} days", "ko": "최근 {0}일의 변화"}
_NONE: Text = {"en": "No document says that something moved.", "ko": "문서에 적힌 변화가 없습니다."}
_MORE: Text = {"en": "{0} more", "ko": "외 {0}건"}
_STAGES: Text = {"en": "Next stage", "ko": "다음 단계"}
_NEW: Text = {"en": "New", "ko": "새로 시작"}
_DEPLOYED: Text = {"en": "Put into service", "ko": "배포"}
_RETIRED: Text = {"en": "Retired", "ko": "종료"}
_FOLLOWED: Text = {"en": "Followed up", "ko": "후속 조치"}
_DUE: Text = {"en": "Increments due", "ko": "기한이 된 중간 산출물"}
_MEASURED: Text = {"en": "Measured", "ko": "측정"}
_VALUES: tuple[Text, Text] = (
    {"en": "1 value in 1 project", "ko": "값 1개"},
    {"en": "{0} values in {1} projects", "ko": "{1}개 프로젝트에서 값 {0}개"},
)


def moved(portfolio: Portfolio, here: Here) -> Markup:
    """The section of what moved."""
    lines = [(title, shown) for title, shown in _lines(portfolio, here) if shown]
    head = tag("h2", here.say(_TITLE).format(DAYS), id=MOVED)
    if not lines:
        return tag("section", head, tag("p", here.say(_NONE), class_="prospectus-empty"))
    entries = [tag("div", tag("dt", here.say(title)), tag("dd", shown)) for title, shown in lines]
    return tag("section", head, tag("dl", entries, class_="prospectus-moved"))


def _lines(portfolio: Portfolio, here: Here) -> Iterator[tuple[Text, Markup]]:
    """Each kind of move, and what moved so."""
    last = portfolio.today
    first = days_after(last, -DAYS)

    def recent(day: date | None) -> bool:
        return day is not None and first < day <= last

    projects = portfolio.projects
    told = portfolio.moved
    yield _STAGES, _listed([_shift(move, portfolio, here) for move in (told.stages if told is not None else ())], here)
    yield (
        _DEPLOYED,
        _listed(
            [
                _dated(project, project.plan.deployment.day, here)
                for project in projects
                if project.plan.deployment is not None and recent(project.plan.deployment.day)
            ],
            here,
        ),
    )
    yield _RETIRED, _listed([_dated(one, one.plan.retired, here) for one in projects if recent(one.plan.retired)], here)
    yield _NEW, _listed([_dated(one, one.plan.created, here) for one in projects if recent(one.plan.created)], here)
    yield (
        _FOLLOWED,
        _listed(
            [_dated(one, step.day, here) for one in projects for step in one.plan.follow_ups if recent(step.day)], here
        ),
    )
    yield (
        _DUE,
        _listed(
            [
                joined([_dated(one, step.due, here), written(step.name, one.lang if one.lang != here.lang else None)])
                for one in projects
                if not one.record.has_ended
                for step in one.plan.increments
                if recent(step.due)
            ],
            here,
        ),
    )
    values = [sum(recent(value.day) for metric in one.metrics for value in metric.measured) for one in projects]
    count, where = sum(values), sum(bool(value) for value in values)
    yield _MEASURED, tag("span", say(_VALUES[count != 1], here.lang).format(count, where)) if count else joined([])


def _listed(entries: list[Markup], here: Here) -> Markup:
    shown: list[Content] = [*entries[:MOST]]
    if len(entries) > MOST:
        shown.append(here.say(_MORE).format(len(entries) - MOST))
    return joined([tag("span", one) for one in shown], " · ")


def _dated(project: Project, day: date | None, here: Here) -> Markup:
    return joined([here.project(project), tag("time", day.isoformat(), datetime=day.isoformat()) if day else None])


def _shift(move: StageMove, portfolio: Portfolio, here: Here) -> Markup:
    """A project that went to another stage."""
    stages = portfolio.lifecycle.stages
    before, after = (
        here.say(stages[stage].title) if stage in stages else stage for stage in (move.before or "", move.after or "")
    )
    project = portfolio.by_name.get(move.name)
    name = here.project(project) if project else written(move.name)
    return joined([name, f"{before} \N{RIGHTWARDS ARROW} {after}", tag("time", move.day, datetime=move.day)])
