"""Tables: what every view is first. One renderer each makes HTML, CSV and JSON of them."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus_site.markup import EMPTY, Markup, html, shown, tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prospectus_site.markup import Content
    from prospectus_site.tables.filters import Facet

Value = str | float | bool | None | list[str]
"""What a cell holds for other programs."""

_NEGATIVE = re.compile(r"-[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")
"""A number, and nothing after it that a spreadsheet would reckon with."""

Kind = Literal["text", "number", "date", "chart", "group", "data"]
"""How a column is set and sorted. A chart says again what other columns say, and is left out of CSV and JSON; a group stands as the
head of its rows on the page (:attr:`Row.group`), and as a column of its own only there. Data say for programs what a reader sees in
another column, and are left out of the page."""


class Column(NamedTuple):
    """One column: its key in CSV and JSON, its head in the reader's language, and how it is set."""

    key: str
    head: Content
    kind: Kind = "text"
    attributes: Mapping[str, str] = {}
    """What its head and each of its cells carry for the script: ``data-project``."""
    is_sortable: bool = True
    """Whether the script may sort the rows by it."""


class Cell(NamedTuple):
    """One cell: its value for programs, what a reader sees (the value if None), and a state that a class of CSS shows.

    States are ``good``, ``warn``, ``bad`` and ``quiet``; what a state says stands in words, too. ``name`` and ``long`` ask for room.
    ``order`` is by what it is sorted where neither its value nor what it shows does: the place of a stage in the lifecycle.
    """

    value: Value
    shown: Content = None
    state: str = ""
    order: float | None = None


class Row(NamedTuple):
    """One row. ``head`` is the column that names it; ``facets`` are the values by which a reader can filter.

    Rows of one ``group`` stand together under its name.
    """

    cells: tuple[Cell, ...]
    id: str = ""
    group: str = ""
    facets: Mapping[str, str] = {}


class Table(NamedTuple):
    """A table with an optional chart above it.

    ``id`` is its anchor and its file name; ``title`` is empty where the view has one table. ``empty`` says what to do where there
    is no row, ``note`` how to read it.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chart: Content = None
    note: Content = None
    empty: str = ""
    filters: tuple[Facet, ...] = ()
    """By what its rows can be chosen; see :attr:`Row.facets`."""
    instead: Content = None
    """What the page shows in its place, such as cards; it is a table for programs only then."""


def table_html(table: Table, name: str) -> Markup:
    """A table as HTML, in a region that can be scrolled and reached by keyboard; ``name`` is what it is called aloud."""
    if not table.rows:
        return tag("p", table.empty, class_="prospectus-empty") if table.empty else EMPTY
    shown = [index for index, column in enumerate(table.columns) if column.kind not in {"group", "data"}]
    columns = [table.columns[index] for index in shown]
    heads = tag("tr", [_head(column) for column in columns])
    bodies = [_body(columns, group, rows, shown) for group, rows in _groups(table.rows)]
    whole = tag(
        "table", tag("caption", name), tag("thead", heads), bodies, class_="prospectus-table", data_table=table.id
    )
    return tag("div", whole, class_="prospectus-scroll", role="region", aria_label=name, tabindex="0")


def _head(column: Column) -> Markup:
    """The head of a column; the script makes those with a key sort their table."""
    key = column.key if column.is_sortable and column.kind != "chart" else None
    return tag("th", column.head, scope="col", class_=_class(column), data_key=key, **column.attributes)


def _class(column: Column) -> str:
    return "" if column.kind == "text" else column.kind


def _groups(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows by their groups, in the order in which the groups come up."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return list(found.items())


def _body(columns: Sequence[Column], group: str, rows: Sequence[Row], shown: Sequence[int]) -> Markup:
    head = tag("tr", tag("th", group, colspan=len(columns), scope="rowgroup"), class_="group") if group else EMPTY
    return tag("tbody", head, [_row(columns, row, [row.cells[index] for index in shown]) for row in rows])


def _row(columns: Sequence[Column], row: Row, shown: Sequence[Cell]) -> Markup:
    cells = []
    for index, (column, cell) in enumerate(zip(columns, shown, strict=True)):
        content = text_of(cell.value) if cell.shown is None else cell.shown
        name, scope = ("td", None) if index else ("th", "row")
        classes = " ".join(filter(None, (_class(column), cell.state)))
        by = _sorted_by(column, cell)
        cells.append(tag(name, content, scope=scope, class_=classes, data_value=by, **column.attributes))
    return tag("tr", cells, id=row.id or None, **{f"data-{key}": value for key, value in row.facets.items()})


def _sorted_by(column: Column, cell: Cell) -> str | None:
    """What the script sorts a cell by, where that is not what it shows."""
    if cell.order is not None:
        return text_of(cell.order)
    return text_of(cell.value) if cell.shown is not None and column.kind in {"number", "date"} else None


def text_of(value: Value) -> str:
    """A value as text: lists with commas, whole numbers without a point, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004
    return str(value)


def table_csv(table: Table) -> str:
    """A table as CSV (RFC 4180, UTF-8, line feeds): the keys of the columns, then the values. Cells that a spreadsheet would run are quoted."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    kept = [index for index, column in enumerate(table.columns) if column.kind != "chart"]
    writer.writerow([table.columns[index].key for index in kept])
    writer.writerows([_safe(text_of(row.cells[index].value)) for index in kept] for row in table.rows)
    return stream.getvalue()


def _safe(text: str) -> str:
    text = shown(" ".join(text.split("\n")))
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} and not _NEGATIVE.fullmatch(text) else text


def table_data(table: Table) -> list[dict[str, Value]]:
    """A table as JSON: one object a row, by the keys of the columns."""
    return [
        {
            column.key: cell.value
            for column, cell in zip(table.columns, row.cells, strict=True)
            if column.kind != "chart"
        }
        for row in table.rows
    ]


def described(content: Content) -> Markup:
    """A note under a table."""
    shown = html(content)
    return tag("p", shown, class_="prospectus-note") if shown else EMPTY
