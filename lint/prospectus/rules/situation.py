"""SIT: what happens is shown by evidence, and somebody it happens to is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule
from prospectus.project.evidence import has_evidence
from prospectus.project.prose import is_written
from prospectus.rules.wording import idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document


@document_rule("SIT01", "situation-without-evidence", Severity.WARNING)
def situation_without_evidence(document: Document, context: Context) -> Iterator[Finding]:
    """The section on the situation has neither a number nor a link."""
    texts = document.sections.get("situation", [])
    # An empty section, a prompt or a placeholder is said by STR06.
    written = [text for text in texts if is_written(text, context.section_min_chars)]
    if written and not any(has_evidence(text) for text in texts):
        yield Finding(written[0], "default", {"heading": written[0].heading.text})


@document_rule("SIT02", "nobody-affected", Severity.WARNING, asks=True, yields_to=("STR03",))
def nobody_affected(document: Document, context: Context) -> Iterator[Finding]:
    """Neither the users of the service nor the people affected are named."""
    texts = document.sections.get("situation", [])
    if not any(is_written(text, context.section_min_chars) for text in texts):
        return  # the document is not begun yet
    users, affected = document.at("business.users"), document.at("constraints.affected")
    if users.is_blank and affected.is_blank:
        yield Finding(users, "default", idle(users), about=(users, affected))


@document_rule("SIT03", "no-business-context", Severity.WARNING, since="problem", asks=True)
def no_business_context(document: Document, _context: Context) -> Iterator[Finding]:
    """The business model leaves out the service, its value, or what the output is used for."""
    business = document.at("business")
    if not isinstance(business.value, dict):
        return  # STR03 says that it is missing, or wrong
    for key in ("service", "value", "output_use"):
        fact = business.at(key)
        if fact.is_blank:
            yield Finding(fact, key, idle(fact))


RULES = (
    situation_without_evidence,
    nobody_affected,
    no_business_context,
)
