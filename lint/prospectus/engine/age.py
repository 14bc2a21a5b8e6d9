"""What is found in a document for no other reason than that time has passed: a review overdue, a value long measured, an ended waiver.

Nothing declares it. A document is checked once more on the first day of all, on which no day is past; what is not found there is
of age. So it holds for each rule that asks the clock, and for what an ended waiver no longer holds back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.model.clock import FIRST

if TYPE_CHECKING:
    from prospectus.engine.check import Checked
    from prospectus.model.finding import Place, PlainFinding


def may_be_of_age(checked: Checked) -> bool:
    """Whether anything in a document rests on a day being past."""
    return checked.since > FIRST


def ageless(today: Checked, first: Checked) -> Checked:
    """What was found in a document today, without what was not found on the first day.

    A waiver that has ended since still holds back what it did; that it may be needed no more is not told.
    """
    kept = {_key(finding) for finding in first.findings}
    held = {(entry.code, entry.path) for entry in today.suppressions}
    ended = (entry._replace(unused=None) for entry in first.suppressions if (entry.code, entry.path) not in held)
    return today._replace(
        findings=tuple(finding for finding in today.findings if _key(finding) in kept),
        suppressions=(*today.suppressions, *ended),
    )


def _key(finding: PlainFinding) -> tuple[str, Place, str]:
    return finding.code, finding.place, finding.wording
