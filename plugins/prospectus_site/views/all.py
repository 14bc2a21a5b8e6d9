"""All views, in the order of the navigation. Five entries hold them: what needs attention, projects, promises, limits, data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.views import (
    board,
    capacity,
    compare,
    constraints,
    data,
    health,
    history,
    overview,
    projects,
    promises,
    risks,
    team,
    timeline,
    todo,
)

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.views.view import View

VIEWS: tuple[View, ...] = (
    overview.VIEW,
    todo.VIEW,
    projects.VIEW,
    board.VIEW,
    timeline.VIEW,
    team.VIEW,
    health.VIEW,
    compare.VIEW,
    history.VIEW,
    promises.VIEW,
    constraints.VIEW,
    capacity.VIEW,
    risks.VIEW,
    data.VIEW,
)
"""The first view of each entry is the one that its link in the navigation leads to; the first of all is the portfolio's home."""

ENTRIES: dict[str, Text] = {
    "overview": {"en": "Overview", "ko": "한눈에 보기"},
    "projects": {"en": "Projects", "ko": "프로젝트"},
    "promises": {"en": "Promises", "ko": "목표와 실적"},
    "limits": {"en": "Limits and risks", "ko": "제약과 위험"},
    "data": {"en": "Data and models", "ko": "데이터와 모델"},
}
"""The entries of the navigation."""


def entry_views(entry: str) -> tuple[View, ...]:
    """The views of one entry, in order."""
    return tuple(view for view in VIEWS if view.entry == entry)


HOME = VIEWS[0]
