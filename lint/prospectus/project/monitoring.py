"""What is watched in service: the limits of the metrics, the values that crossed them, and who followed that up."""

from __future__ import annotations

from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, NamedTuple

from prospectus.model.document import read_once
from prospectus.project.metrics import measured, metrics_by_id

if TYPE_CHECKING:
    from datetime import date

    from prospectus.model.document import Document
    from prospectus.project.metrics import Measured
    from prospectus.reading.front_matter.node import Node

VIOLATES = {">": gt, ">=": ge, "<": lt, "<=": le}
BELOW = {"max": lt, "min": gt}


RINGS_WHEN_WORSE = {"max": ("<", "<="), "min": (">", ">=")}
"""The operators that make sense in an alert, by the direction of its metric."""


class Watch(NamedTuple):
    """What a document says about alerts and follow-ups, by the id of the metric.

    ``is_unclear`` says that a follow-up does not tell of which metric or day it is, so that it may be of any.
    """

    alerts: dict[str, list[Node]]
    follow_ups: dict[str, list[Node]]
    is_unclear: bool = False

    def alerts_under_monitoring(self, metric: Node) -> list[Node]:
        """The alerts of a metric that stand under ``monitoring``; there may be one to warn, and one to wake somebody."""
        return self.alerts.get(metric.at("id").text() or "", [])

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
        alert = metric.at("alert") or next(iter(self.alerts_under_monitoring(metric)), None)
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
    alerts: dict[str, list[Node]] = {}
    for entry in document.at("monitoring.metrics").each():
        if (name := entry.at("metric").text()) and entry.at("alert"):
            alerts.setdefault(name, []).append(entry.at("alert"))
    follow_ups: dict[str, list[Node]] = {}
    is_unclear = False
    for follow_up in document.at("follow_ups").each():
        name, date = follow_up.at("trigger.metric").text(), follow_up.at("date")
        is_unclear |= (date.is_present and date.date() is None) or (
            name is not None and name not in metrics_by_id(document)
        )
        if name:
            follow_ups.setdefault(name, []).append(follow_up)
    return Watch(alerts, follow_ups, is_unclear)


# -- alerts ----------------------------------------------------------------------------------------------------------


def rings_when_better(metric: Node, alert: Node) -> bool:
    """Whether an alert rings when its metric gets better.

    One that rings only beyond the target may be meant: a value that is too good to be true.
    """
    direction, op = metric.at("direction").text() or "", alert.at("op").text()
    limit, target = alert.at("value").number(), metric.at("target").number()
    if direction not in RINGS_WHEN_WORSE or op not in VIOLATES or op in RINGS_WHEN_WORSE[direction] or limit is None:
        return False
    return target is None or (limit <= target if direction == "max" else limit >= target)


def is_same_alert(one: Node, other: Node) -> bool:
    """Whether two alerts ring at the same limit; what happens exactly there is nobody's matter."""
    ops = [alert.at("op").text() or "" for alert in (one, other)]
    values = [alert.at("value").number() for alert in (one, other)]
    if None in values or any(op not in VIOLATES for op in ops):
        return True  # one of the two is not whole
    return ops[0][0] == ops[1][0] and values[0] == values[1]


def rings_when_promise_is_kept(metric: Node, alert: Node) -> bool:
    """Whether an alert rings at the target of a metric to be improved, and no value so far has been good enough for it."""
    limit, target = alert.at("value").number(), metric.at("target").number()
    rings = VIOLATES.get(alert.at("op").text() or "")
    if limit is None or target is None or rings is None or metric.at("role").value != "optimizing":
        return False
    values = [entry.at("value").number() for entry in metric.at("measured").each()]
    return rings(target, limit) and all(value is None or rings(value, limit) for value in values)
