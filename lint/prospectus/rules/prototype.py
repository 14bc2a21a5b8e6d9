"""PRO: the prototype can be tried, and people have tried it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule
from prospectus.rules import schema_findings
from prospectus.rules.wording import as_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document


@document_rule("PRO01", "prototype-missing", Severity.ERROR, since="prototype", asks=True)
def prototype_missing(document: Document, _context: Context) -> Iterator[Finding]:
    """No prototype is linked."""
    yield from schema_findings.missing(document, "PRO01")
    link = document.at("prototype.link")
    is_invalid = any(violation.keyword != "required" for violation in document.violations.get("PRO01", ()))
    if is_invalid or link.is_idle:
        yield Finding(link, "empty", {"value": as_said(link)}, schema_findings.required_from(document, "prototype"))


@document_rule("PRO02", "prototype-without-feedback", Severity.ERROR, since="prototype", asks=True)
def without_feedback(document: Document, context: Context) -> Iterator[Finding]:
    """Nobody has said anything about the prototype, a warning at first, an error once it is in service; or not yet."""
    prototype = document.at("prototype")
    feedback = prototype.at("feedback")
    for entry in feedback.each():
        at = entry.at("date")
        day = at.date()
        if day is not None and context.clock.is_future(day):
            facts = {"date": at, "today": context.clock.today()}
            yield Finding(at, "future", facts, severity=Severity.WARNING)
    if not prototype.count() or (feedback.is_present and feedback.value != []):
        return
    action = document.contract.lifecycle.stages["action"].order
    is_in_service = document.stage is not None and document.stage.order >= action
    severity = Severity.ERROR if is_in_service else Severity.WARNING
    since = "action" if is_in_service else "prototype"
    yield Finding(feedback, "default", {}, schema_findings.required_from(document, since), severity)


RULES = (prototype_missing, without_feedback)
