"""What a project costs, as its document states it: for the rules that compare it with the budget and with the value."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import non_negative, positive
from prospectus.model.document import read_once
from prospectus.project.datasets import datasets, labelling_cost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

PERIODS_A_YEAR = {"month": 12, "quarter": 4, "year": 1}
_DAYS_A_YEAR = 365.25


class Cost(NamedTuple):
    """One stated cost: in money a year, or once, in a currency (None where neither it nor the budget names one)."""

    stated_at: Node
    yearly: float
    once: float
    currency: str | None

    @property
    def first_year(self) -> float:
        """What is spent on it in the first year."""
        return self.yearly + self.once


@read_once
def costs(document: Document) -> list[Cost]:
    """The costs of hardware, of labelling and of the rest.

    A cost without a currency is in that of the budget.
    """
    own = document.at("constraints.budget.currency").text()
    return [*_hardware(document, own), *_others(document, own), *_labelling(document, own)]


def _hardware(document: Document, own: str | None) -> Iterator[Cost]:
    hardware = document.at("requirements.hardware")
    monthly = non_negative(hardware.at("cost_per_month"))
    if monthly is not None:
        yield Cost(hardware.at("cost_per_month"), 12 * monthly, 0, hardware.at("currency").text() or own)


def _others(document: Document, own: str | None) -> Iterator[Cost]:
    for cost in document.at("constraints.costs").each():
        amount, period = non_negative(cost.at("amount")), cost.at("period").text() or ""
        times = PERIODS_A_YEAR.get(period)
        if amount is not None and (times or period == "once"):
            currency = cost.at("currency").text() or own
            yield Cost(cost.at("amount"), amount * (times or 0), 0 if times else amount, currency)


def _labelling(document: Document, own: str | None) -> Iterator[Cost]:
    for dataset in datasets(document):
        amount, price = non_negative(dataset.at("cost.amount")), labelling_cost(dataset)
        if amount is not None:
            yield Cost(dataset.at("cost.amount"), 0, amount, dataset.at("cost.currency").text() or own)
        elif price is not None:
            annotation = dataset.at("annotation")
            yield Cost(annotation.at("unit_price"), 0, price, annotation.at("currency").text() or own)


def in_currency(known: list[Cost], currency: str | None) -> tuple[list[Cost], list[Cost]]:
    """The costs in a currency, and those in another; a cost without one is taken to be in it, and one of nothing counts with none."""
    own = [cost for cost in known if cost.currency in {None, currency}]
    return own, [cost for cost in known if cost.currency not in {None, currency} and cost.first_year]


class Payback(NamedTuple):
    """What is spent once against what a year brings and costs, all in one currency; ``years`` until it has come back."""

    once: float
    value: float
    yearly: float

    @property
    def years(self) -> float:
        """``once / (value - yearly)``; infinite where a year costs no less than it brings."""
        gain = self.value - self.yearly
        return self.once / gain if gain > 0 else inf


def yearly_value(document: Document) -> float | None:
    """What the project brings in a year, or once; None where that or its currency is not stated."""
    estimate = document.at("business.value_estimate")
    amount, period = non_negative(estimate.at("amount")), estimate.at("period").text() or ""
    if amount is None or estimate.at("currency").text() is None or period not in {"once", *PERIODS_A_YEAR}:
        return None
    return amount * PERIODS_A_YEAR.get(period, 1)


def spending(document: Document) -> list[Cost]:
    """The stated costs, or the budget where nothing else says what will be spent."""
    known, planned = costs(document), budget(document)
    return known or ([planned] if planned else [])


def payback(document: Document) -> Payback | None:
    """What the project spends in the currency of its value against that value; None where it brings none a year."""
    estimate, value = document.at("business.value_estimate"), yearly_value(document)
    if value is None or estimate.at("period").text() == "once":
        return None
    spent, _ = in_currency(spending(document), estimate.at("currency").text())
    return Payback(sum(cost.once for cost in spent), value, sum(cost.yearly for cost in spent))


def project_years(document: Document) -> float:
    """How many years a project lasts, from its creation to its deadline or by its weeks; one where it is shorter or not known."""
    schedule = document.at("constraints.schedule")
    weeks, start, end = positive(schedule.at("weeks")), document.at("created").date(), schedule.at("deadline").date()
    days = (end - start).days if start is not None and end is not None else 7 * (weeks or 0)
    return max(1.0, round(days / _DAYS_A_YEAR, 1))


def budget(document: Document) -> Cost | None:
    """What may be spent; None where no amount is stated."""
    stated = document.at("constraints.budget")
    amount, times = non_negative(stated.at("amount")), PERIODS_A_YEAR.get(stated.at("period").text() or "")
    if amount is None:
        return None
    return Cost(stated.at("amount"), amount * (times or 0), 0 if times else amount, stated.at("currency").text())
