"""MET: every metric has a direction, a unit, a baseline to beat and a target that beats it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, Shape, document_rule, label, shapes_of
from prospectus.project.datasets import datasets
from prospectus.project.known_metrics import INFINITE, known_metric, scale_of
from prospectus.project.metrics import (
    BETTER,
    FLOORS,
    KINDS,
    STAYS_WITHIN,
    best_offline,
    called,
    contradicted,
    is_better,
    is_excused,
    lacks_baseline,
    lacks_floor,
    measured,
    metrics,
    model_metrics,
    newest,
    with_objective,
)
from prospectus.project.models import models
from prospectus.project.monitoring import watch
from prospectus.rules import schema_findings
from prospectus.rules.wording import idle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospectus.model.document import Document
    from prospectus.project.known_metrics import Known
    from prospectus.reading.front_matter.node import Node

SLIP = 50
"""Two values of a share that differ by more than this factor: one is a percentage and the other a ratio. A slip makes a
factor of 100, times what the target improves."""

SMALLEST_PERCENTAGE = 2
"""A ratio above 1 may be meant (a return on investment of 1.5); from here on, beside ratios below 1, it is none."""

MOST_LABELS = 3

TWO_DIGITS = 10
"""From here on a whole number may have been rounded to one; below, it says too little."""

_ALMOST_ALL = 1 - 1e-9
"""Two numbers that differ by all that rounding can do to both are not the same one."""

IMBALANCE = 0.1
"""With fewer positives (or negatives) than this share, always giving the same answer is right more than 90% of the time."""


@document_rule("MET01", "metric-direction-wrong", Severity.ERROR, since="design")
def direction_wrong(document: Document, _context: Context) -> Iterator[Finding]:
    """A metric has no direction, or the opposite of the one that everybody knows."""
    for violation in document.violations.get("MET01", ()):
        metric = document.at().at_path(violation.path)
        finding = schema_findings.missing_key(document, violation)
        known = known_metric(metric)
        shapes = (Shape(metric.at("direction"), known.direction),) if known else ()
        yield finding._replace(wording="known" if known else "missing", facts=_directions(metric, known), shapes=shapes)
    for metric in metrics(document):
        known = contradicted(metric)
        if known is not None:
            # A name that says more than the metric may mean something else by it.
            severity = Severity.ERROR if known.is_whole else Severity.WARNING
            yield Finding(metric.at("direction"), "opposite", _directions(metric, known), severity=severity)


def _directions(metric: Node, known: Known | None) -> dict[str, Any]:
    facts: dict[str, Any] = {"metric": called(metric), "stated": metric.at("direction")}
    if known is not None:
        facts |= {"known": known.name, "better": BETTER[known.direction], "direction": known.direction}
    return facts


class Oddity(NamedTuple):
    """Values of a metric that cannot be what its unit says, and the wording that says so."""

    wording: str
    values: list[Node]
    facts: dict[str, Any]


@document_rule("MET02", "value-outside-range", Severity.ERROR, since="design")
def value_outside_range(document: Document, _context: Context) -> Iterator[Finding]:
    """A value lies outside the range of its metric, or is written in another unit than the others."""
    watched = watch(document)
    for metric in metrics(document):
        odd = oddity(metric, watched.alerts_under_monitoring(metric))
        if odd is None:
            continue
        first, *others = odd.values
        facts = {"metric": called(metric), "value": first, "unit": metric.at("unit"), **odd.facts}
        also = tuple(label(other, "also") for other in others[:MOST_LABELS])
        yield Finding(first, odd.wording, facts, also, about=tuple(odd.values))


def oddity(metric: Node, alerts: Sequence[Node] = ()) -> Oddity | None:
    """What is wrong with the values of a metric, if anything is; ``alerts`` are those that stand elsewhere."""
    stated = (*_values(metric), *(alert.at("value") for alert in alerts))
    values = [(at, number) for at in stated if (number := at.number()) is not None]
    known, scale = known_metric(metric), scale_of(metric)
    if known is None:
        return _mixed(metric, known, scale, values)
    outside = _outside(known, scale, values)
    return outside or _mixed(metric, known, scale, values) or _too_small(metric, known, scale, values)


def _values(metric: Node) -> Iterator[Node]:
    yield metric.at("baseline.value")
    yield metric.at("minimum")
    yield metric.at("target")
    yield metric.at("alert.value")
    for entry in metric.at("measured").each():
        yield entry.at("value")


def _outside(known: Known, scale: str | None, values: list[tuple[Node, float]]) -> Oddity | None:
    times = 100 if known.is_share and scale != "ratio" else 1  # without a unit, either is possible
    low, high = known.low * times, known.high * times
    found = [(at, number) for at, number in values if not low <= number <= high]
    if not found:
        return None
    nodes, (_, number) = [at for at, _ in found], found[0]
    facts: dict[str, Any] = {"low": low, "high": high}
    if high == INFINITE or low == -INFINITE:
        return Oddity("below" if high == INFINITE else "above", nodes, facts)
    if known.is_share and scale == "ratio" and high < number <= 100 * high:
        return Oddity("percentage", nodes, {**facts, "ratio": number / 100})
    return Oddity("range", nodes, facts)


def _mixed(metric: Node, known: Known | None, scale: str | None, values: list[tuple[Node, float]]) -> Oddity | None:
    """Ratios and percentages side by side, when it is sure which of them is the slip."""
    positive = [(at, number) for at, number in values if 0 < number <= 100]  # noqa: PLR2004 - the whole
    small = [(at, number) for at, number in positive if number <= 1]
    large = [(at, number) for at, number in positive if number >= SMALLEST_PERCENTAGE]
    is_share = scale in {"ratio", "percent"} or (scale is None and known is not None and known.is_share)
    if not is_share or not small or not large:
        return None
    if min(number for _, number in large) < SLIP * max(number for _, number in small):
        return None
    if scale == "ratio":
        return Oddity("percentage", [at for at, _ in large], {"ratio": large[0][1] / 100})
    if scale is None:
        few = min(large, small, key=len)
        return Oddity("mixed", [few[0][0]], {"other": (large if few is small else small)[0][0]})
    # In percent, 0.5 is a value like any other: it must stand out among the rest, or make no sense as a target.
    lone = small[0][0]
    is_dummy = lone.parent.at("kind").value == "dummy"
    if len(small) == 1 and not is_dummy and (len(large) > 1 or _is_backwards(metric)):
        return Oddity("ratio", [lone], {"percentage": small[0][1] * 100, "other": large[0][0]})
    return None


def _is_backwards(metric: Node) -> bool:
    start, end = metric.at("baseline.value").number(), metric.at("target").number()
    return start is not None and end is not None and is_better(metric, start, end) is True


def _too_small(metric: Node, known: Known, scale: str | None, values: list[tuple[Node, float]]) -> Oddity | None:
    """A recall of less than one percent is nobody's target: the values are ratios, and the unit is wrong."""
    is_ratio = len(values) > 1 and all(0 <= number <= 1 for _, number in values) and any(number for _, number in values)
    if known.is_quality and scale == "percent" and is_ratio and metric.at("target").number():
        return Oddity("unit", [metric.at("unit")], {"target": metric.at("target")})
    return None


