"""STR: the document can be read, has the parts that its stage needs, and refers only to what exists."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, unquote

from prospectus.contract.headings import normalise_heading
from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import is_placeholder, states_nothing
from prospectus.ground.severity import Severity
from prospectus.ground.spelling import nearest
from prospectus.model.rule import Context, Finding, Shape, Spot, document_rule, label
from prospectus.project.metrics import measured, metrics, newest
from prospectus.project.page_keys import PAGE_KEYS
from prospectus.project.prior_work import names_prior_work
from prospectus.project.prose import copies, is_written, shortfall
from prospectus.project.references import dangling
from prospectus.project.team import has_person, is_team
from prospectus.reading.front_matter.node import Node
from prospectus.reading.front_matter.places import find
from prospectus.reading.markdown.headings import SECTION_COMMENT
from prospectus.rules import schema_findings
from prospectus.rules.first_facts import UNWRITTEN, first_facts
from prospectus.rules.proposals import most_proposals, renamed, retitled
from prospectus.rules.wording import SHOWN, as_keys, as_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.contract.lifecycle import Section
    from prospectus.contract.schema import Violation
    from prospectus.ground.language import Text
    from prospectus.ground.source import Span
    from prospectus.model.document import Document, SectionText
    from prospectus.reading.front_matter.node import Path
    from prospectus.reading.front_matter.places import Found

KEY_LIKENESS = 0.7
"""Keys are short: two that are less alike than this are two different words."""

HEADING_LIKENESS = 0.85
"""How alike a heading and a title must be for the one to be a misspelling of the other."""

NEIGHBOURS = 5
"""A missing section is told at a section that stands at most this many places before it in the lifecycle."""

REVIEW_DAYS = 365
"""A document that names no next review and that nobody has updated for a year is stale."""

CADENCE_DAYS = {"minute": 1, "hour": 1, "day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
EVERY: dict[str, Text] = {
    "minute": {"en": "every minute", "ko": "매분"},
    "hour": {"en": "every hour", "ko": "매시간"},
    "day": {"en": "every day", "ko": "매일"},
    "week": {"en": "every week", "ko": "매주"},
    "month": {"en": "every month", "ko": "매월"},
    "quarter": {"en": "every quarter", "ko": "분기마다"},
    "year": {"en": "every year", "ko": "매년"},
}
CADENCE_SLACK = 3
"""How many cadences may pass before a series counts as stopped."""

SERIES_DAYS = 180
"""A document keeps the milestones of a series, not each point: only a silence longer than this is one."""

_ELSEWHERE = Pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#{?]")
"""How a link begins that is no relative path: a scheme, the root of a site, a place on the page, a template."""

_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
"""The two ways to write a Korean syllable or an accented letter: as one character, and in parts, as macOS names files."""

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
        shapes = first_facts(document, context) if problem.kind in UNWRITTEN else ()
        yield Finding(Spot(source, problem.span, where), problem.kind, dict(problem.facts), related, shapes=shapes)


@document_rule("STR02", "unknown-key", Severity.WARNING)
def unknown_key(document: Document, _context: Context) -> Iterator[Finding]:
    """A key that the schema does not know where it stands."""
    schema = document.contract.schema
    unknown = [(entry, nearest(entry.key, entry.value, KEY_LIKENESS)) for entry in document.violations.get("STR02", ())]
    meant = Counter((entry.path, near) for entry, near in unknown)
    tries = most_proposals(document)
    for violation, near in unknown:
        key = violation.key
        if (not violation.path and key in PAGE_KEYS) or schema_findings.misread_pair(document, violation.path):
            continue
        at = document.at().at_path((*violation.path, key))
        elsewhere = schema.homes.get(key, [])
        if key == "<<":
            yield Finding(at, "merge")
        elif near:
            fix = None
            if tries > 0 and meant[violation.path, near] == 1:  # of two for one key, nobody knows which
                tries -= 1
                fix = renamed(at, near, schema.at(*violation.path, near))
            about = (at, document.at().at_path((*violation.path, near)))
            yield Finding(at, "near", {"key": key, "near": near}, about=about, fix=fix)
        elif key in _NAMES and (named := _unnamed(document, violation)) is not None:
            yield Finding(at, "id", {"key": key, "id": named.path[-1]}, shapes=(Shape(named),))
        elif len(elsewhere) == 1:
            homes = [document.at().at_path(elsewhere[0])] if "*" not in elsewhere[0] else []
            yield Finding(at, "elsewhere", {"key": key, "home": _dotted(elsewhere[0])}, about=(at, *homes))
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


def _dotted(path: tuple[str, ...]) -> str:
    return ".".join(path).replace(".*", "[]")


@document_rule("STR03", "schema-violation", Severity.ERROR, yields_to=("OPS07",))
def schema_violation(document: Document, _context: Context) -> Iterator[Finding]:
    """A key that is due is missing, or a value is not what its key may hold."""
    misread: set[object] = set()
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
            yield schema_findings.wrong_value(document, violation)


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
    near = words.get(nearest(str(stage.value), words), "")
    shapes = (Shape(stage, near or next(iter(stages))),)
    yield Finding(stage, "near" if near else "unknown", {**facts, "near": near}, shapes=shapes)


@document_rule("STR05", "section-missing", Severity.ERROR, asks=True)
def section_missing(document: Document, _context: Context) -> Iterator[Finding]:
    """A section that is due at this stage is not there."""
    missing = [(identity, level) for identity, level in document.due_sections() if identity not in document.sections]
    misspelt = _misspelt_headings(document, [identity for identity, _ in missing]) if missing else {}
    unspaced = _unspaced_headings(document) if missing else {}
    tries = most_proposals(document)
    plain = [identity for identity, _ in missing if identity not in unspaced and identity not in misspelt]
    places = {identity: _place_for(document, document.contract.lifecycle.sections[identity]) for identity in plain}
    first = min(
        plain, key=lambda identity: places[identity].span, default=""
    )  # the hint is the same for each: give it once
    for identity, level in missing:
        section = document.contract.lifecycle.sections[identity]
        near = misspelt.get(identity)
        title = section.title.get(document.lang, section.title["en"])
        stage = document.stage.id if document.stage else ""
        facts = {"section": section.title, "title": title, "id": identity, "stage": stage, "order": section.order}
        related = _asked_from(document, section)
        if identity in unspaced:
            text, span = unspaced[identity]
            at = Spot(document.source, span, f"## {identity}", identity)
            yield Finding(at, "unspaced", {**facts, "heading": text}, related, level)
        elif near is not None:
            at = Spot(document.source, near.span, f"## {identity}", identity)
            words = normalise_heading(near.heading.text)
            fix = retitled(document, near, words, title, identity) if tries > 0 else None
            tries -= 1
            yield Finding(at, "near", {**facts, "heading": near.heading.text}, related, level, fix=fix)
        else:
            yield Finding(places[identity], "missing" if identity == first else "further", facts, related, level)


def _asked_from(document: Document, section: Section) -> tuple[Any, ...]:
    """Why a section is asked for: the document's stage, the fact on which it hangs, a team's own contract."""
    stages = document.contract.lifecycle.stages.values()
    since = next(stage.id for stage in stages if stage.order == section.home)
    asked = schema_findings.asked_by(document.contract.origins.get(f"## {section.id}"))
    when = section.when
    reasons = document.along(when.path)[:1] if when is not None and not when.holds(()) else ()
    because = tuple(label(fact, "due-because") for fact in reasons)
    return (*schema_findings.required_from(document, since), *because, *asked)


def _place_for(document: Document, section: Section) -> Spot:
    """Where a missing section belongs: at the heading of the section just before it in the lifecycle, else at the title."""
    order = document.contract.lifecycle.sections
    before = {
        order[other].order: texts[0] for other, texts in document.sections.items() if order[other].order < section.order
    }
    span = document.front_matter.fence
    if before and section.order - max(before) <= NEIGHBOURS:
        span = before[max(before)].span
    elif document.headings:
        span = document.headings[0].span
    return Spot(document.source, span, f"## {section.id}", section.id)


def _misspelt_headings(document: Document, missing: list[str]) -> dict[str, SectionText]:
    """The headings that look like a misspelt title of a missing section, by its id; each heading is one section's."""
    sections = document.contract.lifecycle.sections
    foreign = {
        _letters(text.heading.text): text
        for text in document.outline[1:]
        if not text.ids and not document.contract.lifecycle.is_aside(text.heading.text)
    }
    titles = {_letters(title): identity for identity in missing for title in sections[identity].title.values()}
    found: dict[str, SectionText] = {}
    for words, text in foreign.items():
        near = nearest(words, titles, HEADING_LIKENESS) if words else ""
        if near and near[0] == words[0] and nearest(near, foreign, HEADING_LIKENESS) == words:
            found.setdefault(titles[near], text)
    return found


