"""The heat map: a matrix of counts, each printed, with a tint for how much it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.charts.frame import fixed, linked, rounded, scrolled
from prospectus_site.charts.lettering import SIZE, number, shortened, width
from prospectus_site.charts.scale import is_drawable
from prospectus_site.markup import EMPTY, Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STEPS = 5
"""How many tints there are above none."""

_HEIGHT = 26
_LONGEST_ROW, _LONGEST_COLUMN = 26, 22
_SLOPE = 0.7071
"""A label over a narrow column rises at 45 degrees."""
_NARROW, _WIDE = 28, 64
_GAP = 8


class Tile(NamedTuple):
    """What stands in the matrix where a row and a column meet (both from 0).

    ``step`` is the tint, 0 to 5; None for one by the value's share of the largest. ``title`` tells more, ``url`` is where it leads.
    """

    row: int
    column: int
    value: float
    step: int | None = None
    title: str = ""
    url: str | None = None


class Head(NamedTuple):
    """What a row or a column is called, and where its name leads."""

    text: str
    url: str | None = None


def heat(
    rows: Sequence[Head],
    across: Sequence[Head],
    cells: Iterable[Tile],
    description: str,
    *,
    title: str = "",
    names: tuple[str, str] = ("", ""),
    least: int = _NARROW,
) -> Markup:
    """A matrix of counts; empty without rows or columns. ``names`` tells what rows and columns are, ``least`` how wide a column is.

    A cell that is not given stays blank; of two for one place the first stands. The tints are classes (``step-0`` to ``step-5``).
    """
    if not rows or not across:
        return EMPTY
    known: dict[tuple[int, int], Tile] = {}
    for cell in cells:
        if is_drawable(cell.value) and 0 <= cell.row < len(rows) and 0 <= cell.column < len(across):
            known.setdefault((cell.row, cell.column), cell)
    most = max((cell.value for cell in known.values()), default=0.0)
    texts = [shortened(head.text, _LONGEST_COLUMN) for head in across]
    numbers = max((width(number(cell.value)) for cell in known.values()), default=0.0)
    longest = max(map(width, texts))
    is_level = longest + _GAP <= max(_WIDE, least)
    breadth = max(least, numbers + _GAP, longest + _GAP if is_level else 0)
    left = max(width(shortened(head.text, _LONGEST_ROW)) for head in rows) + _GAP
    left = max(left, width(names[0]) + _GAP)
    rise = SIZE + _GAP if is_level else longest * _SLOPE + SIZE + _GAP
    top = rise + (SIZE + _GAP if names[1] else 0)
    drawn = [
        tag("text", names[1], class_="name", x=rounded(left), y=SIZE) if names[1] else EMPTY,
        tag("text", names[0], class_="name", x=rounded(left - _GAP), y=rounded(top - _GAP + 1), text_anchor="end")
        if names[0]
        else EMPTY,
        *(
            _over(head, text, left + breadth * (index + 0.5), top - _GAP + 1, is_level=is_level)
            for index, (head, text) in enumerate(zip(across, texts, strict=True))
        ),
        *(_before(head, left - _GAP, top + _HEIGHT * (index + 0.5)) for index, head in enumerate(rows)),
        *(_cell(known[at], left, top, breadth, most) for at in sorted(known)),
    ]
    slant = 0 if is_level else max(0.0, width(texts[-1]) * _SLOPE - breadth / 2)
    over = width(names[1]) if names[1] else 0
    total = left + max(breadth * len(across) + slant, over) + 2
    links = any(head.url for head in (*rows, *across)) or any(cell.url for cell in known.values())
    height = top + _HEIGHT * len(rows) + 2
    title = title or description
    return scrolled(fixed("heat", total, height, title, description, drawn, has_links=links), title)


def _over(head: Head, text: str, x: float, y: float, *, is_level: bool) -> Markup:
    said = tag("title", head.text)
    if is_level:
        drawn = tag("text", said, text, x=rounded(x), y=rounded(y), text_anchor="middle")
    else:
        drawn = tag("text", said, text, transform=f"translate({rounded(x)} {rounded(y)}) rotate(-45)")
    return tag("g", linked(drawn, head.url))


def _before(head: Head, x: float, y: float) -> Markup:
    text = shortened(head.text, _LONGEST_ROW)
    return tag(
        "g",
        linked(
            tag("text", tag("title", head.text), text, x=rounded(x), y=rounded(y + SIZE / 3), text_anchor="end"),
            head.url,
        ),
    )


def _cell(cell: Tile, left: float, top: float, breadth: float, most: float) -> Markup:
    x, y = left + breadth * cell.column, top + _HEIGHT * cell.row
    body = [
        tag("title", cell.title) if cell.title else EMPTY,
        tag("rect", x=rounded(x + 1), y=rounded(y + 1), width=rounded(breadth - 2), height=_HEIGHT - 2),
        tag(
            "text",
            number(cell.value),
            x=rounded(x + breadth / 2),
            y=rounded(y + _HEIGHT / 2 + SIZE / 3),
            text_anchor="middle",
        ),
    ]
    return tag("g", linked(body, cell.url), class_=f"cell step-{_step(cell, most)}{'' if cell.value else ' none'}")


def _step(cell: Tile, most: float) -> int:
    """The tint of a cell: 0 for none, then fifths of the largest count."""
    if cell.step is not None:
        return min(max(cell.step, 0), STEPS)
    if cell.value <= 0 or most <= 0:
        return 0
    return min(STEPS, 1 + int(cell.value / most * STEPS * (1 - 1e-9)))
