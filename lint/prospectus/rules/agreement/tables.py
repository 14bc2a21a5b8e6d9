"""What the tables of a body state: a name in each row, and columns whose heads tell what their numbers are.

A row with nothing but a name is sure. A name that is cut short, or has something added, may be of something else: it counts
when the other numbers of the row, or of the table, agree with the front matter and this one alone does not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span
from prospectus.rules.agreement.index import is_neutral
from prospectus.rules.agreement.names import folded, parts_of, words_of
from prospectus.rules.agreement.places import ELSEWHERE, SCOPE
from prospectus.rules.agreement.quantities import read_quantity
from prospectus.rules.agreement.subjects import LIMITS, MEASURED, state
from prospectus.rules.agreement.terms import listed_terms, meanings

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from prospectus.reading.markdown import Row, Table
    from prospectus.rules.agreement.index import Called, Index
    from prospectus.rules.agreement.places import Places
    from prospectus.rules.agreement.quantities import Measure, Quantity
    from prospectus.rules.agreement.subjects import Stated, Statement, Subject

_SUFFIX = Pattern(
    r"\s*(?:이상|이하|초과|미만|이내|or (?:more|less|higher|lower|better|above|below|under|over)|max\.?|min\.?|\+|↑|↓)?\s*",
    2,
)
_NOTE = Pattern(r"[(\uff08]([^()\uff08\uff09]*)[)\uff09]")
_UNSURE = Pattern(r"approx|about|estimat|expected|planned|\bca?\.|약 |추정|예상|정도", 2)
_MARKS = Pattern(r"\*|(?<!\w)_+|_+(?!\w)|\[\^[^\[\]]*\]|[✅✔✓☑❌✗✘⚠🟢🔴🟡⭐★\ufe0f]|\\(?=[<>~+-])")
_LONGEST = 120
"""A cell that holds one number is shorter than this."""
MOST_DIFFERENT = 2
"""A table in which more numbers differ than this, and more than agree, tells of something else."""


class _Column(NamedTuple):
    """A column of numbers: where it stands, its role (the head itself where it names none), and what its head has in brackets."""

    at: int
    role: str
    told: tuple[str, ...]
    is_known: bool


class _Layout(NamedTuple):
    """What the heads of a table say: the columns of names, of units, and of numbers."""

    names: int
    units: int
    columns: tuple[_Column, ...]
    notes: tuple[int, ...]


class _Line:
    """What a row states of a subject: the numbers that agree, each with what it may be, and those that differ."""

    def __init__(self, called: Called) -> None:
        self.called = called
        self.agreeing: list[list[Stated]] = []
        self.differing: list[Statement] = []

    def is_sure(self, agreeing: int, differing: int) -> bool:
        """Whether what differs is about the subject, in a table of which so many numbers agree and differ."""
        how = self.called.how
        is_copy = len(self.agreeing) >= (1 if how == "near" else 2) and len(self.differing) == 1
        return how == "sure" or is_copy or (how == "near" and agreeing > MOST_DIFFERENT and differing == 1)


def table_statements(places: Places, index: Index) -> Iterator[Statement]:
    """What the tables of a body state otherwise than the front matter."""
    for table in places.document.body.tables:
        lines = _lines(table, index)
        agreeing = sum(len(line.agreeing) for line in lines)
        differing = sum(len(line.differing) for line in lines)
        start = table.span.start
        if (
            0 < differing <= max(MOST_DIFFERENT, agreeing)
            and places.is_current(start)
            and not places.is_led_elsewhere(start, "table")
        ):
            for line in lines:
                if line.is_sure(agreeing, differing):
                    yield from line.differing


@lru_cache(maxsize=1024)  # the tables of a portfolio have the same few heads
def _layout(header: tuple[str, ...]) -> _Layout | None:
    heads = [parts_of(text) for text in header]
    bases = [head[0] for head in heads]
    names = next((at for at, base in enumerate(bases) if base in listed_terms("names")), 0)
    if not words_of(header[names]) <= listed_terms("heads"):
        return None
    units = next((at for at, base in enumerate(bases) if base in listed_terms("units")), len(heads))
    others = [*bases[:names], *bases[names + 1 :]]
    roles = [meanings("columns").get(base, base) for base in bases]
    if not listed_terms("spreads").isdisjoint(others):
        roles = ["" if role == "minimum" else role for role in roles]
    notes = tuple(at for at, base in enumerate(bases) if base in listed_terms("notes"))
    is_dated = others.count("date") + others.count("날짜") == len(others)
    columns = tuple(
        _Column(at, role, heads[at][1:], bases[at] in meanings("columns"))
        for at, role in enumerate(roles)
        if role and at != names and roles.count(role) - (roles[names] == role) == 1
    )
    is_scoped = not listed_terms("scopes").isdisjoint(others) and not is_dated
    is_result = {one.role for one in columns if one.is_known} == {"baseline"}
    # beside nothing but results, a baseline may be that of an experiment
    return None if is_scoped or is_result or not columns else _Layout(names, units, columns, notes)


def _lines(table: Table, index: Index) -> list[_Line]:
    layout = _layout(table.header.texts)
    columns = [one for one in layout.columns if one.is_known or one.role in index.counted] if layout else []
    if layout is None or not columns:
        return []
    lines: dict[tuple[Subject, str], _Line | None] = {}
    for row in table.rows:
        name = row.text(layout.names)
        called = index.find(name)
        if called is None:
            if name and not any(row.texts[layout.names + 1 :]):
                break  # "**Family plans**" heads the rows that follow
            continue
        unit = "" if layout.units >= len(row) else folded(row.text(layout.units)).strip("-\u2013")
        if unit and not called.subject.measure.knows(unit):
            called = called._replace(how="far")
        line = _Line(called)
        for column in columns:
            _read(line, column, row, unit or row.text(layout.names))
        if line.differing:
            said = {one.path for stated in line.agreeing for one in stated}
            line.differing = [one for one in line.differing if said.isdisjoint(stated.path for stated in one.stated)]
            others = [text for at, text in enumerate(row.texts) if at not in {column.at for column in columns}]
            line.differing = [one for one in line.differing if not _stands_among(others, one)]
            if any(SCOPE.search(row.text(at)) or ELSEWHERE.search(row.text(at)) for at in layout.notes):
                line.differing = []
        key = called.subject, called.role
        lines[key] = None if key in lines else line
    return [line for line in lines.values() if line]


def _read(line: _Line, column: _Column, row: Row, unit: str) -> None:
    """Take what a cell states of the subject of a row; ``unit`` holds the unit of a number without one, if any."""
    subject, role = line.called.subject, column.role
    if line.called.role and line.called.role != subject.usual and role in LIMITS:
        role = line.called.role  # "Target recall" in a column of values
    stated = subject.stated(role)
    if not stated or column.at >= len(row):
        return
    measure, text = subject.measure_of(role), row.text(column.at)
    if not column.told and _is_same(text, measure, stated):
        line.agreeing.append(stated)
        return
    own = next((one for one in (*column.told, unit, *parts_of(unit)[1:]) if measure.knows(one)), None)
    if any(one != own and not is_neutral(one, subject) for one in column.told):
        return  # "Target (2027)", "Total (thousands)"
    quantity = read_cell(text, measure, subject.asides, own, is_loose=role in MEASURED or role == "baseline")
    statement = quantity and state(subject, role, quantity)
    if quantity is None or statement is None:
        return
    if statement.is_said:
        line.agreeing.append(stated)
    else:
        start = row.span(column.at).start
        span = Span(start + quantity.span.start, start + quantity.span.end)
        line.differing.append(statement._replace(quantity=quantity._replace(span=span)))


def _stands_among(texts: list[str], statement: Statement) -> bool:
    """Whether the stated value stands in the row after all, in a column of another head."""
    measure = statement.subject.measure_of(statement.role)
    return any(_is_same(text, measure, statement.stated) for text in texts)


def _is_same(text: str, measure: Measure, stated: list[Stated]) -> bool:
    """Whether a cell holds a number just as the front matter does: nearly all do, so this is the quick way."""
    number, _, unit = text.partition(" (")[0].strip("<>≥≤* 이상하초과미만").partition(" ")
    try:
        value = float(number.removesuffix(measure.unit or "%").replace(",", ""))
    except ValueError:
        return False
    return value in [one.value for one in stated] and (not unit or measure.factors(unit) == (1.0,))


def read_cell(
    text: str, measure: Measure, asides: frozenset[str], unit: str | None, *, is_loose: bool
) -> Quantity | None:
    """The quantity that is all there is of a text, but for what compares it, marks, and notes in brackets that change nothing.

    ``is_loose`` is for what was measured, of which a note may say how and when.
    """
    if len(text) > _LONGEST:
        return None
    bare = text
    if not text.isalnum():
        for note in _NOTE.findall(text):
            is_known = folded(note) in listed_terms("kinds") or folded(note) in asides or measure.knows(note)
            if not is_known and (not is_loose or _UNSURE.search(note)):
                return None
        bare = _MARKS.sub(_blank, _NOTE.sub(_blank, text))
    read = read_quantity(bare, 0, measure, unit)
    after = read and _SUFFIX.match(bare, read[1])
    return read[0] if read and after and after.end() == len(bare) else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
