"""The ``gitlab`` format: the report that a merge request's Code Quality widget reads, a subset of Code Climate's.

GitLab shows of findings with one fingerprint only the first, and takes a changed fingerprint for a finding that is fixed and
another that is new: hence the fingerprints of :mod:`prospectus.output.fingerprint`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from prospectus.ground.severity import Severity
from prospectus.output import PLAIN, Setting
from prospectus.output.address import rooted
from prospectus.output.fingerprint import fingerprints
from prospectus.output.internal import internal_error

if TYPE_CHECKING:
    from prospectus.engine.report import Report
    from prospectus.model.diagnostic import Diagnostic

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
"""Of GitLab's five: what blocks or is critical to a product is no question of its design document."""


def render(report: Report, lang: str, setting: Setting = PLAIN) -> str:
    """The report as a JSON array. An internal error is an entry too, or a green widget would hide it."""
    found = [
        _entry(diagnostic, fingerprint, setting.prefix)
        for diagnostic, fingerprint in zip(report.diagnostics, fingerprints(report, setting.prefix).shown, strict=True)
    ]
    for number, error in enumerate(report.internal_errors):
        found.append(
            {
                "description": internal_error(*error, lang),
                "check_name": "internal-error",
                "fingerprint": f"internal-error-{number}",
                "severity": "blocker",
                "location": {"path": rooted(error.path, setting.prefix), "lines": {"begin": 1}},
            }
        )
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _entry(diagnostic: Diagnostic, fingerprint: str, prefix: str) -> dict[str, Any]:
    return {
        "description": f"{diagnostic.code}: {diagnostic.message}",
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[diagnostic.severity],
        "location": {
            "path": rooted(diagnostic.path, prefix),
            "lines": {"begin": diagnostic.start.line, "end": diagnostic.end.line},
        },
    }
