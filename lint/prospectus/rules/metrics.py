"""MET: every metric has a direction, a unit, a baseline to beat and a target that beats it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.diagnostic import Severity
from prospectus.rule import Context, Finding, document_rule, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.document import Document
    from prospectus.front_matter import Node
    from prospectus.language import Text

BETTER: dict[str, Text] = {
    "max": {"en": "higher", "ko": "높을수록"},
    "min": {"en": "lower", "ko": "낮을수록"},
}


def is_better(metric: Node, value: float, other: float) -> bool | None:
    """Whether a value of a metric beats another; None when the metric has no such direction."""
    direction = metric.at("direction").value
    if direction == "max":
        return value > other
    return value < other if direction == "min" else None


@document_rule("MET04", "target-not-better-than-baseline", Severity.ERROR, since="design")
def target_not_better(document: Document, _context: Context) -> Iterator[Finding]:
    """A target does not beat its baseline, or the minimum does not lie between the two."""
    for metric in document.at("metrics").each():
        baseline, minimum, target = metric.at("baseline.value"), metric.at("minimum"), metric.at("target")
        start, end, least = baseline.number(), target.number(), minimum.number()
        if start is None or end is None or metric.at("role").value == "guardrail":
            continue
        better = BETTER.get(str(metric.at("direction").value))
        if better is None:
            continue
        facts = {"metric": metric.at("id"), "target": target, "baseline": baseline, "minimum": minimum, "better": better}
        if not is_better(metric, end, start):
            yield Finding(target, "target", facts, (label(baseline, "baseline"),))
        elif least is not None and not min(start, end) <= least <= max(start, end):
            yield Finding(minimum, "minimum", facts, (label(baseline, "baseline"), label(target, "target")))


RULES = (target_not_better,)
