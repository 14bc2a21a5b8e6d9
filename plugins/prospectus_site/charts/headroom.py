"""Headroom: how much of a limit is used, as one bar."""

from __future__ import annotations

from typing import NamedTuple

from prospectus.ground.language import say
from prospectus.ground.numbers import percent as percentage

from prospectus_site.charts.frame import fluid, percent
from prospectus_site.charts.lettering import COLUMN, GAP, columns, number, shortened
from prospectus_site.charts.marks import NAMES
from prospectus_site.charts.scale import is_drawable
from prospectus_site.markup import EMPTY, Markup, joined, tag

LEAST_WIDTH = 240
"""In pixels; in a wider column everything moves apart."""

HEIGHT, COMPACT_HEIGHT = 36, 18
_BAR = 12
_ROOM = 100.0
_COMPACT_ROOM = 68.0
"""Percent of a compact chart that its bar takes; the label stands beside it."""

_TIGHT = 0.8
"""From this share on little is left."""

_TIMES = 10
"""From here on a share is told as how many times the limit."""


class Use(NamedTuple):
    """What is used of a limit, in one unit; ``text`` is what the chart says of it, such as ``15.2 of 30 M KRW``."""

    used: float
    limit: float
    text: str = ""


def headroom(
    use: Use, description: str | None, *, lang: str = "en", title: str = "", is_compact: bool = False
) -> Markup:
    """A bar from zero to the limit, filled as far as it is used; empty without a limit above zero.

    Where more is used, the axis extends to what is used: the limit becomes a line in the bar, and what lies beyond it has a border instead
    of a fill. The share is always written. Without a ``description``, words beside the chart say the same.
    """
    if not (is_drawable(use.used) and is_drawable(use.limit) and use.used >= 0 and use.limit > 0):
        return EMPTY
    share = use.used / use.limit
    if not is_drawable(share):
        return EMPTY
    room = _COMPACT_ROOM if is_compact else _ROOM
    top = 3 if is_compact else HEIGHT - _BAR - 4
    limit_at = room / max(share, 1.0)
    said = _said(share)
    state = "over" if share > 1 else "tight" if share >= _TIGHT else "roomy"
    drawn = [
        tag("rect", class_="track", x=0, width=percent(limit_at), y=top, height=_BAR),
        tag("rect", class_=f"used {state}", x=0, width=percent(min(share, 1.0) * limit_at), y=top, height=_BAR),
        _overflow(limit_at, room, top) if share > 1 else EMPTY,
        tag(
            "line",
            tag("title", f"{say(NAMES['limit'], lang)}: {number(use.limit)}"),
            class_="limit",
            x1=percent(limit_at),
            x2=percent(limit_at),
            y1=top - 3,
            y2=top + _BAR + 3,
        ),
        tag("text", said, class_=f"share {state}", x="100%", y=13 if is_compact else 12, text_anchor="end"),
    ]
    if not is_compact:
        most = int((LEAST_WIDTH - columns(said) * COLUMN - GAP) / COLUMN)
        drawn.append(tag("text", shortened(use.text, most), x=0, y=12))
    form = "headroom compact" if is_compact else "headroom"
    return fluid(form, COMPACT_HEIGHT if is_compact else HEIGHT, title or description or "", description, drawn)


def _overflow(start: float, end: float, top: int) -> Markup:
    """What lies beyond the limit: a border, and strokes across it."""
    frame = tag("rect", class_="overflow", x=percent(start), width=percent(end - start), y=top + 1, height=_BAR - 2)
    count = max(1, int((end - start) / 4))
    strokes = [
        tag("line", class_="overflow", x1=percent(at), x2=percent(at), y1=top + 1, y2=top + _BAR - 1)
        for at in (start + (end - start) * index / count for index in range(1, count))
    ]
    return joined((frame, *strokes), "")


def _said(share: float) -> str:
    return f"{number(share)}\u00d7" if share >= _TIMES else percentage(share)
