"""Numbers as people write them in a text, and whether they say the same as a number of the front matter.

A :class:`Quantity` is what is written: ``85%``, ``1,500 ms``, ``2,600만``, ``≥ 0.85``. It *agrees* with a stated number when
some honest reading of it gives that number: in the unit that is written, or where none is, in any in which the metric is
usually written; rounded as far as its digits say. Ranges, approximations and unknown units are no quantities.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from prospectus.ground.source import Span

LARGEST = 1e15
"""Beyond this a float no longer holds every whole number, and nobody counts so far by hand."""

SIGNIFICANT = 2
"""A number of at least so many digits may be a rounded one; a single digit is meant as it stands."""

_EXACT = 1e-9

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,12})?"
_WORDS = {
    "천": 1e3,
    "만": 1e4,
    "십만": 1e5,
    "백만": 1e6,
    "천만": 1e7,
    "억": 1e8,
    "조": 1e12,
    "k": 1e3,
    "K": 1e3,
    "thousand": 1e3,
    "M": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "B": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
_KOREAN = r"(?:조|억|천만|백만|십만|만|천)"
_NUMBER = re.compile(
    rf"(?P<sign>[-\u2212+])?(?P<digits>{_DIGITS})"
    rf"(?:[ ]?(?P<word>thousand|million|billion|bn|mn)(?![A-Za-z])|(?P<letter>[kKMB])(?![A-Za-z/])"
    rf"|(?P<korean>[ ]?{_KOREAN}(?:[ ]?{_DIGITS}[ ]?{_KOREAN}){{0,3}}))?"
    rf"(?![0-9]|[.,][0-9])"
)
_PLAIN = re.compile(r"[0-9][0-9,.]*")
_PART = re.compile(rf"(?:(?<![0-9,.])({_DIGITS}))?[ ]?({_KOREAN})")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")

_SHARES = dict.fromkeys(("%", "\uff05", "percent", "per cent", "pct", "퍼센트", "프로"), 0.01)
_SECONDS = {
    **dict.fromkeys(("us", "µs", "μs", "microsecond", "마이크로초"), 1e-6),
    **dict.fromkeys(("ms", "msec", "millisecond", "밀리초"), 1e-3),
    **dict.fromkeys(("s", "sec", "second", "초"), 1.0),
    **dict.fromkeys(("min", "minute", "분"), 60.0),
    **dict.fromkeys(("h", "hr", "hour", "시간"), 3600.0),
    **dict.fromkeys(("day", "일"), 86_400.0),
}
_COMPARISONS = r"(?:[≥≤⩾⩽>\uff1e<\uff1c=]=?|at least|at most|no (?:more|less) than|최소|최대)"
_LIMITS = r"(?:below|under|above|over|less than|more than)"
_SUFFIXES = (
    r"(?:이상|이하|초과|미만|이내|or (?:more|less|higher|lower|better|above|below|under|over)|max\.?|min\.?|\+|↑|↓)"
)
COMPARISON = re.compile(rf"\s*{_COMPARISONS}\s*", re.IGNORECASE)
_LIMIT = re.compile(rf"\s*(?:{_COMPARISONS}|{_LIMITS})\s*", re.IGNORECASE)
_SUFFIX = re.compile(rf"\s*{_SUFFIXES}", re.IGNORECASE)
_PHASE = re.compile(r"\s*(?P<phase>(?P<offline>offline|오프라인)|(?P<online>online|온라인))\s*:?\s*", re.IGNORECASE)
_UNIT = re.compile(
    r"\s?(?P<unit>[%\uff05](?!p|[0-9])|per ?cent\b|pct\b"
    r"|(?:[uµμ]s|ms(?:ec)?|milliseconds?|microseconds?|s|secs?|seconds?|min|minutes?|h|hrs?|hours?|days?)(?![A-Za-z0-9/])"
    r"|밀리초|마이크로초|퍼센트(?! ?포인트)|초|분|시간|일)"
)
_COUNTER = re.compile(r"\s?(?:건|개|장|명|행|대|회|쌍|문장)(?![가-힣])")
_VAGUE = re.compile(
    r"approx|about|around|roughly|estimat|expected|planned|~|≈|±|\bca?\.|약 |대략|추정|예상|정도|가량|쯤"
    r"|old|previous|former|before|earlier|initial|이전|과거|종전|기존|옛|당초",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|\bq[1-4]\b|분기", re.IGNORECASE)
_PARENTHESIS = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]")
_DECORATION = re.compile(r"\*|(?<!\w)_+|_+(?!\w)|\[\^[^\[\]]*\]|[✅✔✓☑❌✗✘⚠🟢🔴🟡⭐★\ufe0f]|\\(?=[<>~+-])")
_LIST = re.compile(r"[,;]\s")
_SPACE = re.compile(r"\s*")


class Quantity(NamedTuple):
    """A number as written: its ``value``, the step ``quantum`` to which it may be rounded, its digits, its unit.

    ``coarse`` is the quantum when the zeros at its end may be rounding, too. ``other`` is the value under the other reading
    of a point, ``1.500`` for fifteen hundred.
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

    ``is_count`` is for numbers of things, after which Korean puts a counter.
    """

    unit: str | None
    scale: str | None
    is_count: bool = False

    def factors(self, unit: str | None) -> tuple[float, ...]:
        """What turns a number in a written unit into this one, by each honest reading; none when it cannot be compared."""
        return _factors(self.unit, self.scale, unit)


@lru_cache(maxsize=1024)
def _factors(stated: str | None, scale: str | None, unit: str | None) -> tuple[float, ...]:
    own = unit_name(stated)
    if unit is None:
        if own in _SECONDS:
            return (1.0, *(seconds / _SECONDS[own] for seconds in {*_SECONDS.values()}))
        return (1.0,) if scale == "other" else (1.0, 0.01, 100.0)
    written = unit_name(unit)
    if written in _SHARES:
        return {"ratio": (0.01,), "percent": (1.0,), None: (1.0, 0.01)}.get(scale, ())
    if own and written == own:
        return (1.0,)
    if written in _SECONDS and own in _SECONDS:
        return (_SECONDS[written] / _SECONDS[own],)
    return (1.0,) if written in _RATIOS and scale == "ratio" else ()


_RATIOS = frozenset({"ratio", "fraction", "비율"})


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
    values = [quantity.value] if quantity.other is None else [quantity.value, quantity.other]
    for factor in factors:
        for value in values:
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
    number = _NUMBER.match(text, at)
    if number is None or number["sign"] == "+":
        return None  # "+62%" is a change
    end = number.end()
    unit = None
    own = measure.unit.strip() if measure.unit else ""
    if own and (written := _own_unit(text, end, own)):
        unit, end = own, written
    elif (known := _UNIT.match(text, end)) is not None:
        unit, end = known["unit"], known.end()
    if measure.is_count and unit is None and (counter := _COUNTER.match(text, end)):
        end = counter.end()
    value, quantum, coarse, digits = _value(number)
    sign = -1.0 if number["sign"] in {"-", "\u2212"} else 1.0
    dotted = float(number["digits"].replace(".", "")) if _DOTTED.fullmatch(number["digits"]) else None
    if not abs(value) < LARGEST:
        return None
    span = Span(at, end)
    return Quantity(sign * value, quantum, coarse, digits, unit, span, None, dotted and sign * dotted), end


def _own_unit(text: str, at: int, own: str) -> int | None:
    """Where the metric's own unit ends, when it is written there."""
    start = at + 1 if text[at : at + 1] == " " else at
    end = start + len(own)
    if text[start:end].casefold() != own.casefold():
        return None
    after = text[end : end + 1]
    return end if not after or not (own[-1].isalnum() and after.isascii() and after.isalnum()) else None


