"""The metric that stands for a project in overviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.model.record import RecordedMetric
from prospectus.project.metrics import is_met, metrics, newest_by_phase

if TYPE_CHECKING:
    from prospectus.model.document import Document


def headline(document: Document) -> RecordedMetric | None:
    """The metric that an overview shows: the first that is optimised, else the first; None without metrics."""
    found = metrics(document)
    if not found:
        return None
    metric = next((metric for metric in found if metric.at("role").value == "optimizing"), found[0])
    newest = newest_by_phase(metric)
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
        is_met=is_met(metric, newest.get("online") or newest.get("offline")),
    )
