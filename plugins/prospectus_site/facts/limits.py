"""What a project must keep to: money, time, load, people's data; and how much of each limit is used."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import figure, non_negative, positive
from prospectus.project.capacity import answer_time, batch_run, capacity
from prospectus.project.costs import budget, costs, in_currency, payback, yearly_value

from prospectus_site.facts.lines import line_of

if TYPE_CHECKING:
    from datetime import date

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.project.costs import Cost as Reckoned
    from prospectus.reading.front_matter.node import Node


class Cost(NamedTuple):
    """One cost: what it is for (a fact's key, or the writer's words), money a year and once, in a currency.

    ``dataset`` is the id of the data set whose labels cost it, empty for any other cost.
    """

    what: str
    yearly: float
    once: float
    currency: str
    dataset: str = ""

    @property
    def first_year(self) -> float:
        """What is spent on it in the first year."""
        return self.yearly + self.once


class Budget(NamedTuple):
    """What may be spent, ``period`` month, quarter, year or once; ``used`` is what is spent of it in that period.

    ``used`` counts the costs in the budget's currency; it is None without any, and ``is_partial`` says that others are in
    another currency.
    """

    amount: float
    currency: str
    period: str
    used: float | None
    is_partial: bool

    @property
    def share(self) -> float | None:
        """How much of it is used; 1 is all of it."""
        return self.used / self.amount if self.used is not None and self.amount else None


class Estimate(NamedTuple):
    """What a project is to bring: money a year, or once (``is_once``); ``years`` until what is spent once has come back.

    ``years`` is None where that cannot be said, and infinite where a year costs no less than it brings.
    """

    amount: float
    currency: str
    is_once: bool
    years: float | None


class Capacity(NamedTuple):
    """How much the hardware carries, in queries per second, against what is asked of it at the peak.

    ``arithmetic`` shows the calculation. ``answer_ms`` is waiting and service together, ``allowed_ms`` the time in which an answer
    is due. ``replicas_needed`` would carry the demand without waits to speak of, ``doubled_needed`` twice the demand.
    """

    qps: float
    demand: float
    arithmetic: Text
    answer_ms: float
    allowed_ms: float | None
    replicas: float
    replicas_needed: float
    doubled_needed: float
    is_assumed: bool

    @property
    def utilisation(self) -> float:
        """The share of the capacity that is asked for."""
        return self.demand / self.qps

    @property
    def carries_double(self) -> bool:
        """Whether the hardware would carry twice the load without waits to speak of."""
        return self.doubled_needed <= self.replicas


class Batch(NamedTuple):
    """A batch run: how long it takes and may take, in seconds, with the calculation."""

    items: float
    seconds: float
    window_s: float | None
    arithmetic: Text

    @property
    def share(self) -> float | None:
        """How much of its window it takes; 1 is all of it."""
        return self.seconds / self.window_s if self.window_s else None

    @property
    def carries_double(self) -> bool:
        """Whether twice as many items would be done in its window, where there is one."""
        return self.window_s is None or 2 * self.seconds <= self.window_s


class Latency(NamedTuple):
    """How long one request takes and may take, in milliseconds, by a statistic (``mean``, ``p95``)."""

    used_ms: float | None
    allowed_ms: float | None
    statistic: str

    @property
    def share(self) -> float | None:
        """How much of the allowed time is used; 1 is all of it."""
        return self.used_ms / self.allowed_ms if self.used_ms is not None and self.allowed_ms else None


class Limits(NamedTuple):
    """The constraints and the service requirements of a project.

    ``stated`` holds for each class of constraint what its document says: ``schedule``, ``budget``, ``affected``, ``privacy``,
    ``environment``, ``ethics``, ``interpretability``, ``decision_threshold``, ``confidence``, ``errors``, ``tradeoffs``, in a few
    words of its writer; empty where nothing is said. ``due`` are the classes that the contract asks of every document at its stage.
    """

    deadline: date | None
    deadline_line: int
    """Where its day stands in the document; 0 without one."""
    weeks: float | None
    budget: Budget | None
    costs: tuple[Cost, ...]
    estimate: Estimate | None
    latency: Latency | None
    capacity: Capacity | None
    batch: Batch | None
    qps_target: float | None
    qps_peak: float | None
    serving_mode: str
    serving_place: str
    device: str
    availability: str
    personal_data: bool | None
    categories: tuple[str, ...]
    stated: dict[str, str]
    due: frozenset[str]


CLASSES = (
    "schedule",
    "budget",
    "affected",
    "privacy",
    "environment",
    "ethics",
    "interpretability",
    "decision_threshold",
    "confidence",
    "errors",
    "tradeoffs",
)
"""The classes of constraints, in the order of the schema."""


def limits_of(document: Document) -> Limits:
    """The limits that a document states."""
    stated, requirements = document.at("constraints"), document.at("requirements")
    serving = requirements.at("serving")
    return Limits(
        deadline=stated.at("schedule.deadline").date(),
        deadline_line=line_of(stated.at("schedule.deadline")),
        weeks=positive(stated.at("schedule.weeks")),
        budget=_budget(document),
        costs=tuple(_cost(cost) for cost in costs(document)),
        estimate=_estimate(document),
        latency=_latency(requirements, document.at("models")),
        capacity=_capacity(requirements, document.at("models")),
        batch=_batch(requirements, document.at("models")),
        qps_target=non_negative(requirements.at("qps.target")),
        qps_peak=non_negative(requirements.at("qps.peak")),
        serving_mode=serving.at("mode").text() or "",
        serving_place=serving.at("place").text() or "",
        device=requirements.at("hardware.device").text() or "",
        availability=requirements.at("availability").written,
        personal_data=stated.at("privacy.personal_data").flag(),
        categories=tuple(stated.at("privacy.categories").texts()),
        stated={name: _said(stated.at(name)) for name in CLASSES},
        due=frozenset(name for name in CLASSES if _is_due(document, name)),
    )


def _is_due(document: Document, name: str) -> bool:
    """Whether the contract asks a class of constraint of every document at this one's stage; of one that has ended, nothing is due."""
    stages, asked = document.contract.lifecycle.stages, document.contract.schema.at("constraints", name)
    first = stages.get(str(asked.get("requiredFrom", "")))
    is_reached = first is not None and document.stage is not None and document.stage.order >= first.order
    return is_reached and not document.has_ended


