"""Numbers as people write them in a text, and whether they say the same as a number of the front matter.

A :class:`Quantity` is what is written: ``85%``, ``1,500 ms``, ``2,600만``, ``EUR 90,000 a year``. It *agrees* with a stated
number when some honest reading of it gives that number: in the unit that is written, or where none is, in any in which the
fact is usually written; rounded as far as its digits say. Ranges, approximations and unknown units are no quantities.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span

if TYPE_CHECKING:
    import re

    from prospectus.rules.agreement.units import Measure

LARGEST = 1e15
"""Beyond this a float no longer holds every whole number, and nobody counts so far by hand."""

LONGEST = 120
"""A cell that holds one number is shorter than this."""

SIGNIFICANT = 2
"""A number of at least so many digits may be a rounded one; a single digit is meant as it stands."""

_EXACT = 1e-9

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,12})?"
_KOREAN = r"(?:조|억|천만|백만|십만|만|천)"
_SCALES = {
    "천": 1e3, "만": 1e4, "십만": 1e5, "백만": 1e6, "천만": 1e7, "억": 1e8, "조": 1e12,
    "k": 1e3, "K": 1e3, "thousand": 1e3, "M": 1e6, "million": 1e6, "B": 1e9, "billion": 1e9,
}  # fmt: skip
_NUMBER = Pattern(
    rf"(?P<sign>[-\u2212+])?(?P<digits>{_DIGITS})"
    rf"(?:[ ]?(?P<word>thousand|million|billion)(?![A-Za-z])|(?P<letter>[kKMB])(?![A-Za-z/])"
    rf"|(?P<korean>[ ]?{_KOREAN}(?:[ ]?{_DIGITS}[ ]?{_KOREAN}){{0,3}}))?"
    rf"(?![0-9]|[.,][0-9])"
)
_PART = Pattern(rf"(?:(?<![0-9,.])({_DIGITS}))?[ ]?({_KOREAN})")
_UNIT = Pattern(
    r"\s?(?P<unit>[%\uff05](?!p|[0-9])|percent\b|[TGM]i?B\b"
    r"|(?:[uµμ]s|ms|milliseconds?|s|secs?|seconds?|min|minutes?|h|hours?|days?|months?|years?)(?![A-Za-z0-9/])"
    r"|(?:QPS|RPS|queries/s|requests/s|req/s)(?![A-Za-z/])|밀리초|퍼센트(?! ?포인트)|초|분|시간|일|개월|년)"
)
_COUNTER = Pattern(r"\s?(?:건|개|장|명|행|대|회|쌍|문장)(?![가-힣])")
_MONEY = Pattern(r"(?:(?P<period>연간|연|매년|월|매월|분기|한 번에)\s)?(?:(?P<code>[$€£₩]|[A-Z]{3}(?![A-Za-z]))\s?)?")
_MONEY_END = Pattern(
    r"\s?(?P<code>[A-Z]{3}(?![A-Za-z])|원)?"
    r"(?:\s?(?P<period>/ ?(?:year|month)|(?:a|per) (?:year|month|quarter)|once\b))?"
)
_CODES = {"$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "원": "KRW"}
_PERIODS = {
    "연간": "year",
    "연": "year",
    "매년": "year",
    "월": "month",
    "매월": "month",
    "분기": "quarter",
    "번에": "once",
}
_COMPARISON = Pattern(
    r"\s*(?:(?:[≥≤⩾⩽>\uff1e<\uff1c=]=?|at least|at most|no (?:more|less) than|최소|최대"
    r"|below|under|above|over|less than|more than)\s*)?",
    2,
)
_SUFFIX = Pattern(
    r"\s*(?:이상|이하|초과|미만|이내|or (?:more|less|higher|lower|better|above|below|under|over)|max\.?|min\.?|\+|↑|↓)?\s*",
    2,
)
_UNSURE = Pattern(
    r"approx|about|around|roughly|estimat|expected|planned|~|≈|±|\bca?\.|약 |대략|추정|예상|정도|가량|쯤"
    r"|old|previous|former|before|earlier|initial|이전|과거|종전|기존|옛|당초",
    2,
)
_YEAR = Pattern(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|\bq[1-4]\b|분기", 2)
_NOTE = Pattern(r"[(\uff08][^()\uff08\uff09]*[)\uff09]")
_MARKS = Pattern(r"\*|(?<!\w)_+|_+(?!\w)|\[\^[^\[\]]*\]|[✅✔✓☑❌✗✘⚠🟢🔴🟡⭐★\ufe0f]|\\(?=[<>~+-])")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_DATE = Pattern(
    r"(?P<y>20[0-9]{2})(?:-(?P<m>[0-9]{2})-|년 (?P<km>[0-9]{1,2})월 )(?P<d>[0-9]{1,2})(?:일(?!정))?(?![0-9])"
    rf"|(?P<ed>[0-9]{{1,2}}) (?P<em>{'|'.join(_MONTHS)}) (?P<ey>20[0-9]{{2}})(?![0-9])",
    2,
)


class Quantity(NamedTuple):
    """A number as written: its ``value``, the step ``quantum`` to which it may be rounded, its digits, its unit.

    ``coarse`` is the quantum when the zeros at its end may be rounding, too. A date is its ordinal.
    """

    value: float
    quantum: float
    coarse: float
    digits: int
    unit: str | None
    span: Span


def agrees(quantity: Quantity, stated: float, measure: Measure, *, is_loose: bool) -> bool | None:
    """Whether a quantity says the same as a stated number; None when the two cannot be compared.

    ``is_loose`` is for what was measured or counted, and may be rounded on either side. A decision (a target, a limit) may
    only be rounded where it is written, and not to a single digit.
    """
    if not abs(stated) < LARGEST:
        return None
    factors = measure.factors(quantity.unit)
    for factor in factors:
        value = quantity.value * factor
        slack = _EXACT * max(abs(value), abs(stated))
        if is_loose:
            slack += max(quantity.coarse * factor, _quantum(stated)) / 2
        elif quantity.digits >= SIGNIFICANT:
            slack += quantity.quantum * factor / 2
        if abs(value - stated) <= slack:
            return True
    return False if factors else None


def _quantum(stated: float) -> float:
    """The step to which a stated number may be rounded, by its decimals."""
    shown = repr(stated)
    if "e" in shown or "." not in shown or shown.endswith(".0"):
        return 0.0
    return float(10.0 ** -len(shown.split(".")[1]))


def read_quantity(text: str, at: int, measure: Measure) -> tuple[Quantity, int] | None:
    """The quantity that begins at an index of a text, and where it ends; its span is in indices of the text."""
    if measure.scale == "date":
        return _read_date(text, at)
    money = _MONEY.match(text, at) if measure.scale == "money" else None
    number = _NUMBER.match(text, money.end() if money else at)
    if number is None or number["sign"] == "+":
        return None  # "+62%" is a change
    begin, end, unit = number.start(), number.end(), None
    if money is not None:
        money_end = _MONEY_END.match(text, end)
        if money_end is None or not _is_own_money(money, money_end, measure):
            return None
        begin, unit, end = at, measure.unit, money_end.end()
    elif written := _own_unit(text, end, (measure.unit or "").strip()):
        unit, end = measure.unit, written
    elif (known := _UNIT.match(text, end)) is not None:
        unit, end = known["unit"], known.end()
    elif measure.scale == "count" and (counter := _COUNTER.match(text, end)):
        end = counter.end()
    value, quantum, coarse, digits = _value(number)
    if not value < LARGEST:
        return None
    value = -value if number["sign"] else value
    return Quantity(value, quantum, coarse, digits, unit, Span(begin, end)), end


def _read_date(text: str, at: int) -> tuple[Quantity, int] | None:
    found = _DATE.match(text, at)
    if found is None:
        return None
    month = found["m"] or found["km"] or _MONTHS.index(found["em"].casefold()) + 1
    try:
        day = date(int(found["y"] or found["ey"]), int(month), int(found["d"] or found["ed"]))
    except ValueError:
        return None
    return Quantity(day.toordinal(), 0, 0, 0, None, Span(*found.span())), found.end()


def _is_own_money(before: re.Match[str], after: re.Match[str], measure: Measure) -> bool:
    """Whether an amount names its currency, and both currency and period are those of the measure."""
    codes = {_CODES.get(code, code) for code in (before["code"], after["code"]) if code}
    told = {word.split()[-1].strip("/") for word in (before["period"], after["period"]) if word}
    return codes == {measure.unit} and {_PERIODS.get(word, word) for word in told} <= {measure.period}


def _own_unit(text: str, at: int, own: str) -> int | None:
    """Where the metric's own unit ends, when it is written there."""
    start = at + 1 if text[at : at + 1] == " " else at
    end = start + len(own)
    if not own or text[start:end].casefold() != own.casefold():
        return None
    after = text[end : end + 1]
    return end if not after or not (own[-1].isalnum() and after.isascii() and after.isalnum()) else None


