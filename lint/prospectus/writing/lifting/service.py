"""What a service must bear: how long an answer may take, by statistic, and how many queries come in a second."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.rules.agreement.terms import words_of
from prospectus.writing.lifting.found import Found, identity, key_of
from prospectus.writing.lifting.terms import listed, meanings, phrase
from prospectus.writing.lifting.values import begin_number, read_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.writing.lifting.statements import Pair
    from prospectus.writing.lifting.terms import Label
    from prospectus.writing.lifting.values import Number

_MS = {"ms": 1, "s": 1_000, "min": 60_000}
_STATISTICS = frozenset({"", "mean", "p50", "p95", "p99"})
"""The statistics that the schema knows for a requirement; a time with another one is a metric."""

_JOINTS = Pattern(r"[,;]\s+|\s/\s|\s(?:and|и|및)\s")
_FRONT = Pattern(
    r"\(?(?P<statistic>p50|p90|p95|p99\.9|p999|p99|median|mean|average|avg|평균|중앙값|медиана|среднее|средняя)\)?\s*+(?:[:=]\s*+)?",
    2,
)
_AT_LOAD = Pattern(r"\s+(?:at|при|under)\s+(?P<peak>peak\s+(?:of\s+|load\s+(?:of\s+)?)?|пике\s+)?(?=[0-9])", 2)
_ORDER = Pattern(r"\(?(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)\)?\s*+(?:[:=]\s*+)?(?=[0-9≥~])")
_BEHIND = Pattern(r"\s*\(?(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)\)?$")
_ASKED = frozenset(
    [
        "requirement",
        "requirements",
        "nfr",
        "nfrs",
        "slo",
        "slos",
        "sla",
        "slas",
        "target",
        "targets",
        "constraint",
        "constraints",
        "goal",
        "goals",
        "요구",
        "요구사항",
        "목표",
        "제약",
        "требования",
        "ограничения",
        "цели",
    ]
)
"""Words above a time that make it a requirement, where it has no bound."""


class _Time(NamedTuple):
    statistic: str
    number: Number


def time_facts(label: Label, value: str, pair: Pair, *, cyrillic: bool) -> Iterator[Found]:
    """The facts of a latency.

    One that says whether it is that of the model or that of the user is a requirement; any other is a metric with a target, and so
    are the times of several statistics.
    """
    times, peak = _times(label, value, cyrillic=cyrillic)
    is_asked = "model-requirements" in pair.place.sections or not _ASKED.isdisjoint(pair.place.words)
    times = [time for time in times if time.number.bound or is_asked or pair.container[0] == "table"]
    if not times:
        return
    if peak is not None:
        yield Found(("requirements", "qps", "peak"), None, (), peak, pair.line, pair.quote)
    first = times[0]
    if label.fact == "latency" or len(times) > 1 or first.statistic not in _STATISTICS:
        for time in times:
            yield from _metric(label, time, pair)
        return
    path = ("requirements", "processing_time")
    scaled = round(first.number.value * _MS[first.number.unit], 6)
    whole = int(scaled) if scaled == int(scaled) else scaled
    yield Found((*path, label.fact), None, (), whole, pair.line, pair.quote)
    yield Found((*path, "statistic"), None, (), first.statistic, pair.line, pair.quote)


def _metric(label: Label, time: _Time, pair: Pair) -> Iterator[Found]:
    written = pair.label.strip("*_ ")
    name = written if len(label.statistics) == 1 or not time.statistic else f"{written} {time.statistic}"
    facts = {
        "id": identity(name),
        "name": name,
        "direction": "min",
        "unit": time.number.written,
        "target": time.number.value,
    }
    for field, one in facts.items():
        yield Found(("metrics",), key_of(name), (field,), one, pair.line, pair.quote)


def _times(label: Label, value: str, *, cyrillic: bool) -> tuple[list[_Time], float | int | None]:
    """The times that a value tells, and the peak load for which they hold; none unless all of it is understood."""
    peak: float | int | None = None
    found: list[_Time] = []
    for part in map(str.strip, _JOINTS.split(value)):
        front = _FRONT.match(part)
        read = begin_number(part, front.end() if front else 0, cyrillic=cyrillic)
        tail = _load_behind(part, read[1], cyrillic=cyrillic) if read else None
        if read is None or tail is None:
            return [], None
        peak = tail or peak
        number = read[0] if read[0].unit else read[0]._replace(unit=label.unit, written=label.unit)
        statistic = _statistic(label, front["statistic"] if front else "", number)
        if statistic is None or number.unit not in _MS or number.bound == "least":
            return [], None
        found.append(_Time(statistic, number))
    is_apart = len({time.statistic for time in found}) == len(found)
    return (found, peak) if is_apart else ([], None)


def _statistic(label: Label, front: str, number: Number) -> str | None:
    """The one statistic that label, value and note tell; None where they tell different ones, or something else."""
    told = {number.statistic, *(label.statistics if len(label.statistics) == 1 else ())}
    for word in (front, number.note):
        if word:
            told.add(meanings("statistics").get(phrase(word), "?"))
    told.discard("")
    return None if len(told) > 1 or "?" in told else min(told, default="")


def _load_behind(part: str, at: int, *, cyrillic: bool) -> float | int | None:
    """The peak load behind a time (*at peak 300 QPS*), zero where there is none or it is no peak; None where something else stands there."""
    load = _AT_LOAD.match(part, at)
    if load is None:
        return None if part[at:].strip(" .") else 0
    under = begin_number(part, load.end(), cyrillic=cyrillic)
    if under is None or under[0].unit != "QPS" or part[under[1] :].strip(" ."):
        return None
    return under[0].value if load["peak"] else 0


def load_facts(label: Label, value: str, pair: Pair, *, cyrillic: bool) -> Iterator[Found]:
    """Queries per second: ``100``, ``100 QPS (peak 300)``, ``average 60, peak 120``."""
    is_rate = bool({"qps", "rps"} & words_of(pair.label)) or label.unit == "QPS"
    found: dict[str, float | int] = {}
    role = "peak" if label.is_peak else "target" if label.is_average else ""
    for part in map(str.strip, _JOINTS.split(value)):
        loads = _loads(part, role, is_rate=is_rate or bool(found), cyrillic=cyrillic)
        if not loads or found.keys() & loads.keys():
            return
        found |= loads
    for order, number in found.items():
        yield Found(("requirements", "qps", order), None, (), number, pair.line, pair.quote)


def _loads(part: str, label_role: str, *, is_rate: bool, cyrillic: bool) -> dict[str, float | int]:
    """The loads that a part tells, by role; none where not all of it is understood."""
    front = _ORDER.match(part)
    role = _order(front["word"]) if front else ""
    read = begin_number(part, front.end() if front else 0, cyrillic=cyrillic)
    if read is None or (front and not role):
        return {}
    number, end = read
    tail = part[end:].strip(" .")
    if tail and not role:
        behind = _BEHIND.match(part, end)
        role = _order(behind["word"]) if behind else ""
        tail = "" if role else tail
    noted, role = _noted(number.note, role, cyrillic=cyrillic)
    is_load = number.unit == "QPS" or (not number.written and is_rate)
    is_doubted = number.bound and not (role or label_role)  # that it must bear so much does not say how often
    if (
        tail
        or not is_load
        or is_doubted
        or number.statistic
        or noted is None
        or (role := role or label_role or "target") in noted
    ):
        return {}
    return {role: number.value, **noted}


def _noted(note: str, role: str, *, cyrillic: bool) -> tuple[dict[str, float | int] | None, str]:
    """The load that a note tells (``(peak 300)``), and the role that it gives the number before it (``(peak)``)."""
    if not note:
        return {}, role
    inner = _ORDER.match(note)
    if inner is None:
        own = _order(note)
        return ({}, own) if own and role in {"", own} else (None, role)
    told = _order(inner["word"])
    more = read_number(note[inner.end() :], cyrillic=cyrillic) if told else None
    return ({told: more.value} if more and more.unit in {"", "QPS"} and not more.bound else None), role


def _order(word: str) -> str:
    word = phrase(word)
    if word in listed("peaks"):
        return "peak"
    return "target" if word in listed("averages") else ""
