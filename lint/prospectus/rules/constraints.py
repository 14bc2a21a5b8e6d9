"""CON: every constraint is stated or waived with a reason, and the plan keeps within it."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from prospectus.ground.numbers import SLACK, grouped, non_negative
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.costs import PERIODS_A_YEAR, Cost, costs
from prospectus.project.feasibility import is_flagged
from prospectus.project.metrics import called, metrics
from prospectus.project.milestones import Milestone, milestones
from prospectus.project.models import models, name_of
from prospectus.rules import schema_findings
from prospectus.rules.wording import as_keys, idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

MOST_LABELS = 4

BUDGETED = {period: 1 / times for period, times in PERIODS_A_YEAR.items()}
"""How much of a year's running costs falls into the period of a budget."""

DECIDING = frozenset({"classification", "anomaly"})
"""Tasks whose score is there to be cut: it becomes a yes or a no."""

_SCORE = Pattern(r"(?<![a-z])(?:probabilit(?:y|ies)|scores?|likelihoods?|logits?)(?![a-z])|확률|점수", re.IGNORECASE)
_PROBABILITY = Pattern(r"(?<![a-z])probabilit(?:y|ies)(?![a-z])|확률", re.IGNORECASE)


@document_rule("CON01", "schedule-impossible", Severity.ERROR, since="design")
def schedule_impossible(document: Document, context: Context) -> Iterator[Finding]:
    """The deadline lies before the last increment or has passed, or the increments are not in order."""
    deadline = document.at("constraints.schedule.deadline")
    end, promised = deadline.date(), milestones(document)
    for earlier, later in pairwise(promised):
        if later.day < earlier.day:
            named = {"due": later.due, "name": later.name, "before": earlier.due}
            yield Finding(later.due, "order", named, (label(earlier.due, "before"),))
    if end is None:
        return
    last = max(promised, key=attrgetter("day"), default=Milestone(end, deadline))
    facts: dict[str, Any] = {"deadline": deadline, "due": last.due, "name": last.name}
    if last.day > end:
        yield Finding(last.due, "late", {**facts, "days": (last.day - end).days}, (label(deadline, "deadline"),))
    elif _is_being_designed(document) and context.clock.is_past(end):
        facts["days"] = context.clock.days_since(end)
        yield Finding(deadline, "past", facts, (label(document.at("stage"), "still"),))


def _is_being_designed(document: Document) -> bool:
    return not document.has_ended and document.stage is not None and document.stage.id == "design"


@document_rule("CON02", "budget-exceeded", Severity.ERROR, since="design")
def budget_exceeded(document: Document, _context: Context) -> Iterator[Finding]:
    """The stated costs add up to more than the budget, or cannot be compared with it."""
    budget = document.at("constraints.budget")
    amount, currency = non_negative(budget.at("amount")), budget.at("currency").text()
    period = budget.at("period").text()
    if amount is None or currency is None or period not in {"once", *BUDGETED}:
        return
    known = costs(document)
    own = [cost for cost in known if cost.currency == currency]
    foreign = [cost for cost in known if cost.currency != currency]
    share = BUDGETED.get(period, 1.0)
    is_once = period == "once"
    running, once = sum(cost.yearly for cost in own) * share, sum(cost.once for cost in own)
    # What is spent once falls into the budget of the first year, not into that of each month.
    total = running if period in {"month", "quarter"} else running + once
    facts = {"currency": currency, "budget": grouped(amount), "total": grouped(total), "over": grouped(total - amount)}
    related = _parts(own, budget, share, is_running=period in {"month", "quarter"})
    if total > amount * (1 + SLACK):
        # A budget that is spent once may have been meant without running what it builds.
        is_sure = not is_once or once > amount * (1 + SLACK)
        wording = "default" if is_sure else "running"
        yield Finding(budget.at("amount"), wording, facts, related, None if is_sure else Severity.WARNING)
    elif foreign:
        other = ", ".join(sorted({cost.currency or "?" for cost in foreign}))
        places = tuple(label(cost.stated_at, "foreign", currency=cost.currency) for cost in foreign[:MOST_LABELS])
        yield Finding(budget.at("currency"), "currencies", {**facts, "other": other}, places, Severity.WARNING)


