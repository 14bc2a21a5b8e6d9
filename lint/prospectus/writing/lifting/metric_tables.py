"""Metrics from tables whose heads say which column names them, and which numbers are baseline, minimum and target."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.placeholder import states_nothing
from prospectus.rules.agreement.terms import folded, parts_of, words_of
from prospectus.writing.lifting.days import read_date
from prospectus.writing.lifting.found import choice
from prospectus.writing.lifting.metric import MEASURED, ROLES, Measured, Stated, is_exact, metric_name, number_of
from prospectus.writing.lifting.terms import heads, listed, meanings, read_label
from prospectus.writing.lifting.values import bare, is_cyrillic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.markdown import Row
    from prospectus.writing.lifting.found import Found
    from prospectus.writing.lifting.metric import Named
    from prospectus.writing.lifting.statements import Grid, Statements
    from prospectus.writing.lifting.values import Number

_BESIDE = ("unit", "direction", "kind")
_PHASES = {"measured": "", "online": "online", "offline": "offline"}
"""The columns of measured values, and the phase that each tells."""

_GROUPS = frozenset({"offline", "online", "metrics", "metric", "kpi", "kpis"})


class _Column(NamedTuple):
    """A column: where it is, and the unit, the kind of baseline or the day that its head has in brackets."""

    at: int
    unit: str = ""
    kind: str = ""
    day: str = ""


class _Layout(NamedTuple):
    """What the heads of a table say: the column of names, and the others by role."""

    names: int
    columns: dict[str, _Column]


def table_metrics(statements: Statements) -> Iterator[Found]:
    """The metrics in the tables of a body."""
    document = statements.document
    cyrillic = is_cyrillic(document.body.text)
    for grid in statements.grids:
        layout = None if grid.place.is_elsewhere else _layout(document, grid.table.header.texts)
        for row, name in _rows(grid, layout) if layout else ():
            if layout and (stated := _stated(document, grid, layout, row, name, cyrillic=cyrillic)):
                yield from stated.facts(*statements.row(row))


def _layout(document: Document, header: tuple[str, ...]) -> _Layout | None:
    parts = [parts_of(text) for text in header]
    names = [at for at, part in enumerate(parts) if part[0] in heads("metric")]
    if len(names) != 1:
        return None
    found: dict[str, list[_Column | None]] = {}
    for at, (base, *told) in enumerate(parts):
        role = next((one for one in (*ROLES, *_BESIDE, *_PHASES) if base in heads(one)), None)
        if role and at != names[0]:
            found.setdefault(role, []).append(_column(document, at, role, told))
    columns = {role: ways[0] for role, ways in found.items() if len(ways) == 1 and ways[0]}
    is_told = columns.keys() & {"baseline", "minimum", "target"}  # what is alone may be anything
    return _Layout(names[0], columns) if is_told else None


def _column(document: Document, at: int, role: str, told: list[str]) -> _Column | None:
    """A column whose head has something in brackets; None where that may speak of a part, or of another time."""
    unit = kind = day = ""
    for one in told:
        if one in meanings("units"):
            unit = one
        elif role in MEASURED and (found := choice(document, one, "metrics", 0, "baseline", "kind")):
            kind = found
        elif role in _PHASES and (found := read_date(one)):
            day = found
        else:
            return None
    return _Column(at, unit, kind, day)


def _rows(grid: Grid, layout: _Layout) -> Iterator[tuple[Row, Named]]:
    """The rows with the names of metrics, up to one that heads those that follow (*Family plans*)."""
    for row in grid.table.rows:
        name = metric_name(row.text(layout.names))
        if any(text for at, text in enumerate(row.texts) if at != layout.names):
            if name:
                yield row, name
        elif name and not words_of(name.name) <= listed("plain") | _GROUPS:
            return


def _stated(document: Document, grid: Grid, layout: _Layout, row: Row, name: Named, *, cyrillic: bool) -> Stated | None:
    cells = {role: row.text(column.at) for role, column in layout.columns.items()}
    numbers: dict[str, Number] = {}
    kind = ""
    for role in ROLES:
        number = number_of(cells.get(role, ""), cyrillic=cyrillic)
        if number is None or number.statistic:
            continue
        column = layout.columns[role]
        number = number if number.written else number._replace(written=column.unit)
        if role in MEASURED:
            if not is_exact(number):
                continue
            kind = kind or column.kind or choice(document, number.note, "metrics", 0, "baseline", "kind") or ""
        elif number.note and number.note not in meanings("better"):
            continue
        numbers[role] = number
    if grid.place.is_sure and _is_requirement(name.name, numbers):
        return None
    unit = bare(cells.get("unit", "")) or ""
    direction = meanings("better").get(folded(cells.get("direction", "")))
    return Stated(
        name,
        numbers,
        () if states_nothing(unit) else (unit,),
        frozenset({direction} if direction else ()),
        kind,
        choice(document, cells.get("kind", ""), "metrics", 0, "kind") or "",
        tuple(_measured(layout, cells, cyrillic=cyrillic)),
    )


def _measured(layout: _Layout, cells: dict[str, str], *, cyrillic: bool) -> Iterator[Measured]:
    """The measured values of a row of which a head or a note tells the day."""
    for role, phase in _PHASES.items():
        number = number_of(cells.get(role, ""), cyrillic=cyrillic)
        if number is None or number.bound or number.statistic:
            continue
        column = layout.columns[role]
        day = read_date(number.note, cyrillic=cyrillic) if number.note else column.day
        if day:
            yield Measured(number if number.written else number._replace(written=column.unit), day, phase)


def _is_requirement(name: str, numbers: dict[str, Number]) -> bool:
    """Whether a row is a requirement that is lifted as one: no time of whom it is not said, and no load that must be borne."""
    label = read_label(name)
    if label is None or label.fact == "latency" or not MEASURED.isdisjoint(numbers):
        return False
    is_capacity = label.fact == "qps" and not (label.is_peak or label.is_average)
    return not (is_capacity and any(number.bound for number in numbers.values()))