def _value(number: re.Match[str]) -> tuple[float, float, float, int]:
    digits = number["digits"].replace(",", "")
    decimals = len(digits.partition(".")[2])
    scale = _WORDS[number["word"] or number["letter"] or ""] if number["word"] or number["letter"] else 1.0
    value = float(digits) * scale
    korean = (number["korean"] or "").strip()
    if korean:
        value, scale, decimals = _korean(number["digits"] + korean)
    quantum = 10.0**-decimals * scale
    plain = digits.replace(".", "").lstrip("0")
    kept = plain.rstrip("0")
    coarse = quantum
    if not decimals and not korean and len(kept) >= SIGNIFICANT:
        coarse = quantum * 10.0 ** (len(plain) - len(kept))
    return value, quantum, coarse, len(plain)


def _korean(text: str) -> tuple[float, float, int]:
    """The value of a number with Korean units, with the scale and the decimals of its last part."""
    value, scale, decimals = 0.0, 1.0, 0
    for digits, word in _PART.findall(text):
        scale = _WORDS[word]
        decimals = len(digits.partition(".")[2])
        value += float(digits.replace(",", "") or 1) * scale
    return value, scale, decimals


def read_cell(text: str, start: int, measure: Measure, role: str, unit: str | None = None) -> list[Quantity]:
    """The quantities of a table's cell that begins at an offset; empty when anything else stands in it.

    ``unit`` is what the table says of the cell elsewhere. Only a cell of measured values may hold several.
    """
    if _PLAIN.fullmatch(text):
        read = read_quantity(text, 0, measure)
        if read is None or read[1] < len(text):
            return []
        return [read[0]._replace(unit=unit, span=Span(start, start + len(text)))]
    is_measured = role in MEASURED
    for note in _PARENTHESIS.findall(text):
        if _VAGUE.search(note) or (not is_measured and role != "baseline" and _YEAR.search(note)):
            return []
    bare = _PARENTHESIS.sub(_blank, text)
    bare = _DECORATION.sub(_blank, bare)
    ends = [(mark.start(), mark.end()) for mark in _LIST.finditer(bare)]
    if ends and not is_measured:
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


MEASURED = frozenset({"measured", "offline", "online"})
"""The roles of values that were measured, of which a metric has many."""


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _read_part(text: str, at: int, measure: Measure, role: str) -> Quantity | None:
    """The quantity that is all there is of a text from an index on, but for what compares it or names its phase."""
    at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
    phase = _PHASE.match(text, at)
    at = phase.end() if phase else at
    if role not in MEASURED and (comparison := (_LIMIT if role == "alert" else COMPARISON).match(text, at)):
        at = comparison.end()
    read = read_quantity(text, at, measure)
    if read is None:
        return None
    quantity, at = read
    if role not in MEASURED and (suffix := _SUFFIX.match(text, at)):
        at = suffix.end()
    phase = phase or _PHASE.match(text, at)
    at = max(at, phase.end()) if phase else at
    if text[at:].strip():
        return None
    name = None if phase is None else "offline" if phase["offline"] else "online"
    return quantity._replace(phase=name)
