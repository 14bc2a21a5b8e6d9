"""Numbers as facts state them, and as people read them."""

from __future__ import annotations

from typing import Protocol

LARGEST = 1e60
"""Beyond it a number counts nothing in this world; within it the product of five of them is still a number."""

SMALLEST = 1 / LARGEST
"""Nearer to zero a number would be lost in a product, and a share of it would be none: nothing is reckoned with it."""

SLACK = 1e-6
"""Two numbers that differ by less than this share are the same, written or added up in two ways."""

SCALES = {
    "백": 1e2, "천": 1e3, "만": 1e4, "십만": 1e5, "백만": 1e6, "천만": 1e7, "억": 1e8, "십억": 1e9, "백억": 1e10, "천억": 1e11, "조": 1e12,
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
"""The words of Korean and English that multiply the number before them, in lower case."""

_GROUPED = 1000
_NEARLY_ALL = 99.9
_LAST_PLAIN = 1e15
"""From here on the zeros of a number say nothing."""


class Stated(Protocol):
    """A fact that may hold a number."""

    def number(self) -> float | int | None:
        """The number; None where it holds something else, or nothing."""


def finite(stated: Stated) -> float | None:
    """The value when it is a number that can be reckoned with."""
    number = stated.number()
    return float(number) if number is not None and (number == 0 or SMALLEST < abs(number) < LARGEST) else None


def positive(stated: Stated) -> float | None:
    """The value when it is a number above zero that can be reckoned with: a count, a time, a size."""
    number = stated.number()
    return float(number) if number is not None and SMALLEST < number < LARGEST else None


def non_negative(stated: Stated) -> float | None:
    """The value when it is a number from zero on that can be reckoned with: an amount of money."""
    number = stated.number()
    return float(number) if number is not None and (number == 0 or SMALLEST < number < LARGEST) else None


def figure(number: float) -> str:
    """A number with as many digits as a reader needs: four, or all of a whole number, in groups of three."""
    if number >= _GROUPED:
        return f"{number:,.0f}" if number < _LAST_PLAIN else f"{number:.3g}"
    return f"{number:.4g}"


def percent(share: float) -> str:
    """A share in whole percent, ``80%``; with decimals where it would be rounded to none or to all: ``99.7%``."""
    rounded = round(100 * share)
    is_exact = rounded not in {0, 100} or share in {0, 1}
    if rounded >= _LAST_PLAIN:
        return f"{100 * share:.3g}%"
    return f"{rounded}%" if is_exact else f"{min(100 * share, _NEARLY_ALL) if share < 1 else 100 * share:.3g}%"


def counted(number: float, one: str, many: str = "") -> str:
    """A count with its English noun: ``1 replica``, ``4 replicas``."""
    return f"{figure(number)} {one if number == 1 else many or one + 's'}"


def grouped(amount: float) -> str:
    """An amount of money as people read it: ``1,450,000``, ``0.85``."""
    return f"{amount:,.0f}" if amount >= _GROUPED or amount == int(amount) else f"{amount:,.2f}"
