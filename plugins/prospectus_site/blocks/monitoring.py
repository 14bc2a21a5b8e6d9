"""Monitoring: what is watched, how often, and when an alert rings for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure

from prospectus_site.blocks.block import Block, Shown, rows_html, small_table
from prospectus_site.marks.terms import CADENCES, term
from prospectus_site.marks.words import outward, with_unit
from prospectus_site.markup import EMPTY, html, joined, written
from prospectus_site.tables.table import Column

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.operations import Watched
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Monitoring", "ko": "모니터링"}
_METRIC: Text = {"en": "Metric", "ko": "지표"}
_CADENCE: Text = {"en": "How often", "ko": "주기"}
_ALERT: Text = {"en": "Alert", "ko": "알림 기준"}
_NEWEST: Text = {"en": "Newest value", "ko": "최근 값"}
_OWNER: Text = {"en": "Owner", "ko": "담당"}
_INPUTS: Text = {"en": "Inputs", "ko": "입력"}
_DELAY: Text = {"en": "Truth known after", "ko": "정답 확인까지"}
_DAYS: Text = {"en": "{0} days", "ko": "{0}일"}
_ONE_DAY: Text = {"en": "1 day", "ko": "1일"}
_RETRAINING: Text = {"en": "Retraining", "ko": "재학습"}
_DASHBOARD: Text = {"en": "Dashboard", "ko": "대시보드"}
_KEY: Text = {"en": "{0} metrics watched", "ko": "지표 {0}개 감시"}
_KEY_ONE: Text = {"en": "1 metric watched", "ko": "지표 1개 감시"}


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """The metrics that are watched as a table, then what else is."""
    del portfolio
    found = project.monitoring
    columns = (
        Column("metric", here.say(_METRIC)),
        Column("cadence", here.say(_CADENCE)),
        Column("alert", here.say(_ALERT)),
        Column("newest", here.say(_NEWEST), "number"),
        Column("owner", here.say(_OWNER)),
    )
    rows = [_row(one, project, here) for one in found.metrics]
    delay = found.label_delay_days
    rest = rows_html(
        (
            (here.say(_INPUTS), joined(map(written, found.inputs), ", ")),
            (here.say(_DELAY), here.say(_ONE_DAY if delay == 1 else _DAYS).format(figure(delay)) if delay else ""),
            (here.say(_RETRAINING), written(found.retraining)),
            (here.say(_DASHBOARD), outward(found.dashboard)),
        )
    )
    table = small_table(here.say(_TITLE), columns, rows) if rows else EMPTY
    if not table and not rest:
        return None
    key = here.say(_KEY_ONE if len(rows) == 1 else _KEY).format(len(rows)) if rows else ""
    return Shown(html([table, rest]), key)


def _row(one: Watched, project: Project, here: Here) -> list[Markup]:
    metric = next((metric for metric in project.metrics if metric.id == one.metric), None)
    alert = one.alert or (metric.alert if metric else None)
    newest = metric.online if metric else None
    return [
        written(metric.called if metric else one.metric),
        html(term(CADENCES, one.cadence, here.lang) if one.cadence else ""),
        html(f"{alert.op} {alert.limit.written}" if alert else ""),
        html(with_unit(newest.written, metric.unit) if newest and metric else ""),
        written(one.owner),
    ]


BLOCK = Block("monitoring", ("monitoring",), _TITLE, ("monitoring",), make)
