"""TST: there is a test set that training never saw, and a method for each cell of the test grid."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.folding import folded
from prospectus.ground.numbers import figure, finite
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.datasets import TESTING, TRAINING, datasets, models_of
from prospectus.project.metrics import measured, metrics, newest
from prospectus.project.models import models, name_of
from prospectus.project.monitoring import watch
from prospectus.project.team import affected_people
from prospectus.rules import schema_findings
from prospectus.rules.wording import SHOWN, idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

PURPOSES = TESTING | TRAINING

FRACTIONS_TOLERANCE = 0.01
"""Thirds are written 0.33: fractions within 0.01 of 1 are whole."""

GAP_TOLERANCE = 0.1
"""How much an online value may differ from the offline one, as a share of it, where ``evaluation.tolerance`` says nothing."""

NOTED_TOLERANCE = 0.5
"""How much of a difference ``evaluation.alignment`` can explain. A value that is half as large again, or half gone, is no
matter of alignment: something broke, and a follow-up looks into it."""

MOST_COMPARED = 100
"""Of more training sets with one source than this, the rest are not compared with a test set."""


@document_rule("TST01", "no-test-set", Severity.ERROR, since="design", asks=True)
def no_test_set(document: Document, _context: Context) -> Iterator[Finding]:
    """No data set is for testing."""
    declared = document.at("data.datasets")
    purposes = [dataset.at("purpose").text() for dataset in declared.each()]
    is_clear = isinstance(declared.value, list) and all(purpose in PURPOSES for purpose in purposes)
    if is_clear and TESTING.isdisjoint(purposes):
        yield Finding(declared, "default", {"count": len(purposes)}, schema_findings.required_from(document, "design"))


@document_rule("TST02", "test-set-without-method", Severity.ERROR, since="design", asks=True)
def without_method(document: Document, _context: Context) -> Iterator[Finding]:
    """A test set is there, and no cell of the evaluation uses it."""
    evaluation, tests = document.at("evaluation"), [*datasets(document, *TESTING)]
    offline = evaluation.at("offline")
    cell = offline.at("quantitative")
    if _lacks_offline(document):
        labels = tuple(label(test.at("purpose"), "test", dataset=name_of(test)) for test in tests[:SHOWN])
        facts = {"datasets": ", ".join(name_of(test) for test in tests)}
        yield Finding(offline, "offline", facts, labels)
    elif isinstance(cell.value, dict):
        used, looked_at = {*cell.at("datasets").texts()}, offline.at("qualitative.method").text() or ""
        for test in tests:
            name = test.at("id").text()
            if name is not None and name not in used and name not in looked_at:
                at = cell.at("datasets") or cell
                yield Finding(test.at("id"), "unused", {"dataset": name}, (label(at, "cell"),))


def _lacks_offline(document: Document) -> bool:
    """Whether there are test sets, and an evaluation that says nothing of offline tests."""
    evaluation = document.at("evaluation")
    has_tests = bool(datasets(document, *TESTING))
    return has_tests and isinstance(evaluation.value, dict) and not evaluation.at("offline").is_present


@document_rule("TST03", "test-overlaps-training", Severity.ERROR, since="design")
def overlaps_training(document: Document, _context: Context) -> Iterator[Finding]:
    """What is tested on has been seen in training, or the split does not keep the two apart."""
    yield from _broken_fractions(document.at("data.split.fractions"))
    yield from _random_split(document)
    yield from _shared_datasets(document)
    if document.at("data.split").is_blank:
        yield from _shared_sources(document)
    if document.at("data.split.strategy").value == "temporal":
        yield from _test_before_training_ends(document)


def _broken_fractions(fractions: Node) -> Iterator[Finding]:
    shares = [share.number() for _, share in fractions.entries()]
    if not shares or any(share is None or not 0 <= share <= 1 for share in shares):
        return
    total = sum(share or 0 for share in shares)
    if abs(total - 1) > FRACTIONS_TOLERANCE + 1e-9:
        yield Finding(fractions, "fractions", {"total": figure(total)})


def _random_split(document: Document) -> Iterator[Finding]:
    split = document.at("data.split")
    strategy, keys = split.at("strategy"), split.at("keys").texts()
    if strategy.text() not in {"random", "stratified"}:
        return
    facts = {"strategy": strategy}
    for model in models(document):
        if model.at("task").value == "forecasting":
            labels = (label(model.at("task"), "forecast", model=name_of(model)),)
            yield Finding(strategy, "forecast", {**facts, "model": name_of(model)}, labels)
            return
    for key in ("time_key", "entity_key"):
        for dataset in datasets(document):
            column = dataset.at(key)
            if column.stated() and column.text() not in keys:
                labels = (label(column, key, dataset=name_of(dataset)),)
                yield Finding(strategy, key, {**facts, "column": column.text()}, labels)
                return


def _shared_datasets(document: Document) -> Iterator[Finding]:
    is_split = not document.at("data.split").is_blank
    purposes = {name_of(dataset): dataset.at("purpose") for dataset in datasets(document)}
    for model in models(document):
        trained = {name: item for item in model.at("train").each() if (name := item.text())}
        for name, item in trained.items():
            purpose = purposes.get(name)
            if purpose and purpose.text() in TESTING:
                facts = {"dataset": name, "model": name_of(model), "purpose": purpose}
                yield Finding(item, "trains-on-test", facts, (label(purpose, "purpose"),))
        for item in model.at("test").each():
            name = item.text() or ""
            purpose = purposes.get(name)
            is_for_tests = purpose is not None and purpose.text() in TESTING
            is_for_training = purpose is not None and purpose.value == "train"
            if not is_split and not is_for_tests and (name in trained or is_for_training):
                cause = label(trained[name], "trained") if name in trained else label(purposes[name], "purpose")
                yield Finding(item, "tests-on-training", {"dataset": name, "model": name_of(model)}, (cause,))


def _shared_sources(document: Document) -> Iterator[Finding]:
    trained: dict[str, list[tuple[Node, _Part]]] = {}
    for dataset in datasets(document, "train"):
        parts = trained.setdefault(folded(dataset.at("source").text() or ""), [])
        if len(parts) < MOST_COMPARED:
            parts.append((dataset, _Part.of(dataset)))
    for test in datasets(document, *TESTING):
        source, part = test.at("source"), _Part.of(test)
        candidates = trained.get(folded(source.text() or ""), []) if source.text() else []
        other = next((train for train, one in candidates if not one.is_apart_from(part)), None)
        if other is not None:
            facts = {"test": name_of(test), "train": name_of(other), "source": source.text()}
            yield Finding(source, "source", facts, (label(other.at("source"), "source"),))


class _Part(NamedTuple):
    """Which part of its source a data set holds: a slice, from a first to a last day; of all time where none is stated."""

    slice: str
    first: date
    last: date

    @classmethod
    def of(cls, dataset: Node) -> _Part:
        period = dataset.at("period")
        first, last = period.at("from").date(), period.at("to").date()
        return cls(folded(dataset.at("slice").text() or ""), first or date.min, last or date.max)

    def is_apart_from(self, other: _Part) -> bool:
        return self.slice != other.slice or self.last < other.first or other.last < self.first


def _test_before_training_ends(document: Document) -> Iterator[Finding]:
    served, gap = models_of(document), document.at("data.split.gap_days")
    latest: dict[object, tuple[date, Node]] = {}
    for dataset in datasets(document, "train"):
        end = dataset.at("period.to").date()
        for model in served.get(name_of(dataset), []):
            if end is not None and end > latest.get(model.path, (date.min,))[0]:
                latest[model.path] = (end, dataset)
    for test in datasets(document, "test"):
        begins = test.at("period.from")
        start = begins.date()
        ends = [latest[model.path] for model in served.get(name_of(test), []) if model.path in latest]
        if start is None or not ends:
            continue
        end, train = max(ends, key=lambda dated: dated[0])
        days, asked = (start - end).days, gap.number()
        facts: dict[str, Any] = {"test": name_of(test), "train": name_of(train), "days": days, "gap": gap}
        facts |= {"from": start.isoformat(), "to": end.isoformat()}
        ended = label(train.at("period.to"), "ends", train=name_of(train))
        if days < 0:
            yield Finding(begins, "early", facts, (ended,))
        elif asked is not None and days < asked:
            yield Finding(begins, "gap", facts, (ended, label(gap, "gap")))


@document_rule("TST04", "no-offline-test", Severity.ERROR, since="design", asks=True, yields_to=("TST02",))
def no_offline_test(document: Document, _context: Context) -> Iterator[Finding]:
    """No metric is measured offline, before the service."""
    yield from schema_findings.missing(document, "TST04")
    planned = document.at("evaluation.offline.quantitative.metrics")
    if planned.is_present and planned.is_blank:
        yield Finding(planned, "empty", {}, schema_findings.required_from(document, "design"))


@document_rule("TST05", "no-offline-review", Severity.WARNING, since="prototype", asks=True)
def no_offline_review(document: Document, _context: Context) -> Iterator[Finding]:
    """Nobody looks closely at single outputs of the candidates."""
    offline = document.at("evaluation.offline")
    method = offline.at("qualitative.method")
    if offline and method.is_blank and _may_hold(offline.at("qualitative")):
        yield Finding(method, "default", idle(method), schema_findings.required_from(document, "prototype"))


def _may_hold(cell: Node) -> bool:
    """Whether a cell is missing or a mapping; a value of a wrong type is the schema's to report."""
    return not cell.is_present or isinstance(cell.value, dict)


