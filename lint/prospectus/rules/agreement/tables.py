"""What the tables of a body state: a name in each row, and columns whose heads tell what their numbers are.

A row with nothing but a name is sure. A name that is cut short, or has something added, may be of something else: it counts
when the other numbers of the row, or of the table, agree with the front matter and this one alone does not.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from prospectus.rules.agreement.names import base_of, name_of, phrases, qualifiers_of
from prospectus.rules.agreement.quantities import Measure, knows_unit, read_cell
from prospectus.rules.agreement.subjects import Index, Statement, Subject, is_neutral, state

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from prospectus.reading.markdown import Cell, Table
    from prospectus.rules.agreement.places import Places

_ROLES = {
    "baseline": "baseline, baseline value, base line, 베이스라인, 베이스라인 값, 기준선",
    "today": "today, current, current value, as is, 현재, 현재 값, 현재값",
    "minimum": """minimum, minimum value, min, min., minimum acceptable, acceptable minimum, lowest acceptable, must have,
        최소, 최소 기준, 최소값, 최솟값, 최소치, 최저, 최저 기준""",
    "target": "target, target value, goal, 목표, 목표값, 목표 값, 목표치, 타깃, 타겟",
    "limit": "기준, 기준값, 기준 값, 기준치",
    "value": "value, limit, 값, 한도",
    "required": """required, requirement, requirements, needed, required value, 요구, 요구값, 요구 값, 요구치, 요구사항,
        요구 사항, 요구 수준""",
    "alert": """alert, alert limit, alert threshold, alarm, alarm limit, alert when, alert if, 알림, 알림 기준, 알림선, 알림 조건,
        경보, 경보 기준, 경보선, 경보 조건""",
    "measured": """measured, measured value, last measured, latest, latest value, latest measurement, last value, 측정, 측정값,
        측정 값, 측정치, 실측, 실측값, 실측 값, 최근, 최근 값, 최근값, 최근 측정, 최근 측정값, 최신 값""",
    "offline": "offline, offline value, measured offline, 오프라인, 오프라인 값, 오프라인 측정, 오프라인 측정값",
    "online": """online, online value, measured online, 온라인, 온라인 값, 온라인 측정, 온라인 측정값, 최근 온라인 값,
        최근 온라인 측정값""",
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
_NOTHING = frozenset({"", "-", "\u2013"})
MOST_DIFFERENT = 2
"""A table in which more numbers differ than this, and more than agree, tells of something else."""


@cache
def role_names() -> dict[str, str]:
    """What the head of a column says of the numbers under it."""
    return {phrase: role for role, table in _ROLES.items() for phrase in phrases(table)}


class _Row:
    """What a row states of a subject: how many of its numbers agree, and those that differ."""

    def __init__(self, subject: Subject, how: str) -> None:
        self.subject = subject
        self.how = how
        self.agreeing = 0
        self.differing: list[Statement] = []


def table_statements(places: Places, index: Index) -> Iterator[Statement]:
    """What the tables of a body state otherwise than the front matter."""
    for table in places.document.body.tables:
        rows = _rows(table, index)
        differing = sum(len(row.differing) for row in rows)
        if differing and places.is_current(table.span.start) and not places.is_led_elsewhere(table.span.start):
            agreeing = sum(row.agreeing for row in rows)
            if differing <= max(MOST_DIFFERENT, agreeing):
                for row in rows:
                    if _is_sure(row, agreeing, differing):
                        yield from row.differing


def _is_sure(row: _Row, agreeing: int, differing: int) -> bool:
    """Whether what a row states is about its subject."""
    if row.how == "sure":
        return True
    is_copy = row.agreeing >= (1 if row.how == "short" else 2) and len(row.differing) == 1
    return is_copy or (row.how == "short" and agreeing > MOST_DIFFERENT and differing == 1)


def _rows(table: Table, index: Index) -> list[_Row]:
    heads = [name_of(cell.text) for cell in table.header]
    bases = [base_of(head) for head in heads]
    column = next((at for at, head in enumerate(heads) if head in phrases(_METRICS)), 0)
    roles = _roles(table, bases, column, index)
    if not roles:
        return []
    unit_at = next((at for at, head in enumerate(heads) if head in phrases(_UNITS)), None)
    rows: dict[tuple[Subject, str], _Row | None] = {}
    for cells in table.rows:
        match = index.find(cells[column].text) if column < len(cells) else None
        if match is None:
            continue
        subject, how = match
        unit = _unit_of(name_of(cells[column].text), subject, "target")
        if unit_at is not None and unit_at < len(cells) and (told := name_of(cells[unit_at].text)) not in _NOTHING:
            how, unit = how if knows_unit(told, subject.measure) else "more", told
        row = _Row(subject, how)
        for at, role in roles.items():
            if at < len(cells) and subject.stated(role):
                _read_cell(row, role, cells[at], heads[at], unit)
        rows[subject, how] = None if (subject, how) in rows else row
    return [row for row in rows.values() if row and (row.how == "sure" or (row.subject, "sure") not in rows)]


def _roles(table: Table, bases: list[str], column: int, index: Index) -> dict[int, str]:
    """The role of each column that has one."""
    names = role_names()
    counted: Container[str] = ()
    if index.datasets:
        text = table.source.slice(table.span).casefold()
        if any(name in text for one in index.datasets for name in one.names):
            counted = index.counted
    roles = {}
    for at, base in enumerate(bases):
        role = names.get(base) or (base if base in counted else None)
        if at != column and role:
            roles[at] = role
    if "minimum" in roles.values() and not phrases(_SPREADS).isdisjoint(bases):
        roles = {at: role for at, role in roles.items() if role != "minimum"}
    given = [*roles.values()]
    if given == ["baseline"] or (roles and not phrases(_SCOPES).isdisjoint(bases)):
        return {}  # beside nothing but results, a baseline may be that of an experiment
    return {at: role for at, role in roles.items() if given.count(role) == 1}


def _read_cell(row: _Row, role: str, cell: Cell, head: str, unit: str | None) -> None:
    """Take what a cell states of the subject of a row."""
    subject, measure = row.subject, row.subject.measure_of(role)
    is_bare = not qualifiers_of(head)
    if is_bare and _is_plain(cell.text, measure, subject.values(role)):
        row.agreeing += 1
        return
    own = _unit_of(head, subject, role)
    if any(one != own and not is_neutral(one, subject) for one in qualifiers_of(head)):
        return  # "Target (2027)", "Total (thousands)"
    for quantity in read_cell(cell.text, cell.span.start, measure, role, own or unit):
        statement = state(subject, role, quantity)
        if statement is not None and statement.is_said:
            row.agreeing += 1
        elif statement is not None:
            row.differing.append(statement)


def _is_plain(text: str, measure: Measure, values: set[float]) -> bool:
    """Whether a cell holds a number just as the front matter does: nearly all do, so this is the quick way."""
    bare = text.partition(" (")[0].strip("<>≥≤ 이상하초과미만").replace(",", "")
    number, _, unit = bare.partition(" ")
    if unit and measure.factors(unit) != (1.0,):
        return False
    number = number.removesuffix(measure.unit or "%")
    return number.isascii() and number.replace(".", "", 1).isdigit() and float(number) in values


def _unit_of(name: str, subject: Subject, role: str) -> str | None:
    """The unit that the name of a row or column gives in brackets."""
    return next((one for one in qualifiers_of(name) if knows_unit(one, subject.measure_of(role))), None)
