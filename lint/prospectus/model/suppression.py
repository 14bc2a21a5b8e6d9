"""Suppressions: the waivers of a front matter, and the ignore comments of a body.

A waiver names a rule, a reason and an end; it may name the fact it is for. It holds up to and including its last day.
A comment ``<!-- prospectus: ignore MET04 reason -->`` holds in its whole document. Both must say why; what is unreadable,
what waives nothing and what has ended does not hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import states_nothing
from prospectus.model.finding import Finding, Located, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.clock import Clock
    from prospectus.model.document import Document

UNUSED = "WAI02"
"""The rule that speaks for a suppression that was not needed."""

NEVER_HELD = ("STR01", "WAI")
"""What cannot be suppressed: a document that cannot be read, and the suppressions themselves."""

_IGNORE = Pattern(r"\s*prospectus:\s*ignore\b\s*([A-Z]{3}[0-9]{2})?")
"""How the text of an ignore comment begins: the code; what follows is the reason."""


class Suppression(NamedTuple):
    """One rule, held back in one document for a stated reason; ``path`` limits it to a fact and what is in it."""

    code: str
    at: Located
    wording: str
    reason: str
    path: str = ""

    def unused(self) -> Finding:
        """The finding that it was not needed."""
        return Finding(self.at, self.wording, {"rule": self.code, "path": self.path})


def covers(suppressed: str, path: str, code: str, where: str) -> bool:
    """Whether a suppression of a rule, maybe limited to a path, holds back a finding of a rule at a logical place."""
    if code != suppressed or code.startswith(NEVER_HELD):
        return False
    return not path or where == path or where.startswith((f"{path}.", f"{path}["))


def read_suppressions(document: Document, clock: Clock) -> list[Suppression]:
    """The suppressions that hold in a document today."""
    return [*_waivers(document, clock), *_comments(document)]


def _waivers(document: Document, clock: Clock) -> Iterator[Suppression]:
    for waiver in document.at("waivers").each():
        code, reason, expires = waiver.at("rule").text(), waiver.at("reason").stated(), waiver.at("expires").date()
        if code and reason and expires is not None and not clock.is_past(expires):
            path = waiver.at("path").text() or ""
            yield Suppression(code, waiver.at("rule"), "waiver-path" if path else "waiver", reason, path)


def _comments(document: Document) -> Iterator[Suppression]:
    for code, reason, spot in ignore_comments(document):
        if code and reason:
            yield Suppression(code, spot, "comment", reason)


def ignore_comments(document: Document) -> Iterator[tuple[str, str, Spot]]:
    """Every ignore comment of a body: its code and its reason, empty when it is missing or says nothing, and its place."""
    if "prospectus:" not in document.body.text:
        return
    for comment in document.body.comments:
        if comment.is_closed and (match := _IGNORE.match(comment.text)):
            code, reason = match[1] or "", comment.text[match.end() :].strip()
            yield (
                code,
                "" if states_nothing(reason) else reason,
                Spot(document.source, comment.span, f"ignore {code}".strip()),
            )
