"""OPS: what is in service is watched, can be taken back, and an alert leads to somebody looking into it."""

from __future__ import annotations

import re
from math import floor
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from prospectus.ground.numbers import SLACK, figure, positive
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.metrics import (
    BETTER,
    Measured,
    called,
    kind_of,
    measured,
    metrics,
    metrics_by_id,
    out_of_order,
    promise_under_test,
)
from prospectus.project.models import models
from prospectus.project.monitoring import is_same_alert, rings_when_better, rings_when_promise_is_kept, watch
from prospectus.project.sourcing import is_trained_elsewhere
from prospectus.rules import schema_findings
from prospectus.rules.wording import as_keys, as_said, idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

GRACE_DAYS = 30
"""How long after deployment the first online value may be awaited, beside the delay of the labels."""

OPEN_DAYS = 90
"""How long a follow-up may stay open: a quarter is time enough to decide."""

MOST_LABELS = 3

IN_PARTS = frozenset({"shadow", "canary", "ab", "blue-green", "rolling"})
"""The ways of a rollout in which not everybody meets the new version at once."""

ON_THE_GOAL = frozenset({"ab", "holdout", "switchback", "pre-post"})
"""The methods that can show an effect on the business; a shadow affects nobody, a canary looks for what breaks."""

_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}

_TRIED = Pattern(
    r"(?<![a-z])(?:tried|tested|rehears\w+|drill\w*|exercised|practised|practiced|verified)(?![a-z])|훈련|연습|시험|리허설|검증|점검",
    re.IGNORECASE,
)
"""A rollback that says itself that it has been tried."""

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
    kinds = {name: kind_of(metric) for name, metric in declared.items()}
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
def no_rollback(document: Document, context: Context) -> Iterator[Finding]:
    """Nothing says how to go back to the version before, or it was never tried where an error is critical."""
    yield from schema_findings.missing(document, "OPS03")
    rollback = document.at("deployment.rollback")
    if rollback.is_idle:
        yield Finding(
            rollback, "empty", {"value": as_said(rollback)}, schema_findings.required_from(document, "action")
        )
    tested, critical = document.at("deployment.rollback_tested"), document.at("feasibility.red_flags.error_critical")
    day = tested.date()
    if day is not None and context.clock.is_future(day):
        yield Finding(tested, "future", {"date": tested, "today": context.clock.today()}, severity=Severity.WARNING)
    elif (
        rollback.text() and tested.is_blank and critical.answer() == "yes" and not _TRIED.search(rollback.text() or "")
    ):
        yield Finding(rollback, "untested", {}, (label(critical, "critical"),), Severity.INFO)


@document_rule("OPS04", "risky-rollout-at-once", Severity.WARNING, since="action", asks=True)
def rollout_at_once(document: Document, _context: Context) -> Iterator[Finding]:
    """A model that can do harm goes to everybody at once."""
    strategy = document.at("deployment.strategy")
    steps = {step.at("strategy").text() for step in document.at("deployment.phases").each()}
    if strategy.value != "all" or not steps.isdisjoint(IN_PARTS):
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
    if since is None or document.at("metrics").is_blank:
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
        values = [*metric.at("measured").each()]
        if kind_of(metric) in {"model", "fairness", "system"}:
            lacking = [value.at("version") for value in values if not value.at("version").is_present]
            yield from _first(lacking, "version", {"metric": metric.at("id")})
        dated = [(day, value) for value in values if (day := value.at("date").date()) is not None]
        future = [value.at("date") for day, value in dated if context.clock.is_future(day)]
        if future:
            yield from _first(future, "future", {"date": future[0], "today": context.clock.today()})
        series: dict[tuple[str | None, ...], list[Measured]] = {}
        for day, value in dated:
            if value.at("date") not in future:
                key = tuple(value.at(key).text() for key in ("phase", "slice", "dataset"))
                series.setdefault(key, []).append(Measured(day, value))
        for one in series.values():
            if (pair := out_of_order(one)) is not None:
                before, at = (value.entry.at("date") for value in pair)
                yield Finding(at, "order", {"date": at, "before": before}, (label(before, "before"),))


