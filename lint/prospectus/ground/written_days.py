"""Days as people write them: with the year first, or with the month in words; also day first, where no other reading is possible."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from re import Match

_ISO = Pattern(
    r"(?<![0-9])(2[0-9]{3}|19[0-9]{2})(?:[-/.]\s?|[년年]\s?|\s)([0-9]{1,2})(?:[-/.]\s?|[월月]\s?|\s)([0-9]{1,2})(?:[일日]|\.)?(?![0-9])"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august"),
            *("sep sept september", "oct october", "nov november", "dec december"),
        ),
        1,
    )
    for name in names.split()
}
_MONTH_FIRST = Pattern(r"([a-z]{3,9})\.?\s([0-9]{1,2})(?:st|nd|rd|th)?,?\s([0-9]{4})")
_DAY_FIRST = Pattern(r"([0-9]{1,2})(?:st|nd|rd|th)?\s([a-z]{3,9})\.?,?\s([0-9]{4})")
_JOINED = Pattern(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DIGITS = Pattern(r"([0-9]{1,2})[-/.]\s?([0-9]{1,2})[-/.]\s?([0-9]{4})")
_MONTHS_A_YEAR = 12


def day_in(text: str) -> str | None:
    """The one day that a text names, as ``YYYY-MM-DD``; None where there is none, or where it may be another."""
    folded = text.casefold()
    if found := _ISO.search(folded):
        return _day(*found.groups())
    return _in_words(_MONTH_FIRST.search(folded), _DAY_FIRST.search(folded))


def only_day(text: str) -> str | None:
    """The day that a text is, as ``YYYY-MM-DD``; None where it is more or less than a day, or may be another.

    With the day first it is one where no month has so high a number, or where both are the same.
    """
    folded = text.strip().casefold()
    if found := _ISO.fullmatch(folded) or _JOINED.fullmatch(folded):
        return _day(*found.groups())
    if found := _DIGITS.fullmatch(folded):
        low, high = sorted((int(found[1]), int(found[2])))
        return _day(found[3], low, high) if low == high or high > _MONTHS_A_YEAR else None
    return _in_words(_MONTH_FIRST.fullmatch(folded), _DAY_FIRST.fullmatch(folded))


def _in_words(month_first: Match[str] | None, day_first: Match[str] | None) -> str | None:
    if month_first and month_first[1] in _MONTHS:
        return _day(month_first[3], _MONTHS[month_first[1]], month_first[2])
    if day_first and day_first[2] in _MONTHS:
        return _day(day_first[3], _MONTHS[day_first[2]], day_first[1])
    return None


def _day(year: object, month: object, day: object) -> str | None:
    try:
        return date(int(str(year)), int(str(month)), int(str(day))).isoformat()
    except ValueError:
        return None
