"""Tables, cell by cell, at their true place.

Only what is surely a table is one: at the margin, under an empty line or a heading, as every dialect of Markdown wants it.
markdown-it-py never says that one of these is none (``tests/reading/test_markdown_tables.py`` draws texts at random).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prospectus.ground.source import Source

MOST_COLUMNS = 64
"""A table of more columns is a data dump, and no reader's table."""

_DELIMITER = Pattern(r"\n([|:-][|: \t-]*\r?)(?=\n|\Z)")
_COLUMN = Pattern(r"[ \t]*:?-+:?[ \t]*")
_OTHER_BLOCK = Pattern(r"[\s#>`~<*+-]|[0-9]{1,9}[.)][ \t]")
_HEADING = Pattern(r"#{1,6}(?:[ \t]|\r?$)")


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


def find_tables(source: Source, start: int, is_table: Callable[[int, int], bool]) -> Iterator[Table]:
    """The tables of the body that begins at an offset.

    ``is_table`` says of two offsets in the body, between which a header and its delimiter stand, whether nothing hides them.
    """
    text, end = source.text[start:], 0
    for delimiter in _DELIMITER.finditer(text):
        line, above = delimiter[1].strip(), delimiter.start()
        begin = text.rfind("\n", 0, above) + 1
        columns = line.removeprefix("|").removesuffix("|").split("|")
        is_delimiter = "|" in line and all(_COLUMN.fullmatch(column) for column in columns)
        if begin < end or not is_delimiter or not _may_begin(text, begin, above) or not is_table(begin, above + 2):
            continue
        header = _cells(source.text, start + begin, start + above)
        if 1 < len(header) <= MOST_COLUMNS and len(header) == len(columns):
            lines, end = _lines(text, start, delimiter.end())
            yield Table(source, header, lines, Span(start + begin, start + end))


def _may_begin(text: str, start: int, end: int) -> bool:
    """Whether the line between two offsets can be the header of a table."""
    if start >= end or _OTHER_BLOCK.match(text, start):
        return False
    before = text.rfind("\n", 0, max(start - 1, 0)) + 1
    above = text[before:start].rstrip()
    return not start or not above or _HEADING.match(above) is not None


def _lines(text: str, offset: int, end: int) -> tuple[list[Span], int]:
    """The spans of the rows under a delimiter that ends at an offset of the body, and where they end."""
    lines = []
    while (start := end + 1) < len(text) and not _OTHER_BLOCK.match(text, start):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if text.find("|", start, stop) < 0:
            break
        lines.append(Span(offset + start, offset + stop))
        end = stop
    return lines, end


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
