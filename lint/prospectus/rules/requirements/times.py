"""The times of the models fit into the time that users wait, and no stated time contradicts another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.numbers import SLACK, figure, positive
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.models import critical_path, total_ms
from prospectus.rules.wording import SHOWN, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node


ROUNDING = 0.05
"""A sum of times within 5% of a stated one is that one, rounded."""


@document_rule("REQ03", "processing-time-over-budget", Severity.ERROR, since="design")
def over_budget(document: Document, _context: Context) -> Iterator[Finding]:
    """The models, or the offline part, take longer than the user may wait."""
    requirements = document.at("requirements")
    time = requirements.at("processing_time")
    if positive(requirements.at("read_path.mean_ms")) is not None:
        return  # nobody waits for a model whose predictions are only read
    at, first, offline_ms = time.at("online_ms"), time.at("first_output_ms"), time.at("offline_ms")
    online, offline = positive(at), positive(offline_ms)
    if online == positive(first):
        online = None  # then it is the time of the first output, which streams out before the models are done
    path = critical_path(document.at("models"))
    total = total_ms(path)
    facts: dict[str, Any] = {"online": shown(at), "offline": shown(offline_ms), **_summed(path)}
    mean = positive(time.at("mean_ms"))
    is_part = mean is not None and mean < total * (
        1 - ROUNDING
    )  # not all requests need all models, or REQ12 tells the slip
    if online is not None and total > online * (1 + SLACK) and not is_part:
        if len(path) == 1:
            facts["model"] = path[0].at("id")
        wording = "model" if len(path) == 1 else "models"
        # Of means that lie above the median alone, nobody knows whether half of the requests are late.
        is_median = time.at("statistic").text() == "p50"
        severity = Severity.WARNING if is_median else None
        yield Finding(at, "median" if is_median else wording, facts, _parts(path), severity)
    elif online is not None and offline is not None and offline > online * (1 + SLACK):
        yield Finding(at, "offline", facts, (label(offline_ms, "offline"),))
    yield from _late_output(first, path)


def _late_output(first: Node, path: tuple[Node, ...]) -> Iterator[Finding]:
    """The models before the last take longer than the time to the first output. They might stream to it: a warning."""
    before, limit = path[:-1], positive(first)
    if limit is not None and total_ms(before) > limit * (1 + SLACK):
        facts = {"first": shown(first), "model": path[-1].at("id"), **_summed(before)}
        yield Finding(first, "first", facts, _parts(before), Severity.WARNING)


def _summed(path: tuple[Node, ...]) -> dict[str, Any]:
    times = [figure(positive(model.at("processing_ms")) or 0) for model in path]
    total = figure(total_ms(path))
    return {"sum": f"{' + '.join(times)} = {total}" if len(times) > 1 else total, "total": total}


def _parts(path: tuple[Node, ...]) -> tuple[Any, ...]:
    return tuple(label(model.at("processing_ms"), "part", model=model.at("id")) for model in path[:SHOWN])


@document_rule("REQ12", "times-contradict", Severity.ERROR, since="design", yields_to=("REQ03",))
def times_contradict(document: Document, _context: Context) -> Iterator[Finding]:
    """One stated time cannot be true beside another: a mean above its percentile, a whole below its part."""
    requirements = document.at("requirements")
    time, read = requirements.at("processing_time"), requirements.at("read_path.mean_ms")
    statistic = time.at("statistic").text()
    mean, offline = time.at("mean_ms"), time.at("offline_ms")
    online, first = time.at("online_ms"), time.at("first_output_ms")
    facts: dict[str, Any] = {"statistic": statistic}
    if _is_above(first, online):
        yield _contradiction(first, "first", online, facts)
    if statistic == "p50":
        return  # the median may lie on either side of the mean
    if _is_above(read, online):
        yield _contradiction(read, "read", online, facts)
    if statistic == "mean" and (_is_above(mean, offline, ROUNDING) or _is_above(offline, mean, ROUNDING)):
        yield _contradiction(mean, "twice", offline, facts)
    elif statistic not in {None, "mean"} and _is_above(mean, offline):
        yield _contradiction(mean, "percentile", offline, facts)
    elif _is_above(mean, online) and not read and online.value != first.value:
        yield _contradiction(mean, "online", online, facts)
    else:
        yield from _below_path(document, mean if positive(mean) else offline)


def _is_above(one: Node, other: Node, slack: float = SLACK) -> bool:
    first, second = positive(one), positive(other)
    return first is not None and second is not None and first > second * (1 + slack)


def _contradiction(at: Node, wording: str, other: Node, facts: dict[str, Any]) -> Finding:
    both = {**facts, "value": shown(at), "other": shown(other)}
    return Finding(at, wording, both, (label(other, wording),), about=(at, other))


def _below_path(document: Document, at: Node) -> Iterator[Finding]:
    """A time of all models that is shorter than their means add up to: a warning, for not every request may need them all."""
    stated, path = positive(at), critical_path(document.at("models"))
    if stated is not None and total_ms(path) * (1 - ROUNDING) > stated:
        facts = {"value": shown(at), "key": at.path[-1], **_summed(path)}
        about = (at, document.at("requirements.processing_time.online_ms"))  # REQ03, if it speaks, has said it
        wording = "path" if len(path) > 1 else "model"
        yield Finding(at, wording, {**facts, "model": path[0].at("id")}, _parts(path), Severity.WARNING, about)
