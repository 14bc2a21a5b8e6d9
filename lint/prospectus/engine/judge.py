"""Judging a portfolio: the rules across documents see records alone, and the places of what they find are looked up after."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.engine.check import InternalError, internal_error
from prospectus.engine.resolve import Resolver, references
from prospectus.model.finding import Reference
from prospectus.model.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from prospectus.model.finding import Finding, PlacedFact, PlainFinding
    from prospectus.model.record import Record
    from prospectus.model.rule import Rule

WHOLE = "(portfolio)"
"""What an internal error calls its file when a rule looked at all of them."""


class Judged(NamedTuple):
    """What the rules across documents found, in the order of the rules, and those that raised."""

    findings: tuple[PlainFinding, ...]
    errors: tuple[InternalError, ...]


def judge(
    records: Iterable[Record],
    rules: Iterable[Rule],
    names: Collection[str],
    place: Callable[[Collection[Reference]], Mapping[Reference, PlacedFact]],
) -> Judged:
    """Run the rules across documents.

    ``names`` are the documents to report on. ``place`` looks up where facts stand and how they are written; it is asked once, for
    all that is to be shown.
    """
    portfolio = Portfolio(records, names)
    found: list[tuple[str, Finding]] = []
    errors: list[InternalError] = []
    for rule in rules:
        if rule.scope != "portfolio":
            continue
        try:
            found.extend(
                (rule.code, finding)
                for finding in rule.check(portfolio)
                if isinstance(finding.at, Reference) and finding.at.document in names
            )
        except Exception as error:  # noqa: BLE001 - whatever a rule raises is our fault, and must not end the run
            errors.append(internal_error(rule.code, WHOLE, error))
    wanted = dict.fromkeys(reference for _, finding in found for reference in references(finding))
    resolver = Resolver(placed=place(wanted) if wanted else {})
    return Judged(tuple(resolver.finding(code, finding) for code, finding in found), tuple(errors))
