"""What a body states in plain form: a label and its value, in a line, a list item or a row of a table, and what stands above it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.reading.markdown import OPAQUE
from prospectus.rules.agreement.terms import folded
from prospectus.writing.lifting.place import LONGEST_LEAD, Place, are_plain, is_metadata, leads, words_above
from prospectus.writing.lifting.terms import LONGEST_LABEL, heads, read_label
from prospectus.writing.lifting.values import LONGEST, bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.source import Span
    from prospectus.model.document import Document
    from prospectus.reading.markdown import Passage, Row, Table

_SEPARATOR = Pattern(r"[:：]\s|[:：]$|\s[=\u2013\u2014]\s|\s-\s|:(?=[^\s/])")
_OPERATOR = Pattern(r"\s?[≥≤⩾⩽<>]=?\s?(?=[0-9$€£₩])")
_BULLET = Pattern(r"[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")


class Pair(NamedTuple):
    """A label and its value, with the place, the stretch of the body, and what holds them together with others.

    The label is empty where there is only a text; ``written`` is the value with all its marks.
    """

    label: str
    value: str
    line: int
    quote: str
    place: Place
    container: tuple[object, ...]
    written: str = ""


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
            head = head and (is_title or is_metadata(heading.text))
            outer = above[-1][1] if above else Place()
            words = words_above(heading.text)
            place = Place(
                outer.sections | ids,
                outer.words | (frozenset() if is_title else words),
                outer.is_plain and (is_title or bool(ids) or are_plain(words)),
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
        words = words_above(lead)
        is_plain = place.is_plain and (are_plain(words) or lead.endswith((".", "。", "!")))
        return place._replace(words=place.words | words, is_plain=is_plain, nearest=(*place.nearest, lead))

    def _line_above(self, offset: int) -> str:
        """The line right above, where it leads to what follows: one that ends with a colon, or is all bold."""
        line = self.source.position(offset).line - 1
        while line > 0 and not self.source.line_text(line).strip():
            line -= 1
            if line < self.source.position(offset).line - 3:  # two empty lines part
                return ""
        text = self.source.line_text(line).strip() if line > 0 else ""
        return text.strip("*_ ") if leads(text) and len(text) <= LONGEST_LEAD else ""

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
        return leads(self.source.line_text(self.source.position(start).line).strip())

    def _quote(self, passage: Passage) -> tuple[int, str]:
        """The first line of a passage, and its lines as written, without the mark of a list."""
        span = passage.place(0, len(passage.text))
        first, last = self.source.position(span.start).line, self.source.position(max(span.start, span.end - 1)).line
        written = self.source.text[self.source.line_start(first) : self.source.line_span(last).end]
        bullet = _BULLET.match(written)
        return first, " ".join(written[bullet.end() if bullet else 0 :].split())

    def _to_the_end(self, span: Span) -> str:
        """What is written from a place to the end of its line."""
        return self.source.text[span.start : self.source.line_span(self.source.position(span.start).line).end].strip()

    def _place(self, offset: int, lead: str, parents: tuple[str, ...]) -> Place:
        place = self.at(offset)
        for text in (lead, *parents):
            if text:
                words = words_above(text)
                is_plain = place.is_plain and are_plain(words)
                place = place._replace(
                    words=place.words | words, is_plain=is_plain, nearest=(*place.nearest, text.strip(" :*"))
                )
        return place._replace(is_under_item=bool(parents))

    def _pair(self, passage: Passage, place: Place, container: tuple[object, ...]) -> Iterator[Pair]:
        text = passage.text.strip()
        if not text or len(text) > LONGEST_LABEL + 2 * LONGEST:
            return
        line, quote = self._quote(passage)
        written = ""
        found = _SEPARATOR.search(text, 1)
        compared = _OPERATOR.search(text, 1)
        if found and found.start() <= LONGEST_LABEL and not (compared and compared.start() < found.start()):
            label, value = text[: found.start()], text[found.end() :]
            at = len(passage.text) - len(passage.text.lstrip()) + found.end()
            written = self._to_the_end(passage.place(at, at + 1)) if value else ""
        elif compared and compared.start() <= LONGEST_LABEL:
            label, value = text[: compared.start()], text[compared.start() :]
        else:
            label, value = "", text
        if OPAQUE not in label:
            yield Pair(label.strip(), value.strip(), line, quote, place, container, written)


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
