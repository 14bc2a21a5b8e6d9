"""How many queries per second the stated hardware carries, and how long they wait, with every number of the arithmetic.

Little's law (J. D. C. Little, 1961; lecture notes 134-137): in a steady state the mean number of requests in flight is
the arrival rate times the mean time that each stays, L = lambda x W. So a service that can hold L requests at a time and
needs W seconds for one carries at most L / W queries per second. It holds for means alone: with a percentile in place of
W the result is only a bound. How long requests wait below that limit is Erlang's formula C with L servers.

All functions take nodes, tolerate partial documents, and never raise. The rules and the site read the same numbers.
"""

from __future__ import annotations

from math import ceil, floor, isfinite
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import counted, figure, positive
from prospectus.project.devices import OWN_DEVICES, VENDOR, is_api, shared_devices
from prospectus.project.models import critical_path, total_ms
from prospectus.project.queueing import mean_wait

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Node

LONG_WAIT = 1 / 3
"""A wait of more than this share of the processing time is told: an answer at the peak takes a third longer."""

BUSY = 0.7
"""A peak that uses no more than this share of the capacity is not said to be tight, however few requests are served at a
time: the queue M/M/c makes waits longer than they are, and a busy minute passes."""

_SIZES = ("replicas", "max_replicas", "copies", "concurrency", "batch_size")
_ROUNDING = 1e-9
_MOST_COPIES = 1e6
_TRIES = 64


class ServiceTime(NamedTuple):
    """How long one request takes, in milliseconds, and which statistic of it that is (``mean``, ``p95``, …).

    ``stated_at`` are the facts it comes from: one time, or one per model of the critical path.
    """

    ms: float
    statistic: str
    stated_at: tuple[Node, ...]

    @property
    def is_upper_bound(self) -> bool:
        """Whether it is a high percentile, above the mean: what is calculated from it may be better in truth."""
        return self.statistic not in {"mean", "p50"}


class Capacity(NamedTuple):
    """Every number of ``replicas x copies x concurrency x batch_size / service time = QPS``.

    The counts have no unit: ``replicas`` machines (``hardware.replicas``, or ``max_replicas`` with autoscaling), ``copies`` of the
    models that work side by side on one machine, ``concurrency`` requests per copy, ``batch_size`` items per run; each is 1 where
    nothing is stated. Copies are those that ``hardware.copies`` states, not those that would fit into the memory: on one
    accelerator they share its arithmetic units, and are slower by as much as there are more of them, unless somebody has
    measured that they are not. ``demand_qps`` is ``qps.peak``, or ``qps.target`` where no peak is stated, in queries per
    second; ``allowed_ms`` is the online time, in which an answer is due. ``is_external`` tells
    that a vendor answers them, of whose machines nothing is
    known but how many requests they take at a time; ``is_assumed`` that nothing says how many requests a machine serves at a time.
    """

    replicas: float
    copies: float
    concurrency: float
    batch_size: float
    service_time: ServiceTime
    demand_qps: float
    demand_at: Node
    allowed_ms: float | None
    is_external: bool
    is_assumed: bool

    @property
    def in_flight(self) -> float:
        """How many requests are served at a time (L)."""
        return self.replicas * self.copies * self.concurrency * self.batch_size

    @property
    def service_s(self) -> float:
        """How long one request takes, in seconds (W)."""
        return self.service_time.ms / 1000

    @property
    def qps(self) -> float:
        """How many queries per second the hardware carries (L / W)."""
        return self.in_flight / self.service_s

    @property
    def utilisation(self) -> float:
        """The share of the capacity that the demand uses; 1 is all of it."""
        return self.demand_qps / self.qps

    @property
    def is_short(self) -> bool:
        """Whether the demand is more than the capacity."""
        return self.utilisation > 1 + _ROUNDING

    @property
    def is_full(self) -> bool:
        """Whether the demand is all of the capacity, so that the queue never ends."""
        return not self.is_short and self.utilisation >= 1 - _ROUNDING

    @property
    def waiting(self) -> float:
        """How long a request waits on average at the demand, in service times, by Erlang's formula C."""
        return _waiting(self.in_flight, self.utilisation)

    @property
    def answer_s(self) -> float:
        """How long it takes on average to wait and to be served, in seconds."""
        return self.service_s * (1 + self.waiting)

    @property
    def is_late(self) -> bool:
        """Whether waiting alone makes the mean answer later than is allowed."""
        allowed = None if self.allowed_ms is None else self.allowed_ms / 1000
        return allowed is not None and self.service_s <= allowed < self.answer_s

    @property
    def is_tight(self) -> bool:
        """Whether requests wait for long although the hardware carries them."""
        return self.utilisation > BUSY and self.waiting > LONG_WAIT

    @property
    def replicas_needed(self) -> float:
        """How many replicas would carry the demand without waits to speak of."""
        fewest = max(1, self.replicas * self.utilisation)
        if not isfinite(fewest) or fewest >= _MOST_COPIES:
            return fewest
        needed = ceil(fewest - _ROUNDING)
        for more in range(_TRIES):
            enough = self._replace(replicas=needed + more)
            if not (enough.is_short or enough.is_full or enough.is_late or enough.is_tight):
                return needed + more
        return needed + _TRIES

    @property
    def arithmetic(self) -> Text:
        """The whole calculation in words, ready to be shown."""
        copies, concurrency = figure(self.copies), figure(self.concurrency)
        english, korean = [], []
        if not self.is_external or self.replicas != 1:
            english.append(counted(self.replicas, "replica"))
            korean.append(f"장비 {figure(self.replicas)}대")
        if self.copies != 1:
            english.append(counted(self.copies, "copy", "copies"))
            korean.append(f"복제본 {copies}개")
        english.append(f"{concurrency} at a time")
        korean.append(f"동시 {concurrency}건")
        if self.batch_size != 1:
            english.append(f"batch of {figure(self.batch_size)}")
            korean.append(f"배치 {figure(self.batch_size)}건")
        time, qps = figure(self.service_s), figure(self.qps)
        return {
            "en": f"{' x '.join(english)} / {time} s = {qps} QPS",
            "ko": f"{' x '.join(korean)} / {time}초 = {qps} QPS",
        }