@document_rule("TST06", "no-online-test", Severity.ERROR, since="action", asks=True)
def no_online_test(document: Document, _context: Context) -> Iterator[Finding]:
    """Nothing measures in the service whether the model helps, and nothing says why not."""
    yield from schema_findings.missing(document, "TST06")
    cell = document.at("evaluation.online.quantitative")
    method = cell.at("method")
    if method.value == "none" and cell.at("reason").is_blank:
        because = schema_findings.required_from(document, "action")
        yield Finding(method, "reason", idle(cell.at("reason")), because, about=(method, cell.at("reason")))
    elif method.text() and method.value != "none" and cell.at("metrics").is_blank:
        yield Finding(cell.at("metrics"), "metrics", {"method": method}, (label(method, "method"),))


@document_rule("TST07", "no-voice-of-customer", Severity.WARNING, since="action", asks=True)
def no_voice_of_customer(document: Document, _context: Context) -> Iterator[Finding]:
    """Nothing carries what people say about the service back to the project."""
    online = document.at("evaluation.online")
    channel = online.at("qualitative.channel")
    if online and channel.is_blank and _may_hold(online.at("qualitative")):
        yield Finding(channel, "default", idle(channel), schema_findings.required_from(document, "action"))


@document_rule("TST08", "offline-online-gap", Severity.WARNING, since="action")
def offline_online_gap(document: Document, _context: Context) -> Iterator[Finding]:
    """A metric in service is far from what it was offline, and nothing explains it."""
    evaluation, watched = document.at("evaluation"), watch(document)
    alignment, tolerance = evaluation.at("alignment"), finite(evaluation.at("tolerance"))
    allowed = GAP_TOLERANCE if tolerance is None or tolerance < 0 else tolerance
    if alignment.stated():
        allowed = max(allowed, NOTED_TOLERANCE)
    for metric in metrics(document):
        pair = _newest_pair(metric)
        if pair is None:
            continue
        online, offline = pair
        share = _difference(online, offline)
        day = online.at("date").date()
        if share <= allowed + 1e-9 or (day is not None and watched.is_followed_up(metric, day)):
            continue
        facts: dict[str, Any] = {
            "metric": name_of(metric),
            "online": online.at("value"),
            "offline": offline.at("value"),
        }
        facts |= {"share": figure(100 * share), "allowed": figure(100 * allowed)}
        labels = [label(offline, "offline")]
        if alignment.stated():
            labels.append(label(alignment, "alignment", allowed=facts["allowed"]))
        yield Finding(online, "noted" if alignment.stated() else "default", facts, tuple(labels))


