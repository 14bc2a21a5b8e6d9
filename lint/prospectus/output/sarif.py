"""The ``sarif`` format: SARIF 2.1.0, for code scanning and for whatever reads it.

The most severe findings come first, and no more than :data:`MOST` are told: that is how many GitHub keeps, and it refuses files
that are much longer. What was held back comes last, with who held it back and why.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus import __version__
from prospectus.ground.language import filled, say
from prospectus.ground.pattern import Pattern
from prospectus.output import PLAIN, Setting
from prospectus.output.address import rooted, uri
from prospectus.output.fingerprint import fingerprints
from prospectus.output.internal import internal_error
from prospectus.output.sarif_rules import LEVELS, described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.engine.report import Report
    from prospectus.ground.language import Text
    from prospectus.ground.source import Position
    from prospectus.model.diagnostic import Diagnostic, Fix
    from prospectus.model.finding import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 5_000
MOST_RELATED = 100
"""The most related places of a result that GitHub keeps."""

ROOT = "SRCROOT"
FINGERPRINT = "prospectus/v1"
GITHUBS_FINGERPRINT = "primaryLocationLineHash"
"""The only fingerprint that GitHub reads. It makes one of the text of the line if there is none: an edited line would be another alert."""

_CUT: Text = {
    "en": "{0} findings were left out: a run may hold {1}, and the most severe ones are told",
    "ko": "{0}건을 뺐습니다. 한 번에 {1}건까지만 담을 수 있어 중요한 것부터 담았습니다",
}
_UNSHOWN: Text = {
    "en": "{0} findings that are suppressed or in the baseline are left out: GitHub would open alerts for them",
    "ko": "숨겼거나 기준선에 있는 {0}건을 뺐습니다. GitHub가 경고로 올리기 때문입니다",
}
_ROOT: Text = {"en": "The root of the repository", "ko": "저장소의 최상위 폴더"}
_BASELINE: Text = {"en": "in the baseline", "ko": "기준선에 있음"}

_LINK = Pattern(r"\[(?=[^\[\]]*+\]\()")


class _Told(NamedTuple):
    """A diagnostic to be told, with its fingerprint, and with what holds it back, if anything does."""

    diagnostic: Diagnostic
    fingerprint: str
    suppression: dict[str, str] | None = None


def render(report: Report, lang: str, setting: Setting = PLAIN) -> str:
    """The report as JSON. Columns are counted in Unicode characters, and the file says so."""
    found = _told(report, lang, setting)
    told = found[:MOST]
    codes = sorted({entry.diagnostic.code for entry in told})
    urls = {entry.diagnostic.code: entry.diagnostic.url for entry in told}
    rules = {code: number for number, code in enumerate(codes)}
    driver: dict[str, Any] = {
        "name": "Prospectus",
        "version": __version__,
        "language": lang,
        "rules": [described(code, urls[code], lang) for code in codes],
    }
    if published := next((url.removesuffix(f"{code}/") for code, url in urls.items() if url.startswith("http")), None):
        driver["informationUri"] = published
    hidden = 0 if setting.shows_held_back else len(report.suppressed) + len(report.baselined)
    run = {
        "tool": {"driver": driver},
        "language": lang,
        "invocations": [_invocation(report, lang, setting, lost=len(found) - len(told), hidden=hidden)],
        "originalUriBaseIds": {ROOT: {"description": {"text": say(_ROOT, lang)}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(entry, rules[entry.diagnostic.code], setting.prefix) for entry in told],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _told(report: Report, lang: str, setting: Setting) -> list[_Told]:
    """What is to be told, what weighs most first, what is held back last; among equals in the order of reading."""
    marks = fingerprints(report, setting.prefix)
    shown = [_Told(*pair) for pair in zip(report.diagnostics, marks.shown, strict=True)]
    shown.sort(key=lambda entry: -entry.diagnostic.severity)
    if not setting.shows_held_back:
        return shown
    held = [
        *(_Told(*pair, _suppression(pair[0])) for pair in zip(report.suppressed, marks.suppressed, strict=True)),
        *(
            _Told(*pair, {"kind": "external", "status": "accepted", "justification": say(_BASELINE, lang)})
            for pair in zip(report.baselined, marks.baselined, strict=True)
        ),
    ]
    return shown + sorted(held, key=lambda entry: -entry.diagnostic.severity)


def _suppression(diagnostic: Diagnostic) -> dict[str, str]:
    held = diagnostic.held
    told = {"kind": "inSource" if held is not None and held.is_in_document else "external", "status": "accepted"}
    return {**told, "justification": held.reason} if held is not None and held.reason else told


def _result(entry: _Told, index: int, prefix: str) -> dict[str, Any]:
    diagnostic = entry.diagnostic
    related = diagnostic.related[:MOST_RELATED]
    location: dict[str, Any] = {"physicalLocation": _physical(diagnostic.place, prefix)}
    if diagnostic.where:
        location["logicalLocations"] = [{"fullyQualifiedName": diagnostic.where}]
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": "\n".join(_message(diagnostic))},
        "locations": [location],
    }
    if related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _plain(label.message)},
                "physicalLocation": _physical(label.place, prefix),
            }
            for number, label in enumerate(related, 1)
        ]
    result["partialFingerprints"] = {FINGERPRINT: entry.fingerprint, GITHUBS_FINGERPRINT: f"{entry.fingerprint}:1"}
    result["suppressions"] = [entry.suppression] if entry.suppression is not None else []
    if diagnostic.fix is not None and diagnostic.fix.edits:  # of what is held back, a prompt has none
        result["fixes"] = [_fix(diagnostic.fix, prefix)]
        result["properties"] = {"applicability": diagnostic.fix.applicability}
    if diagnostic.snippet:
        result["properties"] = {**result.get("properties", {}), "snippet": diagnostic.snippet}
    return result


def _message(diagnostic: Diagnostic) -> Iterator[str]:
    """What is said, what helps, and the related places as links: GitHub shows only those that the message links to."""
    yield _plain(diagnostic.message)
    if diagnostic.help:
        yield _plain(diagnostic.help)
    for number, label in enumerate(diagnostic.related[:MOST_RELATED], 1):
        words = label.message.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
        yield f"[{words}]({number})"


def _plain(text: str) -> str:
    """A text in which nothing is a link."""
    return _LINK.sub(r"\\[", text)


def _physical(place: Place, prefix: str) -> dict[str, Any]:
    return {"artifactLocation": _artifact(place.path, prefix), "region": _region(place.start, place.end)}


def _artifact(path: str, prefix: str) -> dict[str, str]:
    return {"uri": uri(rooted(path, prefix)), "uriBaseId": ROOT}


def _region(start: Position, end: Position) -> dict[str, int]:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _fix(fix: Fix, prefix: str) -> dict[str, Any]:
    changes = [
        {
            "artifactLocation": _artifact(path, prefix),
            "replacements": [
                {"deletedRegion": _region(edit.start, edit.end), "insertedContent": {"text": edit.text}}
                for edit in fix.edits
                if edit.path == path
            ],
        }
        for path in dict.fromkeys(edit.path for edit in fix.edits)
    ]
    return {"description": {"text": _plain(fix.title)}, "artifactChanges": changes}


def _invocation(report: Report, lang: str, setting: Setting, *, lost: int, hidden: int) -> dict[str, Any]:
    notes: list[dict[str, Any]] = []
    names = {record.name for record in report.documents}
    for error in report.internal_errors:
        note: dict[str, Any] = {"level": "error", "message": {"text": _plain(internal_error(*error, lang))}}
        if error.path in names:
            note["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(error.path, setting.prefix)}}]
        notes.append(note)
    if lost:
        notes.append({"level": "warning", "message": {"text": say(filled(_CUT, lost, MOST), lang)}})
    if hidden:
        notes.append({"level": "note", "message": {"text": say(filled(_UNSHOWN, hidden), lang)}})
    is_failing = any(diagnostic.severity >= setting.fail_on for diagnostic in report.diagnostics)
    return {
        "executionSuccessful": not report.internal_errors,
        "exitCode": 2 if report.internal_errors else int(is_failing),
        "toolExecutionNotifications": notes,
    }
