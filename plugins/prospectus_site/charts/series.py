"""The series: what was measured of one metric over time, against its target, minimum and alert limit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import say

from prospectus_site.charts.frame import fluid, percent, placed, rounded
from prospectus_site.charts.lettering import LONGEST_NUMBER, SIZE, Label, columns, lettered, number, standing, width
from prospectus_site.charts.marks import MEASURED, NAMES, ringed, shape
from prospectus_site.charts.scale import Scale, is_drawable, ticks, window
from prospectus_site.markup import EMPTY, Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

LINES = ("target", "minimum", "alert")

LEAST_WIDTH = 260
"""In pixels; in a wider column everything moves apart."""

HEIGHT = 148
_TOP, _BOTTOM = 22, 118
_DATES = 140
_LEFT, _RIGHT = 10, 17
"""Room in pixels before the first point, and between the last and the marks of the lines."""
_TICKS = 4
_MOST_LINES = 6
_OVER_POINT, _OVER_RING = 9, 12
_LEAST_REACH = 0.02
"""Of the largest value; narrower than a bullet chart's axis, for its ticks are written at this one."""

_LINE_HEIGHT = SIZE + 1
_GLYPH = 10
"""From the end of a line to its number: room for its mark."""


class Point(NamedTuple):
    """A measured value: its day, how much, ``offline`` or ``online``; ``text`` is the number as it was written."""

    day: date
    value: float
    phase: str
    text: str = ""
    is_crossed: bool = False
    """Whether it lies beyond the alert limit."""


class Line(NamedTuple):
    """A value that points are held against: ``target``, ``minimum`` or ``alert``."""

    kind: str
    value: float
    text: str = ""


def series(
    points: Iterable[Point],
    lines: Iterable[Line],
    description: str,
    *,
    lang: str = "en",
    title: str = "",
    ceiling: float | None = None,
) -> Markup:
    """Points in the order of their days, those of one phase joined; empty when no point can be drawn.

    Every line carries its mark and its number at its right end. The axis is a window around all values, with ticks: a line is read by
    where it goes, so it need not begin at zero. Charts of one height and width stand well beside each other.
    """
    known = sorted((one for one in points if is_drawable(one.value) and one.phase in MEASURED), key=lambda one: one.day)
    if not known:
        return EMPTY
    held = [one for one in lines if one.kind in LINES and is_drawable(one.value)]
    low, high = window([*(one.value for one in known), *(one.value for one in held)], ceiling, _LEAST_REACH)
    up = Scale(low, high, _BOTTOM, _TOP)
    levels = _levels(held, up)
    gutter = 100 * (_GLYPH + max((width(level.text) for level in levels), default=0)) / LEAST_WIDTH
    first, last = known[0].day.toordinal(), known[-1].day.toordinal()
    along = Scale(first, last, 100 * _LEFT / LEAST_WIDTH, 100 - gutter - 100 * _RIGHT / LEAST_WIDTH)
    end = 100 - gutter
    drawn = [
        *(_drawn(level, end, lang) for level in levels),
        *(_path([one for one in known if one.phase == phase], along, up) for phase in MEASURED),
        *(_point(one, along, up, lang) for one in known),
        lettered((*_numbers(known, along, up, end), *_days(known, along))),
    ]
    return fluid("series", HEIGHT, title or description, description, drawn)


class _Level(NamedTuple):
    """A line across the chart: its height, and that of its number, which steps aside where another is too near."""

    kind: str
    text: str
    y: float
    label_y: float


def _levels(lines: list[Line], up: Scale) -> list[_Level]:
    """The lines from top to bottom, then the ticks that find room between their numbers."""
    found: list[_Level] = []
    for one in sorted(lines[:_MOST_LINES], key=lambda one: (up.place(one.value), LINES.index(one.kind))):
        y = up.place(one.value)
        lowest = found[-1].label_y + _LINE_HEIGHT if found else y
        found.append(_Level(one.kind, _text(one), y, max(y, lowest)))
    lowest = float(_BOTTOM)
    for index in reversed(range(len(found))):  # what was pushed out at the bottom pushes back
        y = min(found[index].label_y, lowest)
        found[index] = found[index]._replace(label_y=y)
        lowest = y - _LINE_HEIGHT
    for tick in ticks(up.low, up.high, _TICKS):
        y = up.place(tick)
        if all(abs(y - one.label_y) >= 1.5 * _LINE_HEIGHT for one in found if one.kind):
            found.append(_Level("", number(tick), y, y))
    return found


def _drawn(level: _Level, end: float, lang: str) -> Markup:
    """A line across the chart, with its mark and its number at its end."""
    aside = level.label_y - level.y
    pieces = [tag("line", class_=f"level {level.kind}".rstrip(), x2=percent(end))]
    if level.kind:
        drawn, class_ = shape(level.kind)
        pieces.append(placed(end, aside, drawn, class_=class_, title=f"{say(NAMES[level.kind], lang)}: {level.text}"))
    pieces.append(tag("text", level.text, class_=level.kind, x=percent(end), dx=_GLYPH, y=rounded(aside + SIZE / 3)))
    return tag("svg", pieces, y=rounded(level.y))


def _path(points: list[Point], along: Scale, up: Scale) -> Markup:
    """The points of one phase, joined by straight lines."""
    ends = [(along.place(one.day.toordinal()), up.place(one.value)) for one in points]
    pieces = [
        tag("line", x1=percent(x), y1=rounded(y), x2=percent(to_x), y2=rounded(to_y))
        for (x, y), (to_x, to_y) in pairwise(ends)
    ]
    return tag("g", *pieces, class_=f"path {points[0].phase}") if pieces else EMPTY


def _point(one: Point, along: Scale, up: Scale, lang: str) -> Markup:
    said = f"{one.day.isoformat()}, {say(NAMES[one.phase], lang)}: {_text(one)}"
    drawn, class_ = shape(one.phase)
    if one.is_crossed:
        said += f" ({say(NAMES['crossed'], lang)})"
        drawn = ringed(drawn, "crossed")
    return placed(along.place(one.day.toordinal()), up.place(one.value), drawn, class_=class_, title=said)


def _numbers(points: list[Point], along: Scale, up: Scale, end: float) -> list[Markup]:
    """The numbers of the points, where they fit: the newest first, then the extremes, then the oldest, then the others."""
    values = [one.value for one in points]
    ranks = {values.index(min(values)): 2, values.index(max(values)): 2, 0: 3}
    ranks[max(index for index, one in enumerate(points) if one.phase == points[-1].phase)] = 0
    labels = {
        Label(along.place(one.day.toordinal()), _text(one), ranks.get(index, 4 + index), one.phase): up.place(one.value)
        - (_OVER_RING if one.is_crossed else _OVER_POINT)
        for index, one in enumerate(points)
    }
    return [one.drawn(labels[one.label]) for one in standing(labels, LEAST_WIDTH, end=end / 100 * LEAST_WIDTH - _GLYPH)]


def _days(points: list[Point], along: Scale) -> list[Markup]:
    """The days of the points, where they fit: the newest and the oldest in full, the others without the year."""
    days = sorted({one.day for one in points})
    labels = [
        Label(along.place(day.toordinal()), day.isoformat()[0 if day in {days[0], days[-1]} else 5 :], rank, "day")
        for rank, day in enumerate((days[-1], *days[:-1]))
    ]
    return [one.drawn(_DATES) for one in standing(labels, LEAST_WIDTH)]


def _text(one: Point | Line) -> str:
    return one.text if 0 < columns(one.text) <= LONGEST_NUMBER else number(one.value)
