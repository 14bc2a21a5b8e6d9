"""Letters in charts: how wide a text is, what of it fits, and which labels find room beside each other.

Nothing is measured in a browser: a text is as wide as its terminal columns (Korean letters and emoji take two), each a little wider than
the digits of the usual fonts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import figure

from prospectus_site.charts.frame import percent, rounded
from prospectus_site.markup import EMPTY, Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus_site.charts.frame import Percent, Px

SIZE = 11
"""The height of letters in pixels; the stylesheet says the same."""

COLUMN = 6.7
"""The width of a column in pixels."""

GAP = 6
"""The least room between two labels, in pixels."""

LONGEST_NUMBER = 12
"""In columns: a number that its writer wrote longer is shown with four digits."""

_ELLIPSIS = "\u2026"
_MINUS = "\u2212"
_LETTERS_IN_COLUMN = 4
"""More signs than this stand over one letter in no language."""


def columns(text: str) -> int:
    """How many columns a text takes; a control character, for which a sign stands in, takes one."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(letter: str) -> int:
    import wcwidth  # noqa: PLC0415 - only for text that is not ASCII

    return abs(wcwidth.wcwidth(letter))


def width(text: str) -> float:
    """How wide a text is, in pixels."""
    return columns(text) * COLUMN


def shortened(text: str, most: int) -> str:
    """A text of at most so many columns; an ellipsis stands for what is left out."""
    start = text[: _LETTERS_IN_COLUMN * most]
    if start == text and columns(text) <= most:
        return text
    room, kept = most - 1, 0
    for letter in start:
        room -= _columns(letter)
        if room < 0:
            break
        kept += 1
    return start[:kept].rstrip() + _ELLIPSIS


def number(value: float) -> str:
    """A number as a label shows it: four digits, or all of a whole number in groups of three."""
    return _MINUS + figure(-value) if value < 0 else figure(value)


class Label(NamedTuple):
    """A text that would like to stand in the middle under or over a place; the lower ``rank`` is placed first."""

    x: Percent
    text: str
    rank: int
    class_: str = ""


class Standing(NamedTuple):
    """A label that found room, in the middle of its place or shifted to the right by some pixels."""

    label: Label
    shift: Px

    def drawn(self, y: Px) -> Markup:
        """The label on a line of its chart; it belongs in the group of :func:`lettered`."""
        label = self.label
        return tag(
            "text",
            label.text,
            class_=label.class_,
            x=percent(label.x),
            y=rounded(y),
            dx=rounded(self.shift) if self.shift else None,
        )

    def span(self, across: Px) -> tuple[float, float]:
        """From where to where the label reaches in a chart of a width, in pixels."""
        middle = self.label.x / 100 * across + self.shift
        half = width(self.label.text) / 2
        return middle - half, middle + half


def lettered(labels: Iterable[Markup]) -> Markup:
    """Labels together, each in the middle over its place; nothing where there is none."""
    drawn = list(labels)
    return tag("g", drawn, text_anchor="middle") if drawn else EMPTY


def standing(labels: Iterable[Label], across: Px, end: Px | None = None) -> list[Standing]:
    """The labels that find room on one line of a chart of this width or any greater, in their order from left to right.

    A label may be shifted by half of itself, and no farther: it still touches its place. One that finds no room is left out; its
    number is in the text alternative and in the table. None goes beyond ``end`` (the right side where it is None). They stay in the order of their places, and clear of each other in a wider
    chart too: there the places move apart, and the shifts stay.
    """
    found: list[Standing] = []
    for label in sorted(labels, key=lambda label: label.rank):
        half = width(label.text) / 2
        wanted = label.x / 100 * across
        before = [one.span(across)[1] for one in found if one.label.x <= label.x]
        after = [one.span(across)[0] for one in found if one.label.x > label.x]
        least = max([edge + GAP for edge in before], default=0.0) + half
        most = min([edge - GAP for edge in after], default=float(across if end is None else end)) - half
        middle = min(max(wanted, least), most)
        if least <= most and abs(middle - wanted) <= half:
            found.append(Standing(label, rounded(middle - wanted)))
    return sorted(found, key=lambda one: (one.label.x, one.span(across)))
