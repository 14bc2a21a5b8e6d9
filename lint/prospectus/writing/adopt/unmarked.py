"""Lines that read like headings of sections, but are none: bold lines, headings in HTML, numbered lines.

Nothing that reads Markdown finds them, and a body is never changed; so somebody is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.contract.heading_text import normalise_heading
from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document

LONGEST = 80
"""A longer line is text."""

_LINES = 2_000
"""So many lines are looked at."""

_FORM = Pattern(
    r"\s{0,3}(?:(?:\*\*|__)(?P<bold>[^*_\n]{2,80})(?:\*\*|__):?|<h[1-6][^<>]{0,100}>(?P<html>[^<>\n]{2,80})</h[1-6]>"
    r"|(?P<plain>(?:[0-9]{1,2}(?:\.[0-9]{1,2})*\.?|[IVX]{1,5}\.)\s{1,3}[^\n.!?:]{2,70}))\s*"
)


def unmarked(document: Document) -> Iterator[tuple[int, str]]:
    """Such lines (1-based) with their words; a line stands between empty ones, and its words are the name of a section."""
    source = document.source
    first = source.position(document.body.start).line
    last = min(source.position(len(source.text)).line, first + _LINES)
    headings = {heading.line for heading in document.headings}
    before, is_code = "", False
    for number in range(first, last + 1):
        line = source.line_text(number)
        if line.lstrip().startswith(("```", "~~~")):
            is_code = not is_code
        is_alone = not before.strip() or number - 1 in headings
        before = line
        if is_code or not is_alone or len(line) > LONGEST + LONGEST or number in headings:
            continue
        found = _FORM.fullmatch(line)
        words = (found["bold"] or found["html"] or found["plain"]).strip(" :") if found else ""
        if words and document.contract.lifecycle.match(normalise_heading(words)):
            yield number, words
