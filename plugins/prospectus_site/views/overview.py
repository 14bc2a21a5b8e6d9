"""The home of the portfolio: what needs me, what was promised and delivered, and every project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.table import Cell, Column, Row, Table
from prospectus_site.view import Answer, View

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses import Here
    from prospectus_site.portfolio import Portfolio

_EMPTY: Text = {
    "en": 'There is no project yet. Start one with: prospectus new "Title"',
    "ko": '아직 프로젝트가 없습니다. 다음으로 시작하세요: prospectus new "제목"',
}


def make(portfolio: Portfolio, here: Here) -> Answer:
    """All projects."""
    columns = (Column("project", "Project"), Column("stage", "Stage"))
    rows = tuple(
        Row((Cell(project.id, here.project(project)), Cell(project.record.stage or "")))
        for project in portfolio.projects
    )
    return Answer((Table("projects", "", columns, rows, empty=here.say(_EMPTY)),))


VIEW = View(
    id="overview",
    entry="overview",
    title={"en": "Portfolio", "ko": "포트폴리오"},
    question={
        "en": "What needs me, and what was promised and delivered?",
        "ko": "무엇을 챙겨야 하고, 약속한 것은 지켜졌는가?",
    },
    make=make,
)
