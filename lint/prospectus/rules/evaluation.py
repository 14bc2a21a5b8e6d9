"""TST: there is a test set that training never saw, and a method for each cell of the test grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.folding import folded
from prospectus.ground.numbers import figure, finite, positive
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.datasets import TESTING, TRAINING, datasets, models_of
from prospectus.project.metrics import is_of_dummy, metrics
from prospectus.project.models import models, name_of
from prospectus.project.monitoring import watch
from prospectus.project.sample_size import counted_rows, rows_needed
from prospectus.project.service_gap import Tolerance, gap, newest_pair
from prospectus.project.splits import BY_TIME, Part, borders, keeps_together, misfit
from prospectus.project.team import affected_people
from prospectus.rules import schema_findings
from prospectus.rules.wording import SHOWN, idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

PURPOSES = TESTING | TRAINING

_PERCENT_FROM = 2
"""Fractions with a greater sum than this are meant in percent, or as numbers of records."""

_AN_ENTITY: Text = {"en": "entity", "ko": "개체"}

_QUALIFIED = Pattern(r"[,(;:]")
"""Where the name of a source ends, and what is taken from it begins."""

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


@document_rule("TST02", "test-set-without-method", Severity.ERROR, since="design", asks=True, yields_to=("STR09",))
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
        used = {*cell.at("datasets").texts()} or _tested_on(document, cell)
        looked_at = offline.at("qualitative.method").text() or ""
        for test in tests:
            name = test.at("id").text()
            if name is not None and name not in used and name not in looked_at:
                at = cell.at("datasets") or cell
                yield Finding(test.at("id"), "unused", {"dataset": name}, (label(at, "cell"),))


def _tested_on(document: Document, cell: Node) -> set[str]:
    """The data sets that models are tested on: what a test that names metrics and no data uses."""
    is_said_elsewhere = cell.at("metrics").count() and not cell.at("datasets").is_present
    return {name for name, served in models_of(document).items() if served} if is_said_elsewhere else set()


def _lacks_offline(document: Document) -> bool:
    """Whether there are test sets, and an evaluation that says nothing of offline tests."""
    evaluation = document.at("evaluation")
    has_tests = bool(datasets(document, *TESTING))
    return has_tests and isinstance(evaluation.value, dict) and not evaluation.at("offline").is_present


@document_rule("TST03", "test-overlaps-training", Severity.ERROR, since="design", yields_to=("DAT10",))
def overlaps_training(document: Document, _context: Context) -> Iterator[Finding]:
    """What is tested on has been seen in training, or the split does not keep the two apart."""
    strategy = document.at("data.split.strategy").text()
    yield from _broken_fractions(document.at("data.split.fractions"))
    yield from _shared_datasets(document)
    if document.at("data.split").is_blank:
        yield from _shared_sources(document, datasets(document, *TESTING), "source")
    elif strategy in {"random", "stratified"}:
        yield from _random_split(document)
    elif strategy == "group":
        yield from _group_split(document)
    elif strategy == "temporal":
        yield from _test_before_training_ends(document)
        golden = [one for one in datasets(document, "golden") if Part.of(one).is_dated]
        yield from _shared_sources(document, golden, "golden")


def _broken_fractions(fractions: Node) -> Iterator[Finding]:
    total = misfit(fractions)
    if total is not None:
        yield Finding(fractions, "fractions" if total < _PERCENT_FROM else "percent", {"total": figure(total)})


def _random_split(document: Document) -> Iterator[Finding]:
    split = document.at("data.split")
    strategy, keys = split.at("strategy"), split.at("keys").texts()
    facts = {"strategy": strategy}
    for model in models(document):
        if model.at("task").value == "forecasting":
            labels = (label(model.at("task"), "forecast", model=name_of(model)),)
            yield Finding(strategy, "forecast", {**facts, "model": name_of(model)}, labels)
            return
    for key in ("time_key", "entity_key"):
        for dataset in datasets(document):
            column = dataset.at(key)
            if column.stated() and not keeps_together(keys, column.stated() or ""):
                labels = (label(column, key, dataset=name_of(dataset)),)
                yield Finding(strategy, key, {**facts, "column": column.text()}, labels)
                return


def _group_split(document: Document) -> Iterator[Finding]:
    keys = document.at("data.split.keys")
    grouped = keys.texts()
    if not keys.is_blank and not grouped:  # of a wrong type, which the schema reports
        return
    for dataset in datasets(document):
        entity = dataset.at("entity_key")
        column = entity.text()
        if column is not None and not keeps_together(grouped, column):
            facts = {"keys": ", ".join(grouped), "column": column}
            labels = (label(entity, "entity_key", dataset=name_of(dataset)),)
            yield Finding(keys, "other-group" if grouped else "no-group", facts, labels)
            return
    if not grouped:
        yield Finding(keys, "no-group", {"column": _AN_ENTITY})


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
            has_test = any(one.text() == "test" for one in purposes.values())
            if not (is_split and not has_test) and not is_for_tests and (name in trained or is_for_training):
                cause = label(trained[name], "trained") if name in trained else label(purposes[name], "purpose")
                yield Finding(item, "tests-on-training", {"dataset": name, "model": name_of(model)}, (cause,))


def _shared_sources(document: Document, tests: list[Node], wording: str) -> Iterator[Finding]:
    """Test sets from a part of a source that training data come from as well."""
    trained: dict[str, list[tuple[Node, Part]]] = {}
    for dataset in datasets(document, "train") if tests else ():
        part = Part.of(dataset)
        said = dataset.at("source").text() or ""
        # Golden records of the archive as a whole are no others than those of "the archive, tickets of 2025".
        for name in {folded(said), folded(_QUALIFIED.split(said)[0]) if wording == "golden" else ""} - {""}:
            parts = trained.setdefault(name, [])
            if len(parts) < MOST_COMPARED and (wording != "golden" or part.is_dated):
                parts.append((dataset, part))
    for test in tests:
        source, part = test.at("source"), Part.of(test)
        candidates = trained.get(folded(source.text() or ""), []) if source.text() else []
        other = next((train for train, one in candidates if not one.is_apart_from(part)), None)
        if other is not None:
            facts = {"test": name_of(test), "train": name_of(other), "source": source.text()}
            yield Finding(source, wording, facts, (label(other.at("source"), "source"),))


def _test_before_training_ends(document: Document) -> Iterator[Finding]:
    promised = document.at("data.split.gap_days")
    told: set[object] = set()
    for border in sorted(borders(document), key=lambda border: border.end, reverse=True):
        if border.test.path in told:  # once, for the training data that end last
            continue
        told.add(border.test.path)
        begins, asked = border.test.at("period.from"), positive(promised)
        facts: dict[str, Any] = {"test": name_of(border.test), "train": name_of(border.train), "days": border.days}
        facts |= {"gap": promised, "from": border.start.isoformat(), "to": border.end.isoformat()}
        ended = label(border.train.at("period.to"), "ends", train=name_of(border.train))
        about = (begins, border.train.at("period.to"))
        if border.days < 0:
            yield Finding(begins, "same-day" if border.start == border.end else "early", facts, (ended,), about=about)
        elif asked is not None and border.days < int(asked):
            yield Finding(begins, "gap", facts, (ended, label(promised, "gap")), about=about)


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
    """A metric in service is much worse than it was offline, and nothing explains it."""
    evaluation, watched = document.at("evaluation"), watch(document)
    allowed, alignment = Tolerance.of(evaluation), evaluation.at("alignment")
    for metric in metrics(document):
        pair = newest_pair(metric)
        found = gap(metric, *pair, allowed) if pair is not None else None
        if pair is None or found is None:
            continue
        online, offline = pair
        day = online.at("date").date()
        if day is not None and watched.is_followed_up(metric, day):
            continue
        facts: dict[str, Any] = {
            "metric": name_of(metric),
            "online": online.at("value"),
            "offline": offline.at("value"),
            "share": figure(round(100 * found.share)),
            "allowed": figure(100 * allowed.share),
        }
        if found.short is not None:
            facts |= {"missed": figure(100 * found.short[0]), "misses": figure(100 * found.short[1])}
        labels = [label(offline, "offline")]
        if allowed.is_noted:
            labels.append(label(alignment, "alignment", allowed=facts["allowed"]))
        wording = ("short" if found.short else "default", "short-noted" if found.short else "noted")
        yield Finding(online, wording[allowed.is_noted], facts, tuple(labels), about=(online, offline))


@document_rule("TST09", "slices-not-evaluated", Severity.WARNING, since="design", asks=True, yields_to=("STR09",))
def slices_not_evaluated(document: Document, _context: Context) -> Iterator[Finding]:
    """A slice that matters was never measured, or people are affected and no slice is named."""
    declared, group = document.at("metrics"), affected_people(document)
    for metric in metrics(document):
        slices, values = metric.at("slices"), [one for one in metric.at("measured").each() if not is_of_dummy(one)]
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


@document_rule("TST10", "leakage-over-horizon", Severity.WARNING, since="design", yields_to=("TST03",))
def leakage_over_horizon(document: Document, _context: Context) -> Iterator[Finding]:
    """Fewer days are left out before the test than the model predicts ahead: labels of the training come from the test."""
    split = document.at("data.split")
    if split.at("strategy").text() not in BY_TIME:
        return
    dated, told = set(), set()
    for border in borders(document) if split.at("strategy").value == "temporal" else ():
        dated.add(border.model.path)
        horizon = _label_horizon(border.model)
        if horizon is None or not 0 <= border.days < int(horizon) or border.test.path in told:
            continue
        told.add(border.test.path)
        facts = {"test": name_of(border.test), "train": name_of(border.train), "days": border.days}
        facts |= {"model": name_of(border.model), "horizon": figure(horizon)}
        labels = (
            label(border.train.at("period.to"), "ends", train=name_of(border.train)),
            label(border.model.at("horizon_days"), "horizon"),
        )
        yield Finding(border.test.at("period.from"), "default", facts, labels)
    gap_days = split.at("gap_days")
    left_out = finite(gap_days)
    for model in models(document) if left_out is not None else ():
        horizon = _label_horizon(model)
        if horizon is not None and model.path not in dated and 0 <= (left_out or 0) < int(horizon):
            facts = {"gap": gap_days, "model": name_of(model), "horizon": figure(horizon)}
            yield Finding(gap_days, "promised", facts, (label(model.at("horizon_days"), "horizon"),))
            return


def _label_horizon(model: Node) -> float | None:
    """How many days after a record its label is known; None where the records are the series that is forecast itself."""
    return None if model.at("task").value == "forecasting" else positive(model.at("horizon_days"))


@document_rule("TST11", "test-set-too-small", Severity.INFO, since="design", yields_to=("MET04",))
def too_small_to_tell(document: Document, _context: Context) -> Iterator[Finding]:
    """The test set has too few rows to tell the promised share from that of the baseline."""
    for metric in metrics(document):
        needed, rows = rows_needed(metric), counted_rows(document, metric)
        if needed is None or rows is None or rows.number >= needed:
            continue
        facts: dict[str, Any] = {"metric": name_of(metric), "rows": figure(rows.number), "needed": _rounded(needed)}
        facts |= {"target": metric.at("target"), "baseline": metric.at("baseline.value")}
        yield Finding(metric.at("target"), "default", facts, (label(rows.stated_at, "rows"),))


def _rounded(needed: float) -> str:
    """A number of rows to two digits: it is a rule of thumb."""
    return figure(float(f"{needed:.2g}"))


@document_rule("TST12", "slice-not-monitored", Severity.WARNING, since="action", yields_to=("TST09", "STR09"))
def slice_not_monitored(document: Document, _context: Context) -> Iterator[Finding]:
    """In service some slices of a metric are measured and others are not, or a fairness metric is not monitored."""
    entries = document.at("monitoring.metrics")
    watched = {name for entry in entries.each() if (name := entry.at("metric").text())}
    for metric in metrics(document):
        online = [value for value in metric.at("measured").each() if value.at("phase").value == "online"]
        seen = {name: value for value in online if (name := value.at("slice").text())}
        unseen = [item for item in metric.at("slices").each() if item.text() and item.text() not in seen]
        if seen and unseen:
            facts = {"metric": name_of(metric), "slices": ", ".join(item.text() or "" for item in unseen)}
            yield Finding(unseen[0], "unmeasured", facts, (label([*seen.values()][-1], "measured"),))
        is_guarding = metric.at("kind").value == "fairness" and metric.at("role").value != "observed"
        if is_guarding and watched and metric.at("id").text() not in watched:
            yield Finding(metric.at("id"), "unwatched", {"metric": name_of(metric)}, (label(entries, "watched"),))


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
    leakage_over_horizon,
    too_small_to_tell,
    slice_not_monitored,
)