def _parts(own: list[Cost], budget: Node, share: float, *, is_running: bool) -> tuple[Any, ...]:
    """The largest costs, each with what it comes to in the period of the budget."""
    sums = [(cost.yearly * share + (0 if is_running else cost.once), cost.stated_at) for cost in own]
    sums.sort(key=lambda part: part[0], reverse=True)
    currency = budget.at("currency").text() or ""
    return tuple(
        label(stated_at, "part", amount=grouped(amount), currency=currency)
        for amount, stated_at in sums[:MOST_LABELS]
        if amount
    )


@document_rule("CON03", "nobody-affected-named", Severity.WARNING, since="design", asks=True, yields_to=("SIT02",))
def nobody_affected(document: Document, _context: Context) -> Iterator[Finding]:
    """The list of people affected is empty."""
    affected = document.at("constraints.affected")
    if isinstance(affected.value, list) and affected.is_unwritten:
        yield Finding(affected, "default", idle(affected))


@document_rule("CON04", "environment-not-described", Severity.WARNING, since="design", asks=True)
def environment_not_described(document: Document, _context: Context) -> Iterator[Finding]:
    """The list of systems that the project must fit into is empty."""
    environment = document.at("constraints.environment")
    if isinstance(environment.value, list) and environment.is_blank:
        yield Finding(environment, "default", idle(environment))


@document_rule("CON05", "constraint-omitted", Severity.ERROR, since="design", asks=True)
def constraint_omitted(document: Document, _context: Context) -> Iterator[Finding]:
    """A class of constraints is passed over in silence."""
    for finding in schema_findings.missing(document, "CON05"):
        is_whole = finding.facts["name"] == "constraints"  # no reason would do for all of them at once
        yield finding._replace(wording="all") if is_whole else finding
    for _, constraint in document.at("constraints").entries():
        if (
            constraint.is_idle and (constraint.text() or "").partition(":")[1]
        ):  # without a colon, it has not the form that is asked
            yield Finding(constraint, "reason", {"key": constraint.where} | idle(constraint))
    schedule = document.at("constraints.schedule")
    if isinstance(schedule.value, dict) and not any(schedule.at(key).is_present for key in ("deadline", "weeks")):
        yield Finding(schedule, "schedule", {}, schema_findings.required_from(document, "design"))


@document_rule("CON06", "decision-threshold-wrong", Severity.ERROR, since="prototype", asks=True, yields_to=("CON05",))
def threshold_wrong(document: Document, _context: Context) -> Iterator[Finding]:
    """A score becomes a decision, and nothing says from which value on, or one that the score cannot have."""
    threshold = document.at("constraints.decision_threshold")
    scoring = [model for model in models(document) if _decides_by_score(model)]
    if threshold.at("value").number() is not None:
        yield from _outside_of_all(
            threshold.at("value"), scoring or [model for model in models(document) if _may_decide(model)]
        )
    elif threshold.is_waived:
        return
    elif scoring and threshold.at("chosen_by").is_blank and not threshold.at("value").is_present:
        output = scoring[0].at("output.type")
        facts = {"model": name_of(scoring[0]), "output": output} | idle(threshold.at("chosen_by"))
        yield Finding(threshold, "missing", facts, (label(output, "output"),))


def _decides_by_score(model: Node) -> bool:
    """Whether a model puts out a score that is cut somewhere: as it says itself, or by its task and its output."""
    says = model.at("states_score").flag()
    if says is not None:
        return says
    return model.at("task").text() in DECIDING and _SCORE.search(model.at("output.type").text() or "") is not None


def _may_decide(model: Node) -> bool:
    return model.at("task").text() in {*DECIDING, "detection"}


def _outside_of_all(value: Node, models: list[Node]) -> Iterator[Finding]:
    """A threshold that lies outside the output of every model that it could be for."""
    number = value.number()
    ranges = [(model, bounds) for model in models if (bounds := _range(model)) is not None]
    if number is None or not ranges or any(low <= number <= high for _, (low, high) in ranges):
        return
    model, (low, high) = ranges[0]
    stated = model.at("output.range") or model.at("output.type")
    facts = {"value": value, "low": low, "high": high, "model": name_of(model)}
    yield Finding(value, "range", facts, (label(stated, "range"),))