@document_rule("MET03", "no-baseline", Severity.ERROR, since="design", asks=True)
def no_baseline(document: Document, _context: Context) -> Iterator[Finding]:
    """A metric is to be improved, and nothing says from where."""
    for metric in metrics(document):
        if not lacks_baseline(metric):
            continue
        baseline = metric.at("baseline")
        facts = {"metric": called(metric), "kind": baseline.at("kind")}
        role = (label(metric.at("role"), "role"),)
        if baseline.is_blank:
            yield Finding(baseline, "missing", facts, role)
        elif baseline.at("kind").value == "none":
            reason = baseline.at("reason")
            shapes = shapes_of(baseline, ("reason",))
            yield Finding(baseline.at("kind"), "reason", facts | idle(reason), role, about=(baseline,), shapes=shapes)
        else:
            yield Finding(baseline, "value", facts, role, shapes=shapes_of(baseline, ("value",)))


@document_rule("MET04", "target-not-better-than-baseline", Severity.ERROR, since="design", yields_to=("MET01", "MET02"))
def target_not_better(document: Document, _context: Context) -> Iterator[Finding]:
    """A target does not beat its baseline, or the minimum does not lie between the two."""
    for metric in metrics(document):
        baseline, minimum, target = metric.at("baseline.value"), metric.at("minimum"), metric.at("target")
        start, end, least = baseline.number(), target.number(), minimum.number()
        better = BETTER.get(str(metric.at("direction").value))
        if end is None or better is None:
            continue
        facts = {"metric": called(metric), "target": target, "baseline": baseline, "minimum": minimum, "better": better}
        about = (metric.at("direction"), baseline, minimum, target)
        if start is None or metric.at("role").text() in STAYS_WITHIN:
            if least is not None and least != end and is_better(metric, least, end):
                yield Finding(minimum, "stricter", facts, (label(target, "target"),), about=about)
            continue
        if not is_better(metric, end, start):
            yield Finding(target, "target", facts, (label(baseline, "baseline"),), about=about)
        elif least is not None and not min(start, end) <= least <= max(start, end):
            labels = (label(baseline, "baseline"), label(target, "target"))
            yield Finding(minimum, "minimum", facts, labels, about=about)


