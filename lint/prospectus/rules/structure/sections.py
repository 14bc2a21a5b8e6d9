"""The sections of a document: those that are due are there, in order, and hold something."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.heading_text import normalise_heading
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.ground.slips import surely
from prospectus.ground.source import Span
from prospectus.ground.spelling import nearest
from prospectus.model.finding import Proposal
from prospectus.model.rule import Context, Finding, Spot, document_rule, label
from prospectus.project.prior_work import names_prior_work
from prospectus.project.prose import copies, is_written, shortfall
from prospectus.rules import schema_findings
from prospectus.rules.proposals import Tries, retitled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.contract.lifecycle import Section
    from prospectus.model.document import Document, SectionText

_WORD = Pattern(r"[^\W\d_]+")

_LONG = 7
"""A word of so many letters, those of a Korean syllable one by one, with one too many or too few is hardly another word."""

HEADING_LIKENESS = 0.85
"""How alike a heading and a title must be for the one to be a misspelling of the other."""

NEIGHBOURS = 5
"""A missing section is told at a section that stands at most this many places before it in the lifecycle."""


@document_rule("STR05", "section-missing", Severity.ERROR, asks=True)
def section_missing(document: Document, _context: Context) -> Iterator[Finding]:
    """A section that is due at this stage is not there."""
    missing = [(identity, level) for identity, level in document.due_sections() if identity not in document.sections]
    misspelt = _misspelt_headings(document, [identity for identity, _ in missing]) if missing else {}
    unspaced = _unspaced_headings(document) if missing else {}
    tries = Tries(document)
    plain = [identity for identity, _ in missing if identity not in unspaced and identity not in misspelt]
    places = {identity: _place_for(document, document.contract.lifecycle.sections[identity]) for identity in plain}
    first = min(
        plain, key=lambda identity: places[identity].span, default=""
    )  # the hint is the same for each: give it once
    for identity, level in missing:
        section = document.contract.lifecycle.sections[identity]
        near = misspelt.get(identity)
        title = near.right if near else section.title.get(document.lang, section.title["en"])
        stage = document.stage.id if document.stage else ""
        facts = {"section": section.title, "title": title, "id": identity, "stage": stage, "order": section.order}
        related = _asked_from(document, section, level)
        if identity in unspaced:
            text, span = unspaced[identity]
            at = Spot(document.source, span, f"## {identity}", identity)
            behind = span.start + len(document.source.slice(span)) - len(document.source.slice(span).lstrip(" #"))
            spaced = Proposal(((Span(behind, behind), " "),), "unspaced", "safe")
            yield Finding(at, "unspaced", {**facts, "heading": text}, related, level, fix=spaced)
        elif near is not None:
            at = Spot(document.source, near.text.span, f"## {identity}", identity)
            fix = retitled(document, near.text, near.words, near.written, identity, tries)
            yield Finding(at, "near", {**facts, "heading": near.text.heading.text}, related, level, fix=fix)
        else:
            wording = "missing" if identity == first else "further"
            prompt = Proposal((), "section", "prompt")
            yield Finding(places[identity], wording, facts, related, level, fix=prompt)


def _asked_from(document: Document, section: Section, level: Severity) -> tuple[Any, ...]:
    """Why a section is asked for: the document's stage, the fact on which it hangs, a team's own contract."""
    stages = document.contract.lifecycle.stages.values()
    since = next(stage.id for stage in stages if stage.order == section.home)
    asked = schema_findings.asked_by(document.contract.origins.get(f"## {section.id}"))
    when = section.when
    reasons = document.along(when.path)[:1] if when is not None and not when.holds(()) else ()
    because = tuple(label(fact, "due-because") for fact in reasons)
    is_advised = level < Severity.ERROR
    return (*schema_findings.required_from(document, since, is_advised=is_advised), *because, *asked)


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


class Misspelt(NamedTuple):
    """A heading with a slip in it: the words that are wrong, folded, what is to be written for them, and the whole heading then."""

    text: SectionText
    words: str
    written: str
    right: str


def _misspelt_headings(document: Document, missing: list[str]) -> dict[str, Misspelt]:
    """The headings that look like a misspelt title of a missing section, by its id; each heading is one section's.

    What has a word a slip of the finger away from one of the contract's opens a section by another of its names.
    """
    sections, lifecycle = document.contract.lifecycle.sections, document.contract.lifecycle
    outline = [text for text in document.outline[1:] if not lifecycle.is_aside(text.heading.text)]
    foreign = {_letters(text.heading.text): text for text in outline if not text.ids}
    titles = {_letters(title): (identity, title) for identity in missing for title in sections[identity].title.values()}
    found: dict[str, Misspelt] = {}
    for words, text in foreign.items():
        near = nearest(words, titles, HEADING_LIKENESS) if words else ""
        if near and near[0] == words[0] and nearest(near, foreign, HEADING_LIKENESS) == words:
            identity, _ = titles[near]
            title = sections[identity].title.get(document.lang, sections[identity].title["en"])
            found.setdefault(identity, Misspelt(text, normalise_heading(text.heading.text), title, title))
    taken = {misspelt.text.span for misspelt in found.values()}
    for text in outline:
        if text.span not in taken and (misspelt := _respelt(document, text)) is not None:
            opened = lifecycle.match(misspelt.right)
            if len(opened) == 1 and opened[0] in missing and opened != text.ids:
                found.setdefault(opened[0], misspelt)
    return found


def _respelt(document: Document, text: SectionText) -> Misspelt | None:
    """A heading of which the one word that the contract does not know is a slip away from one that it does.

    Another letter may be another word ("Content" is no "Context"), and so may a short one, or one that ends in another way.
    """
    known = document.contract.lifecycle.title_words
    heading = text.heading.text
    unknown = [word for word in _WORD.findall(heading) if word.casefold() not in known]
    if len(unknown) != 1:
        return None
    (word,) = unknown
    right = surely(word, known)
    is_longer = (
        len(right) != len(word)
        and len(unicodedata.normalize("NFD", right)) >= _LONG
        and right[-2:] == word[-2:].casefold()
    )
    if not right or not (is_longer or sorted(right) == sorted(word.casefold())):
        return None
    written = right.upper() if word.isupper() else right.capitalize() if word[0].isupper() else right
    return Misspelt(text, word.casefold(), written, heading.replace(word, written, 1))


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
        related = _asked_from(document, document.contract.lifecycle.sections[identity], level)
        if original is not None:
            facts["other"] = original.heading.text
            yield Finding(text, "copy", facts, (label(original, "original"),), level)
        elif text.is_prompt_only and _is_draft(document):
            weight = Severity.WARNING if level >= Severity.ERROR else Severity.INFO
            yield Finding(text, "prompt", facts, related, weight)
        else:
            yield Finding(text, lack, {**facts, "text": " ".join(text.prose.split())}, related, level)


def _is_draft(document: Document) -> bool:
    """Whether a document is a draft, also where its status is misspelt: that is told once, and not of each section."""
    status = document.at("status").value
    known = document.contract.schema.at("status").get("enum", ())
    return status == "draft" or (isinstance(status, str) and (nearest(status, known) or "draft") == "draft")


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


@document_rule("STR10", "no-prior-work", Severity.WARNING, since="design", asks=True)
def no_prior_work(document: Document, context: Context) -> Iterator[Finding]:
    """The section on prior work names none, and does not say where it was looked for."""
    texts = document.sections.get("prior-work", [])
    written = [text for text in texts if is_written(text, context.section_min_chars)]
    if written and not any(map(names_prior_work, texts)):
        yield Finding(written[0], "default", {"heading": written[0].heading.text})
