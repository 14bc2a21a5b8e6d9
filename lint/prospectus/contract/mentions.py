"""What surely stands in a text that somebody wrote in place of a fact: its one number, its date, its words of an enum, an id."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from prospectus.contract.short_forms import words_of
from prospectus.ground.ids import cut_between_words
from prospectus.ground.numbers import SCALES
from prospectus.ground.pattern import Pattern
from prospectus.ground.units import CURRENCIES, ISO_CURRENCIES, converted, unit_named

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

Json = Any
Schema = dict[str, Any]

LONGEST = 1_000
"""A text is looked at no further than this, in characters."""

DAY_TO_FILL_IN = "-DD"
"""How a date ends of which at least the day is to be filled in."""

_LONGEST_ID = 40
_CUT = 4
"""A word of fewer letters than this is not one that was cut: `prem` is premise."""

_NOT_IN_ID = Pattern(r"[^a-z0-9가-힣]+")
_HANGUL = Pattern("[가-힣ㄱ-ㆎ]")
_TOKEN = Pattern(r"[^\W_]+")
_MULTIPLE = r"(?:[kKMB]|[mb]n|[tT]housand|[mM]illion|[bB]illion)(?![a-zA-Z])|[십백천]?[만억]|조|천|백(?!분)"
_NUMBER = Pattern(
    r"(?<![\w.,])(?<![0-9][~\u2013-])(?<![0-9] [~\u2013-])(?<![0-9][~\u2013-] )(?<![0-9] [~\u2013-] )(?P<number>[-+]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}|(?:0|[1-9][0-9]{0,14}))(?:\.[0-9]{1,9})?)(?![0-9.,_]\d)"
    rf"(?P<times>\s?(?:{_MULTIPLE}))?(?![0-9_eExX*^/+]|\s*[~\u2013-]\s*[0-9])"
)
_UNIT_BEHIND = Pattern(r"\s?(%|[^\W\d_]+(?:/s)?)")
_YEAR = Pattern(r"(?<!\d)((?:19|20)[0-9]{2})(?:\s?년|[-./])?\s?(?:(0?[1-9]|1[0-2])(?:\s?월)?)?(?![0-9])")
_WHOLE_DATE = Pattern(r"[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NAMED_MONTH = Pattern(
    rf"(?<![^\W_])(?:(?P<before>[0-3]?[0-9])\s)?(?P<month>{_NAMES})\.?"
    r"(?:\s(?P<behind>[0-3]?[0-9]))?,?\s(?P<year>(?:19|20)[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
_BETWEEN = Pattern(r"(?<!\s)\s*+(?:(?<=\s)(?:to|till?|until|through|[-/])\s++|[~\u2013\u2014]\s*+|부터\s)")
"""What stands between the two ends of a period."""

_MONEY = Pattern(r"US\$|[$€£₩₽]|원|(?<![A-Za-z])(?:[A-Z]{3}|[wW]on|[eE]uros?|[dD]ollars)(?![A-Za-z])")
_NOT_APPLICABLE = frozenset({"n/a", "na", "n.a.", "none", "not applicable", "-", "해당 없음", "해당없음", "없음"})


def choices(text: str, schema: Schema) -> list[Json]:
    """The values of an enum of which a text speaks: the one whose word stands in it, else those that begin like it."""
    words = words_of(schema)
    folded = text.casefold()
    if folded in words:
        return [words[folded]]
    held: list[str] = []
    for word in sorted(words, key=len, reverse=True):
        is_word = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", folded)
        if is_word and not any(word in longer for longer in held):
            held.append(word)
    if held:
        return [*dict.fromkeys(words[word] for word in held)]
    tokens = _TOKEN.findall(folded)
    return [value for value in schema.get("enum", ()) if _begins(value, tokens)]


def _begins(value: str, tokens: list[str]) -> bool:
    """Whether all parts of a hyphenated word but its last stand among the words of a text, written out or cut."""
    parts = value.split("-")[:-1]
    return bool(parts) and any(
        all(
            part == token or (len(part) >= _CUT and token.startswith(part))
            for part, token in zip(parts, tokens[at:], strict=False)
        )
        for at in range(len(tokens) - len(parts) + 1)
    )


def number_in(text: str, own: str | None = None) -> float | int | None:
    """The one number that surely stands in a text, without its unit; None where there is none, or several.

    ``own`` is the unit in which it is asked for: a number of another unit is said in that, and is none where it cannot be.
    """
    found = _number(text)
    if found is None:
        return None
    number = _value(found)
    unit = unit_named(behind[1]) if own and (behind := _UNIT_BEHIND.match(text, found.end())) else None
    if own and unit and unit_named(own):
        told = converted(number, unit, unit_named(own) or own)
        if told is None:
            return None
        number = told
    return int(number) if number == number.to_integral_value() else round(float(number), 9)


def without_number(text: str) -> str:
    """What a text says beside its one number, without the marks around that; empty where it has none."""
    found = _number(text)
    return "" if found is None else f"{text[: found.start()]} {text[found.end() :]}".strip(" \t()[]:,;=-")


def _number(text: str) -> re.Match[str] | None:
    found = [*_NUMBER.finditer(text[:LONGEST])]
    return found[0] if len(found) == 1 else None


def _value(found: re.Match[str]) -> Decimal:
    from decimal import Decimal  # noqa: PLC0415 - 2 ms that few documents need

    times = (found["times"] or "").strip().casefold()
    return Decimal(found["number"].replace(",", "")) * int(SCALES.get(times, 1))


def date_in(text: str, *, is_end: bool) -> str | None:
    """The date of which a text tells the year or the month, with what it lacks to be filled in; at an end, the last of a month.

    A day is told only beside the name of its month: one that is all in numbers is a date already, or none.
    """
    named = _NAMED_MONTH.sub(_numbered, text)
    whole = _WHOLE_DATE.findall(named)
    found = [*_YEAR.finditer(named)]
    if whole:
        return whole[0] if len(whole) == len(found) == 1 and named != text and _is_date(whole[0]) else None
    if len(found) != 1:
        return None
    year, month = found[0].groups()
    if month is None:
        return f"{year}-MM{DAY_TO_FILL_IN}"
    if not is_end:
        return f"{year}-{int(month):02}{DAY_TO_FILL_IN}"
    import calendar  # noqa: PLC0415 - 10 ms, for few dates

    return f"{year}-{int(month):02}-{calendar.monthrange(int(year), int(month))[1]}"


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def without_date(text: str) -> str:
    """A text without the date in it, so that its other number can be found."""
    return _YEAR.sub("", _WHOLE_DATE.sub("", _NAMED_MONTH.sub(_numbered, text)))


def ends_in(text: str) -> tuple[str, str] | None:
    """What stands before and behind the one mark between the two ends of a period; None where there is none, or several."""
    pieces = [piece.strip() for piece in _BETWEEN.split(text)]
    return (pieces[0], pieces[1]) if len(pieces) == 2 and all(pieces) else None  # noqa: PLR2004 - a period has two ends


def _numbered(found: re.Match[str]) -> str:
    """A month that is named, as ISO 8601 has it."""
    day = found["before"] or found["behind"]
    return f"{found['year']}-{_MONTHS.index(found['month'][:3].casefold()) + 1:02}" + (f"-{int(day):02}" if day else "")


def currency_in(text: str) -> str | None:
    """The code of the one currency that a text names; None where it names none, or several."""
    marks = _MONEY.findall(text[:LONGEST])
    codes = {CURRENCIES.get(mark.casefold(), mark) for mark in marks} & ISO_CURRENCIES
    return codes.pop() if len(codes) == 1 else None


def is_not_applicable(text: str) -> bool:
    """Whether a text only says that there is nothing to say."""
    return text.strip().casefold() in _NOT_APPLICABLE


def declared_in(text: str, ids: Collection[str]) -> list[str]:
    """The ids that stand in a text, in its order."""
    folded = text[:LONGEST].casefold()
    found = [
        (place.start(), known)
        for known in dict.fromkeys(ids)
        if (place := re.search(rf"(?<![\w-]){re.escape(known.casefold())}(?![\w-])", folded))
    ]
    return [known for _, known in sorted(found)]


def slug(text: str, *, is_latin: bool = False) -> str | None:
    """A text as an id; None where it has nothing that can stand in one."""
    if is_latin and _HANGUL.search(text):
        return None
    words = cut_between_words(_NOT_IN_ID.sub("-", text[:LONGEST].casefold()).strip("-"), _LONGEST_ID)
    return words if re.search("[a-z가-힣]", words) else None
