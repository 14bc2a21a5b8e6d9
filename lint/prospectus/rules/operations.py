"""OPS: what is in service is watched, can be taken back, and an alert leads to somebody looking into it."""

from __future__ import annotations

from math import floor
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.metrics import measured, metrics, metrics_by_id
from prospectus.project.monitoring import watch
from prospectus.rules import schema_findings
from prospectus.rules.wording import as_keys, as_said, idle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

GRACE_DAYS = 30
"""How long after deployment the first online value may be awaited, beside the delay of the labels."""

OPEN_DAYS = 90
"""How long a follow-up may stay open: a quarter is time enough to decide."""

_KINDS: dict[str, Text] = {
    "model": {"en": "model", "ko": "모델"},
    "business": {"en": "business", "ko": "비즈니스"},
}


@document_rule("OPS01", "deployed-without-monitoring", Severity.ERROR, since="action", asks=True)
def without_monitoring(document: Document, _context: Context) -> Iterator[Finding]:
    """Nothing is monitored in service."""
    yield from schema_findings.missing(document, "OPS01")
    entries = document.at("monitoring.metrics")
    if entries.value == []:
        yield Finding(entries, "empty", {}, schema_findings.required_from(document, "action"))


@document_rule("OPS02", "monitoring-incomplete", Severity.ERROR, since="action", asks=True, yields_to=("OPS01",))
def monitoring_incomplete(document: Document, _context: Context) -> Iterator[Finding]:
    """No model or no business metric is monitored, or one is monitored without an alert or an owner."""
    monitoring = document.at("monitoring")
    entries = monitoring.at("metrics")
    declared = metrics_by_id(document)
    kinds = {name: metric.at("kind").text() for name, metric in declared.items()}
    watched = [kinds.get(entry.at("metric").text() or "") for entry in entries.each()]
    may_be_empty = watched or ((not monitoring.is_present or monitoring.count()) and entries.is_blank)
    for kind, title in _KINDS.items():
        is_declared = kind in kinds.values()
        is_unsure = None in watched or not may_be_empty
        by_proxy = kind == "model" and monitoring.at("label_delay_days").number() and monitoring.at("inputs").count()
        if is_declared and not is_unsure and not by_proxy and kind not in watched:
            yield Finding(entries, "kind", {"kind": title}, schema_findings.required_from(document, "action"))
    for entry in entries.each():
        name = entry.at("metric").text()
        metric = declared.get(name or "")
        for key in ("alert", "owner"):
            if metric is not None and entry.at(key).is_blank and metric.at(key).is_blank:
                facts = {"metric": name} | (idle(entry.at(key)) or idle(metric.at(key)))
                yield Finding(entry, key, facts, (label(metric, "declared"),))


@document_rule("OPS03", "no-rollback", Severity.ERROR, since="action", asks=True)
def no_rollback(document: Document, _context: Context) -> Iterator[Finding]:
    """Nothing says how to go back to the version before."""
    yield from schema_findings.missing(document, "OPS03")
    rollback = document.at("deployment.rollback")
    if rollback.is_idle:
        yield Finding(
            rollback, "empty", {"value": as_said(rollback)}, schema_findings.required_from(document, "action")
        )


@document_rule("OPS04", "risky-rollout-at-once", Severity.WARNING, since="action", asks=True)
def rollout_at_once(document: Document, _context: Context) -> Iterator[Finding]:
    """A model that can do harm goes to everybody at once."""
    strategy = document.at("deployment.strategy")
    if strategy.value != "all":
        return
    critical = document.at("feasibility.red_flags.error_critical")
    affected = document.at("constraints.affected")
    groups = [name for group in affected.each() if (name := group.at("group").stated())]
    if critical.answer() == "yes":
        yield Finding(strategy, "critical", {}, (label(critical, "critical"),))
    elif groups:
        yield Finding(strategy, "affected", {"groups": ", ".join(groups)}, (label(affected, "affected"),))


@document_rule("OPS05", "deployed-without-online-value", Severity.ERROR, since="action", asks=True)
def without_online_value(document: Document, context: Context) -> Iterator[Finding]:
    """Since the deployment nothing has been measured in service, though there was time."""
    deployed = document.at("deployment.date")
    since = deployed.date()
    if since is None:
        return
    allowed = GRACE_DAYS + max(0, document.at("monitoring.label_delay_days").number() or 0)
    if not context.clock.is_past(since, by=floor(allowed)):
        return
    online = [value for metric in metrics(document) for value in measured(metric, "online", with_slices=True)]
    version = document.at("deployment.version")
    latest = max(online, key=attrgetter("day"), default=None)
    facts: dict[str, Any] = {"date": deployed, "allowed": allowed, "version": version}
    if latest is None or latest.day < since:
        facts["days"] = context.clock.days_since(since)
        yield Finding(deployed, "default", facts, (label(latest.entry, "latest"),) if latest else ())
    elif not any(day >= since and _is_version(version, value.at("version")) for day, value in online):
        facts["days"] = context.clock.days_since(since)
        yield Finding(version, "version", facts, (label(latest.entry, "other"),))


