"""Units of numbers as people write them: ``ms``, ``시간``, ``%``; ``€``, ``원``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

CURRENCIES: dict[str, str] = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "₽": "RUB", "원": "KRW", "won": "KRW",
    "euro": "EUR", "euros": "EUR", "dollars": "USD",
}  # fmt: skip
"""The currency of a mark or a word; folded."""

ISO_CURRENCIES = frozenset(
    [
        "USD",
        "EUR",
        "GBP",
        "KRW",
        "RUB",
        "JPY",
        "CNY",
        "INR",
        "BRL",
        "CHF",
        "CAD",
        "AUD",
        "SGD",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "TRY",
        "UAH",
        "KZT",
        "MXN",
    ]
)
"""The codes that surely are currencies where three capitals stand beside a number."""

_TIMES = {"ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}
"""Units of time, in milliseconds: what is exact in all of them."""

_SHARES = {"%": 1, "ratio": 100}
"""Units of a share, in percent."""

_NAMES = {
    "ms": "ms msec millisecond milliseconds 밀리초",
    "s": "s sec secs second seconds 초",
    "min": "min mins minute minutes 분",
    "h": "h hr hrs hour hours 시간",
    "d": "d day days 일",
    "gb": "gb",
    "qps": "qps rps req/s requests/s queries/s",
    "%": "% percent pct 퍼센트",
    "ratio": "ratio 비율",
}
_UNITS = {name: unit for unit, names in _NAMES.items() for name in names.split()}
_OF_KEYS = {"ms": "ms", "s": "s", "days": "d", "gb": "gb", "qps": "qps"}
"""Units by how the keys of numbers end."""


def unit_named(name: str) -> str | None:
    """The unit of a name in any of its spellings; None where it is not known here."""
    return _UNITS.get(name.strip().casefold())


def unit_of_key(key: str) -> str | None:
    """The unit that the name of a key tells by how it ends, as in ``online_ms``; None where it tells none."""
    return _OF_KEYS.get(key.rpartition("_")[2]) if "_" in key else None


def converted(number: Decimal, unit: str, own: str) -> Decimal | None:
    """A number of one unit in another; None where it cannot be said in that."""
    if unit == own:
        return number
    if unit in _TIMES and own in _TIMES:
        return number * _TIMES[unit] / _TIMES[own]
    if unit in _SHARES and own in _SHARES:
        return number * _SHARES[unit] / _SHARES[own]
    return None
