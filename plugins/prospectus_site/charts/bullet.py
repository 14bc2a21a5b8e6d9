"""The bullet chart: what one metric promised, and what was measured, on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import say

from prospectus_site.charts.frame import fluid, percent, placed
from prospectus_site.charts.lettering import LONGEST_NUMBER, Label, columns, lettered, number, standing
from prospectus_site.charts.marks import MEASURED, NAMES, OFFLINE, PLANNED, better, shape, verdict_mark, whisker
from prospectus_site.charts.scale import Scale, is_drawable, window
from prospectus_site.markup import EMPTY, Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = (*PLANNED, *MEASURED)
"""What a bullet chart marks, in the order in which it is drawn."""

RANKS = {"online": 0, "offline": 1, "target": 2, "baseline": 3, "minimum": 4}
"""Whose label finds room first."""

LEAST_WIDTH, LEAST_COMPACT_WIDTH = 240, 130
"""In pixels; in a wider column everything moves apart."""

_SIDE = 11
"""Room in pixels at both ends, so that no mark is cut."""
_VERDICT = 20
_FROM_END = -9


class Mark(NamedTuple):
    """One value on a chart: what it is (``baseline``, ``minimum``, ``target``, ``offline``, ``online``), and how much.

    ``text`` is the number as its writer wrote it; ``is_old`` says that the evidence is older than 90 days; ``low`` and ``high`` are the ends
    of its confidence interval.
    """

    kind: str
    value: float
    text: str = ""
    is_old: bool = False
    low: float | None = None
    high: float | None = None


class _Row(NamedTuple):
    """The lines of a chart, in pixels from its top; None for labels that are left out."""

    height: int
    middle: int
    above: int | None
    below: int | None
    width: int


_FULL = _Row(height=48, middle=25, above=11, below=46, width=LEAST_WIDTH)
_COMPACT = _Row(height=22, middle=11, above=None, below=None, width=LEAST_COMPACT_WIDTH)


def bullet(
    marks: Iterable[Mark],
    description: str | None,
    *,
    lang: str = "en",
    title: str = "",
    direction: str = "",
    verdict: str = "",
    ceiling: float | None = None,
    is_compact: bool = False,
) -> Markup:
    """The marks of one metric on one axis, with their numbers where these fit; empty when there is nothing to draw.

    ``description`` is the text alternative, None where words beside the chart say the same, and ``title`` the tooltip of the whole. ``direction`` is ``max`` or ``min``: an arrow shows the
    better end. ``verdict`` is ``kept``, ``short`` (the minimum is reached, the target not) or
    ``missed``, with ``-offline`` at its end where nothing is measured online, and has a shape each.
    ``ceiling`` is the most the metric can be. The axis is a window around the values (:func:`window`); an upright stroke at its left
    end says that it begins at zero. A compact chart, for a row of a table that holds the numbers, has no labels.
    Source of the form: Stephen Few, Bullet Graph Design Specification (2006).
    """
    known = [one for one in marks if one.kind in KINDS and is_drawable(one.value)]
    if not known:
        return EMPTY
    row = _COMPACT if is_compact else _FULL
    low, high = window([end for one in known for end in (one.value, *_interval(one))], ceiling)
    side = 100 * _SIDE / row.width
    judged = verdict_mark(verdict)
    scale = Scale(low, high, side, 100 - side - (100 * _VERDICT / row.width if judged else 0))
    known.sort(key=lambda one: KINDS.index(one.kind))
    on_axis = [
        _axis(scale, direction, "" if description is None else lang),
        _promise(known, scale),
        *(_whiskers(one, scale) for one in known),
        *(_marked(one, scale, "" if is_compact else lang) for one in known),
    ]
    drawn = [tag("svg", on_axis, y=row.middle), *_labels(known, scale, row)]
    if judged:
        drawn.append(placed(100, row.middle, judged, shift=_FROM_END, title=_judgement(verdict, lang)))
    form = "bullet compact" if is_compact else "bullet"
    return fluid(form, row.height, title or description or "", description, drawn)


def _interval(one: Mark) -> tuple[float, ...]:
    """The ends of a mark's confidence interval; empty where there is none."""
    if one.low is None or one.high is None or not (is_drawable(one.low) and is_drawable(one.high)):
        return ()
    return (one.low, one.high) if one.low <= one.high else ()


def _axis(scale: Scale, direction: str, lang: str) -> Markup:
    """The line at height zero, and the better end; a tooltip says what this is unless the language is empty."""
    beyond = scale.start * 0.7
    start, end = scale.start - beyond, scale.end + beyond
    line = tag("line", class_="axis", x1=percent(start), x2=percent(end))
    zero = (
        tag("line", class_="axis zero", x1=percent(scale.start), x2=percent(scale.start), y1=-6, y2=6)
        if not scale.low
        else EMPTY
    )
    if direction not in {"max", "min"}:
        return joined((line, zero), "")
    is_right = direction == "max"
    title = say(NAMES["better"], lang) if lang else ""
    hint = placed(end if is_right else start, 0, better(is_right=is_right), title=title)
    return joined((line, zero, hint), "")


def _promise(marks: list[Mark], scale: Scale) -> Markup:
    """The stretch from baseline to target: what the project promises."""
    values = {one.kind: one.value for one in marks}
    if "baseline" not in values or "target" not in values:
        return EMPTY
    start, end = sorted((scale.place(values["baseline"]), scale.place(values["target"])))
    return tag("rect", class_="promise", x=percent(start), width=percent(end - start), y=-5, height=10)


def _whiskers(one: Mark, scale: Scale) -> Markup:
    ends = _interval(one)
    if not ends:
        return EMPTY
    low, high = (scale.place(end) for end in ends)
    line = tag("line", class_="interval", x1=percent(low), x2=percent(high))
    return joined((line, placed(low, 0, whisker()), placed(high, 0, whisker())), "")


def _marked(one: Mark, scale: Scale, lang: str) -> Markup:
    """A mark at its place; a tooltip says its number unless the language is empty, where a table holds the numbers."""
    drawn, class_ = shape(one.kind, is_old=one.is_old)
    if not lang:
        return placed(scale.place(one.value), 0, drawn, class_=class_)
    said = f"{say(NAMES[one.kind], lang)}: {_text(one)}"
    if one.is_old:
        said += f" ({say(NAMES['old'], lang)})"
    return placed(scale.place(one.value), 0, drawn, class_=class_, title=said)


def _labels(marks: list[Mark], scale: Scale, row: _Row) -> list[Markup]:
    """What was measured over the axis, what was planned under it."""
    drawn = []
    for kinds, y in ((MEASURED, row.above), (PLANNED, row.below)):
        if y is not None:
            labels = [
                Label(scale.place(one.value), _text(one), RANKS[one.kind], one.kind)
                for one in marks
                if one.kind in kinds
            ]
            drawn.append(lettered(one.drawn(y) for one in standing(labels, row.width)))
    return drawn


def _judgement(verdict: str, lang: str) -> str:
    kind = verdict.removesuffix(OFFLINE)
    said = say(NAMES[kind], lang)
    return said if kind == verdict else f"{said} ({say(NAMES['offline'], lang)})"


def _text(one: Mark) -> str:
    return one.text if 0 < columns(one.text) <= LONGEST_NUMBER else number(one.value)
