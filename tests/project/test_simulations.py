"""The formulas of capacity and time against plain simulations of what they are about."""

from __future__ import annotations

import heapq
import json
import random
from statistics import fmean, quantiles
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prospectus.ground.source import Source
from prospectus.project.capacity import BUSY, LONG_WAIT, batch_run, capacity
from prospectus.project.models import critical_path, total_ms
from prospectus.project.queueing import MOST_SERVERS, erlang_c, mean_wait
from prospectus.reading.front_matter.fences import read_front_matter

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node

REQUESTS = 250_000


def root_of(facts: dict[str, Any]) -> Node:
    return read_front_matter(Source("document.md", f"---\n{json.dumps(facts)}\n---\n")).root


def simulated(servers: int, utilisation: float, seed: int) -> tuple[float, float]:
    """The mean wait in service times and the share that waits, of requests at random that go to the server that is free first."""
    chance = random.Random(seed)  # noqa: S311 - a simulation
    free = [0.0] * servers
    now = waited = 0.0
    waiting = 0
    for _ in range(REQUESTS):
        now += chance.expovariate(servers * utilisation)
        start = max(now, heapq.heappop(free))
        waited += start - now
        waiting += start > now
        heapq.heappush(free, start + chance.expovariate(1))
    return waited / REQUESTS, waiting / REQUESTS


@pytest.mark.parametrize(
    ("servers", "utilisation"), [(1, 0.5), (1, 0.7), (2, 0.72), (4, 0.8), (6, 0.8), (8, 0.7), (8, 0.9), (64, 0.8)]
)
def test_erlangs_formula_is_what_a_simulated_queue_does(servers: int, utilisation: float):
    wait, share = simulated(servers, utilisation, seed=servers)
    load = servers * utilisation
    assert mean_wait(servers, load) == pytest.approx(wait, rel=0.15, abs=0.004)
    assert erlang_c(servers, load) == pytest.approx(share, rel=0.06, abs=0.01)


def test_the_textbook_values():
    assert mean_wait(1, 0.8) == pytest.approx(4)  # M/M/1: u / (1 - u)
    assert mean_wait(2, 2 * 0.6) == pytest.approx(0.6**2 / (1 - 0.6**2))  # M/M/2
    assert mean_wait(8, 8 * 0.7) == pytest.approx(0.113, abs=0.001)
    assert mean_wait(64, 64 * 0.8) == pytest.approx(0.004, abs=0.0005)


@given(st.integers(1, 400), st.floats(0.01, 0.999), st.floats(0.01, 0.999))
def test_more_load_waits_longer_and_more_servers_less(servers: int, one: float, other: float):
    low, high = sorted((one, other))
    assert 0 <= erlang_c(servers, servers * low) <= 1
    assert mean_wait(servers, servers * low) <= mean_wait(servers, servers * high) + 1e-12
    assert mean_wait(servers + 1, (servers + 1) * low) <= mean_wait(servers, servers * low) + 1e-12


@given(st.integers(1, 10 * MOST_SERVERS), st.floats(0, 2))
def test_a_queue_has_an_answer_for_any_load(servers: int, utilisation: float):
    wait = mean_wait(servers, servers * utilisation)
    assert wait >= 0
    assert (wait == float("inf")) == (servers * utilisation >= servers)


@given(st.integers(1, 12), st.integers(1, 4), st.integers(1, 16), st.integers(1, 400), st.floats(0.1, 500))
@settings(max_examples=60)
def test_littles_law_as_a_spreadsheet_has_it(replicas: int, copies: int, concurrency: int, ms: int, peak: float):
    root = root_of(
        {
            "requirements": {
                "processing_time": {"mean_ms": ms, "statistic": "p95"},
                "qps": {"peak": peak},
                "serving": {"mode": "online", "place": "cloud-gpu"},
                "hardware": {"replicas": replicas, "copies": copies, "concurrency": concurrency},
            }
        }
    )
    found = capacity(root.at("requirements"), root.at("models"))
    assert found is not None
    in_flight = replicas * copies * concurrency
    assert found.qps == pytest.approx(in_flight / (ms / 1000))
    assert found.utilisation == pytest.approx(peak * (ms / 1000) / in_flight)
    enough = found._replace(replicas=found.replicas_needed)
    assert not enough.is_short
    assert enough.utilisation <= BUSY or enough.waiting <= LONG_WAIT


@given(st.lists(st.integers(1, 500), min_size=1, max_size=6), st.integers(0, 10_000))
@settings(max_examples=40)
def test_means_add_up_along_a_chain_whatever_the_times_have_in_common(means: list[int], seed: int):
    """A slow request is slow in every model, so the times depend on each other; their means add up all the same."""
    chance = random.Random(seed)  # noqa: S311 - a simulation
    totals, each = [], [0.0] * len(means)
    for _ in range(4000):
        common = chance.uniform(0.5, 1.5)
        times = [mean * common * chance.uniform(0.5, 1.5) for mean in means]
        totals.append(sum(times))
        each = [before + time / 4000 for before, time in zip(each, times, strict=True)]
    models = [
        {"id": f"m{number}", "processing_ms": mean, **({"depends_on": [f"m{number - 1}"]} if number else {})}
        for number, mean in enumerate(each)
    ]
    path = critical_path(root_of({"models": models}).at("models"))
    assert total_ms(path) == pytest.approx(fmean(totals))
    assert fmean(totals) == pytest.approx(sum(means), rel=0.05)
    assert quantiles(totals, n=20)[-1] > total_ms(path)  # a p95 limit below the sum of means is missed


@given(
    st.integers(200, 5000), st.integers(1, 8), st.integers(1, 3), st.sampled_from([1, 4, 32]), st.integers(0, 10_000)
)
@settings(max_examples=40)
def test_a_batch_run_takes_as_long_as_a_simulated_one(items: int, workers: int, machines: int, size: int, seed: int):
    chance = random.Random(seed)  # noqa: S311 - a simulation
    free, left = [0.0] * (workers * machines), items
    longest = 0.06
    while left > 0:
        heapq.heappush(free, heapq.heappop(free) + chance.uniform(0.02, longest))
        left -= size
    root = root_of(
        {
            "requirements": {
                "processing_time": {"offline_ms": 40, "statistic": "mean"},
                "batch": {"items": items, "window_s": 3600},
                "hardware": {"replicas": machines, "concurrency": workers, "batch_size": size},
            }
        }
    )
    run = batch_run(root.at("requirements"), root.at("models"))
    assert run is not None
    assert run.seconds == pytest.approx(max(free), rel=0.15, abs=2 * longest)
    assert run.seconds == pytest.approx(items * 0.04 / (workers * machines) / size)


def test_the_batch_of_the_page():
    requirements = {
        "processing_time": {"offline_ms": 40, "statistic": "mean"},
        "batch": {"items": 1_200_000, "window_s": 3600},
        "hardware": {"batch_size": 64},
    }
    root = root_of({"requirements": requirements})
    run = batch_run(root.at("requirements"), root.at("models"))
    assert run is not None
    assert run.seconds == pytest.approx(750)
    assert run.arithmetic["en"] == "1,200,000 items x 0.04 s / batch of 64 = 750 s"
