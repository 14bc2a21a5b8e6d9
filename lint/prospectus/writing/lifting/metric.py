"""One metric as a row or a line states it: its name, its numbers, and what they must have in common to be certain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import states_nothing
from prospectus.project.known_metrics import find_metric
from prospectus.rules.agreement.terms import folded, parts_of, words_of
from prospectus.writing.lifting.found import Found, identity, key_of
from prospectus.writing.lifting.terms import meanings, phrase
from prospectus.writing.lifting.values import Number, bare, read_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LONGEST_NAME = 100
MOST_NAME_WORDS = 12

ROLES = ("baseline", "today", "minimum", "target")
MEASURED = frozenset({"baseline", "today"})
"""The roles of what is, and not of what shall be."""

_DECORATION = " \ufe0f🎯✅❌⚠📈📉🔹🔸▪•·–—-→☑✔✓⭐🚀💰⏱⚡🔥📊"
_CHANGE = Pattern(
    r"(?:reduc|increas|improv|decreas|rais|lower(?!\s+bound)|cut|boost|grow|maximi[sz]|minimi[sz]|achiev|reach|keep|maintain|ensur|support"
    r"|provid|handl|process(?=\s(?:up|at))|deliver)\w{0,4}\s"
    r"|(?:увелич|сниз|сниж|уменьш|повыс|повыш|улучш|сокра|достич|достиж|обеспеч|поддерж)\w{0,8}\s",
    2,
)
"""How what is to be done begins, which is no name."""

MOST_PLAIN_WORDS = 5
_CHANGED = Pattern(
    r"increas|decreas|reduc|improve|growth|uplift|\blift\b|faster|fewer|\bless\b|\bmore\b|\bby$|\bdrop|\bto$|\bof$|\bat$|\bis$|\bare$|증가|감소|개선|향상|단축|절감"
    r"|\bрост|прирост|сниж|увелич|улучш|уменьш|сокращ",
    2,
)
"""Words that make of a number the change of another one."""

_CONDITION = Pattern(
    r"\b(?:if|when|where|unless|until|than|alert\w*|rollback|fail\w*|because|should|must|can|we|if|in case|если|при|когда|должн\w*|мы)\b|경우|때\b|하면",
    2,
)
"""Words of a sentence, and of no name of a metric that only its number tells."""

_DOUBT = Pattern(
    r"\d|estimat|assum|approx|about|tbd|todo|guess|rough|\?|추정|예상|약 |미정|оцен|пример|примерно|около|ожида", 2
)
_MARKS = "≥≤<>=:→"


class Named(NamedTuple):
    """What a metric is called, and the unit that its name tells."""

    name: str
    unit: str


def metric_name(text: str) -> Named | None:
    """A text as the name of a metric; None where it is none."""
    name = (bare(text) or "").lstrip(_DECORATION)
    is_short = 0 < len(name) <= LONGEST_NAME and len(name.split()) <= MOST_NAME_WORDS
    if not is_short or states_nothing(name) or not any(char.isalpha() for char in name):
        return None
    if _CHANGE.match(name) or any(mark in name for mark in _MARKS) or _is_aside(name):
        return None
    units = [one for one in parts_of(name)[1:] if one in meanings("units")]
    return Named(name, units[0] if len(units) == 1 else "")


def _is_aside(name: str) -> bool:
    """Whether a text only says which statistic or which period of something: ``P95``, ``Monthly``."""
    word = phrase(name)
    return word in meanings("statistics") or word in meanings("periods")


def is_plainly_named(name: str) -> bool:
    """Whether a text that only a bound makes a metric is no sentence."""
    is_short = len(name.split()) <= MOST_PLAIN_WORDS
    return is_short and _CONDITION.search(name) is None and _CHANGED.search(name) is None


def number_of(text: str, *, cyrillic: bool) -> Number | None:
    """The number that is all there is of a cell or value, with the word of what it counts."""
    inner = bare(text)
    return read_number(inner, cyrillic=cyrillic, counted=True) if inner else None


def is_exact(number: Number) -> bool:
    """Whether a number of what is has no bound, and no note that makes it less than certain."""
    return not number.bound and not _DOUBT.search(number.note)


def directions_of(name: str) -> set[str]:
    """The direction that a name tells, if it is no more than that of a known metric."""
    known = find_metric(name)
    return {known.direction} if known and known.is_whole and not known.is_doubted else set()


def unit_of(written: str) -> str:
    """A unit as it is compared: that of which it is a name, or the word of what is counted."""
    unit = meanings("units").get(folded(written), "count")
    return folded(written) if unit == "count" else unit


def common_unit(declared: Iterable[str], numbers: Iterable[Number]) -> str | None:
    """The one unit of some numbers, as it is written, empty where they have none; None where they do not agree."""
    written = [number.written for number in numbers]
    units = [one for one in (*declared, *written) if one]
    if len({*map(unit_of, units)}) > 1 or ("" in written and any(written) and not any(declared)):
        return None
    return "" if not units else "%" if unit_of(units[0]) == "%" else units[0]


class Measured(NamedTuple):
    """A measured value, the day as ISO 8601, and the phase where it is told."""

    number: Number
    day: str
    phase: str


class Stated(NamedTuple):
    """What is stated of a metric: its numbers by role, the kind of its baseline, the units and directions told beside them."""

    named: Named
    numbers: Mapping[str, Number]
    units: tuple[str, ...] = ()
    directions: frozenset[str] = frozenset()
    baseline_kind: str = ""
    kind: str = ""
    measured: tuple[Measured, ...] = ()

    def facts(self, line: int, quote: str) -> Iterator[Found]:
        """The facts; none where numbers and directions do not fit together."""
        numbers = [*self.numbers.values(), *(one.number for one in self.measured)]
        unit = common_unit((self.named.unit, *self.units), numbers)
        directions = {*self.directions, *directions_of(self.named.name)}
        for role in ("target", "minimum"):
            if role in self.numbers and (bound := self.numbers[role].bound):
                directions.add("max" if bound == "least" else "min")
        if not numbers or unit is None or len(directions) > 1:
            return
        facts = {"id": identity(self.named.name), "name": self.named.name, "kind": self.kind}
        facts |= {"direction": min(directions, default=""), "unit": unit}
        for field, value in (facts | self._numbers()).items():
            if (
                value != "" or field == "unit"
            ):  # that of a metric without a unit is told, too: another statement may tell one
                yield Found(("metrics",), key_of(self.named.name), (field,), value, line, quote)

    def _numbers(self) -> dict[str, object]:
        found: dict[str, object] = {}
        baseline = self.numbers.get("baseline") or self.numbers.get("today")
        if baseline:
            kind = self.baseline_kind or ("" if "baseline" in self.numbers else "current")
            found["baseline"] = {"value": baseline.value} | ({"kind": kind} if kind else {})
        if self.measured:
            found["measured"] = [
                {"value": number.value, "date": day} | ({"phase": phase} if phase else {})
                for number, day, phase in self.measured
            ]
        return found | {role: self.numbers[role].value for role in ("minimum", "target") if role in self.numbers}


def words_in(text: str) -> frozenset[str]:
    """The words of a label, none of a long text."""
    return words_of(text) if len(text) <= LONGEST_NAME else frozenset()
