"""What a body states in plain form: a label and its value, in a line, a list item or a row of a table, and what stands above it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.reading.markdown import OPAQUE
from prospectus.rules.agreement.terms import folded, words_of
from prospectus.writing.lifting.terms import LONGEST_LABEL, heads, listed, phrase, read_label
from prospectus.writing.lifting.values import LONGEST, bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.markdown import Passage, Row, Table

HISTORICAL = frozenset(
    {
        "situation",
        "problem-definition",
        "solution-options",
        "feasibility",
        "prior-work",
        "prototype",
        "error-analysis",
        "follow-up-analysis",
        "changelog",
    }
)
"""Sections that tell what was, what others reached, or what else could be done."""

OPERATIONAL = frozenset({"monitoring", "deployment"})
"""Sections in which the number of a requirement may be that of an alert or of a first step."""

LONGEST_LEAD = 160
_SEPARATOR = Pattern(r"[:：]\s|[:：]$|\s[=\u2013\u2014]\s|\s-\s|:(?=[^\s/])")
_OPERATOR = Pattern(r"\s?[≥≤⩾⩽<>]=?\s?(?=[0-9$€£₩])")
_WORD = Pattern(r"[^\W_]+(?:[-/'.][^\W_]+)*")


class Place(NamedTuple):
    """What stands above a statement.

    ``sections`` are those of the headings, ``words`` the words of the headings and of the lines that lead to it. ``is_plain``:
    each heading opens a section or says nothing in particular. ``headings`` are the nearest heading and the lead, as written.
    """

    sections: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    is_plain: bool = True
    is_head: bool = False
    nearest: tuple[str, ...] = ()

    @property
    def is_elsewhere(self) -> bool:
        """Whether it may tell of another time, another system, or an example."""
        return not HISTORICAL.isdisjoint(self.sections) or not listed("elsewhere").isdisjoint(self.words)

    @property
    def is_sure(self) -> bool:
        """Whether a single fact that is told here is one of the project."""
        return self.is_plain and not self.is_elsewhere and OPERATIONAL.isdisjoint(self.sections)


class Pair(NamedTuple):
    """A label and its value, with the place, the stretch of the body, and what holds them together with others.

    The label is empty where there is only a text.
    """

    label: str
    value: str
    line: int
    quote: str
    place: Place
    container: tuple[object, ...]


class Item(NamedTuple):
    """A list item, without marks."""

    text: str
    line: int
    quote: str
    place: Place


class Grid(NamedTuple):
    """A table with what stands above it."""

    table: Table
    place: Place


class Statements:
    """The statements of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = document.source
        self._starts = [heading.span.start for heading in document.headings]

    @cached_property
    def grids(self) -> list[Grid]:
        """The tables, in order."""
        return [Grid(table, self._with_lead(table.span.start, "")) for table in self.document.body.tables]

    def row(self, row: Row) -> tuple[int, str]:
        """The line of a row of a table, and its text."""
        line = self.source.position(row.start).line
        return line, self.source.line_text(line).strip()

    # -- places ------------------------------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> list[Place]:
        """The place under each heading, and before the first one at the end."""
        sections = {text.heading.span.start: text.ids for text in self.document.outline}
        found: list[Place] = []
        above: list[tuple[int, Place]] = []
        head = True
        for index, heading in enumerate(self.document.headings):
            while above and above[-1][0] >= heading.level:
                above.pop()
            ids = frozenset(sections.get(heading.span.start, ()))
            is_title = not index and not ids
            head = head and (is_title or _is_metadata(heading.text))
            outer = above[-1][1] if above else Place()
            words = _words(heading.text)
            place = Place(
                outer.sections | ids,
                outer.words | (frozenset() if is_title else words),
                outer.is_plain and (is_title or bool(ids) or _are_plain(words)),
                head,
                (heading.text,),
            )
            above.append((heading.level, place))
            found.append(place)
        return [*found, Place(is_head=True)]

    def at(self, offset: int) -> Place:
        """What the headings above an offset say."""
        return self._places[bisect_right(self._starts, offset) - 1]

    def _with_lead(self, offset: int, lead: str) -> Place:
        place = self.at(offset)
        lead = lead or self._line_above(offset)
        if not lead:
            return place
        words = _words(lead)
        is_plain = place.is_plain and (_are_plain(words) or lead.endswith((".", "。", "!")))
        return place._replace(words=place.words | words, is_plain=is_plain, nearest=(*place.nearest, lead))

    def _line_above(self, offset: int) -> str:
        """The line right above, where it leads to what follows: one that ends with a colon, or is all bold."""
        line = self.source.position(offset).line - 1
        while line > 0 and not self.source.line_text(line).strip():
            line -= 1
            if line < self.source.position(offset).line - 3:  # two empty lines part
                return ""
        text = self.source.line_text(line).strip() if line > 0 else ""
        return text.strip("*_ ") if _is_lead(text) and len(text) <= LONGEST_LEAD else ""

    # -- pairs -------------------------------------------------------------------------------------------------------

    @cached_property
    def pairs(self) -> list[Pair]:
        """The labels with their values, and the texts that have no label."""
        return [*self._of_tables(), *self._of_text]

    @cached_property
    def items(self) -> list[Item]:
        """The list items, in order."""
        return self._read[1]

    @property
    def _of_text(self) -> list[Pair]:
        return self._read[0]

    def _of_tables(self) -> Iterator[Pair]:
        for grid in self.grids:
            header = [folded(text) for text in grid.table.header.texts]
            column = _value_column(header)
            if column is None:
                continue
            told = [grid.table.header] if read_label(grid.table.header.text(0)) else []
            for row in [*told, *grid.table.rows]:
                label, value = row.text(0), row.text(column)
                if not label and not any(row.texts):
                    continue
                line, quote = self.row(row)
                if (name := bare(label)) and value:
                    yield Pair(name, value, line, quote, grid.place, ("table", grid.table.span.start))

    @cached_property
    def _read(self) -> tuple[list[Pair], list[Item]]:
        """The pairs of the text, and its list items."""
        pairs: list[Pair] = []
        items: list[Item] = []
        lead, lead_block, heading = "", -1, -1
        parents: list[tuple[int, str]] = []
        for passage in self.document.body.entries():
            start = passage.place(0, 1).start
            here = bisect_right(self._starts, start)
            if here != heading:
                lead, parents, heading = "", [], here
            if passage.indent is None:
                parents = []
                if self._is_lead(passage, start):
                    lead, lead_block = passage.text.strip(), passage.block
                    continue
                lead = lead if lead_block == passage.block else ""
                pairs.extend(self._pair(passage, self._place(start, lead, ()), (passage.block,)))
                continue
            while parents and parents[-1][0] >= passage.indent:
                parents.pop()
            texts = tuple(text for _, text in parents)
            place = self._place(start, lead, texts)
            pairs.extend(self._pair(passage, place, (here, lead, passage.indent, texts)))
            items.append(Item(passage.text.strip(), *self._quote(passage), place))
            parents.append((passage.indent, passage.text[:LONGEST_LEAD]))
        return pairs, items

    def _is_lead(self, passage: Passage, start: int) -> bool:
        span = passage.place(0, len(passage.text))
        if span.end - span.start > LONGEST_LEAD or "\n" in self.source.slice(span):
            return False
        return _is_lead(self.source.line_text(self.source.position(start).line).strip())

    def _quote(self, passage: Passage) -> tuple[int, str]:
        span = passage.place(0, len(passage.text))
        return self.source.position(span.start).line, " ".join(self.source.slice(span).split())

    def _place(self, offset: int, lead: str, parents: tuple[str, ...]) -> Place:
        place = self.at(offset)
        for text in (lead, *parents):
            if text:
                words = _words(text)
                is_plain = place.is_plain and _are_plain(words)
                place = place._replace(
                    words=place.words | words, is_plain=is_plain, nearest=(*place.nearest, text.strip(" :*"))
                )
        return place

    def _pair(self, passage: Passage, place: Place, container: tuple[object, ...]) -> Iterator[Pair]:
        text = passage.text.strip()
        if not text or len(text) > LONGEST_LABEL + 2 * LONGEST:
            return
        line, quote = self._quote(passage)
        found = _SEPARATOR.search(text, 1)
        compared = _OPERATOR.search(text, 1)
        if found and found.start() <= LONGEST_LABEL and not (compared and compared.start() < found.start()):
            label, value = text[: found.start()], text[found.end() :]
        elif compared and compared.start() <= LONGEST_LABEL:
            label, value = text[: compared.start()], text[compared.start() :]
        else:
            label, value = "", text
        if OPAQUE not in label:
            yield Pair(label.strip(), value.strip(), line, quote, place, container)


