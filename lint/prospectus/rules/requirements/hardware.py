"""The models fit into the memory of their devices, and the devices belong to the place that is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.numbers import SLACK, counted, figure, positive
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.capacity import copies_in, is_external
from prospectus.project.devices import (
    CPU_PLACES,
    EDGE,
    OWN_DEVICES,
    VENDOR,
    is_cpu,
    is_gpu,
    is_in_data_centres,
    is_server,
    shared_devices,
    stated_gb,
)
from prospectus.project.models import pipeline_gb
from prospectus.rules.wording import SHOWN, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.project.devices import Shared
    from prospectus.reading.front_matter.node import Node


@document_rule("REQ07", "model-exceeds-memory", Severity.ERROR, since="design")
def exceeds_memory(document: Document, _context: Context) -> Iterator[Finding]:
    """A model, all models of one device, or the copies of them, need more memory than the device has."""
    hardware = document.at("requirements.hardware")
    for shared in shared_devices(hardware, document.at("models")):
        memory = positive(shared.memory)
        if memory is not None:
            yield from _too_large(shared, memory, hardware.at("copies"))


def _too_large(shared: Shared, memory: float, stated_copies: Node) -> Iterator[Finding]:
    device = shared.memory
    is_too_large = False
    for model in shared.models:
        at, own = _size(model), model.at("device_memory_gb")
        limit = own if 0 < (positive(own) or 0) < memory else device  # what a model may use of a device that it shares
        if (positive(at) or 0) > (positive(limit) or memory) * (1 + SLACK):
            is_too_large = True
            stated = {"model": model.at("id"), "size": at, "memory": limit}
            yield Finding(at, "model", stated, (label(limit, "memory"),))
    total = pipeline_gb(shared.models, "planned_memory_gb")
    if is_too_large or total is None:
        return
    is_main = device.path[0] == "requirements"
    copies = positive(stated_copies) if is_main else None
    room = memory * (1 + SLACK)
    is_over = total > room
    if not is_over and (copies is None or copies * total <= room):
        return
    parts = [_size(model) for model in shared.models]
    facts: dict[str, Any] = {
        "total": figure(total),
        "memory": device,
        "sum": " + ".join(part.written for part in parts),
    }
    if is_over:
        labels = tuple(label(part, "part", model=part.parent.at("id")) for part in parts[:SHOWN])
        yield Finding(device, "pipeline", facts, labels)
    elif copies is not None:
        fit = {"copies": figure(copies), "all": figure(copies * total), "most": copies_in(memory, total)}
        yield Finding(stated_copies, "copies", facts | fit, (label(device, "memory"),))


def _size(model: Node) -> Node:
    """Where the size of a model is stated that counts: the planned one, else that of today."""
    planned = model.at("planned_memory_gb")
    return planned if positive(planned) else model.at("memory_gb")


@document_rule("REQ08", "useless-size-reduction", Severity.INFO, since="design")
def useless_reduction(document: Document, _context: Context) -> Iterator[Finding]:
    """A planned reduction of a model does not let one more copy fit into the memory."""
    requirements = document.at("requirements")
    shared = shared_devices(requirements.at("hardware"), document.at("models"))[0]
    device, models = shared.memory, shared.models
    memory, today, planned = positive(device), pipeline_gb(models), pipeline_gb(models, "planned_memory_gb")
    if memory is None or today is None or planned is None or planned >= today:
        return
    if requirements.at("serving.place").text() in CPU_PLACES | OWN_DEVICES | {EDGE} or is_external(requirements):
        return  # there a smaller model saves no card, but loads faster or downloads less
    copies = copies_in(memory, today)
    if not copies or copies_in(memory, planned) != copies:
        return
    plans = [model.at("planned_memory_gb") for model in models if positive(model.at("planned_memory_gb"))]
    facts = {
        "today": figure(today),
        "planned": figure(planned),
        "memory": device,
        "copies": {"en": counted(copies, "copy", "copies"), "ko": f"{copies}개"},
        "more": copies + 1,
        "goal": figure(memory / (copies + 1)),
    }
    labels = (label(device, "memory"), *(label(plan, "plan") for plan in plans[1:SHOWN]))
    yield Finding(plans[0], "default", facts, labels)


@document_rule("REQ09", "place-and-hardware-disagree", Severity.ERROR, since="design")
def place_disagrees(document: Document, _context: Context) -> Iterator[Finding]:
    """The device is none of the serving place, or a batch service promises QPS without its window."""
    requirements = document.at("requirements")
    serving, hardware = requirements.at("serving"), requirements.at("hardware")
    place, device, replicas = serving.at("place"), hardware.at("device"), hardware.at("replicas")
    where, what = place.text() or "", device.text() or ""
    facts = {"place": place, "device": what, "replicas": replicas}
    is_mixed = any(model.at("device").is_present for model in document.at("models").each())
    wording = _misplaced(where, what, is_mixed=is_mixed)
    if wording is not None:
        yield Finding(place, wording, facts, (label(device, "device"),))
    elif where in OWN_DEVICES and (positive(replicas) or 1) > 1:
        yield Finding(place, "replicas", facts, (label(replicas, "replicas"),))
    qps, mode, window = requirements.at("qps"), serving.at("mode"), requirements.at("batch.window_s")
    if mode.value == "batch" and qps.count() and not window.is_present:
        yield Finding(qps, "batch", {}, (label(mode, "mode"),))


def _misplaced(where: str, device: str, *, is_mixed: bool) -> str | None:
    """What is wrong with a device at a place, as the wording that says so; ``is_mixed`` models run on several devices."""
    if where in OWN_DEVICES:
        return "server" if is_server(device) else None
    if where == EDGE:
        return "edge" if is_in_data_centres(device) else None
    if where == VENDOR:
        return "vendor" if is_gpu(device) and not is_mixed else None
    if where in CPU_PLACES:
        return "gpu" if is_gpu(device) and not is_mixed else None
    return "cpu" if where.endswith("-gpu") and is_cpu(device) and not is_mixed else None


@document_rule("REQ13", "device-memory-differs", Severity.ERROR, since="design")
def device_memory_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """The name of a device states less memory than the models are said to have there."""
    for shared in shared_devices(document.at("requirements.hardware"), document.at("models")):
        named, memory = stated_gb(shared.device.text() or ""), positive(shared.memory)
        if named is not None and memory is not None and memory > named * (1 + SLACK):
            facts = {"memory": shown(shared.memory), "named": figure(named), "key": shared.memory.path[-1]}
            yield Finding(shared.memory, "default", facts, (label(shared.device, "device"),))
