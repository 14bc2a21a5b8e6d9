"""Cells that several views have in common: the project of a row, its stage, and how much of a limit is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import percent

from prospectus_site import badges
from prospectus_site.badges import NOTHING
from prospectus_site.charts import Use, headroom
from prospectus_site.markup import EMPTY, html, tag
from prospectus_site.table import Cell

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content
    from prospectus_site.portfolio import Portfolio

MOST_CHARTS = 100
"""So many rows of a table have a chart; more of them weigh more than they tell."""

TIGHT = 0.8
"""From this share on little of a limit is left."""

_ENDED: Text = {"en": "ended", "ko": "종료"}
_CUT: Text = {
    "en": "Charts stand in the first {0} rows; the numbers are in all of them.",
    "ko": "도표는 처음 {0}줄에만 있고, 숫자는 모든 줄에 있습니다.",
}


def project_cell(project: Project, here: Here) -> Cell:
    """A project by its title, and whether it has ended."""
    ended = badges.chip(here.say(_ENDED), "ended") if project.record.has_ended else EMPTY
    return Cell(project.id, html([here.project(project), " ", ended]) if ended else here.project(project))


def stage_cell(project: Project, portfolio: Portfolio, here: Here) -> Cell:
    """The stage of a project."""
    return Cell(project.record.stage, badges.stage_title(project, portfolio.lifecycle, here.lang))


def nothing() -> Cell:
    """A cell about which a document says nothing."""
    return Cell(None, NOTHING, "quiet")


def use_cell(use: Use | None, description: str, under: Content, here: Here, *, has_chart: bool) -> Cell:
    """How much of a limit is used: the share for programs, a bar or a percentage for readers, and the amounts under it."""
    if use is None or use.limit <= 0:
        return nothing()
    share = use.used / use.limit
    state = "bad" if share > 1 else "warn" if share >= TIGHT else ""
    shown = headroom(use, description, lang=here.lang, is_compact=True) if has_chart else EMPTY
    return Cell(share, html([shown or percent(share), tag("small", under)]), state)


def cut_note(count: int, here: Here) -> str | None:
    """What a note says where not all rows have a chart."""
    return here.say(_CUT).format(MOST_CHARTS) if count > MOST_CHARTS else None


def facets(project: Project, state: str = "") -> dict[str, str]:
    """By what the row of a project can be filtered in every view."""
    found = {"stage": project.record.stage or "", "owner": project.owner, "state": state}
    return {key: value for key, value in found.items() if value}