def _letters(heading: str) -> str:
    """The letters of a heading, those of a Korean syllable one by one: a slip of the finger is one letter."""
    return unicodedata.normalize("NFD", normalise_heading(heading))


def _unspaced_headings(document: Document) -> dict[str, tuple[str, Span]]:
    """The lines such as ``##Metrics`` that would open a section, by its id."""
    found: dict[str, tuple[str, Span]] = {}
    for text, span in document.body.unspaced:
        for identity in document.contract.lifecycle.match(text):
            found.setdefault(identity, (text, span))
    return found


@document_rule("STR06", "section-empty", Severity.ERROR, asks=True)
def section_empty(document: Document, context: Context) -> Iterator[Finding]:
    """A section that is due holds nothing, or only a placeholder."""
    minimum = context.section_min_chars
    told: set[int] = set()
    for identity, level in document.due_sections():
        texts = document.sections.get(identity)
        if not texts or texts[0].span.start in told:
            continue
        text = texts[0]
        lack = "" if any(is_written(one, minimum) for one in texts) else shortfall(text, minimum)
        original = copies(document).get(text.span.start) if len(texts) == 1 else None
        if not lack and original is None:
            continue
        told.add(text.span.start)  # one heading may open two sections
        facts = {"heading": text.heading.text, "limit": minimum, "length": text.length}
        related = _asked_from(document, document.contract.lifecycle.sections[identity])
        if original is not None:
            facts["other"] = original.heading.text
            yield Finding(text, "copy", facts, (label(original, "original"),), level)
        elif text.is_prompt_only and document.at("status").value == "draft":
            weight = Severity.WARNING if level >= Severity.ERROR else Severity.INFO
            yield Finding(text, "prompt", facts, related, weight)
        else:
            yield Finding(text, lack, {**facts, "text": " ".join(text.prose.split())}, related, level)


