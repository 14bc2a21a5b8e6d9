"""The charts of one metric, made of its facts: the promise beside what was measured, and what was measured over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.badges import NOTHING, STALE_DAYS
from prospectus_site.charts import Line, Mark, Point, bullet, series
from prospectus_site.charts.marks import NAMES
from prospectus_site.markup import EMPTY

if TYPE_CHECKING:
    from datetime import date

    from prospectus_site.addresses import Here
    from prospectus_site.facts.metrics import Metric, Value
    from prospectus_site.markup import Markup

_CEILINGS = {"ratio": 1.0, "%": 100.0}
"""The most that a metric of a unit can be."""

_LEAST_POINTS = 3
"""A line through fewer points tells nothing that the table does not."""


def metric_bullet(metric: Metric, today: date, here: Here, *, is_compact: bool = True) -> Markup:
    """The bullet chart of a metric; empty where it has no number. What became of the promise stands beside it in words."""
    marks = [
        Mark(kind, amount.value, amount.written)
        for kind, amount in (("baseline", metric.baseline), ("minimum", metric.minimum), ("target", metric.target))
        if amount is not None
    ]
    for phase, value in (("offline", metric.offline), ("online", metric.online)):
        if value is not None:
            age = value.age(today)
            low, high = value.ci or (None, None)
            marks.append(
                Mark(phase, value.value, value.written, is_old=age is not None and age > STALE_DAYS, low=low, high=high)
            )
    if not marks:
        return EMPTY
    said = ", ".join(f"{here.say(NAMES[one.kind])} {one.text}" for one in marks)
    description = f"{metric.called}: {said}"
    return bullet(
        marks,
        description,
        lang=here.lang,
        title=metric.called,
        direction=metric.direction,
        ceiling=_ceiling(metric),
        is_compact=is_compact,
    )


def metric_series(metric: Metric, here: Here) -> Markup:
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
        f"{value.day or NOTHING} {here.say(NAMES[value.phase]) if value.phase in NAMES else ''} {value.written}"
        for value in whole
    )
    return series(
        points, lines, f"{metric.called}: {said}", lang=here.lang, title=metric.called, ceiling=_ceiling(metric)
    )


def _is_crossed(metric: Metric, value: Value) -> bool:
    crossed = metric.crossed
    return crossed is not None and (crossed.day, crossed.value, crossed.phase) == (value.day, value.value, value.phase)


def _ceiling(metric: Metric) -> float | None:
    ceiling = _CEILINGS.get(metric.unit)
    amounts = [metric.baseline, metric.minimum, metric.target, *metric.measured]
    return None if ceiling is None or any(one and one.value > ceiling for one in amounts) else ceiling
