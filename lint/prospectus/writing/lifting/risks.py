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
_LEVELS = ("likelihood", "impact")
_COLUMNS = ("risk", "mitigation", *_LEVELS, "owner")
_SCALE = frozenset("12345")
_ENDS = Pattern(r"1\s?[-–~/]\s?5\b")
_MARKS = Pattern(r"\*\*|__|`")
_CODE = Pattern(r"(?:r|risk|р|риск)[ -]?[0-9]{1,2}[.:)]?\s+", 2)
_LEVEL = Pattern(
    r"\W*(?:very |매우 )?(?:high|medium|low|moderate|critical|severe|minor|major|높음|중간|낮음|보통|심각|высок\w*|средн\w*|низк\w*|критич\w*)\W*$",
    2,
)
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
            yield from _facts(risk, mitigation, {}, item.line, item.quote)


def _of_grid(statements: Statements, grid: Grid) -> Iterator[Found]:
    at = _columns(grid)
    is_scaled = {kind: _is_scaled(grid, at[kind]) for kind in _LEVELS if kind in at}
    for row in grid.table.rows if at.keys() >= {"risk", "mitigation"} else ():
        facts: dict[str, int | str] = {
            kind: int(row.text(at[kind])) for kind, is_so in is_scaled.items() if is_so and row.text(at[kind]) in _SCALE
        }
        owner = names_in(row.text(at["owner"])) if "owner" in at else []
        facts |= {"owner": owner[0]} if len(owner) == 1 else {}
        risk, mitigation = _text(row.text(at["risk"])), _text(row.text(at["mitigation"]))
        if risk and mitigation:
            yield from _facts(risk, mitigation, facts, *statements.row(row))


def _columns(grid: Grid) -> dict[str, int]:
    """The columns by what their heads say; none of a kind that two heads name."""
    bases = [parts_of(text)[0] for text in grid.table.header.texts]
    columns = {kind: [at for at, base in enumerate(bases) if base in heads(kind)] for kind in _COLUMNS}
    return {kind: found[0] for kind, found in columns.items() if len(found) == 1}


def _is_scaled(grid: Grid, column: int) -> bool:
    """Whether the numbers of a column are surely of a scale from 1 to 5: its head says so, or a 5 is the highest of them."""
    values = [row.text(column) for row in grid.table.rows if row.text(column)]
    if not all(value in _SCALE for value in values):
        return False
    return _ENDS.search(grid.table.header.text(column)) is not None or str(HIGHEST) in values


def _text(written: str) -> str:
    """What is written of a risk; empty where it says nothing, or not for sure."""
    if "~~" in written or "<!--" in written or len(written) > LONGEST or "](" in written:
        return ""
    if _LEVEL.match(written.strip("*_ ")):
        return ""  # how large the risk is
    text = " ".join(
        _without_code(_MARKS.sub("", written).strip()).replace("<br>", " ").replace("<br/>", " ").split()
    ).strip(" .;")
    return text if len(text) >= SHORTEST and not states_nothing(text) and "<" not in text else ""


def _without_code(text: str) -> str:
    """A text without the number of the risk before it: ``R1``."""
    code = _CODE.match(text)
    return text[code.end() :] if code else text


def _facts(risk: str, mitigation: str, more: dict[str, int | str], line: int, quote: str) -> Iterator[Found]:
    name = identity(risk)
    facts: dict[str, int | str] = {"id": name, "text": risk, "mitigation": mitigation}
    for field, value in (facts | more).items() if name else ():
        yield Found(("risks",), key_of(risk), (field,), value, line, quote)
