"""A value as people and trackers write it, as a number in the unit of its metric."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation, localcontext
from math import floor, isfinite, log10
from typing import TYPE_CHECKING

from prospectus.ground.language import filled
from prospectus.ground.pattern import Pattern
from prospectus.project.known_metrics import scale_of_unit
from prospectus.rules.agreement.terms import units
from prospectus.writing.measuring.measurement import MeasureError

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_AMOUNT = Pattern(r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?)\s*((?:[^\s0-9,.+-].*)?)")
_NO_NUMBER = frozenset({"nan", "inf", "infinity", "none", "null"})
_LONGEST = 100
_WHOLE = 10**15
"""Below it a whole number is written without a point."""

_SHARES = {"percent": Decimal("0.01"), "ratio": Decimal(1)}

_CONVERTED = frozenset({"time", "rate"})
"""The kinds of units that are converted; a GB may be a GiB, and is not."""

_NOT_READ: Text = {
    "en": "'{0}' is no number; write it as 0.83, or with its unit as 83% or 1.2s",
    "ko": "'{0}'은(는) 숫자가 아닙니다. 0.83처럼 쓰거나 83%, 1.2s처럼 단위와 함께 쓰세요",
}
_NOT_FINITE: Text = {
    "en": "'{0}' is no finite number, and measures nothing",
    "ko": "'{0}'은(는) 유한한 수가 아니므로 측정값이 될 수 없습니다",
}
_NO_UNIT: Text = {
    "en": "'{0}' has a unit, and the metric has none; write the number alone, or give the metric a `unit`",
    "ko": "'{0}'에는 단위가 있지만 지표에는 없습니다. 숫자만 쓰거나 지표에 `unit`을 적으세요",
}
_OTHER_UNIT: Text = {
    "en": "'{0}' cannot be converted to {1}, the unit of the metric; write the number in {1}",
    "ko": "'{0}'을(를) 지표의 단위인 {1}(으)로 바꿀 수 없습니다. {1} 단위의 숫자로 쓰세요",
}


DIGITS = 6
"""How many digits of a tracker's number are written: what stands behind them is noise."""


def rounded(number: float) -> float | int:
    """A number with no more digits than somebody reads; the digits of a whole number all stay."""
    if isinstance(number, int) or not number or number.is_integer():
        return number
    return round(number, max(0, DIGITS - 1 - floor(log10(abs(number)))))


def amount(value: float | str, unit: str | None, *, stated: str | None = None) -> float | int:
    """The number in the unit of its metric. ``stated`` is the unit of a value that is written without one.

    Raises :class:`MeasureError` for what is no finite number, and for a unit that cannot surely be converted.
    """
    shown = str(value).strip()[:_LONGEST]
    if isinstance(value, str):
        text = value.strip()
        if text.lstrip("+-").casefold() in _NO_NUMBER:
            raise MeasureError(filled(_NOT_FINITE, shown))
        found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
        if found is None:
            raise MeasureError(filled(_NOT_READ, shown))
        number, written = found[1], found[2]
    else:
        number, written = _digits(value), ""
    written = written or stated or ""
    if written and unit is None:
        raise MeasureError(filled(_NO_UNIT, f"{number} {written}"))
    if not written or unit is None or _same(written, unit):
        return _number(number, shown)
    factor = _factor(written, unit)
    if factor is None:
        raise MeasureError(filled(_OTHER_UNIT, f"{number} {written}", unit))
    with localcontext() as context:
        context.prec = 17
        return _plain(_decimal(number, shown) * factor[0] / factor[1], shown)


def is_amount(text: str) -> bool:
    """Whether a cell of a table states a value: a number, a number with ``%``, or that there is no number (NaN)."""
    text = text.strip()
    if len(text) > _LONGEST:
        return False
    found = _AMOUNT.fullmatch(text)
    return (found is not None and found[2] in {"", "%"}) or text.lstrip("+-").casefold() in {"nan", "inf", "infinity"}


def _digits(value: float) -> str:
    """A number as text; of one that no float can hold, that it is endless."""
    try:
        return repr(value) if isfinite(value) else str(value)
    except OverflowError:
        return "inf"


def _number(text: str, shown: str) -> float | int:
    if text.lstrip("+-").isdigit() and len(text) < len(str(_WHOLE)):
        return int(text)
    number = float(text)
    if not isfinite(number):
        raise MeasureError(filled(_NOT_FINITE, shown))
    return number


def _decimal(text: str, shown: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise MeasureError(filled(_NOT_FINITE, shown))
    return number


def _plain(number: Decimal, shown: str) -> float | int:
    if number == number.to_integral_value() and abs(number) < _WHOLE:
        return int(number)
    return _number(str(number), shown)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _factor(written: str, unit: str) -> tuple[Decimal, Decimal] | None:
    """By what a number is multiplied and divided to go from one unit to another; None where they are not of one kind."""
    shares = [_SHARES.get(scale_of_unit(name)) for name in (written, unit)]
    if shares[0] is not None and shares[1] is not None:
        return shares[0], shares[1]
    sizes = [_size(name) for name in (written, unit)]
    if sizes[0] is None or sizes[1] is None or sizes[0][0] != sizes[1][0] or sizes[0][0] not in _CONVERTED:
        return None
    return sizes[0][1], sizes[1][1]


def _size(unit: str) -> tuple[str, Decimal] | None:
    name = unit.strip().casefold()
    known = units()
    of, size = known.get(name) or known.get(name.removesuffix("s")) or ("", 0.0)
    return (of, Decimal(repr(size))) if of else None
