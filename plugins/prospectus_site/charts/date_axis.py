"""The calendar under a time axis: at which days ticks stand, and what they say."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from prospectus.ground.language import say

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""In months; the last is a thousand years."""

_IN_YEAR = 12


class Tick(NamedTuple):
    """A day on a time axis: the first of a month, or of a year."""

    day: date
    text: str
    is_year: bool


def calendar_ticks(first: date, last: date, most: int, lang: str) -> list[Tick]:
    """The fewest months apart that give at most so many ticks. January is told by its year; so is the first tick, beside its month."""
    start, end = _months(first) + (first.day > 1), _months(last)
    for step in _STEPS:
        months = range(-(-start // step) * step, end + 1, step)
        if len(months) <= most:
            return [_tick(month, lang, is_first=not index, step=step) for index, month in enumerate(months)]
    return []


def _months(day: date) -> int:
    return day.year * _IN_YEAR + day.month - 1


def _tick(months: int, lang: str, *, is_first: bool, step: int) -> Tick:
    year, month = divmod(months, _IN_YEAR)
    is_year = not month or step >= _IN_YEAR
    if is_year:
        text = {"en": str(year), "ko": f"{year}년"}
    elif is_first:
        text = {"en": f"{MONTHS[month]} {year}", "ko": f"{year}년 {month + 1}월"}
    else:
        text = {"en": MONTHS[month], "ko": f"{month + 1}월"}
    return Tick(date(year, month + 1, 1), say(text, lang), is_year)
