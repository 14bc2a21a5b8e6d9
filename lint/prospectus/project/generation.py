"""Generative models: which they are, what a request to them costs, and what it needs of their context."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import non_negative, positive
from prospectus.model.document import read_once
from prospectus.project.devices import VENDOR
from prospectus.project.feasibility import TIMES_A_YEAR
from prospectus.project.models import models
from prospectus.project.sourcing import is_trained_elsewhere

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

PRICED = 1_000_000
"""Vendors give the price of so many tokens."""


@read_once
def generators(document: Document) -> tuple[Node, ...]:
    """The models that generate text or other content."""
    return tuple(model for model in models(document) if model.at("task").value == "generation")


def is_bought(model: Node) -> bool:
    """Whether a model is used through a vendor's API."""
    return bool(model.at("access").value == VENDOR)


def is_prompted(model: Node) -> bool:
    """Whether a model is steered by a prompt alone: it is bought, or runs here as it was published."""
    return is_bought(model) or (model.at("access").value == "open-weights" and is_trained_elsewhere(model))


def needed_context(model: Node) -> float | None:
    """The tokens of the longest request, input and output; None where they are not stated."""
    tokens = model.at("tokens")
    longest = positive(tokens.at("longest_input")) or positive(tokens.at("input"))
    return None if longest is None else longest + (non_negative(tokens.at("output")) or 0)


class TokenCost(NamedTuple):
    """What the tokens of a model cost in a year, in ``currency``: ``requests`` a year at ``each``."""

    requests: float
    each: float
    currency: str

    @property
    def yearly(self) -> float:
        """Money a year."""
        return self.requests * self.each


def token_cost(document: Document, model: Node) -> TokenCost | None:
    """What the tokens of a model cost in a year by the stated volume; None where price, tokens or volume are not stated."""
    volume, price, tokens = (
        document.at("feasibility.fit.repetitive.volume"),
        model.at("token_price"),
        model.at("tokens"),
    )
    count, times = positive(volume.at("value")), TIMES_A_YEAR.get(volume.at("per").text() or "")
    given, taken = non_negative(tokens.at("input")), non_negative(tokens.at("output"))
    price_in, price_out = non_negative(price.at("input")), non_negative(price.at("output"))
    currency = price.at("currency").text()
    if count is None or times is None or given is None or taken is None or currency is None:
        return None
    if price_in is None or price_out is None:
        return None
    return TokenCost(count * times, (given * price_in + taken * price_out) / PRICED, currency)
