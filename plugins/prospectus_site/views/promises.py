"""Promises: what each metric is to reach, and what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.table import Cell, Column, Row, Table
from prospectus_site.view import Answer, View

if TYPE_CHECKING:
    from prospectus_site.addresses import Here
    from prospectus_site.portfolio import Portfolio


def make(portfolio: Portfolio, here: Here) -> Answer:
    """All metrics of all projects."""
    columns = (Column("project", "Project"), Column("metric", "Metric"), Column("target", "Target", "number"))
    rows = tuple(
        Row(
            (
                Cell(project.id, here.project(project)),
                Cell(metric.called),
                Cell(metric.target.value if metric.target else None),
            )
        )
        for project in portfolio.projects
        for metric in project.metrics
    )
    return Answer((Table("promises", "", columns, rows),))


VIEW = View(
    id="promises",
    entry="promises",
    title={"en": "Promises", "ko": "목표와 실적"},
    question={"en": "Does each project deliver what it promised?", "ko": "프로젝트마다 약속한 목표를 지키고 있는가?"},
    make=make,
)
