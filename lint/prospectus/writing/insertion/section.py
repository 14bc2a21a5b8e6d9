"""A section that is missing, as a heading with its prompt, at its place in the order of the lifecycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say
from prospectus.ground.source import Source, Span
from prospectus.model.document import PROMPT, Document
from prospectus.model.parsed import Parsed
from prospectus.reading.front_matter.edits import Edit, apply
from prospectus.reading.markdown.headings import SECTION_COMMENT
from prospectus.writing.insertion.heading_style import heading_style, next_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospectus.contract.lifecycle import Section
    from prospectus.model.document import SectionText


def missing_section(document: Document, section_id: str, lang: str) -> Edit | None:
    """The heading of a section and its prompt, in the style of the other headings, behind the sections that come before it.

    None when the document has the section, or when there is no place where the heading would open that section and change no other.
    Insertions at one place are proven one by one; to make several, :func:`prospectus.writing.insertion.insert` makes one after another.
    """
    section = document.contract.lifecycle.sections[section_id]
    if section_id in document.sections:
        return None
    style = heading_style(document)
    for place in _places(document, section, style.level):
        number = next_number(document, place, style.level)
        for heading in dict.fromkeys(style.lines(say(section.title, lang), mark) for mark in (number, "")):
            edit = _at(document, place, (*heading, "", f"{PROMPT} {say(section.prompt, lang)} -->"))
            if _opens_it_alone(document, edit, section_id):
                return edit
    return None


def read_again(document: Document, text: str) -> Document:
    """Another text of the same document, judged at the same stage."""
    source = document.source
    return Document(Parsed(Source(source.name, text, source.path)), document.contract, stage=document.stage)


# -- where ----------------------------------------------------------------------------------------------------------


def _places(document: Document, section: Section, level: int) -> Iterator[int]:
    """Where a section of a level may stand, the best place first."""
    order = document.contract.lifecycle.sections
    there = [(order[known].order, text) for known, texts in document.sections.items() for text in texts]
    before = max((pair for pair in there if pair[0] < section.order), key=lambda pair: pair[0], default=None)
    after = min((pair for pair in there if pair[0] > section.order), key=lambda pair: pair[0], default=None)
    last = max((text for _, text in there), key=lambda text: text.span.start, default=None)
    if before is not None:
        yield _behind(document, _last_before(document, before[1], section, level), level)
    elif after is not None:
        yield _above(document, after[1].span.start)
    if last is not None:
        yield _behind(document, last, level)
    yield _end(document, len(document.source.text))
    if document.headings:
        yield _above(document, document.headings[0].span.start)
    yield document.front_matter.body


def _last_before(document: Document, text: SectionText, section: Section, level: int) -> SectionText:
    """The last of the sections that follow upon one without a break and come before another in the lifecycle; that one, if none does.

    So what is inserted behind one section stands in the order of the lifecycle, whichever was inserted first.
    """
    order = document.contract.lifecycle.sections
    opening = {one.span.start: one for one in document.outline if one.ids}
    below = [one for one in document.headings if one.span.start > text.span.start and one.level <= level]
    for heading in below if text.heading.level <= level else ():
        following = opening.get(heading.span.start)
        if following is None or any(order[known].order >= section.order for known in following.ids):
            break
        text = following
    return text


def _behind(document: Document, text: SectionText, level: int) -> int:
    """Where a section ends, and that in which it stands, if it is a part of one: at the next heading of the level or above."""
    heading = text.heading
    if heading.level < level:
        return _end(document, text.body.end)
    following = (one for one in document.headings if one.span.start > heading.span.start and one.level <= level)
    return _end(document, next((one.span.start for one in following), len(document.source.text)))


def _end(document: Document, offset: int) -> int:
    """Where text that is followed by a heading, or by nothing, ends: above what belongs to the heading, or above the last empty lines."""
    text = document.source.text
    if offset < len(text):
        return _above(document, offset)
    end = len(text.rstrip())
    return max(text.find("\n", end) + 1 or len(text), document.front_matter.body)


def _above(document: Document, heading: int) -> int:
    """The first of the lines that belong to a heading: comments and anchors right above it, and the marker of its section."""
    source = document.source
    line = source.position(heading).line
    first = line
    for above in range(line - 1, 0, -1):
        written = source.line_text(above).strip()
        if source.line_start(above) < document.front_matter.body:
            break
        is_marker = SECTION_COMMENT.fullmatch(written) is not None
        is_near = above == first - 1 and written.startswith(("<!--", "<a ")) and not written.startswith(PROMPT)
        if is_marker or (is_near and written.endswith(">")):
            first = above
        elif written:
            break
    return source.line_start(first)


# -- what -----------------------------------------------------------------------------------------------------------


def _at(document: Document, place: int, lines: Sequence[str]) -> Edit:
    """Some lines at a place, with an empty line above and below where other text stands there."""
    text = document.source.text
    eol = line_end(text, place)
    is_unended = place > 0 and text[place - 1] != "\n"
    head = eol * 2 if is_unended else "" if ends_empty(text[:place]) else eol
    return Edit(Span(place, place), head + eol.join(lines) + eol + (eol if text[place:].strip() else ""))


def ends_empty(text: str) -> bool:
    """Whether a text, whose last line is ended, has nothing in that line, or none at all."""
    return not text[text.rfind("\n", 0, max(len(text) - 1, 0)) + 1 :].strip()


def line_end(text: str, place: int) -> str:
    """How lines end above a place, else below it."""
    above = text.rfind("\n", 0, place)
    at = above if above >= 0 else text.find("\n", place)
    return "\r\n" if at > 0 and text[at - 1] == "\r" else "\n"


def _opens_it_alone(document: Document, edit: Edit, section_id: str) -> bool:
    """Whether the document with an edit differs in one thing: a heading that opens a section, and holds its prompt."""
    after = read_again(document, apply(document.source.text, [edit]))
    new = after.section(section_id)
    if new is None or not new.is_prompt_only or after.front_matter.facts != document.front_matter.facts:
        return False
    new_start = new.span.start
    were = [(heading.level, heading.text, heading.marker) for heading in document.headings]
    are = [
        (heading.level, heading.text, heading.marker) for heading in after.headings if heading.span.start != new_start
    ]
    known = [(text.heading.text, text.ids, text.prose.split()) for text in document.outline]
    kept = [(text.heading.text, text.ids, text.prose.split()) for text in after.outline if text.span.start != new_start]
    return were == are and known == kept
