"""MOD: every model says what goes in and what comes out, fits the models beside it, and has data and a use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.folding import letters
from prospectus.ground.numbers import figure, finite
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.datasets import TESTING, TRAINING, datasets
from prospectus.project.models import dependency_cycles, models, models_by_id, name_of
from prospectus.rules import schema_findings
from prospectus.rules.wording import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_SIDES: dict[str, Text] = {
    "input": {"en": "input", "ko": "입력"},
    "output": {"en": "output", "ko": "출력"},
    "both": {"en": "input and output", "ko": "입력과 출력"},
}


_TABLE = Pattern(
    r"tab(?:le|ular)|features?\b|data ?frame|records?\b|rows?\b|json|테이블|(?<!좌)표$|특징|피처", re.IGNORECASE
)
_COLUMN = Pattern(
    r"(?:number|score|probability|probabilities|class|label|category|flag|rank|embedding|vector|count|value|forecast|scalar"
    r"|숫자|점수|확률|등급|분류|임베딩|예측값)s?$",
    re.IGNORECASE,
)
_TEXT = Pattern(r"(?:text|string|텍스트|문자열)s?$", re.IGNORECASE)
"""Types by what they end in: a column of a table is any of the second kind."""

_NUMBER = Pattern(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_ANY_NUMBER = Pattern(r"(?<![\w.])[-+]?[0-9]{1,15}(?:\.[0-9]{1,15})?(?![\w.]*[0-9])")
_BEGINS = Pattern(r"\s{0,9}([-+]?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s{0,3}[,;(]")
_IS_SCORE = Pattern(r"(?:probability|score|확률|점수)$", re.IGNORECASE)
LONGEST_EXAMPLE = 300


@document_rule("MOD01", "model-without-input-or-output", Severity.ERROR, since="design", asks=True)
def without_input_or_output(document: Document, _context: Context) -> Iterator[Finding]:
    """A model does not say what goes in or what comes out."""
    yield from schema_findings.missing(document, "MOD01")


@document_rule("MOD02", "pipeline-types-do-not-chain", Severity.ERROR, since="design", yields_to=("MOD03",))
def types_do_not_chain(document: Document, _context: Context) -> Iterator[Finding]:
    """A model does not take what the model before it gives."""
    by_id = models_by_id(document.at("models"))
    for consumer in models(document):
        at = consumer.at("input.type")
        taken = at.texts() or ([only] if (only := at.text()) else [])
        known = {_folded(kind) for kind in taken}
        for item in consumer.at("depends_on").each():
            producer = by_id.get(item.text() or "")
            given = producer.at("output.type") if producer else item
            kind = given.text()
            if producer is None or not taken or kind is None or _folded(kind) in known or _takes(taken, kind):
                continue
            facts = {
                "consumer": name_of(consumer),
                "producer": name_of(producer),
                "given": kind,
                "taken": " | ".join(taken),
            }
            labels = (label(given, "given", producer=name_of(producer)), label(item, "depends"))
            yield Finding(at, "default", facts, labels, about=(item,))


def _takes(taken: list[str], given: str) -> bool:
    """Whether one of these types plainly holds another one: a table has columns for scores, a text may be in LaTeX."""
    return any(
        (_TABLE.search(kind) and _COLUMN.search(given)) or (_TEXT.fullmatch(kind) and _TEXT.search(given))
        for kind in taken
    )


def _folded(kind: str) -> str:
    """A type without case, separators and plural: ``image-crops`` and ``Image crop`` are one."""
    return letters(kind).removesuffix("s")


@document_rule("MOD03", "pipeline-cycle", Severity.ERROR, since="design")
def pipeline_cycle(document: Document, _context: Context) -> Iterator[Finding]:
    """Models depend on each other in a cycle, so that none can run first."""
    for cycle in dependency_cycles(document.at("models")):
        first = cycle[0].text()
        if len(cycle) == 1:
            yield Finding(cycle[0], "self", {"model": first})
            continue
        names = [cycle[-1].text() or "", *(item.text() or "" for item in cycle)]
        path = " -> ".join(names if len(names) <= SHOWN else [*names[: SHOWN - 2], "…", names[-1]])
        labels = tuple(
            label(item, "road", model=model, other=item.text())
            for model, item in list(zip(names, cycle, strict=False))[1:SHOWN]
        )
        yield Finding(cycle[0], "default", {"road": path, "count": len(cycle)}, labels, about=tuple(cycle))


@document_rule("MOD04", "model-without-example", Severity.INFO, since="prototype", asks=True)
def without_example(document: Document, _context: Context) -> Iterator[Finding]:
    """A model shows no example of what goes in or what comes out."""
    for model in models(document):
        sides = [side for side in ("input", "output") if isinstance(model.at(side).value, dict)]
        lacking = [side for side in sides if model.at(side, "example").is_unwritten]
        if lacking:
            side = _SIDES["both" if len(lacking) > 1 else lacking[0]]
            yield Finding(model.at(lacking[0], "example"), "default", {"model": name_of(model), "side": side})


@document_rule("MOD05", "model-without-data-or-use", Severity.ERROR, since="design", asks=True, yields_to=("STR09",))
def without_data_or_use(document: Document, _context: Context) -> Iterator[Finding]:
    """A model has no training data, test data or use, or a data set serves no model."""
    declared = [model for model in models(document) if isinstance(model.value, dict)]
    if not declared:
        return
    has_data = isinstance(document.at("data.datasets").value, list)
    trains, tests, wanted = _served(document, TRAINING), _served(document, TESTING), _wanted(document)
    for model in declared:
        name = name_of(model)
        if has_data and model.at("train").is_blank and name not in trains:
            yield Finding(
                model.at("train"), "train", {"model": name}, schema_findings.required_from(document, "design")
            )
        if has_data and model.at("test").is_blank and name not in tests:
            yield Finding(model.at("test"), "test", {"model": name}, schema_findings.required_from(document, "design"))
        if model.at("objective").is_blank and name not in wanted:
            yield Finding(
                model.at("objective"), "use", {"model": name}, schema_findings.required_from(document, "design")
            )
    used = {name for model in declared for key in ("train", "test") for name in model.at(key).texts()}
    used.update(document.at("evaluation.offline.quantitative.datasets").texts())
    for dataset in datasets(document):
        if dataset.at("id").text() and name_of(dataset) not in used and dataset.at("models").is_blank:
            yield Finding(dataset.at("id"), "dataset", {"dataset": name_of(dataset)})


def _served(document: Document, purposes: frozenset[str]) -> set[str]:
    """The models that data sets with these purposes say they serve."""
    return {name for dataset in datasets(document, *purposes) for name in dataset.at("models").texts()}


def _wanted(document: Document) -> set[str]:
    """The models that a requirement names, or that another model builds on."""
    users = [*document.at("requirements.functional").each()]
    return {
        *(name for item in users for name in item.at("models").texts()),
        *(name for model in models(document) for name in model.at("depends_on").texts()),
    }


@document_rule("MOD06", "output-out-of-range", Severity.ERROR, since="design")
def output_out_of_range(document: Document, _context: Context) -> Iterator[Finding]:
    """The range of an output ends before it begins, or the example of the output lies outside of it."""
    for model in models(document):
        output = model.at("output")
        span, example = output.at("range"), output.at("example")
        low, high = finite(span.at(0)), finite(span.at(1))
        if low is None or high is None or span.count() != len(("low", "high")):
            continue
        facts = {"model": name_of(model), "low": figure(low), "high": figure(high)}
        value = _only_number(example)
        if value is None and _IS_SCORE.search(output.at("type").text() or ""):
            value = _first_number(example, low, high)
        if low >= high:
            yield Finding(span, "reversed" if low > high else "empty", facts)
        elif value is not None and not low <= value <= high:
            yield Finding(example, "example", {**facts, "value": example}, (label(span, "range"),), Severity.WARNING)


def _only_number(example: Node) -> float | None:
    """The number that an example is, if it is nothing else."""
    text = (example.text() or "").strip()
    return float(text) if _NUMBER.fullmatch(text) else finite(example)


def _first_number(example: Node, low: float, high: float) -> float | None:
    """The score with which an example begins, before its reasons; None where another number in it may be the score."""
    text = (example.text() or "")[:LONGEST_EXAMPLE]
    numbers = [float(found) for found in _ANY_NUMBER.findall(text)]
    begins = _BEGINS.match(text)
    return float(begins[1]) if begins and not any(low <= number <= high for number in numbers) else None


RULES = (
    without_input_or_output,
    types_do_not_chain,
    pipeline_cycle,
    without_example,
    without_data_or_use,
    output_out_of_range,
)
