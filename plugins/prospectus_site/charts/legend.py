"""The legend: one figure that explains the marks of all charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

from prospectus_site.charts.frame import moved
from prospectus_site.charts.marks import (
    EVENTS,
    MEASURED,
    NAMES,
    PLANNED,
    VERDICTS,
    better,
    mark,
    ringed,
    verdict_mark,
    whisker,
)
from prospectus_site.markup import EMPTY, Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Container

    from prospectus.ground.language import Text

_TITLE: Text = {"en": "How to read the charts", "ko": "도표 읽는 법"}
_GROUPS: dict[str, Text] = {
    "values": {"en": "Values", "ko": "값"},
    "verdicts": {"en": "Promises", "ko": "약속"},
    "events": {"en": "Days", "ko": "날짜"},
}
_NOTES: dict[str, Text] = {
    "hollow": {"en": "hollow: known offline only", "ko": "속이 빈 표시: 오프라인 값으로만 판단"},
    "zero": {"en": "the axis begins at zero", "ko": "축이 0에서 시작함"},
    "overflow": {"en": "what lies beyond the limit", "ko": "한도를 넘은 부분"},
}
_SIZE = 26


def legend(lang: str, groups: Container[str] = tuple(_GROUPS)) -> Markup:
    """The marks with their names, in groups that flow like text; ``groups`` are those of the charts that it stands beside."""
    values = [
        *((mark(kind), say(NAMES[kind], lang)) for kind in (*PLANNED, *MEASURED)),
        (mark("online", is_old=True), say(NAMES["old"], lang)),
        (_interval(), say(NAMES["interval"], lang)),
        (tag("rect", class_="promise", x=-12, y=-5, width=24, height=10), say(NAMES["promise"], lang)),
        (_arrow(), say(NAMES["better"], lang)),
        (_zero(), say(_NOTES["zero"], lang)),
        (mark("alert"), say(NAMES["alert"], lang)),
        (ringed(mark("online"), "crossed"), say(NAMES["crossed"], lang)),
        (_overflow(), say(_NOTES["overflow"], lang)),
    ]
    verdicts = [
        *((verdict_mark(kind), say(NAMES[kind], lang)) for kind in VERDICTS),
        (verdict_mark("kept-offline"), say(_NOTES["hollow"], lang)),
    ]
    events = [
        *((mark(kind), say(NAMES[kind], lang)) for kind in EVENTS),
        (ringed(mark("deadline"), "overdue"), say(NAMES["overdue"], lang)),
        (tag("line", class_="now", x1=0, x2=0, y1=-12, y2=12), say(NAMES["today"], lang)),
    ]
    found = zip(_GROUPS.items(), (values, verdicts, events), strict=True)
    return tag(
        "figure",
        tag("figcaption", say(_TITLE, lang)),
        *(_group(say(name, lang), entries) for (key, name), entries in found if key in groups),
        class_="prospectus-marks",
        data_search_exclude="",
    )


def _group(name: str, entries: list[tuple[Markup, str]]) -> Markup:
    return tag(
        "div",
        tag("strong", name),
        tag("ul", *(tag("li", _drawn(shape), tag("span", said)) for shape, said in entries), aria_label=name),
    )


def _drawn(shape: Markup) -> Markup:
    """A mark as a picture of its own; its name stands beside it."""
    return tag(
        "svg",
        moved(_SIZE / 2, _SIZE / 2, shape),
        class_="prospectus-chart",
        viewBox=f"0 0 {_SIZE} {_SIZE}",
        width=_SIZE,
        height=_SIZE,
        aria_hidden="true",
    )


def _interval() -> Markup:
    line = tag("line", class_="interval", x1=-10, x2=10, y1=0, y2=0)
    return joined((line, moved(-10, 0, whisker()), moved(10, 0, whisker()), mark("offline")), "")


def _arrow() -> Markup:
    return joined((tag("line", class_="axis", x1=-12, x2=10, y1=0, y2=0), moved(10, 0, better(is_right=True))), "")


def _zero() -> Markup:
    line = tag("line", class_="axis", x1=-10, x2=12, y1=0, y2=0)
    return joined((line, tag("line", class_="axis zero", x1=-8, x2=-8, y1=-6, y2=6)), "")


def _overflow() -> Markup:
    strokes = [tag("line", class_="overflow", x1=x, x2=x, y1=-5, y2=5) for x in (-4, 2, 8)]
    return joined((tag("rect", class_="overflow", x=-10, y=-5, width=22, height=10), *strokes, EMPTY), "")
