"""Ids are declared once and refer to what is declared; links lead to files; markers name sections."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, unquote

from prospectus.contract.heading_text import normalise_heading
from prospectus.contract.schema import path_name
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.ground.spelling import nearest
from prospectus.model.document import read_once
from prospectus.model.rule import Context, Finding, Spot, document_rule, label
from prospectus.project.references import dangling
from prospectus.reading.front_matter.node import Node
from prospectus.reading.front_matter.places import find
from prospectus.reading.markdown.headings import SECTION_COMMENT
from prospectus.rules.wording import SHOWN, as_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document, SectionText
    from prospectus.reading.front_matter.node import Path
    from prospectus.reading.front_matter.places import Found

_ELSEWHERE = Pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#{?]")
"""How a link begins that is no relative path: a scheme, the root of a site, a place on the page, a template."""

_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
"""The two ways to write a Korean syllable or an accented letter: as one character, and in parts, as macOS names files."""


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
    """An id that nothing declares, a relative link to a file that is not there, or a section or heading that is not there."""
    for lost in dangling(document):
        first, *others = lost.places
        near = () if lost.near is None else (lost.near,)
        facts: dict[str, Any] = {
            "id": lost.name,
            "kind": as_kind(lost.kind),
            "near": lost.near or "",
            "home": path_name(lost.home),
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
    yield from _unknown_headings(document)


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


def _unknown_headings(document: Document) -> Iterator[Finding]:
    """Entries of ``sections`` whose id is that of no section, or whose heading the document does not have."""
    sections = document.contract.lifecycle.sections
    for identity, named in document.at("sections").entries():
        if identity not in sections:
            near = nearest(identity, sections)
            yield Finding(named, "key-near" if near else "key", {"id": identity, "near": near})
            continue
        for at in (named, *named.each()):
            text = (at.text() or "").strip()
            words = normalise_heading(text)
            if text and (not words or words not in _headings(document)):  # no heading is known by marks alone
                near = _headings(document).get(nearest(words, _headings(document)), "") if words else ""
                facts = {"heading": at, "id": identity, "near": near}
                yield Finding(at, "heading-near" if near else "heading", facts)


@read_once
def _headings(document: Document) -> dict[str, str]:
    """The headings of a document by their normalised texts."""
    return {normalise_heading(heading.text): heading.text for heading in document.headings}
