"""The data sets of a project: which models each serves, how many records it holds, and what its labels cost."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING

from prospectus.ground.folding import folded
from prospectus.ground.numbers import positive
from prospectus.ground.pattern import Pattern
from prospectus.model.document import read_once
from prospectus.project.models import models, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def days_covered(periods: Iterable[Node]) -> int:
    """How many days periods cover together; a day in two of them counts once, and an open period not at all."""
    spans = sorted(
        (start.toordinal(), end.toordinal())
        for period in periods
        if (start := period.at("from").date()) and (end := period.at("to").date())
    )
    days, known = 0, 0
    for first, last in spans:
        days += max(0, last - max(first, known + 1) + 1)
        known = max(known, last)
    return days


def labelling_cost(dataset: Node) -> float | None:
    """Price x records x labels per record; None where the price or the number of records is unknown."""
    price = positive(dataset.at("annotation.unit_price"))
    count = None if price is None else records(dataset)
    if price is None or count is None:
        return None
    cost = price * count * (positive(dataset.at("redundancy")) or 1)
    return cost if isfinite(cost) else None


def records(dataset: Node) -> float | None:
    """How many records a data set has: its total, else the sum of its kinds, if no record counts in two of them."""
    total = positive(dataset.at("total"))
    return total or (None if dataset.at("overlapping").flag() else sum_of(dataset.at("kinds")))


def sum_of(kinds: Node) -> float | None:
    """What the quantities of all kinds add up to; None unless every kind states its own."""
    quantities = [positive(kind.at("quantity")) for kind in kinds.each()]
    total = sum(quantity or 0 for quantity in quantities)
    return total if all(quantities) and 0 < total < float("inf") else None


_RECORDS = (
    r"(?:[ _-]*(?:record|row|case|sample|example|image|photo|transaction|class|user|customer|item|part)(?:s|es)?)?"
)
_NEGATIVE = Pattern(
    rf"(?:negatives?|normal|defect-?free|ok|healthy|benign|legitimate|legit|genuine|stayed|stayers?|retained|ham|(?:class|label)[ _]?0)"
    rf"{_RECORDS}|정상|양품|음성|정상 (?:거래|데이터|샘플|이미지|제품)",
    re.IGNORECASE,
)
_POSITIVE = Pattern(
    rf"(?:positives?|fraud(?:ulent)?|churn(?:ed|ers?)?|leavers?|cancelled|canceled|spam|defects?|defective|faulty|(?:class|label)[ _]?1)"
    rf"{_RECORDS}|양성|이탈|해지|사기|불량|결함|스팸",
    re.IGNORECASE,
)
_NOT = Pattern(r"(?:not?[ -]|non[ -]?|without[ ]|비(?=[가-힣])|미(?=[가-힣]))")
_SPEECH = "음성"
"""Korean for negative, but for speech as well: it counts only beside its opposite."""


def positive_share(dataset: Node) -> float | None:
    """Which share of its records a data set calls positive, by the names of its kinds; None where they do not plainly tell.

    They do where one kind is plainly the negative class, and where one of two is plainly a class, or the other one's contrary.
    """
    kinds, summed = [*dataset.at("kinds").each()], sum_of(dataset.at("kinds"))
    if summed is None or dataset.at("overlapping").flag() or len(kinds) < len("ab"):
        return None
    named = [(folded(kind.at("name").text() or ""), positive(kind.at("quantity")) or 0) for kind in kinds]
    found = sum(quantity for name, quantity in named if _POSITIVE.fullmatch(name))
    ruled_out = sum(quantity for name, quantity in named if _NEGATIVE.fullmatch(name) and (name != _SPEECH or found))
    if not ruled_out and len(named) == len("ab"):
        ruled_out = next((amount for (name, amount), (other, _) in (named, named[::-1]) if _denies(name, other)), 0)
    if ruled_out:
        return 1 - ruled_out / summed
    return found / summed if found and len(named) == len("ab") else None


def _denies(name: str, other: str) -> bool:
    """Whether a name is another one with a word before it that denies it: ``no click`` and ``click``."""
    denied = _NOT.match(name)
    return denied is not None and len(name) > denied.end() and other.startswith(name[denied.end() :])
