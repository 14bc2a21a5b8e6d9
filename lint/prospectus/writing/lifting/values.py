"""Values as people write them in a cell or behind a label: numbers with units, money, dates; certain ones, or None.

A text is a value when there is nothing in it beside the value: no range, no "about", no second number, no condition. A number that
two conventions read differently (``1,500`` in a Russian text, ``1.500``) is none.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.reading.markdown import OPAQUE
from prospectus.rules.agreement.terms import folded
from prospectus.writing.lifting.terms import meanings, phrase

if TYPE_CHECKING:
    import re

LONGEST = 200
"""A value that is written at more length is explained, and not looked at."""

_SPACE = "[ \u00a0\u202f\u2009]"
_DIGITS = (
    rf"[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,9}})?|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}}){{1,4}}(?:[.,][0-9]{{1,9}})?"
    r"|[0-9]{1,15}(?:[.,][0-9]{1,9})?"
)
_KOREAN = r"(?:조|억|천만|백만|십만|만|천)"
_NUMBER = Pattern(
    rf"(?P<digits>{_DIGITS})(?![0-9]|[.,][0-9])"
    rf"(?:{_SPACE}?(?P<korean>{_KOREAN})(?:{_SPACE}?(?P<more>[0-9]{{1,4}}){_SPACE}?(?P<moreof>{_KOREAN}))?"
    rf"|{_SPACE}?(?P<scale>thousand|million|billion|тыс\.?|тысяч[аи]?|млн\.?|миллион(?:а|ов)?|млрд\.?|миллиард(?:а|ов)?|[kKMB]|[mb]n)(?![^\W\d_]))?",
)
_SCALES = {
    "천": 1e3, "만": 1e4, "십만": 1e5, "백만": 1e6, "천만": 1e7, "억": 1e8, "조": 1e12,
    "k": 1e3, "thousand": 1e3, "тыс": 1e3, "тысяч": 1e3, "тысяча": 1e3, "тысячи": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "млн": 1e6,
    "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "млрд": 1e9, "миллиард": 1e9,
    "миллиарда": 1e9, "миллиардов": 1e9,
}  # fmt: skip

_LEAST = r"(?:≥|⩾|>=|>|＞|at least|no less than|not less than|minimum of|more than|above|over|не менее|не ниже|не меньше|более|больше|выше|от|최소)"
_MOST = (
    r"(?:≤|⩽|<=|<|＜|at most|no more than|not more than|less than|lower than|below|under|within|up to|maximum of|не более|не выше|не больше|менее|меньше|ниже"
    r"|до|최대|sub-)"
)
_BEFORE = Pattern(rf"(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<equal>==?))\s*", 2)
_AFTER = Pattern(
    r"\s*(?:(?P<least>이상|초과|or (?:more|higher|better|above)|и выше|и более|↑)|(?P<most>이하|미만|이내|or (?:less|lower|below)|max|и ниже|и менее|↓))"
    "",
    2,
)
_NOTE = Pattern(r"\s*[(（](?P<note>[^()（）]{0,80})[)）]")
_STATISTIC = Pattern(
    r"\s*(?:at |@ ?|for |in |на |по |\()?\s*(?P<statistic>p50|p90|p95|p99\.9|p999|p99|median|mean|average|avg|on average|평균|중앙값|медиана|среднее|в среднем)(?:에서)?(?![\w.])\)?(?: latency)?",
    2,
)
_END = Pattern(r"\s*(?:[.;]?\s*$|\.\s+(?=[^\W\d_]))")
_CYRILLIC = Pattern("[\u0400-\u04ff]")


_LETTER = Pattern(r"[a-z\u0400-\u04ff/]")
_LONGEST_UNIT = 24


@cache
def _units() -> list[tuple[str, str]]:
    """The names of units, the longest first."""
    return sorted(meanings("units").items(), key=lambda one: -len(one[0]))


class Number(NamedTuple):
    """A number as written: its value, its unit (one of ``lifting-terms.json``, or empty), and how it is bounded.

    ``written`` is the unit as it stands there, or the word of a count. ``bound`` is ``least``, ``most`` or empty; ``note`` is what stands in brackets behind it, folded.
    """

    value: float | int
    unit: str = ""
    bound: str = ""
    note: str = ""
    written: str = ""
    statistic: str = ""


def is_cyrillic(text: str) -> bool:
    """Whether a text has Cyrillic letters, so that a comma may be that of a decimal."""
    return _CYRILLIC.search(text) is not None


def bare(text: str) -> str | None:
    """A cell or value without the marks of emphasis; None where it holds what is struck out, linked or no text, or is too long."""
    text = text.strip()
    if len(text) > LONGEST or OPAQUE in text or "~~" in text or "<!--" in text or "](" in text or "?" in text:
        return None
    text = (
        text.replace("\\<", "<")
        .replace("\\>", ">")
        .replace("\\~", "~")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("\\%", "%")
    )
    text = (
        text.replace("&le;", "≤").replace("&ge;", "≥").replace("&nbsp;", " ").replace("**", "").replace("`", "").strip()
    )
    if text.startswith("<") and ">" in text:
        return None  # HTML, or a prompt of a template
    return text.strip("*_ ") or None


def number_of(found: re.Match[str], *, cyrillic: bool) -> float | int | None:
    """The value of a number; None where two conventions read it differently."""
    value = _digits(found["digits"], cyrillic=cyrillic)
    if value is None:
        return None
    scaled = _SCALES[(found["scale"] or "").casefold().rstrip(".")] if found["scale"] else 1.0
    if found["korean"]:
        scaled = _SCALES[found["korean"]]
    total = value * scaled
    if found["more"]:
        total += int(found["more"]) * _SCALES[found["moreof"]]
    total = round(total, 9)
    return int(total) if total == int(total) else total


def _digits(text: str, *, cyrillic: bool) -> float | None:
    spaced = "".join(text.split())
    if spaced != text:
        return float(spaced.replace(",", "."))
    whole, comma, decimals = text.partition(",")
    if comma:
        if "," in decimals or "." in decimals:
            return float(text.replace(",", ""))  # two groups, or a group and decimals
        if whole == "0" or (cyrillic and len(decimals) != 3):  # noqa: PLR2004 - a group has three digits
            return float(f"{whole}.{decimals}")
        return float(whole + decimals) if len(decimals) == 3 and not cyrillic and whole[0] != "0" else None  # noqa: PLR2004
    whole, _, decimals = text.partition(".")
    if len(whole) > 1 and whole[0] == "0":
        return None
    if len(decimals) == 3 and whole != "0" and len(whole) <= 3:  # noqa: PLR2004 - 1.500 is fifteen hundred to some
        return None
    return float(text)


def read_number(text: str, *, cyrillic: bool = False, counted: bool = False) -> Number | None:
    """The number that is all there is of a text, with a unit, a bound, a statistic and a note.

    ``counted`` lets the word of what was counted stand behind it.
    """
    read = begin_number(text, 0, cyrillic=cyrillic, counted=counted)
    if read is None:
        return None
    number, at = read
    return number if _END.match(text, at) else None


def begin_number(text: str, at: int, *, cyrillic: bool = False, counted: bool = False) -> tuple[Number, int] | None:
    """The number that stands at an index of a text, and where it ends with its unit, statistic and note."""
    bound = ""
    before = _BEFORE.match(text, at)
    if before:
        bound = "least" if before["least"] else "most" if before["most"] else ""
        at = before.end()
    found = _NUMBER.match(text, at)
    if found is None:
        return None
    value = number_of(found, cyrillic=cyrillic)
    at = found.end()
    unit, word, at = _unit(text, at)
    if unit == "count":
        if not counted:
            return None
        unit = ""
    if after := _AFTER.match(text, at):
        own = "least" if after["least"] else "most"
        if bound and bound != own:
            return None
        bound, at = own, after.end()
    statistic = ""
    if told := _STATISTIC.match(text, at):
        statistic = meanings("statistics").get(phrase(told["statistic"]).removeprefix("on "), "")
        at = told.end()
    note = _NOTE.match(text, at)
    if note:
        at = note.end()
    if value is None:
        return None
    return Number(value, unit, bound, folded(note["note"]) if note else "", word, statistic), at


def _unit(text: str, at: int) -> tuple[str, str, int]:
    """The unit that stands at an index of a text, as written, and where it ends."""
    start = at + (text[at : at + 1].isspace())
    ahead = text[start : start + _LONGEST_UNIT].casefold()
    for name, unit in _units():
        if ahead.startswith(name) and not (name[-1].isalpha() and _LETTER.match(ahead, len(name))):
            return unit, text[start : start + len(name)], start + len(name)
    return "", "", at


# -- money -----------------------------------------------------------------------------------------------------------

_CODES = {
    "us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "₽": "RUB", "원": "KRW", "руб": "RUB", "рублей": "RUB", "рубля": "RUB",
    "р": "RUB", "долларов": "USD", "dollars": "USD", "euros": "EUR", "euro": "EUR", "евро": "EUR", "krw": "KRW", "won": "KRW",
}  # fmt: skip
_ISO = frozenset(
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
_MONEY = Pattern(
    rf"(?:(?P<front>US\$|[$€£₩]|[A-Z]{{3}}(?![A-Za-z]))\s?)?{_NUMBER.text}"
    r"(?:\s?(?P<back>[€£₽$원]|[A-Z]{3}(?![A-Za-z])|руб(?:лей|ля)?(?![^\W_])\.?|р\.|dollars|euros?|won|долларов|евро))?"
)
_PERIOD = Pattern(r"\s*(?:/\s?|,\s)?\s?(?P<period>[^\W\d_]+(?:[ -][^\W\d_]+)?)\.?")


class Money(NamedTuple):
    """An amount of money with its currency, and the period for which it is; empty where none is told."""

    amount: float | int
    currency: str
    period: str


_MONEY_BEFORE = Pattern(
    r"(?:(?P<period>월|매월|월간|연|연간|분기|총|전체|total(?: of)?|всего|at most|up to|under|max(?:imum)?|최대|≤|<=?|до|не более)\s+)?",
    2,
)


def read_money(text: str, *, cyrillic: bool = False) -> Money | None:
    """The amount of money that is all there is of a text; a bound above it is the amount that may be spent."""
    lead = _MONEY_BEFORE.match(text)
    at = lead.end() if lead else 0
    told = {meanings("periods").get(folded(lead["period"]).removesuffix(" of"), "") if lead and lead["period"] else ""}
    found = _MONEY.match(text, at)
    if found is None:
        return None
    marks = {folded(mark).rstrip(".") for mark in (found["front"], found["back"]) if mark}
    codes = {_CODES.get(mark, mark.upper()) for mark in marks}
    value = number_of(found, cyrillic=cyrillic)
    if len(codes) != 1 or value is None or not codes <= _ISO:
        return None
    at = found.end()
    while not _END.match(text, at):
        inner = _NOTE.match(text, at)
        period = inner or _PERIOD.match(text, at)
        word = folded(period[period.lastgroup or 0]) if period else ""
        meaning = meanings("periods").get(word) or meanings("periods").get(word.removesuffix("."))
        if period is None or meaning is None:
            return None
        told.add(meaning)
        at = period.end()
    told.discard("")
    return Money(value, codes.pop(), min(told, default="")) if len(told) <= 1 else None


# -- dates -----------------------------------------------------------------------------------------------------------

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RUSSIAN = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_DATE = Pattern(
    r"(?P<y>20[0-9]{2})(?:[-./](?P<m>[0-9]{1,2})[-./]|년 ?(?P<km>[0-9]{1,2})월 ?|\. (?P<dm>[0-9]{1,2})\. )(?P<d>[0-9]{1,2})(?![0-9])(?:일|\.)?"
    rf"|(?P<ed>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<em>{'|'.join(_MONTHS)})[a-z]{{0,6}},? (?P<ey>20[0-9]{{2}})(?![0-9])"
    rf"|(?P<am>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.? (?P<ad>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<ay>20[0-9]{{2}})(?![0-9])"
    rf"|(?P<rd>[0-9]{{1,2}}) (?P<rm>{'|'.join(_RUSSIAN)}) (?P<ry>20[0-9]{{2}})(?![0-9])(?: ?г(?:ода|\.)?)?"
    r"|(?P<pd>[0-9]{1,2})\.(?P<pm>[0-9]{1,2})\.(?P<py>20[0-9]{2})(?![0-9.])",
    2,
)
_UNTIL = Pattern(r"\s*(?:to|until|through|till|~|\u2013|\u2014|-|по|до|부터|에서)\s*", 2)
_FROM = Pattern(r"(?:from|с|от)\s+", 2)
_LEADING = Pattern(r"(?:(?:by|on|before|до|к)\s+)?", 2)
_TRAILING = Pattern(r"\s*(?:까지)?\s*(?:[.;]?\s*$|\.\s+(?=[^\W\d_]))")


def _day(found: re.Match[str] | None, *, cyrillic: bool) -> str | None:
    if found is None or (found["pd"] and not cyrillic):
        return None
    name = (found["em"] or found["am"] or "").casefold()
    month = found["m"] or found["km"] or found["dm"] or found["pm"]
    if found["rm"]:
        month = str(_RUSSIAN.index(found["rm"].casefold()) + 1)
    if name:
        month = str(_MONTHS.index(name) + 1)
    year = found["y"] or found["ey"] or found["ay"] or found["ry"] or found["py"]
    day = found["d"] or found["ed"] or found["ad"] or found["rd"] or found["pd"]
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def read_date(text: str, *, cyrillic: bool = False) -> str | None:
    """The one day that is all there is of a text, as ISO 8601."""
    lead = _LEADING.match(text)
    found = _DATE.match(text, lead.end() if lead else 0)
    if found is None or not _TRAILING.match(text, found.end()):
        return None
    return _day(found, cyrillic=cyrillic)


def date_in(text: str, *, cyrillic: bool = False) -> str | None:
    """The only day that a text names."""
    days = [_day(found, cyrillic=cyrillic) for found in _DATE.finditer(text)]
    return days[0] if len(days) == 1 else None


def read_days(text: str, *, cyrillic: bool = False) -> tuple[str, str] | None:
    """The first and the last day of a range of days that is all there is of a text."""
    lead = _FROM.match(text)
    first = _DATE.match(text, lead.end() if lead else 0)
    joint = first and _UNTIL.match(text, first.end())
    last = joint and _DATE.match(text, joint.end())
    if not last or not _TRAILING.match(text, last.end()):
        return None
    start, end = _day(first, cyrillic=cyrillic), _day(last, cyrillic=cyrillic)
    return (start, end) if start and end and start <= end else None
