"""The stage gate: what a stage newly requires of one document.

The document is judged as it is, and as if it stood at that stage. What is an error or a warning only then, and what
weighs more then, is what the stage asks; nothing is asked twice, and no list of demands is kept beside the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus.contract.lines import fact_line, section_line
from prospectus.ground.language import say
from prospectus.ground.severity import Severity
from prospectus.rules.page import read_page
from prospectus.writing.skeleton import described

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.contract.lifecycle import Stage
    from prospectus.contract.lines import ContractLine
    from prospectus.contract.schema import Violation
    from prospectus.engine.check import InternalError
    from prospectus.engine.report import Report
    from prospectus.engine.workspace import Workspace
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document
    from prospectus.model.rule import Rule
    from prospectus.reading.front_matter.node import Path

Kind = Literal["section", "fact", "check"]
KINDS: tuple[Kind, ...] = ("section", "fact", "check")

SECTION_RULES = frozenset({"STR05", "STR06"})
"""The rules that speak for a section: it is missing, or holds nothing."""

SCHEMA_RULE = "STR03"
"""The rule that speaks for the schema, of what is wrong and of what is missing alike."""


class Item(NamedTuple):
    """One thing to do.

    ``id`` is a section's id or a logical path; ``what`` says what to write. A fact that is a mapping, or a list of
    mappings, has the keys it must hold at that stage in ``required`` and the others in ``optional``.
    """

    kind: Kind
    id: str
    title: str
    what: str
    diagnostic: Diagnostic
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


class Conditional(NamedTuple):
    """A section that the stage asks for if a fact is in a state, of which the document says nothing yet.

    ``section`` is its id, ``fact`` the dotted path of the fact, ``state`` what it must be: ``true``, or ``non-empty``.
    """

    section: str
    title: str
    what: str
    fact: str
    fact_title: str
    state: str
    severity: Severity


class Gate(NamedTuple):
    """The way of a document from its stage to another.

    ``end`` is None when the document has ended and no stage follows; then the items are what its ending still asks.
    ``ended`` is ``retired``, or the status or verdict that ended it. ``errors`` counts the errors it has as it stands, ``open`` is what
    the stage where it stands still asks for, and ``behind`` counts the errors among that. ``conditional`` are the sections that are asked for if something is so.
    """

    document: Document
    start: Stage
    end: Stage | None
    ended: str | None
    items: tuple[Item, ...]
    conditional: tuple[Conditional, ...]
    errors: int
    open: tuple[Item, ...]
    internal_errors: tuple[InternalError, ...]

    @property
    def behind(self) -> int:
        """How much of what the stage where it stands asks for is required."""
        return sum(item.diagnostic.severity >= Severity.ERROR for item in self.open)

    @property
    def judged(self) -> Document:
        """The document as if it stood at the stage that asks."""
        return self.document if self.end is None or self.end is self.start else self.document.at_stage(self.end)


def next_stage(
    workspace: Workspace, document: Document, lang: str, stage: Stage | None = None, *, is_alone: bool = False
) -> Gate | None:
    """What a stage newly requires of one document of a workspace: by default the next one, if any follows.

    Of the stage at which it stands it is what is still missing, for a document may have jumped there. None when the document tells
    no stage, or cannot be read. With ``is_alone``, the rules across documents are not asked, which costs no more in a large portfolio.
    """
    start = document.stage
    if start is None or document.problem is not None:
        return None
    after = document.contract.lifecycle.next_stage(start)
    end = None if after is None else stage or (None if document.has_ended else after)
    now = workspace.report_alone(document, lang) if is_alone else workspace.report(lang, {document.source.name})
    errors = now.internal_errors
    asking = {rule.code for rule in workspace.rules if rule.asks}
    found = [entry for entry in now.diagnostics if entry.severity >= Severity.WARNING]
    open_ = [item for item in _items(document, found, lang) if item.kind != "check" or item.diagnostic.code in asking]
    if end is None or end is start:
        judged, items = document, open_
    else:
        judged = document.at_stage(end)
        then = (
            workspace.report_alone(judged, lang, _ahead(workspace, start))
            if is_alone
            else workspace.report_on(judged, lang)
        )
        errors += then.internal_errors
        items = _items(judged, _new(now, then), lang)
    return Gate(
        document=document,
        start=start,
        end=end,
        ended=_ended(document),
        items=tuple(items),
        conditional=tuple(_conditional(judged, None if judged is document else document, lang)),
        errors=now.count(Severity.ERROR),
        open=tuple(open_),
        internal_errors=tuple({entry.code: entry for entry in errors}.values()),
    )


def _ahead(workspace: Workspace, start: Stage) -> list[Rule]:
    """The rules that may find more at a later stage than at this one: those that ask for something, and those that speak only there."""
    stages = workspace.contract.lifecycle.stages
    return [
        rule
        for rule in workspace.rules
        if rule.asks or rule.code == SCHEMA_RULE or stages[rule.since].order > start.order
    ]


def _ended(document: Document) -> str | None:
    if not document.has_ended:
        return None
    lifecycle = document.contract.lifecycle
    if document.stage is None or lifecycle.next_stage(document.stage) is None:
        return "retired"
    return document.status if document.status in lifecycle.ending_statuses else document.verdict


def _new(now: Report, then: Report) -> list[Diagnostic]:
    """The errors and warnings that are not there now, or weigh less now."""
    weights: dict[tuple[str, str, str], Severity] = {}
    for entry in now.diagnostics:
        key = (entry.code, entry.where, entry.message)
        weights[key] = max(entry.severity, weights.get(key, Severity.INFO))
    return [
        entry
        for entry in then.diagnostics
        if entry.severity > weights.get((entry.code, entry.where, entry.message), Severity.INFO)
    ]


def _items(document: Document, diagnostics: Iterable[Diagnostic], lang: str) -> list[Item]:
    """The items of diagnostics: sections in lifecycle order, facts in schema order, then checks by code."""
    missing = {
        (violation.code, (*violation.path, violation.key)): violation
        for violations in document.violations.values()
        for violation in violations
        if violation.keyword == "required"
    }
    found: list[tuple[tuple[int, ...], Item]] = []
    checks: list[Item] = []
    for entry in diagnostics:
        violation = missing.get((entry.code, entry.place.fact))
        if entry.code in SECTION_RULES:
            section = _section_of(document, entry)
            order = document.contract.lifecycle.sections[section].order
            found.append(((0, order), _section(document, section, entry, lang)))
        elif violation is not None:
            path = (*violation.path, violation.key)
            found.append(((1, *_order(document, path)), _fact(document, violation, entry, lang)))
        else:
            checks.append(_check(document, entry, lang))
    found.sort(key=lambda pair: pair[0])
    checks.sort(key=lambda item: (item.diagnostic.code, item.diagnostic.start))
    return [*(item for _, item in found), *checks]


def _conditional(judged: Document, before: Document | None, lang: str) -> Iterator[Conditional]:
    """The sections that hang on a fact of which a document says nothing: those that weigh more than at its stage before."""
    if judged.asked is None or judged.has_ended:
        return
    for section in judged.contract.lifecycle.sections.values():
        level = section.level(judged.asked.at(section.id))
        was = section.level(before.asked.at(section.id)) if before is not None and before.asked is not None else None
        when = section.when
        if when is None or level is None or section.id in judged.sections or (was is not None and was >= level):
            continue
        if not when.holds(()) and not judged.along(when.path):
            schema = judged.contract.schema.at(*when.path.split("."))
            title, _ = described(schema, lang)
            said = say(section.title, lang), say(section.prompt, lang)
            yield Conditional(section.id, *said, when.path, title or when.path, when.state, level)


def _section_of(document: Document, entry: Diagnostic) -> str:
    """The section that a finding of STR05 or STR06 is about: of several that one heading opens, the first due."""
    texts = (text for text in document.outline if text.where == entry.where)
    ids = next((text.ids for text in texts), ()) or (entry.where.removeprefix("## "),)
    return next((section for section in ids if document.section_level(section) is not None), ids[0])


def _section(document: Document, section: str, entry: Diagnostic, lang: str) -> Item:
    known = document.contract.lifecycle.sections[section]
    return Item("section", section, say(known.title, lang), say(known.prompt, lang), entry)


def _fact(document: Document, violation: Violation, entry: Diagnostic, lang: str) -> Item:
    path = (*violation.path, violation.key)
    title, description = described(violation.schema, lang)
    required, optional = _keys(document, path)
    return Item("fact", entry.where, title, description, entry, required, optional)


def contract_line(gate: Gate, item: Item) -> ContractLine | None:
    """The line of the contract that asks for a section or a fact; None for a check.

    That takes a tenth of a second, so only what shows such lines asks for them.
    """
    document, contract = gate.document, gate.document.contract
    if item.kind == "fact":
        return fact_line(contract, item.diagnostic.place.fact)
    if item.kind == "check":
        return None
    judged = document if gate.end is None else document.at_stage(gate.end)
    order = judged.asked.at(item.id) if judged.asked else 0
    stages = (stage.id for stage in contract.lifecycle.stages.values() if stage.order <= order)
    return section_line(contract, item.id, tuple(stages))


def asked_by_team(gate: Gate, item: Item) -> str:
    """The line of a team's own contract that asks for a section or a fact; empty when the standard contract does."""
    contract, fact = gate.document.contract, item.diagnostic.place.fact
    origin = contract.origins.get(f"## {item.id}") if item.kind == "section" else contract.origin(*fact)
    if origin is None:
        return ""
    return f"{origin.source.name}:{origin.source.position(origin.span.start).line}"


