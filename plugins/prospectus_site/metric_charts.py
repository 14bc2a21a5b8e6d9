"""The charts of one metric, made of its facts: the promise beside what was measured, and what was measured over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.badges import NOTHING, PROMISES, STALE_DAYS, promise_of
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
    """The bullet chart of a metric; empty where it has no number."""
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
    said = [f"{here.say(NAMES[one.kind])} {one.text}" for one in marks]
    description = f"{metric.called}: {', '.join(said)}; {here.say(PROMISES[promise_of(metric)])}"
    return bullet(
        marks,
        description,
        lang=here.lang,
        title=metric.called,
        direction=metric.direction,
        verdict=verdict_of(metric),
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


def verdict_of(metric: Metric) -> str:
    """What is to be said of the newest value: ``met``, ``short`` of the target, ``missed`` the minimum too; empty where nothing is."""
    promise, newest = promise_of(metric), metric.newest
    if promise in {"kept", "kept-offline"}:
        return "met"
    if promise not in {"short", "short-offline"} or newest is None:
        return ""
    least = metric.minimum
    if least is None:
        return "short"
    is_reached = newest.value <= least.value if metric.direction == "min" else newest.value >= least.value
    return "short" if is_reached else "missed"


def _is_crossed(metric: Metric, value: Value) -> bool:
    crossed = metric.crossed
    return crossed is not None and (crossed.day, crossed.value, crossed.phase) == (value.day, value.value, value.phase)


def _ceiling(metric: Metric) -> float | None:
    ceiling = _CEILINGS.get(metric.unit)
    amounts = [metric.baseline, metric.minimum, metric.target, *metric.measured]
    return None if ceiling is None or any(one and one.value > ceiling for one in amounts) else ceiling
