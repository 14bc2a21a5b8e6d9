"""The clock of a run: what day it is, and for how long what was said of it stays true.

A rule asks whether a day is past or still to come, how many days ago it was, or for today in a text that names it. The clock
remembers between which two days all its answers stay the same, so that a result can be kept as long as today lies between them.
"""

from __future__ import annotations

from datetime import date

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


class Clock:
    """Today, as a run was given it. ``since`` and ``until`` bound the days (ordinals) on which every answer holds."""

    __slots__ = ("_today", "since", "until")

    def __init__(self, today: date) -> None:
        self._today = today.toordinal()
        self.since = FIRST
        self.until = LAST

    def is_past(self, day: date, *, by: int = 0) -> bool:
        """Whether more than ``by`` days have gone by since a day."""
        last = day.toordinal() + by
        if last < self._today:
            self.since = max(self.since, last + 1)
            return True
        self.until = min(self.until, last)
        return False

    def is_future(self, day: date, *, by: int = 0) -> bool:
        """Whether a day is still more than ``by`` days away."""
        first = day.toordinal() - by
        if first > self._today:
            self.until = min(self.until, first - 1)
            return True
        self.since = max(self.since, first)
        return False

    def days_since(self, day: date) -> int:
        """How many days ago a day was; the answer is another tomorrow."""
        self.since = self.until = self._today
        return self._today - day.toordinal()

    def today(self) -> str:
        """Today, ``YYYY-MM-DD``, for a text that names it."""
        self.since = self.until = self._today
        return date.fromordinal(self._today).isoformat()