@document_rule("STR07", "sections-out-of-order", Severity.INFO, since="design", is_default=False)
def sections_out_of_order(document: Document, _context: Context) -> Iterator[Finding]:
    """A section stands before one that the lifecycle puts before it."""
    order = document.contract.lifecycle.sections
    latest: SectionText | None = None
    latest_order = -1
    inside = 0
    for text in document.outline:
        if not text.ids or text.span.start < inside:  # a subsection may stand where its section needs it
            continue
        inside = text.body.end
        lowest = min(order[identity].order for identity in text.ids)
        if latest is not None and lowest < latest_order:
            facts = {"heading": text.heading.text, "after": latest.heading.text}
            yield Finding(text, "default", facts, (label(latest, "before"),))
        elif lowest > latest_order:
            latest, latest_order = text, lowest


@document_rule("STR08", "duplicate", Severity.ERROR)
def duplicate(document: Document, _context: Context) -> Iterator[Finding]:
    """Two sections with one title under one heading, or two items with one id."""
    yield from _duplicate_sections(document)
    stated = document.front_matter.facts
    for kind, paths in document.contract.schema.declarations.items():
        for path in paths:
            for rivals in _rivals(stated, path):
                for again, first in _repeated(rivals):
                    at = Node(document.front_matter, *again)
                    before = Node(document.front_matter, *first)
                    facts = {"id": at.value, "kind": as_kind(kind)}
                    yield Finding(at, "id", facts, (label(before, "first"),), about=(at, before))