@document_rule("MET05", "no-simple-baseline", Severity.ERROR, since="prototype", asks=True, yields_to=("MET03",))
def no_simple_baseline(document: Document, _context: Context) -> Iterator[Finding]:
    """No model metric is compared with a dummy, a rule, people or the present state."""
    if not lacks_floor(document):
        return
    judging = model_metrics(document)
    optimised = [one for one in judging if one.at("role").value == "optimizing"]
    if all(is_excused(one.at("baseline")) for one in optimised or judging):
        return  # each says why nothing can be measured without the model
    metric = (optimised or judging)[0]
    kind = metric.at("baseline.kind")
    at, wording = kind, "kind" if kind.text() else "missing"
    if kind.text() in FLOORS:
        at, wording = metric.at("baseline"), "value"
    facts = {"metric": called(metric), "kind": kind}
    about = tuple(one.at("baseline") for one in judging)
    yield Finding(at, wording, facts, schema_findings.required_from(document, "prototype"), about=about)


@document_rule("MET06", "baseline-on-other-data", Severity.WARNING, since="design", yields_to=("STR09",))
def baseline_on_other_data(document: Document, _context: Context) -> Iterator[Finding]:
    """A baseline was measured on data on which the model is not."""
    declared = {name for dataset in datasets(document) if (name := dataset.at("id").text())}
    if not declared:
        return
    planned = document.at("evaluation.offline.quantitative")
    for metric in metrics(document):
        baseline = metric.at("baseline.dataset")
        if baseline.text() is None:
            continue
        tests = [
            value.at("dataset")
            for value in metric.at("measured").each()
            if value.at("phase").value == "offline" and value.at("dataset").text() in declared
        ]
        if not tests and metric.at("id").text() in planned.at("metrics").texts():
            tests = [dataset for dataset in planned.at("datasets").each() if dataset.text() in declared]
        if tests and baseline.text() not in {test.text() for test in tests}:
            facts = {"metric": called(metric), "baseline": baseline, "test": tests[-1]}
            yield Finding(baseline, "default", facts, (label(tests[-1], "test"),))


