"""DAT: every data set says what it holds, what its labels are, what they cost, and where it comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prospectus.ground.folding import folded
from prospectus.ground.numbers import SLACK, figure, finite, positive
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label, shapes_of
from prospectus.project.datasets import (
    TESTING,
    datasets,
    days_covered,
    days_in,
    labelling_cost,
    models_of,
    positive_share,
    records,
    sum_of,
)
from prospectus.project.licences import commerce_of, forbids_commerce
from prospectus.project.models import models, name_of
from prospectus.project.splits import BY_TIME
from prospectus.rules import schema_findings
from prospectus.rules.wording import SHOWN, as_keys, idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

SUM_TOLERANCE = 0.01
"""Kinds are often counted in rounded thousands: a total within 1% of their sum agrees with it."""

RATE_TOLERANCE = 0.01
"""A stated share of positives is rounded: one point, or a tenth of the share, is no contradiction."""

COST_TOLERANCE = 0.05
"""A quotation is rounded, and some records are labelled again: a cost within 5% of price x labels agrees with it."""

SEASONS = 2
"""A season can be told from a trend, and from chance, only where it was seen twice."""

SEASON_SLACK = 0.03
"""Two years may be 730 days or a week less, as the data was cut."""

THIS_MONTH = 31
"""A period that is stated by the month ends with this one, whatever day it is."""

TWICE = 2
"""Records that two people label check each other."""

LEAST_AGREEMENT = 0.4
"""Below it, a kappa or an alpha is called fair at best (Landis and Koch, 1977)."""

LEAST_SHARE_AGREED = 0.6
"""Of two classes people agree on half by chance alone: a bare share of agreement is to be higher than a kappa."""

_SHARE_AGREED = Pattern(r"percent|%|raw|simple|share|rate|단순|일치율|비율", re.IGNORECASE)

LABELLED_TASKS = frozenset(
    {"classification", "regression", "ranking", "forecasting", "detection", "segmentation", "ocr", "retrieval"}
)
"""Tasks that learn from labels; the others learn from the data itself, or nobody knows (``other``)."""

LABEL_FREE_TASKS = frozenset({"clustering", "anomaly", "generation", "other"})
"""Tasks that can learn without any label, or of which nobody knows."""

_HAVE_LABELS = frozenset({"labelled", "proxy"})
_LACK_LABELS = frozenset({"unlabelled", "none"})

_PROVENANCE = {
    "exists": ("source", "license", "version", "period"),
    "external": ("source", "license", "version"),
    "synthetic": ("source", "version"),
    "to-collect": ("source", "license"),
    "purchase": ("source", "license"),
}
"""What a data set of each state can say of where it comes from: what is not there yet has no version, what was made by a
program has no date, and what others published is known by its version."""

_FORMS = {
    form: Pattern(rf"(?<![a-z])(?:{words})(?![a-z])|{korean}", re.IGNORECASE)
    for form, words, korean in (
        ("box", r"b(?:ounding[ _-]?)?box(?:es)?|image[ _-]?crops?", "바운딩|상자|박스"),
        ("mask", r"masks?|polygons?|segmentations?", "마스크|폴리곤|다각형"),
        (
            "text",
            r"texts?|strings?|latex|transcripts?|transcriptions?|captions?|translations?|summary|summaries|reply|replies",
            "문자열|텍스트|문장|전사|번역|요약|답변",
        ),
        ("class", r"class(?:es)?|category|categories|labels?|binary|yes/no|pass/fail", "종류|범주|등급|여부"),
        ("number", r"numbers?|counts?|amounts?|prices?", "숫자|수치|개수|금액"),
    )
}
"""The forms that a label and an output may have, by words that hardly mean anything else."""

_IMPLIED = {"mask": ("box",), "class": ("text",), "number": ("text",)}
"""A mask has a box around it, and the name of a class and a number that is read from a picture are texts."""

_STRUCTURED = frozenset({"box", "mask", "text"})
"""Forms of an output that cannot be learnt from a label of another form. A number or a class can be made of any."""


@document_rule("DAT01", "kinds-missing-or-repeated", Severity.ERROR, since="design", asks=True)
def kinds_missing(document: Document, _context: Context) -> Iterator[Finding]:
    """A training set does not say which kinds of records it holds, or a data set names one kind twice."""
    for dataset in datasets(document):
        kinds, facts = dataset.at("kinds"), {"dataset": name_of(dataset)}
        if kinds.is_blank and dataset.at("purpose").value == "train":
            yield Finding(kinds, "missing", facts, schema_findings.required_from(document, "design"))
        first: dict[str, Node] = {}
        for kind in kinds.each():
            name = kind.at("name")
            word = folded(name.text() or "")
            if word and first.setdefault(word, name) is not name:
                yield Finding(name, "repeated", {**facts, "kind": name}, (label(first[word], "first"),))


@document_rule("DAT02", "quantities-do-not-add-up", Severity.ERROR, since="design")
def do_not_add_up(document: Document, _context: Context) -> Iterator[Finding]:
    """The kinds of a data set do not add up to its total, or are not the share of positives that it states."""
    for dataset in datasets(document):
        kinds, at = dataset.at("kinds"), dataset.at("total")
        total, summed = positive(at), sum_of(kinds)
        facts: dict[str, Any] = {"dataset": name_of(dataset)}
        if dataset.at("overlapping").flag():
            yield from _more_than_all(dataset, total)
        elif total is not None and summed is not None and abs(summed - total) > SUM_TOLERANCE * total:
            facts |= {"sum": figure(summed), "total": figure(total), "gap": figure(abs(total - summed))}
            labels = (label(kinds, "kinds", sum=figure(summed)),)
            yield Finding(at, "more" if total > summed else "less", facts, labels)
        else:
            yield from _other_rate(dataset)


def _more_than_all(dataset: Node, total: float | None) -> Iterator[Finding]:
    """Of kinds that overlap, each holds no more records than there are."""
    for kind in dataset.at("kinds").each():
        quantity = positive(kind.at("quantity"))
        if total is not None and quantity is not None and quantity > total * (1 + SUM_TOLERANCE):
            facts = {"dataset": name_of(dataset), "kind": kind.at("name"), "quantity": figure(quantity)}
            at = dataset.at("total")
            yield Finding(at, "kind", {**facts, "total": figure(total)}, (label(kind.at("quantity"), "kind"),))
            return


def _other_rate(dataset: Node) -> Iterator[Finding]:
    stated = finite(dataset.at("positive_rate"))
    counted = positive_share(dataset) if stated is not None else None
    if stated is None or counted is None or not 0 <= stated <= 1:
        return
    if abs(stated - counted) > max(RATE_TOLERANCE, RATE_TOLERANCE * 10 * counted):
        facts = {"dataset": name_of(dataset), "rate": figure(stated), "share": figure(round(counted, 3))}
        labels = (label(dataset.at("kinds"), "classes", share=facts["share"]),)
        yield Finding(dataset.at("positive_rate"), "rate", facts, labels, Severity.WARNING)


@document_rule("DAT03", "ground-truth-undefined", Severity.ERROR, since="design", asks=True)
def ground_truth_undefined(document: Document, _context: Context) -> Iterator[Finding]:
    """Nothing says what the labels of a data set are, or a model is to give something else than what they hold."""
    served, held = models_of(document), _held_by_model(document)
    for dataset in datasets(document):
        truth, learners = dataset.at("ground_truth"), served.get(name_of(dataset), [])
        facts = {"dataset": name_of(dataset), "truth": truth} | idle(truth)
        learner = next((model for model in learners if model.at("task").text() in LABELLED_TASKS), None)
        if truth.is_blank and dataset.at("label_state").text() in _HAVE_LABELS:
            yield Finding(truth, "labelled", facts, (label(dataset.at("label_state"), "state"),))
        elif truth.is_blank and learner is not None:
            cause = label(learner.at("task"), "task", model=name_of(learner))
            yield Finding(truth, "task", {**facts, "task": learner.at("task"), "model": name_of(learner)}, (cause,))
        elif dataset.at("purpose").value == "train":
            other = next((model for model in learners if _gives_other(model, truth, held)), None)
            if other is not None:
                output = other.at("output.type")
                facts |= {"model": name_of(other), "output": output}
                yield Finding(truth, "differs", facts, (label(output, "output", model=name_of(other)),))


def _held_by_model(document: Document) -> dict[object, set[str]]:
    """The forms of all labels that each model is trained on, by the path of the model."""
    served = models_of(document)
    held: dict[object, set[str]] = {}
    for dataset in datasets(document, "train"):
        forms = _forms(dataset.at("ground_truth").text())
        forms |= {implied for form in forms for implied in _IMPLIED.get(form, ())}
        for model in served.get(name_of(dataset), []):
            held.setdefault(model.path, set()).update(forms)
    return held


def _gives_other(model: Node, truth: Node, held: dict[object, set[str]]) -> bool:
    """Whether the output of a model has a form that none of its labels has, as far as their words tell."""
    output = model.at("output")
    wanted = _forms(output.at("type").text()) or _forms(output.at("schema").text())
    if not wanted or not wanted <= _STRUCTURED or not _forms(truth.text()):
        return False
    return not wanted & held.get(model.path, wanted)


def _forms(words: str | None) -> set[str]:
    return {form for form, pattern in _FORMS.items() if words and pattern.search(words)}


@document_rule("DAT04", "labels-without-plan", Severity.ERROR, since="design", asks=True)
def labels_without_plan(document: Document, _context: Context) -> Iterator[Finding]:
    """A data set has no labels, and nothing says who will make them."""
    served = models_of(document)
    labelled = _learning_from_labels(document)
    for dataset in datasets(document):
        state, annotation = dataset.at("label_state"), dataset.at("annotation")
        learners = served.get(name_of(dataset), [])
        needs_none = bool(learners) and dataset.at("purpose").text() not in TESTING
        if needs_none and all(one.at("task").text() in LABEL_FREE_TASKS or one.path in labelled for one in learners):
            continue
        if state.text() in _LACK_LABELS and not annotation.is_present:
            facts = {"dataset": name_of(dataset), "state": state}
            yield Finding(annotation, state.text() or "", facts, (label(state, "state"),))


def _learning_from_labels(document: Document) -> set[object]:
    """The models that have other training data with labels: what has none is for pretraining, or to be learnt along."""
    served = models_of(document)
    return {
        model.path
        for dataset in datasets(document, "train")
        if dataset.at("label_state").text() in _HAVE_LABELS
        for model in served.get(name_of(dataset), [])
    }


@document_rule("DAT05", "vendor-without-guide-or-price", Severity.ERROR, since="design", asks=True)
def vendor_without_guide(document: Document, _context: Context) -> Iterator[Finding]:
    """A vendor labels the data without an annotation guide, a price or a quality check."""
    for dataset in datasets(document):
        annotation = dataset.at("annotation")
        by = annotation.at("by")
        if by.value != "vendor":
            continue
        lacking = [key for key in ("guide", "unit_price", "qa") if annotation.at(key).is_blank]
        if "unit_price" in lacking and positive(dataset.at("cost.amount")) is not None:
            lacking.remove("unit_price")  # a fixed price for the whole order
        if lacking:
            facts = {"dataset": name_of(dataset), "keys": as_keys(lacking, annotation)}
            shapes = shapes_of(annotation, lacking)
            yield Finding(annotation.at(lacking[0]), "default", facts, (label(by, "vendor"),), shapes=shapes)


@document_rule("DAT06", "labelling-cost-inconsistent", Severity.WARNING, since="design", yields_to=("DAT02",))
def cost_inconsistent(document: Document, _context: Context) -> Iterator[Finding]:
    """Price times labels is not the stated cost of a data set, or goes beyond the labelling budget."""
    for dataset in datasets(document):
        cost, stated, declared = labelling_cost(dataset), dataset.at("cost"), positive(dataset.at("cost.amount"))
        if cost is None or declared is None or not _same_currency(dataset.at("annotation"), stated):
            continue
        buys_more = dataset.at("state").text() in {"to-collect", "purchase", "external"}  # the records have a price too
        is_less = declared < cost * (1 - COST_TOLERANCE)
        if is_less or (declared > cost * (1 + COST_TOLERANCE) and not buys_more):
            price = dataset.at("annotation.unit_price")
            facts = {
                "dataset": name_of(dataset),
                "product": _product(dataset),
                "cost": figure(cost),
                "declared": figure(declared),
            }
            wording, amount = "less" if is_less else "more", stated.at("amount")
            yield Finding(amount, wording, facts, (label(price, "price"),), about=(amount, dataset.at("total")))
    yield from _over_labelling_budget(document)


def _over_labelling_budget(document: Document) -> Iterator[Finding]:
    budget = document.at("constraints.labeling_budget")
    limit = positive(budget.at("amount"))
    costs = [
        (cost, dataset)
        for dataset in datasets(document)
        if (cost := labelling_cost(dataset)) is not None and _same_currency(dataset.at("annotation"), budget)
    ]
    total = sum(cost for cost, _ in costs)
    if limit is None or total <= limit * (1 + SLACK):
        return
    facts = {"total": figure(total), "limit": figure(limit), "currency": budget.at("currency")}
    parts = tuple(
        label(dataset.at("annotation.unit_price"), "part", product=_product(dataset), cost=figure(cost))
        for cost, dataset in costs[:SHOWN]
    )
    about = (budget.at("amount"), *(dataset.at("total") for _, dataset in costs))
    yield Finding(budget.at("amount"), "budget", facts, parts, about=about)


def _product(dataset: Node) -> str:
    factors = [positive(dataset.at("annotation.unit_price")), records(dataset), positive(dataset.at("redundancy"))]
    return " x ".join(figure(factor) for factor in factors if factor is not None)


def _same_currency(one: Node, other: Node) -> bool:
    """Whether two amounts may be compared: a currency that is not stated is that of the other."""
    first, second = one.at("currency").text(), other.at("currency").text()
    return first is None or second is None or first == second


@document_rule("DAT07", "dataset-without-provenance", Severity.WARNING, since="design", asks=True)
def without_provenance(document: Document, _context: Context) -> Iterator[Finding]:
    """A data set does not say where it comes from, on which terms, of which version or time."""
    for dataset in datasets(document):
        asked = _PROVENANCE.get(dataset.at("state").text() or "", _PROVENANCE["exists"])
        lacking = [key for key in asked if dataset.at(key).is_blank]
        if lacking:
            facts = {"dataset": name_of(dataset), "keys": as_keys(lacking, dataset)}
            due, shapes = schema_findings.required_from(document, "design"), shapes_of(dataset, lacking)
            yield Finding(dataset.at(lacking[0]), "default", facts, due, shapes=shapes)
        start, end = dataset.at("period.from"), dataset.at("period.to")
        first, last = start.date(), end.date()
        if first is not None and last is not None and last < first:
            dates = {"dataset": name_of(dataset), "start": first.isoformat(), "end": last.isoformat()}
            yield Finding(end, "period", dates, (label(start, "start"),))


@document_rule("DAT08", "history-too-short", Severity.INFO, since="design")
def history_too_short(document: Document, _context: Context) -> Iterator[Finding]:
    """The training data hold less than two seasons, or the test data are shorter than what the model predicts."""
    served = models_of(document)
    is_split_by_time = document.at("data.split.strategy").text() in BY_TIME
    for dataset in datasets(document, "train"):
        season, learners = positive(dataset.at("season_days")), served.get(name_of(dataset), [])
        is_forecast = any(model.at("task").value == "forecasting" for model in learners)
        if season is None or not (is_split_by_time or is_forecast):
            continue
        days = _days_of_history(document, dataset, learners)
        if days is None or days >= SEASONS * season * (1 - SEASON_SLACK):
            continue
        facts = {"dataset": name_of(dataset), "days": days, "season": figure(season), "asked": figure(SEASONS * season)}
        yield Finding(dataset.at("period"), "season", facts, (label(dataset.at("season_days"), "season"),))
    longest: dict[object, tuple[int, Node]] = {}
    for dataset in datasets(document, "test"):
        days = days_in(dataset.at("period"))
        for model in served.get(name_of(dataset), []):
            if days is not None and days > longest.get(model.path, (0, dataset))[0]:
                longest[model.path] = (days, dataset)
    for model in models(document):
        horizon = model.at("horizon_days")
        ahead, (days, dataset) = positive(horizon), longest.get(model.path, (0, model))
        if ahead is not None and 0 < days < ahead:
            facts = {"dataset": name_of(dataset), "days": days, "model": name_of(model), "horizon": figure(ahead)}
            yield Finding(dataset.at("period"), "horizon", facts, (label(horizon, "horizon"),))


def _days_of_history(document: Document, dataset: Node, learners: list[Node]) -> int | None:
    """How many days a training set covers, with those of the others that the same models are trained on."""
    served, paths = models_of(document), {model.path for model in learners}
    if days_in(dataset.at("period")) is None:
        return None
    together = [
        one
        for one in datasets(document, "train")
        if one == dataset or any(model.path in paths for model in served.get(name_of(one), []))
    ]
    return days_covered(one.at("period") for one in together)


@document_rule("DAT09", "test-labels-not-checked", Severity.WARNING, since="design", asks=True)
def unchecked_test_labels(document: Document, _context: Context) -> Iterator[Finding]:
    """The labels of a test set come from a model, from people whose work nobody checks, or from people who disagree."""
    for dataset in datasets(document, *TESTING):
        annotation = dataset.at("annotation")
        facts: dict[str, Any] = {"dataset": name_of(dataset)}
        by, qa, agreement = annotation.at("by"), annotation.at("qa"), annotation.at("agreement")
        value, measure = agreement.at("value").number(), agreement.at("measure").text() or ""
        redundancy = positive(dataset.at("redundancy"))
        is_checked = not qa.is_blank or not agreement.is_blank or (redundancy is not None and redundancy >= TWICE)
        least = LEAST_SHARE_AGREED if _SHARE_AGREED.search(measure) else LEAST_AGREEMENT
        if by.value == "model" and not is_checked:
            yield Finding(by, "model", facts)
        elif by.value == "in-house" and not is_checked:
            yield Finding(qa, "unchecked", facts, (label(by, "people"),))
        if value is not None and -1 <= value < least:
            facts |= {"value": agreement.at("value"), "measure": agreement.at("measure"), "least": figure(least)}
            yield Finding(agreement.at("value"), "disagree", facts)


@document_rule("DAT10", "data-from-the-future", Severity.WARNING, since="design")
def data_from_the_future(document: Document, context: Context) -> Iterator[Finding]:
    """A data set exists, and its period is still to come."""
    for dataset in datasets(document):
        state = dataset.at("state")
        facts: dict[str, Any] = {"dataset": name_of(dataset), "state": state}
        if state.text() not in {"exists", "external"}:
            continue
        start, end = dataset.at("period.from"), dataset.at("period.to")
        first, last = start.date(), end.date()
        if first is not None and context.clock.is_future(first, by=1):  # tomorrow has begun elsewhere
            yield Finding(start, "begins", {**facts, "date": start}, (label(state, "state"),), about=(start, end))
        elif last is not None and context.clock.is_future(last, by=THIS_MONTH):
            yield Finding(end, "ends", {**facts, "date": end}, (label(state, "state"),))


@document_rule("DAT11", "licence-forbids-commerce", Severity.WARNING, since="design")
def licence_forbids_commerce(document: Document, _context: Context) -> Iterator[Finding]:
    """A commercial service rests on data whose licence allows no commercial use."""
    forbidding = [one for one in datasets(document) if forbids_commerce(one.at("license").text() or "")]
    commerce = commerce_of(document) if forbidding else None
    for dataset in forbidding:
        if commerce is not None:
            licence = dataset.at("license")
            facts = {"dataset": name_of(dataset), "license": licence}
            yield Finding(licence, "default", facts, (label(commerce, "commerce"),))


RULES = (
    kinds_missing,
    do_not_add_up,
    ground_truth_undefined,
    labels_without_plan,
    vendor_without_guide,
    cost_inconsistent,
    without_provenance,
    history_too_short,
    unchecked_test_labels,
    data_from_the_future,
    licence_forbids_commerce,
)
