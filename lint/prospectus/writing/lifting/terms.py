"""The words by which lifting knows labels, heads of columns, roles and units, in English, Korean and Russian (``lifting-terms.json``).

A label is the set of its words, whatever their order, their case and the small words between them; what it says beside the name
of a fact must be known, or it is another label.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.shipped import read_schema
from prospectus.rules.agreement.terms import folded, words_of

LONGEST_LABEL = 80
"""What is longer is a sentence and no label."""

_PERCENTILE = Pattern(
    r"\b([0-9]{2})(?:st|nd|rd|th)?[ -]percentile|percentile[ ]([0-9]{2})\b|\b([0-9]{2})(?:-й)?[ ]перцентил[ья]|p([0-9]{2})[ ]?percentile"
)
_MARKS = " \t\n:\uff1a=.,;\u2013\u2014-"


@cache
def _terms() -> dict[str, Any]:
    return read_schema("lifting-terms.json")


@cache
def listed(kind: str) -> frozenset[str]:
    """The words or phrases of a list, folded."""
    return frozenset(folded(word) for word in _terms()[kind])


@cache
def meanings(kind: str) -> dict[str, str]:
    """What each phrase of ``units``, ``periods``, ``statistics``, … means."""
    return {folded(word): meaning for meaning, words in _terms()[kind].items() for word in words}


@cache
def heads(kind: str) -> frozenset[str]:
    """What the head of a column is called."""
    return frozenset(folded(word) for word in _terms()["heads"][kind])


def phrase(text: str) -> str:
    """A label as it is looked up: folded, percentiles as ``p95``, without marks at its end."""
    text = folded(text).rstrip(_MARKS)
    return _PERCENTILE.sub(lambda found: f"p{found[1] or found[2] or found[3] or found[4]}", text)


class Label(NamedTuple):
    """What a label names: a single fact, and what it says of it beside."""

    fact: str
    statistics: frozenset[str]
    periods: frozenset[str]
    is_peak: bool
    is_average: bool
    unit: str

    @property
    def is_alone(self) -> bool:
        """Whether it says nothing beside."""
        return not (self.statistics or self.periods or self.is_peak or self.is_average or self.unit)


@cache
def _facts() -> dict[frozenset[str], str]:
    return {words_of(phrase(name)): fact for fact, names in _terms()["facts"].items() for name in names}


@cache
def _word_sets(kind: str) -> dict[frozenset[str], str]:
    return {words_of(word): meaning for word, meaning in meanings(kind).items() if words_of(word)}


@cache
def _listed_sets(kind: str) -> tuple[frozenset[str], ...]:
    return tuple(words for word in listed(kind) if (words := words_of(word)))


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label | None:
    """The single fact that a label names; None where it names none, or says of it what is not known."""
    if len(text) > LONGEST_LABEL:
        return None
    text = phrase(text)
    unit = ""
    for inner in brackets(text):
        if (known := meanings("units").get(inner)) is not None and known != "count":
            unit, text = known, text.replace(f"({inner})", " ")
    words = words_of(text)
    best = max((name for name in _facts() if name <= words), key=len, default=None)
    if best is None or not words:
        return None
    rest = words - best
    statistics = {meaning for one, meaning in _word_sets("statistics").items() if one <= rest}
    is_peak = any(one <= rest for one in _listed_sets("peaks"))
    is_average = any(one <= rest for one in _listed_sets("averages"))
    periods = {meaning for one, meaning in _word_sets("periods").items() if one <= rest}
    for kind in ("statistics", "periods"):
        for one in _word_sets(kind):
            rest = rest - one if one <= rest else rest
    for kind in ("peaks", "averages", "fillers"):
        for one in _listed_sets(kind):
            rest = rest - one if one <= rest else rest
    if rest:
        return None
    return Label(_facts()[best], frozenset(statistics), frozenset(periods), is_peak, is_average, unit)


_BRACKETS = Pattern(r"[(\[（]([^()\[\]（）]{0,60})[)\]）]")


def brackets(text: str) -> list[str]:
    """What a text has in brackets, folded."""
    return [folded(inner) for inner in _BRACKETS.findall(text)]