@document_rule("MET07", "worse-than-dummy", Severity.ERROR, since="prototype", yields_to=("MET01", "MET02"))
def worse_than_dummy(document: Document, _context: Context) -> Iterator[Finding]:
    """The best offline value does not beat the dummy model."""
    for metric in metrics(document):
        baseline = metric.at("baseline")
        floor, dummy = baseline.at("value").number(), baseline.at("value")
        # A dummy is the fastest and the fairest of all; only what is to be learned must be better than it.
        is_learned = (
            metric.at("kind").text() not in {"system", "fairness"} and metric.at("role").text() not in STAYS_WITHIN
        )
        if floor is None or baseline.at("kind").value != "dummy" or not is_learned:
            continue
        best = best_offline(metric, baseline.at("dataset").text())
        number = best.at("value").number() if best is not None else None
        if best is None or number is None:
            continue
        if is_better(metric, number, floor) is False:
            better = BETTER[str(metric.at("direction").value)]
            facts = {"metric": called(metric), "value": best.at("value"), "dummy": dummy, "better": better}
            wording = "equal" if number == floor else "worse"
            about = (metric.at("direction"), dummy, best.at("value"))
            yield Finding(best.at("value"), wording, facts, (label(dummy, "dummy"),), about=about)


@document_rule(
    "MET08",
    "no-business-metric",
    Severity.ERROR,
    since="design",
    asks=True,
    yields_to=("OBJ01", "OBJ02", "MET03"),
)
def no_business_metric(document: Document, _context: Context) -> Iterator[Finding]:
    """No business metric has both a baseline and a target."""
    declared = document.at("metrics")
    business = [metric for metric in metrics(document) if metric.at("kind").value == "business"]
    if not isinstance(declared.value, list) or any(_is_whole(metric) for metric in business):
        return
    if any(metric.at("kind").is_present and metric.at("kind").text() not in KINDS for metric in metrics(document)):
        return  # the mistyped kind may be meant
    if not business:
        because = schema_findings.required_from(document, "design")
        yield Finding(declared, "none", {}, because, about=(document.at("goal.metrics"),))
        return
    metric = business[0]
    facts = {"metric": called(metric)}
    if metric.at("target").is_blank:
        yield Finding(metric.at("target"), "target", facts)
        if metric.at("id").text() not in with_objective(document):
            return  # one thing at a time; the target of an objective is first of all OBJ02's matter
    if not _has_start(metric):
        yield Finding(metric.at("baseline"), "baseline", facts)


def _is_whole(metric: Node) -> bool:
    return not metric.at("target").is_blank and _has_start(metric)


def _has_start(metric: Node) -> bool:
    baseline = metric.at("baseline")
    if baseline.is_present and not isinstance(baseline.value, dict):
        return True  # STR03 says what is wrong with it
    return baseline.at("value").is_present or is_excused(baseline)


@document_rule("MET09", "business-metric-not-driven", Severity.WARNING, since="design", asks=True, yields_to=("STR09",))
def business_metric_not_driven(document: Document, _context: Context) -> Iterator[Finding]:
    """No model metric is said to move a business metric."""
    judging = model_metrics(document)
    driven = {name for metric in judging for name in metric.at("drives").texts()}
    for metric in metrics(document):
        name = metric.at("id").text()
        is_promised = metric.at("kind").value == "business" and metric.at("role").text() not in {
            "observed",
            *STAYS_WITHIN,
        }
        if judging and is_promised and name is not None and name not in driven:
            facts = {"metric": name, "model": called(judging[0])}
            yield Finding(metric.at("id"), "default", facts, (label(judging[0], "model", metric=name),))


@document_rule("MET10", "accuracy-on-imbalanced-data", Severity.WARNING, since="design", asks=True)
def accuracy_on_imbalanced_data(document: Document, _context: Context) -> Iterator[Finding]:
    """A rare class is to be found, and accuracy alone judges the classifier."""
    if not any(model.at("task").value == "classification" for model in models(document)):
        return
    judging = model_metrics(document)
    known = [known_metric(metric) for metric in judging]
    if not judging or any(one is None or one.name not in {"accuracy", "정확도"} for one in known):
        return
    for dataset in datasets(document):
        positive = dataset.at("positive_rate")
        rate = positive.number()
        if rate is None or not 0 <= rate <= 1 or IMBALANCE <= rate <= 1 - IMBALANCE:
            continue
        facts = {"metric": called(judging[0]), "rate": positive, "trivial": max(rate, 1 - rate)}
        yield Finding(judging[0].at("id"), "default", facts, (label(positive, "rate"),))
        return


