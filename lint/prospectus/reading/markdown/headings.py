"""The headings of a body, at their place, with the section that a marker names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospectus.ground.source import Source, Span
    from prospectus.reading.markdown.blocks import HeadingLines

_ATTRIBUTES = Pattern(r"\{:?([^{}]*)\}")
_COMMENT = Pattern(r"<!--(?:(?!<!--|-->).)*+-->")
SECTION_COMMENT = Pattern(r"<!--\s*+section:\s*+((?:(?!-->)[^\s<>])++)\s*+-->")
"""A comment that says which section the heading at it opens."""
_ID = Pattern(r"#([a-z0-9-]+)$")
_UNSPACED = Pattern(r"#{1,6}+([^\s#].*)")


class Heading(NamedTuple):
    """One heading: its level 1 to 6, its text without marks of Markdown's own, its line (1-based) and that line's span."""

    level: int
    text: str
    line: int
    span: Span
    marker: str | None
    """The section id that ``{#id}``, ``{: #id .class}`` or ``<!-- section: id -->`` at the heading names."""
    end: int
    """Where its last line ends: the underline's, where it has one."""


def read_heading(source: Source, found: HeadingLines, lines: Sequence[str], first: int) -> Heading:
    """The heading that stands in some lines of a body; ``first`` is the body's first line in the source."""
    text, marker = found.text, None
    if "{" in text or "<" in text:
        text, marker = _without_markers(text)
    if marker is None and (above := _line_above(lines, found.first)).startswith("<!--"):
        comment = SECTION_COMMENT.fullmatch(above)
        marker = comment[1] if comment else None
    span = source.line_span(first + found.first)
    end = span.end if found.last - found.first == 1 else source.line_span(first + found.last - 1).end
    return Heading(found.level, text, first + found.first, span, marker, end)


def _without_markers(text: str) -> tuple[str, str | None]:
    """A heading's text without markers and comments, and the id that the first marker names."""
    named: list[tuple[int, str]] = [(found.start(), found[1]) for found in SECTION_COMMENT.finditer(text)]
    pieces = []
    at = 0
    for found in _ATTRIBUTES.finditer(text):
        ids = [match[1] for word in found[1].split() if (match := _ID.match(word))]
        if ids:
            named.append((found.start(), ids[0]))
            pieces.append(text[at : found.start()])
            at = found.end()
    text = _COMMENT.sub("", "".join([*pieces, text[at:]])).strip()
    return text, min(named)[1] if named else None


def _line_above(lines: Sequence[str], line: int) -> str:
    above = line - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return lines[above].strip() if above >= 0 else ""


def unspaced(source: Source, lines: Sequence[str], first: int) -> Iterator[tuple[str, Span]]:
    """Lines such as ``##Metrics`` and their text: headings to Python-Markdown, and to CommonMark none."""
    for index, line in enumerate(lines):
        if line[:1] == "#" and (match := _UNSPACED.match(line)):
            yield match[1].rstrip("# \t"), source.line_span(first + index)