def _duplicate_sections(document: Document) -> Iterator[Finding]:
    sections = document.contract.lifecycle.sections
    first: dict[tuple[int, str], SectionText] = {}
    parents: list[SectionText] = []
    for text in document.outline:
        while parents and parents[-1].heading.level >= text.heading.level:
            parents.pop()
        parent = parents[-1].span.start if parents else -1
        parents.append(text)
        if not text.ids:
            continue
        name = normalise_heading(text.heading.text)
        titles = {normalise_heading(title) for title in sections[text.ids[0]].title.values()}
        before = first.setdefault((parent, text.ids[0] if name in titles else name), text)
        if before is not text:
            yield Finding(text, "section", {"heading": text.heading.text}, (label(before, "first"),))


def _rivals(facts: dict[str, Any], path: tuple[str, ...]) -> Iterator[Found]:
    """The groups of declarations that must differ: the ids of one kind, but the names in each list by themselves."""
    if path[-1] != "*":
        yield find(facts, path)
        return
    for at, names in find(facts, path[:-1]):
        if isinstance(names, list):
            yield [((*at, index), name) for index, name in enumerate(names)]


def _repeated(declared: Found) -> Iterator[tuple[tuple[Path, Any], tuple[Path, Any]]]:
    """The declarations of a name that another has declared, each with the first."""
    first: dict[str, tuple[Path, Any]] = {}
    for one in declared:
        name = one[1]
        if isinstance(name, str) and name.strip() and first.setdefault(name, one) is not one:
            yield one, first[name]


@document_rule("STR09", "dangling-reference", Severity.ERROR, yields_to=("STR03", "STR08"))
def dangling_reference(document: Document, context: Context) -> Iterator[Finding]:
    """An id that nothing declares, a relative link to a file that is not there, or a marker of no section."""
    for lost in dangling(document):
        first, *others = lost.places
        near = () if lost.near is None else (lost.near,)
        facts: dict[str, Any] = {
            "id": lost.name,
            "kind": as_kind(lost.kind),
            "near": lost.near or "",
            "home": _dotted(lost.home),
        }
        # Rather one slip at the declaration than the same one in each of the references.
        if lost.near is not None and lost.is_alone and others:
            labels = tuple(label(place, "refers", id=lost.name) for place in lost.places[:SHOWN])
            facts["count"] = len(lost.places)
            yield Finding(lost.near, "declared", facts, labels, about=(lost.near, *lost.places))
        else:
            labels = tuple(label(place, "also") for place in others[: SHOWN - 1])
            wording = "none" if lost.declares_none else "id-near" if near else "id"
            yield Finding(first, wording, facts, labels, about=(*lost.places, *near))
    yield from _missing_files(document, context)
    yield from _unknown_markers(document)


def _missing_files(document: Document, context: Context) -> Iterator[Finding]:
    for link in document.body.links:
        if _ELSEWHERE.match(link.target) or context.link_exists(link.target):
            continue
        spot = Spot(document.source, link.span, f"link {link.target}")
        target = unquote(link.target)
        twins = [] if target.isascii() else [quote(unicodedata.normalize(form, target)) for form in _FORMS]
        is_twin = any(map(context.link_exists, twins))
        yield Finding(spot, "link-form" if is_twin else "link", {"target": link.target})


