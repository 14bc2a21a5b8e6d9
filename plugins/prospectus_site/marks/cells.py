"""Cells and filters that the views of promises, limits and data have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say
from prospectus.ground.numbers import percent

from prospectus_site.charts import Use, headroom
from prospectus_site.marks import badges
from prospectus_site.marks.columns import HEADS, nothing
from prospectus_site.markup import EMPTY, html, tag
from prospectus_site.tables.filters import Facet, facet_value
from prospectus_site.tables.table import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content, Markup
    from prospectus_site.portfolio.portfolio import Portfolio

MOST_CHARTS = 100
"""So many rows of a table have a chart; more of them weigh more than they tell."""

TIGHT = 0.8
"""From this share on little of a limit is left."""

_ENDED: Text = {"en": "ended", "ko": "종료"}
_STATE: Text = {"en": "State", "ko": "상태"}
_CUT: Text = {
    "en": "Charts stand in the first {0} rows; the numbers are in all of them.",
    "ko": "도표는 처음 {0}줄에만 있고, 숫자는 모든 줄에 있습니다.",
}


def titled_cell(project: Project, here: Here) -> Cell:
    """A project by its title, and whether it has ended."""
    ended = badges.chip(here.say(_ENDED), "ended") if project.record.has_ended else EMPTY
    return Cell(project.id, html([here.project(project), " ", ended]) if ended else here.project(project))


def under(content: Content) -> Markup:
    """What stands under a name or a number, smaller."""
    shown = html(content)
    return tag("span", shown, class_="under") if shown else EMPTY


def use_cell(use: Use | None, description: str, amounts: Content, here: Here, *, has_chart: bool) -> Cell:
    """How much of a limit is used: the share for programs, a bar or a percentage for readers, and the amounts under it."""
    if use is None or use.limit <= 0:
        return nothing()
    share = use.used / use.limit
    state = "bad" if share > 1 else "warn" if share >= TIGHT else ""
    shown = headroom(use, description, lang=here.lang, is_compact=True) if has_chart else EMPTY
    return Cell(share, html([shown or percent(share), under(amounts)]), state)


def cut_note(count: int, most: int, here: Here) -> str | None:
    """What a note says where not all rows have a chart."""
    return here.say(_CUT).format(most) if count > most else None


def facets(project: Project, states: Iterable[str] = ()) -> dict[str, str]:
    """By what a row of a project can be filtered: stage, owner, and the states it is in."""
    found = {"stage": project.record.stage or "", "owner": project.owner, "state": facet_value(states)}
    return {key: value for key, value in found.items() if value}


def filters(portfolio: Portfolio, states: Mapping[str, Text], here: Here) -> tuple[Facet, ...]:
    """The filters of such rows; ``states`` are what their states are called."""
    stages = {stage.id: say(stage.title, here.lang) for stage in portfolio.lifecycle.stages.values()}
    return (
        Facet("state", here.say(_STATE), {state: here.say(text) for state, text in states.items()}),
        Facet("stage", here.say(HEADS["stage"]), stages),
        Facet("owner", here.say(HEADS["owner"])),
    )
