"""Numbers as people write them in a text, and whether they say the same as a number of the front matter.

A :class:`Quantity` is what is written: ``85%``, ``1,500 ms``, ``2,600만``, ``EUR 90,000 a year``. It *agrees* with a stated
number when some honest reading of it gives that number: in the unit that is written, or where none is, in any in which the
fact is usually written; rounded as far as its digits say. Ranges, approximations and unknown units are no quantities.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import SCALES
from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span
from prospectus.rules.agreement.terms import meanings, units

if TYPE_CHECKING:
    import re

SIGNIFICANT = 2
"""A number of at least so many digits may be a rounded one; a single digit is meant as it stands."""

_EXACT = 1e-9
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,12})?"
_KOREAN = r"(?:조|억|천만|백만|십만|만|천)"
_NUMBER = Pattern(
    rf"(?P<sign>[-\u2212+])?(?P<digits>{_DIGITS})"
    rf"(?:[ ]?(?P<word>thousand|million|billion|[mb]n|[kKMB])(?![A-Za-z/])"
    rf"|(?P<korean>[ ]?{_KOREAN}(?:[ ]?{_DIGITS}[ ]?{_KOREAN}){{0,3}}))?(?![0-9]|[.,][0-9])"
)
_PART = Pattern(rf"(?:(?<![0-9,.])({_DIGITS}))?[ ]?({_KOREAN})")
_UNIT = Pattern(
    r"\s?(?:([%\uff05](?![p0-9])|퍼센트(?! ?포인트)|밀리초|마이크로초|초(?!과)|분|시간|일|년)"
    r"|(percent|[TGM]i?B|[uµμm]?s|msec|(?:milli|micro)?seconds?|secs?|min(?:ute)?s?|h(?:ou)?rs?|h|days?|years?"
    r"|[QR]PS|(?:queries|requests|req)/s)(?![A-Za-z0-9/]))",
    2,
)
_COUNTER = Pattern(
    r"\s?(?:건|개|장|명|행|대|회|쌍|문장)(?:(?=이다|입니다|이며|이고)|(?![가-힣]))|\s(?:rows|records|images|samples|examples|items)\b"
)
_MONEY = Pattern(r"(?:(?P<period>연간?|매년|매?월|분기|한 번에)\s)?(?:(?P<code>[$€£₩]|[A-Z]{3}(?![A-Za-z]))\s?)?")
_MONEY_END = Pattern(
    r"\s?(?P<code>[A-Z]{3}(?![A-Za-z])|원|€)?(?:\s?(?P<period>(?:/ ?|(?:a|per) )(?:year|month|quarter)|once\b))?"
)
_CODES = {"$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "원": "KRW"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<{{0}}>{'|'.join(_MONTHS)})[a-z]{{{{0,6}}}}"
_DATE = Pattern(
    r"(?P<y>20[0-9]{2})(?:[-./](?P<m>[0-9]{1,2})[-./]|년 (?P<km>[0-9]{1,2})월 )(?P<d>[0-9]{1,2})(?:일(?!정))?(?![0-9])"
    rf"|(?P<ed>[0-9]{{1,2}}) {_MONTH.format('em')} (?P<ey>20[0-9]{{2}})(?![0-9])"
    rf"|{_MONTH.format('am')} (?P<ad>[0-9]{{1,2}}),? (?P<ay>20[0-9]{{2}})(?![0-9])",
    2,
)
_COMPARISON = Pattern(
    r"\s*(?:(?:[≥≤⩾⩽>\uff1e<\uff1c=]=?|at least|at most|no (?:more|less) than|within|최소|최대"
    r"|below|under|above|over|less than|more than)\s*)?",
    2,
)


class Measure(NamedTuple):
    """How the numbers of a fact are written: its ``unit``, and its scale (``ratio``, ``percent``, ``other``, None).

    Other scales are ``count``, after which a counter may stand, ``date``, and ``money``, of a currency for a ``period``.
    """

    unit: str | None
    scale: str | None
    period: str | None = None

    def factors(self, unit: str | None) -> tuple[float, ...]:
        """What turns a number in a written unit into this one, by each honest reading; none when it cannot be compared."""
        return _factors(self.unit, self.scale, unit)

    def knows(self, unit: str) -> bool:
        """Whether a word is a unit that this can be written in."""
        return bool(_name(unit)) and bool(self.factors(_CODES.get(unit, unit)))


@lru_cache(maxsize=1024)
def _factors(stated: str | None, scale: str | None, unit: str | None) -> tuple[float, ...]:
    own = _name(stated)
    kind, size = units().get(own, (own, 1.0))
    if unit is None:
        if kind == "time":
            return (1.0, *(other / size for other in {size for of, size in units().values() if of == "time"}))
        return (1.0, 0.01, 100.0) if scale in {"ratio", "percent", None} else (1.0,)
    written = _name(unit)
    written_kind, written_size = units().get(written, (written, 1.0))
    if written_kind == "share":
        return {"ratio": (0.01,), "percent": (1.0,), None: (1.0, 0.01)}.get(scale, ())
    if own and (written == own or written_kind == kind):
        factor = written_size / size
        return (factor, factor * 1.024, factor / 1.024) if kind == "memory" and factor != 1 else (factor,)
    return ()


def _name(unit: str | None) -> str:
    """A unit as it is compared: in lower case, without spaces and plural."""
    name = "".join((unit or "").split()).casefold()
    return name if name in units() else name.removesuffix("s")


class Quantity(NamedTuple):
    """A number as written: its ``value``, the step ``quantum`` to which it may be rounded, its unit, and where it stands.

    ``coarse`` is the quantum when the zeros at its end may be rounding, too. A date is its ordinal.
    """

    value: float
    quantum: float
    coarse: float
    unit: str | None
    span: Span


def agrees(quantity: Quantity, stated: float, measure: Measure, *, is_loose: bool) -> bool | None:
    """Whether a quantity says the same as a stated number; None when the two cannot be compared.

    ``is_loose`` is for what was measured or counted, and may be rounded on either side. A decision (a target, a limit) may
    only be rounded where it is written.
    """
    factors = measure.factors(quantity.unit)
    for factor in factors:
        value = quantity.value * factor
        slack = max(quantity.coarse * factor, _quantum(stated)) if is_loose else quantity.quantum * factor
        if abs(value - stated) <= slack / 2 + _EXACT * max(abs(value), abs(stated)):
            return True
    return False if factors else None


def _quantum(stated: float) -> float:
    """The step to which a stated number may be rounded, by its decimals."""
    whole, _, decimals = repr(stated).partition(".")
    return 0.0 if decimals in {"", "0"} or "e" in whole + decimals else float(10.0 ** -len(decimals))


def read_quantity(text: str, at: int, measure: Measure, unit: str | None = None) -> tuple[Quantity, int] | None:
    """The quantity at an index of a text, behind what compares it (*at least 0.85*), and where it ends.

    Its span is in indices of the text; ``unit`` is that of a number without one.
    """
    before = _COMPARISON.match(text, at)
    at = before.end() if before else at
    if measure.scale == "date":
        return _read_date(text, at)
    money = _MONEY.match(text, at) if measure.scale == "money" else None
    number = _NUMBER.match(text, money.end() if money else at)
    if number is None or number["sign"]:
        return None  # "+62%" is a change
    begin, end = number.start(), number.end()
    if money is not None:
        money_end = _MONEY_END.match(text, end)
        if money_end is None or not _is_own_money(money, money_end, measure, unit):
            return None
        begin, unit, end = at, measure.unit, money_end.end()
    elif (own := _own_unit(text, end, measure.unit or "")) is not None:
        unit, end = measure.unit, own
    elif (known := _UNIT.match(text, end)) is not None:
        unit, end = known[1] or known[2], known.end()
    elif measure.scale == "count" and (counter := _COUNTER.match(text, end)):
        end = counter.end()
    return Quantity(*_value(number), unit, Span(begin, end)), end


def _read_date(text: str, at: int) -> tuple[Quantity, int] | None:
    found = _DATE.match(text, at)
    if found is None:
        return None
    name = found["em"] or found["am"]
    month = _MONTHS.index(name.casefold()) + 1 if name else int(found["m"] or found["km"])
    try:
        day = date(int(found["y"] or found["ey"] or found["ay"]), month, int(found["d"] or found["ed"] or found["ad"]))
    except ValueError:
        return None
    return Quantity(day.toordinal(), 0, 0, None, Span(*found.span())), found.end()


def _is_own_money(before: re.Match[str], after: re.Match[str], measure: Measure, unit: str | None) -> bool:
    """Whether an amount names its currency, and both currency and period are those of the measure."""
    codes = {_CODES.get(code, code) for code in (before["code"], after["code"]) if code}
    codes = codes or {_CODES.get(unit or "", unit or "")}
    told = {word.split()[-1].strip("/") for word in (before["period"], after["period"]) if word}
    return codes == {measure.unit} and {meanings("periods").get(word, word) for word in told} <= {measure.period}


def _own_unit(text: str, at: int, own: str) -> int | None:
    """Where the fact's own unit ends, when it is written there."""
    own = own.strip().casefold()
    start = at + (text[at : at + 1] == " ")
    end = start + len(own)
    is_cut = own[-1:].isalnum() and text[end : end + 1].isascii() and text[end : end + 1].isalnum()
    return end if own and text[start:end].casefold() == own and not is_cut else None


def _value(number: re.Match[str]) -> tuple[float, float, float]:
    """The value of a number, and the steps to which it may be rounded: by its decimals, and by the zeros at its end."""
    parts: list[tuple[str, str]] = [(number["digits"], (number["word"] or "").lower())]
    if number["korean"]:
        parts = _PART.findall(number["digits"] + number["korean"].strip())  # type: ignore[assignment]
    value = sum(float((digits or "1").replace(",", "")) * SCALES.get(scale, 1.0) for digits, scale in parts)
    decimals = len(parts[-1][0].partition(".")[2])
    quantum = 10.0**-decimals * SCALES.get(parts[-1][1], 1.0)
    plain = number["digits"].replace(",", "").replace(".", "").lstrip("0")
    kept = plain.rstrip("0")
    if len(plain) < SIGNIFICANT:
        return value, 0.0, quantum
    zeros = len(plain) - len(kept) if not decimals and len(kept) >= SIGNIFICANT else 0
    return value, quantum, quantum * 10.0**zeros
