"""The bullet chart of a metric: what it promised, and what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from prospectus.ground.language import say

from prospectus_site.charts.bullet import Mark, bullet
from prospectus_site.charts.marks import NAMES
from prospectus_site.markup import EMPTY

if TYPE_CHECKING:
    from datetime import date

    from prospectus_site.facts.metrics import Amount, Metric, Value
    from prospectus_site.markup import Markup

Verdict = Literal["kept", "short", "missed", ""]

_CEILINGS = {"ratio": 1.0, "%": 100.0}
"""The most that a metric of a unit can be."""


def metric_bullet(metric: Metric, today: date, lang: str, *, is_compact: bool = False, is_told: bool = True) -> Markup:
    """What a metric promised and what was measured, on one axis; empty where there is nothing to draw.

    One that is not told stands beside words that say all of it, its verdict among them: it has neither a text alternative nor the verdict.
    """
    marks = [
        *(
            Mark(kind, amount.value, amount.written)
            for kind, amount in (
                ("baseline", metric.baseline),
                ("minimum", metric.minimum),
                ("target", metric.target),
            )
            if amount is not None
        ),
        *(
            _measured(kind, value, today)
            for kind, value in (("offline", metric.offline), ("online", metric.online))
            if value is not None
        ),
    ]
    if len(marks) <= 1:  # one alone says nothing
        return EMPTY
    told = ", ".join(f"{say(NAMES[one.kind], lang)} {one.text}" for one in marks)
    return bullet(
        marks,
        f"{metric.called}: {told}" if is_told else None,
        lang=lang,
        title=metric.called if is_told else "",
        direction=metric.direction,
        verdict=verdict_of(metric) if is_told else "",
        ceiling=ceiling_of(metric),
        is_compact=is_compact,
    )


def ceiling_of(metric: Metric) -> float | None:
    """The most that a metric can be; None where nobody knows, or a value says otherwise."""
    most = _CEILINGS.get(metric.unit)
    amounts = (metric.baseline, metric.minimum, metric.target, *metric.measured)
    return None if most is None or any(one and one.value > most for one in amounts) else most


def verdict_of(metric: Metric) -> Verdict:
    """Whether the newest value reaches the target, at least the minimum, or neither; empty when that cannot be said."""
    if metric.is_met is None or metric.newest is None:
        return ""
    if metric.is_met:
        return "kept"
    return "short" if metric.minimum is not None and _reaches(metric, metric.minimum) else "missed"


def _reaches(metric: Metric, limit: Amount) -> bool:
    value = metric.newest
    if value is None:
        return False
    return value.value >= limit.value if metric.direction == "max" else value.value <= limit.value


def _measured(kind: str, value: Value, today: date) -> Mark:
    low, high = value.ci or (None, None)
    return Mark(kind, value.value, value.written, is_old=value.is_stale(today), low=low, high=high)
