"""The load is stated, and the models and the hardware carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.numbers import SLACK, counted, figure, percent, positive
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.capacity import Capacity, batch_run, capacity, demand
from prospectus.project.devices import OWN_DEVICES
from prospectus.rules.wording import SHOWN, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node


ROUNDING = 0.05
"""Daily volumes and QPS are rounded: a target within 5% of the volume's mean agrees with it."""


SECONDS = {
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_592_000,
    "quarter": 7_776_000,
    "year": 31_536_000,
}
"""How long each period is; a month counts 30 days, as people count it when they divide a volume."""

_A_PERIOD: dict[str, Text] = {
    "minute": {"en": "a minute", "ko": "분당"},
    "hour": {"en": "an hour", "ko": "시간당"},
    "day": {"en": "a day", "ko": "하루"},
    "week": {"en": "a week", "ko": "주당"},
    "month": {"en": "a month", "ko": "한 달"},
    "quarter": {"en": "a quarter", "ko": "분기당"},
    "year": {"en": "a year", "ko": "연간"},
}


@document_rule("REQ05", "online-without-qps", Severity.ERROR, since="design", asks=True)
def without_qps(document: Document, _context: Context) -> Iterator[Finding]:
    """A service that answers each request or event as it comes states no QPS, or a peak below the target."""
    requirements = document.at("requirements")
    qps, mode = requirements.at("qps"), requirements.at("serving.mode")
    target, peak = qps.at("target"), qps.at("peak")
    is_stated = target.is_present if isinstance(qps.value, dict) else qps.is_present
    is_shared = requirements.at("serving.place").text() not in OWN_DEVICES  # a user's own device has no load to share
    if mode.value == "online" and not is_stated and is_shared:
        yield Finding(target, "missing", {}, (label(mode, "mode"),))
    elif mode.value == "stream" and not is_stated and is_shared and not requirements.at("batch").count():
        yield Finding(target, "stream", {}, (label(mode, "stream"),))
    least, most = positive(target), positive(peak)
    if least is not None and most is not None and most < least:
        yield Finding(peak, "peak", {"peak": shown(peak), "target": shown(target)}, (label(target, "target"),))


@document_rule("REQ06", "capacity-below-demand", Severity.ERROR, since="design")
def capacity_below(document: Document, _context: Context) -> Iterator[Finding]:
    """The hardware carries fewer queries per second than the peak, or lets them wait for long."""
    requirements = document.at("requirements")
    yield from _above_limit(requirements)
    found = capacity(requirements, document.at("models"))
    wording = None if found is None else _tightness(found)
    if found is None or wording is None:
        return
    facts = {
        "arithmetic": found.arithmetic,
        "demand": shown(found.demand_at),
        "key": _PEAK if found.demand_at.path[-1] == "peak" else _TARGET,
        "statistic": found.service_time.statistic,
        "share": percent(found.utilisation),
        "wait": figure(float(f"{1000 * found.service_s * found.waiting:.3g}")),
        "times": figure(round(found.waiting, 2)),
        "answer": figure(float(f"{1000 * found.answer_s:.3g}")),
        "allowed": figure(found.allowed_ms or 0),
        "needed": _machines(found.replicas_needed),
    }
    severity = None if wording in {"default", "median", "vendor"} else Severity.WARNING
    yield Finding(found.demand_at, wording, facts, _capacity_labels(document, found), severity)


_PEAK: Text = {"en": "peak", "ko": "최대"}
_TARGET: Text = {"en": "target", "ko": "목표"}


def _machines(number: float) -> Text:
    return {"en": counted(number, "replica"), "ko": f"장비 {figure(number)}대"}


def _tightness(found: Capacity) -> str | None:
    """How the hardware falls short of the demand, as the wording that says so; None where it does not.

    A percentile above the mean shows less capacity than there is, and so does one request at a time where nobody says how
    many: of these, a shortage is only likely, and a tight fit is none. The median lies below the mean, and shows more.
    """
    if found.is_short:
        if found.service_time.is_upper_bound:
            return "bound"
        if found.is_assumed:
            return "assumed"
        if found.is_external:
            return "vendor"
        return "default" if found.service_time.statistic == "mean" else "median"
    if found.service_time.is_upper_bound or found.is_assumed or found.is_external:
        return None
    return "full" if found.is_full else "late" if found.is_late else "tight" if found.is_tight else None


def _above_limit(requirements: Node) -> Iterator[Finding]:
    """The peak is above the rate that a vendor accepts."""
    limit, at = requirements.at("hardware.rate_limit_qps"), demand(requirements)
    most, queries = positive(limit), positive(at)
    is_read = positive(requirements.at("read_path.mean_ms")) is not None
    if most is not None and queries is not None and queries > most * (1 + SLACK) and not is_read:
        facts = {"demand": shown(at), "key": _PEAK if at.path[-1] == "peak" else _TARGET, "limit": shown(limit)}
        yield Finding(at, "limit", facts, (label(limit, "limit"),))


def _capacity_labels(document: Document, found: Capacity) -> tuple[Any, ...]:
    hardware = document.at("requirements.hardware")
    labels = [label(at, "time") for at in found.service_time.stated_at[:SHOWN]]
    if found.copies != 1:
        labels.append(label(hardware.at("copies"), "copies"))
    most, replicas = hardware.at("max_replicas"), hardware.at("replicas")
    if found.is_external:
        labels.append(label(hardware.at("concurrency"), "concurrency"))
    elif positive(most) == found.replicas and most:
        labels.append(label(most, "scaled"))
    else:
        labels.append(label(replicas, "replicas") if replicas else label(hardware, "hardware"))
    return tuple(labels)


@document_rule("REQ10", "load-incoherent", Severity.WARNING, since="design")
def load_incoherent(document: Document, _context: Context) -> Iterator[Finding]:
    """The QPS do not cover the stated volume, or a batch run does not fit into its window."""
    requirements = document.at("requirements")
    volume = document.at("feasibility.fit.repetitive.volume")
    target, value, per = requirements.at("qps.target"), volume.at("value"), volume.at("per").text() or ""
    qps, count, seconds = positive(target), positive(value), SECONDS.get(per)
    is_batch = requirements.at("serving.mode").value == "batch"
    if qps is not None and count is not None and seconds and not is_batch and count / seconds > qps * (1 + ROUNDING):
        facts = {
            "target": shown(target),
            "value": figure(count),
            "per": _A_PERIOD[per],
            "mean": figure(count / seconds),
        }
        yield Finding(target, "volume", facts, (label(volume, "volume"),))
    window = requirements.at("batch.window_s")
    allowed, run = positive(window), batch_run(requirements, document.at("models"))
    if allowed is not None and run is not None and run.seconds > allowed * (1 + SLACK):
        labels = tuple(label(at, "time") for at in run.service_time.stated_at[:SHOWN])
        yield Finding(window, "window", {"arithmetic": run.arithmetic, "window": shown(window)}, labels)
