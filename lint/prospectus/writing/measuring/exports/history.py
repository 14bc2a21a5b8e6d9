"""Histories: the values of one run, step by step. What was logged last counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.writing.measuring.exports.facts import named_numbers
from prospectus.writing.measuring.exports.moment import moment
from prospectus.writing.measuring.measurement import Measurement, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def last_values(rows: Iterable[Mapping[str, Any]], name: str) -> Run:
    """A run of the last value of each name; rows with a ``_step`` count in its order, others as they stand."""
    found: dict[str, tuple[float, Measurement]] = {}
    ended: float | None = None
    for number, row in enumerate(rows):
        step = row.get("_step")
        order = step if isinstance(step, int | float) and not isinstance(step, bool) else number
        ended = max(filter(None, (ended, moment(row.get("_timestamp")))), default=None)
        for one in named_numbers(row, name):
            if one.name not in found or found[one.name][0] <= order:
                found[one.name] = order, one
    measurements = [one for _, one in found.values()]
    return Run("", lambda: measurements, ended=ended)
