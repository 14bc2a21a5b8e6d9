"""How many queries per second the stated hardware carries, with every number of the arithmetic.

Little's law (J. D. C. Little, 1961; lecture notes 134-137): in a steady state the mean number of requests in flight is
the arrival rate times the mean time that each stays, L = lambda x W. So a service that can hold L requests at a time and
needs W seconds for one carries at most L / W queries per second. It holds for means alone: with a percentile in place of
W the result is only a bound.

All functions take nodes, tolerate partial documents, and never raise. The rules and the site read the same numbers.
"""

from __future__ import annotations

from math import ceil, floor, isfinite
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import figure, positive
from prospectus.project.models import critical_path, pipeline_gb

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Node

MAX_UTILISATION = 0.7
"""The share of the capacity that a peak may use. Waiting grows with u / (1 - u): at 0.7 a request waits for about two
others, at 0.9 for nine."""

OWN_DEVICES = frozenset({"mobile", "browser"})
"""Places where each user's device serves that user alone, so that no queue and no queries per second are shared."""

CPU_PLACES = frozenset({"on-prem-cpu", "cloud-cpu"})
"""Places where the cores and not the memory say how much runs at a time: ``concurrency`` tells it, copies do not."""

_ROUNDING = 1e-9
_MOST_COPIES = 1e6


class ServiceTime(NamedTuple):
    """How long one request takes, in milliseconds, and which statistic of it that is (``mean``, ``p95``, …).

    ``stated_at`` are the facts it comes from: one time, or one per model of the critical path.
    """

    ms: float
    statistic: str
    stated_at: tuple[Node, ...]

    @property
    def is_mean(self) -> bool:
        """Whether Little's law holds for it exactly."""
        return self.statistic == "mean"


class Capacity(NamedTuple):
    """Every number of ``replicas x copies x concurrency x batch_size / service time = QPS``.

    The counts have no unit: ``replicas`` machines (``hardware.replicas``), ``copies`` of all models in the memory of one
    machine (``floor(memory_gb / size_gb)``), ``concurrency`` requests per copy, ``batch_size`` items per run; each is 1
    where nothing is stated. ``memory_gb`` (``hardware.memory_gb``) and ``size_gb`` (the sum of ``models[].memory_gb``)
    are in GB, and None where copies do not count: unknown, on a CPU, or on the read path. ``demand_qps`` is ``qps.peak``,
    or ``qps.target`` where no peak is stated, in queries per second. ``is_read_path`` tells that the queries read
    precomputed predictions, in ``read_path.mean_ms``.
    """

    replicas: float
    copies: int
    concurrency: float
    batch_size: float
    service_time: ServiceTime
    demand_qps: float
    demand_at: Node
    memory_gb: float | None
    size_gb: float | None
    is_read_path: bool

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
    def is_tight(self) -> bool:
        """Whether the demand uses more of the capacity than it may."""
        return self.utilisation > MAX_UTILISATION + _ROUNDING

    @property
    def replicas_needed(self) -> float:
        """How many replicas would carry the demand at the highest utilisation allowed."""
        needed = self.replicas * self.utilisation / MAX_UTILISATION
        return max(1, ceil(needed - _ROUNDING)) if isfinite(needed) else needed

    @property
    def arithmetic(self) -> Text:
        """The whole calculation in words, ready to be shown."""
        replicas, copies, concurrency = figure(self.replicas), figure(self.copies), figure(self.concurrency)
        english = [f"{replicas} replica{'s' if self.replicas != 1 else ''}"]
        korean = [f"장비 {replicas}대"]
        if self.size_gb is not None:
            english.append(f"{copies} {'copies' if self.copies != 1 else 'copy'}")
            korean.append(f"모델 {copies}벌")
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


def capacity(requirements: Node, models: Node) -> Capacity | None:
    """The capacity that ``requirements`` and ``models`` state; None where there is nothing to compare.

    That is: no QPS or no hardware is stated, no service time is known, every user's device serves that user alone, the
    predictions are made in batch and nothing says how they are read, or the models do not fit in the memory at all.
    """
    hardware, serving = requirements.at("hardware"), requirements.at("serving")
    demand_at = requirements.at("qps.peak")
    demand = positive(demand_at)
    if demand is None:
        demand_at = requirements.at("qps.target")
        demand = positive(demand_at)
    place = serving.at("place").text()
    read_ms = requirements.at("read_path.mean_ms")
    is_read_path = positive(read_ms) is not None
    if demand is None or not hardware.count() or place in OWN_DEVICES:
        return None
    if serving.at("mode").value == "batch" and not is_read_path:
        return None
    time = (
        ServiceTime(positive(read_ms) or 1, "mean", (read_ms,)) if is_read_path else service_time(requirements, models)
    )
    memory = size = None
    if not is_read_path and place not in CPU_PLACES:
        memory, size = positive(hardware.at("memory_gb")), pipeline_gb(models)
    copies = 1 if memory is None or size is None else copies_in(memory, size)
    if time is None or not copies:
        return None
    found = Capacity(
        replicas=positive(hardware.at("replicas")) or 1,
        copies=copies,
        concurrency=positive(hardware.at("concurrency")) or 1,
        batch_size=1 if is_read_path else positive(hardware.at("batch_size")) or 1,
        service_time=time,
        demand_qps=demand,
        demand_at=demand_at,
        memory_gb=None if size is None else memory,
        size_gb=None if memory is None else size,
        is_read_path=is_read_path,
    )
    is_sane = found.service_s > 0 and 0 < found.qps < float("inf")
    return found if is_sane else None


def service_time(requirements: Node, models: Node) -> ServiceTime | None:
    """How long one request takes in the models: the stated mean, else the offline time, else the critical path.

    None where nothing is stated, or where a time is stated but not which statistic it is.
    """
    stated = requirements.at("processing_time")
    mean_ms, offline_ms, statistic = stated.at("mean_ms"), stated.at("offline_ms"), stated.at("statistic").text()
    mean = positive(mean_ms)
    if mean is not None:
        return ServiceTime(mean, "mean", (mean_ms,))
    if statistic is None:
        if stated:
            return None
        statistic = "mean"  # models[].processing_ms are means
    offline = positive(offline_ms)
    if offline is not None:
        return ServiceTime(offline, statistic, (offline_ms,))
    path = critical_path(models)
    total = sum(positive(model.at("processing_ms")) or 0 for model in path)
    if not path or not isfinite(total):
        return None
    return ServiceTime(total, statistic, tuple(model.at("processing_ms") for model in path))


def copies_in(memory_gb: float, size_gb: float) -> int:
    """How many copies of a size fit in a memory: floor(memory / size). Both in GB and positive."""
    return floor(min(memory_gb / size_gb, _MOST_COPIES) + _ROUNDING)
