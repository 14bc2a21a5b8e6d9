"""CON: every constraint is stated or waived with a reason, and the plan keeps within it."""

from __future__ import annotations

import re
from math import inf
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.folding import folded
from prospectus.ground.numbers import SLACK, counted, figure, grouped, non_negative, positive
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label, shapes_of
from prospectus.project.costs import PERIODS_A_YEAR, Cost, costs, in_currency, project_years
from prospectus.project.feasibility import is_flagged
from prospectus.project.metrics import called, metrics
from prospectus.project.milestones import Milestone, milestones, out_of_order
from prospectus.project.models import models, name_of
from prospectus.project.thresholds import cost_optimal_thresholds
from prospectus.rules import schema_findings
from prospectus.rules.wording import as_keys, idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

MOST_LABELS = 4

OFF, NEAR = 1.3, 0.02
"""A threshold this many times off what the costs give, and by more than this, does not come from them; less is rounding, and
what a cost in one figure leaves open."""

DECIDING = frozenset({"classification", "anomaly"})
"""Tasks whose score is there to be cut: it becomes a yes or a no."""

_SCORE = Pattern(r"(?<![a-z])(?:probabilit(?:y|ies)|scores?|likelihoods?|logits?)(?![a-z])|확률|점수", re.IGNORECASE)
_CLASSES = Pattern(
    r"(?<![a-z])(?:per class|(?:of|over|for|per|each|every|all|(?<!\d)\d{1,9}) (?:the )?(?:\w{1,20} ){0,2}(?:class|label|categor|queue|topic)(?:e?s|y|ies)?"
    r"|soft-?max|arg-?max|top-?\d|multi-?class)(?![a-z])|(?:클래스|종류|범주|라벨|유형)(?:별|마다)",
    re.IGNORECASE,
)
"""An output that gives each of several classes its score."""

_PROBABILITY = Pattern(r"(?<![a-z])probabilit(?:y|ies)(?![a-z])|확률", re.IGNORECASE)


_CALIBRATED = Pattern(
    r"calibrat|isotonic|(?<![a-z])platt(?![a-z])|temperature[ -]scal|보정|온도 ?(?:스케일|조정)|등위 ?회귀|플랫 ?스케일",
    re.IGNORECASE,
)

_BY_COST = Pattern(
    r"expected (?:\w{1,20} )?(?:value|cost|utility|profit|loss|benefit|gain|payoff|return)|break-?even"
    r"|(?:minim\w{1,8}|lowest|least|smallest) (?:the )?(?:\w{1,20} )?(?:costs?|loss)(?![a-z])|cost[ -](?:optimal|based|benefit|ratio|matrix|minimi)|costs? of (?:the )?(?:errors|false|fp|fn)|(?<![a-z])(?:the|by|error|false alarm) costs?(?![a-z])"
    r"|기댓값|최소 ?(?:기대 ?)?비용|기대 ?(?:값|비용|손실|이익|가치|효용|수익|손익|이득)|(?:비용|손실)(?:을|이)? ?최소|비용 ?비율|오류 ?비용|손익 ?분기",
    re.IGNORECASE,
)
_BY_MORE = Pattern(
    r"capacity|budget|subject to|constraint|limit|(?<![a-z])(?:under|within|with|while|but|cap(?:ped)?|recall|precision"
    r"|at (?:most|least)|top)(?![a-z])|[<>≤≥]|per (?:hour|day|week|month)|한도|이내|이상|이하|예산|인원|용량|제약|재현율|정밀도|고려|함께|조건",
    re.IGNORECASE,
)


