"""The dates that a project has promised, and which of them must come before which."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.folding import folded
from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_NUMBERED = Pattern(
    r"(?<![a-z])(?P<word>phase|step|stage|milestone|sprint|iteration|release|wave|version|increment|part|v|mvp)[ .#-]*"
    r"(?:(?P<number>\d{1,3})(?:\.(?P<minor>\d{1,3}))?|(?P<roman>i{1,3}|iv|v))(?![\w%])"
    r"|^m(?P<milestone>\d{1,2})(?![\w%])"
    r"|(?<![\d.])(?P<place>\d{1,2}) ?(?P<counter>단계|차|기|판)(?![가-힣])",
    re.IGNORECASE,
)
"""The place of a step in a row, as names say it: ``Phase 2``, ``v1.1``, ``M3``, ``2단계``."""

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


class Milestone(NamedTuple):
    """One increment of the project that has a date; ``due`` is the fact that states it."""

    day: date
    due: Node

    @property
    def name(self) -> Node:
        """What the increment is called."""
        return self.due.parent.at("name")

    @property
    def after(self) -> tuple[str, ...]:
        """The names of the increments that it builds on."""
        return tuple(self.due.parent.at("after").texts())


def milestones(document: Document) -> list[Milestone]:
    """The dated increments, in the order of the text."""
    dues = (increment.at("due") for increment in document.at("problem.increments").each())
    return [Milestone(day, due) for due in dues if (day := due.date()) is not None]


def out_of_order(promised: list[Milestone]) -> Iterator[tuple[Milestone, Milestone]]:
    """Pairs of increments of which the second builds on the first, and is due before it.

    Increments may run side by side, so their order in the text says nothing. One builds on another that it names in ``after``,
    or when their names are numbered ("Phase 1", "Phase 2") and no number is there twice, as it would be on two tracks.
    """
    named = {folded(one.name.text() or ""): one for one in promised}
    for later in promised:
        for name in later.after:
            earlier = named.get(folded(name))
            if earlier is not None and later.day < earlier.day:
                yield earlier, later
    for row in _rows(promised):
        for earlier, later in pairwise(row):
            if later.day < earlier.day and not later.after:
                yield earlier, later


def _rows(promised: list[Milestone]) -> Iterator[list[Milestone]]:
    """The increments whose names are numbered in one way, by their numbers."""
    rows: dict[str, list[tuple[tuple[int, int], Milestone]]] = {}
    for milestone in promised:
        match = _NUMBERED.search(milestone.name.text() or "")
        if match is not None:
            part = match.groupdict()
            roman, number = part["roman"], part["number"] or part["milestone"] or part["place"]
            place = _ROMAN[roman.lower()] if roman else int(number)
            row = (part["word"] or part["counter"] or "m").lower()
            rows.setdefault(row, []).append(((place, int(part["minor"] or 0)), milestone))
    for row in rows.values():
        if len({place for place, _ in row}) == len(row):
            yield [milestone for _, milestone in sorted(row, key=lambda numbered: numbered[0])]
