"""What the tables of a body state: a name in each row, and columns whose heads tell what their numbers are.

A row with nothing but a name is sure. A name that is cut short, or has something added, may be of something else: it counts
when the other numbers of the row, or of the table, agree with the front matter and this one alone does not.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span
from prospectus.rules.agreement.index import is_neutral
from prospectus.rules.agreement.names import folded, parts_of, phrases, words_of
from prospectus.rules.agreement.places import ELSEWHERE, SCOPE
from prospectus.rules.agreement.quantities import read_quantity
from prospectus.rules.agreement.subjects import LIMITS, MEASURED, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.reading.markdown import Row, Table
    from prospectus.rules.agreement.index import Called, Index
    from prospectus.rules.agreement.places import Places
    from prospectus.rules.agreement.quantities import Measure, Quantity
    from prospectus.rules.agreement.subjects import Stated, Statement, Subject

_ROLES = {
    "baseline": "baseline, baseline value, 베이스라인, 기준선",
    "today": "today, current, current value, as is, 현재, 현재 값",
    "minimum": "minimum, min, min., minimum acceptable, lowest acceptable, must have, 최소, 최소 기준, 최소값, 최솟값, 최저",
    "target": "target, target value, goal, 목표, 목표값, 목표 값, 목표치",
    "limit": "slo, sla, threshold, 기준, 기준값, 기준 값, 기준치",
    "value": """cost, costs, price, value, limit, amount, date, detail, details, number, specification, spec, commitment,
        값, 한도, 내용, 금액, 비용, 날짜, 일자, 수치, 사양""",
    "required": "required, requirement, requirements, needed, 요구, 요구값, 요구 값, 요구사항, 요구 사항, 요구 수준",
    "peak": "peak, maximum, max, 피크, 최대",
    "alert": "alert, alert limit, alert threshold, alarm, alert when, alert if, 알림, 알림 기준, 알림선, 알림 조건, 경보, 경보 기준",
    "measured": """measured, measured value, last measured, latest, latest value, last value, 측정, 측정값, 측정 값, 측정치, 실측,
        최근, 최근 값, 최근 측정, 최근 측정값""",
    "offline": "offline, offline value, measured offline, 오프라인, 오프라인 값, 오프라인 측정값",
    "online": "online, online value, measured online, 온라인, 온라인 값, 온라인 측정값, 최근 온라인 값",
    "total": "total, rows, records, number of rows, number of records, size, count, quantity, 합계, 총계, 총합, 건수, 수량, 개수, 전체",
    "memory": "memory, 메모리",
    "time": "latency, mean latency, inference time, 추론 시간, mean time, processing time, mean processing time, 처리 시간, 평균 처리 시간",
}
_NAMES = """metric, metrics, kpi, item, requirement, requirements, constraint, constraints, 지표, 평가 지표, 성능 지표, 메트릭, 항목,
    요구사항, 요구 사항, 제약"""
_HEADS = frozenset(
    """
    metric kpi item requirement constraint name id data set dataset model cost budget objective goal parameter property aspect
    quantity resource hardware milestone type kind what which measure success key main performance evaluation quality limit
    number system component fact expense setting no
    지표 평가 성능 메트릭 항목 요구사항 요구 사항 제약 조건 이름 데이터 데이터셋 데이터세트 세트 모델 비용 예산 목적 목표 종류 구분 자원 장비 사양 구간
    성공 핵심 주요 내용 번호 설정 일정
    """.split()
)
"""What the column of names may be called: under *Germany*, *Competitor* or *Load test* stand the numbers of these."""
_UNITS = "unit, units, 단위"
_SPREADS = "max, max., maximum, mean, avg, average, median, std, 최대, 최대값, 최댓값, 평균, 중앙값, 표준편차"
_SCOPES = """
    stage, phase, release, milestone, version, quarter, year, date, slice, segment, group, subgroup, scenario, region, country,
    market, city, site, plan, language, cohort, tenant, scope, applies to, valid until, valid from, from, until, for, where, when,
    since, audience, users, environment, condition, conditions, calculation, computation, formula,
    단계, 시기, 버전, 판, 분기, 연도, 날짜, 세부 집단, 집단, 그룹, 세그먼트, 구간, 시나리오, 지역, 도시, 국가, 요금제, 언어, 대상, 적용,
    적용 대상, 범위, 유효 기간, 환경, 조건, 계산, 산식
