"""What the tables of a body state: a name in each row, and columns whose heads tell what their numbers are.

A row with nothing but a name is sure. A name that is cut short, or has something added, may be of something else: it counts
when the other numbers of the row, or of the table, agree with the front matter and this one alone does not.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.source import Span
from prospectus.rules.agreement.index import is_neutral
from prospectus.rules.agreement.names import base_of, name_of, phrases, qualifiers_of
from prospectus.rules.agreement.quantities import read_cell
from prospectus.rules.agreement.subjects import MEASURED, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.reading.markdown import Row, Table
    from prospectus.rules.agreement.index import Index
    from prospectus.rules.agreement.places import Places
    from prospectus.rules.agreement.subjects import Stated, Statement, Subject
    from prospectus.rules.agreement.units import Measure

_ROLES = {
    "baseline": "baseline, baseline value, 베이스라인, 기준선",
    "today": "today, current, current value, as is, 현재, 현재 값",
    "minimum": "minimum, min, min., minimum acceptable, lowest acceptable, must have, 최소, 최소 기준, 최소값, 최솟값, 최저",
    "target": "target, target value, goal, 목표, 목표값, 목표 값, 목표치",
    "limit": "기준, 기준값, 기준 값, 기준치",
    "value": "value, limit, 값, 한도",
    "required": "required, requirement, requirements, needed, 요구, 요구값, 요구 값, 요구사항, 요구 사항, 요구 수준",
    "alert": "alert, alert limit, alert threshold, alarm, alert when, alert if, 알림, 알림 기준, 알림선, 알림 조건, 경보, 경보 기준",
    "measured": """measured, measured value, last measured, latest, latest value, last value, 측정, 측정값, 측정 값, 측정치, 실측,
        최근, 최근 값, 최근 측정, 최근 측정값""",
    "offline": "offline, offline value, measured offline, 오프라인, 오프라인 값, 오프라인 측정값",
    "online": "online, online value, measured online, 온라인, 온라인 값, 온라인 측정값, 최근 온라인 값",
    "total": "total, rows, records, 합계, 총계, 총합, 건수",
    "memory": "memory, 메모리",
    "time": "mean time, processing time, mean processing time, 처리 시간, 평균 처리 시간",
}
_METRICS = "metric, metrics, kpi, 지표, 평가 지표, 성능 지표, 메트릭"
_UNITS = "unit, units, 단위"
_SPREADS = "max, max., maximum, mean, avg, average, median, std, 최대, 최대값, 최댓값, 평균, 중앙값, 표준편차"
_SCOPES = """
    stage, phase, release, milestone, version, quarter, year, date, slice, segment, group, subgroup, scenario, region, country,
    market, city, site, plan, language, cohort, tenant,
    단계, 시기, 버전, 판, 분기, 연도, 날짜, 세부 집단, 집단, 그룹, 세그먼트, 구간, 시나리오, 지역, 도시, 국가, 요금제, 언어
