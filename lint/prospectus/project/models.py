"""The models of a project, the order in which they run, and the cycles that leave none."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from prospectus.ground.graph import cycles
from prospectus.ground.numbers import positive
from prospectus.model.document import read_once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node


@read_once
def models(document: Document) -> tuple[Node, ...]:
    """The models of a document, in order."""
    return tuple(document.at("models").each())


def name_of(item: Node) -> str:
    """The id of a model, a data set or another thing that has one; its place where it has none."""
    return item.at("id").text() or item.where


def models_by_id(declared: Node) -> dict[str, Node]:
    """The models by id; of two with the same, the first."""
    found: dict[str, Node] = {}
    for model in declared.each():
        if name := model.at("id").text():
            found.setdefault(name, model)
    return found


def dependency_cycles(declared: Node) -> list[list[Node]]:
    """The cycles in ``depends_on``, each as the items that lead from model to model, in the order of the document.

    A cycle begins at the first of its models, and no model stands in two of them.
    """
    needs: dict[str, dict[str, Node]] = {
        name: {other: item for item in model.at("depends_on").each() if (other := item.text())}
        for name, model in models_by_id(declared).items()
    }
    if not any(needs.values()):
        return []
    found = [
        [needs[one][other] for one, other in zip(cycle, [*cycle[1:], cycle[0]], strict=True)] for cycle in cycles(needs)
    ]
    return sorted(found, key=lambda items: items[0].path[1])


def critical_path(declared: Node) -> tuple[Node, ...]:
    """The chain of models through ``depends_on`` whose ``processing_ms`` sum up to the most, in running order.

    Models that do not depend on each other may run side by side, so this is the least time that a request needs. Empty
    where a model of the chain states no time, or where models depend on each other in a cycle.
    """
    from graphlib import CycleError, TopologicalSorter  # noqa: PLC0415 - only for documents that state models

    by_id = models_by_id(declared)
    needs = {name: [one for one in model.at("depends_on").texts() if one in by_id] for name, model in by_id.items()}
    longest: dict[str, float] = {}
    before: dict[str, str | None] = {}
    try:
        for name in TopologicalSorter(needs).static_order():
            first = max(needs[name], key=longest.__getitem__, default=None)
            own = positive(by_id[name].at("processing_ms"))
            longest[name] = (longest[first] if first is not None else 0) + (own or 0)
            before[name] = first
    except CycleError:
        return ()
    path: list[Node] = []
    last = max(longest, key=longest.__getitem__, default=None)
    while last is not None:
        path.append(by_id[last])
        last = before[last]
    return tuple(reversed(path)) if all(positive(model.at("processing_ms")) for model in path) else ()


def earliest_starts(declared: Node) -> dict[str, float]:
    """When each model can begin at the earliest, in milliseconds after the request, by its id: as soon as those that it needs are done.

    Empty where a model states no time, or where models depend on each other in a cycle.
    """
    from graphlib import CycleError, TopologicalSorter  # noqa: PLC0415 - only for documents that state models

    by_id = models_by_id(declared)
    times = {name: positive(model.at("processing_ms")) for name, model in by_id.items()}
    needs = {name: [one for one in model.at("depends_on").texts() if one in by_id] for name, model in by_id.items()}
    starts: dict[str, float] = {}
    try:
        for name in TopologicalSorter(needs).static_order():
            starts[name] = max((starts[one] + (times[one] or 0) for one in needs[name]), default=0.0)
    except CycleError:
        return {}
    return starts if all(times.values()) and all(map(isfinite, starts.values())) else {}


def pipeline_gb(sharing: Iterable[Node], key: str = "memory_gb") -> float | None:
    """The memory of one copy of all models that share a device, in GB; None unless every one of them states its own.

    ``key`` may be ``planned_memory_gb``: then each model that plans no reduction counts as it is.
    """
    total = 0.0
    for model in sharing:
        size = positive(model.at(key)) or positive(model.at("memory_gb"))
        if size is None:
            return None
        total += size
    return total if total and isfinite(total) else None


def total_ms(path: Iterable[Node]) -> float:
    """The sum of the mean times of models that run one after another, in milliseconds: means add up."""
    return sum(positive(model.at("processing_ms")) or 0 for model in path)
