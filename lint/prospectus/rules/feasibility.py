"""FEA: whether machine learning fits the problem is answered, with evidence, and the verdict follows from the answers.

The verdicts rule-based, no-go and defer end a document: it still owes the study (FEA01), and nothing more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.numbers import SLACK, figure, grouped
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.costs import Cost, costs, in_currency, payback, spending, yearly_value
from prospectus.project.datasets import datasets
from prospectus.project.feasibility import is_flagged, is_rare, red_flag
from prospectus.project.metrics import SIMPLE_SOLUTIONS, lacks_floor, model_metrics
from prospectus.rules import schema_findings
from prospectus.rules.wording import as_keys, idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

INDISPENSABLE = ("pattern", "objective_function", "data")
"""The signs for machine learning without which there is nothing to learn."""

PLANNED = frozenset({"to-collect", "purchase", "synthetic", "external"})
"""States of a data set of which somebody knows how it is had, whether it is there yet or not."""

AT_HAND = frozenset({"exists", "external"})
"""States of a data set that can be used today."""

_PERIODS: dict[str, Text] = {
    "minute": {"en": "minute", "ko": "1분"},
    "hour": {"en": "hour", "ko": "1시간"},
    "day": {"en": "day", "ko": "하루"},
    "week": {"en": "week", "ko": "1주"},
    "month": {"en": "month", "ko": "한 달"},
    "quarter": {"en": "quarter", "ko": "한 분기"},
    "year": {"en": "year", "ko": "1년"},
}

MOST_LABELS = 4

MOST_YEARS = 3
"""A model is out of date before money that comes back later than this has come back; few teams plan further."""


@document_rule("FEA01", "feasibility-incomplete", Severity.ERROR, since="design")
def feasibility_incomplete(document: Document, _context: Context) -> Iterator[Finding]:
    """An answer of the feasibility study is missing, or still unknown at the prototype."""
    yield from schema_findings.missing(document, "FEA01")
    stage, stages = document.stage, document.contract.lifecycle.stages
    if stage is None or stage.order < stages["prototype"].order or document.has_ended:
        return
    for group in ("fit", "red_flags"):
        for key, question in document.at("feasibility", group).entries():
            if question.answer() == "unknown":
                since = schema_findings.required_from(document, "prototype")
                yield Finding(question.at("answer"), "unknown", {"name": key}, since)


@document_rule("FEA02", "answer-without-evidence", Severity.WARNING, since="design", asks=True)
def answer_without_evidence(document: Document, _context: Context) -> Iterator[Finding]:
    """A sign for machine learning is claimed, and nothing is said to show it."""
    for key, question in document.at("feasibility.fit").entries():
        is_shown = not question.at("evidence").is_blank or not question.at("volume").is_blank
        if question.answer() == "yes" and not is_shown:
            facts = {"name": key} | idle(question.at("evidence"))
            yield Finding(question.at("answer"), "default", facts)


@document_rule("FEA03", "verdict-contradicts-fit", Severity.ERROR, since="design", yields_to=("FEA01",))
def verdict_contradicts_fit(document: Document, _context: Context) -> Iterator[Finding]:
    """The verdict is go, although nothing can be learnt, or the answers speak for something simpler."""
    verdict = document.at("feasibility.verdict")
    if verdict.value != "go":
        return
    related = (label(verdict, "verdict"),)
    for key in INDISPENSABLE:
        question = document.at("feasibility.fit", key)
        has_plan = key == "data" and _is_data_planned(document)
        if question.answer() == "no" and not has_plan:
            yield Finding(question.at("answer"), key, {}, related)
        elif question.answer() == "unknown" and not has_plan and question.at("mitigation").is_blank:
            yield Finding(question.at("answer"), "unknown", {"name": key}, related, Severity.WARNING)
    for at, wording in _doubts(document):
        facts = {"value": at.at("value"), "per": _PERIODS.get(at.at("per").text() or "", "")}
        yield Finding(at, wording, facts, related, Severity.WARNING)


def _doubts(document: Document) -> Iterator[tuple[Node, str]]:
    """The answers that speak for a rule, or for doing it by hand, with nothing said about why it is done nevertheless."""
    fit = document.at("feasibility.fit")
    for key in ("complex", "repetitive"):
        if fit.at(key).answer() == "no" and fit.at(key, "mitigation").is_blank:
            yield fit.at(key, "answer"), key
    volume, cost = fit.at("repetitive.volume"), red_flag(document, "not_cost_effective")
    if fit.at("repetitive").answer() == "yes" and is_rare(volume):
        yield volume, "rare"
    if is_flagged(document, "not_cost_effective") and cost.parent.at("mitigation").is_blank:
        yield cost, "not_cost_effective"


def _is_data_planned(document: Document) -> bool:
    """Whether somebody knows how the data will be had: words, or a data set that is to be collected, bought or made."""
    feasibility = document.at("feasibility")
    words = (feasibility.at("fit.data.mitigation"), feasibility.at("red_flags.data_hard.mitigation"))
    states = {dataset.at("state").text() for dataset in datasets(document)}
    return any(word.stated() for word in words) or bool(states & PLANNED)


@document_rule("FEA04", "unethical-without-mitigation", Severity.ERROR, since="design", asks=True)
def unethical_without_mitigation(document: Document, _context: Context) -> Iterator[Finding]:
    """The use could be unethical, the verdict is go, and nothing is done about it."""
    answer, verdict = red_flag(document, "unethical"), document.at("feasibility.verdict")
    if not is_flagged(document, "unethical") or verdict.value != "go":
        return
    related = (label(verdict, "verdict"),)
    mitigation = answer.parent.at("mitigation")
    if mitigation.is_blank:
        yield Finding(answer, "mitigation", idle(mitigation), related, about=(answer, mitigation))
    is_told = document.section_level("ethics-fairness") is Severity.ERROR  # by STR05
    if document.section("ethics-fairness") is None and not is_told:
        section = document.contract.lifecycle.sections["ethics-fairness"]
        facts = {"title": section.title.get(document.lang, section.title["en"])}
        yield Finding(answer, "section", facts, related)


@document_rule("FEA05", "data-answer-contradicted", Severity.ERROR, since="design", asks=True)
def data_answer_contradicted(document: Document, _context: Context) -> Iterator[Finding]:
    """The data is said to exist and no data set does, or it is hard to get and nobody knows how."""
    answer, declared = document.at("feasibility.fit.data.answer"), datasets(document)
    states = [state for dataset in declared if (state := dataset.at("state")).text()]
    if answer.value == "yes" and states and not any(state.text() in AT_HAND for state in states):
        yield Finding(answer, "exists", {}, tuple(label(state, "state") for state in states[:MOST_LABELS]))
    elif is_flagged(document, "data_hard") and not _is_data_planned(document) and not any(map(_is_priced, declared)):
        yield Finding(red_flag(document, "data_hard"), "plan")


def _is_priced(dataset: Node) -> bool:
    return any(dataset.at(key).is_present for key in ("annotation.unit_price", "cost.amount"))


@document_rule(
    "FEA06",
    "simple-solution-not-measured",
    Severity.ERROR,
    since="design",
    asks=True,
    yields_to=("MET03", "MET05"),
)
def simple_solution_not_measured(document: Document, _context: Context) -> Iterator[Finding]:
    """A simple solution exists, and no metric says how good it is."""
    if not is_flagged(document, "simple_solution") or not lacks_floor(document, SIMPLE_SOLUTIONS):
        return
    judging = model_metrics(document)
    related = tuple(
        label(metric.at("baseline.kind"), "baseline", metric=metric.at("id"))
        for metric in judging
        if metric.at("baseline.kind").text()
    )
    about = tuple(metric.at("baseline") for metric in judging)
    yield Finding(red_flag(document, "simple_solution"), "default", {}, related[:MOST_LABELS], about=about)


@document_rule(
    "FEA07", "error-critical-without-net", Severity.ERROR, since="design", asks=True, yields_to=("CON05", "OPS03")
)
def error_critical_without_net(document: Document, _context: Context) -> Iterator[Finding]:
    """A single error can do serious harm, and there is no fallback, no human, or no word on what an error costs."""
    if not is_flagged(document, "error_critical"):
        return
    constraints, deployment = document.at("constraints"), document.at("deployment")
    below = constraints.at("confidence.below").text()
    nets = {
        "deployment.fallback": not deployment.at("fallback").is_blank or below == "fallback",
        "deployment.human_review": not deployment.at("human_review").is_blank
        or constraints.at("confidence.gate").is_present,
        "constraints.errors.fp": not constraints.at("errors.fp").is_blank or constraints.at("errors").is_waived,
        "constraints.errors.fn": not constraints.at("errors.fn").is_blank or constraints.at("errors").is_waived,
    }
    lacking = [key for key, is_there in nets.items() if not is_there]
    if lacking:
        answer, about = red_flag(document, "error_critical"), tuple(document.at(key) for key in lacking)
        yield Finding(answer, "default", {"keys": as_keys(lacking, document.at())}, about=about)


@document_rule("FEA08", "existing-models-not-considered", Severity.WARNING, since="design", asks=True)
def existing_models_not_considered(document: Document, _context: Context) -> Iterator[Finding]:
    """Nothing says which existing models were looked at."""
    feasibility = document.at("feasibility")
    models, note = feasibility.at("existing_models"), feasibility.at("existing_models_note")
    if not isinstance(feasibility.value, dict) or not note.is_blank:
        return
    if not models.is_present:
        yield Finding(models, "missing", idle(note), schema_findings.required_from(document, "design"))
    elif isinstance(models.value, list) and models.is_blank:
        yield Finding(models, "note", idle(note) or idle(models))


@document_rule("FEA09", "explanation-not-planned", Severity.ERROR, since="design", asks=True, yields_to=("CON05",))
def explanation_not_planned(document: Document, _context: Context) -> Iterator[Finding]:
    """Every decision must be explained, and the constraints plan no explanation of each."""
    if not is_flagged(document, "explain_all"):
        return
    answer, plan = red_flag(document, "explain_all"), document.at("constraints.interpretability")
    required, related = plan.at("required"), (label(answer, "answer"),)
    if plan.is_blank:
        yield Finding(answer, "missing", about=(plan,))
    elif required.text() in {"none", "global"}:
        yield Finding(required, "required", {"required": required}, related)
    elif required.value == "per-decision" and plan.at("method").is_blank:
        yield Finding(plan, "method", idle(plan.at("method")), related, about=(plan.at("method"),))


@document_rule("FEA10", "cost-exceeds-value", Severity.ERROR, since="design", asks=True, yields_to=("CON02", "STR03"))
def cost_exceeds_value(document: Document, _context: Context) -> Iterator[Finding]:
    """The project costs more than it brings, or nobody knows either."""
    estimate = document.at("business.value_estimate")
    if document.verdict != "go":
        return
    known = costs(document)
    is_cost_known = bool(known) or document.at("constraints.budget").count() > 0
    if estimate.is_empty:
        wording = "value" if is_cost_known else "both"
        yield Finding(estimate, wording, {}, schema_findings.required_from(document, "design"), Severity.WARNING)
    elif not is_cost_known and estimate.count():
        due, about = schema_findings.required_from(document, "design"), (estimate, document.at("constraints.budget"))
        yield Finding(estimate, "cost", {}, due, Severity.WARNING, about)
    else:
        yield from _compared(document, estimate)


def _compared(document: Document, estimate: Node) -> Iterator[Finding]:
    amount, period, currency = estimate.at("amount"), estimate.at("period").text(), estimate.at("currency")
    value = yearly_value(document)
    if value is None:
        return
    spent, foreign = in_currency(spending(document), currency.text())
    total = sum(cost.first_year if period == "once" else cost.yearly for cost in spent)
    if value < total < float("inf"):
        facts: dict[str, Any] = {"cost": grouped(total), "value": grouped(value), "currency": currency.text()}
        yield Finding(amount, "once" if period == "once" else "default", facts, _largest(spent))
    elif foreign:
        other = ", ".join(sorted({cost.currency or "?" for cost in foreign}))
        places = tuple(label(cost.stated_at, "foreign", currency=cost.currency) for cost in foreign[:MOST_LABELS])
        # A cost without a currency has that of the budget, and CON02 says what is wrong with it.
        own = document.at("constraints.budget.currency")
        about = (
            *(cost.stated_at for cost in foreign),
            *([own] if own.text() in {cost.currency for cost in foreign} else []),
        )
        yield Finding(currency, "currencies", {"currency": currency, "other": other}, places, Severity.WARNING, about)


def _largest(spent: list[Cost]) -> tuple[Any, ...]:
    by_size = sorted(spent, key=lambda cost: cost.first_year, reverse=True)
    return tuple(label(cost.stated_at, "cost") for cost in by_size[:MOST_LABELS] if cost.first_year)


@document_rule("FEA11", "payback-too-long", Severity.WARNING, since="design")
def payback_too_long(document: Document, _context: Context) -> Iterator[Finding]:
    """What is spent once comes back only after many years."""
    estimate = document.at("business.value_estimate")
    paid_back = payback(document)
    if document.verdict != "go" or paid_back is None:
        return
    if MOST_YEARS * (1 + SLACK) < paid_back.years < float("inf"):
        currency = estimate.at("currency").text()
        facts = {
            "once": grouped(paid_back.once),
            "value": grouped(paid_back.value),
            "yearly": grouped(paid_back.yearly),
            "currency": currency,
            "years": figure(round(paid_back.years, 1)),
            "most": MOST_YEARS,
        }
        yield Finding(estimate.at("amount"), "default", facts, _largest(in_currency(spending(document), currency)[0]))


RULES = (
    feasibility_incomplete,
    answer_without_evidence,
    verdict_contradicts_fit,
    unethical_without_mitigation,
    data_answer_contradicted,
    simple_solution_not_measured,
    error_critical_without_net,
    existing_models_not_considered,
    explanation_not_planned,
    cost_exceeds_value,
    payback_too_long,
)
