"""What a reader reads of a Markdown body, at its true place: tables cell by cell, and paragraphs without their marks.

Only what is surely read is given. A table stands at the margin under an empty line or a heading, as every dialect of
Markdown wants it; code, comments, HTML, quotes and links are left out. In the documents where only a real parser can tell
what is code, markdown-it-py says which lines are. It never finds a table where this module does, and says it is none
(``tests/lint/test_body.py`` draws texts at random).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt

    from prospectus.ground.source import Source

MOST_COLUMNS = 64
"""A table of more columns is a data dump, and no reader's table."""

LONGEST_BLOCK = 4000
"""A paragraph is shorter than this; what is longer is not searched."""

_DELIMITER = re.compile(r"\n([|:-][|: \t-]*\r?)(?=\n|\Z)")
_COLUMN = re.compile(r"[ \t]*:?-+:?[ \t]*")
_OTHER_BLOCK = re.compile(r"[\s#>`~<*+-]|[0-9]{1,9}[.)][ \t]")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|\r?$)")
_RAW = re.compile(
    r"^(?P<ticks>`{3,})[^`\n]*$.*?(?:^ {0,3}(?P=ticks)`*[ \t]*\r?$|\Z)"
    r"|^(?P<tildes>~{3,}).*?(?:^ {0,3}(?P=tildes)~*[ \t]*\r?$|\Z)"
    r"|<!--.*?(?:-->|\Z)|<(?:pre|script|style|textarea)\b.*?(?:</(?:pre|script|style|textarea)>|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_RAW_HTML = re.compile(r"<(?:!--|pre|script|style|textarea)", re.IGNORECASE)
# Code inside a list or a quote, and HTML that may go on: only a parser knows where they end.
_UNSURE_FENCE = re.compile(r"\n(?:[ \t]+|[ \t]*(?:>|[-+*][ \t]|[0-9]{1,9}[.)][ \t])[^\n]*?)(?:```|~~~)")
_UNSURE_HTML = re.compile(r"\n[ \t]*<(?!!--(?!-?>)[^\n]*-->[ \t]*\r?(?:\n|\Z))")
_BREAK = re.compile(r"\n[ \t]*\r?\n")
_ITEM = re.compile(r"([ \t]*)(?:[-+*]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_UNREAD = re.compile(r"[ \t]*(?:#{1,6}(?:[ \t]|$)|(?P<quote>>)|\||(?P<underline>=+|-+)[ \t]*$|[*_]{3,}[ \t]*$)")
OPAQUE = "\ufffc"
"""What stands in a passage for a link, code or HTML: a character that no pattern crosses."""
_CODE_NAME = re.compile(r"[\w@.%/+-]+(?: [\w@.%/+-]+){0,5}")
_MARKED = re.compile(r"[`\[<*_~\\]|://")
_SPACES = re.compile(r"(?P<space>\n\s*|[^\S \n]\s*| \s+)")
_MARK = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`)(?P<inner>[^`]*)(?P=ticks)(?!`))"
    r"|!?\[[^\[\]]*\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])|<[^<>]*>|https?://[^\s<>]*|~~[^~]*~~|\[\^[^\]\s]*\]"
    rf"|(?P<dropped>\*+|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s]))|{_SPACES.pattern}"
)


class Cell(NamedTuple):
    """One cell of a table: its text as written, without the space around it, and its place."""

    text: str
    span: Span


class Table:
    """One table; a row may have fewer cells than the header, and has never more.

    ``lines`` are the spans of its rows; their cells are taken apart when they are asked for.
    """

    def __init__(self, source: Source, header: tuple[Cell, ...], lines: list[Span], span: Span) -> None:
        self.source = source
        self.header = header
        self.lines = lines
        self.span = span

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells of each row under the header."""
        return tuple(_cells(self.source.text, *line)[: len(self.header)] for line in self.lines)


class Passage(NamedTuple):
    """One paragraph or list item: its text without marks and with single spaces, and where each piece stands.

    ``indent`` is the column of a list item's mark, None where it is no list item; ``block`` tells apart the pieces between
    empty lines.
    """

    text: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    indent: int | None
    block: int

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of the text stands in the source."""
        return Span(self._offset(start), self._offset(end - 1) + 1 if end > start else self._offset(start))

    def _offset(self, index: int) -> int:
        piece = bisect_right(self.starts, index) - 1
        return self.offsets[piece] + index - self.starts[piece]


class Body:
    """The body of a source, which begins at the offset ``start``."""

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.start = start
        self.text = source.text[start:]

    @cached_property
    def flat(self) -> str:
        """The text in lower case and on one line, character by character, so that places stay true."""
        lower = self.text.lower()
        if len(lower) != len(self.text):
            lower = "".join(_lower(char) for char in self.text)
        return lower.replace("\n", " ")

    # -- tables ------------------------------------------------------------------------------------------------------

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(self._tables()) if "|" in self.text else ()

    def _tables(self) -> Iterator[Table]:
        text, end = self.text, 0
        for delimiter in _DELIMITER.finditer(text):
            line, above = delimiter[1].strip(), delimiter.start()
            start = text.rfind("\n", 0, above) + 1
            columns = line.removeprefix("|").removesuffix("|").split("|")
            is_delimiter = "|" in line and all(_COLUMN.fullmatch(column) for column in columns)
            if start < end or not is_delimiter or not self._may_begin(start, above):
                continue
            header = _cells(self.source.text, self.start + start, self.start + above)
            if 1 < len(header) <= MOST_COLUMNS and len(header) == len(columns):
                lines, end = self._lines(delimiter.end())
                yield Table(self.source, header, lines, Span(self.start + start, self.start + end))

    def _may_begin(self, start: int, end: int) -> bool:
        """Whether the line at ``start`` can be the header of a table."""
        text = self.text
        if start >= end or _OTHER_BLOCK.match(text, start) or self._is_hidden(start, end + 2):
            return False
        before = text.rfind("\n", 0, max(start - 1, 0)) + 1
        above = text[before:start].rstrip()
        is_free = not start or not above or _HEADING.match(above) is not None
        return is_free and (self._known_tables is None or text.count("\n", 0, start) in self._known_tables)

    def _lines(self, end: int) -> tuple[list[Span], int]:
        """The lines of the rows under a delimiter that ends at an offset, and where they end."""
        lines = []
        text = self.text
        while (start := end + 1) < len(text) and not _OTHER_BLOCK.match(text, start):
            stop = text.find("\n", start)
            stop = len(text) if stop < 0 else stop
            if text.find("|", start, stop) < 0:
                break
            lines.append(Span(self.start + start, self.start + stop))
            end = stop
        return lines, end

    # -- passages ----------------------------------------------------------------------------------------------------

    def passages(
        self, words: Iterable[str], having: tuple[str, ...], *, whole_lists: bool = False
    ) -> Iterator[Passage]:
        """The paragraphs and list items that hold one of the words, and one of the others, all in lower case, in order.

        With ``whole_lists``, a list comes whole when it holds them anywhere.
        """
        words = tuple(words)
        blocks = self._blocks
        for number in sorted({number for word in words for number in self._blocks_with(word, blocks)}):
            yield from self._passages(blocks[number], blocks[number + 1], having, () if whole_lists else words)

    def passages_between(self, start: int, end: int, having: tuple[str, ...]) -> Iterator[Passage]:
        """The paragraphs and list items of each block between two offsets of the source that holds one of the words."""
        bounds = [start - self.start, *(at for at in self._blocks if start < at + self.start < end), end - self.start]
        for first, last in pairwise(bounds):
            yield from self._passages(first, last, having, ())

    @cached_property
    def _blocks(self) -> list[int]:
        """Where the pieces between empty lines begin, and the end of the text."""
        return [0, *(found.end() for found in _BREAK.finditer(self.text)), len(self.text)]

    def _passages(self, start: int, end: int, having: tuple[str, ...], words: tuple[str, ...]) -> Iterator[Passage]:
        if end - start > LONGEST_BLOCK or self._is_hidden(start, end):
            return
        block = self.flat[start:end]
        if any(word in block for word in having) and not self._in_table(start, end):
            for piece in self._pieces(start, end):
                flat = self.flat[piece[0][0] : piece[-1][0] + len(piece[-1][1])]
                if not words or any(word in flat for word in words):
                    yield from _passage(piece, self.start, start)

    def _blocks_with(self, word: str, blocks: list[int]) -> Iterator[int]:
        at = self.flat.find(word) if word else -1
        while at >= 0:
            number = bisect_right(blocks, at) - 1
            yield number
            at = self.flat.find(word, blocks[number + 1]) if number + 1 < len(blocks) else -1

    def _pieces(self, start: int, end: int) -> Iterator[list[tuple[int, str]]]:
        """The lines, each with its offset, of each paragraph and list item between two offsets."""
        piece: list[tuple[int, str]] = []
        at = start
        for raw in self.text[start:end].splitlines(keepends=True):
            line = raw.rstrip()
            unread = _UNREAD.match(line)
            if piece and (unread or _ITEM.match(line)):
                if not (unread and unread["underline"]):  # what is underlined was a heading
                    yield piece
                piece = []
            if unread and unread["quote"]:
                return  # the lines that follow may be the quote's, too
            if not unread and (line or piece):
                piece.append((at, line))
            at += len(raw)
        if piece:
            yield piece

    def _in_table(self, start: int, end: int) -> bool:
        return "|" in self.text[start:end] and any(
            table.span.start < self.start + end and self.start + start < table.span.end for table in self.tables
        )

    # -- what is not read --------------------------------------------------------------------------------------------

    def _is_hidden(self, start: int, end: int) -> bool:
        """Whether code, a comment or HTML stands anywhere between two offsets."""
        return any(span.start < end and start < span.end for span in self._hidden)

    @cached_property
    def _hidden(self) -> list[Span]:
        text = self.text
        has_raw = "```" in text or "~~~" in text or _RAW_HTML.search(text)
        found = [Span(*raw.span()) for raw in _RAW.finditer(text)] if has_raw else []
        if self._parsed is not None:
            found += self._parsed[0]
        return found

    @property
    def _known_tables(self) -> frozenset[int] | None:
        """The lines, from 0, at which tables begin, where only a parser knows."""
        return None if self._parsed is None else self._parsed[1]

    @cached_property
    def _parsed(self) -> tuple[list[Span], frozenset[int]] | None:
        """What markdown-it-py says of code, HTML and tables; None where it need not be asked."""
        text = self.text
        has_fence = "```" in text or "~~~" in text
        if not (has_fence and _UNSURE_FENCE.search(f"\n{text}")) and not (
            "<" in text and _UNSURE_HTML.search(f"\n{text}")
        ):
            return None
        lines = [0, *(at + 1 for at, char in enumerate(text) if char == "\n"), len(text)]
        hidden, tables = [], set()
        for token in _markdown().parse(text.replace("\r\n", "\n").replace("\r", " ")):
            if token.map is None:
                continue
            first, last = token.map
            if token.type in {"fence", "code_block", "html_block", "blockquote_open"}:
                hidden.append(Span(lines[first], lines[min(last, len(lines) - 1)]))
            elif token.type == "table_open":
                tables.add(first)
        return hidden, frozenset(tables)


def _cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """The cells of the line between two offsets."""
    line = text[start:end].rstrip()
    first = 1 if line.startswith("|") else 0
    last = len(line) - 1 if line.endswith("|") and not line.endswith("\\|") else len(line)
    cells = []
    while first <= last:
        bar = line.find("|", first, last)
        while bar > 0 and line[bar - 1] == "\\":
            bar = line.find("|", bar + 1, last)
        stop = last if bar < 0 else bar
        piece = line[first:stop]
        inner = piece.strip()
        at = start + first + (len(piece) - len(piece.lstrip()) if inner else 0)
        cells.append(Cell(inner, Span(at, at + len(inner))))
        first = stop + 1
    return tuple(cells)


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _passage(lines: list[tuple[int, str]], start: int, block: int) -> Iterator[Passage]:
    """The passage of the lines of one paragraph or list item, each with its offset; none when it may be code."""
    first = lines[0][1]
    item = _ITEM.match(first)
    if item is None and first[:4].isspace():
        return
    begin = item.end() if item else 0
    text = "\n".join(line for _, line in lines)
    pieces = _Pieces(lines, start)
    for mark in _MARK.finditer(text, begin) if _MARKED.search(text, begin) else _SPACES.finditer(text, begin):
        pieces.add(text[begin : mark.start()], begin)
        if mark["space"]:
            pieces.add(" ", mark.start())
        elif mark["code"] and _CODE_NAME.fullmatch(mark["inner"]):
            pieces.add(mark["inner"], mark.start("inner"))
        elif not mark["dropped"]:
            pieces.add(OPAQUE, mark.start())
        begin = mark.end()
    pieces.add(text[begin:], begin)
    if pieces.text:
        indent = None if item is None else len(item[1].expandtabs(4))
        yield Passage("".join(pieces.text), tuple(pieces.starts), tuple(pieces.places), indent, block)


class _Pieces:
    """The pieces of a passage between its marks, as it grows."""

    def __init__(self, lines: list[tuple[int, str]], start: int) -> None:
        self.lines = []
        joined = 0
        for place, line in lines:
            self.lines.append((joined, start + place))
            joined += len(line) + 1
        self.text: list[str] = []
        self.starts: list[int] = []
        self.places: list[int] = []
        self.length = 0

    def add(self, piece: str, at: int) -> None:
        """Add a piece of one line that begins at an offset of the joined lines."""
        if piece:
            line = bisect_right(self.lines, (at, float("inf"))) - 1
            self.text.append(piece)
            self.starts.append(self.length)
            self.places.append(self.lines[line][1] + at - self.lines[line][0])
            self.length += len(piece)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 40 ms that most runs never need

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
