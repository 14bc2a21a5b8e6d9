"""Judging a portfolio: the rules across documents see records alone, and the places of what they find are looked up after."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.engine.check import InternalError, internal_error
from prospectus.engine.resolve import Resolver
from prospectus.model.finding import Reference
from prospectus.model.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from prospectus.model.finding import PlainFinding
    from prospectus.model.record import Record
    from prospectus.model.rule import Rule
    from prospectus.reading.front_matter.node import Node

WHOLE = "(portfolio)"
"""What an internal error calls its file when a rule looked at all of them."""


class Judged(NamedTuple):
    """What the rules across documents found, in the order of the rules, and those that raised."""

    findings: tuple[PlainFinding, ...]
    errors: tuple[InternalError, ...]


def judge(
    records: Iterable[Record],
    rules: Iterable[Rule],
    names: frozenset[str] | set[str],
    look_up: Callable[[Reference], Node],
) -> Judged:
    """Run the rules across documents.

    ``names`` are the documents to report on. ``look_up`` gives the node of a fact of a document; it is asked only for what is
    to be shown.
    """
    portfolio = Portfolio(records)
    resolver = Resolver(look_up)
    findings: list[PlainFinding] = []
    errors: list[InternalError] = []
    for rule in rules:
        if rule.scope != "portfolio":
            continue
        try:
            findings.extend(
                resolver.finding(rule.code, finding)
                for finding in rule.check(portfolio)
                if isinstance(finding.at, Reference) and finding.at.document in names
            )
        except Exception as error:  # noqa: BLE001 - whatever a rule raises is our fault, and must not end the run
            errors.append(internal_error(rule.code, WHOLE, error))
    return Judged(tuple(findings), tuple(errors))
