"""Metrics: what each is to reach, what was measured, and whether the promise is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from prospectus_site.blocks.block import Block, Shown, small_table
from prospectus_site.marks.badges import age, promise_chip
from prospectus_site.marks.metric_chart import metric_bullet
from prospectus_site.marks.metric_series import metric_series
from prospectus_site.marks.terms import BASELINES, DIRECTIONS, METRIC_KINDS, METRIC_ROLES, term
from prospectus_site.marks.words import with_unit
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.tables.table import Column

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.metrics import Amount, Metric, Value
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Metrics", "ko": "지표"}
_METRIC: Text = {"en": "Metric", "ko": "지표"}
_BASELINE: Text = {"en": "Baseline", "ko": "베이스라인"}
_MINIMUM: Text = {"en": "Minimum", "ko": "최소"}
_TARGET: Text = {"en": "Target", "ko": "목표"}
_OFFLINE: Text = {"en": "Offline", "ko": "오프라인"}
_ONLINE: Text = {"en": "Online", "ko": "온라인"}
_ALERT: Text = {"en": "alert {0} {1}", "ko": "알림 {0} {1}"}
_KEY: Text = {"en": "{0} metrics, {1} of {2} targets met", "ko": "지표 {0}개, 목표 {2}건 중 {1}건 달성"}
_KEY_ONE: Text = {"en": "1 metric, {1} of {2} targets met", "ko": "지표 1개, 목표 {2}건 중 {1}건 달성"}
_LEGEND: Text = {
    "en": "Square: baseline. Bar: minimum. Diamond: target. Ring: offline. Disc: online. Dashed: older than 90 days.",
    "ko": "사각형: 베이스라인. 막대: 최소. 마름모: 목표. 고리: 오프라인. 원: 온라인. 점선: 90일이 지난 값.",
}
_OVER_TIME: Text = {"en": "{0} over time", "ko": "{0}의 변화"}

MOST_SERIES = 2
"""So many metrics are drawn over time: more of them weigh more than they tell, and their newest values stand in the table."""

_CALM = 2
"""The urgency of what needs nobody."""


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """The metrics as a table with a chart each, and what was measured over time."""
    if not project.metrics:
        return None
    columns = (
        Column("metric", here.say(_METRIC)),
        Column("baseline", here.say(_BASELINE), "number"),
        Column("minimum", here.say(_MINIMUM), "number"),
        Column("target", here.say(_TARGET), "number"),
        Column("offline", here.say(_OFFLINE), "number"),
        Column("online", here.say(_ONLINE), "number"),
    )
    rows = [_row(metric, portfolio, here) for metric in project.metrics]
    charted = sorted(filter(partial(_is_followed, project), project.metrics), key=_urgency)
    charts = [
        tag("figure", tag("figcaption", here.say(_OVER_TIME).format(metric.called)), chart)
        for metric in charted
        if (chart := metric_series(metric, here.lang))
    ][:MOST_SERIES]
    shown = [
        small_table(here.say(_TITLE), columns, rows, here.say(_LEGEND)),
        tag("div", charts, class_="prospectus-over-time") if charts else EMPTY,
    ]
    return Shown(html(shown), metrics_key(project, here))


def _is_followed(project: Project, metric: Metric) -> bool:
    """Whether its course is looked at: what stands for the project, what rings, what misses its target."""
    return metric is project.headline or _urgency(metric) < _CALM


def _urgency(metric: Metric) -> int:
    if metric.crossed is not None:
        return 0
    return 1 if metric.promise in {"short", "short-offline"} else _CALM


def metrics_key(project: Project, here: Here) -> str:
    """How many metrics there are, and how many of the targets that were put to the test are met."""
    promises = [metric.promise for metric in project.metrics]
    judged = [promise for promise in promises if promise not in {"none", "unmeasured"}]
    kept = sum(promise in {"kept", "kept-offline"} for promise in judged)
    return here.say(_KEY_ONE if len(promises) == 1 else _KEY).format(len(promises), kept, len(judged))


def _row(metric: Metric, portfolio: Portfolio, here: Here) -> list[Markup]:
    chart = metric_bullet(metric, portfolio.today, here.lang, is_compact=True, is_told=False)
    return [
        html([written(metric.called), " ", promise_chip(metric, here.lang), tag("small", _kind(metric, here)), chart]),
        _baseline(metric, here),
        html(_amount(metric.minimum, metric)),
        html(_amount(metric.target, metric)),
        _value(metric.offline, metric, portfolio, here),
        _value(metric.online, metric, portfolio, here),
    ]


def _kind(metric: Metric, here: Here) -> Markup:
    """What kind of metric it is, in which direction it is better, its unit, and the limit of its alert."""
    alert = metric.alert
    parts = [
        term(METRIC_KINDS, metric.kind, here.lang) if metric.kind else "",
        term(METRIC_ROLES, metric.role, here.lang) if metric.role else "",
        term(DIRECTIONS, metric.direction, here.lang) if metric.direction else "",
        written(metric.unit),
        here.say(_ALERT).format(alert.op, alert.limit.written) if alert else "",
    ]
    return joined(parts, ", ")


def _baseline(metric: Metric, here: Here) -> Markup:
    kind = term(BASELINES, metric.baseline_kind, here.lang) if metric.baseline_kind else ""
    return html([_amount(metric.baseline, metric), tag("small", kind) if kind else EMPTY])


def _amount(amount: Amount | None, metric: Metric) -> str:
    return with_unit(amount.written, metric.unit if metric.unit == "%" else "") if amount else ""


def _value(value: Value | None, metric: Metric, portfolio: Portfolio, here: Here) -> Markup:
    if value is None:
        return EMPTY
    interval = f" ({value.ci[0]:g}\N{EN DASH}{value.ci[1]:g})" if value.ci else ""
    ago = age(value.day, portfolio.today, here.lang)
    return html([with_unit(value.written, metric.unit if metric.unit == "%" else ""), tag("small", interval, " ", ago)])


BLOCK = Block("metrics", ("metrics",), _TITLE, ("metrics",), make)
