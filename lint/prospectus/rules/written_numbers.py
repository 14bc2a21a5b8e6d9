"""The number that somebody wrote as a text, in the unit in which it is asked for: ``"200 ms"``, ``"1,500"``, ``"0.2 s"``, ``"83%"``.

Only what has one honest reading is a number. A range, an approximation, a bound, an unknown unit is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_NUMBER = Pattern(
    r"\s*+(?P<sign>[-+]?)(?P<digits>[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?P<rest>\.[0-9]{1,12})?"
    r"(?:\s?(?P<scale>천|만|억|조))?\s?(?P<unit>[^\s\d.,+~<>=-][^\d~<>=+-]*)?\s*+",
    re.IGNORECASE,
)
_SCALES = {"천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12}

_TIMES = {"ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}
"""Units of time, in milliseconds: what is exact in all of them."""

_NAMES = {
    "ms": "ms msec millisecond milliseconds 밀리초",
    "s": "s sec secs second seconds 초",
    "min": "min mins minute minutes 분",
    "h": "h hr hrs hour hours 시간",
    "d": "d day days 일",
    "gb": "gb",
    "qps": "qps rps req/s requests/s queries/s",
    "%": "% percent pct 퍼센트",
}
_UNITS = {name: unit for unit, names in _NAMES.items() for name in names.split()}
_OF_KEYS = {"ms": "ms", "s": "s", "days": "d", "gb": "gb", "qps": "qps"}
"""Units by how the keys of numbers end."""

_OF_FACTS: dict[tuple[str | int, ...], str] = {("requirements", "qps"): "qps"}
"""Units of numbers whose keys do not tell them."""


class Written(NamedTuple):
    """The number, and whether it can be nothing else."""

    number: int | float
    is_sure: bool


def written_number(document: Document, fact: Node) -> Written | None:
    """The number that a fact holds as a text, in the fact's own unit; None where it is not certain that there is one."""
    if not isinstance(fact.value, str) or (match := _NUMBER.fullmatch(fact.value)) is None:
        return None
    from decimal import Decimal, Inexact, localcontext  # noqa: PLC0415 - 2 ms that few documents need

    as_written = number = Decimal(match["sign"] + match["digits"].replace(",", "") + (match["rest"] or ""))
    number *= _SCALES.get(match["scale"] or "", 1)
    # In some languages a comma is what a point is in others.
    is_grouped = "," in match["digits"] or len(match["rest"] or "") == len(".000")
    is_sure = not is_grouped or document.lang in {"en", "ko"}
    written = (match["unit"] or "").strip().casefold()
    schema = document.contract.schema.at(*fact.path)
    if written:
        unit = _UNITS.get(written)
        own = _unit_of(document, fact)
        if unit is None:
            return None
        if unit == "%" and own is None:
            number /= 100
            is_sure &= schema.get("maximum") == 1
        elif unit in _TIMES and own in _TIMES:
            with localcontext() as context:
                number = number * _TIMES[unit] / _TIMES[own]
                is_sure &= not context.flags[Inexact]  # of a third nobody knows how many digits are meant
        elif unit != own:
            return None
    keeps_point = bool(match["rest"]) and number == as_written and schema.get("type") != "integer"  # 3.0 stays 3.0
    is_whole = number == number.to_integral_value() and not keeps_point
    return Written(int(number) if is_whole else float(number), is_sure)


def _unit_of(document: Document, fact: Node) -> str | None:
    """The unit in which a fact is asked for; None where it has none, or one that is not known here."""
    *around, key = fact.path
    if tuple(around) in _OF_FACTS:
        return _OF_FACTS[tuple(around)]
    ending = str(key).rpartition("_")[2]
    if "_" in str(key) and ending in _OF_KEYS:
        return _OF_KEYS[ending]
    for length in range(len(around), 0, -1):  # of a measured value, the unit is that of the metric around it
        if "ofMeasurement" in document.contract.schema.at(*around[:length], "unit"):
            stated = document.at(*around[:length], "unit").text() or ""
            return _UNITS.get(stated.strip().casefold(), stated.casefold() or None)
    return None