def _newest_pair(metric: Node) -> tuple[Node, Node] | None:
    """The newest online value of a metric over all slices, and the newest offline one of the same version."""
    online = newest(measured(metric, "online"))
    if online is None:
        return None
    version = online.entry.at("version").value
    same = (value for value in measured(metric, "offline") if value.entry.at("version").value == version)
    offline = newest(same)
    return (online.entry, offline.entry) if offline is not None else None


def _difference(online: Node, offline: Node) -> float:
    """How far two values are apart, as a share of the offline one; 0 where one is no number, or lies within the other."""
    value, other = finite(online.at("value")), finite(offline.at("value"))
    low, high = finite(online.at("ci", 0)), finite(online.at("ci", 1))
    if value is None or other is None or (low is not None and high is not None and low <= other <= high):
        return 0
    return abs(value - other) / (abs(other) or abs(value) or 1)


@document_rule("TST09", "slices-not-evaluated", Severity.WARNING, since="design", asks=True)
def slices_not_evaluated(document: Document, _context: Context) -> Iterator[Finding]:
    """A slice that matters was never measured, or people are affected and no slice is named."""
    declared, group = document.at("metrics"), affected_people(document)
    for metric in metrics(document):
        slices, values = metric.at("slices"), [*metric.at("measured").each()]
        if not slices.count() or not values:
            continue
        seen = {value.at("slice").text() for value in values}
        unseen = [item for item in slices.each() if item.text() and item.text() not in seen]
        if unseen:
            over_all = [value for value in values if not value.at("slice")]
            facts = {"metric": name_of(metric), "slices": ", ".join(item.text() or "" for item in unseen)}
            yield Finding(unseen[0], "unmeasured", facts, (label((over_all or values)[-1], "measured"),))
    has_slices = any(one.at("slices").count() or one.at("kind").value == "fairness" for one in metrics(document))
    if group is not None and declared.count() and not has_slices:
        yield Finding(declared, "none", {"group": group.text()}, (label(group, "affected"),))


RULES = (
    no_test_set,
    without_method,
    overlaps_training,
    no_offline_test,
    no_offline_review,
    no_online_test,
    no_voice_of_customer,
    offline_online_gap,
    slices_not_evaluated,
)
