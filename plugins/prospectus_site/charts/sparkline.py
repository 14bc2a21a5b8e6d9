"""The sparkline: how a value went, as small as a word."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from prospectus_site.charts.frame import fixed, rounded
from prospectus_site.charts.scale import Scale, is_drawable, window
from prospectus_site.markup import EMPTY, Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH, HEIGHT = 88, 20
_SIDE = 4
_LEAST_REACH = 0.02


def sparkline(values: Iterable[float], description: str, *, title: str = "", target: float | None = None) -> Markup:
    """Values at equal distances, the last with a dot, and a line for the target; empty without a value that can be drawn."""
    known = [value for value in values if is_drawable(value)]
    if not known:
        return EMPTY
    held = [target] if target is not None and is_drawable(target) else []
    low, high = window([*known, *held], least_reach=_LEAST_REACH)
    up = Scale(low, high, HEIGHT - _SIDE, _SIDE)
    along = Scale(0, len(known) - 1, _SIDE, WIDTH - _SIDE)
    ends = [(rounded(along.place(index)), rounded(up.place(value))) for index, value in enumerate(known)]
    level = rounded(up.place(held[0])) if held else 0
    drawn = [
        tag("line", class_="level target", x1=0, x2=WIDTH, y1=level, y2=level) if held else EMPTY,
        *(tag("line", class_="path", x1=x, y1=y, x2=to_x, y2=to_y) for (x, y), (to_x, to_y) in pairwise(ends)),
        tag("circle", class_="last", cx=ends[-1][0], cy=ends[-1][1], r=2.5),
    ]
    return fixed("sparkline", WIDTH, HEIGHT, title or description, description, drawn)
