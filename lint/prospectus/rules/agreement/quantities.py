"""Numbers as people write them in a text, and whether they say the same as a number of the front matter.

A :class:`Quantity` is what is written: ``85%``, ``1,500 ms``, ``2,600만``, ``EUR 90,000 a year``. It *agrees* with a stated
number when some honest reading of it gives that number: in the unit that is written, or where none is, in any in which the
fact is usually written; rounded as far as its digits say. Ranges, approximations and unknown units are no quantities.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span

if TYPE_CHECKING:
    import re

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
    "k": 1e3, "K": 1e3, "thousand": 1e3, "M": 1e6, "mn": 1e6, "million": 1e6, "B": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_NUMBER = Pattern(
    rf"(?P<sign>[-\u2212+])?(?P<digits>{_DIGITS})"
    rf"(?:[ ]?(?P<word>thousand|million|billion|bn|mn)(?![A-Za-z])|(?P<letter>[kKMB])(?![A-Za-z/])"
    rf"|(?P<korean>[ ]?{_KOREAN}(?:[ ]?{_DIGITS}[ ]?{_KOREAN}){{0,3}}))?"
    rf"(?![0-9]|[.,][0-9])"
)
_PART = Pattern(rf"(?:(?<![0-9,.])({_DIGITS}))?[ ]?({_KOREAN})")
_DOTTED = Pattern(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_UNIT = Pattern(
    r"\s?(?P<unit>[%\uff05](?!p|[0-9])|per ?cent\b|pct\b|[TGM]i?B\b"
    r"|(?:[uµμ]s|ms(?:ec)?|milliseconds?|microseconds?|s|secs?|seconds?|min|minutes?|h|hrs?|hours?|days?|months?|years?)"
    r"(?![A-Za-z0-9/])|(?:QPS|RPS|queries/s|requests/s|req/s)(?![A-Za-z/])"
    r"|밀리초|마이크로초|퍼센트(?! ?포인트)|초|분|시간|일|개월|년)"
)
_COUNTER = Pattern(r"\s?(?:건|개|장|명|행|대|회|쌍|문장)(?![가-힣])")
_CODE = r"[$€£₩]|[A-Z]{3}(?![A-Za-z])"
_MONEY = Pattern(rf"(?:(?P<period>연간|연|매년|월|매월|분기|한 번에)\s)?(?:(?P<code>{_CODE})\s?)?")
_MONEY_END = Pattern(
    r"\s?(?P<code>[A-Z]{3}(?![A-Za-z])|[€₩]|원|won\b|달러|dollars?\b|유로|euros?\b)?"
    r"(?:\s?(?P<period>/ ?(?:year|month)|(?:a|per) (?:year|month|quarter)|once\b))?"
)
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
_PHASE = Pattern(r"\s*(?:(?:(?P<offline>offline|오프라인)|(?P<online>online|온라인))\s*:?)?\s*", 2)
_UNSURE = Pattern(
    r"approx|about|around|roughly|estimat|expected|planned|~|≈|±|\bca?\.|약 |대략|추정|예상|정도|가량|쯤"
    r"|old|previous|former|before|earlier|initial|이전|과거|종전|기존|옛|당초",
    2,
)
_YEAR = Pattern(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|\bq[1-4]\b|분기", 2)
_NOTE = Pattern(r"[(\uff08][^()\uff08\uff09]*[)\uff09]")
_MARKS = Pattern(r"\*|(?<!\w)_+|_+(?!\w)|\[\^[^\[\]]*\]|[✅✔✓☑❌✗✘⚠🟢🔴🟡⭐★\ufe0f]|\\(?=[<>~+-])")
_MARKED = Pattern(r"[*_\[\\✅✔✓☑❌✗✘⚠🟢🔴🟡⭐★]")
_LIST = Pattern(r"[,;]\s")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_DATE = Pattern(
    r"(?P<y>20[0-9]{2})(?:-(?P<m>[0-9]{2})-|년 (?P<km>[0-9]{1,2})월 )(?P<d>[0-9]{1,2})(?:일(?!정))?(?![0-9])"
    rf"|(?P<ed>[0-9]{{1,2}}) (?P<em>{'|'.join(_MONTHS)}) (?P<ey>20[0-9]{{2}})(?![0-9])",
    2,
)

MEASURED = frozenset({"measured", "offline", "online"})
"""The roles of values that were measured, of which a metric has many."""


class Quantity(NamedTuple):
    """A number as written: its ``value``, the step ``quantum`` to which it may be rounded, its digits, its unit.

    ``coarse`` is the quantum when the zeros at its end may be rounding, too. ``other`` is the value under the other reading
    of a point, ``1.500`` for fifteen hundred. A date is its ordinal.
    """

    value: float
    quantum: float
    coarse: float
    digits: int
    unit: str | None
    span: Span
    phase: str | None = None
    other: float | None = None


class Measure(NamedTuple):
    """How the numbers of a fact are written: its ``unit``, and its scale (``ratio``, ``percent``, ``other``, None).

    Other scales are ``count``, after which Korean puts a counter, ``date``, and ``money``, of a currency for a ``period``.
    """

    unit: str | None
    scale: str | None
    period: str | None = None

    def factors(self, unit: str | None) -> tuple[float, ...]:
        """What turns a number in a written unit into this one, by each honest reading; none when it cannot be compared."""
        return _factors(self.unit, self.scale, unit)


@cache
def _sizes() -> dict[str, tuple[str, float]]:
    """The kind and the size of each unit, by its name as :func:`unit_name` gives it."""
    table = {
        ("share", 0.01): ("%", "\uff05", "percent", "pct", "퍼센트", "프로"),
        ("time", 1e-6): ("us", "µs", "μs", "microsecond", "마이크로초"),
        ("time", 1e-3): ("ms", "msec", "millisecond", "밀리초"),
        ("time", 1.0): ("s", "sec", "second", "초"),
        ("time", 60.0): ("min", "minute", "분"),
        ("time", 3600.0): ("h", "hr", "hour", "시간"),
        ("time", 86_400.0): ("day", "일"),
        ("rate", 1.0): ("qps", "rps", "queries/s", "requests/s", "req/s"),
        ("memory", 1.0): ("gb", "gib"),
        ("memory", 1e-3): ("mb", "mib"),
        ("memory", 1e3): ("tb", "tib"),
    }
    return {name: size for size, names in table.items() for name in names}


@lru_cache(maxsize=1024)
def _factors(stated: str | None, scale: str | None, unit: str | None) -> tuple[float, ...]:
    own = unit_name(stated)
    kind, size = _sizes().get(own, (own, 1.0))
    if unit is None:
        if kind == "time":
            return (1.0, *(other / size for other in {size for kind, size in _sizes().values() if kind == "time"}))
        return (1.0, 0.01, 100.0) if scale in {"ratio", "percent", None} else (1.0,)
    written = unit_name(unit)
    written_kind, written_size = _sizes().get(written, (written, 1.0))
    if written_kind == "share":
        return {"ratio": (0.01,), "percent": (1.0,), None: (1.0, 0.01)}.get(scale, ())
    if own and (written == own or written_kind == kind):
        return (written_size / size,)
    return (1.0,) if written in {"ratio", "fraction", "비율"} and scale == "ratio" else ()


def unit_name(unit: str | None) -> str:
    """A unit as it is compared: in lower case, without spaces and plural."""
    name = "".join((unit or "").split()).casefold()
    return name if len(name) <= SIGNIFICANT else name.removesuffix("s")


def knows_unit(unit: str, measure: Measure) -> bool:
    """Whether a word is a unit that a measure can be written in."""
    return bool(unit_name(unit)) and bool(measure.factors(unit))


def agrees(quantity: Quantity, stated: float, measure: Measure, *, is_loose: bool) -> bool | None:
    """Whether a quantity says the same as a stated number; None when the two cannot be compared.

    ``is_loose`` is for what was measured or counted, and may be rounded on either side. A decision (a target, a limit) may
    only be rounded where it is written, and not to a single digit.
    """
    if not abs(stated) < LARGEST:
        return None
    factors = measure.factors(quantity.unit)
    for factor in factors:
        for value in (quantity.value,) if quantity.other is None else (quantity.value, quantity.other):
            slack = _EXACT * max(abs(value * factor), abs(stated))
            if is_loose:
                slack += max(quantity.coarse * factor, _quantum(stated)) / 2
            elif quantity.digits >= SIGNIFICANT:
                slack += quantity.quantum * factor / 2
            if abs(value * factor - stated) <= slack:
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
        return _read_date(text, at, measure)
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
    sign = -1.0 if number["sign"] in {"-", "\u2212"} else 1.0
    dotted = float(number["digits"].replace(".", "")) if _DOTTED.fullmatch(number["digits"]) else None
    if not abs(value) < LARGEST:
        return None
    return Quantity(sign * value, quantum, coarse, digits, unit, Span(begin, end), None, dotted and sign * dotted), end


def _read_date(text: str, at: int, measure: Measure) -> tuple[Quantity, int] | None:
    found = _DATE.match(text, at)
    if found is None:
        return None
    month = found["m"] or found["km"] or _MONTHS.index(found["em"].casefold()) + 1
    try:
        day = date(int(found["y"] or found["ey"]), int(month), int(found["d"] or found["ed"]))
    except ValueError:
        return None
    return Quantity(day.toordinal(), 0, 0, 0, measure.unit, Span(*found.span())), found.end()


def _is_own_money(before: re.Match[str], after: re.Match[str], measure: Measure) -> bool:
    """Whether an amount names its currency, and both currency and period are those of the measure."""
    own = measure.unit or ""
    dollar = own if own.endswith("D") else "USD"
    names = {"$": dollar, "달러": dollar, "dollar": dollar, "€": "EUR", "유로": "EUR", "euro": "EUR", "£": "GBP"}
    names |= dict.fromkeys(("₩", "원", "won"), "KRW")
    codes = {names.get(code.removesuffix("s"), code) for code in (before["code"], after["code"]) if code}
    told = {word.split()[-1].strip("/") for word in (before["period"], after["period"]) if word}
    return codes == {own} and {_PERIODS.get(word, word) for word in told} <= {measure.period}


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


def read_cell(text: str, start: int, measure: Measure, role: str, unit: str | None = None) -> list[Quantity]:
    """The quantities of a text that begins at an offset; empty when anything else stands in it.

    ``unit`` is what a table says of the cell elsewhere. Only a cell of measured values may hold several.
    """
    if len(text) > LONGEST:
        return []
    notes = _NOTE.findall(text)
    if any(_UNSURE.search(note) or (role not in {*MEASURED, "baseline"} and _YEAR.search(note)) for note in notes):
        return []
    bare = _NOTE.sub(_blank, text) if notes else text
    bare = _MARKS.sub(_blank, bare) if _MARKED.search(bare) else bare
    ends = [mark.span() for mark in _LIST.finditer(bare)]
    if ends and role not in MEASURED:
        return []
    found = []
    at = 0
    for end, following in [*ends, (len(bare), len(bare))]:
        quantity = _read_part(bare[:end], at, measure, role)
        if quantity is None:
            return []
        span = Span(start + quantity.span.start, start + quantity.span.end)
        found.append(quantity._replace(unit=quantity.unit or unit, span=span))
        at = following
    return found


def read_number(text: str, at: int, measure: Measure) -> tuple[Quantity, int] | None:
    """The quantity at an index of a text, behind what compares it: ``at least 0.85``."""
    before = _COMPARISON.match(text, at)
    return read_quantity(text, before.end() if before else at, measure)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _read_part(text: str, at: int, measure: Measure, role: str) -> Quantity | None:
    """The quantity that is all there is of a text from an index on, but for what compares it or names its phase."""
    is_measured = role in MEASURED
    before = (_PHASE if is_measured else _COMPARISON).match(text, at)
    read = before and read_quantity(text, before.end(), measure)
    after = read and (_PHASE if is_measured else _SUFFIX).match(text, read[1])
    if before is None or not read or after is None or after.end() < len(text):
        return None
    phases = [name for match in (before, after) for name, told in match.groupdict().items() if told]
    return read[0]._replace(phase=phases[0] if phases else None)
