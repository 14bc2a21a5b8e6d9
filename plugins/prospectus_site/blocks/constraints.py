"""Constraints: what a project must keep to, class by class, and how much of each limit is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import percent

from prospectus_site.blocks.block import Block, Shown, rows_html
from prospectus_site.charts import Use, headroom
from prospectus_site.marks.badges import due, money
from prospectus_site.marks.lines import budget_words
from prospectus_site.marks.terms import CONSTRAINTS, term
from prospectus_site.markup import EMPTY, html, joined, tag, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.constraints import Part
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Constraints", "ko": "제약 조건"}
_KEY: Text = {"en": "{0} of 11 classes", "ko": "11개 부류 중 {0}개"}
_YEARLY: Text = {"en": "{0} / year", "ko": "연 {0}"}
_COSTS: Text = {"en": "Costs", "ko": "비용"}
_KINDS: dict[str, Text] = {
    "hardware": {"en": "hardware", "ko": "장비"},
    "cost_per_month": {"en": "hardware", "ko": "장비"},
    "annotation": {"en": "labelling", "ko": "라벨 작업"},
}


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """The classes of which something is said, with the costs beside the budget."""
    rows: list[tuple[str, Markup]] = []
    for name, parts in project.constraints:
        rows.append((term(CONSTRAINTS, name, here.lang), _class(name, parts, project, portfolio, here)))
        if name == "budget":
            rows.append((here.say(_COSTS), _costs(project, here)))
    if not rows:
        return None
    share = project.limits.budget.share if project.limits.budget else None
    used = f", {here.say({'en': 'budget used', 'ko': '예산 사용'})} {percent(share)}" if share is not None else ""
    return Shown(rows_html(rows), here.say(_KEY).format(len(project.constraints)) + used)


def _class(name: str, parts: Iterable[Part], project: Project, portfolio: Portfolio, here: Here) -> Markup:
    limits = project.limits
    if name == "schedule" and limits.deadline is not None:
        return due(limits.deadline, portfolio.today, here.lang, is_done=project.is_delivered)
    if name == "budget" and limits.budget is not None:
        words, budget = budget_words(limits.budget, here.lang), limits.budget
        chart = (
            headroom(Use(budget.used, budget.amount), None, lang=here.lang, is_compact=True)
            if budget.used is not None
            else EMPTY
        )
        return html([words, " ", tag("span", chart, class_="prospectus-spark") if chart else EMPTY])
    said = (
        html([tag("small", part.label), " ", written(part.words)]) if part.label else written(part.words)
        for part in parts
    )
    return joined(said, " · ")


def _costs(project: Project, here: Here) -> Markup:
    parts = []
    for cost in project.limits.costs:
        amounts = [
            here.say(_YEARLY).format(money(cost.yearly, cost.currency)) if cost.yearly else "",
            money(cost.once, cost.currency) if cost.once else "",
        ]
        parts.append(
            html(
                [
                    written(term(_KINDS, cost.what, here.lang) if cost.what in _KINDS else cost.what),
                    " ",
                    joined(amounts, " + "),
                ]
            )
        )
    return joined(parts, " · ")


BLOCK = Block("constraints", ("constraints",), _TITLE, ("constraints",), make)
