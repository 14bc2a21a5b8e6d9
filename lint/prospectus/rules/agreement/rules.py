"""AGR: what the body says in numbers is what the front matter says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.numbers import figure, finite
from prospectus.ground.severity import Severity
from prospectus.model.document import read_once
from prospectus.model.rule import Context, Finding, Spot, document_rule, label
from prospectus.rules.agreement.index import Index
from prospectus.rules.agreement.places import Places
from prospectus.rules.agreement.sentences import sentence_statements
from prospectus.rules.agreement.tables import table_statements
from prospectus.rules.agreement.terms import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node, Path
    from prospectus.rules.agreement.subjects import Statement

_SUBJECTS = ("metrics", "data", "models", "requirements", "constraints")
"""The facts that a body may speak of. Each is looked at, for what one of them is called may be another's name as well."""

_WITH: dict[str, tuple[str, ...]] = {
    "metric": ("requirements.accuracy",),
    "dataset": ("constraints.labeling_budget",),
    "model": ("requirements",),
    "cost": ("constraints.budget",),
    "constraints.schedule": ("problem.increments",),
    "constraints.budget": ("constraints.costs",),
    "requirements": ("requirements", "metrics"),
}
"""What other rules reckon with a fact: a rule that speaks of it may do so because the fact is wrong."""

_METRIC_RULES = ("MET01", "MET02", "MET04", "MET07", "OBJ02", "OPS07", "OPS11", "OPS12", "REQ04", "REQ11", "TST08")
_FACT_RULES = (
    *("CON01", "CON02", "CON06", "DAT02", "DAT06"),
    *("REQ03", "REQ05", "REQ06", "REQ07", "REQ08", "REQ10", "REQ11"),
)
"""The rules that say more of a wrong number than that the text has another."""


@read_once
def _differing(document: Document) -> tuple[list[Statement], list[Statement]]:
    """What the tables and what the sentences of a document state otherwise than its front matter."""
    if not sum(document.at(key).count() for key in _SUBJECTS):
        return [], []
    index, places = Index(document.front_matter.facts), Places(document)
    return list(table_statements(places, index)), list(sentence_statements(places, index))


@document_rule("AGR01", "table-differs-from-front-matter", Severity.WARNING, yields_to=_METRIC_RULES)
def table_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """A table gives another number for a metric than the front matter."""
    tables, _ = _differing(document)
    return (_metric_finding(document, one) for one in tables if one.subject.kind == "metric")


@document_rule("AGR02", "text-differs-from-front-matter", Severity.WARNING, yields_to=_METRIC_RULES)
def text_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """A sentence or a list gives another number for a metric than the front matter."""
    _, sentences = _differing(document)
    return (_metric_finding(document, one) for one in sentences if one.subject.kind == "metric")


@document_rule("AGR03", "fact-differs-from-front-matter", Severity.WARNING, yields_to=_FACT_RULES)
def fact_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """The body gives another size of a data set or a model, cost, requirement, deadline or budget than the front matter."""
    for statement in (one for found in _differing(document) for one in found if one.subject.kind != "metric"):
        subject, node = statement.subject, document.at(*_nearest(statement))
        currency = f" {subject.measure.unit}" if subject.measure.scale == "money" else ""
        facts = {"stated": f"{_shown(node)}{currency}", "fact": node.where, "name": subject.label}
        if subject.label is None:
            facts |= {"subject": subject.names[0], "role": labels().get(statement.role, statement.role)}
        yield _finding(document, statement, node, "default" if subject.label else "count", facts)


def _metric_finding(document: Document, statement: Statement) -> Finding:
    """The finding of a number of a metric that the front matter gives otherwise."""
    subject, path = statement.subject, _nearest(statement)
    unit = {"ratio": "", "percent": subject.measure.unit}.get(subject.measure.scale or "", f" {subject.measure.unit}")
    facts = {
        "subject": subject.names[0],
        "role": labels()[statement.role],
        "stated": f"{_shown(document.at(*path))}{unit if subject.measure.unit else ''}",
        "nearest": labels()[next(role for role in labels() if path in subject.paths(role))],
    }
    wording = "several" if len(statement.stated) > 1 else "default"
    return _finding(document, statement, document.at(*path), wording, facts)


def _finding(document: Document, statement: Statement, node: Node, wording: str, facts: dict[str, Any]) -> Finding:
    """The finding at a number of the text; it yields to one about any value that was compared, or about what goes with it."""
    subject, span = statement.subject, statement.quantity.span
    about = [one.path for one in statement.stated]
    if subject.kind == "metric" and statement.role in {"minimum", "alert", "limit"}:
        about.append((*subject.path, "measured"))
    elif subject.kind not in {"metric", "fact"}:
        about.append(subject.path)
    kinds = {subject.kind, ".".join(map(str, subject.path[:2])), str(subject.path[0])}
    others = [path for kind in kinds for path in _WITH.get(kind, ())]
    nodes = (*(document.at(*path) for path in about), *(document.at(path) for path in others))
    said = {"said": document.source.slice(span)}
    return Finding(
        Spot(document.source, span, node.where), wording, facts | said, (label(node, "stated"),), about=nodes
    )


def _shown(node: Node) -> str:
    """A value as it is written, a long number with commas as the text has it."""
    number = finite(node) if node.written.isdecimal() else None
    return node.written if number is None else figure(number)


def _nearest(statement: Statement) -> Path:
    """The value of the front matter that comes nearest to what is said, in any unit in which it may be meant."""
    quantity = statement.quantity
    meant = [quantity.value * factor for factor in statement.subject.measure_of(statement.role).factors(quantity.unit)]
    return min(reversed(statement.stated), key=lambda one: min(abs(value - one.value) for value in meant)).path


RULES = (table_differs, text_differs, fact_differs)
