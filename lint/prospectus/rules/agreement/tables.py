"""What the tables of a body state: a name in each row, and columns whose heads say what their numbers are.

Where the name, the heads and what stands above say nothing else, each number counts. Where they may speak of something else,
one counts when others of its row, or of its table, agree with the front matter and this one alone does not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span
from prospectus.rules.agreement.index import is_neutral
from prospectus.rules.agreement.quantities import read_quantity
from prospectus.rules.agreement.subjects import LOOSE, state
from prospectus.rules.agreement.terms import folded, listed_terms, meanings, parts_of, words_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from prospectus.reading.markdown import Row, Table
    from prospectus.rules.agreement.index import Called, Index
    from prospectus.rules.agreement.places import Places
    from prospectus.rules.agreement.quantities import Measure, Quantity
    from prospectus.rules.agreement.subjects import Stated, Statement

_SUFFIX = Pattern(
    r"\s*(?:이상|이하|초과|미만|이내|or (?:more|less|higher|lower|better|above|below|under|over)|max\.?|min\.?|\+|↑|↓)?\s*",
    2,
)
_NOTE = Pattern(r"[(\uff08]([^()\uff08\uff09]*)[)\uff09]")
_MARKS = Pattern(r"\*|(?<!\w)_+|_+(?!\w)|\[\^[^\[\]]*\]|[✅✔✓☑❌✗✘⚠🟢🔴🟡⭐★\ufe0f]|\\(?=[<>~+-])")
MOST_DIFFERENT = 2
"""A table in which more numbers differ than this, and more than agree, tells of something else."""


class _Column(NamedTuple):
    """A column of numbers: its role (the head itself where that names none), and what the head has in brackets."""

    at: int
    role: str
    told: tuple[str, ...]


class _Layout(NamedTuple):
    """What the heads of a table say: the columns of names, of units and of numbers, and the heads that say something else."""

    names: int
    units: int
    columns: tuple[_Column, ...]
    others: frozenset[str]


class _Line:
    """What a row states of a subject: the numbers that agree, each with what it may be, and those that differ."""

    def __init__(self, called: Called, *, is_sure: bool) -> None:
        self.called = called
        self.is_sure = is_sure
        self.agreeing: list[list[Stated]] = []
        self.differing: list[Statement] = []


def table_statements(places: Places, index: Index) -> Iterator[Statement]:
    """What the tables of a body state otherwise than the front matter."""
    for table in places.document.body.tables:
        lines = _lines(table, index)
        agreeing = sum(len(line.agreeing) for line in lines)
        differing = sum(len(line.differing) for line in lines)
        place = places.find(table.span.start, "table") if 0 < differing <= max(MOST_DIFFERENT, agreeing) else None
        for line in lines if place else ():
            subject = line.called.subject
            enough = 1 if subject.kind == "dataset" else 2  # of a data set a table seldom has a second number
            is_copy = len(line.differing) == 1 and (line.agreeing or (agreeing >= enough and differing == 1))
            if is_copy or (line.is_sure and place and place.is_sure_of(subject)):
                yield from line.differing


@lru_cache(maxsize=1024)  # the tables of a portfolio have the same few heads
def _layout(header: tuple[str, ...]) -> _Layout | None:
    heads = [parts_of(text) for text in header]
    bases = [head[0] for head in heads]
    names = next((at for at, base in enumerate(bases) if base in listed_terms("names")), 0)
    if not words_of(header[names]) <= listed_terms("heads"):
        return None
    units = next((at for at, base in enumerate(bases) if base in listed_terms("units")), len(heads))
    roles = [meanings("columns").get(base, base) for base in bases]
    columns = tuple(
        _Column(at, role, heads[at][1:]) for at, role in enumerate(roles) if role and at not in {names, units}
    )
    known = {"", *listed_terms("beside"), *meanings("columns")}
    others = {base for at, base in enumerate(bases) if at not in {names, units} and base not in known}
    return _Layout(names, units, columns, frozenset(others))


def _lines(table: Table, index: Index) -> list[_Line]:
    layout = _layout(table.header.texts)
    columns = [one for one in layout.columns if one.role in index.roles] if layout else []
    if layout is None or not columns:
        return []
    lines: dict[tuple[object, str], _Line | None] = {}
    for row in table.rows:
        name, unit = row.text(layout.names), folded(row.text(layout.units))
        called = index.find(name)
        if called is None:
            if name and not any(row.texts[layout.names + 1 :]):
                break  # "**Family plans**" heads the rows that follow
            continue
        is_own = not unit.strip("-\u2013") or called.subject.measure.knows(unit)
        line = _Line(called, is_sure=called.is_sure and is_own and layout.others <= index.counted)
        for column in columns:
            _read(line, column, row, unit if is_own and unit else name)
        said = {one.path for stated in line.agreeing for one in stated}
        line.differing = [one for one in line.differing if said.isdisjoint(stated.path for stated in one.stated)]
        key = called.subject, called.role
        lines[key] = None if key in lines else line
    return [line for line in lines.values() if line]


def _read(line: _Line, column: _Column, row: Row, unit: str) -> None:
    """Take what a cell states of the subject of a row; ``unit`` holds the unit of a number without one, if any."""
    subject, text = line.called.subject, row.text(column.at)
    role = subject.role_of(column.role, line.called.role)
    stated = subject.stated(role)
    if not stated or not text:
        return
    measure = subject.measure_of(role)
    if not column.told and _is_same(text, measure, stated):
        line.agreeing.append(stated)
        return
    own = next((one for one in (*column.told, unit, *parts_of(unit)[1:]) if measure.knows(one)), None)
    if any(one != own and not is_neutral(one, subject) for one in column.told):
        return  # "Target (2027)", "Total (thousands)"
    quantity = read_cell(text, measure, subject.asides, own, is_loose=role in LOOSE)
    statement = quantity and state(subject, role, quantity)
    if quantity is None or statement is None:
        return
    if statement.is_said:
        line.agreeing.append(stated)
    else:
        start = row.span(column.at).start
        span = Span(start + quantity.span.start, start + quantity.span.end)
        line.differing.append(statement._replace(quantity=quantity._replace(span=span)))


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
    """The quantity that is all there is of a text, but for what compares it, marks, and its unit or statistic in brackets.

    ``is_loose`` is for what was measured, of which a note may say how and when.
    """
    bare = text
    if not text.isalnum():
        notes = () if is_loose else _NOTE.findall(text)
        if any(folded(note) not in asides and not measure.knows(note) for note in notes):
            return None
        bare = _MARKS.sub(_blank, _NOTE.sub(_blank, text))
    read = read_quantity(bare, 0, measure, unit)
    after = read and _SUFFIX.match(bare, read[1])
    return read[0] if read and after and after.end() == len(bare) else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
