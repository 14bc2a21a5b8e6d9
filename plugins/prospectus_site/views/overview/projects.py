"""All projects: cards with facets, and lean rows where there are more than anybody looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.marks.badges import day, findings, stage_title, status_chip, verdict_chip
from prospectus_site.marks.project_facets import project_facets
from prospectus_site.markup import EMPTY, joined, tag, written
from prospectus_site.tables.filters import filter_form, filtered
from prospectus_site.tables.table import Cell, Column, Row, Table, table_html
from prospectus_site.views.overview.cards import SORTS, card, row_facets
from prospectus_site.views.overview.links import PROJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

MOST_CARDS = 120
"""Where there are more projects, not all of them are cards."""

FIRST_CARDS = 60
"""So many are cards then; the others are rows of a table."""

_TITLE: Text = {"en": "All projects", "ko": "모든 프로젝트"}
_REST: Text = {"en": "More projects", "ko": "더 많은 프로젝트"}
_COUNT: Text = {"en": "{0} of {1} projects", "ko": "프로젝트 {1}개 중 {0}개"}
_EMPTY: Text = {
    "en": 'There is no project yet. Start one with: prospectus new "Title"',
    "ko": '아직 프로젝트가 없습니다. 다음으로 시작하세요: prospectus new "제목"',
}
_HEADS: dict[str, Text] = {
    "project": {"en": "Project", "ko": "프로젝트"},
    "title": {"en": "Title", "ko": "제목"},
    "stage": {"en": "Stage", "ko": "단계"},
    "status": {"en": "Status", "ko": "상태"},
    "verdict": {"en": "Verdict", "ko": "판정"},
    "owner": {"en": "Owner", "ko": "책임자"},
    "review": {"en": "Next review", "ko": "다음 검토"},
    "updated": {"en": "Updated", "ko": "수정"},
}


def projects(portfolio: Portfolio, here: Here) -> Table:
    """The table of all projects for programs, with what the page shows in its place."""
    keys = {
        "text": ("id", "title", "stage", "status", "verdict", "owner", "tags", "tasks", "mode", "lang"),
        "date": ("updated", "review"),
        "number": ("errors", "warnings"),
    }
    columns = [Column(key, key, kind) for kind, names in keys.items() for key in names]  # type: ignore[arg-type]
    columns += [Column("metric", "metric"), Column("target", "target", "number"), Column("value", "value", "number")]
    columns.append(Column("promise", "promise"))
    rows = tuple(Row(tuple(map(Cell, _values(project)))) for project in portfolio.projects)
    title = here.say(_TITLE)
    shown = _shown(portfolio, here) if rows else None
    return Table(PROJECTS, title, tuple(columns), rows, empty=here.say(_EMPTY), instead=shown)


def _values(project: Project) -> tuple[str | float | list[str] | None, ...]:
    record, plan, metric = project.record, project.plan, project.headline
    return (
        project.id,
        project.title,
        record.stage,
        record.status,
        record.verdict,
        project.owner,
        list(record.tags),
        list(dict.fromkeys(model.task for model in project.models if model.task)),
        project.limits.serving_mode,
        record.lang,
        plan.updated.isoformat() if plan.updated else None,
        plan.review.isoformat() if plan.review else None,
        project.errors,
        project.warnings,
        metric.called if metric else None,
        metric.target.value if metric and metric.target else None,
        metric.newest.value if metric and metric.newest else None,
        metric.promise if metric else None,
    )


def _shown(portfolio: Portfolio, here: Here) -> Markup:
    """The cards, the rows of the others, and the form by which they are chosen."""
    all_of_them = portfolio.projects
    facets = [row_facets(project, portfolio) for project in all_of_them]
    is_large = len(all_of_them) > MOST_CARDS
    carded = all_of_them[:FIRST_CARDS] if is_large else all_of_them
    cards = tag("ul", [card(project, portfolio, here) for project in carded], class_="prospectus-cards")
    rows = _rows(portfolio, facets, here) if is_large else EMPTY
    sorts = [(key, here.say(text)) for key, text in SORTS]
    form = filter_form(project_facets(portfolio, here), facets, here, sorts=sorts, count=here.say(_COUNT))
    return filtered(form, [cards, rows], ".prospectus-card, tbody tr")


def _rows(portfolio: Portfolio, facets: Sequence[dict[str, str]], here: Here) -> Markup:
    """A lean table of all; those that are cards come up in it when all are sorted, for then they stand in one list."""
    columns = [Column(key, here.say(_HEADS[key])) for key in ("project", "stage", "owner", "status")]
    columns.append(Column("review", here.say(_HEADS["review"]), "date"))
    rows = [
        Row(
            (
                Cell(project.id, here.project(project)),
                Cell(project.record.stage, stage_title(project, portfolio.lifecycle, here.lang)),
                Cell(project.owner, written(project.owner)),
                Cell(project.record.status, _state(project, portfolio, here)),
                Cell(None, day(project.plan.review)),
            ),
            facets={**facet, "twin": ""} if at < FIRST_CARDS else facet,
        )
        for at, (project, facet) in enumerate(zip(portfolio.projects, facets, strict=True))
    ]
    return table_html(Table("rest", "", tuple(columns), tuple(rows)), here.say(_REST))


def _state(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """Status, an ending verdict, and findings."""
    record, lifecycle = project.record, portfolio.lifecycle
    ending = verdict_chip(project, lifecycle, here.lang) if record.verdict in lifecycle.ending_verdicts else EMPTY
    found = findings(project, here) if project.errors or project.warnings else EMPTY
    return joined([status_chip(project, lifecycle, here.lang), ending, found])
