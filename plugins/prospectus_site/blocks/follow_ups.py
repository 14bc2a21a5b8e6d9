"""The loop of follow-ups: what triggered each, what was found, why, and what was done; and alerts that nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.blocks.block import Block, Shown, small_table
from prospectus_site.marks.badges import chip, day
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.tables.table import Column

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.plan import FollowUp
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Follow-ups", "ko": "후속 조치"}
_TRIGGER: Text = {"en": "Trigger", "ko": "계기"}
_FINDING: Text = {"en": "Finding", "ko": "분석 결과"}
_CAUSE: Text = {"en": "Cause", "ko": "원인"}
_ACTION: Text = {"en": "Action", "ko": "조치"}
_STATUS: Text = {"en": "Status", "ko": "상태"}
_OPEN: Text = {"en": "open", "ko": "진행 중"}
_DONE: Text = {"en": "done", "ko": "완료"}
_REOPENS: Text = {"en": "back to {0}", "ko": "{0} 단계로"}
_KEY: Text = {"en": "{0} in all, {1} open", "ko": "전체 {0}건, 진행 중 {1}건"}
_CROSSED: Text = {"en": "Alert crossed", "ko": "알림 기준을 넘음"}
_UNANSWERED: Text = {"en": "no follow-up yet", "ko": "후속 조치 없음"}
_ANSWERED: Text = {"en": "followed up", "ko": "후속 조치 있음"}


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """The alerts that were crossed, then the follow-ups as a table, the newest last."""
    alerts, loop = crossed_alerts(project, here), project.plan.follow_ups
    if not alerts and not loop:
        return None
    columns = (
        Column("trigger", here.say(_TRIGGER)),
        Column("finding", here.say(_FINDING)),
        Column("cause", here.say(_CAUSE)),
        Column("action", here.say(_ACTION)),
        Column("status", here.say(_STATUS)),
    )
    rows = [_row(one, project, portfolio, here) for one in loop]
    table = small_table(here.say(_TITLE), columns, rows) if rows else EMPTY
    key = here.say(_KEY).format(len(loop), sum(one.is_open for one in loop)) if loop else ""
    return Shown(html([alerts, table]), key)


def crossed_alerts(project: Project, here: Here) -> Markup:
    """The metrics whose newest value violates its limit, and whether somebody looks into it."""
    found = []
    for metric in project.metrics:
        if metric.crossed is not None:
            limit = f" ({metric.alert.op} {metric.alert.limit.written})" if metric.alert else ""
            answer = chip(here.say(_ANSWERED)) if metric.is_followed_up else chip(here.say(_UNANSWERED), "bad")
            parts = (
                tag("strong", here.say(_CROSSED)),
                written(metric.called),
                f"{metric.crossed.written}{limit}",
                day(metric.crossed.day),
                answer,
            )
            found.append(tag("p", joined(parts), class_="prospectus-alert"))
    return html(found)


def _row(one: FollowUp, project: Project, portfolio: Portfolio, here: Here) -> list[Markup]:
    called = {metric.id: metric.called for metric in project.metrics}
    trigger = [written(called.get(one.metric, one.metric)), one.value, tag("small", day(one.day)) if one.day else ""]
    stage = portfolio.lifecycle.stages.get(one.reopens)
    back = tag("small", here.say(_REOPENS).format(here.say(stage.title))) if stage else ""
    status = chip(here.say(_OPEN), "warn") if one.is_open else chip(here.say(_DONE), "quiet") if one.status else ""
    return [joined(trigger), written(one.finding), written(one.cause), written(one.action), joined([status, back])]


BLOCK = Block("follow-ups", ("follow-up-analysis",), _TITLE, ("follow_ups",), make)
