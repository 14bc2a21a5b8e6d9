"""What a document says of itself where it begins: a table, a list or lines such as ``Author: …``, or a TOML block.

Only what cannot be misread is taken: a day with its year first or its month in words, one person's name, a known state.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import states_nothing
from prospectus.ground.source import Source
from prospectus.ground.written_days import day_in
from prospectus.project.team import is_team
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.writing.adopt.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.model.document import Document

LINES = 40
"""So many lines of a body are its beginning; it ends at the second heading below the title, too."""

LONGEST = 120
"""A longer value is no name, day or state."""

_LINE = Pattern(r"[ \t>*+-]*(?:\*\*|__)?([^\n:\uff1a|*_]{2,30}?)(?:\*\*|__)?\s?[:\uff1a]\s?(?:\*\*|__)?(.{1,300})")
_MARKUP = Pattern(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])|<[^<>@]{0,200}>|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_SEVERAL = Pattern(r"(?<!\s)\s*+(?:[,;/&+·]|\band\b|\bи\b|\by\b|\be\b|(?<=\s)및(?=\s)|[와과](?=\s))\s*+")
_EMOJI = Pattern(r"[^\w\s<>@.,'()/+&-]+")


class Leading(NamedTuple):
    """What a document says of itself, each fact with the line (1-based) that says it; a day is ``YYYY-MM-DD``."""

    said: dict[str, tuple[str, int]]
    toml: range = range(0)
    """The lines of the front matter of another tool with which it begins, and which stays in the body; none where there is none."""

    @property
    def has_toml(self) -> bool:
        """Whether it begins with the front matter of another tool."""
        return bool(self.toml)

    @property
    def lines(self) -> set[int]:
        """The lines (1-based) that say it."""
        return {line for _, line in self.said.values()} | {*self.toml}

    def get(self, key: str) -> str | None:
        """One fact: ``title``, ``owner``, ``created``, ``updated`` or ``status``; None where it is not said."""
        found = self.said.get(key)
        return found[0] if found else None


def leading(document: Document) -> Leading:
    """What the beginning of a document's body says of it."""
    said: dict[str, tuple[str, int]] = {}
    first = document.source.position(document.body.start).line
    toml = _toml_lines(document, first)
    for key, value, line in (
        *_toml(document, toml),
        *_yaml(document),
        *_tables(document, first),
        *_lines(document, first),
    ):
        if key not in said and (clean := _clean(key, value)):
            said[key] = clean, line
    if "created" in said and "updated" in said and said["created"][0] > said["updated"][0]:
        del said["created"]
    return Leading(said, toml)


def state_in(text: str) -> str | None:
    """The status that a text names; None where it is none of ours."""
    words = " ".join(_EMOJI.sub(" ", text).casefold().split())
    return next((state for state, names in terms()["statuses"].items() if words in names), None)


def person_in(text: str) -> str | None:
    """The one person that a text names first; None where it names a team, or nobody."""
    name = _SEVERAL.split(text.partition(" - ")[0].partition(" \u2014 ")[0], 1)[0].strip(" .")
    if not name or states_nothing(text) or states_nothing(name) or is_team(name) or not any(map(str.isalpha, name)):
        return None
    return name if len(name.split()) <= 5 and "[" not in name else None  # noqa: PLR2004 - a longer text is no name


def bare(text: str) -> str:
    """A text of Markdown without emphasis, code marks, links and tags, on one line."""
    return " ".join(_MARKUP.sub(lambda match: match[1] or "", text).split())


def _clean(key: str, value: str) -> str | None:
    text = bare(value)
    if not text or len(text) > LONGEST:
        return None
    if key == "status":  # before what says nothing: "under review" is a status, and elsewhere an answer still to come
        return state_in(text)
    if states_nothing(text):
        return None
    if key in {"created", "updated"}:
        return day_in(text)
    return person_in(text) if key == "owner" else text


def _key(name: str) -> str | None:
    words = " ".join(bare(name).casefold().strip(" :\uff1a*_").split())
    return next((key for key, names in terms()["leading"].items() if words in names), None)


def _end(document: Document, first: int) -> int:
    """The line at which the beginning of a body ends."""
    below = [heading.line for heading in document.headings if heading.level > 1]
    return min(first + LINES, below[1] if len(below) > 1 else first + LINES)


def _tables(document: Document, first: int) -> Iterator[tuple[str, str, int]]:
    """The tables at the beginning: a fact in each row, or one row below a header of facts."""
    end = _end(document, first)
    if "|" not in document.source.text[document.body.start : document.source.line_start(end + 1)]:
        return
    for table in document.body.tables:
        line = document.source.position(table.span.start).line
        if line > end:
            return
        header, rows = table.header, table.rows
        if len(header) > 2 and len(rows) == 1:  # noqa: PLR2004 - columns beyond a key and its value
            for column, name in enumerate(header.texts):
                if key := _key(name):
                    yield key, rows[0].text(column), line + 2
        elif len(header) == 2:  # noqa: PLR2004 - as above
            for number, row in enumerate((header, *rows)):
                if key := _key(row.text(0)):
                    yield key, row.text(1), line + number + (number > 0)


def _lines(document: Document, first: int) -> Iterator[tuple[str, str, int]]:
    """The lines ``Author: …`` at the beginning; two facts in one line are told apart by a bar or a slash."""
    for number in range(first, _end(document, first)):
        line = document.source.line_text(number)
        if len(line) > 4 * LONGEST or line.lstrip().startswith(("|", "#")):
            continue
        pieces = re.split(r"\s[|·/]\s|<br\s?/?>", line)
        if len(pieces) > 1 and not all(map(_LINE.match, pieces)):
            pieces = [line]  # "Status: Draft | Approved" offers a choice
        for piece in pieces:
            found = _LINE.match(piece)
            if found and (key := _key(found[1])):
                yield key, found[2], number


def _toml_lines(document: Document, first: int) -> range:
    """The lines of a TOML block at the very beginning, with both fences; the first alone where it is not closed."""
    if document.source.line_text(first).rstrip() != "+++":
        return range(0)
    end = next(
        (n for n in range(first + 1, first + 5 * LINES) if document.source.line_text(n).rstrip() == "+++"), first
    )
    return range(first, end + 1)


def _toml(document: Document, lines: range) -> Iterator[tuple[str, str, int]]:
    """The facts of a TOML block."""
    if len(lines) < 2:  # noqa: PLR2004 - its two fences
        return
    import tomllib  # noqa: PLC0415 - hardly a document has one

    start, end = (document.source.line_start(line) for line in (lines[0] + 1, lines[-1]))
    try:
        data = tomllib.loads(document.source.text[start:end].replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return
    yield from _facts(data.items(), lines[0])


def _yaml(document: Document) -> Iterator[tuple[str, str, int]]:
    """The facts of a front matter that does not stand at the top, which nothing reads as one."""
    problem = document.problem
    if problem is None or problem.kind != "not-first":
        return
    line = document.source.position(problem.span.start).line
    below = document.source.text[document.source.line_start(line) :]
    yield from _facts(read_front_matter(Source(document.source.name, below)).facts.items(), line)


def _facts(pairs: Iterable[tuple[Any, Any]], line: int) -> Iterator[tuple[str, str, int]]:
    for name, value in pairs:
        key = _key(str(name).replace("_", " "))
        one = value[0] if isinstance(value, list) and value else value
        if key and isinstance(one, str | date | int):
            yield key, str(one), line