def _is_version(deployed: Node, measured: Node) -> bool:
    """Whether a value is of the deployed version: 1.1 and v1.1.2 are, and a value without a version may be."""
    one, other = (f"{version.stated() or ''}.".lower().removeprefix("v") for version in (deployed, measured))
    return one.startswith(other) or other.startswith(one) or "." in {one, other}


@document_rule("OPS06", "measured-series-malformed", Severity.ERROR, since="prototype")
def series_malformed(document: Document, context: Context) -> Iterator[Finding]:
    """A measured value has no phase or version, is dated in the future, or stands out of order."""
    yield from schema_findings.missing(document, "OPS06")
    for metric in metrics(document):
        latest: dict[tuple[str | None, ...], tuple[date, Node]] = {}
        is_versioned = metric.at("kind").text() in {"model", "fairness", "system"}
        for value in metric.at("measured").each():
            if is_versioned and not value.at("version").is_present:
                yield Finding(value.at("version"), "version", {"metric": metric.at("id")})
            at = value.at("date")
            day = at.date()
            if day is None:
                continue
            if context.clock.is_future(day):
                yield Finding(at, "future", {"date": at, "today": context.clock.today()})
                continue
            series = tuple(value.at(key).text() for key in ("phase", "slice", "dataset"))
            before = latest.get(series)
            if before is not None and day < before[0]:
                yield Finding(at, "order", {"date": at, "before": before[1]}, (label(before[1], "before"),))
            else:
                latest[series] = (day, at)


@document_rule("OPS07", "alert-without-follow-up", Severity.ERROR, since="action", asks=True)
def without_follow_up(document: Document, _context: Context) -> Iterator[Finding]:
    """A value in service crossed its alert or its minimum, and nobody followed it up."""
    watched = watch(document)
    for metric in metrics(document):
        crossings = watched.crossings(metric)
        if not crossings or watched.has_open_follow_up(metric, since=crossings[0].day):
            continue
        day, value = crossings[-1]
        answered = watched.last_follow_up(metric)
        limit = watched.crossing(metric, value)
        if limit is None or (answered is not None and answered >= day):
            continue
        facts: dict[str, Any] = {"metric": metric.at("id"), "value": value.at("value"), "date": value.at("date")}
        labels = [label(limit, "limit")]
        labels += [label(one.at("date"), "earlier") for one in watched.follow_ups_of(metric)[-1:]]
        if limit.path[-1] == "alert":
            facts |= {"op": limit.at("op").text(), "limit": limit.at("value")}
            yield Finding(value, "alert", facts, tuple(labels))
        else:
            yield Finding(value, "minimum", {**facts, "limit": limit}, tuple(labels))


@document_rule("OPS08", "follow-up-incomplete", Severity.WARNING, since="follow-up", asks=True)
def follow_up_incomplete(document: Document, context: Context) -> Iterator[Finding]:
    """A follow-up names no cause, action or reopened stage, or has been open for too long."""
    for follow_up in document.at("follow_ups").each():
        if not isinstance(follow_up.value, dict):
            continue
        lacking = [key for key in ("cause", "action", "reopens") if follow_up.at(key).is_blank]
        facts = {"id": follow_up.at("id"), "keys": as_keys(lacking, follow_up)}
        if lacking:
            yield Finding(follow_up, "lacks", facts)
        at = follow_up.at("date")
        written_on = at.date()
        is_open = written_on is not None and follow_up.at("status").value == "open"
        if is_open and written_on is not None and context.clock.is_past(written_on, by=OPEN_DAYS):
            days = context.clock.days_since(written_on)
            labels = (label(at, "since"),)
            yield Finding(follow_up.at("status"), "open", {**facts, "days": days, "limit": OPEN_DAYS}, labels)


@document_rule("OPS09", "no-retraining-policy", Severity.WARNING, since="action", asks=True)
def no_retraining(document: Document, _context: Context) -> Iterator[Finding]:
    """Nothing says when the model is trained again."""
    monitoring = document.at("monitoring")
    retraining = monitoring.at("retraining")
    is_blank = retraining.is_blank and not isinstance(retraining.value, str)
    if monitoring.count() and is_blank:
        yield Finding(retraining, "default", idle(retraining), schema_findings.required_from(document, "action"))


@document_rule("OPS10", "inputs-not-monitored", Severity.WARNING, since="action", asks=True)
def inputs_not_monitored(document: Document, _context: Context) -> Iterator[Finding]:
    """Nobody watches the data that the model receives."""
    monitoring = document.at("monitoring")
    inputs = monitoring.at("inputs")
    is_blank = inputs.is_blank and not isinstance(inputs.value, str)
    if monitoring.count() and is_blank:
        yield Finding(inputs, "default", idle(inputs), schema_findings.required_from(document, "action"))


RULES = (
    without_monitoring,
    monitoring_incomplete,
    no_rollback,
    rollout_at_once,
    without_online_value,
    series_malformed,
    without_follow_up,
    follow_up_incomplete,
    no_retraining,
    inputs_not_monitored,
)
