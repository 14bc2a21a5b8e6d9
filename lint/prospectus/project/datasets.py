"""The data sets of a project: which models each serves, how many records it holds, and what its labels cost."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from prospectus.ground.numbers import positive
from prospectus.model.document import read_once
from prospectus.project.models import models, name_of

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

TRAINING = frozenset({"train", "validation"})
TESTING = frozenset({"test", "golden"})
"""The purposes of a data set, by whether a model may learn from it."""


@read_once
def _datasets(document: Document) -> tuple[tuple[str | None, Node], ...]:
    """The data sets with their purposes."""
    each = document.at("data.datasets").each()
    return tuple((dataset.at("purpose").text(), dataset) for dataset in each if isinstance(dataset.value, dict))


def datasets(document: Document, *purposes: str) -> list[Node]:
    """The data sets with one of these purposes; all of them where none is given."""
    return [dataset for purpose, dataset in _datasets(document) if not purposes or purpose in purposes]


@read_once
def models_of(document: Document) -> dict[str, list[Node]]:
    """The models that each data set serves, by its id, as the model or the data set says."""
    named: dict[str, Node] = {}
    found: dict[str, dict[object, Node]] = {}
    for model in models(document):
        named.setdefault(name_of(model), model)
        for name in model.at("train").texts() + model.at("test").texts():
            found.setdefault(name, {})[model.path] = model
    for dataset in datasets(document):
        for name in dataset.at("models").texts():
            if name in named:
                found.setdefault(name_of(dataset), {})[named[name].path] = named[name]
    return {name: list(served.values()) for name, served in found.items()}


def days_in(period: Node) -> int | None:
    """How many days a period lasts, its first and its last one included; None when it is open or ends before it begins."""
    start, end = period.at("from").date(), period.at("to").date()
    return (end - start).days + 1 if start and end and start <= end else None


def labelling_cost(dataset: Node) -> float | None:
    """Price x records x labels per record; None where the price or the number of records is unknown."""
    price = positive(dataset.at("annotation.unit_price"))
    count = None if price is None else records(dataset)
    if price is None or count is None:
        return None
    cost = price * count * (positive(dataset.at("redundancy")) or 1)
    return cost if isfinite(cost) else None


def records(dataset: Node) -> float | None:
    """How many records a data set has: its total, else the sum of its kinds."""
    return positive(dataset.at("total")) or sum_of(dataset.at("kinds"))


def sum_of(kinds: Node) -> float | None:
    """What the quantities of all kinds add up to; None unless every kind states its own."""
    quantities = [positive(kind.at("quantity")) for kind in kinds.each()]
    total = sum(quantity or 0 for quantity in quantities)
    return total if all(quantities) and 0 < total < float("inf") else None
