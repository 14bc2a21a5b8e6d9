"""The waterfall: the parts of a pipeline one after the other, when each begins and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import say

from prospectus_site.charts.frame import fluid, percent, rounded
from prospectus_site.charts.lettering import (
    COLUMN,
    GAP,
    LONGEST_NUMBER,
    SIZE,
    Label,
    lettered,
    number,
    shortened,
    standing,
    width,
)
from prospectus_site.charts.marks import NAMES
from prospectus_site.charts.scale import Scale, is_drawable, ticks
from prospectus_site.markup import EMPTY, Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_WIDTH = 260
"""In pixels; in a wider column everything moves apart."""

_ROW, _BAR = 30, 8
_AXIS = 20
_TICKS = 5


class Stretch(NamedTuple):
    """One part: when it begins and how long it takes, in one unit, from the beginning of the whole."""

    name: str
    start: float
    duration: float
    is_critical: bool = False
    """Whether the whole would be faster if it were."""


def waterfall(
    parts: Iterable[Stretch],
    description: str,
    *,
    limit: float | None = None,
    unit: str = "ms",
    lang: str = "en",
    title: str = "",
) -> Markup:
    """A bar for each part, in the order given, on an axis that begins at zero; empty without a part that can be drawn.

    Bars on the critical path are filled, the others have a border only. The limit is a line through all, and the axis goes on to what
    takes longer.
    """
    known = [one for one in parts if is_drawable(one.start) and is_drawable(one.duration) and _is_sound(one)]
    if not known:
        return EMPTY
    held = limit if limit is not None and is_drawable(limit) and limit > 0 else None
    most = max(*(one.start + one.duration for one in known), held or 0.0) or 1.0
    along = Scale(0.0, most, 0.5, 99.5)
    bottom = _ROW * len(known) + 2
    drawn = [*_axis(along, held, bottom, unit, lang)]
    drawn += [_row(one, along, _ROW * index, unit, lang) for index, one in enumerate(known)]
    return fluid("waterfall", bottom + _AXIS, title or description, description, drawn)


def _is_sound(one: Stretch) -> bool:
    return one.start >= 0 and one.duration >= 0 and is_drawable(one.start + one.duration)


def _row(one: Stretch, along: Scale, top: float, unit: str, lang: str) -> Markup:
    took = f"{number(one.duration)} {shortened(unit, LONGEST_NUMBER)}"
    state = "critical" if one.is_critical else "beside"
    said = f"{one.name}: {number(one.start)} + {took}"
    said += f" ({say(NAMES['critical'], lang)})" if one.is_critical else ""
    start, end = along.place(one.start), along.place(one.start + one.duration)
    name = shortened(one.name, int((LEAST_WIDTH - width(took) - GAP) / COLUMN))
    return joined(
        (
            tag(
                "text",
                tag("title", one.name),
                name,
                tag("tspan", took, class_=state, dx=GAP),
                class_="row",
                x=0,
                y=rounded(top + SIZE + 1),
            ),
            tag(
                "rect",
                tag("title", said),
                class_=f"part {state}",
                x=percent(start),
                width=percent(max(end - start, 0.3)),
                y=rounded(top + SIZE + 6),
                height=_BAR,
            ),
        ),
        "",
    )


def _axis(along: Scale, limit: float | None, bottom: int, unit: str, lang: str) -> list[Markup]:
    """Round numbers under the bars; the limit has its own line and label."""
    found = ticks(along.low, along.high, _TICKS)
    labels = [
        Label(along.place(tick), number(tick) if tick else f"0 {shortened(unit, LONGEST_NUMBER)}", 1, "tick")
        for tick in found
    ]
    drawn = [
        tag("line", class_="level", x1=percent(x), x2=percent(x), y1=0, y2=bottom) for x in map(along.place, found[1:])
    ]
    if limit is not None:
        x = along.place(limit)
        labels.append(Label(x, f"{say(NAMES['limit'], lang)} {number(limit)}", 0, "limit"))
        drawn.append(tag("line", class_="limit", x1=percent(x), x2=percent(x), y1=0, y2=bottom + 4))
    return [*drawn, lettered(one.drawn(bottom + SIZE + 4) for one in standing(labels, LEAST_WIDTH))]
