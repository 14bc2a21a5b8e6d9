"""The text of one file, and places in it.

Everything above this module speaks of places as :class:`Span`: two offsets in characters. Lines and columns are made
here, once, when a diagnostic is written.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING

from prospectus.ground.named_tuple import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

BOM = "\ufeff"


class Position(NamedTuple):
    """A place for people: line and column, both 1-based, the column in characters."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of a source: offsets in characters, ``start`` included, ``end`` not."""

    start: int
    end: int


class Source:
    """One file, decoded.

    ``name`` is what diagnostics call it (relative to the working directory, with ``/``); ``text`` has no byte order
    mark; line ends are as they are in the file. ``digest`` is that of the file's bytes, empty for a text that is no file.
    """

    __slots__ = ("__dict__", "digest", "name", "path", "text")

    def __init__(self, name: str, text: str, path: Path | None = None, digest: str = "") -> None:
        self.name = name
        self.text = text.removeprefix(BOM)
        self.path = path
        self.digest = digest

    @cached_property
    def _line_starts(self) -> list[int]:
        before = accumulate(map(len, self.text.split("\n")), initial=0)
        return [*map(add, before, count())][:-1]

    def position(self, offset: int) -> Position:
        """Line and column of a character offset; offsets past the end count as the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def line_start(self, line: int) -> int:
        """Offset of the first character of a line (1-based); lines past the end count as the end."""
        starts = self._line_starts
        return starts[line - 1] if line <= len(starts) else len(self.text)

    def line_text(self, line: int) -> str:
        """The text of one line (1-based), without its line end."""
        return self.text[self.line_start(line) : self.line_start(line + 1)].rstrip("\r\n")

    def line_span(self, line: int) -> Span:
        """The span of one line (1-based), without its line end."""
        start = self.line_start(line)
        return Span(start, start + len(self.line_text(line)))

    def slice(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]
