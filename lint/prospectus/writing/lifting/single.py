"""Facts of which a project has one: its dates, its budget, its latency, load and hardware, from labels with their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import states_nothing
from prospectus.rules.agreement.terms import folded, words_of
from prospectus.writing.lifting.found import Found, choice, identity, key_of
from prospectus.writing.lifting.people import names_in
from prospectus.writing.lifting.terms import Label, listed, meanings, phrase, read_label
from prospectus.writing.lifting.values import (
    Number,
    bare,
    begin_number,
    is_cyrillic,
    read_date,
    read_money,
    read_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.writing.lifting.statements import Pair, Statements

_DATES = {
    "created": ("created",),
    "updated": ("updated",),
    "next_review": ("next_review",),
    "deadline": ("constraints", "schedule", "deadline"),
    "deployed": ("deployment", "date"),
}
_OF_THE_HEAD = frozenset({"created", "updated", "owner", "status"})
"""What is told of the document itself, above its sections; below them, the same words are told of other things."""

_MS = {"ms": 1, "s": 1_000, "min": 60_000}
_STATISTICS = frozenset({"mean", "p50", "p95", "p99"})
_JOINTS = Pattern(r"[,;]\s+|\s/\s|\s(?:and|и|및)\s")
_FRONT = Pattern(
    r"\(?(?P<statistic>p50|p90|p95|p99\.9|p999|p99|median|mean|average|avg|평균|중앙값|медиана|среднее|средняя)\)?\s*[:=]?\s*",
    2,
)
_AT_LOAD = Pattern(r"\s+(?:at|при|under)\s+(?P<peak>peak\s+(?:of\s+|load\s+(?:of\s+)?)?|пике\s+)?(?=[0-9])", 2)
_ORDER = Pattern(r"\(?(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)\)?\s*[:=]?\s*(?=[0-9≥~])")
_BEHIND = Pattern(r"\s*\(?(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)\)?$")
_WEEKS = Pattern(r"(?P<n>[0-9]{1,3})\s?(?:weeks|주|недель|недели)[.]?$", 2)
LONGEST_DEVICE = 60


def single_facts(statements: Statements) -> Iterator[Found]:
    """The single facts that a body states."""
    document = statements.document
    cyrillic = is_cyrillic(document.body.text)
    for pair in statements.pairs:
        label = read_label(pair.label) if pair.label and "~~" not in pair.quote else None
        if label is None:
            continue
        if label.fact in _OF_THE_HEAD:
            if not pair.place.is_head or pair.place.is_elsewhere:
                continue
        elif not pair.place.is_sure and not (label.fact == "next_review" and not pair.place.is_elsewhere):
            continue
        value = bare(pair.value)
        if value is None:
            continue
        for path, one in _read(document, label, value, pair, cyrillic=cyrillic):
            yield Found(path, None, (), one, pair.line, pair.quote)
        if label.fact in {"latency", "online_ms", "offline_ms"}:
            yield from _latency(label, value, pair, cyrillic=cyrillic)


def _read(
    document: Document, label: Label, value: str, pair: Pair, *, cyrillic: bool
) -> Iterator[tuple[tuple[str, ...], Any]]:
    fact = label.fact
    beside = label.statistics or label.periods or label.is_peak or label.is_average or label.unit
    if fact in _DATES:
        if not beside and (day := read_date(value, cyrillic=cyrillic)):
            yield _DATES[fact], day
    elif fact == "owner":
        names = names_in(value)
        if len(names) == 1:
            yield ("owner",), names[0]
    elif fact == "status":
        status = choice(document, value, "status") or meanings("statuses").get(folded(value))
        if status:
            yield ("status",), status
    elif fact in {"budget", "labeling_budget"}:
        yield from _budget(label, value, cyrillic=cyrillic)
    elif fact == "qps":
        yield from _load(label, pair.label, value, cyrillic=cyrillic)
    elif fact == "availability":
        number = read_number(value, cyrillic=cyrillic)
        if number and not beside and number.unit == "%" and number.bound != "most" and not number.note:
            yield ("requirements", "availability"), number.value
    elif fact == "device":
        if len(value) <= LONGEST_DEVICE and any(char.isalpha() for char in value) and not states_nothing(value):
            yield ("requirements", "hardware", "device"), value
    elif fact == "replicas":
        number = read_number(value, cyrillic=cyrillic, counted=True)
        if number and not (beside or number.bound or number.unit or number.note) and isinstance(number.value, int):
            yield ("requirements", "hardware", "replicas"), number.value
    elif fact == "decision_threshold":
        number = read_number(value, cyrillic=cyrillic)
        if number and not (beside or number.note or number.unit or number.bound):
            yield ("constraints", "decision_threshold", "value"), number.value


def _budget(label: Label, value: str, *, cyrillic: bool) -> Iterator[tuple[tuple[str, ...], Any]]:
    money = read_money(value, cyrillic=cyrillic)
    if money is None:
        return
    if label.fact == "labeling_budget":
        if not money.period and not label.periods:
            yield ("constraints", "labeling_budget"), {"amount": money.amount, "currency": money.currency}
        return
    told = {*label.periods, money.period} - {""}
    if len(told) <= 1:  # a budget without a period is that of the project
        period = min(told, default="once")
        yield ("constraints", "budget"), {"amount": money.amount, "currency": money.currency, "period": period}


def _load(label: Label, written: str, value: str, *, cyrillic: bool) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Queries per second: ``100``, ``100 QPS (peak 300)``, ``average 60, peak 120``."""
    is_rate = bool({"qps", "rps"} & words_of(written)) or label.unit == "QPS"
    found: dict[str, float | int] = {}
    default = "peak" if label.is_peak else "target"
    for part in _JOINTS.split(value):
        part = part.strip()
        front = _ORDER.match(part)
        role = _order(front["word"]) if front else ""
        if front and not role:
            return
        read = begin_number(part, front.end() if front else 0, cyrillic=cyrillic)
        if read is None or (read[0].bound == "most" and not (role == "peak" or label.is_peak)) or read[0].statistic:
            return
        number, end = read
        tail = _BEHIND.match(part, end)
        if tail and not role:
            role = _order(tail["word"])
        if end != len(part.rstrip(".")) and not (tail and role):
            return
        if number.unit != "QPS" and not (number.unit == "" and (is_rate or found)):
            return
        if number.note:
            inner = _ORDER.match(number.note)
            told = _order(inner["word"]) if inner else _order(number.note)
            if (
                inner
                and told
                and (more := read_number(number.note[inner.end() :], cyrillic=cyrillic))
                and more.unit in {"", "QPS"}
            ):
                if told in found:
                    return
                found[told] = more.value
            elif told and not role:
                role = told
            else:
                return
        role = role or default
        if role in found:
            return
        found[role] = number.value
    for role, number_value in found.items():
        yield ("requirements", "qps", role), number_value


