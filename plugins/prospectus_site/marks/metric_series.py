"""The course of a metric: what was measured over time, beside what was promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

from prospectus_site.charts.marks import NAMES
from prospectus_site.charts.series import Line, Point, series
from prospectus_site.marks.metric_chart import ceiling_of
from prospectus_site.markup import EMPTY

if TYPE_CHECKING:
    from prospectus_site.facts.metrics import Metric, Value
    from prospectus_site.markup import Markup

_LEAST_POINTS = 3
"""A line through fewer points tells nothing that the table does not."""


def metric_series(metric: Metric, lang: str) -> Markup:
    """What was measured of a metric on all of the data over time; empty where there are too few values for a line."""
    whole = [value for value in metric.measured if value.day is not None and not value.slice]
    if len({value.day for value in whole}) < _LEAST_POINTS:
        return EMPTY
    points = [
        Point(value.day, value.value, value.phase or "offline", value.written, is_crossed=_is_crossed(metric, value))
        for value in whole
        if value.day is not None
    ]
    alert = metric.alert.limit if metric.alert else None
    lines = [
        Line(kind, amount.value, amount.written)
        for kind, amount in (("target", metric.target), ("minimum", metric.minimum), ("alert", alert))
        if amount is not None
    ]
    said = ", ".join(
        f"{value.day} {say(NAMES[value.phase], lang) if value.phase in NAMES else ''} {value.written}"
        for value in whole
    )
    description = f"{metric.called}: {said}"
    return series(points, lines, description, title=metric.called, lang=lang, ceiling=ceiling_of(metric))


def _is_crossed(metric: Metric, value: Value) -> bool:
    crossed = metric.crossed
    return crossed is not None and (crossed.day, crossed.value, crossed.phase) == (value.day, value.value, value.phase)