def _waiting(in_flight: float, utilisation: float) -> float:
    servers = floor(min(max(in_flight, 1), _MOST_COPIES))
    return mean_wait(servers, servers * utilisation)


def demand(requirements: Node) -> Node:
    """Where the queries per second are stated that the hardware must carry: the peak, else the target."""
    peak = requirements.at("qps.peak")
    return peak if positive(peak) is not None else requirements.at("qps.target")


def is_external(requirements: Node) -> bool:
    """Whether somebody else's hardware serves the models, behind an API."""
    device = requirements.at("hardware.device").text() or ""
    return requirements.at("serving.place").text() == VENDOR or is_api(device)


def _is_limited(hardware: Node) -> bool:
    """Whether somebody has said how many requests an API takes at a time; a 1 is rather what a template left there."""
    return (positive(hardware.at("concurrency")) or 1) > 1


def capacity(requirements: Node, models: Node) -> Capacity | None:
    """The capacity that ``requirements`` and ``models`` state; None where there is nothing to compare.

    That is: no QPS is stated or nothing of the size of the hardware, no service time is known, every user's device serves that
    user alone, a vendor serves the models and nothing says how many requests it takes at a time, or the predictions are made
    in batch and nothing says how they are read.
    """
    hardware, serving = requirements.at("hardware"), requirements.at("serving")
    demand_at = demand(requirements)
    demand_qps = positive(demand_at)
    read_ms = requirements.at("read_path.mean_ms")
    is_read_path = positive(read_ms) is not None
    if demand_qps is None or not any(positive(hardware.at(key)) for key in _SIZES):
        return None
    is_api_alone = is_external(requirements) and not is_read_path
    if serving.at("place").text() in OWN_DEVICES or (is_api_alone and not _is_limited(hardware)):
        return None
    time = answer_time(requirements, models)
    if time is None:
        return None
    limit = requirements.at("processing_time")
    found = Capacity(
        replicas=max(positive(hardware.at("replicas")) or 1, positive(hardware.at("max_replicas")) or 1),
        copies=1 if is_read_path else positive(hardware.at("copies")) or 1,
        concurrency=positive(hardware.at("concurrency")) or 1,
        batch_size=1 if is_read_path else positive(hardware.at("batch_size")) or 1,
        service_time=time,
        demand_qps=demand_qps,
        demand_at=demand_at,
        allowed_ms=positive(limit.at("online_ms")) if limit.at("statistic").text() != "p50" else None,
        is_external=is_api_alone,
        is_assumed=not any(positive(hardware.at(key)) for key in ("copies", "concurrency", "batch_size")),
    )
    is_sane = found.service_s > 0 and 0 < found.qps < float("inf")
    return found if is_sane else None


