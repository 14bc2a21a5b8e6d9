"""The timeline: the days of projects, one below the other, on one calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.days import days_after
from prospectus.ground.language import say

from prospectus_site.charts.date_axis import calendar_ticks
from prospectus_site.charts.frame import fluid, linked, percent, placed, rounded
from prospectus_site.charts.lettering import COLUMN, Label, lettered, shortened, standing
from prospectus_site.charts.marks import EVENTS, NAMES, mark, ringed
from prospectus_site.charts.scale import Scale
from prospectus_site.markup import EMPTY, Markup, html, joined, tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

LEAST_WIDTH = 300
"""In pixels; in a wider column everything moves apart."""

_SIDE = 11
_HEAD = 22
_NAME = 15
_LANE = 20
_AFTER = 6
_LANES = 5
"""Marks of one day stand below each other, up to so many."""
_MARK = 13
"""The room that a mark takes across; in a chart of the least width two beside each other just touch."""
_TICKS = 7
_ROWS_IN_SIGHT = 12
"""In a longer timeline the calendar stands at the bottom too."""


class Event(NamedTuple):
    """One day of a project: its kind (one of ``EVENTS``), and what it is about."""

    day: date
    kind: str
    text: str = ""
    is_overdue: bool = False


class Track(NamedTuple):
    """One project: its name, its days, and where it leads."""

    name: str
    events: tuple[Event, ...]
    url: str | None = None


def timeline(tracks: Sequence[Track], today: date, description: str, *, lang: str = "en", title: str = "") -> Markup:
    """A row for each project with a mark for each day, and a line for today; empty when no project has a day.

    The name stands above its marks, so that a narrow screen shows as much as a wide one. What is overdue has a ring.
    """
    known = [(track, sorted(one for one in track.events if one.kind in EVENTS)) for track in tracks]
    days = [one.day for _, events in known for one in events]
    if not days:
        return EMPTY
    first, last = min(*days, today), max(*days, today)
    side = 100 * _SIDE / LEAST_WIDTH
    along = Scale(first.toordinal(), max(last.toordinal(), days_after(first, 1).toordinal()), side, 100 - side)
    drawn: list[Markup] = []
    y = _HEAD
    for track, events in known:
        piece, height = _track(track, events, along, y, lang)
        drawn.append(piece)
        y += height
    frame = _calendar(first, last, today, along, y, lang, has_foot=len(known) > _ROWS_IN_SIGHT)
    height = y + (_HEAD if len(known) > _ROWS_IN_SIGHT else 0)
    links = any(track.url for track in tracks)
    return fluid("timeline", height, title or description, description, [*frame, *drawn], has_links=links)


def _track(track: Track, events: list[Event], along: Scale, top: int, lang: str) -> tuple[Markup, int]:
    """A project's row, and how high it is."""
    lanes: list[float] = []
    marks = []
    for one in events:
        x = along.place(one.day.toordinal())
        at = x / 100 * LEAST_WIDTH
        lane = next((index for index, edge in enumerate(lanes) if edge <= at), len(lanes))
        if lane == len(lanes) and lane < _LANES:
            lanes.append(0.0)
        lane = min(lane, _LANES - 1)
        lanes[lane] = at + _MARK
        marks.append(_event(one, x, top + _NAME + _LANE * (lane + 0.5), lang))
    height = _NAME + _LANE * max(len(lanes), 1) + _AFTER
    name = shortened(track.name, int(LEAST_WIDTH / COLUMN))
    base = rounded(top + height - 1)
    return joined(
        (
            tag("line", class_="axis", x1="0%", x2="100%", y1=base, y2=base),
            html(linked(tag("text", tag("title", track.name), name, class_="row", x=0, y=top + _NAME - 2), track.url)),
            *marks,
        ),
        "",
    ), height


def _event(one: Event, x: float, y: float, lang: str) -> Markup:
    said = f"{one.day.isoformat()}, {say(NAMES[one.kind], lang)}"
    said += f": {one.text}" if one.text else ""
    shape = mark(one.kind)
    if one.is_overdue:
        said += f" ({say(NAMES['overdue'], lang)})"
        shape = ringed(shape, "overdue")
    return placed(x, y, shape, title=said)


def _calendar(
    first: date, last: date, today: date, along: Scale, bottom: int, lang: str, *, has_foot: bool
) -> list[Markup]:
    """Ticks with their labels, and the line of today."""
    ticks = calendar_ticks(first, last, _TICKS, lang)
    now = along.place(today.toordinal())
    labels = [Label(now, say(NAMES["today"], lang), 0, "today")]
    labels += [Label(along.place(one.day.toordinal()), one.text, 1 if one.is_year else 2, "tick") for one in ticks]
    found = standing(labels, LEAST_WIDTH)
    drawn = []
    for one in ticks:
        x = percent(along.place(one.day.toordinal()))
        drawn.append(tag("line", class_="level", x1=x, x2=x, y1=_HEAD - 4, y2=bottom))
    drawn.append(tag("line", class_="now", x1=percent(now), x2=percent(now), y1=_HEAD - 6, y2=bottom))
    heights = (12, bottom + 14) if has_foot else (12,)
    return [*drawn, lettered(one.drawn(y) for y in heights for one in found)]
