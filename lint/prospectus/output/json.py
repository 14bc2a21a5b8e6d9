"""The ``json`` format, as ``diagnostics.schema.json`` describes it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from prospectus.ground.severity import Severity
from prospectus.output import PLAIN, Setting

if TYPE_CHECKING:
    from prospectus.engine.report import Report
    from prospectus.ground.source import Position
    from prospectus.model.diagnostic import Diagnostic, Fix
    from prospectus.model.finding import Applicability

VERSION = 1
APPLICABILITIES: tuple[Applicability, ...] = ("safe", "unsafe", "prompt")


def render(report: Report, lang: str, setting: Setting = PLAIN) -> str:  # noqa: ARG001 - one signature for all formats
    """The report as JSON; lines and columns are 1-based, in characters."""
    fixes = Counter(diagnostic.fix.applicability for diagnostic in report.diagnostics if diagnostic.fix is not None)
    data = {
        "version": VERSION,
        "diagnostics": [encode(diagnostic) for diagnostic in report.diagnostics],
        "summary": {
            "documents": len(report.documents),
            "skipped": len(report.skipped),
            "suppressed": len(report.suppressed),
            "baselined": len(report.baselined),
            "error": report.count(Severity.ERROR),
            "warning": report.count(Severity.WARNING),
            "info": report.count(Severity.INFO),
            "fixable": {kind: fixes[kind] for kind in APPLICABILITIES},
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def encode(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic as plain data."""
    return {
        "path": diagnostic.path,
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.word,
        "message": diagnostic.message,
        "hint": diagnostic.help,
        "snippet": diagnostic.snippet,
        "url": diagnostic.url,
        "where": diagnostic.where,
        "start": _position(diagnostic.start),
        "end": _position(diagnostic.end),
        "related": [
            {
                "message": label.message,
                "path": label.place.path,
                "start": _position(label.place.start),
                "end": _position(label.place.end),
            }
            for label in diagnostic.related
        ],
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "safe": fix.is_safe,
        "applicability": fix.applicability,
        "edits": [
            {"path": edit.path, "start": _position(edit.start), "end": _position(edit.end), "text": edit.text}
            for edit in fix.edits
        ],
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
