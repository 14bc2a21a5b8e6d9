"""Tables of what projects cost and bring, by currency: amounts of different currencies are never added."""

from __future__ import annotations

from collections import defaultdict
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import figure, grouped, percent

from prospectus_site.marks import badges
from prospectus_site.marks.cells import facets, titled_cell, under
from prospectus_site.marks.columns import nothing
from prospectus_site.markup import html
from prospectus_site.tables.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.limits import Budget, Estimate
    from prospectus_site.facts.project import Project
    from prospectus_site.portfolio.portfolio import Portfolio

_HEADS: dict[str, Text] = {
    "project": {"en": "Project", "ko": "프로젝트"},
    "currency": {"en": "Currency", "ko": "통화"},
    "yearly": {"en": "A year", "ko": "연간"},
    "once": {"en": "Once", "ko": "1회"},
    "first_year": {"en": "First year", "ko": "첫해"},
    "budget": {"en": "Share of the budget", "ko": "예산 대비"},
    "value": {"en": "Value a year", "ko": "연간 기대 효과"},
    "payback": {"en": "Pays back in", "ko": "회수 기간"},
    "projects": {"en": "Projects", "ko": "프로젝트 수"},
}
_COSTS: Text = {"en": "What each project costs", "ko": "프로젝트별 비용"}
_TOTALS: Text = {"en": "In all", "ko": "전체"}
_NOTE: Text = {
    "en": "As the documents state it: hardware, labels and other costs. The labels of a data set that several projects share are counted in each, and once in all. Projects that have ended are left out.",
    "ko": "문서에 적힌 장비, 라벨링, 기타 비용입니다. 여러 프로젝트가 함께 쓰는 데이터 세트의 라벨링 비용은 프로젝트마다 들어 있고, 전체 합계에는 한 번만 들어 있습니다. 종료된 프로젝트는 뺐습니다.",
}
_TOTALS_NOTE: Text = {
    "en": "One line a currency; nothing is converted.",
    "ko": "통화마다 한 줄이며 환산하지 않습니다.",
}
_EMPTY: Text = {
    "en": "No project states a cost yet. Add constraints.costs, a budget or a hardware cost to a document.",
    "ko": "아직 비용을 적은 프로젝트가 없습니다. 문서에 constraints.costs, 예산, 장비 비용을 적어 보세요.",
}
_NO_CURRENCY: Text = {"en": "currency not stated", "ko": "통화 미기재"}
_YEARS: Text = {"en": "{0} years", "ko": "{0}년"}
_NEVER: Text = {"en": "never: it costs no less than it brings", "ko": "회수 불가: 들어가는 비용이 효과보다 큼"}
_ONCE: Text = {"en": "once", "ko": "1회"}


class _Line(NamedTuple):
    """What a project costs and brings in one currency."""

    project: Project
    currency: str
    yearly: float
    once: float
    has_costs: bool
    budget: Budget | None
    estimate: Estimate | None


def cost_tables(portfolio: Portfolio, here: Here) -> tuple[Table, Table] | tuple[Table]:
    """The costs of each project, and their sums, by currency."""
    lines = [line for project in portfolio.active for line in _lines(project)]
    lines.sort(key=lambda line: (not line.currency, line.currency, -(line.yearly + line.once)))
    keys = ("project", "yearly", "once", "first_year", "budget", "value", "payback")
    columns = (*_columns(here, *keys), Column("currency", "", "data"))
    rows = tuple(_row(line, here) for line in lines)
    costs = Table(
        "costs", here.say(_COSTS), columns, rows, note=here.say(_NOTE) if rows else None, empty=here.say(_EMPTY)
    )
    return (costs, _totals(lines, here)) if rows else (costs,)


def _columns(here: Here, *keys: str) -> tuple[Column, ...]:
    return tuple(
        Column(key, here.say(_HEADS[key]), "text" if key in {"project", "currency"} else "number") for key in keys
    )


def _lines(project: Project) -> list[_Line]:
    """One line for each currency in which something is stated."""
    limits = project.limits
    currencies = {cost.currency: None for cost in limits.costs}
    for stated in (limits.budget, limits.estimate):
        if stated is not None:
            currencies.setdefault(stated.currency)
    found = []
    for currency in currencies:
        costs = [cost for cost in limits.costs if cost.currency == currency]
        budget, estimate = limits.budget, limits.estimate
        found.append(
            _Line(
                project,
                currency,
                sum(cost.yearly for cost in costs),
                sum(cost.once for cost in costs),
                bool(costs),
                budget if budget and budget.currency == currency else None,
                estimate if estimate and estimate.currency == currency else None,
            )
        )
    return found


def _row(line: _Line, here: Here) -> Row:
    share, estimate = line.budget.share if line.budget else None, line.estimate
    value = nothing()
    if estimate is not None:
        shown = html([_amount(estimate.amount), under(here.say(_ONCE) if estimate.is_once else None)])
        value = Cell(estimate.amount, shown)
    cells = (
        titled_cell(line.project, here),
        *(_money(amount, line) for amount in (line.yearly, line.once, line.yearly + line.once)),
        Cell(share, percent(share), "bad" if share > 1 else "") if share is not None else nothing(),
        value,
        _payback(estimate, here),
        Cell(line.currency),
    )
    return Row(cells, group=line.currency or here.say(_NO_CURRENCY), facets=facets(line.project))


def _money(amount: float, line: _Line) -> Cell:
    return Cell(amount, _amount(amount)) if line.has_costs and amount < inf else nothing()


def _amount(amount: float) -> str:
    return grouped(amount) if amount < inf else "\N{INFINITY}"


def _payback(estimate: Estimate | None, here: Here) -> Cell:
    if estimate is None or estimate.years is None:
        return nothing()
    if estimate.years == inf:
        return Cell(None, badges.chip(here.say(_NEVER), "bad"))
    return Cell(estimate.years, here.say(_YEARS).format(figure(round(estimate.years, 1) or round(estimate.years, 2))))


def _shared(lines: Sequence[_Line], currency: str) -> float:
    """What the labels of data sets cost that more than one project states: the same amount for the same data set is paid once."""
    seen: set[tuple[str, float]] = set()
    repeated = 0.0
    for line in lines:
        for cost in line.project.limits.costs:
            key = cost.dataset, cost.once
            if cost.dataset and cost.currency == currency:
                repeated += cost.once if key in seen else 0
                seen.add(key)
    return repeated


def _totals(lines: Sequence[_Line], here: Here) -> Table:
    by_currency: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        by_currency[line.currency].append(line)
    rows = []
    for currency, found in by_currency.items():
        spent = [line for line in found if line.has_costs]
        yearly, once = sum(line.yearly for line in spent), sum(line.once for line in spent) - _shared(spent, currency)
        value = sum(line.estimate.amount for line in found if line.estimate and not line.estimate.is_once)
        amounts = (Cell(amount, _amount(amount)) for amount in (yearly, once, yearly + once, value))
        rows.append(Row((Cell(currency, currency or here.say(_NO_CURRENCY)), Cell(len(found)), *amounts)))
    columns = _columns(here, "currency", "projects", "yearly", "once", "first_year", "value")
    return Table("totals", here.say(_TOTALS), columns, tuple(rows), note=here.say(_TOTALS_NOTE))
