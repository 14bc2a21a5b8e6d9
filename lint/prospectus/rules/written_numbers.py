"""The number that somebody wrote as a text, in the unit in which it is asked for: ``"200 ms"``, ``"1,500"``, ``"0.2 s"``, ``"83%"``.

Only what has one honest reading is a number. A range, an approximation, a bound, an unknown unit is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import SCALES
from prospectus.ground.pattern import Pattern
from prospectus.ground.units import converted, unit_named
from prospectus.model.fitted import unit_of

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_NUMBER = Pattern(
    r"\s*+(?P<sign>[-+]?)(?P<digits>[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?P<rest>\.[0-9]{1,12})?"
    r"(?:\s?(?P<scale>[십백천]?[만억]|조|천))?\s?(?P<unit>[^\s\d.,+~<>=-][^\d~<>=+-]*)?\s*+",
    re.IGNORECASE,
)


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
    number *= int(SCALES.get(match["scale"] or "", 1))
    # In some languages a comma is what a point is in others.
    is_grouped = "," in match["digits"] or len(match["rest"] or "") == len(".000")
    is_sure = not is_grouped or document.lang in {"en", "ko"}
    written = (match["unit"] or "").strip().casefold()
    schema = document.contract.schema.at(*fact.path)
    if written:
        unit = unit_named(written)
        own = unit_of(document, fact)
        if unit is None:
            return None
        if unit == "%" and own is None:
            number /= 100
            is_sure &= schema.get("maximum") == 1
        else:
            with localcontext() as context:
                said = None if own is None else converted(number, unit, own)
                is_sure &= not context.flags[Inexact]  # of a third nobody knows how many digits are meant
            if said is None:
                return None
            number = said
    keeps_point = bool(match["rest"]) and number == as_written and schema.get("type") != "integer"  # 3.0 stays 3.0
    is_whole = number == number.to_integral_value() and not keeps_point
    return Written(int(number) if is_whole else float(number), is_sure)
