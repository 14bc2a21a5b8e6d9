"""The front matter can be read, keeps its schema, and says something where it has to."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from prospectus.contract.schema import path_name
from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import is_placeholder, states_nothing
from prospectus.ground.severity import Severity
from prospectus.ground.slips import surely
from prospectus.ground.spelling import nearest
from prospectus.model.finding import Proposal
from prospectus.model.rule import Context, Finding, Shape, Spot, document_rule, label
from prospectus.project.page_keys import PAGE_KEYS, is_extra
from prospectus.reading.front_matter.node import Node
from prospectus.reading.front_matter.places import find
from prospectus.rules import schema_findings
from prospectus.rules.first_facts import UNWRITTEN, first_facts
from prospectus.rules.proposals import KEY_LIKENESS, Tries, renamed, with_value
from prospectus.rules.wording import as_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.contract.schema import Violation
    from prospectus.model.document import Document

_KEY = Pattern(r"[\"']?[A-Za-z_][\w-]*+[\"']?[ \t]*+[:=](?:[ \t]|$)")
_FENCE_LIKE = Pattern(r"(?:[-+*=~_`.\u2013\u2014]++|[{}])[ \t]*+(?:ya?ml|toml|json)?[ \t]*+(?:#.*)?", re.IGNORECASE)
_FIRST_LINES = 2_000
"""In so many characters, and below at most two fences, a text shows that it begins with keys."""

_MOST_FENCES = 5
_TWO = 2
_BLANK = " \t\ufeff\u200b\xa0"

_NAMES = frozenset({"name", "title", "label"})
"""The keys under which people write what is an id here."""

_MOST_KEYS = 12
"""Of a place with more keys than this, the finding does not name them all."""


@document_rule("STR01", "front-matter-unreadable", Severity.ERROR)
def unreadable(document: Document, context: Context) -> Iterator[Finding]:
    """The file or its front matter cannot be read."""
    source = document.source
    for problem in filter(None, (document.problem, *document.front_matter.duplicates)):
        related = tuple(label(Spot(source, span), wording) for span, wording in problem.related)
        where = problem.facts.get("key", "")
        is_unwritten = problem.kind in UNWRITTEN
        shapes = first_facts(document, context) if is_unwritten else ()
        fix = Proposal((), "front-matter", "prompt") if is_unwritten and not _has_keys(document) else None
        if problem is document.problem and document.front_matter.broken_at is not None:
            from prospectus.rules.broken_front_matter import mended  # noqa: PLC0415 - few documents need it

            fix = mended(document)
        at = Spot(source, problem.span, where)
        yield Finding(at, problem.kind, dict(problem.facts), related, shapes=shapes, fix=fix)


def _has_keys(document: Document) -> bool:
    """Whether a text without a front matter begins like one all the same: its fence is another, or is closed too early.

    There are two keys in its first lines, below what may be meant for a fence. Only its writer can mend that; one above it would hide it.
    """
    below = document.source.text[document.front_matter.body :][:_FIRST_LINES]
    lines = [line.strip(_BLANK) for line in below.splitlines()]
    first = [line for line in lines if line][:_MOST_FENCES]
    keys = next((at for at, line in enumerate(first) if not _FENCE_LIKE.fullmatch(line)), len(first))
    begun = [line for line in first[keys:] if not line.startswith("#")]
    is_cut = document.front_matter.body > 0 and bool(begun)
    return len(begun) >= (1 if is_cut else _TWO) and all(_KEY.match(line) for line in begun[: 1 if is_cut else _TWO])


@document_rule("STR02", "unknown-key", Severity.WARNING)
def unknown_key(document: Document, context: Context) -> Iterator[Finding]:
    """A key that the schema does not know where it stands."""
    schema = document.contract.schema
    unknown = [(entry, nearest(entry.key, entry.value, KEY_LIKENESS)) for entry in document.violations.get("STR02", ())]
    meant = Counter((entry.path, near) for entry, near in unknown)
    tries = Tries(document)
    for violation, near in unknown:
        key = violation.key
        is_theirs = not violation.path and (key in PAGE_KEYS or is_extra(key, context.extra_keys))
        if is_theirs or schema_findings.misread_pair(document, violation.path):
            continue
        at = document.at().at_path((*violation.path, key))
        elsewhere = schema.homes.get(key, [])
        if key == "<<":
            yield Finding(at, "merge")
        elif near:
            fix = None
            if meant[violation.path, near] == 1:  # of two for one key, nobody knows which
                fix = renamed(document, at, near, violation.value, tries)
            about = (at, document.at().at_path((*violation.path, near)))
            yield Finding(at, "near", {"key": key, "near": near}, about=about, fix=fix)
        elif key in _NAMES and (named := _unnamed(document, violation)) is not None:
            yield Finding(at, "id", {"key": key, "id": named.path[-1]}, shapes=(Shape(named),))
        elif len(elsewhere) == 1:
            homes = [document.at().at_path(elsewhere[0])] if "*" not in elsewhere[0] else []
            yield Finding(at, "elsewhere", {"key": key, "home": path_name(elsewhere[0])}, about=(at, *homes))
        elif 0 < len(violation.value) <= _MOST_KEYS:
            yield Finding(at, "known", {"key": key, "known": as_keys(violation.value)})
        else:
            yield Finding(at, "default", {"key": key})


def _unnamed(document: Document, violation: Violation) -> Node | None:
    """The id that the mapping with an unknown key should have and lacks."""
    holder = document.at().at_path(violation.path)
    known = document.contract.schema.at(*violation.path).get("properties", {})
    ids = (holder.at(key) for key, below in known.items() if "declares" in below)
    return next((found for found in ids if not found.is_present), None)


@document_rule("STR03", "schema-violation", Severity.ERROR, yields_to=("OPS07",))
def schema_violation(document: Document, _context: Context) -> Iterator[Finding]:
    """A key that is due is missing, or a value is not what its key may hold."""
    misread: set[object] = set()
    tries = Tries(document)
    for violation in document.violations.get("STR03", ()):
        if violation.keyword == "required":
            pair = schema_findings.misread_pair(document, violation.path)
            if pair is not None:
                if violation.path not in misread:  # it lacks several keys, for one cause
                    yield pair
                misread.add(violation.path)
                continue
            yield schema_findings.missing_key(document, violation)
        else:
            finding = schema_findings.wrong_value(document, violation)
            yield with_value(document, finding, tries)


@document_rule("STR04", "stage-unknown", Severity.ERROR)
def stage_unknown(document: Document, _context: Context) -> Iterator[Finding]:
    """The stage is missing, or none of the lifecycle."""
    if not document.violations.get("STR04"):
        return
    stages = document.contract.lifecycle.stages
    stage = document.at("stage")
    facts = {"allowed": ", ".join(stages), "value": stage}
    if not stage:
        yield Finding(stage, "missing", facts, shapes=(Shape(stage, next(iter(stages))),))
        return
    words = {word: stage.id for stage in stages.values() for word in (stage.id, *stage.title.values())}
    sure = words.get(surely(str(stage.value), words), "")
    near = sure or words.get(nearest(str(stage.value), words), "")
    shapes = (Shape(stage, near or next(iter(stages)), bool(sure)),)
    finding = Finding(stage, "near" if near else "unknown", {**facts, "near": near}, shapes=shapes)
    yield with_value(document, finding, Tries(document)) if near else finding


@document_rule(
    "STR13",
    "text-says-nothing",
    Severity.ERROR,
    asks=True,
    yields_to=("CON06", "CON10", "FEA04", "FEA07", "MET03", "OPS08", "OPS09"),
)
def text_says_nothing(document: Document, _context: Context) -> Iterator[Finding]:
    """A text holds a placeholder: one that is due, and for which no rule of its own speaks, or the point of what it stands in."""
    asked, facts, orders = document.asked, document.front_matter.facts, document.contract.lifecycle.stages
    if asked is None:
        return
    for path, schema in document.contract.schema.due_texts:
        is_required = "requiredFrom" in schema
        since = schema["requiredFrom" if is_required else "statedFrom"]
        if path[0] not in facts or orders[since].order > asked.at(path[0]):
            continue
        # Of a fact that a team added, nobody here knows whether "none" is an answer.
        may_be_none = not is_required or schema.get("mayBeNone") or document.contract.origin(*path) is not None
        for at, value in find(facts, path):
            if isinstance(value, str) and value.strip() and (is_placeholder if may_be_none else states_nothing)(value):
                said = {"key": Node(document.front_matter, at, value).where, "value": value.strip()}
                related = schema_findings.required_from(document, since)
                wording = "optional" if not is_required else "item" if "*" in path else "default"
                severity = None if is_required else Severity.WARNING
                yield Finding(Node(document.front_matter, at, value), wording, said, related, severity)
