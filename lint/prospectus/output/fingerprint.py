"""What tells a finding from all others, whatever line it has come to stand at.

A finding is known by its rule, its document's id and its logical place, such as ``metrics[mae].target``; a document without an
id, or with one that another has too, by its path; a finding that has no logical place, by the text at which it stands. Of several
that have all that in common, each is known by how manieth it is. Line, language and the words of the message have no part in it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from prospectus.engine.stamp import digest_of
from prospectus.model.diagnostic import Diagnostic
from prospectus.output.address import rooted

if TYPE_CHECKING:
    from prospectus.engine.report import Report


class Fingerprints(NamedTuple):
    """The fingerprints of a report's lists, in their order: 32 hexadecimal digits each, no two alike."""

    shown: tuple[str, ...]
    suppressed: tuple[str, ...]
    baselined: tuple[str, ...]


def fingerprints(report: Report, prefix: str) -> Fingerprints:
    """The fingerprint of each diagnostic; ``prefix`` leads from the repository's root to where paths count from."""
    having = Counter(record.id for record in report.documents)
    ids = {record.name: record.id for record in report.documents if record.id and having[record.id] == 1}
    lists = (report.diagnostics, report.suppressed, report.baselined)
    # What is held back counts, too: to waive the first of two must not make the second another one.
    found = [(diagnostic, which) for which, diagnostics in enumerate(lists) for diagnostic in diagnostics]
    seen: Counter[tuple[str, str, str]] = Counter()
    made: tuple[list[str], ...] = ([], [], [])
    for diagnostic, which in sorted(found, key=lambda entry: Diagnostic.order(entry[0])):
        document = ids.get(diagnostic.path) or rooted(diagnostic.path, prefix)
        known = diagnostic.code, document, _place(diagnostic)
        seen[known] += 1
        text = "\0".join((*known, str(seen[known])))
        made[which].append(digest_of(text.encode("utf-8", "surrogatepass")))
    return Fingerprints(*map(tuple, made))


def _place(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    return place.where or f" {place.excerpt[place.first : place.last].strip()}"
