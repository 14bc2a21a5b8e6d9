"""The clock of a run: the date that counts as today."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from prospectus.cli.run import fail

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_NO_DATE: Text = {"en": "'{0}' is not a date like 2026-11-23", "ko": "'{0}'은(는) 2026-11-23 같은 날짜가 아닙니다"}


def day_of(word: str) -> date:
    """The date that ``YYYY-MM-DD`` names, and no other of the forms that ISO 8601 knows; ends the run for any other word."""
    digits = word.replace("-", "")
    if word[4:8:3] != "--" or len(word) != len("YYYY-MM-DD") or not (digits.isascii() and digits.isdigit()):
        fail(_NO_DATE, word)
    try:
        return date.fromisoformat(word)
    except ValueError:
        fail(_NO_DATE, word)


def clock(today: date | None) -> date:
    """The date that counts as today."""
    return today or datetime.now(tz=UTC).astimezone().date()