"""
MOST_DIFFERENT = 2
"""A table in which more numbers differ than this, and more than agree, tells of something else."""


@cache
def role_names() -> dict[str, str]:
    """What the head of a column says of the numbers under it."""
    return {phrase: role for role, table in _ROLES.items() for phrase in phrases(table)}


class _Line:
    """What a row states of a subject: how many of its numbers agree, and those that differ."""

    def __init__(self, subject: Subject, how: str) -> None:
        self.subject = subject
        self.how = how
        self.agreeing = 0
        self.differing: list[Statement] = []


def table_statements(places: Places, index: Index) -> Iterator[Statement]:
    """What the tables of a body state otherwise than the front matter."""
    for table in places.document.body.tables:
        lines = _lines(table, index)
        differing = sum(len(line.differing) for line in lines)
        if differing and places.is_current(table.span.start) and not places.is_led_elsewhere(table.span.start):
            agreeing = sum(line.agreeing for line in lines)
            if differing <= max(MOST_DIFFERENT, agreeing):
                for line in lines:
                    if _is_sure(line, agreeing, differing):
                        yield from line.differing


def _is_sure(line: _Line, agreeing: int, differing: int) -> bool:
    """Whether what a row states is about its subject."""
    if line.how == "sure":
        return True
    is_copy = line.agreeing >= (1 if line.how == "short" else 2) and len(line.differing) == 1
    return is_copy or (line.how == "short" and agreeing > MOST_DIFFERENT and differing == 1)


class _Layout(NamedTuple):
    """What the heads of a table say: the column of names, that of units, and what stands in each of the others."""

    heads: tuple[str, ...]
    bases: tuple[str, ...]
    names: int
    units: int
    roles: dict[int, str]


@lru_cache(maxsize=1024)  # the tables of a portfolio have the same few heads
def _layout(header: tuple[str, ...]) -> _Layout:
    heads = tuple(name_of(text) for text in header)
    bases = tuple(base_of(head) for head in heads)
    names = next((at for at, head in enumerate(heads) if head in phrases(_METRICS)), 0)
    units = next((at for at, head in enumerate(heads) if head in phrases(_UNITS)), len(heads))
    roles = {at: role_names().get(base, "") for at, base in enumerate(bases) if base and at != names}
    if not phrases(_SPREADS).isdisjoint(bases):
        roles = {at: role for at, role in roles.items() if role != "minimum"}
    if not phrases(_SCOPES).isdisjoint(bases):
        roles = {}
    return _Layout(heads, bases, names, units, roles)


def _lines(table: Table, index: Index) -> list[_Line]:
    heads, bases, names, units, told = _layout(table.header.texts)
    roles = {at: role or bases[at] for at, role in told.items() if role or bases[at] in index.counted}
    given = [*roles.values()]
    columns = [(at, role) for at, role in roles.items() if given.count(role) == 1]
    if not columns or given == ["baseline"]:
        return []  # beside nothing but results, a baseline may be that of an experiment
    lines: dict[tuple[Subject, str], _Line | None] = {}
    for row in table.rows:
        match = index.find(row.text(names))
        if match is None:
            continue
        subject, how = match
        unit = name_of(row.text(units))
        if unit in {"", "-", "\u2013"}:
            unit = ""
        elif not subject.measure.knows(unit):
            how = "more"
        line = _Line(subject, how)
        for at, role in columns:
            if at < len(row) and (stated := subject.stated(role)):
                if heads[at] == bases[at] and _is_plain(row.text(at), subject.measure_of(role), stated):
                    line.agreeing += 1
                else:
                    _read_cell(
                        line, role, row, at, heads[at], unit or _unit_in(name_of(row.text(names)), subject.measure)
                    )
        lines[subject, how] = None if (subject, how) in lines else line
    return [line for line in lines.values() if line and (line.how == "sure" or (line.subject, "sure") not in lines)]


def _is_plain(text: str, measure: Measure, stated: list[Stated]) -> bool:
    """Whether a cell holds a number just as the front matter does: nearly all do, so this is the quick way."""
    bare = (text.partition(" (")[0] if "(" in text else text).strip("<>≥≤ 이상하초과미만")
    number, _, unit = bare.partition(" ")
    if unit and measure.factors(unit) != (1.0,):
        return False
    try:
        value = float(number.removesuffix(measure.unit or "%").replace(",", ""))
    except ValueError:
        return False
    return value in [one.value for one in stated]


def _read_cell(line: _Line, role: str, row: Row, at: int, head: str, unit: str | None) -> None:
    """Take what a cell states of the subject of a row, under a head, by default in a unit."""
    subject = line.subject
    measure = subject.measure_of(role)
    own = _unit_in(head, measure)
    if any(one != own and not is_neutral(one, subject) for one in qualifiers_of(head)):
        return  # "Target (2027)", "Total (thousands)"
    quantity = read_cell(row.text(at), measure, is_dated=role in MEASURED or role == "baseline")
    if quantity is None:
        return
    start = row.span(at).start
    span = Span(start + quantity.span.start, start + quantity.span.end)
    statement = state(subject, role, quantity._replace(unit=quantity.unit or own or unit, span=span))
    if statement is not None and statement.is_said:
        line.agreeing += 1
    elif statement is not None:
        line.differing.append(statement)


def _unit_in(name: str, measure: Measure) -> str | None:
    """The unit that the name of a row or column gives in brackets."""
    return next((one for one in qualifiers_of(name) if measure.knows(one)), None)