def _cost(cost: Reckoned) -> Cost:
    at = cost.stated_at
    what = at.parent.at("what").text() or at.parent.parent.at("id").text() or at.parent.at("id").text() or ""
    dataset = what if at.path[:2] == ("data", "datasets") else ""
    return Cost(what or str(at.path[-2]), cost.yearly, cost.once, cost.currency or "", dataset)


def _budget(document: Document) -> Budget | None:
    stated = budget(document)
    if stated is None:
        return None
    period = document.at("constraints.budget.period").text() or ""
    own, others = in_currency(costs(document), stated.currency)
    per = {"month": 12, "quarter": 4, "year": 1}.get(period)
    amount = stated.yearly / per if per else stated.once
    used = sum(cost.yearly for cost in own) / per if per and per > 1 else sum(cost.first_year for cost in own)
    is_whole = own and isfinite(used) and isfinite(amount)
    return Budget(amount, stated.currency or "", period or "once", used if is_whole else None, bool(others))


def _estimate(document: Document) -> Estimate | None:
    amount = yearly_value(document)
    if amount is None:
        return None
    stated, back = document.at("business.value_estimate"), payback(document)
    is_once = stated.at("period").text() == "once"
    return Estimate(amount, stated.at("currency").text() or "", is_once, back.years if back and back.once else None)


def _latency(requirements: Node, models: Node) -> Latency | None:
    stated = requirements.at("processing_time")
    allowed, time = positive(stated.at("online_ms")), answer_time(requirements, models)
    if time is None:
        return None
    same, statistic = positive(stated.at("offline_ms")), stated.at("statistic").text() or ""
    is_read = positive(requirements.at("read_path.mean_ms")) is not None
    if same is not None and statistic and not is_read:  # the same statistic as that of the limit
        return Latency(same, allowed, statistic)
    return Latency(time.ms, allowed, time.statistic)


def _capacity(requirements: Node, models: Node) -> Capacity | None:
    found = capacity(requirements, models)
    if found is None:
        return None
    doubled = found._replace(demand_qps=2 * found.demand_qps)
    return Capacity(
        qps=found.qps,
        demand=found.demand_qps,
        arithmetic=found.arithmetic,
        answer_ms=1000 * found.answer_s,
        allowed_ms=found.allowed_ms,
        replicas=found.replicas,
        replicas_needed=found.replicas_needed,
        doubled_needed=doubled.replicas_needed,
        is_assumed=found.is_assumed,
    )


def _batch(requirements: Node, models: Node) -> Batch | None:
    run = batch_run(requirements, models)
    if run is None:
        return None
    return Batch(run.items, run.seconds, positive(requirements.at("batch.window_s")), run.arithmetic)


def _said(node: Node) -> str:
    """What a constraint says in a few words: its texts, numbers and answers, one after the other."""
    if not node or node.is_unwritten or node.flag() is not None:
        return ""  # a yes or a no has no words of its own
    if node.is_scalar:
        number = node.number()
        return str(node.value) if number is None else figure(number)
    parts = [_said(part) for part in node.each()] or [_said(part) for _, part in node.entries()]
    return " · ".join(filter(None, parts))
