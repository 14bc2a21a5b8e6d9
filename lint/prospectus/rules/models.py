"""MOD: every model says what goes in and what comes out, fits the models beside it, and has data and a use."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.datasets import datasets, name_of
from prospectus.rules import violations
from prospectus.rules.data import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_SIDES: dict[str, Text] = {
    "input": {"en": "input", "ko": "입력"},
    "output": {"en": "output", "ko": "출력"},
    "both": {"en": "input and output", "ko": "입력과 출력"},
}

_TRAINING = frozenset({"train", "validation"})
_TESTING = frozenset({"test", "golden"})


@document_rule("MOD01", "model-without-input-or-output", Severity.ERROR, since="design", asks=True)
def without_input_or_output(document: Document, _context: Context) -> Iterator[Finding]:
    """A model does not say what goes in or what comes out."""
    yield from violations.missing(document, "MOD01")


@document_rule("MOD02", "pipeline-types-do-not-chain", Severity.ERROR, since="design")
def types_do_not_chain(document: Document, _context: Context) -> Iterator[Finding]:
    """A model does not take what the model before it gives."""
    models = document.at("models")
    by_id = _by_id(models)
    in_circles = {item.path for circle in circles(models) for item in circle}
    for consumer in models.each():
        at = consumer.at("input.type")
        taken = at.texts() or ([only] if (only := at.text()) else [])
        folded = {_folded(kind) for kind in taken}
        for item in consumer.at("depends_on").each():
            producer = by_id.get(item.text() or "")
            given = producer.at("output.type") if producer else item
            kind = given.text()
            if producer is None or not taken or kind is None or _folded(kind) in folded or item.path in in_circles:
                continue
            facts = {
                "consumer": name_of(consumer),
                "producer": name_of(producer),
                "given": kind,
                "taken": " | ".join(taken),
            }
            labels = (label(given, "given", producer=name_of(producer)), label(item, "depends"))
            yield Finding(at, "default", facts, labels)


def _by_id(models: Node) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for model in models.each():
        if name := model.at("id").text():
            found.setdefault(name, model)
    return found


def _folded(kind: str) -> str:
    """A type without case, separators and plural: ``image-crops`` and ``Image crop`` are one."""
    return re.sub(r"[\W_]+", "", kind.casefold()).removesuffix("s")


@document_rule("MOD03", "pipeline-cycle", Severity.ERROR, since="design")
def pipeline_cycle(document: Document, _context: Context) -> Iterator[Finding]:
    """Models depend on each other in a circle, so that none can run first."""
    for circle in circles(document.at("models")):
        first = circle[0].text()
        if len(circle) == 1:
            yield Finding(circle[0], "self", {"model": first})
            continue
        names = [circle[-1].text() or "", *(item.text() or "" for item in circle)]
        road = " -> ".join(names if len(names) <= SHOWN else [*names[: SHOWN - 2], "…", names[-1]])
        labels = tuple(
            label(item, "road", model=model, other=item.text())
            for model, item in list(zip(names, circle, strict=False))[1:SHOWN]
        )
        yield Finding(circle[0], "default", {"road": road, "count": len(circle)}, labels)


def circles(models: Node) -> list[list[Node]]:
    """The circles in ``depends_on``, each as the items that lead from model to model.

    A circle begins at the first of its models in the document, and no model stands in two of them.
    """
    needs = {
        name: {other: item for item in model.at("depends_on").each() if (other := item.text())}
        for name, model in _by_id(models).items()
    }
    order = {name: place for place, name in enumerate(needs)}
    found: list[list[Node]] = []
    done: set[str] = set()
    taken: set[str] = set()
    for root, others in needs.items():
        road, places, pending = [root], {root: 0}, [iter(others)]
        while road and root not in done:
            name = next(pending[-1], None)
            if name is None:
                done.add(road[-1])
                del places[road.pop()]
                pending.pop()
            elif name in places:
                circle = road[places[name] :]
                if taken.isdisjoint(circle):
                    taken.update(circle)
                    start = min(range(len(circle)), key=lambda place: order[circle[place]])
                    circle = circle[start:] + circle[: start + 1]
                    found.append([needs[one][other] for one, other in pairwise(circle)])
            elif name in needs and name not in done:
                places[name] = len(road)
                road.append(name)
                pending.append(iter(needs[name]))
    return sorted(found, key=lambda items: items[0].path[1])


@document_rule("MOD04", "model-without-example", Severity.INFO, since="prototype", asks=True)
def without_example(document: Document, _context: Context) -> Iterator[Finding]:
    """A model shows no example of what goes in or what comes out."""
    for model in document.at("models").each():
        sides = [side for side in ("input", "output") if isinstance(model.at(side).value, dict)]
        lacking = [side for side in sides if model.at(side, "example").is_blank]
        if lacking:
            side = _SIDES["both" if len(lacking) > 1 else lacking[0]]
            yield Finding(model.at(lacking[0], "example"), "default", {"model": name_of(model), "side": side})


@document_rule("MOD05", "model-without-data-or-use", Severity.ERROR, since="design", asks=True)
def without_data_or_use(document: Document, _context: Context) -> Iterator[Finding]:
    """A model has no training data, test data or use, or a data set serves no model."""
    models = [model for model in document.at("models").each() if isinstance(model.value, dict)]
    if not models:
        return
    has_data = isinstance(document.at("data.datasets").value, list)
    trains, tests, wanted = _served(document, _TRAINING), _served(document, _TESTING), _wanted(document)
    for model in models:
        name = name_of(model)
        if has_data and model.at("train").is_blank and name not in trains:
            yield Finding(model.at("train"), "train", {"model": name}, violations.because(document, "design"))
        if has_data and model.at("test").is_blank and name not in tests:
            yield Finding(model.at("test"), "test", {"model": name}, violations.because(document, "design"))
        if model.at("objective").is_blank and name not in wanted:
            yield Finding(model.at("objective"), "use", {"model": name}, violations.because(document, "design"))
    used = {name for model in models for key in ("train", "test") for name in model.at(key).texts()}
    used.update(document.at("evaluation.offline.quantitative.datasets").texts())
    for dataset in datasets(document):
        if dataset.at("id").text() and name_of(dataset) not in used and dataset.at("models").is_blank:
            yield Finding(dataset.at("id"), "dataset", {"dataset": name_of(dataset)})


def _served(document: Document, purposes: frozenset[str]) -> set[str]:
    """The models that data sets with these purposes say they serve."""
    return {name for dataset in datasets(document, *purposes) for name in dataset.at("models").texts()}


def _wanted(document: Document) -> set[str]:
    """The models that a requirement names, or that another model builds on."""
    users = [*document.at("requirements.functional").each()]
    return {
        *(name for item in users for name in item.at("models").texts()),
        *(name for model in document.at("models").each() for name in model.at("depends_on").texts()),
    }


RULES = (
    without_input_or_output,
    types_do_not_chain,
    pipeline_cycle,
    without_example,
    without_data_or_use,
)
