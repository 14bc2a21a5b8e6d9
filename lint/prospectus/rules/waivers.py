"""WAI: an exception from a rule has a reason and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.diagnostic import Severity
from prospectus.rule import Context, Finding, document_rule
from prospectus.rules import violations
from prospectus.rules.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.document import Document


@document_rule("WAI01", "waiver-not-in-force", Severity.ERROR)
def waiver_not_in_force(document: Document, context: Context) -> Iterator[Finding]:
    """A waiver has no reason or no end, has expired, or names a rule that does not exist."""
    for violation in document.violations.get("WAI01", ()):
        if violation.keyword == "required":
            yield violations.missing_key(document, violation)
        else:
            yield Finding(document.at(*violation.path), "empty", {"key": document.at(*violation.path).where})
    for waiver in document.at("waivers").each():
        rule, expires = waiver.at("rule"), waiver.at("expires")
        end = expires.date()
        if end is not None and end < context.today:
            yield Finding(expires, "expired", {"rule": rule, "date": expires, "days": (context.today - end).days})
    yield from _unknown_rules(document)


def _unknown_rules(document: Document) -> Iterator[Finding]:
    waivers = document.at("waivers")
    if not waivers.count():
        return
    from prospectus.rules import ALL_RULES  # noqa: PLC0415 - this module is one of those it lists

    codes = {rule.code for rule in ALL_RULES}
    malformed = {violation.path for violation in document.violations.get("STR03", ())}
    for waiver in waivers.each():
        rule = waiver.at("rule")
        code = rule.text()
        if code is not None and code not in codes and rule.path not in malformed:
            near = nearest(code, codes)
            yield Finding(rule, "unknown-near" if near else "unknown", {"rule": code, "near": near})


RULES = (waiver_not_in_force,)
