"""An entry of a baseline: what tells one finding from another, in whatever line it stands and whatever it is said in.

A rule, a document, a logical place, and the values that the finding speaks of. Not counted are what the program or the contract
adds (the stages, the allowed words), what the calendar changes by itself (for how many days a review is overdue), and how a
value is written (quotes, white space, ``6`` or ``6.0``).
"""

from __future__ import annotations

import math
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import say
from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Collection

    from prospectus.ground.language import Text
    from prospectus.ground.severity import Severity
    from prospectus.model.finding import PlainFinding

_OF_THE_CONTRACT = frozenset(
    {"actual", "allowed", "also", "expected", "file", "heading", "home", "near", "right", "section", "stage", "title"}
)
"""Facts in which a message says what the contract asks for, or what would be right; where it stands is said by the place."""

_OF_THE_DAY = frozenset({"days", "today"})
_TIMED = frozenset({"CON01", "GEN07", "OPS03", "OPS05", "OPS06", "OPS08", "OPS13", "PRO02", "STR11"})
"""Facts that are others tomorrow, and the rules that have them of the clock."""

_QUOTES = str.maketrans("", "", "\"'")
_NUMBER = Pattern(r"[-+]?+(?:\d{1,3}(?:,\d{3})++|\d++)?+(?:\.\d*+)?+(?:[eE][-+]?+\d{1,3})?+(%?)")
_DIGITS = re.compile(r"(?<![\w.-])[-+]?[0-9][0-9,]*(?:\.[0-9]+)?(?!\w)")
_INDEX = re.compile(r"\[[0-9]+\]")
_LONGEST_NUMBER = 40


class Entry(NamedTuple):
    """One finding, as a baseline has it.

    ``id`` and ``path`` name its document: the path, from the configuration's folder, counts where there is no id. ``where`` is the
    logical place; ``item`` tells the list item around it that has no id, so that it is known again when it is moved. ``says`` is
    the wording of the rule's page, ``severity`` its weight where the contract gave it one. ``message`` is for people, and not
    compared.
    """

    rule: str
    id: str | None
    path: str
    where: str
    says: str
    values: tuple[tuple[str, str], ...]
    item: str = ""
    severity: Severity | None = None
    message: str = ""

    @property
    def place(self) -> str:
        """The logical place without the numbers of list items, which change when one is added above."""
        return _INDEX.sub("[]", self.where)

    def order(self) -> tuple[str, ...]:
        """The key by which entries are sorted: a document's stand together, and nothing depends on its lines."""
        values = "\0".join(f"{key}\0{value}" for key, value in self.values)
        weight = "" if self.severity is None else self.severity.word
        said = (self.says, values, self.item, weight, self.message)
        return (self.id or self.path, self.path, self.rule, self.where, *said, self.id or "")


def entry_of(finding: PlainFinding, identity: str | None, path: str, said: Collection[str], message: str = "") -> Entry:
    """The entry of a finding in a document; ``said`` are the names of the facts that its message speaks of."""
    return Entry(
        finding.code,
        identity,
        path,
        finding.place.where,
        finding.wording,
        tuple(
            sorted(
                (name, value)
                for name, fact in finding.facts.items()
                if name in said and _counts(finding.code, name)
                # What is but the place again has its numbers, too.
                if (value := canonical(fact)) != finding.place.where
            )
        ),
        finding.place.item,
        finding.severity,
        message,
    )


def _counts(code: str, name: str) -> bool:
    return name not in _OF_THE_CONTRACT and not (code in _TIMED and name in _OF_THE_DAY)


def canonical(fact: str | Text) -> str:
    """A fact as it is compared: in one language, without quotes, and a number as a number."""
    text = fact if isinstance(fact, str) else say(fact, "en")
    text = " ".join(text.translate(_QUOTES).split())
    number = _number(text)
    return text if number is None else f"{number:.12g}{'%' * text.endswith('%')}"


def amount(value: str) -> float | None:
    """A value as a number of which one can be more than another: of a day, its number in the calendar; None where it is neither."""
    number = _number(value)
    if number is not None:
        return number
    try:
        return float(date.fromisoformat(value).toordinal())
    except ValueError:
        return None


def _number(text: str) -> float | None:
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER and any(map(str.isdigit, text)) else None
    if match is None:
        return None
    try:
        number = float(text.rstrip("%").replace(",", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def without_amounts(values: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The values with every number and day in them left out: what stays the same when the same thing becomes more or less."""
    return tuple((name, "#" if amount(value) is not None else _DIGITS.sub("#", value)) for name, value in values)