"""
_NOTES = """note, notes, comment, comments, remark, remarks, explanation, definition, description, meaning,
    비고, 설명, 참고, 메모, 정의, 의미"""
_KINDS = "rule, rules, dummy, current, human, people, heuristic, majority, today, 규칙, 허수아비, 더미, 현재, 사람"
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


@cache
def _role_names() -> dict[str, str]:
    """What the head of a column says of the numbers under it."""
    return {phrase: role for role, table in _ROLES.items() for phrase in phrases(table)}


class _Column(NamedTuple):
    """A column of numbers: where it stands, its role (the head itself where it names none), and what its head has in brackets."""

    at: int
    role: str
    told: tuple[str, ...]


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
            and not places.is_led_elsewhere(start, is_item=False)
        ):
            for line in lines:
                if line.is_sure(agreeing, differing):
                    yield from line.differing


@lru_cache(maxsize=1024)  # the tables of a portfolio have the same few heads
def _layout(header: tuple[str, ...]) -> _Layout | None:
    heads = [parts_of(text) for text in header]
    bases = [head[0] for head in heads]
    names = next((at for at, base in enumerate(bases) if base in phrases(_NAMES)), 0)
    if not words_of(header[names]) <= _HEADS:
        return None
    units = next((at for at, base in enumerate(bases) if base in phrases(_UNITS)), len(heads))
    others = [*bases[:names], *bases[names + 1 :]]
    roles = [_role_names().get(base, base) for base in bases]
    if not phrases(_SPREADS).isdisjoint(others):
        roles = ["" if role == "minimum" else role for role in roles]
    notes = tuple(at for at, base in enumerate(bases) if base in phrases(_NOTES))
    is_dated = others.count("date") + others.count("날짜") == len(others)
    columns = tuple(
        _Column(at, role, heads[at][1:])
        for at, role in enumerate(roles)
        if role and at != names and roles.count(role) - (roles[names] == role) == 1
    )
    is_scoped = not phrases(_SCOPES).isdisjoint(others) and not is_dated
    is_result = {role for one in columns if (role := one.role) in _ROLES} == {"baseline"}
    # beside nothing but results, a baseline may be that of an experiment
    return None if is_scoped or is_result or not columns else _Layout(names, units, columns, notes)


def _lines(table: Table, index: Index) -> list[_Line]:
    layout = _layout(table.header.texts)
    columns = [one for one in layout.columns if one.role in _ROLES or one.role in index.counted] if layout else []
    if layout is None or not columns:
        return []
    lines: dict[tuple[Subject, str], _Line | None] = {}
    for row in table.rows:
        called = index.find(row.text(layout.names))
        if called is None:
            continue
        unit = folded(row.text(layout.units)).strip("-\u2013")
        if unit and not called.subject.measure.knows(unit):
            called = called._replace(how="far")
        line = _Line(called)
        for column in columns:
            _read(line, column, row, unit or row.text(layout.names))
        if line.differing:
            said = {one.path for stated in line.agreeing for one in stated}
            line.differing = [one for one in line.differing if said.isdisjoint(stated.path for stated in one.stated)]
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
            is_known = folded(note) in phrases(_KINDS) or folded(note) in asides or measure.knows(note)
            if not is_known and (not is_loose or _UNSURE.search(note)):
                return None
        bare = _MARKS.sub(_blank, _NOTE.sub(_blank, text))
    read = read_quantity(bare, 0, measure, unit)
    after = read and _SUFFIX.match(bare, read[1])
    return read[0] if read and after and after.end() == len(bare) else None


def _blank(found: object) -> str:
    return " " * len(found[0])  # type: ignore[index]