def _unknown_markers(document: Document) -> Iterator[Finding]:
    """Comments that name a section which is none: the heading below would not count, and nothing would say so."""
    sections = document.contract.lifecycle.sections
    for comment in document.body.comments:
        match = SECTION_COMMENT.fullmatch(document.source.slice(comment.span))
        if match and match[1] not in sections:
            spot = Spot(document.source, comment.span, f"section {match[1]}")
            near = nearest(match[1], sections)
            yield Finding(spot, "section-near" if near else "section", {"id": match[1], "near": near})


@document_rule("STR10", "no-prior-work", Severity.WARNING, since="design", asks=True)
def no_prior_work(document: Document, context: Context) -> Iterator[Finding]:
    """The section on prior work names none, and does not say where it was looked for."""
    texts = document.sections.get("prior-work", [])
    written = [text for text in texts if is_written(text, context.section_min_chars)]
    if written and not any(map(names_prior_work, texts)):
        yield Finding(written[0], "default", {"heading": written[0].heading.text})


@document_rule("STR11", "stale", Severity.WARNING)
def stale(document: Document, context: Context) -> Iterator[Finding]:
    """Nobody has looked at it for too long: a review is overdue, or a monitored series has stopped. Or no date tells."""
    yield from _impossible_dates(document, context)
    if document.has_ended:
        return
    review, updated = document.at("next_review"), document.at("updated")
    due, changed = review.date(), updated.date()
    if due is not None:
        if context.clock.is_past(due):
            days = context.clock.days_since(due)
            yield Finding(review, "review", {"date": review, "days": days})
    elif changed is not None and context.clock.is_past(changed, by=REVIEW_DAYS):
        days = context.clock.days_since(changed)
        yield Finding(updated, "updated", {"date": updated, "days": days})
    yield from _stopped_series(document, context)


def _impossible_dates(document: Document, context: Context) -> Iterator[Finding]:
    """Dates from which nobody can tell how old the document is."""
    created, updated = document.at("created"), document.at("updated")
    begun, changed = created.date(), updated.date()
    if changed is None:
        return
    if context.clock.is_future(changed, by=1):  # tomorrow has begun elsewhere
        yield Finding(updated, "future", {"date": updated})
    if begun is not None and begun > changed:
        related = (label(created, "created"),)
        yield Finding(updated, "order", {"created": created, "updated": updated}, related)


def _stopped_series(document: Document, context: Context) -> Iterator[Finding]:
    stage = document.stage
    if stage is None or stage.order < document.contract.lifecycle.stages["action"].order:
        return
    for metric in metrics(document):
        cadence = metric.at("cadence")
        days = CADENCE_DAYS.get(str(cadence.value))
        last = newest(measured(metric, "online", with_slices=True)) if days is not None else None
        if days is None or last is None:
            continue
        if context.clock.is_past(last.day, by=max(CADENCE_SLACK * days, SERIES_DAYS)):
            age = context.clock.days_since(last.day)
            often = EVERY[str(cadence.value)]
            facts = {"metric": metric.at("id"), "date": last.entry.at("date"), "days": age, "cadence": often}
            yield Finding(last.entry, "series", facts, (label(cadence, "cadence"),))


@document_rule("STR12", "no-owner", Severity.ERROR)
def no_owner(document: Document, _context: Context) -> Iterator[Finding]:
    """Nobody, or only a team's name, answers for the document."""
    owner = document.at("owner")
    name = owner.text()
    if name is None:
        yield Finding(owner, "missing")
    elif owner.is_idle:
        yield Finding(owner, "placeholder", {"owner": name})
    elif is_team(name) and not has_person(document):
        yield Finding(owner, "team", {"owner": name})


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


RULES = (
    unreadable,
    unknown_key,
    schema_violation,
    stage_unknown,
    section_missing,
    section_empty,
    sections_out_of_order,
    duplicate,
    dangling_reference,
    no_prior_work,
    stale,
    no_owner,
    text_says_nothing,
)
