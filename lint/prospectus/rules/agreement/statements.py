"""What the body of a document states about the facts of its front matter: in tables, in lists, in sentences.

A :class:`Subject` is a fact with names: a metric, a data set, a requirement. A :class:`Statement` is one number in the body
about one of them, in one *role* (its target, its baseline, …). Only what is surely said is read: the whole name, the role
beside it, a number that ends there. Anything that may speak of another time, another group or another model is left out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.source import Span
from prospectus.rules.agreement.quantities import COMPARISON, Quantity, agrees, knows_unit, read_cell, read_quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node
    from prospectus.reading.markdown import Cell, Passage, Table
    from prospectus.rules.agreement.quantities import Measure

HISTORICAL = ("follow-up-analysis", "changelog", "error-analysis", "prototype", "prior-work")
"""Sections that tell what was, or what others reached: their numbers need not be today's."""

LONGEST_NAME = 120
"""What is longer is a sentence and no name."""

_DECISIONS = frozenset({"baseline", "minimum", "target"})
_STRICT = frozenset({"minimum", "target", "aim", "required", "limit", "alert"})
"""Roles of numbers that somebody decided: they are as they stand, while what was measured may be rounded."""


def _phrases(table: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in table.split(","))


_HEADS = {
    "baseline": "baseline, baseline value, base line, 베이스라인, 베이스라인 값, 기준선",
    "minimum": """minimum, minimum value, min, min., minimum acceptable, acceptable minimum, lowest acceptable, must have,
        최소, 최소 기준, 최소값, 최솟값, 최소치, 최저, 최저 기준""",
    "target": "target, target value, goal, 목표, 목표값, 목표 값, 목표치, 타깃, 타겟",
    "limit": "기준, 기준값, 기준 값, 기준치",
    "required": """required, requirement, requirements, needed, required value, 요구, 요구값, 요구 값, 요구치, 요구사항,
        요구 사항, 요구 수준""",
    "alert": """alert, alert limit, alert threshold, alarm, alarm limit, 알림, 알림 기준, 알림선, 알림 조건, 경보, 경보 기준,
        경보선, 경보 조건""",
    "measured": """measured, measured value, last measured, latest, latest value, latest measurement, last value, 측정, 측정값,
        측정 값, 측정치, 실측, 실측값, 실측 값, 최근, 최근 값, 최근값, 최근 측정, 최근 측정값, 최신 값""",
    "offline": "offline, offline value, measured offline, 오프라인, 오프라인 값, 오프라인 측정, 오프라인 측정값",
    "online": """online, online value, measured online, 온라인, 온라인 값, 온라인 측정, 온라인 측정값, 최근 온라인 값,
        최근 온라인 측정값""",
}
ROLES = {phrase: role for role, table in _HEADS.items() for phrase in _phrases(table)}
"""What the head of a column says of the numbers under it."""

METRIC_HEADS = _phrases("metric, metrics, kpi, 지표, 평가 지표, 성능 지표, 메트릭")
_UNIT_HEADS = _phrases("unit, units, 단위")
_SPREAD_HEADS = _phrases(
    "max, max., maximum, mean, avg, average, median, std, 최대, 최대값, 최댓값, 평균, 중앙값, 표준편차"
)
_SCOPE_HEADS = _phrases(
    """
    stage, phase, release, milestone, version, quarter, year, date, slice, segment, group, subgroup, scenario,
    단계, 시기, 버전, 판, 분기, 연도, 날짜, 세부 집단, 집단, 그룹, 세그먼트, 구간, 시나리오
    """
)
_NEUTRAL = _phrases(
    """
    higher is better, lower is better, higher better, lower better, ↑, ↓, optimizing, optimising, satisficing, guardrail,
    observed, primary, secondary, model, business, system, fairness, online and offline, must have, should have,
    높을수록 좋음, 낮을수록 좋음, 클수록 좋음, 작을수록 좋음, 가드레일, 관찰, 주 지표, 보조 지표, 모델, 비즈니스, 사업, 시스템, 공정성
    """
)
_COUNTERS = _phrases(
    """
    건, 개, 장, 명, 행, 대, 회, 쌍, 문장, 건수, rows, row, samples, images, records, items, examples, instances, documents, n,
    count, #
    """
)