def _value(number: re.Match[str]) -> tuple[float, float, float, int]:
    """The value of a number, the steps to which it may be rounded, and how many digits it has."""
    digits = number["digits"].replace(",", "")
    decimals = len(digits.partition(".")[2])
    scale = _SCALES[number["word"] or number["letter"]] if number["word"] or number["letter"] else 1.0
    value = float(digits) * scale
    if number["korean"]:
        value = 0.0
        for part in _PART.finditer(number["digits"] + number["korean"].strip()):
            scale = _SCALES[part[2]]
            decimals = len((part[1] or "").partition(".")[2])
            value += float((part[1] or "1").replace(",", "")) * scale
    quantum = 10.0**-decimals * scale
    plain = digits.replace(".", "").lstrip("0")
    kept = plain.rstrip("0")
    coarse = quantum
    if not decimals and not number["korean"] and len(kept) >= SIGNIFICANT:
        coarse = quantum * 10.0 ** (len(plain) - len(kept))
    return value, quantum, coarse, len(plain)


def read_number(text: str, at: int, measure: Measure) -> tuple[Quantity, int] | None:
    """The quantity at an index of a text, behind what compares it: ``at least 0.85``."""
    before = _COMPARISON.match(text, at)
    return read_quantity(text, before.end() if before else at, measure)


def read_cell(text: str, measure: Measure, *, is_dated: bool) -> Quantity | None:
    """The quantity that is all there is of a text, but for what compares it, marks, and notes in brackets.

    ``is_dated`` is for what was measured, of which a note may say when.
    """
    if len(text) > LONGEST:
        return None
    if any(_UNSURE.search(note) or (not is_dated and _YEAR.search(note)) for note in _NOTE.findall(text)):
        return None
    bare = _MARKS.sub(_blank, _NOTE.sub(_blank, text))
    read = read_number(bare, 0, measure)
    after = read and _SUFFIX.match(bare, read[1])
    return read[0] if read and after and after.end() == len(bare) else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