@document_rule("CON01", "schedule-impossible", Severity.ERROR, since="design")
def schedule_impossible(document: Document, context: Context) -> Iterator[Finding]:
    """The deadline lies before the last increment or has passed, or an increment is due before one that it builds on."""
    deadline = document.at("constraints.schedule.deadline")
    end, promised = deadline.date(), milestones(document)
    for earlier, later in out_of_order(promised):
        named = {"due": later.due, "name": later.name, "before": earlier.due, "earlier": earlier.name}
        yield Finding(later.due, "order", named, (label(earlier.due, "before"),))
    increments = [*document.at("problem.increments").each()]
    names = {folded(name) for increment in increments if (name := increment.at("name").text())}
    for item in (item for increment in increments for item in increment.at("after").each()):
        if (name := item.text()) and folded(name) not in names:
            yield Finding(item, "unknown", {"before": name}, severity=Severity.WARNING)
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
    """The stated costs add up to more than the budget of their period, or cannot be compared with it."""
    budget = document.at("constraints.budget")
    amount, currency, period = non_negative(budget.at("amount")), budget.at("currency"), budget.at("period").text()
    if amount is None or currency.text() is None or period not in {"once", *PERIODS_A_YEAR}:
        return
    own, foreign = in_currency(costs(document), currency.text())
    over = _once(document, own, amount) if period == "once" else _periodic(own, amount, PERIODS_A_YEAR[period])
    if over is not None:
        facts = {
            "currency": currency.text(),
            "budget": grouped(amount * over.periods),
            "total": grouped(over.total),
            "over": grouped(over.total - amount * over.periods),
            "period": _PERIODS.get(period or "", period),
            "years": {"en": counted(over.years, "year"), "ko": f"{figure(over.years)}년"},
        }
        yield Finding(budget.at("amount"), over.wording, facts, _parts(own, over, currency), over.severity)
    elif foreign:
        other = ", ".join(sorted({cost.currency or "?" for cost in foreign}))
        places = tuple(label(cost.stated_at, "foreign", currency=cost.currency) for cost in foreign[:MOST_LABELS])
        about = (currency, *(cost.stated_at for cost in foreign))
        yield Finding(currency, "currencies", {"currency": currency, "other": other}, places, Severity.WARNING, about)


_PERIODS: dict[str, Text] = {"month": {"en": "month", "ko": "달"}, "quarter": {"en": "quarter", "ko": "분기"}}


class _Overrun(NamedTuple):
    """A total that is more than the budget of ``periods``; it holds what ``years`` of running cost, and one-off costs from ``least`` on."""

    wording: str
    total: float
    years: float
    periods: float = 1
    least: float = 0
    severity: Severity | None = None


def _once(document: Document, own: list[Cost], amount: float) -> _Overrun | None:
    """A budget that is spent once. It may have been meant without running what it builds, unless it says for how many years."""
    stated = positive(document.at("constraints.budget.years"))
    years, once = stated or project_years(document), sum(cost.once for cost in own)
    total = once + years * sum(cost.yearly for cost in own)
    if once > amount * (1 + SLACK):
        return _Overrun("default", total, years)
    is_over = total > amount * (1 + SLACK)
    return _Overrun("running", total, years, severity=None if stated else Severity.WARNING) if is_over else None


def _periodic(own: list[Cost], amount: float, times: int) -> _Overrun | None:
    """A budget of so many periods a year: what is spent once falls into one of them, and into the first year at all events."""
    yearly, once = sum(cost.yearly for cost in own), sum(cost.once for cost in own)
    if times > 1 and yearly / times > amount * (1 + SLACK):
        return _Overrun("steady", yearly / times, 1 / times, least=inf)
    if yearly + once > amount * times * (1 + SLACK):
        return _Overrun("default" if times == 1 else "year", yearly + once, 1, times)
    largest = max((cost.once for cost in own), default=0)
    if yearly / times + largest > amount * (1 + SLACK):
        return _Overrun("period", yearly / times + largest, 1 / times, 1, largest, Severity.WARNING)
    return None


def _parts(own: list[Cost], over: _Overrun, currency: Node) -> tuple[Any, ...]:
    """The largest costs, each with what it adds to the total."""
    sums = [(cost.yearly * over.years + (cost.once if cost.once >= over.least else 0), cost.stated_at) for cost in own]
    sums.sort(key=itemgetter(0), reverse=True)
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
        yield finding._replace(wording="missing-all") if is_whole else finding
    for _, constraint in document.at("constraints").entries():
        if (
            constraint.is_idle and (constraint.text() or "").partition(":")[1]
        ):  # without a colon, it has not the form that is asked
            yield Finding(constraint, "reason", {"key": constraint.where} | idle(constraint))
    schedule = document.at("constraints.schedule")
    if isinstance(schedule.value, dict) and not any(schedule.at(key).is_present for key in ("deadline", "weeks")):
        due, shapes = schema_findings.required_from(document, "design"), shapes_of(schedule, ("deadline",))
        yield Finding(schedule, "schedule", {}, due, shapes=shapes)


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
    elif scoring and (threshold.is_blank or _is_open(threshold)):
        output = scoring[0].at("output.type")
        facts = {"model": name_of(scoring[0]), "output": output} | idle(threshold.at("chosen_by"))
        yield Finding(threshold, "missing", facts, (label(output, "output"),))


