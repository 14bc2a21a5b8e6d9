"""The metrics of a project: what is promised, and every value that was measured."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus.ground.numbers import finite
from prospectus.project.comparability import quantity_of
from prospectus.project.metrics import is_met, measured, metrics, newest_by_phase
from prospectus.project.monitoring import watch

from prospectus_site.facts.lines import line_of
from prospectus_site.facts.people import person

if TYPE_CHECKING:
    from datetime import date

    from prospectus.model.document import Document
    from prospectus.project.comparability import Quantity
    from prospectus.project.monitoring import Watch
    from prospectus.reading.front_matter.node import Node


Promise = Literal["kept", "short", "kept-offline", "short-offline", "unmeasured", "none"]
"""What became of a promise: in service, else offline; not measured yet; or nothing was promised that could be compared."""


STALE_DAYS = 90
"""Evidence that is older than this is old."""


class Amount(NamedTuple):
    """A number, and how its writer wrote it."""

    value: float
    written: str


class Value(NamedTuple):
    """One measured value; ``day`` is None when it names no real day, ``ci`` the interval of confidence (low, high)."""

    value: float
    written: str
    day: date | None
    phase: str
    dataset: str
    version: str
    slice: str
    ci: tuple[float, float] | None

    def is_stale(self, today: date) -> bool:
        """Whether it says little of today any more."""
        return self.day is not None and (today - self.day).days > STALE_DAYS


class Alert(NamedTuple):
    """The limit at which an alert rings: ``>`` 5.8."""

    op: str
    limit: Amount


class Metric(NamedTuple):
    """One metric. Texts are empty and amounts None where nothing is stated.

    ``offline`` and ``online`` are the newest values on all of the data. ``is_met`` tells for the newer promise, that of the
    service if it was measured there, whether the target is reached; None when that cannot be said. ``crossed`` is the newest
    value that violates the alert, or without one the minimum, and ``is_followed_up`` whether somebody looks into it.
    ``missed_since`` is the first of the days in a row up to the newest on which the service missed the target. ``quantity`` is
    what it measures, by which it is held against metrics of other projects.
    """

    id: str
    name: str
    kind: str
    role: str
    direction: str
    unit: str
    cadence: str
    owner: str
    basis: str
    baseline: Amount | None
    baseline_kind: str
    baseline_dataset: str
    baseline_reason: str
    minimum: Amount | None
    target: Amount | None
    alert: Alert | None
    measured: tuple[Value, ...]
    offline: Value | None
    online: Value | None
    is_met: bool | None
    is_met_offline: bool | None
    is_met_online: bool | None
    crossed: Value | None
    is_followed_up: bool
    quantity: Quantity
    missed_since: date | None
    line: int
    """Where it stands in its document."""

    @property
    def called(self) -> str:
        """Its name; its id where it has none."""
        return self.name or self.id

    @property
    def newest(self) -> Value | None:
        """The value by which it is judged: that of the service, else the offline one."""
        return self.online or self.offline

    @property
    def promise(self) -> Promise:
        """What became of its promise."""
        if self.target is None or self.direction not in {"max", "min"}:
            return "none"
        if self.is_met_online is not None:
            return "kept" if self.is_met_online else "short"
        if self.is_met_offline is not None:
            return "kept-offline" if self.is_met_offline else "short-offline"
        return "unmeasured"

    @property
    def missing(self) -> float | None:
        """How far the value by which it is judged stays behind the target; None where it reaches it, or nobody can say."""
        newest = self.newest
        return abs(self.target.value - newest.value) if self.is_met is False and self.target and newest else None


def metrics_of(document: Document) -> tuple[Metric, ...]:
    """The metrics of a document, in order."""
    watched = watch(document)
    return tuple(_metric(node, watched) for node in metrics(document))


def amount(node: Node) -> Amount | None:
    """A number as it is written; None where there is none that can be reckoned with."""
    value = finite(node)
    return None if value is None else Amount(value, node.written)


def _metric(node: Node, watched: Watch) -> Metric:
    def text(key: str) -> str:
        return node.at(key).text() or ""

    newest = newest_by_phase(node)
    offline, online = newest.get("offline"), newest.get("online")
    crossed = next(reversed(watched.crossings(node)), None)
    is_newest = crossed is not None and online is not None and crossed.entry.path == online.path
    alerts = watched.alerts_under_monitoring(node)
    return Metric(
        id=text("id"),
        name=text("name"),
        kind=text("kind"),
        role=text("role"),
        direction=text("direction"),
        unit=text("unit"),
        cadence=text("cadence"),
        owner=person(text("owner")),
        basis=text("target_basis"),
        baseline=amount(node.at("baseline.value")),
        baseline_kind=text("baseline.kind"),
        baseline_dataset=text("baseline.dataset"),
        baseline_reason=text("baseline.reason"),
        minimum=amount(node.at("minimum")),
        target=amount(node.at("target")),
        alert=alert_of(node.at("alert") or next(iter(alerts), node.at("alert"))),
        measured=tuple(value for entry in node.at("measured").each() if (value := _value(entry)) is not None),
        offline=None if offline is None else _value(offline),
        online=None if online is None else _value(online),
        is_met=is_met(node, online or offline),
        is_met_offline=is_met(node, offline),
        is_met_online=is_met(node, online),
        crossed=_value(crossed.entry) if crossed is not None and is_newest else None,
        is_followed_up=crossed is not None and watched.is_followed_up(node, crossed.day),
        quantity=quantity_of(node),
        missed_since=_missed_since(node),
        line=line_of(node),
    )


def _missed_since(metric: Node) -> date | None:
    since = None
    for value in sorted(measured(metric, "online"), key=itemgetter(0), reverse=True):
        if is_met(metric, value.entry) is not False:
            break
        since = value.day
    return since


def alert_of(node: Node) -> Alert | None:
    """The limit that a fact states; None without an operator or a number."""
    op, limit = node.at("op").text(), amount(node.at("value"))
    return Alert(op, limit) if op and limit else None


def _value(entry: Node) -> Value | None:
    value = finite(entry.at("value"))
    if value is None:
        return None
    low, high = (finite(entry.at("ci", end)) for end in (0, 1))
    return Value(
        value=value,
        written=entry.at("value").written,
        day=entry.at("date").date(),
        phase=entry.at("phase").text() or "",
        dataset=entry.at("dataset").text() or "",
        version=entry.at("version").text() or "",
        slice=entry.at("slice").text() or "",
        ci=(low, high) if low is not None and high is not None and low <= high else None,
    )
