"""The rule of thumb for the size of a test set, against the simulation of what it promises."""

from __future__ import annotations

from random import Random

import pytest
from prospectus.project.sample_size import rows_needed
from support.samples import read_documents

TRIES = 600
CRITICAL = 1.96


def needed(before: float, after: float, unit: str = "ratio") -> float | None:
    metric = f"{{id: m, kind: model, role: optimizing, unit: '{unit}', baseline: {{value: {before}}}, target: {after}}}"
    (document,) = read_documents({"x.md": f"---\nstage: design\nmetrics: [{metric}]\n---\n"})
    return rows_needed(next(document.at("metrics").each()))


def power(before: float, after: float, rows: int) -> float:
    """How often a two-sided test at 5% tells two shares apart that were each measured on so many rows."""
    random = Random(7)  # noqa: S311 - a simulation
    found = 0
    for _ in range(TRIES):
        one = sum(random.random() < before for _ in range(rows)) / rows
        other = sum(random.random() < after for _ in range(rows)) / rows
        spread = ((one * (1 - one) + other * (1 - other)) / rows) ** 0.5
        found += bool(spread) and abs(other - one) / spread > CRITICAL
    return found / TRIES


@pytest.mark.parametrize(("before", "after"), [(0.28, 0.45), (0.7, 0.8), (0.5, 0.6), (0.1, 0.2)])
def test_so_many_rows_tell_two_shares_apart_four_times_in_five(before: float, after: float):
    rows = needed(before, after)
    assert rows is not None
    assert 0.75 <= power(before, after, round(rows)) <= 0.87
    assert power(before, after, round(rows / 3)) < 0.6


def test_a_share_in_percent_is_the_same_share():
    assert needed(70, 80, "%") == pytest.approx(needed(0.7, 0.8))


@pytest.mark.parametrize(("before", "after", "unit"), [(0.7, 0.7, "ratio"), (1.2, 0.8, "ratio"), (5.4, 5.1, "minutes")])
def test_of_what_is_no_share_or_no_difference_nothing_is_said(before: float, after: float, unit: str):
    assert needed(before, after, unit) is None
