"""Paragraphs and list items without their marks, at their true place.

Only what is surely read is given: code, HTML and links become :data:`OPAQUE`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_BLOCK = 4000
"""A paragraph is shorter than this; what is longer is not searched."""

_ITEM = Pattern(r"([ \t]*)(?:[-+*]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_UNREAD = Pattern(r"[ \t]*(?:#{1,6}(?:[ \t]|$)|(?P<quote>>)|\||(?P<underline>=+|-+)[ \t]*$|[*_]{3,}[ \t]*$)")
OPAQUE = "\ufffc"
"""What stands in a passage for a link, code or HTML: a character that no pattern crosses."""
_CODE_NAME = Pattern(r"[\w@.%/+-]+(?: [\w@.%/+-]+){0,5}")
_MARKED = Pattern(r"[`\[<*_~\\]|://")
_SPACES = Pattern(r"(?P<space>\n\s*|[^\S \n]\s*| \s+)")
_MARK = Pattern(
    r"(?P<code>(?<!`)(?P<ticks>`++)(?P<inner>[^`]*)(?P=ticks)(?!`))"
    r"|!?\[[^\[\]]*\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])|<[^<>]*>|https?://[^\s<>]*|~~[^~]*~~|\[\^[^\[\]\s]*\]"
    rf"|(?P<dropped>\*+|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s]))|{_SPACES.text}"
)


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


def pieces(text: str, start: int, end: int) -> Iterator[list[tuple[int, str]]]:
    """The lines, each with its offset, of each paragraph and list item of a text between two offsets."""
    piece: list[tuple[int, str]] = []
    at = start
    for raw in text[start:end].splitlines(keepends=True):
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


def build_passage(lines: list[tuple[int, str]], start: int, block: int) -> Iterator[Passage]:
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
