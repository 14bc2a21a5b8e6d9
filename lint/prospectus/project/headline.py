"""The metric that stands for a project in overviews, and what was measured of a metric last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.model.record import RecordedMetric

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

PHASES = ("offline", "online")


def headline(document: Document) -> RecordedMetric | None:
    """The metric that an overview shows: the first that is optimised, else the first; None without metrics."""
    found = list(document.at("metrics").each())
    if not found:
        return None
    metric = next((metric for metric in found if metric.at("role").value == "optimizing"), found[0])
    newest = newest_values(metric)
    measured = {phase: entry.at("value").number() for phase, entry in newest.items()}
    return RecordedMetric(
        id=metric.at("id").text(),
        name=metric.at("name").text(),
        unit=metric.at("unit").text(),
        direction=metric.at("direction").text(),
        baseline=metric.at("baseline.value").number(),
        minimum=metric.at("minimum").number(),
        target=metric.at("target").number(),
        offline=measured.get("offline"),
        online=measured.get("online"),
        is_met=is_met(metric, newest),
    )


def newest_values(metric: Node) -> dict[str, Node]:
    """The newest measured entry of each phase, over all slices; of equal dates, the later one in the text."""
    found: dict[str, Node] = {}
    for entry in metric.at("measured").each():
        phase = entry.at("phase").text()
        if phase not in PHASES or entry.at("value").number() is None or entry.at("slice"):
            continue
        known = found.get(phase)
        if known is None or (entry.at("date").text() or "") >= (known.at("date").text() or ""):
            found[phase] = entry
    return found


def is_met(metric: Node, newest: dict[str, Node]) -> bool | None:
    """Whether the newest value, online before offline, reaches the target; None when that cannot be said."""
    measured = newest.get("online") or newest.get("offline")
    target = metric.at("target").number()
    value = measured.at("value").number() if measured else None
    if target is None or value is None:
        return None
    direction = metric.at("direction").value
    if direction == "max":
        return value >= target
    return value <= target if direction == "min" else None
