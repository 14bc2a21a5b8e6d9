"""How a document writes the headings of its sections, so that another one can be written like them."""

from __future__ import annotations

import re
from collections import Counter
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.model.document import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.model.document import Document
    from prospectus.reading.markdown import Heading

_NUMBER = Pattern(r"((?:[0-9]{1,3}\.(?=[0-9]))*+)([0-9]{1,3})([a-z]?)([.)]?[ \t]+)(?=\S)")
"""The parents of a number, the number itself, a letter behind it, and what stands between it and the words."""
_EMPHASIS = Pattern(r"(\*\*|__)(?=\S)[^*_]+\1$")
_CLOSING = Pattern(r"[ \t]#+[ \t]*\r?$")
_USUAL_LEVEL = 2
_DEEPEST_UNDERLINED = 2
_SHORTEST_UNDERLINE = 3


class Number(NamedTuple):
    """The number of a heading: what stands before its last part (``2.``), that part, a letter, and what ends it (``. ``)."""

    parents: str
    last: int
    letter: str
    end: str

    def __str__(self) -> str:
        return f"{self.parents}{self.last}{self.letter}{self.end}"


class HeadingStyle(NamedTuple):
    """How headings of a level are written: underlined or not, closed by ``#`` or not, their words in emphasis or not."""

    level: int
    is_underlined: bool = False
    is_closed: bool = False
    emphasis: str = ""

    def lines(self, words: str, number: str = "") -> tuple[str, ...]:
        """A heading of some words, as one line or two."""
        written = f"{number}{self.emphasis}{words}{self.emphasis}"
        if self.is_underlined:
            return written, ("=" if self.level == 1 else "-") * max(columns(written), _SHORTEST_UNDERLINE)
        marks = "#" * self.level
        return (f"{marks} {written} {marks}" if self.is_closed else f"{marks} {written}",)


def heading_style(document: Document) -> HeadingStyle:
    """The style of most headings of a document's sections; where it has none, that of the others below the title."""
    opening = [text.heading for texts in document.sections.values() for text in texts]
    first = document.headings[0] if document.headings else None
    others = [heading for heading in document.headings if heading is not first or heading.level > 1]
    alike = opening or others
    if not alike:
        return HeadingStyle(_USUAL_LEVEL)
    levels = Counter(heading.level for heading in alike)
    level = min(levels, key=lambda one: (-levels[one], one)) if opening else min(levels)
    alike = [heading for heading in alike if heading.level == level]
    underlined = [heading for heading in alike if heading.end != heading.span.end]
    lines = [document.source.slice(heading.span) for heading in alike]
    return HeadingStyle(
        level,
        level <= _DEEPEST_UNDERLINED and _most(len(underlined), alike),
        _most(sum(_CLOSING.search(line) is not None for line in lines), alike),
        _emphasis([_words(document, heading) for heading in alike]),
    )


def next_number(document: Document, place: int, level: int) -> str:
    """The number of a heading of a level at an offset; empty where most headings of sections of that level have none.

    It goes on from the one above. Where that number is taken already, for headings that are there keep theirs, it gets a letter: ``4a.``
    """
    opening = [text.heading for text in document.outline if text.ids and text.heading.level == level]
    if not _most(sum(number_of(document, heading) is not None for heading in opening), opening):
        return ""
    alike = (heading for heading in document.headings if heading.level == level)
    numbered = [(heading, number) for heading in alike if (number := number_of(document, heading)) is not None]
    above = [number for heading, number in numbered if heading.span.start < place]
    if not above:
        first = numbered[0][1]
        return str(first._replace(last=first.last - 1)) if first.last > 1 else ""
    taken = {number[:3] for _, number in numbered}
    following = above[-1]._replace(last=above[-1].last + 1, letter="")
    letters = (above[-1]._replace(letter=letter) for letter in ascii_lowercase if letter > above[-1].letter)
    return next((str(number) for number in (following, *letters) if number[:3] not in taken), "")


def number_of(document: Document, heading: Heading) -> Number | None:
    """The number that a heading begins with, if any."""
    found = _NUMBER.match(_words(document, heading).lstrip("*_"))
    return Number(found[1], int(found[2]), found[3], found[4]) if found else None


def _words(document: Document, heading: Heading) -> str:
    """The text of a heading as it is written, without the marks of the heading itself."""
    line = document.source.slice(heading.span).strip()
    return _CLOSING.sub("", line).lstrip("#").strip() if line.startswith("#") else line


def _emphasis(written: Sequence[str]) -> str:
    found = Counter(match[1] for words in written if (match := _EMPHASIS.match(_without_number(words))))
    mark, count = next(iter(found.most_common(1)), ("", 0))
    return mark if _most(count, written) else ""


def _without_number(words: str) -> str:
    number = _NUMBER.match(words)
    return words[number.end() :] if number else re.sub(r"^\s+", "", words)


def _most(count: int, of: Sequence[object]) -> bool:
    return count * 2 > len(of)
