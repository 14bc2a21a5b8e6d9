"""REQ: the service requirements are stated, agree with each other, and can be met by the models and the hardware."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prospectus.ground.numbers import SLACK, figure, positive
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.capacity import CPU_PLACES, MAX_UTILISATION, OWN_DEVICES, capacity, copies_in, service_time
from prospectus.project.metrics import measured, metrics, metrics_by_id, newest
from prospectus.project.models import critical_path, pipeline_gb
from prospectus.project.monitoring import watch
from prospectus.rules import schema_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.project.capacity import Capacity, ServiceTime
    from prospectus.project.monitoring import Watch
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

LONGEST_TEXT = 200
"""A device or a metric has a shorter name than this; what is longer is not searched to its end."""

SHOWN_MODELS = 6
"""A finding shows the share of no more models than this."""

_WORD = r"(?<![A-Za-z0-9])(?:[0-9]+x)?(?:{})(?:x[0-9]+)?(?![A-Za-z0-9])"
"""A word of its own, maybe counted (2xT4); Korean may follow at once."""
_SERVER_GPU = (
    r"[ahv]100|h200|[gb]b?200|p100|[tl]4|l40s?|tesla|mi[0-9]{3}[ax]?"
    r"|(?:g4dn|g4ad|g5g?|g6e?|p2|p3(?:dn)?|p4de?|p5e?n?)\.[0-9]*\w+|(?:a2|a3|g2)-\w+-\w+|standard_n[cdv]\w*"
)
_GPU = Pattern(
    _WORD.format(
        rf"{_SERVER_GPU}|[a-z]*gpus?|nvidia|geforce|[rg]tx[0-9]*(?:ti)?|quadro|jetson|orin|xavier|radeon|instinct|a10g?|a30|a40|k80"
        r"|[tn]pu|inferentia[0-9]?|trainium[0-9]?|gaudi[0-9]?|(?:inf|trn)[12]\.\w+"
    ),
    re.IGNORECASE,
)
_CPU = Pattern(_WORD.format(r"[0-9]*v?cpus?|(?:[0-9]+[ -]?)?cores?|xeon|epyc|threadripper") + r"|코어", re.IGNORECASE)
_SERVER = Pattern(_WORD.format(rf"{_SERVER_GPU}|[0-9]*vcpus?|xeon|epyc"), re.IGNORECASE)

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
    is_scoped = time.at("offline_ms").is_present or time.at("online_ms").is_present
    if time.at("statistic").is_present and not is_scoped:
        yield Finding(time, "scope", {}, schema_findings.required_from(document, "design"))


@document_rule("REQ03", "processing-time-over-budget", Severity.ERROR, since="design")
def over_budget(document: Document, _context: Context) -> Iterator[Finding]:
    """The models, or the offline part, take longer than the user may wait."""
    requirements = document.at("requirements")
    time = requirements.at("processing_time")
    online, offline = positive(time.at("online_ms")), positive(time.at("offline_ms"))
    if online is None or positive(requirements.at("read_path.mean_ms")) is not None:
        return  # nobody waits for a model whose predictions are only read
    at, statistic = time.at("online_ms"), time.at("statistic").text()
    path = critical_path(document.at("models"))
    times = [model.at("processing_ms") for model in path]
    total = sum(positive(one) or 0 for one in times)
    facts: dict[str, Any] = {"online": at, "offline": time.at("offline_ms"), "total": figure(total)}
    if total > online * (1 + SLACK):
        facts |= {"sum": " + ".join(one.written for one in times), "statistic": statistic or "?"}
        labels = tuple(label(one, "part", model=one.parent.at("id")) for one in times[:SHOWN_MODELS])
        if len(times) == 1:
            yield Finding(at, "model", facts | {"model": path[0].at("id")}, labels)
        elif statistic == "mean":
            yield Finding(at, "models", facts, labels)
        else:
            yield Finding(at, "percentile", facts, labels, Severity.WARNING)
    elif offline is not None and offline > online * (1 + SLACK):
        yield Finding(at, "offline", facts, (label(time.at("offline_ms"), "offline"),))


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


@document_rule("REQ05", "online-without-qps", Severity.ERROR, since="design", asks=True)
def without_qps(document: Document, _context: Context) -> Iterator[Finding]:
    """Online serving states no QPS, or a peak below the target."""
    requirements = document.at("requirements")
    qps, mode = requirements.at("qps"), requirements.at("serving.mode")
    target, peak = qps.at("target"), qps.at("peak")
    is_stated = target.is_present if isinstance(qps.value, dict) else qps.is_present
    if mode.value == "online" and not is_stated:
        yield Finding(target, "missing", {}, (label(mode, "mode"),))
    least, most = positive(target), positive(peak)
    if least is not None and most is not None and most < least:
        yield Finding(peak, "peak", {"peak": peak, "target": target}, (label(target, "target"),))


@document_rule("REQ06", "capacity-below-demand", Severity.ERROR, since="design")
def capacity_below(document: Document, _context: Context) -> Iterator[Finding]:
    """The hardware carries fewer queries per second than the peak, or hardly more."""
    found = capacity(document.at("requirements"), document.at("models"))
    if found is None or not found.is_tight:
        return
    time = found.service_time
    facts = {
        "arithmetic": found.arithmetic,
        "demand": found.demand_at,
        "key": found.demand_at.path[-1],
        "statistic": time.statistic,
        "needed": figure(found.replicas_needed),
        "share": figure(100 * found.utilisation),
        "limit": figure(100 * MAX_UTILISATION),
    }
    if found.is_short:
        yield Finding(
            found.demand_at,
            "default" if time.is_mean else "bound",
            facts,
            _capacity_labels(document, found),
            None if time.is_mean else Severity.WARNING,
        )
    elif time.is_mean:
        yield Finding(found.demand_at, "tight", facts, _capacity_labels(document, found), Severity.WARNING)


def _capacity_labels(document: Document, found: Capacity) -> tuple[Any, ...]:
    hardware = document.at("requirements.hardware")
    labels = [label(at, "time") for at in found.service_time.stated_at[:SHOWN_MODELS]]
    if found.memory_gb is not None and found.size_gb is not None:
        sizes = {"copies": found.copies, "memory": figure(found.memory_gb), "size": figure(found.size_gb)}
        labels.append(label(hardware.at("memory_gb"), "copies", **sizes))
    replicas = hardware.at("replicas")
    labels.append(label(replicas, "replicas") if replicas else label(hardware, "hardware"))
    return tuple(labels)


@document_rule("REQ07", "model-exceeds-memory", Severity.ERROR, since="design")
def exceeds_memory(document: Document, _context: Context) -> Iterator[Finding]:
    """A model, or all of them together, needs more memory than the device has."""
    device = document.at("requirements.hardware.memory_gb")
    memory, models = positive(device), document.at("models")
    if memory is None:
        return
    is_too_large = False
    for model in models.each():
        planned, today = model.at("planned_memory_gb"), model.at("memory_gb")
        at = planned if positive(planned) else today
        if (positive(at) or 0) > memory * (1 + SLACK):
            is_too_large = True
            yield Finding(
                at, "model", {"model": model.at("id"), "size": at, "memory": device}, (label(device, "memory"),)
            )
    total = pipeline_gb(models, "planned_memory_gb")
    if is_too_large or total is None or total <= memory * (1 + SLACK):
        return
    parts = [model.at("planned_memory_gb") or model.at("memory_gb") for model in models.each()]
    facts = {"total": figure(total), "memory": device, "sum": " + ".join(part.written for part in parts)}
    labels = tuple(label(part, "part", model=part.parent.at("id")) for part in parts[:SHOWN_MODELS])
    yield Finding(device, "pipeline", facts, labels)


@document_rule("REQ08", "useless-size-reduction", Severity.INFO, since="design")
def useless_reduction(document: Document, _context: Context) -> Iterator[Finding]:
    """A planned reduction of a model does not let one more copy fit into the memory."""
    device, models = document.at("requirements.hardware.memory_gb"), document.at("models")
    memory, today, planned = positive(device), pipeline_gb(models), pipeline_gb(models, "planned_memory_gb")
    if memory is None or today is None or planned is None or planned >= today:
        return
    if document.at("requirements.serving.place").text() in CPU_PLACES | OWN_DEVICES:
        return  # there a smaller model saves no card, but loads faster or downloads less
    copies = copies_in(memory, today)
    if not copies or copies_in(memory, planned) != copies:
        return
    plans = [model.at("planned_memory_gb") for model in models.each() if positive(model.at("planned_memory_gb"))]
    facts = {
        "today": figure(today),
        "planned": figure(planned),
        "memory": device,
        "copies": copies,
        "more": copies + 1,
        "goal": figure(memory / (copies + 1)),
    }
    labels = (label(device, "memory"), *(label(plan, "plan") for plan in plans[1:SHOWN_MODELS]))
    yield Finding(plans[0], "default", facts, labels)


@document_rule("REQ09", "place-and-hardware-disagree", Severity.ERROR, since="design")
def place_disagrees(document: Document, _context: Context) -> Iterator[Finding]:
    """The device is none of the serving place, or a batch service promises QPS without its window."""
    requirements = document.at("requirements")
    serving, hardware = requirements.at("serving"), requirements.at("hardware")
    place, device, replicas = serving.at("place"), hardware.at("device"), hardware.at("replicas")
    where, what = place.text() or "", (device.text() or "")[:LONGEST_TEXT]
    facts = {"place": place, "device": what, "replicas": replicas}
    is_server = where in OWN_DEVICES and _SERVER.search(what)
    is_gpu_on_cpu = where in CPU_PLACES and _GPU.search(what)
    is_cpu_on_gpu = where.endswith("-gpu") and _CPU.search(what) and not _GPU.search(what)
    if is_server or is_gpu_on_cpu or is_cpu_on_gpu:
        wording = "server" if is_server else "gpu" if is_gpu_on_cpu else "cpu"
        yield Finding(place, wording, facts, (label(device, "device"),))
    elif where in OWN_DEVICES and (positive(replicas) or 1) > 1:
        yield Finding(place, "replicas", facts, (label(replicas, "replicas"),))
    qps, mode, window = requirements.at("qps"), serving.at("mode"), requirements.at("batch.window_s")
    if mode.value == "batch" and qps.count() and not window.is_present:
        yield Finding(qps, "batch", {}, (label(mode, "mode"),))


@document_rule("REQ10", "load-incoherent", Severity.WARNING, since="design")
def load_incoherent(document: Document, _context: Context) -> Iterator[Finding]:
    """The QPS do not cover the stated volume, or a batch run does not fit into its window."""
    requirements = document.at("requirements")
    volume = document.at("feasibility.fit.repetitive.volume")
    target, value, per = requirements.at("qps.target"), volume.at("value"), volume.at("per").text() or ""
    qps, count, seconds = positive(target), positive(value), SECONDS.get(per)
    is_batch = requirements.at("serving.mode").value == "batch"
    if qps is not None and count is not None and seconds and not is_batch and count / seconds > qps * (1 + ROUNDING):
        facts = {"target": target, "value": value, "per": _A_PERIOD[per], "mean": figure(count / seconds)}
        yield Finding(target, "volume", facts, (label(volume, "volume"),))
    batch = requirements.at("batch")
    items, window = positive(batch.at("items")), positive(batch.at("window_s"))
    time = service_time(requirements, document.at("models"))
    if items is None or window is None or time is None:
        return
    needed = items * time.ms / 1000 / (positive(batch.at("parallelism")) or 1)
    if needed > window * (1 + SLACK):
        facts = {"arithmetic": _batch_arithmetic(batch, time, needed), "window": batch.at("window_s")}
        labels = tuple(label(at, "time") for at in time.stated_at[:SHOWN_MODELS])
        yield Finding(batch.at("window_s"), "window", facts, labels)


def _batch_arithmetic(batch: Node, time: ServiceTime, needed: float) -> Text:
    items, seconds, parallelism = (
        batch.at("items").written,
        figure(time.ms / 1000),
        positive(batch.at("parallelism")) or 1,
    )
    statistic = "" if time.is_mean else f" ({time.statistic})"
    by = f" / {figure(parallelism)}" if parallelism > 1 else ""
    return {
        "en": f"{items} items x {seconds} s{statistic}{by} = {figure(needed)} s",
        "ko": f"{items}건 x {seconds}초{statistic}{by} = {figure(needed)}초",
    }


@document_rule("REQ11", "requirement-not-measured", Severity.ERROR, since="action", asks=True, yields_to=("OPS07",))
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
        labels = tuple(label(metric, "unmeasured") for metric in (*latencies, *rates)[:SHOWN_MODELS])
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
            yield Finding(entry, "latency", facts | {"metric": metric.at("id")}, (label(online, "required"),))


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


RULES = (
    not_covered,
    time_undefined,
    over_budget,
    accuracy_differs,
    without_qps,
    capacity_below,
    exceeds_memory,
    useless_reduction,
    place_disagrees,
    load_incoherent,
    not_measured,
)
