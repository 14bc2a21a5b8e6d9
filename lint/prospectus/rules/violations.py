"""Findings for what the schema itself checks, for the rules whose predicate lives there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.rule import Finding, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.document import Document
    from prospectus.language import Text
    from prospectus.schema import Violation


def missing(document: Document, code: str) -> Iterator[Finding]:
    """A finding, worded ``missing``, for each key whose absence the schema leaves to this rule."""
    for violation in document.violations.get(code, ()):
        if violation.keyword == "required":
            yield missing_key(document, violation)


def missing_key(document: Document, violation: Violation) -> Finding:
    """The finding of one missing key, with the stage that asks for it."""
    at = document.at(*violation.path, violation.key)
    facts = {"key": at.where, "name": violation.key, "title": title(violation)}
    return Finding(at, "missing", facts, because(document, violation.required_from))


def because(document: Document, since: str) -> tuple[Any, ...]:
    """The related place that says why something is asked: the document's stage. None where every document needs it."""
    stages = document.contract.lifecycle.stages
    stage = document.stage
    if stage is None or since not in stages or stages[since].order == 0:
        return ()
    return (label(document.at("stage"), "required-from", stage=stage.id, since=stages[since].title),)


def title(violation: Violation) -> Text:
    """What people call the key of a violation."""
    schema = violation.schema
    english = str(schema.get("title", violation.key))
    return {"en": english, "ko": schema.get("lang", {}).get("ko", {}).get("title", english)}
