"""Tables, cell by cell, at their true place.

Only what is surely a table is one: at the margin, under an empty line or a heading, as every dialect of Markdown wants it.
markdown-it-py never says that one of these is none (``tests/reading/test_markdown_tables.py`` draws texts at random).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prospectus.ground.source import Source

MOST_COLUMNS = 64
"""A table of more columns is a data dump, and no reader's table."""

_DELIMITER = Pattern(r"\n(?=[|:-])((?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?\r?)(?=\n|\Z)")
_BAR = Pattern(r"(?<!\\)\|")
_OTHER_BLOCK = Pattern(r"[\s#>`~<*+-]|[0-9]{1,9}[.)][ \t]")
_HEADING = Pattern(r"#{1,6}(?:[ \t]|\r?$)")


class Row:
    """One row of a table: what stands between its bars, as written, and where the first cell begins."""

    __slots__ = ("cells", "start")

    def __init__(self, cells: list[str], start: int) -> None:
        self.cells = cells
        self.start = start

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of all cells."""
        return tuple(cell.strip() for cell in self.cells)

    def text(self, column: int) -> str:
        """The text of a cell, without the space around it; empty where the row has no such cell."""
        return self.cells[column].strip() if column < len(self.cells) else ""

    def span(self, column: int) -> Span:
        """The place of that text in the source."""
        cell, inner = self.cells[column], self.text(column)
        start = self.start + sum(map(len, self.cells[:column])) + column
        start += len(cell) - len(cell.lstrip()) if inner else 0
        return Span(start, start + len(inner))


class Table:
    """One table; a row may have fewer cells than the header, and has never more.

    ``body`` is the place of the rows under the delimiter; they are taken apart when they are asked for.
    """

    def __init__(self, source: Source, header: Row, body: Span, span: Span) -> None:
        self.source = source
        self.header = header
        self.body = body
        self.span = span

    @cached_property
    def rows(self) -> list[Row]:
        """The rows under the header."""
        at, most, rows = self.body.start, len(self.header), []
        for line in self.source.slice(self.body).split("\n") if self.body.start < self.body.end else ():
            row = _row(line, at)
            del row.cells[most:]
            rows.append(row)
            at += len(line) + 1
        return rows


def find_tables(source: Source, start: int, is_table: Callable[[int, int], bool]) -> Iterator[Table]:
    """The tables of the body that begins at an offset.

    ``is_table`` says of two offsets in the body, between which a header and its delimiter stand, whether nothing hides them.
    """
    text, end = source.text[start:], 0
    for delimiter in _DELIMITER.finditer(text):
        above = delimiter.start()
        begin = text.rfind("\n", 0, above) + 1
        if begin < end or not _may_begin(text, begin, above):
            continue
        header = _row(text[begin:above], start + begin)
        columns = 1 + delimiter[1].strip().removeprefix("|").removesuffix("|").count("|")
        if 1 < len(header) <= MOST_COLUMNS and len(header) == columns and is_table(begin, above + 2):
            first = delimiter.end() + 1
            end = _end(text, first)
            yield Table(source, header, Span(start + first, start + end), Span(start + begin, start + end))


def _may_begin(text: str, start: int, end: int) -> bool:
    """Whether the line between two offsets can be the header of a table."""
    if start >= end or _OTHER_BLOCK.match(text, start):
        return False
    before = text.rfind("\n", 0, max(start - 1, 0)) + 1
    above = text[before:start].rstrip()
    return not start or not above or _HEADING.match(above) is not None


def _end(text: str, start: int) -> int:
    """Where the rows end that begin at an offset of the body: before the line end of the last, or of what stands above."""
    end = start - 1
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if text[start] != "|" and (_OTHER_BLOCK.match(text, start) or text.find("|", start, stop) < 0):
            break
        end, start = stop, stop + 1
    return end


def _row(line: str, start: int) -> Row:
    """The cells of a line that begins at an offset of the source."""
    line = line.rstrip()
    first = 1 if line.startswith("|") else 0
    last = len(line) - 1 if line.endswith("|") and not line.endswith("\\|") else len(line)
    inner = line[first:last]
    cells = [] if last < first else _BAR.split(inner) if "\\" in inner else inner.split("|")
    return Row(cells, start + first)
