"""Whether a test set is large enough to tell a target from a baseline.

Of a share p, two values that differ by d are told apart with a power of 80% at the 5% level by about n = 16 p (1 - p) / d^2 rows
each (R. Lehr, Sixteen S-squared over D-squared, 1992). Two models on one test set make the same mistakes in part, so fewer can do.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import finite, positive
from prospectus.project.datasets import TESTING, datasets, records
from prospectus.project.known_metrics import known_metric, scale_of
from prospectus.project.models import models

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

FACTOR = 16

_OF_ROWS = frozenset({"accuracy", "정확도", "recall", "sensitivity", "재현율", "민감도", "precision", "정밀도"})
"""Shares of the rows of a test set, or of a part of them."""


class Rows(NamedTuple):
    """How many rows a metric counts over at most, and which fact says so."""

    number: float
    stated_at: Node


def rows_needed(metric: Node) -> float | None:
    """How many test rows tell the target of a share from its baseline; None where there is no such share or difference."""
    if metric.at("role").value != "optimizing" or metric.at("kind").value != "model":
        return None
    scale, before, after = scale_of(metric), finite(metric.at("baseline.value")), finite(metric.at("target"))
    if scale not in {"ratio", "percent"} or before is None or after is None:
        return None
    whole = 100 if scale == "percent" else 1
    before, after = before / whole, after / whole
    middle = (before + after) / 2
    if not 0 <= before <= 1 or not 0 <= after <= 1 or before == after:
        return None
    needed = FACTOR * middle * (1 - middle) / (after - before) ** 2
    return needed if isfinite(needed) else None


def counted_rows(document: Document, metric: Node) -> Rows | None:
    """How many test rows a metric counts over: its denominator, else at most all rows of the largest test set.

    The rows of a data set are those of a metric for certain only where a classifier is judged, row by row.
    """
    denominator = metric.at("denominator")
    count = positive(denominator)
    if count is not None:
        return Rows(count, denominator)
    known = known_metric(metric)
    each = [*models(document)]
    if (
        known is None
        or known.name not in _OF_ROWS
        or not each
        or any(one.at("task").value != "classification" for one in each)
    ):
        return None
    sizes = [(records(one), one) for one in datasets(document, *TESTING)]
    counted = [(size, one) for size, one in sizes if size is not None]
    if not counted or len(counted) < len(sizes):
        return None
    size, largest = max(counted, key=lambda sized: sized[0])
    return Rows(size, largest.at("total") or largest.at("kinds"))
