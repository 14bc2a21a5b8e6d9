"""The stages: where one project stands among them, and how many projects stand at each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.charts.frame import fluid, linked, percent
from prospectus_site.charts.lettering import columns, number, shortened
from prospectus_site.charts.scale import is_drawable
from prospectus_site.markup import EMPTY, Markup, html, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

_BETWEEN = 0.6
"""Percent between two segments."""
_NAME_COLUMNS = 15
_STEP, _CURRENT = 6, 12


class Stage(NamedTuple):
    """One stage: its name, how many projects stand there, and where these are listed."""

    name: str
    amount: float = 0
    url: str | None = None


def steps(names: Sequence[str], current: int, description: str, *, title: str = "") -> Markup:
    """Equal segments, so that bars can be compared: those before ``current`` (from 0) are filled, that one is high, the others are hollow.

    A ``current`` below zero is before the first, one beyond the last has passed them all.
    """
    if not names:
        return EMPTY
    part = 100 / len(names)
    drawn = []
    for index, name in enumerate(names):
        state = "done" if index < current else "current" if index == current else "coming"
        height = _CURRENT if state == "current" else _STEP
        drawn.append(
            tag(
                "rect",
                tag("title", name),
                class_=f"step {state}",
                x=percent(index * part + _BETWEEN / 2),
                width=percent(part - _BETWEEN),
                y=(_CURRENT - height) // 2 + 1,
                height=height,
            )
        )
    return fluid("steps", _CURRENT + 2, title or description, description, drawn)


def pipeline(stages: Sequence[Stage], description: str, *, title: str = "") -> Markup:
    """A segment for each stage with how many projects stand there, its height by their share; empty without stages."""
    if not stages:
        return EMPTY
    part = 100 / len(stages)
    counts = [max(stage.amount, 0) if is_drawable(stage.amount) else 0 for stage in stages]
    most = max(counts)
    drawn = []
    for at, (stage, counted) in enumerate(zip(stages, counts, strict=True)):
        middle = percent((at + 0.5) * part)
        high = 2 + round(34 * (counted / most)) if counted else 2
        body = [
            tag("title", f"{stage.name}: {number(counted)}"),
            tag(
                "rect",
                class_=f"step {'done' if counted else 'coming'}",
                x=percent(at * part + _BETWEEN / 2),
                width=percent(part - _BETWEEN),
                y=54 - high,
                height=high,
            ),
            tag("text", number(counted), class_="counted", x=middle, y=54 - high - 5, text_anchor="middle"),
            tag("text", str(at + 1), class_="narrow", x=middle, y=70, text_anchor="middle"),
            *(
                tag("text", line, class_="wide", x=middle, y=70 + 13 * index, text_anchor="middle")
                for index, line in enumerate(_lines(stage.name))
            ),
        ]
        drawn.append(html(linked(tag("g", body), stage.url)))
    links = any(stage.url for stage in stages)
    return tag(
        "div",
        fluid("pipeline", 88, title or description, description, drawn, has_links=links),
        class_="prospectus-room",
    )


def _lines(name: str) -> list[str]:
    """A name on one line or two, broken between words where it can be."""
    if columns(name[: 2 * _NAME_COLUMNS]) <= _NAME_COLUMNS:
        return [shortened(name, _NAME_COLUMNS)]
    first, _, rest = name.partition(" ")
    while rest and columns(f"{first} {rest.partition(' ')[0]}") <= _NAME_COLUMNS:
        word, _, rest = rest.partition(" ")
        first = f"{first} {word}"
    return [shortened(line, _NAME_COLUMNS) for line in (first, rest) if line]
