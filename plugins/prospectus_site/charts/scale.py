"""Scales: from a number to a place, which part of the numbers an axis shows, and where its ticks stand."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_REACH = 0.1
"""A window shows at least this share of its largest value: what differs by less than a hundredth of itself stands close together."""

_PADDING = 1.16
"""How much longer an axis is than what stands on it, so that two marks alone do not fill it from end to end."""

_SCALE = 3
"""So many values show by themselves what is far and what is near."""

_STEPS = (1, 2, 5, 10)


class Scale(NamedTuple):
    """A straight scale from numbers (``low`` to ``high``) to places (``start`` to ``end``; a y axis runs downward)."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Where a number stands; beyond the axis, at its end."""
        reach = self.high - self.low
        share = min(max((value - self.low) / reach, 0.0), 1.0) if reach > 0 else 0.5
        return self.start + share * (self.end - self.start)


def is_drawable(value: float | None) -> bool:
    """Whether a number can stand on an axis: it is one, and differences of its like are no overflow."""
    return value is not None and -LARGEST < value < LARGEST


def window(
    values: Iterable[float], ceiling: float | None = None, least_reach: float = LEAST_REACH
) -> tuple[float, float]:
    """The part of the numbers that an axis shows for these values: a window around them.

    Marks are read by their place, not by a length, so the window need not hold zero. It begins there when zero is no farther away than the
    values are from each other, and when there are but one or two values: these have no scale of their own, and would stand at both ends
    of any axis made for them. It is never narrower than ``least_reach`` of its largest value, so that a difference of a thousandth does
    not look like one of a half. It does not go past zero to numbers of the other sign, nor past ``ceiling``, the most that such a metric
    can be (1 for a ratio, 100 for percent), for there is nothing. The values are drawable, and at least one.
    """
    known = set(values)
    low, high = min(known), max(known)
    least, most = low, high
    has_no_scale = len(known) < _SCALE
    if low > 0 and (has_no_scale or low <= high - low):
        least = 0.0
    elif high < 0 and (has_no_scale or -high <= high - low):
        most = 0.0
    reach = max((most - least) * _PADDING, max(abs(low), abs(high)) * least_reach) or 1.0
    start = (least + most) / 2 - reach / 2
    if low >= 0:
        start = max(start, 0.0)
    elif high <= 0:
        start = min(start, -reach)
    end = start + reach
    if ceiling is not None and high <= ceiling < end:
        start, end = start - (end - ceiling), ceiling
        start = max(start, 0.0) if low >= 0 else start
    return min(start, low), max(end, high)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers between two others: multiples of 1, 2 or 5 times a power of ten, at most ``most``."""
    reach = high - low
    if most < 1 or not 0 < reach < LARGEST:
        return []
    rough = reach / most
    if not rough:  # an underflow
        return []
    power = 10.0 ** floor(log10(rough))
    step = next((power * step for step in _STEPS if power * step >= rough), 0.0)
    if not step:
        return []
    first, last = ceil(low / step), floor(high / step)
    if last - first > most:
        return []
    return [round(index * step, _decimals(step)) for index in range(first, last + 1)]


def _decimals(step: float) -> int:
    """How many decimals a multiple of a step has: without them 3 x 0.1 would be 0.30000000000000004."""
    return max(0, -floor(log10(step)))
