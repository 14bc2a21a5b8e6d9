"""Facts of which a project has one: its dates, its budget, its availability and hardware, from labels with their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.placeholder import states_nothing
from prospectus.rules.agreement.terms import folded
from prospectus.writing.lifting.days import read_date
from prospectus.writing.lifting.found import Found, choice
from prospectus.writing.lifting.money import read_money
from prospectus.writing.lifting.people import names_in
from prospectus.writing.lifting.service import load_facts, time_facts
from prospectus.writing.lifting.terms import meanings, read_label
from prospectus.writing.lifting.values import bare, is_cyrillic, read_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prospectus.model.document import Document
    from prospectus.writing.lifting.statements import Pair, Statements
    from prospectus.writing.lifting.terms import Label

_OF_THE_HEAD = frozenset({"created", "updated", "owner", "status"})
"""What is told of the document itself, above its sections; below them, the same words are told of other things."""

LONGEST_DEVICE = 60
"""In characters: what is longer is a sentence about devices, and names none."""


class _Labelled(NamedTuple):
    """A value behind its label. ``cyrillic`` is whether a comma in it may be that of a decimal."""

    document: Document
    label: Label
    value: str
    cyrillic: bool


if TYPE_CHECKING:
    Facts = Iterator[tuple[tuple[str, ...], Any]]
    """Values with the paths that they have in the front matter."""

    Reader = Callable[[_Labelled], Facts]


def single_facts(statements: Statements) -> Iterator[Found]:
    """The single facts that a body states."""
    document = statements.document
    cyrillic = is_cyrillic(document.body.text)
    for pair in statements.pairs:
        label = read_label(pair.label) if pair.label and "~~" not in pair.quote else None
        value = bare(pair.value) if label and _is_told(label.fact, pair) else None
        if label and label.fact == "owner" and _is_told("owner", pair):
            value = pair.written or pair.value  # an address in angle brackets is a mark
        if label is None or value is None:
            continue
        if (read := _READERS.get(label.fact)) is not None:
            for path, one in read(_Labelled(document, label, value, cyrillic)):
                yield Found(path, None, (), one, pair.line, pair.quote)
        elif label.fact == "qps":
            yield from load_facts(label, value, pair, cyrillic=cyrillic)
        else:
            yield from time_facts(label, value, pair, cyrillic=cyrillic)


def _is_told(fact: str, pair: Pair) -> bool:
    """Whether a label names the fact of the project where it stands."""
    if fact in _OF_THE_HEAD:
        return pair.place.is_head and not pair.place.is_elsewhere
    return pair.place.is_sure or (fact == "next_review" and not pair.place.is_elsewhere)


def _date(*path: str) -> Reader:
    def read(said: _Labelled) -> Facts:
        if said.label.is_alone and (day := read_date(said.value, cyrillic=said.cyrillic)):
            yield path, day

    return read


def _owner(said: _Labelled) -> Facts:
    names = names_in(said.value)
    if len(names) == 1:
        yield ("owner",), names[0]


def _status(said: _Labelled) -> Facts:
    if status := choice(said.document, said.value, "status") or meanings("statuses").get(folded(said.value)):
        yield ("status",), status


def _budget(said: _Labelled) -> Facts:
    money = read_money(said.value, cyrillic=said.cyrillic)
    told = {*said.label.periods, money.period} - {""} if money else set()
    if money and len(told) <= 1:  # a budget without a period is that of the project
        facts = {"amount": money.amount, "currency": money.currency, "period": min(told, default="once")}
        yield ("constraints", "budget"), facts


def _labeling_budget(said: _Labelled) -> Facts:
    money = read_money(said.value, cyrillic=said.cyrillic)
    if money and {*said.label.periods, money.period} <= {"", "once"}:
        yield ("constraints", "labeling_budget"), {"amount": money.amount, "currency": money.currency}


def _availability(said: _Labelled) -> Facts:
    number = read_number(said.value, cyrillic=said.cyrillic)
    if number and said.label.is_alone and number.unit == "%" and number.bound != "most" and not number.note:
        yield ("requirements", "availability"), number.value


def _device(said: _Labelled) -> Facts:
    is_text = (
        len(said.value) <= LONGEST_DEVICE
        and any(char.isalpha() for char in said.value)
        and not states_nothing(said.value)
    )
    if is_text and said.label.is_alone:
        yield ("requirements", "hardware", "device"), said.value


def _replicas(said: _Labelled) -> Facts:
    number = read_number(said.value, cyrillic=said.cyrillic, counted=True)
    if number and said.label.is_alone and number.is_bare and isinstance(number.value, int):
        yield ("requirements", "hardware", "replicas"), number.value


def _threshold(said: _Labelled) -> Facts:
    number = read_number(said.value, cyrillic=said.cyrillic)
    if number and said.label.is_alone and number.is_bare:
        yield ("constraints", "decision_threshold", "value"), number.value


_READERS: dict[str, Reader] = {
    "created": _date("created"),
    "updated": _date("updated"),
    "next_review": _date("next_review"),
    "deadline": _date("constraints", "schedule", "deadline"),
    "deployed": _date("deployment", "date"),
    "owner": _owner,
    "status": _status,
    "budget": _budget,
    "labeling_budget": _labeling_budget,
    "availability": _availability,
    "device": _device,
    "replicas": _replicas,
    "decision_threshold": _threshold,
}
