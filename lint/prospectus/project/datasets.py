"""The data sets and models of a project, and what they say of each other."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from prospectus.project.capacity import amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node


def datasets(document: Document, *purposes: str) -> Iterator[Node]:
    """The data sets with one of these purposes; all of them where none is given."""
    for dataset in document.at("data.datasets").each():
        if isinstance(dataset.value, dict) and (not purposes or dataset.at("purpose").text() in purposes):
            yield dataset


def name_of(item: Node) -> str:
    """The id of a data set or a model; its place where it has none."""
    return item.at("id").text() or item.where


def models_of(document: Document) -> dict[str, list[Node]]:
    """The models that each data set serves, by its id, as the model or the data set says."""
    models: dict[str, Node] = {}
    found: dict[str, dict[object, Node]] = {}
    for model in document.at("models").each():
        models.setdefault(name_of(model), model)
        for name in model.at("train").texts() + model.at("test").texts():
            found.setdefault(name, {})[model.path] = model
    for dataset in datasets(document):
        for name in dataset.at("models").texts():
            if name in models:
                found.setdefault(name_of(dataset), {})[models[name].path] = models[name]
    return {name: list(served.values()) for name, served in found.items()}


def labelling_cost(dataset: Node) -> float | None:
    """Price x records x labels per record; None where the price or the number of records is unknown."""
    price, count = amount(dataset.at("annotation.unit_price")), records(dataset)
    if price is None or count is None:
        return None
    cost = price * count * (amount(dataset.at("redundancy")) or 1)
    return cost if isfinite(cost) else None


def records(dataset: Node) -> float | None:
    """How many records a data set has: its total, else the sum of its kinds."""
    return amount(dataset.at("total")) or sum_of(dataset.at("kinds"))


def sum_of(kinds: Node) -> float | None:
    """What the quantities of all kinds add up to; None unless every kind states its own."""
    quantities = [amount(kind.at("quantity")) for kind in kinds.each()]
    total = sum(quantity or 0 for quantity in quantities)
    return total if all(quantities) and 0 < total < float("inf") else None
