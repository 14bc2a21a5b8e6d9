"""Deployment: which version is in service since when, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.blocks.block import Block, Shown, rows_html
from prospectus_site.marks.badges import day
from prospectus_site.marks.terms import STRATEGIES, term
from prospectus_site.markup import joined, tag, written

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Deployment", "ko": "배포"}
_VERSION: Text = {"en": "Version", "ko": "버전"}
_ROLLBACK: Text = {"en": "Rollback", "ko": "롤백"}
_TESTED: Text = {"en": "tested", "ko": "시험일"}
_FALLBACK: Text = {"en": "Fallback", "ko": "대체 수단"}
_PEOPLE: Text = {"en": "Human review", "ko": "사람의 검토"}


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """What was put into service, and how it gets out again."""
    del portfolio
    found = project.plan.deployment
    if found is None:
        return None
    strategy = term(STRATEGIES, found.strategy, here.lang) if found.strategy else ""
    tested = tag("small", here.say(_TESTED), " ", day(found.rollback_tested)) if found.rollback_tested else ""
    version = joined([written(found.version), day(found.day), strategy], ", ")
    rows = (
        (here.say(_VERSION), version),
        (here.say(_ROLLBACK), joined([written(found.rollback), tested])),
        (here.say(_FALLBACK), written(found.fallback)),
        (here.say(_PEOPLE), written(found.human_review)),
    )
    content = rows_html(rows)
    return Shown(content, version) if content else None


BLOCK = Block("deployment", ("deployment",), _TITLE, ("deployment",), make)
