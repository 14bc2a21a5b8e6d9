"""WAI: an exception from a rule has a reason and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule
from prospectus.model.suppression import UNUSED, ignore_comments
from prospectus.rules import schema_findings
from prospectus.rules.wording import idle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospectus.model.document import Document
    from prospectus.model.finding import Located


@document_rule("WAI01", "waiver-not-in-force", Severity.ERROR, yields_to=("STR03",))
def waiver_not_in_force(document: Document, context: Context) -> Iterator[Finding]:
    """A waiver has no reason or no end, has expired, or names a rule that does not exist."""
    for violation in document.violations.get("WAI01", ()):
        if violation.keyword == "required":
            yield schema_findings.missing_key(document, violation)
        else:
            at = document.at().at_path(violation.path)
            yield Finding(at, "empty", {"key": at.where})
    for waiver in document.at("waivers").each():
        rule, why, expires = waiver.at("rule"), waiver.at("reason"), waiver.at("expires")
        if why.is_idle:
            yield Finding(why, "empty", {"key": why.where} | idle(why))
        end = expires.date()
        if end is not None and context.clock.is_past(end):
            yield Finding(expires, "expired", {"rule": rule, "date": expires, "days": context.clock.days_since(end)})
    comments = [*ignore_comments(document)]
    for code, reason, spot in comments:
        if not code or not reason:
            yield Finding(spot, "comment", {"rule": code or "MET04"})
    named = [(waiver.at("rule").text(), waiver.at("rule")) for waiver in document.at("waivers").each()]
    yield from _unknown_rules([*named, *((code, spot) for code, reason, spot in comments if code and reason)])


def _unknown_rules(named: Sequence[tuple[str | None, Located]]) -> Iterator[Finding]:
    """The names of rules that are none, each with its place."""
    if not named:
        return
    from prospectus.rules import ALL_RULES  # noqa: PLC0415 - this module is one of those it lists

    codes = sorted(rule.code for rule in ALL_RULES)
    for code, at in named:
        if code is not None and code not in codes:
            family = [known for known in codes if known[:3] == code[:3]]
            facts = {"rule": code, "first": family[0], "last": family[-1]} if family else {"rule": code}
            yield Finding(at, "unknown-in-family" if family else "unknown", facts)


@document_rule(UNUSED, "suppression-unused", Severity.WARNING)
def suppression_unused(_document: Document, _context: Context) -> Iterator[Finding]:
    """A waiver or an ignore comment holds nothing back. Only the engine, which applies them, can tell."""
    yield from ()


RULES = (waiver_not_in_force, suppression_unused)
