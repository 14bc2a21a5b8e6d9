"""What is required is stated, covered by a model, the same as the target of its metric, and measured in service."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.numbers import SLACK, positive
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.metrics import measured, metrics, metrics_by_id, newest
from prospectus.project.monitoring import watch
from prospectus.rules import schema_findings
from prospectus.rules.wording import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.project.monitoring import Watch
    from prospectus.reading.front_matter.node import Node


LONGEST_TEXT = 200
"""A metric has a shorter name than this; what is longer is not searched to its end."""


_LATENCY = Pattern(r"latency|response time|processing time|\bp9[59]\b|지연|응답|처리 ?시간|시간", re.IGNORECASE)
_TIME_UNIT = Pattern(
    r"(?:us|µs|ms|msec|s|secs?|seconds?|milliseconds?|min|minutes?|h|hours?|밀리초|초|분|시간)", re.IGNORECASE
)
_THROUGHPUT = Pattern(
    r"qps|rps|tps|throughput|처리량|초당|(?:quer|request|item|image|건|개|장|req)\w{0,12}\s{0,4}(?:/|per )\s{0,4}(?:s|sec|초)",
    re.IGNORECASE,
)
_MS = {
    "ms": 1.0,
    "msec": 1.0,
    "milliseconds": 1.0,
    "밀리초": 1.0,
    "s": 1000.0,
    "sec": 1000.0,
    "seconds": 1000.0,
    "초": 1000.0,
}


@document_rule("REQ01", "requirement-not-covered", Severity.WARNING, since="design", asks=True)
def not_covered(document: Document, _context: Context) -> Iterator[Finding]:
    """A functional requirement that no model serves and that is not out of scope."""
    items = list(document.at("requirements.functional").each())
    if not document.at("models").count():
        return
    is_traced = any(_is_covered(item) for item in items)
    for item in items:
        text = item.text()
        if text is not None and is_traced:
            yield Finding(item, "text", {"text": text})
        elif item.at("text").text() and not _is_covered(item):
            yield Finding(item, "default", {"text": item.at("text").text()})


def _is_covered(item: Node) -> bool:
    return bool(item.at("models").count()) or item.at("out_of_scope").flag() is True


@document_rule("REQ02", "processing-time-undefined", Severity.ERROR, since="design", asks=True)
def time_undefined(document: Document, _context: Context) -> Iterator[Finding]:
    """A processing time without its statistic, or a statistic without an offline or online time."""
    yield from schema_findings.missing(document, "REQ02")
    time = document.at("requirements.processing_time")
    is_scoped = any(time.at(key).is_present for key in ("offline_ms", "online_ms", "first_output_ms"))
    if time.at("statistic").is_present and not is_scoped:
        yield Finding(time, "scope", {}, schema_findings.required_from(document, "design"))


@document_rule("REQ04", "accuracy-differs-from-target", Severity.ERROR, since="design", yields_to=("OBJ02",))
def accuracy_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """The accuracy that is required is not the target of the metric it names, or has no number at all."""
    accuracy = document.at("requirements.accuracy")
    if isinstance(accuracy.value, list) and not accuracy.value:
        yield Finding(accuracy, "empty")
    declared = metrics_by_id(document)
    first: dict[str, Node] = {}
    for item in accuracy.each():
        value, name = item.at("value"), item.text() or item.at("metric").text()
        metric = declared.get(name or "")
        if name is None or metric is None:
            continue
        target = metric.at("target")
        required, stated = value.number(), target.number()
        facts = {"metric": name, "value": value, "target": target, "first": first.get(name)}
        if required is None:
            if not target.is_present and item.text():
                yield Finding(item, "no-target", facts, (label(metric, "metric"),), about=(target,))
        elif stated is not None and required != stated:
            yield Finding(value, "default", facts, (label(target, "target"),))
        elif stated is None and name in first and first[name].number() != required:
            yield Finding(value, "twice", facts, (label(first[name], "first"),))
        elif stated is None:
            first.setdefault(name, value)


@document_rule(
    "REQ11", "requirement-not-measured", Severity.ERROR, since="action", asks=True, yields_to=("OPS07", "REQ03")
)
def not_measured(document: Document, _context: Context) -> Iterator[Finding]:
    """In service, no processing time or QPS has been measured, or the last value misses the requirement."""
    requirements = document.at("requirements")
    time, qps = requirements.at("processing_time"), requirements.at("qps")
    if not time.count() and not qps.count():
        return
    system = [metric for metric in metrics(document) if metric.at("kind").value == "system"]
    latencies = [metric for metric in system if _is_latency(metric)]
    rates = [metric for metric in system if _is_throughput(metric)]
    if not any(metric.at("measured").count() for metric in (*latencies, *rates)):
        labels = tuple(label(metric, "unmeasured") for metric in (*latencies, *rates)[:SHOWN])
        at = time if time.count() else qps
        yield Finding(at, "never", {"key": at.where}, (*labels, *schema_findings.required_from(document, "action")))
        return
    watched = watch(document)
    yield from _missed_latency(watched, latencies, time.at("online_ms"))
    yield from _missed_rate(watched, rates, qps)


def _is_latency(metric: Node) -> bool:
    unit = metric.at("unit").text() or ""
    return bool(_TIME_UNIT.fullmatch(unit.strip())) or bool(_LATENCY.search(_called(metric)))


def _is_throughput(metric: Node) -> bool:
    return bool(_THROUGHPUT.search(f"{_called(metric)} {(metric.at('unit').text() or '')[:LONGEST_TEXT]}"))


def _called(metric: Node) -> str:
    return f"{metric.at('id').text() or ''} {metric.at('name').text() or ''}"[:LONGEST_TEXT]


def _missed_latency(watched: Watch, metrics: list[Node], online: Node) -> Iterator[Finding]:
    """The metric of the online time is the one with the same target, or the only one there is."""
    required = positive(online)
    in_ms = [(metric, _MS[unit]) for metric in metrics if (unit := (metric.at("unit").text() or "").lower()) in _MS]
    same = [(metric, ms) for metric, ms in in_ms if (positive(metric.at("target")) or 0) * ms == required]
    if required is None or not (same or len(in_ms) == 1):
        return
    for metric, ms in same or in_ms:
        last = newest(measured(metric, "online"))
        took = None if last is None else positive(last.entry.at("value"))
        if last is None or took is None or metric.at("direction").value == "max":
            continue
        if took * ms > required * (1 + SLACK) and not watched.is_followed_up(metric, last.day):
            entry = last.entry
            facts = {
                "value": entry.at("value"),
                "unit": metric.at("unit"),
                "date": entry.at("date"),
                "required": online,
            }
            said = (label(online, "required"),)
            yield Finding(entry, "latency", facts | {"metric": metric.at("id")}, said, about=(entry, online))


def _missed_rate(watched: Watch, metrics: list[Node], qps: Node) -> Iterator[Finding]:
    """A throughput that is better when higher is what the service can carry, not what it happens to receive."""
    for metric in metrics:
        goal = metric.at("target").number()
        required = qps.at("peak") if goal is not None and goal == qps.at("peak").number() else qps.at("target")
        least, last = positive(required), newest(measured(metric))
        value = None if last is None else last.entry.at("value").number()
        if last is None or value is None or least is None or goal is None or metric.at("direction").value != "max":
            continue
        if value < least * (1 - SLACK) and not watched.is_followed_up(metric, last.day):
            facts = {"value": last.entry.at("value"), "date": last.entry.at("date"), "required": required}
            yield Finding(last.entry, "rate", facts | {"metric": metric.at("id")}, (label(required, "required"),))
