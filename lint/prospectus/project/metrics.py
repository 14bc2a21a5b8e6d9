"""The metrics of a project: their newest values, what beats what, and which of them say from where and to where.

Every function takes nodes, tolerates partial documents, and never raises.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import gt, itemgetter, lt
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import finite
from prospectus.model.document import read_once
from prospectus.project.known_metrics import known_metric

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.project.known_metrics import Known
    from prospectus.reading.front_matter.node import Node

KINDS = frozenset({"model", "business", "system", "fairness"})
"""What a metric can judge. Of a metric of another kind nobody knows it: STR03 says that there is no such kind."""

DIRECTIONS = frozenset({"max", "min"})
"""The directions in which a value can be better than another; ``target`` is only near or far."""

FLOORS = frozenset({"dummy", "rule", "human", "current"})
"""The kinds of baseline that say what is to be had without the project's model."""

BETTER: dict[str, Text] = {
    "max": {"en": "higher", "ko": "높을수록"},
    "min": {"en": "lower", "ko": "낮을수록"},
}
"""Which values of a metric are better, in words, by its direction."""

BASELINES = FLOORS | {"previous-model", "vendor", "none"}
"""Every kind of baseline. Of another nobody knows what it says: STR03 says that there is no such kind."""

STAYS_WITHIN = ("guardrail", "satisficing")
"""The roles of metrics that keep to a limit, and promise no improvement."""

SIMPLE_SOLUTIONS = FLOORS - {"dummy"}
"""The kinds of baseline that solve the problem, if poorly; a dummy only marks the worst."""


class Measured(NamedTuple):
    """One dated entry of a metric's ``measured``."""

    day: date
    entry: Node


@read_once
def metrics(document: Document) -> tuple[Node, ...]:
    """The metrics of a document, in order."""
    return tuple(document.at("metrics").each())


@read_once
def metrics_by_id(document: Document) -> dict[str, Node]:
    """The metrics by id; of two with the same, the first."""
    found: dict[str, Node] = {}
    for metric in metrics(document):
        name = metric.at("id").text()
        if name is not None:
            found.setdefault(name, metric)
    return found


@read_once
def model_metrics(document: Document) -> tuple[Node, ...]:
    """The metrics that judge a model."""
    return tuple(metric for metric in metrics(document) if metric.at("kind").value == "model")


@read_once
def with_objective(document: Document) -> frozenset[str]:
    """The ids of the metrics that an objective names."""
    return frozenset(name for one in document.at("objectives").each() if (name := one.at("metric").text()))


def kind_of(metric: Node) -> str | None:
    """What a metric judges; None where it says nothing, or a kind that does not exist."""
    kind = metric.at("kind").text()
    return kind if kind in KINDS else None


def called(metric: Node) -> Node | str:
    """What a metric is called: its id, else its name, else its place."""
    return next((at for at in (metric.at("id"), metric.at("name")) if at.text()), metric.where)


# -- what beats what -------------------------------------------------------------------------------------------------


def is_better(metric: Node, value: float, other: float) -> bool | None:
    """Whether a value of a metric beats another; None when the metric has no such direction."""
    direction = metric.at("direction").value
    if direction == "max":
        return value > other
    return value < other if direction == "min" else None


def is_met(metric: Node, entry: Node | None) -> bool | None:
    """Whether a measured value reaches the metric's target; None when that cannot be said."""
    target = metric.at("target").number()
    value = entry.at("value").number() if entry is not None else None
    if target is None or value is None:
        return None
    beaten = is_better(metric, target, value)
    return None if beaten is None else not beaten


def contradicted(metric: Node) -> Known | None:
    """What is known about a metric, when the direction stated is the opposite of it."""
    stated = metric.at("direction").text()
    if stated not in DIRECTIONS:
        return None
    known = known_metric(metric)
    return known if known is not None and not known.is_doubted and stated != known.direction else None


# -- what was measured -----------------------------------------------------------------------------------------------


def measured(metric: Node, phase: str | None = None, *, with_slices: bool = False) -> list[Measured]:
    """The dated values of a metric in the order of the text: of one phase or of both, of all the data or of slices too."""
    found = []
    for entry in metric.at("measured").each():
        stated = entry.value
        if (
            isinstance(stated, dict)
            and (phase is None or stated.get("phase") == phase)
            and (with_slices or stated.get("slice") is None)
            and (day := entry.at("date").date()) is not None
        ):
            found.append(Measured(day, entry))
    return found


def newest(values: Iterable[Measured]) -> Measured | None:
    """The value with the latest date; of equal dates, the later one in the text."""
    found: Measured | None = None
    for value in values:
        if found is None or value.day >= found.day:
            found = value
    return found


