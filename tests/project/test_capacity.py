"""Little's law with the numbers of a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from prospectus.ground.numbers import figure
from prospectus.ground.source import Source
from prospectus.project.capacity import Capacity, capacity, copies_in
from prospectus.project.models import critical_path
from prospectus.reading.front_matter.fences import read_front_matter

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node

PIPELINE = [
    {"id": "detector", "memory_gb": 3.0, "processing_ms": 60},
    {"id": "reader", "memory_gb": 2.5, "processing_ms": 180, "depends_on": ["detector"]},
]


def root_of(facts: dict[str, Any]) -> Node:
    return read_front_matter(Source("document.md", f"---\n{json.dumps(facts)}\n---\n")).root


def capacity_of(models: list[dict[str, Any]], **requirements: Any) -> Capacity | None:
    stated = {
        "processing_time": {"offline_ms": 240, "statistic": "mean"},
        "qps": {"target": 8, "peak": 20},
        "serving": {"mode": "online", "place": "cloud-gpu"},
        "hardware": {"device": "T4", "memory_gb": 16, "replicas": 4, "concurrency": 1},
        **requirements,
    }
    root = root_of({"requirements": stated, "models": models})
    return capacity(root.at("requirements"), root.at("models"))


def test_every_number_of_the_arithmetic():
    hardware = {"device": "T4", "memory_gb": 16, "replicas": 4, "copies": 2, "concurrency": 1}
    found = capacity_of(PIPELINE, hardware=hardware)
    assert found is not None
    assert (found.replicas, found.copies, found.concurrency, found.batch_size) == (4, 2, 1, 1)
    assert (found.in_flight, found.service_s) == (8, 0.24)
    assert found.qps == pytest.approx(33.33, abs=0.01)
    assert found.utilisation == pytest.approx(0.6)
    assert found.waiting == pytest.approx(0.0436, abs=0.0001)
    assert not found.is_tight
    assert found.replicas_needed == 4
    assert found.arithmetic["en"] == "4 replicas x 2 copies x 1 at a time / 0.24 s = 33.33 QPS"


def test_copies_that_would_fit_carry_nothing_unless_they_are_stated():
    found = capacity_of(PIPELINE)
    assert found is not None
    assert (found.copies, found.in_flight) == (1, 4)


def test_autoscaling_goes_up_to_the_most_replicas():
    found = capacity_of(PIPELINE, hardware={"replicas": 2, "max_replicas": 8})
    assert found is not None
    assert (found.replicas, found.is_assumed) == (8, True)


def test_the_path_stands_in_for_the_offline_time_and_a_batch_counts():
    hardware = {"device": "T4", "batch_size": 8}
    found = capacity_of(PIPELINE, processing_time={"online_ms": 900, "statistic": "mean"}, hardware=hardware)
    assert found is not None
    assert (found.service_time.ms, found.copies, found.in_flight) == (240, 1, 8)
    assert found.arithmetic["en"] == "1 replica x 1 at a time x batch of 8 / 0.24 s = 33.33 QPS"


def test_a_mean_goes_before_a_percentile_and_a_percentile_is_a_bound():
    bound = capacity_of([], processing_time={"offline_ms": 400, "statistic": "p95"})
    models = capacity_of(PIPELINE, processing_time={"offline_ms": 400, "statistic": "p95"})
    stated = capacity_of(PIPELINE, processing_time={"offline_ms": 400, "statistic": "p95", "mean_ms": 250})
    assert bound is not None
    assert models is not None
    assert stated is not None
    assert [(found.service_time.ms, found.service_time.statistic) for found in (bound, models, stated)] == [
        (400, "p95"),
        (240, "mean"),
        (250, "mean"),
    ]
    assert bound.service_time.is_upper_bound
    assert bound.qps < stated.qps < models.qps


def test_a_model_on_another_device_does_not_keep_this_one_busy():
    models = [{**PIPELINE[0], "device": "16 vCPU"}, PIPELINE[1]]
    found = capacity_of(models)
    assert found is not None
    assert found.service_time.ms == 180


def test_reading_precomputed_predictions_needs_no_copies():
    serving = {"mode": "batch", "place": "cloud-gpu"}
    hardware = {"device": "T4", "copies": 2, "concurrency": 4, "batch_size": 8}
    found = capacity_of(PIPELINE, serving=serving, read_path={"mean_ms": 12}, hardware=hardware)
    assert found is not None
    assert (found.in_flight, found.service_s) == (4, 0.012)


@pytest.mark.parametrize(
    "stated",
    [
        {"qps": {}},
        {"hardware": {}},
        {"serving": {"mode": "batch", "place": "cloud-gpu"}},
        {"serving": {"mode": "edge", "place": "mobile"}},
        {"hardware": {"device": "T4", "memory_gb": 16, "cost_per_month": 900}},
        {"serving": {"mode": "online", "place": "vendor-api"}},
        {"hardware": {"device": "vendor API", "replicas": 1}},
        {"processing_time": {"mean_ms": 1e-308, "statistic": "mean"}, "hardware": {"replicas": 1e299}},
    ],
)
def test_nothing_to_compare(stated: dict[str, Any]):
    assert capacity_of(PIPELINE, **stated) is None


def test_a_time_without_its_statistic_is_none():
    assert capacity_of([], processing_time={"offline_ms": 240}) is None


def test_the_critical_path_is_the_longest_chain():
    models = [
        {"id": "a", "processing_ms": 10},
        {"id": "b", "processing_ms": 50, "depends_on": ["a"]},
        {"id": "c", "processing_ms": 20, "depends_on": ["a", "a", "unknown"]},
        {"id": "d", "processing_ms": 5, "depends_on": ["b", "c"]},
        {"id": "alone", "processing_ms": 60},
    ]
    path = critical_path(root_of({"models": models}).at("models"))
    assert [model.at("id").text() for model in path] == ["a", "b", "d"]


@pytest.mark.parametrize(
    "models",
    [
        [],
        [{"id": "a", "processing_ms": 10, "depends_on": ["a"]}],
        [{"id": "a", "processing_ms": 1, "depends_on": ["b"]}, {"id": "b", "processing_ms": 1, "depends_on": ["a"]}],
        [{"id": "a"}, {"id": "b", "processing_ms": 1, "depends_on": ["a"]}],
    ],
)
def test_no_path_where_it_is_not_known(models: list[dict[str, Any]]):
    assert critical_path(root_of({"models": models}).at("models")) == ()


@pytest.mark.parametrize(("memory", "size", "copies"), [(10, 8, 1), (10, 6, 1), (10, 5, 2), (0.3, 0.1, 3), (5, 6, 0)])
def test_size_moves_the_copies_in_steps(memory: float, size: float, copies: int):
    assert copies_in(memory, size) == copies


def test_figures():
    assert [figure(n) for n in (0.24, 33.333, 1548.4, 1e20)] == ["0.24", "33.33", "1,548", "1e+20"]
