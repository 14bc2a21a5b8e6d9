"""Values as people write them in a cell or behind a label: numbers with their units; certain ones, or None.

A text is a value when there is nothing in it beside the value: no range, no "about", no second number, no condition. A number that
two conventions read differently (``1,500`` in a Russian text, ``1.500``) is none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import SCALES
from prospectus.ground.pattern import Pattern
from prospectus.reading.markdown import OPAQUE
from prospectus.rules.agreement.terms import folded
from prospectus.writing.lifting.terms import meanings, phrase

if TYPE_CHECKING:
    import re

GROUP = 3
"""The digits of a group."""

LONGEST = 200
"""A value that is written at more length is explained, and not looked at."""

_SPACE = "[ \u00a0\u202f\u2009]"
_DIGITS = (
    rf"[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,9}})?|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}}){{1,4}}(?:[.,][0-9]{{1,9}})?"
    r"|[0-9]{1,15}(?:[.,][0-9]{1,9})?"
)
_KOREAN = r"(?:조|억|천만|백만|십만|만|천)"
NUMBER = Pattern(
    rf"(?P<digits>{_DIGITS})(?![0-9]|[.,][0-9])"
    rf"(?:{_SPACE}?(?P<korean>{_KOREAN})(?:{_SPACE}?(?P<more>[0-9]{{1,4}}|[0-9],[0-9]{{3}}){_SPACE}?(?P<moreof>{_KOREAN}))?"
    rf"|{_SPACE}?(?P<scale>thousand|million|billion|тыс\.?|тысяч[аи]?|млн\.?|миллион(?:а|ов)?|млрд\.?|миллиард(?:а|ов)?|[kKMB]|[mb]n)(?![^\W\d_]))?",
)
_SCALES = SCALES | {
    "тыс": 1e3, "тысяч": 1e3, "тысяча": 1e3, "тысячи": 1e3, "млн": 1e6, "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6,
    "млрд": 1e9, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9,
}  # fmt: skip

_LEAST = r"(?:≥|⩾|>=|>|＞|at least|no less than|not less than|minimum of|more than|above|over|не менее|не ниже|не меньше|более|больше|выше|от|최소)"
_MOST = (
    r"(?:≤|⩽|<=|<|＜|at most|no more than|not more than|less than|lower than|below|under|within|up to|maximum of|не более|не выше|не больше|менее|меньше|ниже"
    r"|до|최대|sub-)"
)
_BEFORE = Pattern(rf"(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<equal>==?))\s*", 2)
_AFTER = Pattern(
    r"\s*(?:(?P<least>이상|초과|or (?:more|higher|better|above)|и выше|и более|↑|\+(?![0-9]))|(?P<most>이하|미만|이내|or (?:less|lower|below)|max|и ниже|и менее|↓))"
    "",
    2,
)
NOTE = Pattern(r"\s*[(（](?P<note>[^()（）]{0,80})[)）]")
_STATISTIC = Pattern(
    r"\s*+(?:(?:at |@|for |in |на |по |\()\s*+)?(?P<statistic>p50|p90|p95|p99\.9|p999|p99|median|mean|average|avg|on average|평균|중앙값|медиана|среднее|в среднем)(?:에서)?(?![\w.])\)?(?: latency)?",
    2,
)
END = Pattern(r"\s*+(?:[.;]?\s*+$|\.\s+(?=[^\W\d_]))")
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

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing beside the number."""
        return not (self.unit or self.bound or self.note or self.statistic)


def is_cyrillic(text: str) -> bool:
    """Whether a text has Cyrillic letters, so that a comma may be that of a decimal."""
    return _CYRILLIC.search(text) is not None


_READ = {
    "\\<": "<", "\\>": ">", "\\~": "~", "\\%": "%", "&lt;": "<", "&gt;": ">", "&le;": "≤", "&ge;": "≥", "&nbsp;": " ", "**": "", "__": "", "`": "",
}  # fmt: skip
_DOUBTS = ("~~", "<!--", "](", "?", "[^", OPAQUE)
"""What makes a value less than certain: struck out, a comment, a link, a question, a note at the foot, what was not read."""


def bare(text: str) -> str | None:
    """A cell or value without the marks of emphasis; None where it holds no text, or is not certain, or too long."""
    if len(text) > LONGEST or any(mark in text for mark in _DOUBTS):
        return None
    for written, read in _READ.items():
        text = text.replace(written, read)
    text = text.strip()
    if text.startswith("<") and ">" in text:
        return None  # HTML, or a prompt of a template
    for mark in "*_":
        if text[:1] == mark == text[-1:]:
            text = text[1:-1]
    return None if "*" in text else text.strip() or None  # an asterisk points to a note


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
        total += int(found["more"].replace(",", "")) * _SCALES[found["moreof"]]
    total = round(total, 9)
    return int(total) if total == int(total) else total


def _digits(text: str, *, cyrillic: bool) -> float | None:
    spaced = "".join(text.split())
    if spaced != text:
        return float(spaced.replace(",", "."))
    whole, comma, decimals = text.partition(",")
    if comma:
        return _with_comma(whole, decimals, cyrillic=cyrillic)
    whole, _, decimals = text.partition(".")
    is_doubted = len(decimals) == GROUP and whole != "0" and len(whole) <= GROUP  # 1.500 is fifteen hundred to some
    return None if is_doubted or (len(whole) > 1 and whole[0] == "0") else float(text)


def _with_comma(whole: str, decimals: str, *, cyrillic: bool) -> float | None:
    if "," in decimals or "." in decimals:
        return float((whole + decimals).replace(",", ""))  # two groups, or a group and decimals
    if whole == "0" or (cyrillic and len(decimals) != GROUP):
        return float(f"{whole}.{decimals}")
    return float(whole + decimals) if len(decimals) == GROUP and not cyrillic and whole[0] != "0" else None


def read_number(text: str, *, cyrillic: bool = False, counted: bool = False) -> Number | None:
    """The number that is all there is of a text, with a unit, a bound, a statistic and a note.

    ``counted`` lets the word of what was counted stand behind it.
    """
    read = begin_number(text, 0, cyrillic=cyrillic, counted=counted)
    if read is None:
        return None
    number, at = read
    return number if END.match(text, at) else None


def begin_number(text: str, at: int, *, cyrillic: bool = False, counted: bool = False) -> tuple[Number, int] | None:
    """The number that stands at an index of a text, and where it ends with its unit, statistic and note."""
    bound = ""
    before = _BEFORE.match(text, at)
    if before:
        bound = "least" if before["least"] else "most" if before["most"] else ""
        at = before.end()
    found = NUMBER.match(text, at)
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
    note = NOTE.match(text, at)
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
