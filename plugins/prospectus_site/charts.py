"""Charts as SVG text. Colours come from the stylesheet, by class; every value also has a shape of its own.

A chart carries a title and a text alternative; the table it stands in is its twin.
"""

from __future__ import annotations

from html import escape
from math import isfinite
from typing import NamedTuple

WIDTH = 240
HEIGHT = 32
MARGIN = 10
"""Room at both ends, in units of the view box, so that no mark is cut."""

_MIDDLE = HEIGHT / 2


class Mark(NamedTuple):
    """One value on a chart: what it is (``baseline``, ``minimum``, ``target``, ``offline``, ``online``), and how much."""

    kind: str
    value: float


def bullet(marks: list[Mark], description: str) -> str:
    """A bullet chart: the marks of one metric on a common axis; empty text when there is nothing to draw.

    The axis spans the values themselves, not zero: what counts is their order and distance. ``description`` is the
    text alternative. Source of the form: Stephen Few, Bullet Graph Design Specification (2006).
    """
    drawn = [mark for mark in marks if isfinite(mark.value) and mark.kind in _SHAPES]
    if not drawn:
        return ""
    low, high = min(mark.value for mark in drawn), max(mark.value for mark in drawn)
    reach = high - low
    if not isfinite(reach):
        return ""

    def place(value: float) -> float:
        share = (value - low) / reach if reach else 0.5
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    shapes = "".join(
        _SHAPES[mark.kind](place(mark.value)) for mark in sorted(drawn, key=lambda mark: _ORDER[mark.kind])
    )
    span = _span(drawn, place)
    return (
        f'<svg class="prospectus-bullet" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'data-search-exclude="" aria-label="{escape(description)}"><title>{escape(description)}</title>'
        f'<line class="axis" x1="0" y1="{_MIDDLE}" x2="{WIDTH}" y2="{_MIDDLE}"/>{span}{shapes}</svg>'
    )


def _span(marks: list[Mark], place):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - place is bullet's own
    """The stretch from baseline to target: what the project promises."""
    values = {mark.kind: mark.value for mark in marks}
    if "baseline" not in values or "target" not in values:
        return ""
    start, end = sorted((place(values["baseline"]), place(values["target"])))
    return f'<rect class="promise" x="{start}" y="{_MIDDLE - 4}" width="{round(end - start, 1)}" height="8"/>'


def _square(x: float) -> str:
    return f'<rect class="baseline" x="{x - 5}" y="{_MIDDLE - 5}" width="10" height="10"/>'


def _bar(x: float) -> str:
    return f'<rect class="minimum" x="{x - 1.5}" y="{_MIDDLE - 9}" width="3" height="18"/>'


def _diamond(x: float) -> str:
    top, bottom = _MIDDLE - 8, _MIDDLE + 8
    return f'<path class="target" d="M{x} {top}L{x + 8} {_MIDDLE}L{x} {bottom}L{x - 8} {_MIDDLE}Z"/>'


def _hollow(x: float) -> str:
    return f'<circle class="offline" cx="{x}" cy="{_MIDDLE}" r="5"/>'


def _filled(x: float) -> str:
    return f'<circle class="online" cx="{x}" cy="{_MIDDLE}" r="5"/>'


_SHAPES = {"baseline": _square, "minimum": _bar, "target": _diamond, "offline": _hollow, "online": _filled}
_ORDER = {kind: order for order, kind in enumerate(_SHAPES)}
