"""The board: a column for each stage, and on each card what the project lacks for its next stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

from prospectus_site.addresses.anchors import AHEAD
from prospectus_site.marks import badges
from prospectus_site.marks.cells import findings_cell, nothing, owner_cell, project_cell
from prospectus_site.marks.columns import column
from prospectus_site.marks.facets import facets_of, project_facets
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.tables.filters import filter_form, filtered
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.projects import EMPTY as NO_PROJECT
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Ahead, Lack, Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

TOLD = 3
"""So many of the things that are missing are told by name."""

SHOWN = 20
"""So many cards stand open in a column; the others are behind a line that opens them."""

FILTERS = frozenset({"needs", "promise", "owner", "status", "task", "tag"})
"""By what the cards can be chosen; the columns are the stages already."""

_AS_TABLE: Text = {"en": "The board as a table", "ko": "표로 보기"}
_NEXT: Text = {"en": "Next stage", "ko": "다음 단계"}
_LACKS: Text = {"en": "To do", "ko": "남은 일"}
_WHAT: Text = {"en": "What is missing", "ko": "빠진 내용"}
_NEEDED: Text = {"en": "{0} to do for {1}", "ko": "{1}까지 남은 일 {0}건"}
_READY: Text = {"en": "ready for {0}", "ko": "{0} 준비 완료"}
_MORE: Text = {"en": "and {0} more", "ko": "외 {0}건"}
_REVIEW: Text = {"en": "review", "ko": "검토"}
_MORE_CARDS: Text = {"en": "{0} more", "ko": "{0}개 더 보기"}
_NONE: Text = {"en": "no project", "ko": "프로젝트 없음"}
_NO_STAGE: Text = {"en": "No stage", "ko": "단계 없음"}


def make(portfolio: Portfolio, here: Here) -> Answer:
    """The cards by stage; those of projects that have ended stand last in their column."""
    lifecycle = portfolio.lifecycle
    by_stage: dict[str, list[Project]] = {stage: [] for stage in lifecycle.stages}
    for project in sorted(portfolio.projects, key=lambda project: project.record.has_ended):
        stage = project.record.stage or ""
        by_stage.setdefault(stage if stage in lifecycle.stages else "", []).append(project)
    titles = {stage: say(one.title, here.lang) for stage, one in lifecycle.stages.items()}
    titles[""] = here.say(_NO_STAGE)
    columns = [_column(stage, titles[stage], found, portfolio, here) for stage, found in by_stage.items()]
    board = tag("div", columns, class_="prospectus-lanes", **{"data-search-exclude": ""})
    facets = [facets_of(project, portfolio.today) for project in portfolio.projects]
    form = filter_form([one for one in project_facets(portfolio, here) if one.key in FILTERS], facets, here)
    rows = tuple(
        _row(project, titles[stage], portfolio, here) for stage, found in by_stage.items() for project in found
    )
    heads = (
        column("project", here),
        column("stage", here, "group"),
        column("owner", here),
        Column("next_stage", here.say(_NEXT)),
        Column("lacks", here.say(_LACKS), "number"),
        Column("missing", here.say(_WHAT)),
        column("findings", here),
    )
    table = Table("board", here.say(_AS_TABLE) if rows else "", heads, rows, empty=here.say(NO_PROJECT))
    return Answer((table,), filtered(form, board, ".prospectus-lanes li") if rows else EMPTY)


def _column(stage: str, title: str, projects: Sequence[Project], portfolio: Portfolio, here: Here) -> Markup:
    count = tag("span", len(projects), class_="count")
    head = tag("h2", title, " ", count, id=f"stage-{stage or 'none'}")
    if not projects:
        return tag("section", head, tag("p", here.say(_NONE), class_="prospectus-empty"), class_="empty")
    cards = [_card(project, portfolio, here) for project in projects]
    rest = EMPTY
    if len(cards) > SHOWN:
        summary = tag("summary", here.say(_MORE_CARDS).format(len(cards) - SHOWN))
        rest = tag("details", summary, tag("ul", cards[SHOWN:]))
    return tag("section", head, tag("ul", cards[:SHOWN]), rest)


def _card(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    lifecycle, record = portfolio.lifecycle, project.record
    review = project.plan.review
    is_late = review is not None and review < portfolio.today and not record.has_ended
    chips = [
        badges.status_chip(project, lifecycle, here.lang) if record.status != "approved" else EMPTY,
        badges.verdict_chip(project, lifecycle, here.lang) if record.verdict != "go" else EMPTY,
        badges.findings(project, here) if project.errors or project.warnings else EMPTY,
    ]
    lines = [
        tag("p", here.project(project), class_="title"),
        tag("p", joined([written(project.owner), *chips], " \N{MIDDLE DOT} ")),
        tag("p", html([here.say(_REVIEW), " ", badges.due(review, portfolio.today, here.lang)])) if is_late else EMPTY,
        _way_ahead(project, here),
    ]
    data = {f"data-{key}": value for key, value in facets_of(project, portfolio.today).items()}
    return tag("li", lines, class_="ended" if record.has_ended else "", **data)


def _way_ahead(project: Project, here: Here) -> Markup:
    ahead = project.ahead
    if ahead is None:
        return EMPTY
    stage = here.say(ahead.title)
    if not ahead.lacks:
        return tag("p", here.project(project, badges.chip(here.say(_READY).format(stage), "good"), anchor=AHEAD))
    count = here.project(project, here.say(_NEEDED).format(len(ahead.lacks), stage), anchor=AHEAD)
    return tag("p", count, tag("small", _told(project, ahead, here)), class_="lacks")


def _told(project: Project, ahead: Ahead, here: Here) -> Markup:
    """The first things that are missing, and how many more there are."""
    names = list(dict.fromkeys(title_of(lack, project, here) for lack in ahead.lacks))
    more = len(ahead.lacks) - min(len(names), TOLD)
    return joined([*map(written, names[:TOLD]), here.say(_MORE).format(more) if more else ""], ", ")


def title_of(lack: Lack, project: Project, here: Here) -> str:
    """What a thing that is missing is called in the language of a page."""
    return lack.title if project.lang == here.lang else lack.titles.get(here.lang) or lack.title


def _titles(project: Project, lacks: Iterable[Lack], here: Here) -> list[str]:
    return [title_of(lack, project, here) for lack in lacks]


def _row(project: Project, stage: str, portfolio: Portfolio, here: Here) -> Row:
    ahead = project.ahead
    is_known = project.record.stage in portfolio.lifecycle.stages
    cells = (
        project_cell(project, here),
        Cell(project.record.stage, stage, "" if is_known else "quiet"),
        owner_cell(project),
        Cell(ahead.stage, here.say(ahead.title)) if ahead else nothing(),
        Cell(len(ahead.lacks), here.project(project, len(ahead.lacks), anchor=AHEAD)) if ahead else nothing(),
        Cell(_titles(project, ahead.lacks, here), _told(project, ahead, here)) if ahead and ahead.lacks else nothing(),
        findings_cell(project, here),
    )
    return Row(cells, group=stage)


VIEW = View(
    id="board",
    entry="projects",
    title={"en": "Board", "ko": "단계별 보기"},
    question={
        "en": "Which stage is each project at, and what does it lack for the next?",
        "ko": "프로젝트마다 어느 단계에 있고, 다음 단계까지 무엇이 남았는가?",
    },
    make=make,
)
