"""The home of the portfolio: what needs me, what was promised and delivered, and every project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.markup import html, tag
from prospectus_site.views.overview.attention import attention
from prospectus_site.views.overview.moved import moved
from prospectus_site.views.overview.numbers import numbers
from prospectus_site.views.overview.pipeline import pipeline
from prospectus_site.views.overview.projects import projects
from prospectus_site.views.overview.service import service
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from prospectus_site.addresses.here import Here
    from prospectus_site.portfolio.portfolio import Portfolio


def make(portfolio: Portfolio, here: Here) -> Answer:
    """The first screen, then all projects."""
    table = projects(portfolio, here)
    if not portfolio.projects:
        return Answer((table,))
    first = [
        numbers(portfolio, here),
        tag("div", attention(portfolio, here), service(portfolio, here), class_="prospectus-halves"),
        pipeline(portfolio, here),
        moved(portfolio, here),
    ]
    return Answer((table,), lead=html(first))


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
