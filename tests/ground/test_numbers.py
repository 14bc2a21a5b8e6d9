"""Numbers as people read them."""

from __future__ import annotations

import pytest
from prospectus.ground.numbers import counted, figure, finite, grouped, non_negative, percent, positive


class Fact:
    """A fact that holds a number."""

    def __init__(self, value: float) -> None:
        self._value = value

    def number(self) -> float:
        """The number."""
        return self._value


@pytest.mark.parametrize("number", [5e-324, 1e-308, 1e200, 10**400])
def test_what_no_sum_can_bear_is_no_number_to_reckon_with(number: float):
    assert [read(Fact(number)) for read in (finite, positive, non_negative)] == [None, None, None]
    assert finite(Fact(-number)) is None


def test_figures_set_the_thousands_apart_and_keep_four_digits():
    numbers = (0.24, 33.333, 999.94, 1548.4, 1_200_000, 1e20)
    assert [figure(number) for number in numbers] == ["0.24", "33.33", "999.9", "1,548", "1,200,000", "1e+20"]


def test_money():
    assert [grouped(amount) for amount in (0.85, 900, 1_450_000)] == ["0.85", "900", "1,450,000"]


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.7969, "80%"),
        (1, "100%"),
        (0, "0%"),
        (0.999, "99.9%"),
        (0.9996, "99.9%"),
        (0.004, "0.4%"),
        (1.2, "120%"),
        (1e30, "1e+32%"),
    ],
)
def test_shares(share: float, shown: str):
    assert percent(share) == shown


def test_counts():
    assert [counted(1, "replica"), counted(2, "replica"), counted(1, "copy", "copies"), counted(1200, "day")] == [
        "1 replica",
        "2 replicas",
        "1 copy",
        "1,200 days",
    ]
