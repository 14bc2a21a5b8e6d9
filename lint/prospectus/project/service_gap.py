"""How far a metric in service is from what it was offline, and whether that is too far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import finite
from prospectus.project.known_metrics import scale_of
from prospectus.project.metrics import measured, newest

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node

TOLERANCE = 0.1
"""How much worse an online value may be than the offline one, as a share of it, where ``evaluation.tolerance`` says nothing."""

NOTED_TOLERANCE = 0.5
"""How much of a difference ``evaluation.alignment`` can explain. A value that is half as large again, or half gone, is no
matter of alignment: something broke, and a follow-up looks into it."""

SHARE_FLOOR = 0.03
"""Shares of errors that differ by no more than this are both small: 0.02 and 0.05."""

SHORTFALL, NOTED_SHORTFALL = 2, 3
"""How many times farther from 1 a quality may be in service. 0.995 and 0.955 look alike; they are nine times the misses."""

_ALMOST = 1e-9


class Tolerance(NamedTuple):
    """What a document allows: a ``share`` of the offline value; whether it states that itself, or explains a difference."""

    share: float
    is_stated: bool
    is_noted: bool

    @classmethod
    def of(cls, evaluation: Node) -> Tolerance:
        """What the evaluation of a document allows."""
        stated, is_noted = finite(evaluation.at("tolerance")), evaluation.at("alignment").stated() is not None
        is_stated = stated is not None and stated >= 0
        share = stated if stated is not None and is_stated else TOLERANCE
        return cls(max(share, NOTED_TOLERANCE) if is_noted else share, is_stated, is_noted)


class Gap(NamedTuple):
    """How much worse a metric is in service: by a ``share`` of the offline value.

    Of a quality near 1, ``short`` is how far each value falls short of 1, offline and online; then this is what is too much.
    """

    share: float
    short: tuple[float, float] | None = None


def newest_pair(metric: Node) -> tuple[Node, Node] | None:
    """The newest online value of a metric over all slices, and the newest offline one of the same version."""
    online = newest(measured(metric, "online"))
    if online is None:
        return None
    version = online.entry.at("version").value
    same = (value for value in measured(metric, "offline") if value.entry.at("version").value == version)
    offline = newest(same)
    return (online.entry, offline.entry) if offline is not None else None


def gap(metric: Node, online: Node, offline: Node, allowed: Tolerance) -> Gap | None:
    """How much worse a metric is in service, where that is more than is allowed.

    What is better in service is no gap; neither is an offline value within the confidence interval of the online one. Shares
    of errors are both small up to :data:`SHARE_FLOOR`; shares of what is right are compared by how much they miss, too.
    """
    value, other = finite(online.at("value")), finite(offline.at("value"))
    low, high = finite(online.at("ci", 0)), finite(online.at("ci", 1))
    if value is None or other is None or (low is not None and high is not None and low <= other <= high):
        return None
    direction = metric.at("direction").text()
    worse = {"max": other - value, "min": value - other}.get(direction or "", abs(value - other))
    whole = _whole(metric, value, other)
    is_small = whole is not None and worse <= SHARE_FLOOR * whole + _ALMOST
    share = worse / (abs(other) or abs(value) or 1)
    if worse <= 0 or (is_small and direction != "max"):
        return None
    if share > allowed.share + _ALMOST:
        return Gap(share)
    if whole is None or direction != "max" or is_small or allowed.is_stated:
        return None
    short = (1 - other / whole, 1 - value / whole)
    times = NOTED_SHORTFALL if allowed.is_noted else SHORTFALL
    return Gap(share, short) if short[1] > times * short[0] + _ALMOST else None


def _whole(metric: Node, *values: float) -> float | None:
    """What all of a metric is, when it is a share: 1, or 100 in percent."""
    scale = scale_of(metric)
    whole = 100.0 if scale == "percent" else 1.0
    return whole if scale != "other" and all(0 <= value <= whole for value in values) else None
