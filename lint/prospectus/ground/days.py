"""Days from one another, within the calendar."""

from __future__ import annotations

from datetime import date


def days_after(day: date, count: int) -> date:
    """The day that comes so many days later, or earlier for a negative count; the calendar's first or last where it ends before."""
    number = day.toordinal() + count
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))