def answer_time(requirements: Node, models: Node) -> ServiceTime | None:
    """How long somebody waits for one answer: for reading what was predicted before, else for the models.

    None where the predictions are made in batch and nothing says how they are read: nobody waits for one.
    """
    read_ms = requirements.at("read_path.mean_ms")
    mean = positive(read_ms)
    if mean is not None:
        return ServiceTime(mean, "mean", (read_ms,))
    return None if requirements.at("serving.mode").value == "batch" else service_time(requirements, models)


def service_time(requirements: Node, models: Node) -> ServiceTime | None:
    """How long one request keeps the hardware busy: a mean wherever one is stated, else another statistic.

    The means are, in this order: ``processing_time.mean_ms``, ``offline_ms`` where the statistic is the mean, and the sum of
    ``models[].processing_ms`` along the critical path. Where some models run on a device of their own, only the others'
    times count. None where nothing is stated, or a time without its statistic.
    """
    stated = requirements.at("processing_time")
    offline_ms, statistic = stated.at("offline_ms"), stated.at("statistic").text()
    path = critical_path(models)
    shared = shared_devices(requirements.at("hardware"), models)
    if len(shared) > 1:
        here = {model.path for model in shared[0].models}
        return _of_path(tuple(model for model in path if model.path in here))
    for at in (stated.at("mean_ms"), *([offline_ms] if statistic == "mean" else [])):
        mean = positive(at)
        if mean is not None:
            return ServiceTime(mean, "mean", (at,))
    offline = positive(offline_ms)
    return _of_path(path) or (ServiceTime(offline, statistic, (offline_ms,)) if offline and statistic else None)


def _of_path(path: tuple[Node, ...]) -> ServiceTime | None:
    total = total_ms(path)
    if not path or not isfinite(total):
        return None
    return ServiceTime(total, "mean", tuple(model.at("processing_ms") for model in path))


def copies_in(memory_gb: float, size_gb: float) -> int:
    """How many copies of a size fit in a memory: floor(memory / size). Both in GB and positive."""
    return floor(min(memory_gb / size_gb, _MOST_COPIES) + _ROUNDING)


class Run(NamedTuple):
    """A batch run: ``items x service time / (parallelism x batch_size)`` seconds.

    ``parallelism`` runs work side by side (``batch.parallelism``, else all that the hardware serves at a time), and each takes
    ``batch_size`` items.
    """

    items: float
    service_time: ServiceTime
    parallelism: float
    batch_size: float

    @property
    def seconds(self) -> float:
        """How long the run takes."""
        return self.items * self.service_time.ms / 1000 / self.parallelism / self.batch_size

    @property
    def arithmetic(self) -> Text:
        """The whole calculation in words, ready to be shown."""
        items, time, total = figure(self.items), figure(self.service_time.ms / 1000), figure(self.seconds)
        statistic = "" if self.service_time.statistic == "mean" else f" ({self.service_time.statistic})"
        english = korean = ""
        if self.batch_size != 1:
            english, korean = f" / batch of {figure(self.batch_size)}", f" / 배치 {figure(self.batch_size)}건"
        if self.parallelism != 1:
            english += f" / {figure(self.parallelism)} at a time"
            korean += f" / 동시 {figure(self.parallelism)}건"
        return {
            "en": f"{items} items x {time} s{statistic}{english} = {total} s",
            "ko": f"{items}건 x {time}초{statistic}{korean} = {total}초",
        }


def batch_run(requirements: Node, models: Node) -> Run | None:
    """The batch run that ``requirements.batch`` states; None where its items or the time of one is not known."""
    batch, hardware = requirements.at("batch"), requirements.at("hardware")
    items, time = positive(batch.at("items")), service_time(requirements, models)
    is_limited = positive(batch.at("parallelism")) is not None or _is_limited(hardware)
    if items is None or time is None or (is_external(requirements) and not is_limited):
        return None
    at_a_time = 1.0
    for key in ("copies", "concurrency"):
        at_a_time *= positive(hardware.at(key)) or 1
    at_a_time *= max(positive(hardware.at("replicas")) or 1, positive(hardware.at("max_replicas")) or 1)
    run = Run(items, time, positive(batch.at("parallelism")) or at_a_time, positive(hardware.at("batch_size")) or 1)
    return run if 0 < run.seconds < float("inf") else None
