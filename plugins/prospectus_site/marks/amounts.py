"""Numbers as people read them: large ones, with a unit, as money."""

from __future__ import annotations

from prospectus.ground.numbers import figure, grouped

_LARGE: dict[str, tuple[tuple[float, str], ...]] = {
    "en": ((1e9, "B"), (1e6, "M"), (1e3, "k")),
    "ko": ((1e8, "억"), (1e4, "만")),
}
_LEAST = 10_000
_SHORT = 4
"""A unit of more letters stands once, beside the name of its metric."""


def large(number: float, lang: str) -> str:
    """A number as people say it: ``15.2M``, ``1,520만``; below ten thousand as it is."""
    if number < _LEAST:
        return figure(number)
    size, unit = next(entry for entry in _LARGE[lang] if number >= entry[0])
    return f"{figure(number / size)}{unit}"


def with_unit(text: str, unit: str) -> str:
    """A number as its writer wrote it, with the unit of its metric where that is short and no mere ratio."""
    if not text or not unit or unit in {"ratio", "count", "score"} or len(unit) > _SHORT:
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def money(amount: float | None, currency: str) -> str:
    """An amount of money as people read it, with its currency."""
    return "" if amount is None else f"{grouped(amount)} {currency}".rstrip()