_ELSEWHERE = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|\b(?:q[1-4]|v(?:ersion)?[ .]?[0-9]\S*|phases?|pilots?|mvp|milestones?|previous\w*|prior"
    r"|former\w*|old(?:er)?|legacy|histor\w+|past|earlier|initial\w*|examples?|illustrat\w+|scenarios?|simulat\w+|hypothetical\w*"
    r"|stretch|long[ -]term|short[ -]term|competitors?|vendors?|alternatives?|candidates?|slices?|segments?|subgroups?|by|per)\b"
    r"|파일럿|시범|[0-9]단계|이전|과거|종전|기존|당초|초기|버전|[0-9]판|분기|예시|예를|가정|시나리오|세그먼트|별(?![가-힣])|장기|단기"
    r"|경쟁|대안|후보",
    re.IGNORECASE,
)
"""A heading or a caption with one of these may tell of another time, another group or another system."""

_ANOTHER_TIME = re.compile(
    r"\b(?:would|could|might|should|if|unless|suppose\w*|assum\w+|previous\w*|former\w*|original\w*|initial\w*|first|earlier|before"
    r"|until|old(?:er)?|last|next|later|future|pilots?|phases?|stretch|instead|not|never|rather|between|each|slices?|segments?"
    r"|subgroups?|groups?|competitors?|vendors?|paper|literature|reported|publish\w+|example|e\.g|used to|observed|maximum|highest|set too|tempt\w+)\b"
    r"|n't\b|\?|이전|예전|과거|종전|당초|원래|처음|기존|초기|라면|다면|려면|경우|말고|대신|아니|않|지난|작년|올해|내년|다음|파일럿"
    r"|시범|[0-9]단계|논문|문헌|예를 들|예컨대|별로|마다|집단|세그먼트|경쟁",
    re.IGNORECASE,
)
"""A sentence with one of these may tell of another time, another group, or of what is not so."""

_CHANGE = re.compile(
    r"\b(?:chang|rais|lower|mov|revis|increas|reduc|drop|cut|relax|tighten)(?:e?d|es|s|ing)?\b"
    r"|올렸|올리|낮췄|낮추|높였|높이|바꿨|바꾸|바뀌|변경|조정",
    re.IGNORECASE,
)
"""A sentence with one of these may tell how a number came to be, and so hold two of them."""

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|\bq[1-4]\b|분기", re.IGNORECASE)

_ROLE = (
    r"(?:(?P<baseline>baseline(?! and\b)|베이스라인|기준선)|(?P<minimum>minimum|최소 ?기준|최소 ?값|최솟값|최소)"
    r"|(?P<target>target|goal|목표 ?값|목표치|목표))(?![A-Za-z0-9_-])"
)
_MAY_STATE = (
    *("baseline", "minimum", "target", "goal", "require", "alert", "measured", "latest"),
    *("베이스라인", "기준", "최소", "최솟값", "목표", "요구", "알림", "경보", "측정", "실측"),
)
"""One of these is in every statement of a sentence or a list; a block without is not looked into."""
_TOPIC = r"(?:은|는|이|가|을|를)?"
_TO_ROLE = re.compile(
    rf"(?:['\u2019]s|의|은|는|이|가|을|를)?\s?(?:[:(,\u2013\u2014]\s?|-\s)?(?:(?:has|with)\s)?(?:(?:the|an?|its)\s)?{_ROLE}",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    rf"(?P<role>{_ROLE}(?:\svalue)?{_TOPIC}(?::|\s(?:is|of|for)(?:\s(?:the|our))?)?\s?)$", re.IGNORECASE
)
_NEAR = 48
"""What is said of a name stands no farther before it."""
_BEFORE_WORDS = (
    "baseline",
    "minimum",
    "target",
    "goal",
    "aim",
    "objective",
    "베이스라인",
    "기준선",
    "최소",
    "최솟값",
    "목표",
)
_TO_NUMBER = re.compile(
    rf"(?:\s?(?:value|값))?{_TOPIC}\s?(?:(?:is set (?:to|at)|set (?:to|at)|was|is|of|at|to be)\s|[:=,]\s?)?",
    re.IGNORECASE,
)
_NEXT_ROLE = re.compile(rf"\s?[,;·/]\s?(?:and\s)?(?:(?:the|an?|its)\s)?{_ROLE}", re.IGNORECASE)
_ROLE_AFTER = re.compile(rf"\s?\(\s?{_ROLE}\s?\)", re.IGNORECASE)
_ROLE_ITEM = re.compile(r"(?P<role>[^:=\u2013\u2014]{2,24}?)\s?(?:[:=\u2013\u2014]|\s-\s)\s?(?=\S)")
_END = re.compile(
    r"(?:은|는|이|가|을|를|로|으로|이다|입니다|이며|이고|까지|보다|인)?"
    r"(?:\s?$|\s?[.;:!)](?![0-9A-Za-z])|\s?,(?!\s?(?:and\s|or\s)?[0-9~\u2248\u2265\u2264]))"
    r"|(?:은|는|이|가|을|를|로|으로|이다|입니다|이며|이고|까지|보다|인)\s"
    r"|\s(?:and|but|so|because|while|which|as)\s(?!(?:an?\s|the\s)?[0-9])",
    re.IGNORECASE,
)
_GOAL = re.compile(
    r"(?:\b(?:goal|target|aim|objective)\sis\sto\s(?:reduce|lower|cut|bring|raise|increase|improve|decrease|lift|shorten)\s"
    r"(?:the\s|our\s)?|목표는\s)$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\sfrom\s|(?:을|를)\s", re.IGNORECASE)