def _first(found: list[Node], wording: str, facts: dict[str, Any]) -> Iterator[Finding]:
    """One finding for what is wrong in a whole series, at the first place, with some of the others."""
    if found:
        yield Finding(found[0], wording, facts, tuple(label(other, "also") for other in found[1 : MOST_LABELS + 1]))


@document_rule(
    "OPS07", "alert-without-follow-up", Severity.ERROR, since="action", asks=True, yields_to=("OPS11", "MET02")
)
def without_follow_up(document: Document, _context: Context) -> Iterator[Finding]:
    """A value in service crossed its alert or its minimum, and nobody followed it up."""
    watched, follow_ups = watch(document), document.at("follow_ups")
    missing = () if follow_ups.is_present else (follow_ups,)
    for metric in metrics(document):
        crossings = watched.crossings(metric)
        if not crossings or watched.has_open_follow_up(metric, since=crossings[0].day) or watched.is_unclear:
            continue
        day, value = crossings[-1]
        answered = watched.last_follow_up(metric)
        limit = watched.crossing(metric, value)
        if limit is None or (answered is not None and answered >= day):
            continue
        facts: dict[str, Any] = {"metric": metric.at("id"), "value": value.at("value"), "date": value.at("date")}
        labels = [label(limit, "limit")]
        labels += [label(one.at("date"), "earlier") for one in watched.follow_ups_of(metric)[-1:]]
        is_alert = limit.path[-1] == "alert"
        facts |= {"op": limit.at("op").text(), "limit": limit.at("value")} if is_alert else {"limit": limit}
        wording = "alert" if is_alert else "minimum"
        yield Finding(value, wording, facts, tuple(labels), about=(value.at("value"), limit, metric.at("id"), *missing))


@document_rule("OPS08", "follow-up-incomplete", Severity.WARNING, since="follow-up", asks=True)
def follow_up_incomplete(document: Document, context: Context) -> Iterator[Finding]:
    """A follow-up names no cause, action or reopened stage, or has been open for too long."""
    for follow_up in document.at("follow_ups").each():
        if not isinstance(follow_up.value, dict):
            continue
        lacking = [key for key in ("cause", "action", "reopens") if follow_up.at(key).is_blank]
        at = follow_up.at("date")
        written_on = at.date()
        is_open = follow_up.at("status").value == "open"
        facts = {"id": follow_up.at("id"), "keys": as_keys(lacking, follow_up)}
        if written_on is not None and context.clock.is_future(written_on):
            yield Finding(at, "future", {**facts, "date": at, "today": context.clock.today()})
        if lacking and not is_open:  # while it is open, what is behind it may not be known yet
            yield Finding(follow_up, "lacks", facts)
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
    is_bought = bool(models(document)) and all(map(is_trained_elsewhere, models(document)))
    if monitoring.count() and is_blank and not is_bought:
        yield Finding(retraining, "default", idle(retraining), schema_findings.required_from(document, "action"))


@document_rule("OPS10", "inputs-not-monitored", Severity.WARNING, since="action", asks=True)
def inputs_not_monitored(document: Document, _context: Context) -> Iterator[Finding]:
    """Nobody watches the data that the model receives."""
    monitoring = document.at("monitoring")
    inputs = monitoring.at("inputs")
    is_blank = inputs.is_blank and not isinstance(inputs.value, str)
    if monitoring.count() and is_blank:
        yield Finding(inputs, "default", idle(inputs), schema_findings.required_from(document, "action"))


@document_rule(
    "OPS11", "alert-against-its-metric", Severity.ERROR, since="design", yields_to=("MET01", "MET02", "MET04")
)
def alert_against_metric(document: Document, _context: Context) -> Iterator[Finding]:
    """An alert rings when its metric gets better, or is another under monitoring than at the metric."""
    watched = watch(document)
    for metric in metrics(document):
        own, others = metric.at("alert"), watched.alerts_under_monitoring(metric)
        if metrics_by_id(document).get(metric.at("id").text() or "") is not metric:
            others = []  # of two metrics with one id, the first is meant
        stated = [alert for alert in (own, *others) if alert]
        wrong = [alert for alert in stated if rings_when_better(metric, alert)]
        if wrong:
            yield _rings_when_better(metric, wrong)
        elif own and others and not any(is_same_alert(own, other) for other in others):
            yield _another_alert(metric, own, others[0])
        elif stated and rings_when_promise_is_kept(metric, stated[0]):
            yield _rings_always(metric, stated[0])


