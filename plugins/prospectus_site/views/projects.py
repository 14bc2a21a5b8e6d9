"""Projects: all of them in one table, to be sorted and filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.marks.columns import (
    amount_cell,
    budget_cell,
    capacity_cell,
    column,
    day_cell,
    findings_cell,
    latency_cell,
    metric_cell,
    owner_cell,
    project_cell,
    promise_cell,
    review_cell,
    serving_cell,
    stage_cell,
    status_cell,
    tasks_cell,
    verdict_cell,
)
from prospectus_site.marks.project_facets import facets_of, project_facets
from prospectus_site.tables.table import Row, Table
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.portfolio.portfolio import Portfolio
    from prospectus_site.tables.table import Kind

_NOTE: Text = {
    "en": "Budget, latency and capacity: the share of each limit that is used. The headline metric is the first that a project optimises.",
    "ko": "예산·응답 시간·처리량은 한도 가운데 쓰고 있는 비율입니다. 대표 지표는 프로젝트가 최적화하는 첫 번째 지표입니다.",
}
EMPTY: Text = {
    "en": 'There is no project yet. Start one with: prospectus new "Title"',
    "ko": '아직 프로젝트가 없습니다. 다음 명령으로 시작하세요: prospectus new "제목"',
}
"""What a view of projects says where there is none."""

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("project", "text"),
    ("stage", "text"),
    ("status", "text"),
    ("verdict", "text"),
    ("owner", "text"),
    ("metric", "text"),
    ("measured", "number"),
    ("target", "number"),
    ("promise", "text"),
    ("next_review", "date"),
    ("findings", "text"),
    ("budget", "number"),
    ("latency", "number"),
    ("capacity", "number"),
    ("task", "text"),
    ("serving", "text"),
    ("updated", "date"),
)


def make(portfolio: Portfolio, here: Here) -> Answer:
    """One row a project, in the order of their titles."""
    columns = tuple(column(key, here, kind) for key, kind in _COLUMNS)
    rows = tuple(_row(project, portfolio, here) for project in portfolio.projects)
    note, filters = here.say(_NOTE), project_facets(portfolio, here)
    return Answer((Table("projects", "", columns, rows, None, note, here.say(EMPTY), filters),))


def _row(project: Project, portfolio: Portfolio, here: Here) -> Row:
    metric = project.headline
    cells = (
        project_cell(project, here),
        stage_cell(project, portfolio, here),
        status_cell(project, portfolio, here),
        verdict_cell(project, portfolio, here),
        owner_cell(project),
        metric_cell(project),
        amount_cell(metric.newest if metric else None),
        amount_cell(metric.target if metric else None),
        promise_cell(project, here),
        review_cell(project, portfolio.today, here),
        findings_cell(project, here),
        budget_cell(project, here),
        latency_cell(project, here),
        capacity_cell(project, here),
        tasks_cell(project, here),
        serving_cell(project, here),
        day_cell(project.plan.updated),
    )
    return Row(cells, facets=facets_of(project, portfolio.today))


VIEW = View(
    id="projects",
    entry="projects",
    title={"en": "Projects", "ko": "프로젝트"},
    question={
        "en": "What do we run, how far is each, and whose is it?",
        "ko": "어떤 프로젝트가 있고, 어디까지 왔으며, 누가 맡고 있는가?",
    },
    make=make,
)