def _value_column(header: list[str]) -> int | None:
    """The one column that holds the values of the labels in the first."""
    if len(header) < 2:  # noqa: PLR2004 - a label and a value
        return None
    first, known = header[0], [at for at, head in enumerate(header) if at and head in heads("value")]
    if first in heads("milestone"):
        known = [at for at, head in enumerate(header) if head in heads("date")]
    elif first not in heads("metric") | heads("item") | {""}:
        return 1 if len(header) == 2 and read_label(first) else None  # noqa: PLR2004 - the header is a row itself
    elif len(header) == 2 and not any(header):  # noqa: PLR2004
        return 1
    return known[0] if len(known) == 1 else None


def _is_metadata(heading: str) -> bool:
    return phrase(heading) in {
        "metadata",
        "document info",
        "document information",
        "overview",
        "문서 정보",
        "о документе",
        "info",
    }


def _is_lead(line: str) -> bool:
    """Whether a line leads to what follows: it ends with a colon, or is all bold."""
    text = line.rstrip()
    if text.endswith((":", "：", ":**", ":__")):
        return True
    return text.startswith("**") and text.endswith("**") and text.count("**") == 2  # noqa: PLR2004 - one bold text


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(text[:LONGEST_LEAD]))) | words_of(text[:LONGEST_LEAD])


def _are_plain(words: frozenset[str]) -> bool:
    """Whether words tell of nothing in particular; a short number may be that of a section."""
    rest = words - listed("plain") - listed("goals")
    return all(
        word.replace(".", "").isdecimal() and len(word) < len("2027")
        for word in rest
        if word not in {"a", "and", "to", "for", "in"}
    )
