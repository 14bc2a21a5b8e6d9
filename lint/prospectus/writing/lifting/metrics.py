"""Metrics with their baseline, minimum and target: from tables, and from lines that name the metric and say which number is which."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import states_nothing
from prospectus.project.known_metrics import find_metric
from prospectus.rules.agreement.terms import folded, parts_of, words_of
from prospectus.writing.lifting.found import Found, choice, identity, key_of
from prospectus.writing.lifting.terms import heads, listed, meanings, read_label
from prospectus.writing.lifting.values import Number, bare, begin_number, date_in, is_cyrillic, read_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.model.document import Document
    from prospectus.writing.lifting.statements import Grid, Pair, Place, Statements

LONGEST_NAME = 100
MOST_NAME_WORDS = 12

_ROLES = ("baseline", "today", "minimum", "target")
_BESIDE = ("unit", "direction", "kind", "measured")
_CHANGE = Pattern(
    r"(?:reduc|increas|improv|decreas|rais|lower(?!\s+bound)|cut|boost|grow|maximi[sz]|minimi[sz]|achiev|reach|keep|maintain|ensure)\w{0,4}\s"
    r"|(?:увелич|сниз|сниж|уменьш|повыс|повыш|улучш|сокра)\w{0,8}\s",
    2,
)
_DOUBT = Pattern(
    r"\d|estimat|assum|approx|about|tbd|todo|guess|rough|\?|추정|예상|약 |미정|оцен|пример|примерно|около|ожида", 2
)
_FROM_TO = Pattern(
    r"(?P<verb>increase|improve|raise|boost|grow|lift|reduce|decrease|lower|cut|bring down) (?:the |our )?(?P<name>[^,;:]{2,60}?) from (?P<from>\S{1,12}(?: ms| s)?) to (?P<to>[^,;]{1,24}?)(?P<end>[.;]?$| (?:by|within|in|until) [^%]{1,40}$)"
    r"|(?P<rverb>увеличить|повысить|улучшить|поднять|снизить|уменьшить|сократить) (?P<rname>[^,;:]{2,60}?) с (?P<rfrom>[0-9][0-9.,]{0,9} ?%?(?: мс| с)?) до (?P<rto>[0-9][0-9.,]{0,9} ?%?(?: мс| с)?)(?P<rend>[.;]?$)"
    r"|(?P<kname>[^,;:]{2,40}?)(?:을|를) (?P<kfrom>[0-9][0-9.,]{0,9} ?(?:%|ms|초|밀리초)?)에서 (?P<kto>[0-9][0-9.,]{0,9} ?(?:%|ms|초|밀리초)?)(?:으로|로) (?P<kverb>개선|향상|높|올리|증가|증대|줄이|낮추|단축|감소|절감)[^,;:]{0,12}$",
    2,
)
_UP = frozenset(
    [
        "increase",
        "raise",
        "boost",
        "grow",
        "lift",
        "увеличить",
        "повысить",
        "поднять",
        "향상",
        "높",
        "올리",
        "증가",
        "증대",
    ]
)
_DOWN = frozenset(
    ["reduce", "decrease", "lower", "cut", "снизить", "уменьшить", "сократить", "줄이", "낮추", "단축", "감소", "절감"]
) | {"bring down"}
_SPLIT = Pattern(r"[,;]\s+|\s\|\s")
_PART_ROLE = Pattern(r"(?P<word>[^\W\d_]+(?: [^\W\d_]+){0,2}?)\s*(?:[:=]|\bis\b|\bof\b)?\s*(?=[0-9≥≤<>])")
_NAME_NUMBER = Pattern(r"(?P<name>[^:=≥≤<>]{2,60}?)\s*(?:[:=]\s*|(?=[≥≤<>])|\s(?=[0-9]))(?P<rest>[≥≤<>0-9].*)$")


class Named(NamedTuple):
    """What a metric is called, and the unit that its name tells."""

    name: str
    unit: str


def metric_name(text: str) -> Named | None:
    """A text as the name of a metric; None where it is none."""
    name = bare(text)
    if not name or len(name) > LONGEST_NAME or len(name.split()) > MOST_NAME_WORDS or states_nothing(name):
        return None
    if _CHANGE.match(name) or any(mark in name for mark in "≥≤<>=:→") or not any(char.isalpha() for char in name):
        return None
    units = [one for one in parts_of(name)[1:] if one in meanings("units")]
    return Named(name, units[0] if len(units) == 1 else "")


def metric_facts(statements: Statements) -> Iterator[Found]:
    """The metrics that a body states."""
    document = statements.document
    cyrillic = is_cyrillic(document.body.text)
    for grid in statements.grids:
        if not grid.place.is_elsewhere:
            yield from _of_grid(document, statements, grid, cyrillic=cyrillic)
    yield from _of_pairs(statements.pairs, cyrillic=cyrillic)


# -- tables ----------------------------------------------------------------------------------------------------------


class _Layout(NamedTuple):
    name: int
    columns: dict[str, tuple[int, str, str]]
    """By role: the column, the unit that its head tells, and the kind of baseline."""


def _layout(document: Document, header: tuple[str, ...]) -> _Layout | None:
    parts = [parts_of(text) for text in header]
    bases = [part[0] for part in parts]
    names = [at for at, base in enumerate(bases) if base in heads("metric")]
    if len(names) != 1:
        return None
    found: dict[str, list[tuple[int, str, str]]] = {}
    for at, base in enumerate(bases):
        role = next((one for one in (*_ROLES, *_BESIDE) if base in heads(one)), None)
        if role is None or at == names[0]:
            continue
        unit, kind, is_known = "", "", True
        for told in parts[at][1:]:
            if told in meanings("units"):
                unit = told
            elif role in {"baseline", "today"} and (one := choice(document, told, "metrics", 0, "baseline", "kind")):
                kind = one
            elif role == "measured" and date_in(told):
                kind = date_in(told) or ""
            else:
                is_known = False
        found.setdefault(role, []).append((at, unit, kind) if is_known else (-1, "", ""))
    columns = {role: ways[0] for role, ways in found.items() if len(ways) == 1 and ways[0][0] >= 0}
    return _Layout(names[0], columns) if columns.keys() & set(_ROLES) else None


def _of_grid(document: Document, statements: Statements, grid: Grid, *, cyrillic: bool) -> Iterator[Found]:
    layout = _layout(document, grid.table.header.texts)
    if layout is None:
        return
    for row in grid.table.rows:
        texts = row.texts
        name = metric_name(row.text(layout.name))
        if not any(text for at, text in enumerate(texts) if at != layout.name):
            if name and not words_of(name.name) <= listed("plain") | {"offline", "online", "metrics", "metric"}:
                return  # "**Family plans**" heads the rows that follow
            continue
        if name is None:
            continue
        line, quote = statements.row(row)
        values = {role: row.text(at) for role, (at, _, _) in layout.columns.items()}
        label = read_label(name.name)
        has_baseline = bool(_number_of(values.get("baseline", values.get("today", "")), cyrillic=cyrillic))
        if label and not has_baseline and label.fact not in {"latency"}:
            continue  # a requirement, and no metric
        yield from _of_row(document, name, values, layout, line, quote, cyrillic=cyrillic)


def _number_of(text: str, *, cyrillic: bool) -> Number | None:
    inner = bare(text)
    return read_number(inner, cyrillic=cyrillic, counted=True) if inner else None


def _of_row(
    document: Document, name: Named, values: dict[str, str], layout: _Layout, line: int, quote: str, *, cyrillic: bool
) -> Iterator[Found]:
    numbers: dict[str, tuple[Number, str]] = {}
    told = bare(values.get("unit", "")) or ""
    declared = {name.unit, "" if states_nothing(told) else told} - {""}
    for role in _ROLES:
        number = _number_of(values.get(role, ""), cyrillic=cyrillic)
        _, unit, kind = layout.columns.get(role, (0, "", ""))
        if number is None:
            continue
        if unit and not number.written:
            number = number._replace(written=unit)
        if number.statistic:
            continue
        if role in {"baseline", "today"}:
            if number.bound or _DOUBT.search(number.note):
                continue
            kind = kind or choice(document, number.note, "metrics", 0, "baseline", "kind") or ""
        elif number.note and number.note not in meanings("better"):
            continue
        numbers[role] = number, kind
    known = find_metric(name.name)
    directions = {known.direction} if known and known.is_whole else set()
    directions |= {
        meanings("better")[one] for one in [folded(values.get("direction", ""))] if one in meanings("better")
    }
    yield from _facts(document, name, numbers, declared, directions, line, quote, values.get("kind", ""))


def _facts(
    document: Document | None,
    name: Named,
    numbers: dict[str, tuple[Number, str]],
    declared: set[str],
    directions: set[str],
    line: int,
    quote: str,
    kind: str = "",
) -> Iterator[Found]:
    """The facts of one metric, unless its numbers or directions do not fit together."""
    written = {_unit(number.written) for number, _ in numbers.values()}
    units = [one for one in (*declared, *(number.written for number, _ in numbers.values())) if one]
    if not numbers or len({*map(_unit, units)}) > 1 or ("" in written and units and not declared):
        return
    for role in ("target", "minimum"):
        if role in numbers and (bound := numbers[role][0].bound):
            directions = directions | {"max" if bound == "least" else "min"}
    if len(directions) > 1:
        return
    key = key_of(name.name)

    def found(field: str, value: object) -> Found:
        return Found(("metrics",), key, (field,), value, line, quote)

    yield found("id", identity(name.name))
    yield found("name", name.name)
    if document and kind and (one := choice(document, kind, "metrics", 0, "kind")):
        yield found("kind", one)
    if directions:
        yield found("direction", min(directions))
    if units:
        yield found("unit", "%" if _unit(units[0]) == "%" else units[0])
    baseline = numbers.get("baseline") or numbers.get("today")
    if baseline:
        how = baseline[1] or ("" if "baseline" in numbers else "current")
        yield found("baseline", {"value": baseline[0].value} | ({"kind": how} if how else {}))
    for role in ("minimum", "target"):
        if role in numbers:
            yield found(role, numbers[role][0].value)


def _unit(written: str) -> str:
    """A unit as it is compared: that of which it is a name, or the word of what is counted."""
    unit = meanings("units").get(folded(written), "count")
    return folded(written) if unit == "count" else unit


# -- lines -----------------------------------------------------------------------------------------------------------


@cache
def _roles() -> dict[frozenset[str], str]:
    return {words_of(word): role for word, role in meanings("roles").items()}


def _role(label: str) -> str:
    """The role that a label names: ``today`` where it is the baseline by its being the present."""
    words = words_of(label) if len(label) <= LONGEST_NAME else frozenset()
    role = _roles().get(words, "")
    return "today" if role == "baseline" and folded(label) in heads("today") else role


def _of_pairs(pairs: Iterable[Pair], *, cyrillic: bool) -> Iterator[Found]:
    container: object = None
    subject: str = ""
    held: list[tuple[Pair, str, Number]] = []
    for pair in pairs:
        if pair.container != container:
            yield from _held(subject, held)
            container, held = pair.container, []
            subject = _subject_above(pair.place)
        if pair.place.is_elsewhere or "~" in pair.quote:
            continue
        if key_of(pair.label) in {key_of(one) for one in listed("subjects")} and pair.label:
            yield from _held(subject, held)
            held = []
            name = bare(pair.value)
            subject = name if name and find_metric(name) and metric_name(name) else ""
            if name and not subject:
                yield from _named_value(name, "", pair, cyrillic=cyrillic)
            continue
        role = _role(pair.label)
        if role == "unit":
            continue
        if role:
            number = _number_of(pair.value, cyrillic=cyrillic)
            if number is not None:
                held.append((pair, role, number))
            elif name := bare(pair.value):
                yield from _named_value(name, role, pair, cyrillic=cyrillic)
        elif pair.label:
            yield from _of_label(pair, cyrillic=cyrillic)
        else:
            yield from _of_change(pair, cyrillic=cyrillic)
    yield from _held(subject, held)


def _subject_above(place: Place) -> str:
    """The metric that the nearest heading, lead or item above names."""
    above = place.nearest[-1] if place.nearest else ""
    name = metric_name(above.rstrip(":"))
    return name.name if name and find_metric(name.name) and read_label(name.name) is None else ""


def _held(subject: str, held: list[tuple[Pair, str, Number]]) -> Iterator[Found]:
    """The facts of the metric of a list, from the items that give its numbers."""
    name = metric_name(subject) if subject else None
    roles = [role for _, role, _ in held]
    if name is None or len({*roles}) != len(roles):
        return
    numbers = {}
    for pair, role, number in held:
        is_told = role in {"baseline", "today"}
        if (
            number.statistic
            or (is_told and (number.bound or _DOUBT.search(number.note)))
            or (not is_told and number.note)
        ):
            continue
        numbers[role] = number, ""
    if numbers:
        known = find_metric(name.name)
        directions = {known.direction} if known and known.is_whole else set()
        first = held[0][0]
        yield from _facts(
            None,
            name,
            numbers,
            {name.unit} - {""},
            directions,
            first.line,
            " · ".join(pair.quote for pair, _, _ in held),
        )


def _named_value(text: str, role: str, pair: Pair, *, cyrillic: bool) -> Iterator[Found]:
    """``Target: recall ≥ 0.8``; without a role, one that is bounded is a target where targets are told."""
    found = _NAME_NUMBER.match(text)
    if found is None:
        return
    yield from _one(
        found["name"].strip(" -–—("),
        role,
        found["rest"].rstrip(")") if "(" not in found["rest"] else found["rest"],
        pair,
        cyrillic=cyrillic,
    )


def _of_label(pair: Pair, *, cyrillic: bool) -> Iterator[Found]:
    """``Recall: baseline 0.71, target 0.80``, ``Recall ≥ 0.8``."""
    if read_label(pair.label) is not None or find_metric(pair.label) is None:
        return
    value = bare(pair.value)
    if value:
        yield from _one(pair.label, "", value, pair, cyrillic=cyrillic)


def _one(text: str, role: str, value: str, pair: Pair, *, cyrillic: bool) -> Iterator[Found]:
    name = metric_name(text)
    known = find_metric(text) if name else None
    if name is None or known is None or read_label(text) is not None:
        return
    numbers: dict[str, tuple[Number, str]] = {}
    number = read_number(value, cyrillic=cyrillic)
    if number is None:
        for part in _SPLIT.split(value.rstrip(".")):
            told = _part(part, cyrillic=cyrillic)
            if told is None or told[0] in numbers:
                return
            numbers[told[0]] = told[1], ""
    else:
        note = _part(number.note, cyrillic=cyrillic) if number.note else None
        if number.statistic or (number.note and note is None):
            return
        if note:
            numbers[note[0]] = note[1], ""
        words = pair.place.words
        is_goal = number.bound and not listed("goals").isdisjoint(words) and listed("doubted").isdisjoint(words)
        if not role and not is_goal:
            return
        if (role or "target") in numbers or (role in {"baseline", "today"} and number.bound):
            return
        numbers[role or "target"] = number._replace(note=""), ""
    directions = {known.direction} if known.is_whole else set()
    yield from _facts(None, name, numbers, {name.unit} - {""}, directions, pair.line, pair.quote)


def _part(text: str, *, cyrillic: bool) -> tuple[str, Number] | None:
    """``baseline 0.71``: a role and its number."""
    found = _PART_ROLE.match(text.strip())
    role = _role(found["word"]) if found else ""
    read = begin_number(text.strip(), found.end(), cyrillic=cyrillic) if found and role in _ROLES else None
    if read is None or read[1] != len(text.strip()) or read[0].note or read[0].statistic:
        return None
    return (role, read[0]) if not (read[0].bound and role in {"baseline", "today"}) else None


def _of_change(pair: Pair, *, cyrillic: bool) -> Iterator[Found]:
    """``Increase CTR from 2.1% to 2.5%``, where goals are told."""
    if listed("goals").isdisjoint(pair.place.words) and "objectives" not in pair.place.sections:
        return
    found = _FROM_TO.match(pair.value)
    if found is None:
        return
    verb = (found["verb"] or found["rverb"] or found["kverb"]).casefold()
    name = metric_name(found["name"] or found["rname"] or found["kname"])
    start = read_number(found["from"] or found["rfrom"] or found["kfrom"], cyrillic=cyrillic)
    end = read_number(found["to"] or found["rto"] or found["kto"], cyrillic=cyrillic)
    if (
        name is None
        or start is None
        or end is None
        or any(one.bound or one.note or one.statistic for one in (start, end))
    ):
        return
    known = find_metric(name.name)
    directions = {known.direction} if known and known.is_whole else set()
    directions |= {"max"} if verb in _UP else {"min"} if verb in _DOWN else set()
    if directions and (end.value > start.value) != (directions == {"max"}):
        return
    numbers = {"today": (start, ""), "target": (end, "")}
    yield from _facts(None, name, numbers, {name.unit} - {""}, directions, pair.line, pair.quote)
