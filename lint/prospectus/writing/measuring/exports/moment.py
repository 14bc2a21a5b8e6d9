"""Moments as trackers write them: seconds or milliseconds since 1970, or ISO 8601."""

from __future__ import annotations

from datetime import UTC, datetime
from math import isfinite
from typing import Any

_MILLISECONDS = 1e11
"""From here on a number counts milliseconds: in seconds it would be the year 5138."""

_LONGEST = 40


def moment(value: Any) -> float | None:  # noqa: ANN401 - any JSON
    """Seconds since 1970; None for what is no moment. A text without a time zone counts as UTC."""
    if isinstance(value, bool) or not isinstance(value, str | int | float) or len(str(value)) > _LONGEST:
        return None
    try:
        seconds = float(value)
    except ValueError:
        return _from_iso(str(value).strip())
    if not isfinite(seconds) or seconds <= 0:
        return None
    return seconds / 1000 if seconds >= _MILLISECONDS else seconds


def _from_iso(text: str) -> float | None:
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