def _is_open(threshold: Node) -> bool:
    """Whether a threshold says neither where it lies nor how it is chosen. One that is waived with a reason is no mapping."""
    is_stated = isinstance(threshold.value, dict)
    return is_stated and threshold.at("chosen_by").is_blank and not threshold.at("value").is_present


def _decides_by_score(model: Node) -> bool:
    """Whether a model puts out a score that is cut somewhere: as it says itself, or by its task and its output.

    Of several classes the most probable one is chosen, and nothing is cut.
    """
    says = model.at("states_score").flag()
    if says is not None:
        return says
    output = model.at("output.type").text() or ""
    is_one_of_many = _CLASSES.search(output) or _CLASSES.search(model.at("output.schema").text() or "")
    return model.at("task").text() in DECIDING and _SCORE.search(output) is not None and not is_one_of_many


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


@document_rule("CON07", "no-tradeoff-rule", Severity.WARNING, since="design", asks=True, yields_to=("CON05",))
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


@document_rule(
    "CON10", "error-costs-not-stated", Severity.WARNING, since="design", asks=True, yields_to=("FEA07", "CON05")
)
def error_costs_not_stated(document: Document, _context: Context) -> Iterator[Finding]:
    """A classifier decides, and nothing says what a false alarm or a miss costs."""
    model = next((one for one in models(document) if one.at("task").text() in DECIDING), None)
    if model is None or _CLASSES.search(f"{model.at('output.type').text()} {model.at('output.schema').text()}"):
        return  # of many classes one is mistaken for another, and no two words say what that costs
    errors = document.at("constraints.errors")
    lacking = [key for key in ("fp", "fn") if errors.at(key).is_blank]
    if lacking and (errors.is_empty or isinstance(errors.value, dict)):
        keys = [f"constraints.errors.{key}" for key in lacking]
        facts = {"model": name_of(model), "keys": as_keys(keys, document.at())}
        about = tuple(errors.at(key) for key in lacking)
        yield Finding(errors, "default", facts, (label(model.at("task"), "task"),), about=about)


@document_rule("CON11", "threshold-off-its-costs", Severity.WARNING, since="design", yields_to=("CON06",))
def threshold_off_its_costs(document: Document, _context: Context) -> Iterator[Finding]:
    """A threshold is chosen by expected cost or value, and lies elsewhere than the stated costs put it."""
    threshold, errors = document.at("constraints.decision_threshold"), document.at("constraints.errors")
    value, chosen_by = threshold.at("value").number(), threshold.at("chosen_by").text() or ""
    is_probability = any(_is_probability(model, document) for model in models(document))
    if value is None or not 0 < value < 1 or not is_probability or not _is_chosen_by_cost(chosen_by):
        return
    bounds = cost_optimal_thresholds(errors)
    if bounds is None or bounds[0] / OFF <= value <= bounds[1] * OFF or _is_near(value, bounds):
        return
    low, high = (f"{bound:.2g}" for bound in bounds)
    facts = {"value": threshold.at("value"), "chosen_by": threshold.at("chosen_by"), "low": low, "high": high}
    related = tuple(label(errors.at(key, "cost"), key) for key in ("fp", "fn"))
    yield Finding(threshold.at("value"), "one" if low == high else "default", facts, related)


def _is_chosen_by_cost(chosen_by: str) -> bool:
    """Whether a threshold is chosen by cost alone; by capacity or a recall beside it, it may lie anywhere."""
    return _BY_COST.search(chosen_by) is not None and _BY_MORE.search(chosen_by) is None


def _is_probability(model: Node, document: Document) -> bool:
    """Whether a model decides by a probability, or by a score that is calibrated to be one."""
    if model.at("task").text() not in DECIDING and model.at("states_score").flag() is not True:
        return False
    method = document.at("constraints.confidence.method").text() or ""
    return bool(_PROBABILITY.search(model.at("output.type").text() or "") or _CALIBRATED.search(method))


def _is_near(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] - NEAR <= value <= bounds[1] + NEAR


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
    threshold_off_its_costs,
)