def out_of_order(series: Sequence[Measured]) -> tuple[Measured, Measured] | None:
    """The first two neighbours of a series that stand the wrong way round; None where it rises or falls throughout.

    A series that begins again with another version, on days that it has had already, compares the two side by side.
    """
    pairs = [*pairwise(series)]
    rises, falls = (sum(compare(one.day, other.day) for one, other in pairs) for compare in (lt, gt))
    if not rises or not falls or _compares_versions(series):
        return None
    is_wrong = gt if rises >= falls else lt
    return next((pair for pair in pairs if is_wrong(pair[0].day, pair[1].day)), None)


def _compares_versions(series: Sequence[Measured]) -> bool:
    blocks = [
        [value.day for value in block] for _, block in groupby(series, lambda value: value.entry.at("version").text())
    ]
    versions = {value.entry.at("version").text() for value in series}
    if len(blocks) != len(versions) or any(block != sorted(block) for block in blocks):
        return False
    return all(not {*earlier}.isdisjoint(later) or earlier[-1] <= later[0] for earlier, later in pairwise(blocks))


def newest_by_phase(metric: Node) -> dict[str, Node]:
    """The newest number of each phase, ``offline`` and ``online``, over all slices; one without a date is the oldest."""
    found: dict[str, Node] = {}
    for entry in metric.at("measured").each():
        phase = entry.at("phase").text()
        if phase not in {"offline", "online"} or entry.at("value").number() is None or entry.at("slice"):
            continue
        known = found.get(phase)
        if known is None or (entry.at("date").text() or "") >= (known.at("date").text() or ""):
            found[phase] = entry
    return found


def is_of_dummy(entry: Node) -> bool:
    """Whether a measured value is that of the dummy."""
    return (entry.at("version").text() or "").strip().casefold() == "dummy"


def best_offline(metric: Node, dataset: str | None) -> Node | None:
    """The best value of a metric on all of the test data; that of the dummy itself, or of one slice, is none."""
    best: Node | None = None
    top: float | None = None
    for entry in metric.at("measured").each():
        number = entry.at("value").number()
        is_other = dataset is not None and entry.at("dataset").text() not in {dataset, None}
        if (
            number is None
            or entry.at("phase").value != "offline"
            or entry.at("slice")
            or is_other
            or is_of_dummy(entry)
        ):
            continue
        if top is None or is_better(metric, number, top):
            best, top = entry, number
    return best


# -- from where, and to where ----------------------------------------------------------------------------------------


def promised_difference(metric: Node) -> float | None:
    """By how much a metric is to be better than its baseline; None where it promises nothing, or not by how much."""
    start, end = finite(metric.at("baseline.value")), finite(metric.at("target"))
    if (
        start is None
        or end is None
        or metric.at("role").text() in STAYS_WITHIN
        or is_better(metric, end, start) is False
    ):
        return None
    return abs(end - start) or None


def promise_under_test(tested: Sequence[Node]) -> tuple[Node, float] | None:
    """The metric of an online test that promises most, and how much, among its first and those in the same unit.

    The smallest effect that a test can show is in the unit of its first metric.
    """
    unit = tested[0].at("unit").text()
    found = [
        (metric, promised)
        for metric in tested
        if metric.at("unit").text() == unit and (promised := promised_difference(metric)) is not None
    ]
    return max(found, key=itemgetter(1), default=None)


def is_excused(baseline: Node) -> bool:
    """Whether a baseline says why there is none."""
    return baseline.at("kind").value == "none" and not baseline.at("reason").is_blank


def may_hold_baseline(metric: Node) -> bool:
    """Whether the baseline is blank or a mapping; a value of a wrong type is the schema's to report."""
    baseline = metric.at("baseline")
    return isinstance(baseline.value, dict) or baseline.is_blank


def lacks_baseline(metric: Node) -> bool:
    """Whether a metric is to be improved, and nothing says from where."""
    if metric.at("role").value != "optimizing" or not may_hold_baseline(metric):
        return False
    baseline = metric.at("baseline")
    return not baseline.at("value").is_present and not is_excused(baseline)


def lacks_floor(document: Document, kinds: frozenset[str] = FLOORS) -> bool:
    """Whether no model metric has a value of such a baseline, though every one of them could."""
    judging = model_metrics(document)
    is_mistyped = any(metric.at("kind").is_present and kind_of(metric) is None for metric in metrics(document))
    return bool(judging) and not is_mistyped and not any(_may_be_floor(metric, kinds) for metric in judging)


def _may_be_floor(metric: Node, kinds: frozenset[str]) -> bool:
    kind = metric.at("baseline.kind")
    is_mistyped = kind.is_present and kind.text() not in BASELINES
    return (
        not may_hold_baseline(metric)
        or is_mistyped
        or (kind.text() in kinds and metric.at("baseline.value").is_present)
    )


def lacks_business_goal(document: Document) -> bool:
    """Whether the goal names metrics, or a list without any, and none of the business."""
    goal, declared = document.at("goal.metrics"), metrics_by_id(document)
    for name in goal.texts():
        kind = declared[name].at("kind").text() if name in declared else None
        if kind not in KINDS or kind == "business":  # of what is not declared, or mistyped, nobody knows
            return False
    return goal.value == [] or bool(goal.texts())
