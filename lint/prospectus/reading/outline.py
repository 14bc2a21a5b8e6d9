"""The headings of a Markdown body, with true line numbers.

markdown-it-py decides what is a heading. Its block rules are asked only for the documents that :func:`scan` leaves
open: a line scanner that knows the sure cases and says so when a line is none of them. The two agree on every text
(``tests/lint/test_outline.py`` draws them at random).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from prospectus.ground.source import Source, Span

_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->")
_MARKER = re.compile(r"<!--\s*section:\s*([a-z0-9-]+)\s*-->|\{\s*#([a-z0-9-]+)[^}]*\}")
_ATX = re.compile(r"(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
# A line that begins like this may be, end or hide a heading in ways that only a real parser settles.
_UNSURE = re.compile(
    r"[ \t]*(?:=+|-+)[ \t]*$|[ \t]+#|[ \t]*>|[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+(?:#|```|~~~|>|[-+*][ \t])|\t|[ \t]+(?:```|~~~)"
)
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_BLOCK_COMMENT = re.compile(r"<!--(?!-?>).*-->[ \t]*$")


class Heading(NamedTuple):
    """One heading: its level 1 to 6, its text without marks of Markdown's own, its line (1-based) and span."""

    level: int
    text: str
    line: int
    span: Span
    marker: str | None
    """The section id that a ``{#id}`` or ``<!-- section: id -->`` at the heading names."""


def read_outline(source: Source, body: int) -> list[Heading]:
    """The headings of the body that begins at offset ``body``, in order."""
    first = source.position(body).line if body < len(source.text) else source.line_count + 1
    lines = source.text[body:].replace("\r\n", "\n").replace("\r", " ").split("\n")
    found = scan(lines)
    if found is None:
        found = parse(lines)
    return [_heading(source, level, text, line, lines, first) for level, text, line in found]


def _heading(source: Source, level: int, text: str, line: int, lines: list[str], first: int) -> Heading:
    marker = _MARKER.search(text)
    if marker is None and (above := _line_above(lines, line)) and above.startswith("<!--"):
        marker = _MARKER.fullmatch(above)
    text = _COMMENT.sub("", _MARKER.sub("", text)).strip()
    section = (marker[1] or marker[2]) if marker else None
    return Heading(level, text, first + line, source.line_span(first + line), section)


def _line_above(lines: list[str], line: int) -> str:
    above = line - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return lines[above].strip() if above >= 0 else ""


def scan(lines: list[str]) -> list[tuple[int, str, int]] | None:
    """``(level, text, line index)`` of each heading, or None when a line leaves it open.

    Sure are: ATX headings at the margin, fenced code at the margin, one-line comments, paragraphs, tables, and lists
    whose items hold only text. Anything else that could touch a heading (setext underlines, quotes, HTML blocks,
    indented marks) is left open.
    """
    found = []
    fence = ""
    for index, line in enumerate(lines):
        if fence:
            closing = line.strip()
            if closing and not closing.strip(fence[0]) and len(closing) >= len(fence):
                if line[:1] in " \t":
                    return None
                fence = ""
            continue
        start = line[:1]
        if start == "#":
            if match := _ATX.match(line):
                found.append((len(match[1]), (match[2] or "").strip(), index))
        elif start in "`~" and start and (match := _FENCE.match(line)):
            fence = match[1] or match[2]
        elif start and _is_unsure(start, line):
            return None
    return None if fence else found


def _is_unsure(start: str, line: str) -> bool:
    """Whether a line that begins so may touch a heading in a way the scanner does not settle."""
    if start == "<":  # a comment on one line ends with its line; any other HTML may go on
        return not _BLOCK_COMMENT.match(line) or line.count("-->") != 1
    if start not in "=->\t*+ 0123456789":
        return False
    return bool(_UNSURE.match(line)) or "<" in line[:4] or "```" in line[:12] or "~~~" in line[:12]


def parse(lines: list[str]) -> list[tuple[int, str, int]]:
    """The same as :func:`scan`, by markdown-it-py, for any text."""
    tokens = _markdown().parse("\n".join(lines))
    return [
        (int(token.tag[1]), " ".join(tokens[index + 1].content.split()), token.map[0] if token.map else 0)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 40 ms that most runs never need

    return MarkdownIt("commonmark").disable(["inline", "text_join"])