def _rings_when_better(metric: Node, wrong: list[Node]) -> Finding:
    target, alert = metric.at("target"), wrong[0]
    right = _TURNED.get(alert.at("op").text() or "")
    facts = {**_alert_facts(metric, alert), "target": target, "right": right}
    related = [label(target, "target")] if target.number() is not None else []
    related += [label(other, "also") for other in wrong[1 : MOST_LABELS + 1]]
    wording = "against-target" if target.number() is not None else "against"
    return Finding(alert.at("op"), wording, facts, tuple(related), about=(metric.at("direction"), target, *wrong))


def _another_alert(metric: Node, own: Node, other: Node) -> Finding:
    facts = {**_alert_facts(metric, other), "own_op": own.at("op").text(), "own": own.at("value")}
    return Finding(other, "differs", facts, (label(own, "own"),), about=(own, other))


def _rings_always(metric: Node, alert: Node) -> Finding:
    target = metric.at("target")
    facts = {**_alert_facts(metric, alert), "target": target}
    return Finding(alert, "always", facts, (label(target, "target"),), Severity.WARNING, (alert, target))


def _alert_facts(metric: Node, alert: Node) -> dict[str, Any]:
    better = BETTER.get(metric.at("direction").text() or "")
    return {"metric": called(metric), "op": alert.at("op").text(), "value": alert.at("value"), "better": better}


@document_rule("OPS12", "online-test-blind", Severity.WARNING, since="design", yields_to=("MET02",))
def online_test_blind(document: Document, _context: Context) -> Iterator[Finding]:
    """The online test cannot show the difference that the project promises, or does not look at its goal."""
    test, declared = document.at("evaluation.online.quantitative"), metrics_by_id(document)
    method, names = test.at("method"), test.at("metrics").texts()
    tested = [declared[name] for name in names if name in declared]
    if not tested or len(tested) < len(names) or any(kind_of(metric) is None for metric in tested):
        return
    mde = test.at("mde")
    promised = promise_under_test(tested)
    if promised is not None and method.value != "none":
        metric, difference = promised
        if (least := positive(mde)) is not None and least > difference * (1 + SLACK):
            facts = {"mde": mde, "metric": called(metric), "difference": figure(difference), "unit": metric.at("unit")}
            facts |= {"baseline": metric.at("baseline.value"), "target": metric.at("target")}
            related = (label(metric.at("target"), "target"), label(metric.at("baseline.value"), "baseline"))
            about = (mde, metric.at("target"), metric.at("baseline.value"))
            yield Finding(mde, "mde", facts, related, about=about)
    goal = document.at("goal.metrics")
    if method.text() in ON_THE_GOAL and goal.texts() and all(name in declared for name in goal.texts()):
        is_of_business = any(kind_of(one) == "business" and one.at("role").value == "optimizing" for one in tested)
        if not is_of_business and not {*names} & {*goal.texts()}:
            facts = {"method": method, "goal": ", ".join(goal.texts())}
            yield Finding(test.at("metrics"), "goal", facts, (label(goal, "goal"),))


@document_rule("OPS13", "deployment-in-the-future", Severity.WARNING, since="action")
def deployment_in_the_future(document: Document, context: Context) -> Iterator[Finding]:
    """The date on which the version went into service is still to come. An error once the stage looks back on the service."""
    deployed = document.at("deployment.date")
    day = deployed.date()
    if day is None or not context.clock.is_future(day):
        return
    action = document.contract.lifecycle.stages["action"].order
    is_behind = document.stage is not None and document.stage.order > action
    facts = {"date": deployed, "today": context.clock.today(), "stage": document.at("stage")}
    severity = Severity.ERROR if is_behind else Severity.WARNING
    yield Finding(deployed, "default", facts, (label(document.at("stage"), "still"),), severity)


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
    alert_against_metric,
    online_test_blind,
    deployment_in_the_future,
)