def _keys(document: Document, path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of the mapping at a path, or of each item of the list there: those it must hold, and the others."""
    schema, stages = document.contract.schema, document.contract.lifecycle.stages
    order = document.asked.at(str(path[0])) if document.asked else 0
    holder = path if schema.keys(*path) else (*path, 0)
    required: list[str] = []
    optional: list[str] = []
    for key in schema.keys(*holder):
        since = schema.at(*holder, key).get("requiredFrom")
        (required if since and stages[since].order <= order else optional).append(key)
    return tuple(required), tuple(optional)


def _order(document: Document, path: Path) -> tuple[int, ...]:
    """The place of a path in the order of the schema, and of items in their lists."""
    schema = document.contract.schema
    order = []
    for depth, step in enumerate(path):
        keys = schema.keys(*path[:depth])
        order.append(step if isinstance(step, int) else keys.index(step) if step in keys else len(keys))
    return tuple(order)


def _check(document: Document, entry: Diagnostic, lang: str) -> Item:
    return Item("check", entry.where, _check_title(document, entry, lang), entry.message, entry)


def _check_title(document: Document, entry: Diagnostic, lang: str) -> str:
    section = document.contract.lifecycle.sections.get(entry.place.section)
    if section is not None:
        return say(section.title, lang)
    return _title(document, entry.place.fact, lang) or say(read_page(entry.code).summary, lang)


def title_in(document: Document, item: Item, lang: str) -> str:
    """What an item is called in another language than that of its gate."""
    if item.kind == "section":
        return say(document.contract.lifecycle.sections[item.id].title, lang)
    if item.kind == "fact":
        return _title(document, item.diagnostic.place.fact, lang)
    return _check_title(document, item.diagnostic, lang)


def _title(document: Document, path: Path, lang: str) -> str:
    """What people call a fact: its title, or that of the nearest around it."""
    for length in range(len(path), 0, -1):
        title, _ = described(document.contract.schema.at(*path[:length]), lang)
        if title:
            return title
    return ""
