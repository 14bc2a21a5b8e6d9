"""Metrics from lines: a metric with its numbers, a list under the name of a metric, and changes from one number to another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.project.known_metrics import find_metric
from prospectus.rules.agreement.terms import folded, words_of
from prospectus.writing.lifting.metric import (
    MEASURED,
    ROLES,
    Stated,
    directions_of,
    is_exact,
    is_plainly_named,
    metric_name,
    number_of,
    words_in,
)
from prospectus.writing.lifting.terms import heads, listed, meanings, read_label
from prospectus.writing.lifting.values import bare, begin_number, is_cyrillic, read_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.writing.lifting.found import Found
    from prospectus.writing.lifting.place import Place
    from prospectus.writing.lifting.statements import Pair, Statements
    from prospectus.writing.lifting.values import Number

_FROM_TO = Pattern(
    r"(?P<verb>increase|improve|raise|boost|grow|lift|reduce|decrease|lower|cut|bring down) (?:the |our )?(?P<name>[^,;:]{2,60}?)"
    r" from (?P<from>\S{1,12}(?: ms| s)?) to (?P<to>[^,;]{1,24}?)(?:[.;]?$| (?:by|within|in|until) [^%]{1,40}$)"
    r"|(?P<rverb>увеличить|повысить|улучшить|поднять|снизить|уменьшить|сократить) (?P<rname>[^,;:]{2,60}?)"
    r" с (?P<rfrom>[0-9][0-9.,]{0,9} ?%?(?: мс| с)?) до (?P<rto>[0-9][0-9.,]{0,9} ?%?(?: мс| с)?)[.;]?$"
    r"|(?P<kname>[^,;:]{2,40}?)(?:을|를) (?P<kfrom>[0-9][0-9.,]{0,9} ?(?:%|ms|초|밀리초)?)에서 (?P<kto>[0-9][0-9.,]{0,9} ?(?:%|ms|초|밀리초)?)(?:으로|로)"
    r" (?P<kverb>개선|향상|높|올리|증가|증대|줄이|낮추|단축|감소|절감)[^,;:]{0,12}$",
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
    {
        *[
            "reduce",
            "decrease",
            "lower",
            "cut",
            "снизить",
            "уменьшить",
            "сократить",
            "줄이",
            "낮추",
            "단축",
            "감소",
            "절감",
        ],
        "bring down",
    }
)
_SPLIT = Pattern(r"[,;]\s+|\s\|\s")
_PART = Pattern(r"(?P<word>[^\W\d_]+(?: [^\W\d_]+){0,2}?)\s*+(?:(?:[:=]|\bis\b|\bof\b)\s*+)?(?=[0-9≥≤<>])")
_NAME_NUMBER = Pattern(r"(?P<name>[^:=≥≤<>]{2,60}?)\s*(?:[:=]\s*|(?=[≥≤<>])|\s(?=[0-9]))(?P<rest>[≥≤<>0-9].*)$")


def line_metrics(statements: Statements) -> Iterator[Found]:
    """The metrics in the lines of a body."""
    cyrillic = is_cyrillic(statements.document.body.text)
    listing = _List("")
    container: object = None
    for pair in statements.pairs:
        if pair.container != container:
            yield from listing.facts()
            container, listing = pair.container, _list_under(pair.place)
        if pair.place.is_elsewhere or "~" in pair.quote:
            continue
        if words_in(pair.label) in _subjects():
            yield from listing.facts()
            listing = _List(_subject(pair.value))
            if not listing.subject:
                yield from _named_value("", pair, cyrillic=cyrillic)
        elif role := _role(pair.label):
            number = number_of(pair.value, cyrillic=cyrillic)
            if number is not None:
                listing.told.append((pair, role, number))
            else:
                yield from _named_value(role, pair, cyrillic=cyrillic)
        else:
            yield from (_of_label if pair.label else _of_change)(pair, cyrillic=cyrillic)
    yield from listing.facts()


class _List:
    """A list under the name of a metric: its items that give a number for a role.

    What is no known metric is one when its list gives what is, and what shall be.
    """

    def __init__(self, subject: str, *, is_known: bool = True) -> None:
        self.subject = subject
        self.is_known = is_known
        self.told: list[tuple[Pair, str, Number]] = []

    def facts(self) -> Iterator[Found]:
        """The facts of the metric; none where a role is told twice."""
        name = metric_name(self.subject) if self.subject else None
        if name is None or len({role for _, role, _ in self.told}) != len(self.told):
            return
        numbers = {
            role: number
            for _, role, number in self.told
            if not number.statistic and (is_exact(number) if role in MEASURED else not number.note)
        }
        is_metric = self.is_known or ("target" in numbers and not MEASURED.isdisjoint(numbers))
        if numbers and is_metric:
            quote = " · ".join(pair.quote for pair, _, _ in self.told)
            yield from Stated(name, numbers).facts(self.told[0][0].line, quote)


@cache
def _subjects() -> frozenset[frozenset[str]]:
    """The labels of a metric's name."""
    return frozenset(words_of(word) for word in listed("subjects"))


