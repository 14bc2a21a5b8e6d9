"""The Markdown of a document: one object that answers what is a heading, a table, code, a comment, a link.

It knows no contract, no stage and no clock, and finds out only what it is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span
from prospectus.reading.markdown import inline
from prospectus.reading.markdown.blocks import Blocks, parse, scan
from prospectus.reading.markdown.headings import Heading, read_heading, unspaced
from prospectus.reading.markdown.passages import LONGEST_BLOCK, Passage, build_passage, pieces
from prospectus.reading.markdown.tables import Table, find_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prospectus.ground.source import Source

# Code inside a list or a quote, and HTML that may go on: only a parser knows where they end.
_UNSURE_FENCE = Pattern(r"\n(?:[ \t]+|[ \t]*(?:>|[-+*][ \t]|[0-9]{1,9}[.)][ \t])[^\n]*?)(?:```|~~~)")
_UNSURE_HTML = Pattern(r"\n[ \t]*<(?!!--(?!-?>)[^\n]*-->[ \t]*\r?(?:\n|\Z))")
_RAW_HTML = Pattern(r"<(?:!--|pre|script|style|textarea)", re.IGNORECASE)
_BREAK = Pattern(r"\n[ \t]*\r?\n")
_MAY_BE_CODE = ("    ", "\t", " \t", "  \t", "   \t", ">", " >", "  >", "   >")
"""How lines begin that may be code inside something else, or by their indent alone."""

_TEXT_LINE = Pattern(r"(?:(?:[-+*]|[0-9]{1,9}[.)])[ ]{1,4}(?![-+*][ \t]|[-*_]{2}))?(?:[^\W_]|[\[(*\"'])")
_LABELLED = Pattern(r"(?:\*\*|__)?[^\W\d_][^:\n|]{0,60}:")
"""How a line begins that is a label and its value."""
LONGEST_LIST = 40_000
"""A list without empty lines between its items is shorter than this."""
_FARTHEST_LINES = 50
"""How far above an indented line the beginning of its paragraph is looked for, before a parser is asked."""


class Comment(NamedTuple):
    """An HTML comment that stands outside code: what stands between its marks, and its place with them."""

    text: str
    span: Span
    is_closed: bool


class Markdown:
    """The body of a source, which begins at the offset ``start``, the first of a line."""

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.start = start

    @cached_property
    def text(self) -> str:
        """The body as written."""
        return self.source.text[self.start :]

    @cached_property
    def flat(self) -> str:
        """The text in lower case and on one line, character by character, so that places stay true."""
        lower = self.text.lower()
        if len(lower) != len(self.text):
            lower = "".join(_lower(char) for char in self.text)
        return lower.replace("\n", " ")

    # -- blocks ------------------------------------------------------------------------------------------------------

    @cached_property
    def headings(self) -> list[Heading]:
        """Every heading, in order."""
        found = self._blocks.headings
        return [read_heading(self.source, heading, self._lines, self._first_line) for heading in found]

    @cached_property
    def unspaced(self) -> list[tuple[str, Span]]:
        """The lines such as ``##Metrics``, which the site shows as headings and CommonMark does not, with their text."""
        if "#" not in self.text:
            return []
        found = unspaced(self.source, self._lines, self._first_line)
        return [(text, span) for text, span in found if not self._is_opaque(span.start - self.start)]

    @cached_property
    def code(self) -> list[Span]:
        """Where code blocks stand in the source, in order."""
        return [self._span(*lines) for lines in self._parsed.code]

    @cached_property
    def _lines(self) -> Sequence[str]:
        text = self.text
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", " ")
        return text.split("\n")

    @cached_property
    def _first_line(self) -> int:
        return self.source.position(self.start).line

    def _span(self, first: int, last: int) -> Span:
        """The span of some lines in the source."""
        return Span(self.source.line_start(self._first_line + first), self.source.line_start(self._first_line + last))

    @cached_property
    def _blocks(self) -> Blocks:
        return scan(self._lines) or self._parsed

    @cached_property
    def _parsed(self) -> Blocks:
        return parse(self._lines)

    # -- inline ------------------------------------------------------------------------------------------------------

    @cached_property
    def comments(self) -> list[Comment]:
        """The HTML comments outside code, in order; one without an end goes on to the end of the source."""
        if "<!--" not in self.text:
            return []
        found = []
        for entry in self._opaque:
            if entry.kind == "comment" and not self._is_code(entry.span.start):
                start, end = entry.span
                text = self.text[start + 4 : end - 3 if entry.is_closed else end]
                found.append(Comment(text, self._placed(entry.span), entry.is_closed))
        return found

    @cached_property
    def links(self) -> list[inline.Link]:
        """The links and images outside code, comments and formulas, in order, with the spans of their targets."""
        found = []
        for start, end in self._linked:
            hidden = [Span(max(at, start) - start, to - start) for at, to in self._blank_between(start, end)]
            for link in inline.links(inline.blanked(self.text[start:end], hidden)):
                span = Span(link.span.start + start, link.span.end + start)
                if not self._is_code(span.start):
                    found.append(link._replace(span=self._placed(span)))
        return found

    @property
    def _linked(self) -> list[Span]:
        """The parts of the body, between empty lines, that may hold links; the whole where HTML may go on over such lines."""
        if "<" in self.text and _RAW_HTML.search(self.text):
            return [Span(0, len(self.text))]
        bounds = self._bounds
        numbers = {number for mark in inline.LINK_MARKS for number in self._bounds_with(mark, self.text)}
        return [Span(bounds[number], bounds[number + 1]) for number in sorted(numbers)]

    def _blank_between(self, start: int, end: int) -> list[Span]:
        """What holds no Markdown between two offsets of the body: fenced code, and what is opaque."""
        code = self._fences
        inside = code[
            bisect_right(code, start, key=attrgetter("end")) : bisect_left(code, end, key=attrgetter("start"))
        ]
        return _merged([*inside, *(entry.span for entry in inline.opaque(self.text, code, start, end))])

    def prose(self, span: Span) -> str:
        """What a reader reads between two offsets of the source: no comments, tags, headings or targets of images."""
        text = self.source.text
        parts = []
        at = span.start
        for start, end in self._unread[bisect_left(self._unread_ends, at) :]:
            if start >= span.end:
                break
            if start >= at:
                parts.append(text[at:start])
            at = max(at, end)
        parts.append(text[at : span.end])
        return inline.plain(" ".join(parts)).strip()

    @cached_property
    def _unread(self) -> list[Span]:
        """What is no prose: headings and comments, in order."""
        headings = [Span(heading.span.start, heading.end) for heading in self.headings]
        return sorted([*headings, *(comment.span for comment in self.comments)])

    @cached_property
    def _unread_ends(self) -> list[int]:
        ends = []
        last = 0
        for _, end in self._unread:
            last = max(last, end)
            ends.append(last)
        return ends

    def _placed(self, span: Span) -> Span:
        return Span(span.start + self.start, span.end + self.start)

    @cached_property
    def _fences(self) -> list[Span]:
        """The code blocks at the margin, in the body; those in lists and quotations too, where a parser had to be asked."""
        spans = (self._span(*lines) for lines in self._blocks.code)
        return [Span(span.start - self.start, span.end - self.start) for span in spans]

    @cached_property
    def _opaque(self) -> list[inline.Opaque]:
        return list(inline.opaque(self.text, self._fences))

    def _is_code(self, offset: int) -> bool:
        """Whether an offset of the body, outside fences at the margin, stands in a block of code."""
        line = self.source.position(self.start + offset).line - self._first_line
        if not self._lines[line].startswith(_MAY_BE_CODE) or self._continues(line):
            return False
        return _covers(self.code, offset + self.start)

    def _continues(self, line: int) -> bool:
        """Whether an indented line surely goes on with a paragraph or a list item above it, and so is no code."""
        for above in range(line - 1, max(line - _FARTHEST_LINES, -1), -1):
            text = self._lines[above]
            if not text.startswith("    "):
                return "|" not in text and _TEXT_LINE.match(text) is not None
        return False

    @cached_property
    def _blank(self) -> list[Span]:
        return self._blank_between(0, len(self.text))

    def _is_opaque(self, offset: int) -> bool:
        return _covers(self._blank, offset) or self._is_code(offset)

    # -- tables ------------------------------------------------------------------------------------------------------

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(find_tables(self.source, self.start, self._is_table)) if "|" in self.text else ()

    def _is_table(self, start: int, end: int) -> bool:
        if self._is_hidden(start, end):
            return False
        if not self._needs_parser or self._parsed.tables is None:
            return True
        return self.source.position(self.start + start).line - self._first_line in self._parsed.tables

    # -- passages ----------------------------------------------------------------------------------------------------

    def passages(self, words: Iterable[str], having: tuple[str, ...]) -> Iterator[Passage]:
        """The paragraphs and list items that hold one of the words, and one of the others, all in lower case, in order."""
        words = tuple(words)
        bounds = self._bounds
        for number in sorted({number for word in words for number in self._bounds_with(word, self.flat)}):
            yield from self._passages(bounds[number], bounds[number + 1], having, words)

    def entries(self) -> Iterator[Passage]:
        """Every list item and every paragraph, in order; a paragraph whose lines are labels and values, line by line."""
        for start, end in pairwise(self._bounds):
            if end - start > LONGEST_LIST or self._is_hidden(start, end) or self._in_table(start, end):
                continue
            for piece in pieces(self.text, start, end):
                written = [(at, line) for at, line in piece if line]
                apart = len(written) > 1 and all(_LABELLED.match(line) for _, line in written)
                for lines in [[one] for one in written] if apart else [written]:
                    yield from build_passage(lines, self.start, start)

    @cached_property
    def _bounds(self) -> list[int]:
        """Where the pieces between empty lines begin, and the end of the text."""
        return [0, *(found.end() for found in _BREAK.finditer(self.text)), len(self.text)]

    def _bounds_with(self, word: str, text: str) -> Iterator[int]:
        """The numbers of the pieces in which a text, of the body's length, has a word."""
        bounds = self._bounds
        at = text.find(word) if word else -1
        while at >= 0:
            number = bisect_right(bounds, at) - 1
            yield number
            at = text.find(word, bounds[number + 1]) if number + 1 < len(bounds) else -1

    def _passages(self, start: int, end: int, having: tuple[str, ...], words: tuple[str, ...]) -> Iterator[Passage]:
        if end - start > LONGEST_BLOCK or self._is_hidden(start, end):
            return
        block = self.flat[start:end]
        if any(word in block for word in having) and not self._in_table(start, end):
            for piece in pieces(self.text, start, end):
                flat = self.flat[piece[0][0] : piece[-1][0] + len(piece[-1][1])]
                if not words or any(word in flat for word in words):
                    yield from build_passage(piece, self.start, start)

    def _in_table(self, start: int, end: int) -> bool:
        if "|" not in self.text[start:end] or not self.tables:
            return False
        return _touches(self._table_spans, self.start + start, self.start + end)

    @cached_property
    def _table_spans(self) -> list[Span]:
        return [table.span for table in self.tables]

    # -- what is not read --------------------------------------------------------------------------------------------

    def _is_hidden(self, start: int, end: int) -> bool:
        """Whether code, a comment or HTML stands anywhere between two offsets."""
        return _touches(self._hidden, start, end)

    @cached_property
    def _hidden(self) -> list[Span]:
        """The blocks of code and HTML, comments and raw HTML, in order and apart."""
        found = [*self._fences]
        if "<" in self.text and _RAW_HTML.search(self.text):
            found += (entry.span for entry in self._opaque if entry.kind in {"comment", "raw"})
        if self._needs_parser:
            for lines in self._parsed.hidden or ():
                start, end = self._span(*lines)
                found.append(Span(start - self.start, end - self.start))
        return _merged(found)

    @cached_property
    def _needs_parser(self) -> bool:
        """Whether only a parser can tell what is code, HTML or a table."""
        text = self.text
        has_fence = "```" in text or "~~~" in text
        return bool(
            (has_fence and _UNSURE_FENCE.search(f"\n{text}")) or ("<" in text and _UNSURE_HTML.search(f"\n{text}"))
        )


def read_markdown(source: Source, start: int) -> Markdown:
    """The Markdown of a source from an offset on, the first of a line."""
    return Markdown(source, start)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _touches(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether one of some spans, in order and apart, has a part between two offsets."""
    index = bisect_left(spans, (end, 0)) - 1
    return index >= 0 and spans[index].end > start


def _covers(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of some spans, in order and apart, has the character at an offset."""
    index = bisect_right(spans, (offset, float("inf"))) - 1
    return index >= 0 and spans[index].start <= offset < spans[index].end


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char
