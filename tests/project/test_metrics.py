"""What the facts of a metric say: its newest values, and whether they reach the target."""

from __future__ import annotations

import json
from typing import Any

import pytest
from prospectus.ground.source import Source
from prospectus.model.parsed import Parsed
from prospectus.project.metrics import is_met, measured, newest, newest_by_phase


def metric_of(**facts: Any) -> Any:
    return Parsed(Source("document.md", f"---\n{json.dumps({'metrics': [facts]})}\n---\n")).at("metrics", 0)


SERIES = [
    {"date": "2026-03-01", "phase": "offline", "value": 4.4},
    {"date": "2026-05-01", "phase": "online", "value": 4.9},
    {"date": "2026-05-01", "phase": "online", "value": 4.8},
    {"date": "2026-06-01", "phase": "online", "value": 9.9, "slice": "airport"},
    {"date": "soon", "phase": "online", "value": 1},
    {"phase": "online", "value": 2},
]


def test_of_equal_dates_the_later_in_the_text_is_the_newest_and_a_slice_is_none():
    values = measured(metric_of(measured=SERIES), "online")
    found = newest(values)
    assert found is not None
    assert (len(values), found.entry.at("value").value) == (2, 4.8)
    assert len(measured(metric_of(measured=SERIES), with_slices=True)) == 4
    assert newest([]) is None


def test_each_phase_has_its_newest_number():
    dated = [entry for entry in SERIES if entry.get("date") != "soon"]
    found = newest_by_phase(metric_of(measured=[*dated, {"date": "2026-07-01", "phase": "online"}]))
    assert {phase: entry.at("value").value for phase, entry in found.items()} == {"offline": 4.4, "online": 4.8}


@pytest.mark.parametrize(
    ("direction", "value", "met"),
    [
        ("max", 0.9, True),
        ("max", 0.8, True),
        ("max", 0.7, False),
        ("min", 0.9, False),
        ("min", 0.8, True),
        ("target", 0.8, None),
        ("max", "much", None),
    ],
)
def test_a_target_is_met_when_it_is_reached(direction: str, value: Any, met: Any):
    metric = metric_of(direction=direction, target=0.8, measured=[{"value": value}])
    assert is_met(metric, metric.at("measured", 0)) is met
    assert is_met(metric, None) is None