@cache
def _roles() -> dict[frozenset[str], str]:
    return {words_of(word): role for word, role in meanings("roles").items()}


def _role(label: str) -> str:
    """The role that a label names: ``today`` where it is the baseline by its being the present."""
    role = _roles().get(words_in(label), "")
    return "today" if role == "baseline" and folded(label) in heads("today") else role


def _subject(text: str) -> str:
    """A text that is the name of a known metric, and of no requirement."""
    name = metric_name(text)
    return name.name if name and find_metric(name.name) and read_label(name.name) is None else ""


def _list_under(place: Place) -> _List:
    """The list under the nearest heading, lead or item above; where that is an item, it may be no known metric."""
    above = place.nearest[-1].partition(":")[0] if place.nearest else ""
    name = metric_name(above)
    if name is None or read_label(name.name) is not None:
        return _List("")
    is_known = find_metric(name.name) is not None
    is_item = place.is_under_item and is_plainly_named(name.name)
    return _List(name.name if is_known or is_item else "", is_known=is_known)


def _named_value(role: str, pair: Pair, *, cyrillic: bool) -> Iterator[Found]:
    """``Target: recall ≥ 0.8``; without a role, one that is bounded is a target where goals are told."""
    value = bare(pair.value)
    found = _NAME_NUMBER.match(value) if value else None
    if found is None:
        return
    rest = found["rest"] if "(" in found["rest"] else found["rest"].rstrip(")")
    yield from _one(found["name"].strip(" -–—("), role, rest, pair, cyrillic=cyrillic)


def _of_label(pair: Pair, *, cyrillic: bool) -> Iterator[Found]:
    """``Recall: baseline 0.71, target 0.80``, ``Recall ≥ 0.8``."""
    value = bare(pair.value)
    if value:
        yield from _one(pair.label, "", value, pair, cyrillic=cyrillic)


def _one(text: str, role: str, value: str, pair: Pair, *, cyrillic: bool) -> Iterator[Found]:
    name = metric_name(text)
    if name is None or read_label(name.name) is not None:
        return
    is_known = find_metric(name.name) is not None
    number = read_number(value, cyrillic=cyrillic)
    if number is None:
        numbers = _parts(value, cyrillic=cyrillic) if is_known else None
    elif is_known or (
        _is_own(pair.place) and not role and number.bound and not number.note and is_plainly_named(name.name)
    ):
        numbers = _with_note(role, number, pair.place, cyrillic=cyrillic)
    else:
        numbers = None
    if numbers:
        yield from Stated(name, numbers).facts(pair.line, pair.quote)


def _is_own(place: Place) -> bool:
    """Whether what is bounded here is so for the project: not for a part, and no slice of a metric that stands above."""
    return place.is_plain and not place.is_under_item


def _with_note(role: str, number: Number, place: Place, *, cyrillic: bool) -> dict[str, Number] | None:
    """A number with the role that its label or the place gives it, and that of its note (``(baseline 0.71)``)."""
    told = _part(number.note, cyrillic=cyrillic) if number.note else None
    is_goal = number.bound and not listed("goals").isdisjoint(place.words) and listed("doubted").isdisjoint(place.words)
    own = role or ("target" if is_goal else "")
    is_known = own and not number.statistic and (told is not None or not number.note)
    if not is_known or (told and told[0] == own) or (own in MEASURED and number.bound):
        return None
    return {own: number._replace(note="")} | ({told[0]: told[1]} if told else {})


def _parts(value: str, *, cyrillic: bool) -> dict[str, Number] | None:
    """``baseline 0.71, target 0.80``: each part with its role."""
    numbers: dict[str, Number] = {}
    for part in _SPLIT.split(value.rstrip(".")):
        told = _part(part, cyrillic=cyrillic)
        if told is None or told[0] in numbers:
            return None
        numbers[told[0]] = told[1]
    return numbers


def _part(text: str, *, cyrillic: bool) -> tuple[str, Number] | None:
    """``baseline 0.71``: a role and its number."""
    text = text.strip()
    found = _PART.match(text)
    role = _role(found["word"]) if found else ""
    read = begin_number(text, found.end(), cyrillic=cyrillic) if found and role in ROLES else None
    if read is None or read[1] != len(text) or read[0].note or read[0].statistic:
        return None
    return (role, read[0]) if not (read[0].bound and role in MEASURED) else None


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
    ends = [one for one in (start, end) if one and not (one.bound or one.note or one.statistic)]
    if name is None or len(ends) != 2:  # noqa: PLR2004 - from and to
        return
    direction = "max" if verb in _UP else "min" if verb in _DOWN else ""
    direction = direction or min(directions_of(name.name), default="")
    if direction and (ends[1].value > ends[0].value) != (direction == "max"):
        return
    directions = frozenset({direction} if direction else ())
    stated = Stated(name, {"today": ends[0], "target": ends[1]}, directions=directions)
    yield from stated.facts(pair.line, pair.quote)
