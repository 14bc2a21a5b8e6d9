"""Risks with what is done about them, from tables, and from list items that name the mitigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import states_nothing
from prospectus.reading.markdown import OPAQUE
from prospectus.rules.agreement.terms import parts_of
from prospectus.writing.lifting.found import Found, identity, key_of
from prospectus.writing.lifting.people import names_in
from prospectus.writing.lifting.terms import heads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.writing.lifting.statements import Grid, Statements

LONGEST = 400
SHORTEST = 4
HIGHEST = 5
_SCALE = Pattern(r"1\s?[-–~/]\s?5\b")
_MARKS = Pattern(r"\*\*|__|`")
_CODE = Pattern(r"(?:r|risk|р|риск)[ -]?[0-9]{1,2}[.:)]?\s+", 2)
_IN_LINE = Pattern(
    r"(?:risk: )?(?P<risk>[^\n]{4,240}?)(?:[.;,]| [-\u2013\u2014]|\s\(|:)?\s(?:mitigation|대응|대응 방안|완화 방안|митигация|меры)(?: plan| strategy)?(?:\s?[:\u2014\u2013-]\s)(?P<mitigation>[^\n]{4,400}?)\)?$",
    2,
)


def risk_facts(statements: Statements) -> Iterator[Found]:
    """The risks whose mitigation is told."""
    for grid in statements.grids:
        if not grid.place.is_elsewhere:
            yield from _of_grid(statements, grid)
    for item in statements.items:
        if (
            item.place.is_elsewhere
            or "~" in item.quote
            or not (item.place.words & {"risk", "risks", "위험", "리스크", "риски", "риск", "위험요소"})
        ):
            continue
        text = item.text
        found = _IN_LINE.match(text) if OPAQUE not in text and len(text) <= 2 * LONGEST else None
        if found and (risk := _text(found["risk"])) and (mitigation := _text(found["mitigation"])):
            yield from _facts(risk, mitigation, None, None, "", item.line, item.quote)


def _of_grid(statements: Statements, grid: Grid) -> Iterator[Found]:
    bases = [parts_of(text)[0] for text in grid.table.header.texts]
    columns = {
        kind: [at for at, base in enumerate(bases) if base in heads(kind)]
        for kind in ("risk", "mitigation", "likelihood", "impact", "owner")
    }
    if len(columns["risk"]) != 1 or len(columns["mitigation"]) != 1:
        return
    at = {kind: found[0] if len(found) == 1 else -1 for kind, found in columns.items()}
    rows = grid.table.rows
    is_scaled = {kind: _is_scaled(grid, at[kind]) for kind in ("likelihood", "impact")}
    for row in rows:
        risk, mitigation = _text(row.text(at["risk"])), _text(row.text(at["mitigation"]))
        if not risk or not mitigation:
            continue
        line, quote = statements.row(row)
        levels = [
            int(row.text(at[kind])) if is_scaled[kind] and row.text(at[kind]) in set("12345") else None
            for kind in ("likelihood", "impact")
        ]
        owner = names_in(row.text(at["owner"])) if at["owner"] >= 0 else []
        yield from _facts(risk, mitigation, *levels, owner[0] if len(owner) == 1 else "", line, quote)


def _is_scaled(grid: Grid, column: int) -> bool:
    """Whether the numbers of a column are surely of a scale from 1 to 5: its head says so, or a 5 is the highest of them."""
    if column < 0:
        return False
    values = [row.text(column) for row in grid.table.rows if row.text(column)]
    if not all(value in set("12345") for value in values):
        return False
    return _SCALE.search(grid.table.header.text(column)) is not None or str(HIGHEST) in values


def _text(written: str) -> str:
    """What is written of a risk; empty where it says nothing, or not for sure."""
    if "~~" in written or "<!--" in written or len(written) > LONGEST or "](" in written:
        return ""
    text = " ".join(
        _CODE.sub("", _MARKS.sub("", written).strip(), 1).replace("<br>", " ").replace("<br/>", " ").split()
    ).strip(" .;")
    return text if len(text) >= SHORTEST and not states_nothing(text) and "<" not in text else ""


def _facts(
    risk: str, mitigation: str, likelihood: int | None, impact: int | None, owner: str, line: int, quote: str
) -> Iterator[Found]:
    if not (name := identity(risk)):
        return
    facts = {
        "id": name,
        "text": risk,
        "likelihood": likelihood,
        "impact": impact,
        "mitigation": mitigation,
        "owner": owner,
    }
    for field, value in facts.items():
        if value not in {None, ""}:
            yield Found(("risks",), key_of(risk), (field,), value, line, quote)
