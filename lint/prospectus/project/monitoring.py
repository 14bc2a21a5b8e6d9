"""What is watched in service: the limits of the metrics, the values that crossed them, and who followed that up."""

from __future__ import annotations

from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, NamedTuple

from prospectus.model.document import read_once
from prospectus.project.metrics import measured

if TYPE_CHECKING:
    from datetime import date

    from prospectus.model.document import Document
    from prospectus.project.metrics import Measured
    from prospectus.reading.front_matter.node import Node

VIOLATES = {">": gt, ">=": ge, "<": lt, "<=": le}
BELOW = {"max": lt, "min": gt}


class Watch(NamedTuple):
    """What a document says about alerts and follow-ups, by the id of the metric."""

    alerts: dict[str, Node]
    follow_ups: dict[str, list[Node]]

    def follow_ups_of(self, metric: Node) -> list[Node]:
        """The follow-ups that a metric triggered."""
        return self.follow_ups.get(metric.at("id").text() or "", [])

    def crossing(self, metric: Node, entry: Node) -> Node | None:
        """The limit that a measured value violates, if it does: the alert, or without one the ``minimum``.

        Both are about the service: an offline value, or the value of one slice, crosses nothing.
        """
        value = entry.at("value").number()
        if value is None or entry.at("phase").value == "offline" or entry.at("slice"):
            return None
        alert = metric.at("alert") or self.alerts.get(metric.at("id").text() or "")
        if alert:
            limit, violates = alert.at("value").number(), VIOLATES.get(alert.at("op").text() or "")
            return alert if limit is not None and violates is not None and violates(value, limit) else None
        minimum = metric.at("minimum")
        least, violates = minimum.number(), BELOW.get(metric.at("direction").text() or "")
        return minimum if least is not None and violates is not None and violates(value, least) else None

    def crossings(self, metric: Node) -> list[Measured]:
        """The values of a metric that violate its limit, the oldest first."""
        found = [value for value in measured(metric) if self.crossing(metric, value.entry)]
        return sorted(found, key=attrgetter("day"))

    def last_follow_up(self, metric: Node) -> date | None:
        """The date of the newest follow-up that a metric triggered."""
        return max((day for one in self.follow_ups_of(metric) if (day := one.at("date").date())), default=None)

    def has_open_follow_up(self, metric: Node, since: date) -> bool:
        """Whether a follow-up that a metric triggered on or after a day is still open."""
        return any(
            one.at("status").value == "open" and (day := one.at("date").date()) is not None and day >= since
            for one in self.follow_ups_of(metric)
        )

    def is_followed_up(self, metric: Node, day: date) -> bool:
        """Whether somebody has looked into a metric since a day, or still does."""
        answered = self.last_follow_up(metric)
        if answered is not None and answered >= day:
            return True
        return any(one.at("status").value == "open" and one.at("date").date() for one in self.follow_ups_of(metric))


@read_once
def watch(document: Document) -> Watch:
    """What is watched; a metric's own alert goes before that of its entry under monitoring."""
    alerts: dict[str, Node] = {}
    for entry in document.at("monitoring.metrics").each():
        if (name := entry.at("metric").text()) and entry.at("alert"):
            alerts.setdefault(name, entry.at("alert"))
    follow_ups: dict[str, list[Node]] = {}
    for follow_up in document.at("follow_ups").each():
        if name := follow_up.at("trigger.metric").text():
            follow_ups.setdefault(name, []).append(follow_up)
    return Watch(alerts, follow_ups)