@document_rule("MET11", "target-without-basis", Severity.INFO, since="design", asks=True)
def target_without_basis(document: Document, _context: Context) -> Iterator[Finding]:
    """A target does not say where it comes from."""
    for metric in metrics(document):
        target, basis = metric.at("target"), metric.at("target_basis")
        if target.number() is not None and not basis.is_present:
            yield Finding(target, "default", {"metric": called(metric), "target": target})


@document_rule("MET12", "improvement-within-noise", Severity.INFO, since="action", yields_to=("MET13",))
def improvement_within_noise(document: Document, _context: Context) -> Iterator[Finding]:
    """The confidence interval of the newest value still holds the baseline."""
    for metric in metrics(document):
        baseline = metric.at("baseline.value")
        start, value = baseline.number(), _newest_with_interval(metric)
        if start is None or value is None or metric.at("role").text() in STAYS_WITHIN:
            continue
        bounds = sorted(bound for end in value.at("ci").each() if (bound := end.number()) is not None)
        if bounds[0] <= start <= bounds[-1]:
            facts = {"metric": called(metric), "low": bounds[0], "high": bounds[-1], "baseline": baseline}
            yield Finding(value.at("ci"), "default", facts, (label(baseline, "baseline"),))


def _newest_with_interval(metric: Node) -> Node | None:
    """The newest value with an interval, online before offline: what the service shows counts more."""
    dated = [value for value in measured(metric) if _is_interval(value.entry.at("ci"))]
    online = [value for value in dated if value.entry.at("phase").value == "online"]
    found = newest(online or dated)
    return found.entry if found is not None else None


def _is_interval(ci: Node) -> bool:
    return ci.count() == 2 and all(end.number() is not None for end in ci.each())  # noqa: PLR2004 - from, to


@document_rule("MET13", "interval-without-its-value", Severity.ERROR, since="design", yields_to=("MET02",))
def interval_without_value(document: Document, _context: Context) -> Iterator[Finding]:
    """The confidence interval of a measured value is written upside down, or does not hold the value."""
    for metric in metrics(document):
        for entry in metric.at("measured").each():
            interval, value = entry.at("ci"), entry.at("value")
            low, high, number = (at.number() for at in (interval.at(0), interval.at(1), value))
            if low is None or high is None or interval.count() != 2:  # noqa: PLR2004 - from, to
                continue
            facts = {"metric": called(metric), "value": value, "low": interval.at(0), "high": interval.at(1)}
            if low > high:
                yield Finding(interval, "reversed", facts)
            elif number is not None and not _holds(interval, value):
                yield Finding(interval, "outside", facts, (label(value, "value"),), about=(value, interval))


def _holds(interval: Node, value: Node) -> bool:
    """Whether a value lies in an interval, as far as the digits tell to which they are rounded."""
    low, high, number = (at.number() or 0 for at in (interval.at(0), interval.at(1), value))
    if low <= number <= high:
        return True
    nearest = interval.at(0) if number < low else interval.at(1)
    rounding = sum(_rounding(at) for at in (nearest, value))
    return low - number < rounding * _ALMOST_ALL if number < low else number - high < rounding * _ALMOST_ALL


def _rounding(at: Node) -> float:
    """By how much a number may differ from what was measured: half of its last digit."""
    _, point, decimals = at.written.partition(".")
    if not point:
        return 0.5 if abs(at.number() or 0) >= TWO_DIGITS else 0.0
    return 0.5 * 10.0 ** -len(decimals) if decimals.isdecimal() else 0.0


RULES = (
    direction_wrong,
    value_outside_range,
    no_baseline,
    target_not_better,
    no_simple_baseline,
    baseline_on_other_data,
    worse_than_dummy,
    no_business_metric,
    business_metric_not_driven,
    accuracy_on_imbalanced_data,
    target_without_basis,
    improvement_within_noise,
    interval_without_value,
)
