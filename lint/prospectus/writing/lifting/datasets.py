"""Data sets of which a table says what they are for: their size, their period, their source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.placeholder import is_placeholder, states_nothing
from prospectus.rules.agreement.terms import folded, parts_of
from prospectus.writing.lifting.days import read_days
from prospectus.writing.lifting.found import Found, choice, identity, key_of
from prospectus.writing.lifting.terms import heads, meanings
from prospectus.writing.lifting.values import bare, is_cyrillic, read_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.markdown import Row
    from prospectus.writing.lifting.statements import Grid, Statements

LONGEST_TEXT = 120


def dataset_facts(statements: Statements) -> Iterator[Found]:
    """The data sets that the tables of a body state."""
    for grid in statements.grids:
        if not grid.place.is_elsewhere:
            yield from _of_grid(statements, grid)


def _purpose(document: Document, text: str) -> str | None:
    found = choice(document, text, "data", "datasets", 0, "purpose") or meanings("purposes").get(folded(text))
    return str(found) if found else None


def _of_grid(statements: Statements, grid: Grid) -> Iterator[Found]:
    document = statements.document
    at = _columns(grid)
    cyrillic = is_cyrillic(document.body.text)
    for row in grid.table.rows if at else ():
        name = bare(row.text(0))
        told = bare(row.text(at["purpose"])) if "purpose" in at else name
        purpose = _purpose(document, told) if told else None
        if not name or not purpose or not identity(name) or is_placeholder(name):
            continue
        facts = _facts(grid, row, at, cyrillic=cyrillic)
        for field, value in ({"id": identity(name), "purpose": purpose} | facts).items() if facts else ():
            yield Found(("data", "datasets"), key_of(name), (field,), value, *statements.row(row))


def _columns(grid: Grid) -> dict[str, int]:
    """The columns by what their heads say; none where the first is not that of the names."""
    columns: dict[str, list[int]] = {}
    for at, text in enumerate(grid.table.header.texts):
        for kind in ("dataset", "purpose", "total", "period", "source", "license"):
            if parts_of(text)[0] in heads(kind):
                columns.setdefault(kind, []).append(at)
    if columns.get("dataset") != [0]:
        return {}
    return {kind: found[0] for kind, found in columns.items() if len(found) == 1 and (kind == "dataset" or found[0])}


def _facts(grid: Grid, row: Row, at: dict[str, int], *, cyrillic: bool) -> dict[str, Any]:
    """What a row tells of a data set beside its name and its purpose."""
    facts = (
        _size(row.text(at["total"]), grid.table.header.text(at["total"]), cyrillic=cyrillic) if "total" in at else {}
    )
    days = read_days(bare(row.text(at["period"])) or "", cyrillic=cyrillic) if "period" in at else None
    if days:
        facts["period"] = {"from": days[0], "to": days[1]}
    for kind in ("source", "license"):
        text = bare(row.text(at[kind])) if kind in at else None
        if text and len(text) <= LONGEST_TEXT and not states_nothing(text):
            facts[kind] = text
    return facts


def _size(text: str, head: str, *, cyrillic: bool) -> dict[str, Any]:
    inner = bare(text)
    number = read_number(inner, cyrillic=cyrillic, counted=True) if inner else None
    if number is None or number.unit or number.bound or number.note or number.value <= 0:
        return {}
    parts = parts_of(head)
    told = [
        one
        for one in (parts[0].removeprefix("number of ").removeprefix("# "), *parts[1:])
        if meanings("units").get(one) == "count"
    ]
    unit = number.written or (told[0] if len(told) == 1 else "")
    if len(parts) > 1 and not told:
        return {}  # "Size (thousands)", "Size (GB)"
    return {"total": number.value} | ({"unit": unit} if unit else {})
