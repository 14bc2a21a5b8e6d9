"""Where our parts stand in the Markdown of a document: instead of its title, under its sections, beside paragraphs, at its end.

A place is put only where a block of Markdown ends and another begins at the margin: right under a heading, or before a paragraph
with an empty line above it. So it never comes to stand in code, a list, a table or HTML of the writer's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.pages.page import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prospectus.ground.source import Span
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document, SectionText
    from prospectus.reading.markdown import Heading, Markdown

    from prospectus_site.markup import Content

HEAD, FOOT = "head", "foot"
_FACTS, _FOLDED, _FINDING = "facts-", "folded-", "finding-"

_NO_START = re.compile(r"[\s:<{=~`$]|[-*_](?:[ \t]*[-*_])+\s*$|\[[^\]\n]{1,99}\]:|\[\^|\*\[|///|---?8<")
"""How a line begins before which nothing is put: it goes on with something, or is a part of it."""

_MAY_GO_ON = re.compile(r">|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:\s|$)")
"""How a list or a quotation begins, or goes on after an empty line: it begins where the block above is none."""

_ELEMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|`[^`\n]*`|<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?:\s[^<>]*)?(?P<alone>/?)>", re.DOTALL
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905 - a list would take lines


class Places(NamedTuple):
    """The places in the Markdown of a page: of the facts of which sections, folded in which of them, and of which findings."""

    sections: tuple[str, ...]
    folded: frozenset[str]
    findings: tuple[int, ...]


def facts_place(section: str, *, is_folded: bool) -> str:
    """The name of the place of the facts of a section; where its text holds a table already, they are folded."""
    return f"{_FOLDED if is_folded else _FACTS}{section}"


def finding_place(number: int) -> str:
    """The name of the place of a finding, by its number in the document."""
    return f"{_FINDING}{number}"


def places_in(markdown: str) -> Places:
    """The places that :func:`placed` has put into Markdown."""
    names = re.findall(r'<div data-prospectus="([a-z0-9-]+)">', markdown)
    folded = [name.removeprefix(_FOLDED) for name in names if name.startswith(_FOLDED)]
    open_ = [name.removeprefix(_FACTS) for name in names if name.startswith(_FACTS)]
    findings = (int(number) for name in names if (number := name.removeprefix(_FINDING)) != name)
    return Places((*open_, *folded), frozenset(folded), tuple(findings))


def placed(
    document: Document, findings: Sequence[Diagnostic], summary: Content, changed: Iterable[tuple[Span, str]] = ()
) -> str:
    """The body of a document with the places of our parts. What the ``summary`` says is found by the site's search.

    ``changed`` is what is written otherwise in the page than in the document.
    """
    text, body = document.source.text, document.front_matter.body
    headings = document.headings
    has_title = bool(headings) and headings[0].level == 1 and not text[body : headings[0].span.start].strip()
    start = headings[0].end if has_title else body
    cuts = [(headings[0].span.start if has_title else body, start, place(HEAD, summary))]
    margin = [heading for heading in headings if heading.end > start and not text[heading.span.start].isspace()]
    ends = {heading.end for heading in margin}
    for section, texts in document.sections.items():
        at = texts[0].heading.end
        if at in ends:
            name = facts_place(section, is_folded=_has_table(document, texts[0]))
            cuts.append((at, at, place(name)))
    cuts += [(at, at, place(finding_place(number))) for number, at in _beside(document, findings, margin)]
    cuts += [(span.start, span.end, said) for span, said in changed if span.start >= start]
    pieces = [text[: document.front_matter.fence.start]]  # nothing, unless the front matter stands too late
    at = body
    for begin, end, replacement in sorted(cuts, key=lambda cut: cut[0]):
        pieces.extend((text[at:begin], replacement))
        at = end
    pieces.extend((text[at:], place(FOOT)))
    return "".join(pieces).lstrip("\r\n")


def _has_table(document: Document, section: SectionText) -> bool:
    """Whether a table stands under the heading of a section, before the next section begins."""
    start = section.heading.end
    others = (text.heading.span.start for text in document.outline if text.ids and text.heading.span.start > start)
    end = min(section.body.end, next(others, section.body.end))
    return any(start <= table.span.start < end for table in document.body.tables)


def _beside(
    document: Document, findings: Sequence[Diagnostic], headings: Iterable[Heading]
) -> Iterable[tuple[int, int]]:
    """The findings that stand beside what they are about: the number of each, and the offset of its place."""
    source, starts = document.source, {heading.span.start: heading.end for heading in headings}
    about = [
        (number, source.line_start(finding.start.line))
        for number, finding in enumerate(findings)
        if not finding.place.fact and finding.place.section in {"", *document.sections}
    ]
    if not about or not starts:
        return []
    first = min(starts)
    about = [(number, at) for number, at in about if at >= first]
    candidates = sorted({*starts.values(), *_starts(document.body, first)}) if about else []
    heads = sorted(starts)
    found = []
    for number, at in about:
        heading = heads[bisect_right(heads, at) - 1]
        place_at = candidates[bisect_right(candidates, at) - 1] if candidates[0] <= at else -1
        found.append((number, max(place_at, starts[heading])))
    return found


def _starts(body: Markdown, first: int) -> list[int]:
    """The offsets from the first heading on at which a block begins at the margin, with an empty line above it."""
    text = body.source.text
    code = [(span.start, span.end) for span in (*body.code, *(comment.span for comment in body.comments))]
    inside = _insides(text, body.start, code)
    found: list[tuple[int, int]] = []
    at, block = body.start, 0
    is_blank, is_apart = False, False
    for line in text[body.start :].splitlines(keepends=True):
        stripped = line.strip()
        if is_blank and stripped:
            block += 1
            may_go_on = _MAY_GO_ON.match(line) is not None
            if (is_apart or not may_go_on) and at > first and not _NO_START.match(line) and not _holds(inside, at):
                found.append((at, block))
            is_apart = not (may_go_on or _NO_START.match(line))
        elif line.startswith("#"):
            is_apart = True
        if stripped.startswith(":") and found and found[-1][1] >= block - 1:
            found.pop()  # it was a term that is explained here, and may belong to a list of them
        is_blank = not stripped
        at += len(line)
    return [at for at, _ in found]


def _insides(text: str, start: int, code: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What stands in code, comments, elements of HTML and formulas, as offsets in order; what is never closed goes on to the end."""
    found = sorted(code)
    opened: list[tuple[str, int]] = []
    for match in _ELEMENT.finditer(text, start):
        name = (match["name"] or "").lower()
        if not name or name in _VOID or match["alone"] or any(begin <= match.start() < end for begin, end in code):
            continue
        if not match["close"]:
            opened.append((name, match.start()))
        elif any(name == other for other, _ in opened):
            while opened[-1][0] != name:
                opened.pop()
            found.append((opened.pop()[1], match.end()))
    found += [(begin, len(text)) for _, begin in opened]
    formulas = [match.start() for match in re.finditer(r"^\$\$|\$\$\s*$", text[start:], re.MULTILINE)]
    ends = [*formulas[1::2], len(text)]
    found += [(start + begin, start + end) for begin, end in zip(formulas[::2], ends, strict=False)]
    return sorted(found)


def _holds(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(begin <= at < end for begin, end in spans)
