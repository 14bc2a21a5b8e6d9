"""SIT: what happens is shown by evidence, and somebody it happens to is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule
from prospectus.project.prose import is_written
from prospectus.rules.wording import idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document, SectionText

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_CALENDAR = Pattern(
    r"(?<!\d)\d{4}-\d{2}(?:-\d{2})?(?!\d)"
    rf"|\b(?:in|since|from|until|by|during|of|to|early|late|summer|winter|spring|autumn|q[1-4]|{_MONTHS})\s+(?:19|20)\d{{2}}\b"
    rf"|\bq[1-4]\b|\b\d{{1,2}}\s+(?:{_MONTHS})\b|\b(?:{_MONTHS})\s+\d{{1,2}}\b"
    r"|\d{4}\s?년|(?<!\d)\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?"
    r"|^[ \t]*\d{1,3}[.)][ \t]",
    re.IGNORECASE | re.MULTILINE,
)
"""Digits that measure nothing: dates, and the numbers of a list."""

BESIDE = 40
"""In characters: how far from its digits a date may begin or end."""

_QUANTITY = Pattern(
    r"\d+|\b(?:half|third|quarter|twice|thrice|doubled?|doubles|tripled?|dozens?)\b|절반|[두세네]\s?배", re.IGNORECASE
)
_LINK = Pattern(r"https?://|\]\(|\]\[|\[\^|<(?:a|img)\s", re.IGNORECASE)


@document_rule("SIT01", "situation-without-evidence", Severity.WARNING)
def situation_without_evidence(document: Document, context: Context) -> Iterator[Finding]:
    """The section on the situation has neither a number nor a link."""
    texts = document.sections.get("situation", [])
    # An empty section, a prompt or a placeholder is said by STR06.
    written = [text for text in texts if is_written(text, context.section_min_chars)]
    if written and not any(_has_evidence(text) for text in texts):
        yield Finding(written[0], "default", {"heading": written[0].heading.text})


def _has_evidence(text: SectionText) -> bool:
    if _LINK.search(text.text):
        return True
    prose = text.prose
    return any(not (match[0].isdigit() and _is_calendar(prose, match.start())) for match in _QUANTITY.finditer(prose))


def _is_calendar(prose: str, at: int) -> bool:
    """Whether the digits around a place belong to a date or to the number of a list; only the words beside it can tell."""
    near = _CALENDAR.finditer(prose, max(0, at - BESIDE), at + BESIDE)
    return any(match.start() <= at < match.end() for match in near)


@document_rule("SIT02", "nobody-affected", Severity.WARNING, asks=True)
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