def _order(word: str) -> str:
    word = phrase(word)
    if word in listed("peaks"):
        return "peak"
    return "target" if word in listed("averages") else ""


def latencies(label: Label, value: str, *, cyrillic: bool) -> tuple[list[tuple[str, Number]], float | int | None]:
    """The times that a value tells, each with its statistic, and the peak load for which they hold; none unless all is understood."""
    peak: float | int | None = None
    found: list[tuple[str, Number]] = []
    for part in _JOINTS.split(value):
        part = part.strip()
        front = _FRONT.match(part)
        read = begin_number(part, front.end() if front else 0, cyrillic=cyrillic)
        if read is None:
            return [], None
        number, end = read
        load = _AT_LOAD.match(part, end)
        if load:
            under = begin_number(part, load.end(), cyrillic=cyrillic)
            if under is None or under[0].unit != "QPS" or under[1] != len(part.rstrip(".")):
                return [], None
            peak = under[0].value if load["peak"] else peak
        elif part[end:].strip(" ."):
            return [], None
        told = {meanings("statistics").get(phrase(front["statistic"]), "?")} if front else set()
        told |= {number.statistic} | {*label.statistics}
        if number.note:
            noted = meanings("statistics").get(phrase(number.note))
            if noted is None:
                return [], None
            told.add(noted)
        told.discard("")
        unit = number.unit or label.unit
        if len(told) > 1 or unit not in _MS or number.bound == "least":
            return [], None
        found.append((min(told, default=""), number._replace(unit=unit)))
    statistics = [statistic for statistic, _ in found]
    return (found, peak) if len({*statistics}) == len(statistics) else ([], None)


def _latency(label: Label, value: str, pair: Pair, *, cyrillic: bool) -> Iterator[Found]:
    times, peak = latencies(label, value, cyrillic=cyrillic)
    demanded = {
        "requirement",
        "requirements",
        "slo",
        "slos",
        "sla",
        "target",
        "targets",
        "constraint",
        "constraints",
        "요구사항",
        "목표",
        "제약",
        "требования",
        "ограничения",
        "nfr",
    }
    is_asked = not demanded.isdisjoint(pair.place.words) or "model-requirements" in pair.place.sections
    times = [
        (statistic, number)
        for statistic, number in times
        if number.bound == "most" or is_asked or (len(pair.container) == 2 and pair.container[0] == "table")
    ]
    if peak is not None and times:
        yield Found(("requirements", "qps", "peak"), None, (), peak, pair.line, pair.quote)
    if label.fact != "latency" and len(times) == 1 and times[0][0] in _STATISTICS | {""}:
        statistic, number = times[0]
        base = ("requirements", "processing_time")
        scaled = round(number.value * _MS[number.unit], 6)
        yield Found(
            (*base, label.fact), None, (), int(scaled) if scaled == int(scaled) else scaled, pair.line, pair.quote
        )
        if statistic:
            yield Found((*base, "statistic"), None, (), statistic, pair.line, pair.quote)
        return
    for statistic, number in times:
        name = (
            pair.label.strip("*_ ") if label.statistics or not statistic else f"{pair.label.strip('*_ ')} {statistic}"
        )
        key = key_of(name)
        facts = {"id": identity(name), "name": name, "direction": "min", "unit": number.unit, "target": number.value}
        for field, one in facts.items():
            yield Found(("metrics",), key, (field,), one, pair.line, pair.quote)
