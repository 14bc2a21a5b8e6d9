"""AGR: what the body says in numbers is what the front matter says."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, Spot, document_rule, label
from prospectus.rules.agreement.index import Index
from prospectus.rules.agreement.places import Places
from prospectus.rules.agreement.sentences import sentence_statements
from prospectus.rules.agreement.subjects import MEASURED
from prospectus.rules.agreement.tables import table_statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node
    from prospectus.rules.agreement.subjects import Statement

_ROLE_NAMES: dict[str, Text] = {
    "baseline": {"en": "baseline", "ko": "베이스라인"},
    "today": {"en": "present value", "ko": "현재 값"},
    "minimum": {"en": "minimum", "ko": "최소 기준"},
    "target": {"en": "target", "ko": "목표"},
    "required": {"en": "requirement", "ko": "요구값"},
    "limit": {"en": "limit", "ko": "기준"},
    "alert": {"en": "alert limit", "ko": "알림 기준"},
    "total": {"en": "total", "ko": "합계"},
    "memory": {"en": "memory", "ko": "메모리"},
    "time": {"en": "processing time", "ko": "처리 시간"},
    "measured": {"en": "measured value", "ko": "측정값"},
    "offline": {"en": "offline value", "ko": "오프라인 측정값"},
    "online": {"en": "online value", "ko": "온라인 측정값"},
}


_SUBJECTS = ("metrics", "data", "models", "requirements", "constraints")
"""The facts that a body may speak of. Each is looked at, for what one of them is called may be another's name as well."""


def _differing(document: Document) -> tuple[list[Statement], list[Statement]]:
    """What the tables and what the sentences of a document state otherwise than its front matter."""
    stated = [document.at(key).count() for key in _SUBJECTS]
    return _compared(document) if any(stated) else ([], [])


@lru_cache(maxsize=1)  # the three rules ask for the same document, one after the other
def _compared(document: Document) -> tuple[list[Statement], list[Statement]]:
    index = Index(document.front_matter.facts)
    places = Places(document)
    return list(table_statements(places, index)), list(sentence_statements(places, index))


@document_rule("AGR01", "table-differs-from-front-matter", Severity.WARNING)
def table_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """A table gives another number for a metric than the front matter."""
    tables, _ = _differing(document)
    return (_metric_finding(document, one) for one in tables if one.subject.kind == "metric")


@document_rule("AGR02", "text-differs-from-front-matter", Severity.WARNING)
def text_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """A sentence or a list gives another number for a metric than the front matter."""
    _, sentences = _differing(document)
    return (_metric_finding(document, one) for one in sentences if one.subject.kind == "metric")


@document_rule("AGR03", "fact-differs-from-front-matter", Severity.WARNING)
def fact_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """The body gives another size of a data set or a model, requirement, deadline or budget than the front matter."""
    for statement in (one for found in _differing(document) for one in found if one.subject.kind != "metric"):
        node = _nearest(document, statement)
        facts: dict[str, Any] = {
            "said": document.source.slice(statement.quantity.span),
            "stated": node,
            "fact": node.where,
        }
        if statement.subject.label is not None:
            facts["name"] = statement.subject.label
            yield _at(document, statement, node, "default", facts)
        else:
            facts["subject"] = document.at(*statement.subject.path, "id").text()
            facts["role"] = _ROLE_NAMES.get(statement.role, {"en": statement.role, "ko": statement.role})
            yield _at(document, statement, node, "count", facts)


def _metric_finding(document: Document, statement: Statement) -> Finding:
    """The finding of a number of a metric that the front matter gives otherwise."""
    subject, node = statement.subject, _nearest(document, statement)
    unit = subject.measure.unit if subject.measure.scale != "ratio" else None
    shown = "" if unit is None else unit if subject.measure.scale == "percent" else f" {unit}"
    facts: dict[str, Any] = {
        "subject": document.at(*subject.path, "id").text() or document.at(*subject.path, "name").text(),
        "role": _ROLE_NAMES[statement.role],
        "said": document.source.slice(statement.quantity.span),
        "stated": f"{node.written}{shown}",
        "nearest": _ROLE_NAMES[_role_of(node)],
    }
    return _at(document, statement, node, "several" if len(statement.stated) > 1 else "default", facts)


def _at(document: Document, statement: Statement, node: Node, wording: str, facts: dict[str, Any]) -> Finding:
    return Finding(Spot(document.source, statement.quantity.span, node.where), wording, facts, (label(node, "stated"),))


def _nearest(document: Document, statement: Statement) -> Node:
    """The value of the front matter that comes nearest to what is said, in any unit in which it may be meant."""
    quantity, subject = statement.quantity, statement.subject
    factors = subject.measure_of(statement.role).factors(quantity.unit)
    nearest = min(
        reversed(statement.stated), key=lambda one: min(abs(quantity.value * factor - one.value) for factor in factors)
    )
    return document.at(*nearest.path)


def _role_of(node: Node) -> str:
    """The role in which a value of a metric stands, by its place."""
    steps = set(node.path)
    if "measured" in steps:
        phase = node.parent.at("phase").value
        return phase if phase in MEASURED else "measured"
    return next((role for role in ("baseline", "minimum", "target", "alert") if role in steps), "required")


RULES = (table_differs, text_differs, fact_differs)