def _range(model: Node) -> tuple[float, float] | None:
    bounds = [number for bound in model.at("output.range").each() if (number := bound.number()) is not None]
    if len(bounds) == 2:  # noqa: PLR2004 - from, to
        return min(bounds), max(bounds)
    return (0, 1) if _PROBABILITY.search(model.at("output.type").text() or "") else None


@document_rule("CON07", "no-tradeoff-rule", Severity.WARNING, since="design", asks=True)
def no_tradeoff_rule(document: Document, _context: Context) -> Iterator[Finding]:
    """Two metrics are to be optimised, and nothing says which wins."""
    optimised = [metric for metric in metrics(document) if metric.at("role").value == "optimizing"]
    tradeoffs = document.at("constraints.tradeoffs")
    if len(optimised) > 1 and tradeoffs.is_blank:
        facts = {"count": len(optimised), "one": called(optimised[0]), "other": called(optimised[1])}
        related = tuple(label(metric.at("role"), "metric", metric=called(metric)) for metric in optimised[:MOST_LABELS])
        yield Finding(tradeoffs, "default", facts, related)


@document_rule("CON08", "explanation-incomplete", Severity.ERROR, since="design", asks=True, yields_to=("FEA09",))
def explanation_incomplete(document: Document, _context: Context) -> Iterator[Finding]:
    """The model must be explained, and nothing says to whom or how."""
    plan = document.at("constraints.interpretability")
    required = plan.at("required")
    if required.text() not in {"global", "per-decision"}:
        return
    lacking = [key for key in ("audience", "method") if plan.at(key).is_blank]
    # Where every decision must be explained, FEA09 may speak of the method alone: then each key stands by itself.
    groups = [[key] for key in lacking] if is_flagged(document, "explain_all") else [lacking] if lacking else []
    for keys in groups:
        facts, about = {"required": required, "keys": as_keys(keys, plan)}, tuple(plan.at(key) for key in keys)
        yield Finding(plan, "default", facts, (label(required, "required"),), about=about)


@document_rule("CON09", "confidence-gate-wrong", Severity.ERROR, since="design")
def confidence_gate_wrong(document: Document, _context: Context) -> Iterator[Finding]:
    """A confidence gate leads nowhere, lies outside 0 to 1, or rests on a confidence that is not measured."""
    confidence = document.at("constraints.confidence")
    gate, below, measured = confidence.at("gate"), confidence.at("below"), confidence.at("measured")
    number = gate.number()
    if number is None:
        return
    facts = {"gate": gate}
    if not 0 <= number <= 1:
        yield Finding(gate, "range", facts)
    if not below.is_present:
        yield Finding(gate, "below", facts)
    if measured.flag() is False:
        yield Finding(measured, "unmeasured", facts, (label(gate, "gate"),))


@document_rule("CON10", "error-costs-not-stated", Severity.WARNING, since="design", asks=True, yields_to=("FEA07",))
def error_costs_not_stated(document: Document, _context: Context) -> Iterator[Finding]:
    """A classifier decides, and nothing says what a false alarm or a miss costs."""
    model = next((one for one in models(document) if one.at("task").text() in DECIDING), None)
    if model is None:
        return
    errors = document.at("constraints.errors")
    lacking = [key for key in ("fp", "fn") if errors.at(key).is_blank]
    if lacking and (errors.is_empty or isinstance(errors.value, dict)):
        keys = [f"constraints.errors.{key}" for key in lacking]
        facts = {"model": name_of(model), "keys": as_keys(keys, document.at())}
        about = tuple(errors.at(key) for key in lacking)
        yield Finding(errors, "default", facts, (label(model.at("task"), "task"),), about=about)


RULES = (
    schedule_impossible,
    budget_exceeded,
    nobody_affected,
    environment_not_described,
    constraint_omitted,
    threshold_wrong,
    no_tradeoff_rule,
    explanation_incomplete,
    confidence_gate_wrong,
    error_costs_not_stated,
)