_TO = re.compile(r"\s(?:down\s|up\s)?to\s|에서\s", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[A-Za-z0-9_@/+&-]|[.%][A-Za-z0-9]|['\u2019](?!s\b)")
_JOSA = re.compile(r"(?:은|는|이|가|을|를|의)?(?![가-힣])")
_OPEN = frozenset(".,;:!?()[]\u2013\u2014\u201c\"'\ufffc")
_FUNCTION_WORDS = _phrases(
    """
    the, our, its, this, that, of, for, and, or, but, so, is, has, have, keep, keeps, meet, meets, reach, reaches, against,
    while, whose, both, then, overall, agreed, declared, official, metric, 및, 또는, 그리고, 이, 그, 우리, 단, 즉, 곧, 지표
    """
)
"""Words that may stand before a name and leave it whole. No "a" and no "at": *at a target recall of 0.8* is a working point."""
_NOTHING = frozenset({"", "-", "\u2013"})
_SENTENCE = re.compile(r"[.!?。]\s")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_DECORATION = re.compile(r"[*`]|(?<!\w)_+|_+(?!\w)|\[\^[^\[\]]*\]")
_MARKED = re.compile(r"[*`_\[]")
_QUALIFIER = re.compile(r"[()\[\],;]")
_BASE = re.compile(r"[(\[,;]")


class Subject:
    """A fact that the body may speak about: what it is called, how it is written, and its values by role."""

    def __init__(
        self,
        node: Node,
        names: Iterable[str | None],
        measure: Measure,
        stated: Callable[[str], list[Node]],
        asides: frozenset[str] = frozenset(),
    ) -> None:
        """Take what the front matter says in a role, and what may stand in brackets after the name of the same fact."""
        self.node = node
        self.measure = measure
        self.asides = asides
        self._look_up = stated
        self._stated: dict[str, list[Node]] = {}
        self.slices = [text.casefold() for text in node.at("slices").texts()]
        short = [name_of(name) for name in names if name and len(name) <= LONGEST_NAME]
        self.names = [name for name in short if name]

    def stated(self, role: str) -> list[Node]:
        """What the front matter says in a role: its numbers."""
        if role not in self._stated:
            self._stated[role] = [node for node in self._look_up(role) if node.number() is not None]
        return self._stated[role]


class Statement(NamedTuple):
    """A number of the body about a subject, with what the front matter states instead."""

    subject: Subject
    role: str
    quantity: Quantity
    stated: list[Node]
    is_said: bool
    """Whether the front matter says the same."""


class Index:
    """The subjects of a document, by each of their names; a name of two of them is no name."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self.exact: dict[str, Subject | None] = {}
        self.bases: dict[str, list[Subject]] = {}
        for subject in subjects:
            for name in subject.names:
                self.exact[name] = subject if self.exact.get(name, subject) is subject else None
                same = self.bases.setdefault(_base_of(name), [])
                if subject not in same:
                    same.append(subject)

    def find(self, text: str) -> tuple[Subject, bool] | None:
        """The subject that a text names, and whether surely: by nothing but its name and its unit."""
        name = name_of(text)
        if not name or len(name) > LONGEST_NAME:
            return None
        if name in self.exact:
            subject = self.exact[name]
            return None if subject is None else (subject, True)
        base = _base_of(name)
        same = self.bases.get(base, [])
        if len(same) != 1:
            return None
        subject = same[0]
        asked = [_qualifiers(own) for own in subject.names if _base_of(own) == base]
        more = _qualifiers(name)
        extra = {one for one in more if not self._is_neutral(one, subject)}
        if any(slice_ in one for one in extra for slice_ in subject.slices):
            return None
        return subject, any(extra == own for own in asked)

    @staticmethod
    def _is_neutral(qualifier: str, subject: Subject) -> bool:
        is_word = qualifier in _NEUTRAL or qualifier in subject.asides or qualifier in subject.names
        return is_word or knows_unit(qualifier, subject.measure)

    def unit_of(self, text: str, subject: Subject) -> str | None:
        """The unit that the name of a row or column gives in brackets."""
        return next((one for one in _qualifiers(name_of(text)) if knows_unit(one, subject.measure)), None)


@lru_cache(maxsize=4096)
def name_of(text: str) -> str:
    """A name as it is compared: without marks, in lower case, with single spaces."""
    if _MARKED.search(text):
        text = _DECORATION.sub("", _LINK.sub(r"\1", text))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split()).rstrip(":").rstrip()


@lru_cache(maxsize=4096)
def _base_of(name: str) -> str:
    """A name without what stands in brackets or after commas."""
    return _BASE.split(name, maxsplit=1)[0].rstrip()


@lru_cache(maxsize=4096)
def _qualifiers(name: str) -> frozenset[str]:
    """What stands in brackets or after commas in a name."""
    return frozenset(part.strip() for part in _QUALIFIER.split(name)[1:] if part.strip())


def state(subject: Subject, role: str, quantity: Quantity) -> Statement | None:
    """What a quantity in a role says of a subject; None where the front matter says nothing to compare it with."""
    stated = subject.stated(role)
    if quantity.phase is not None:
        stated = [node for node in stated if node.parent.at("phase").value in (quantity.phase, None)]
    is_comparable = bool(stated)
    for node in stated:
        answer = agrees(quantity, node.number() or 0, subject.measure, is_loose=role not in _STRICT)
        if answer:
            return Statement(subject, role, quantity, stated, is_said=True)
        is_comparable = is_comparable and answer is not None
    is_change = quantity.value < 0 and all((node.number() or 0) >= 0 for node in stated)
    return Statement(subject, role, quantity, stated, is_said=False) if is_comparable and not is_change else None


# -- places ----------------------------------------------------------------------------------------------------------


class Places:
    """Which parts of a document tell of today's project."""

    def __init__(self, document: Document) -> None:
        self.body = document.body
        self.headings = document.headings
        self.starts = [heading.span.start for heading in self.headings]
        self.told = [text.body for section in HISTORICAL for text in document.sections.get(section, ())]

    def is_other(self, offset: int) -> bool:
        """Whether a place stands in a section of history, or under a heading that tells of something else."""
        if any(span.start <= offset < span.end for span in self.told):
            return True
        above = bisect_right(self.starts, offset) - 1
        heading = self.headings[above] if above >= 0 else None
        return heading is not None and heading.level > 1 and _ELSEWHERE.search(heading.text) is not None

    def is_today(self, table: Table) -> bool:
        """Whether nothing around a table says that it tells of another time or another group."""
        return not self.is_other(table.span.start) and not _ELSEWHERE.search(self._caption(table))

    def _caption(self, table: Table) -> str:
        """The line above a table that announces it, with a colon at its end."""
        above = self.body.text[: table.span.start - self.body.start].rstrip()
        line = above[above.rfind("\n") + 1 :]
        return line if line.rstrip("*_").endswith(":") else ""


@lru_cache(maxsize=1)  # the three rules ask for the same document, one after the other
def places_of(document: Document) -> Places:
    """The places of a document."""
    return Places(document)


# -- tables ----------------------------------------------------------------------------------------------------------


class _Row(NamedTuple):
    """What a table says of one subject: each cell with its role and the head that gives it."""

    subject: Subject
    is_sure: bool
    name: str
    cells: list[tuple[str, Cell, str]]
    unit: str | None


def table_statements(
    places: Places, index: Index, role_of: Callable[[str], str | None], *, are_metrics: bool = True
) -> Iterator[Statement]:
    """What the tables of a body state; ``role_of`` tells the role that the head of a column gives, in lower case."""
    for table in places.body.tables:
        for row in _rows(table, index, role_of, are_metrics=are_metrics):
            for statement in _row_statements(row, index):
                if statement.is_said or places.is_today(table):
                    yield statement


def _rows(table: Table, index: Index, role_of: Callable[[str], str | None], *, are_metrics: bool) -> Iterator[_Row]:
    heads = [name_of(cell.text) for cell in table.header]
    bases = [_base_of(head) for head in heads]
    named = [column for column, head in enumerate(heads) if head in METRIC_HEADS]
    column = named[0] if len(named) == 1 and are_metrics else 0
    roles = {at: role for at, base in enumerate(bases) if at != column and (role := role_of(base))}
    if "minimum" in roles.values() and _SPREAD_HEADS & {*bases}:
        roles = {at: role for at, role in roles.items() if role != "minimum"}
    roles = {at: role for at, role in roles.items() if [*roles.values()].count(role) == 1}
    if [*roles.values()] == ["baseline"]:
        return  # beside nothing but results, it may be the baseline of an experiment
    if not roles:
        if are_metrics:
            yield from _turned(table, index)
        return
    if are_metrics and _SCOPE_HEADS & {*bases}:
        return
    unit_at = next((at for at, head in enumerate(heads) if head in _UNIT_HEADS), None)
    found: list[_Row] = []
    for row in table.rows:
        if column >= len(row) or (match := index.find(row[column].text)) is None:
            continue
        subject, is_sure = match
        unit = index.unit_of(row[column].text, subject)
        if unit_at is not None and unit_at < len(row) and (told := name_of(row[unit_at].text)) not in _NOTHING:
            is_sure = is_sure and knows_unit(told, subject.measure)
            unit = told
        cells = [(role, row[at], heads[at]) for at, role in roles.items() if at < len(row)]
        found.append(_Row(subject, is_sure, row[column].text, cells, unit))
    yield from _single(found)


def _single(rows: list[_Row]) -> Iterator[_Row]:
    """The rows whose subject no other row names as surely."""
    for row in rows:
        same = [other for other in rows if other.subject is row.subject]
        sure = [other for other in same if other.is_sure]
        if len(same) == 1 or (row.is_sure and len(sure) == 1):
            yield row


def _turned(table: Table, index: Index) -> Iterator[_Row]:
    """The same of a table that has a metric for each column, and rows that hold their targets."""
    named = [(at, head, match) for at, head in enumerate(table.header) if at and (match := index.find(head.text))]
    if not named:
        return
    roles: dict[str, list[tuple[Cell, ...]]] = {}
    for row in table.rows:
        role = ROLES.get(name_of(row[0].text)) if row else None
        if role in {"target", "minimum"}:
            roles.setdefault(role, []).append(row)
    found = []
    for at, head, match in named:
        cells = [(role, rows[0][at], role) for role, rows in roles.items() if len(rows) == 1 and at < len(rows[0])]
        found.append(_Row(*match, head.text, cells, index.unit_of(head.text, match[0])))
    yield from _single(found)


def _same(subject: Subject, role: str, cell: Cell) -> Statement | None:
    """The statement of a cell that holds a number just as the front matter does: nearly all of them, so the quick way."""
    text = cell.text
    if not (text.isascii() and text[:1].isdigit() and text[-1:].isdigit()):
        return None
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    stated = subject.stated(role)
    if not any(node.value == value for node in stated):
        return None
    return Statement(subject, role, Quantity(value, 0, 0, 0, None, cell.span), stated, is_said=True)


def _row_statements(row: _Row, index: Index) -> Iterator[Statement]:
    said = []
    for role, cell, head in row.cells:
        more = _qualifiers(head)
        column_unit = index.unit_of(head, row.subject)
        if any(one != column_unit and one not in _NEUTRAL | _COUNTERS for one in more):
            continue  # "Target (2027)", "Total (thousands)"
        if (same := _same(row.subject, role, cell)) is not None:
            said.append(same)
            continue
        quantities = read_cell(cell.text, cell.span.start, row.subject.measure, role, column_unit or row.unit)
        said += [statement for one in quantities if (statement := state(row.subject, role, one)) is not None]
    if row.is_sure:
        yield from said
        return
    # A name with something more may be a part of the metric: then all its numbers would be others.
    said = [statement for statement in said if statement.role in _DECISIONS]
    if sum(not statement.is_said for statement in said) == 1 and len(said) > 1:
        yield from said


# -- sentences and lists ---------------------------------------------------------------------------------------------


def prose_statements(places: Places, index: Index) -> Iterator[Statement]:
    """What the sentences and the lists of a body state."""
    names = {name: subject for name, subject in index.exact.items() if subject is not None and name not in ROLES}
    passages = list(places.body.passages(names, _MAY_STATE, whole_lists=True))
    seen: set[Span] = set()
    for statement in (*_sentences(passages, names), *_lists(passages, index), *_listed_under(places, index)):
        span = statement.quantity.span
        if span not in seen and (statement.is_said or not places.is_other(span.start)):
            seen.add(span)
            yield statement


def _sentences(passages: list[Passage], names: dict[str, Subject]) -> Iterator[Statement]:
    for passage in passages:
        text = passage.text.lower()
        if len(text) == len(passage.text):
            for name, subject in names.items():
                for start in _whole(text, name):
                    yield from _around(passage, start, start + len(name), subject)


def _whole(text: str, name: str) -> Iterator[int]:
    """Where a name stands in a text as whole words."""
    for at in _occurrences(text, name):
        end = at + len(name)
        before = text[at - 1 : at]
        is_free = not (before and (before.isalnum() or before in "_@/+-.&'")) or not name[0].isalnum()
        if is_free and not _AFTER_NAME.match(text, end) and _JOSA.match(text, end):
            yield at


def _around(passage: Passage, start: int, end: int, subject: Subject) -> Iterator[Statement]:
    """What is said of a subject around its name."""
    text = passage.text
    near = text[max(0, start - _NEAR) : start].lower()
    before = None
    if any(word in near for word in _BEFORE_WORDS):
        if (goal := _GOAL.search(text, max(0, start - _NEAR), start)) and _is_free(text, goal.start()):
            yield from _goal(passage, end, subject)
            return
        before = _BEFORE_NAME.search(text, max(0, start - _NEAR), start)
    if before is not None and _is_free(text, before.start()):
        role, begin, at = _role(before), before.start(), _TO_NUMBER.match(text, end)
    elif not _is_free(text, start):
        return
    elif (after := _TO_ROLE.match(text, end)) is not None:
        role, begin, at = _role(after), start, _TO_NUMBER.match(text, after.end())
    else:
        yield from _role_after(passage, start, end, subject)
        return
    while at is not None:
        number = _number(text, at.end(), subject.measure)
        following = _NEXT_ROLE.match(text, number[1]) if number else None
        if number is None or not (following or _END.match(text, number[1])):
            return
        if role == "baseline" or " was " not in at[0]:
            yield from _say(passage, subject, role, number[0], Span(begin, number[1]))
        if following is None:
            return
        role, at = _role(following), _TO_NUMBER.match(text, following.end())


def _role(match: re.Match[str]) -> str:
    return next(role for role in ("baseline", "minimum", "target") if match[role])


def _role_after(passage: Passage, start: int, end: int, subject: Subject) -> Iterator[Statement]:
    """``recall: 0.85 (target)``."""
    text = passage.text
    glue = _TO_NUMBER.match(text, end)
    number = _number(text, glue.end(), subject.measure) if glue else None
    if number and (role := _ROLE_AFTER.match(text, number[1])):
        yield from _say(passage, subject, _role(role), number[0], Span(start, role.end()))


def _goal(passage: Passage, end: int, subject: Subject) -> Iterator[Statement]:
    """``the goal is to reduce churn from 4.8% to 4.2%``."""
    text = passage.text
    first = (glue := _FROM.match(text, end)) and _number(text, glue.end(), subject.measure)
    second = first and (glue := _TO.match(text, first[1])) and _number(text, glue.end(), subject.measure)
    if not first or not second or not _END.match(text, second[1]):
        return
    begin, goal = first[0], second[0]
    if begin.unit is None and goal.unit is not None:
        begin = begin._replace(unit=goal.unit)
    yield from _say(passage, subject, "start", begin, Span(end, second[1]))
    yield from _say(passage, subject, "aim", goal, Span(end, second[1]))


def _say(passage: Passage, subject: Subject, role: str, quantity: Quantity, clause: Span) -> Iterator[Statement]:
    """The statement of a quantity in a clause, unless its sentence tells of another time."""
    statement = state(subject, role, quantity._replace(span=passage.place(*quantity.span)))
    if statement is not None and (statement.is_said or _is_today(passage.text, *clause, role)):
        yield statement


def _number(text: str, at: int, measure: Measure) -> tuple[Quantity, int] | None:
    comparison = COMPARISON.match(text, at)
    return read_quantity(text, comparison.end() if comparison else at, measure)


_DIGITS = tuple("0123456789")


def clauses(
    places: Places, words: tuple[str, ...], pattern: re.Pattern[str]
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Where a pattern that begins with one of the words stands as a clause of its own."""
    for passage in places.body.passages(words, _DIGITS):
        lower = passage.text.lower()
        starts = {at for word in words for at in _occurrences(lower, word)} if len(lower) == len(passage.text) else ()
        for match in (found for start in sorted(starts) if (found := pattern.match(passage.text, start))):
            if _is_free(passage.text, match.start()) and _END.match(passage.text, match.end()):
                yield passage, match


def is_said_today(places: Places, passage: Passage, match: re.Match[str]) -> bool:
    """Whether the sentence around a clause tells of the project as it is."""
    sentence = _sentence(passage.text, *match.span())
    is_other = _ANOTHER_TIME.search(sentence) or _CHANGE.search(sentence)
    return not is_other and not places.is_other(passage.place(*match.span()).start)


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _is_free(text: str, at: int) -> bool:
    """Whether what begins at an index is a noun of its own: no other word before it narrows it down."""
    before = text[:at].rstrip()
    if not before or before[-1] in _OPEN:
        return True
    return before[before.rfind(" ") + 1 :].lstrip("(\"'").casefold() in _FUNCTION_WORDS


def _is_today(text: str, start: int, end: int, role: str) -> bool:
    """Whether the sentence around a clause tells of the project as it is."""
    sentence = _sentence(text, start, end)
    years = sentence if role != "baseline" else _sentence(text[:start], start, start)
    is_change = role not in {"start", "aim"} and _CHANGE.search(sentence)  # a goal is a change
    return not _ANOTHER_TIME.search(sentence) and not is_change and not _YEAR.search(years)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a stretch of a text."""
    begin = max((mark.end() for mark in _SENTENCE.finditer(text, 0, start)), default=0)
    stop = _SENTENCE.search(text, end)
    return text[begin : stop.start() + 1 if stop else len(text)]


def _listed_under(places: Places, index: Index) -> Iterator[Statement]:
    """The items ``target: 0.85`` under a heading that is nothing but a name."""
    for heading, following in zip(places.headings, [*places.headings[1:], None], strict=False):
        match = index.find(heading.text) if heading.level > 1 else None
        if match is not None and match[1]:
            end = following.span.start if following else len(places.body.source.text)
            for passage in places.body.passages_between(heading.span.end, end, _MAY_STATE):
                yield from _item(passage, match[0])


def _lists(passages: list[Passage], index: Index) -> Iterator[Statement]:
    """The items ``target: 0.85`` under an item that is nothing but a name."""
    parent: tuple[int, int, Subject] | None = None
    for passage in passages:
        if passage.indent is None:
            parent = None
            continue
        if parent is not None and (passage.block != parent[0] or passage.indent <= parent[1]):
            parent = None
        match = index.find(passage.text)
        if match is not None and match[1]:
            parent = (passage.block, passage.indent, match[0])
        elif parent is not None:
            yield from _item(passage, parent[2])


def _item(passage: Passage, subject: Subject) -> Iterator[Statement]:
    head = _ROLE_ITEM.match(passage.text) if passage.indent is not None else None
    role = ROLES.get(name_of(head["role"])) if head else None
    if head is None or role is None:
        return
    for quantity in read_cell(passage.text[head.end() :], 0, subject.measure, role):
        span = Span(quantity.span.start + head.end(), quantity.span.end + head.end())
        yield from _say(passage, subject, role, quantity._replace(span=span), Span(0, span.end))
