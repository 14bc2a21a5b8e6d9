"""The ``github`` format: commands by which a GitHub Actions step annotates the files of a pull request.

Of a step's annotations GitHub shows ten of each kind, in their order, and drops the others in silence. So errors come first, what
weighs less after them, and what has no place is counted in a last annotation; the step's summary has it all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity
from prospectus.ground.terminal import plain
from prospectus.output import PLAIN, Setting
from prospectus.output.address import rooted
from prospectus.output.internal import internal_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prospectus.engine.report import Report
    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Diagnostic

MOST = 10
"""So many annotations of a kind are shown of a step."""

KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

_TITLE = "Prospectus"
_MORE: Text = {
    "en": "… and {0} more: {1} errors, {2} warnings, {3} info; the summary of this step lists them all",
    "ko": "… 그리고 {0}건 더: 오류 {1}, 경고 {2}, 참고 {3}. 전체 목록은 이 단계의 요약에 있습니다",
}
_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_PROPERTY = (*_DATA, (":", "%3A"), (",", "%2C"))


def render(report: Report, lang: str, setting: Setting = PLAIN) -> str:
    """The report as workflow commands, a line each; nothing that a document says can become a command of its own."""
    ours = [
        _command("error", {"title": _TITLE}, [internal_error(*error, lang)]) for error in report.internal_errors[:MOST]
    ]
    by_kind = {
        severity: [found for found in report.diagnostics if found.severity == severity]
        for severity in sorted(KINDS, reverse=True)
    }
    room = dict.fromkeys(by_kind, MOST) | {Severity.ERROR: MOST - len(ours)}
    if any(len(found) > room[severity] for severity, found in by_kind.items()):
        room[Severity.INFO] = MOST - 1  # what counts the others is a notice, too
    lines = [
        *ours,
        *(_annotation(found, setting.prefix) for severity, kind in by_kind.items() for found in kind[: room[severity]]),
    ]
    left = [max(0, len(found) - room[severity]) for severity, found in by_kind.items()]
    if any(left):
        lines.append(_command("notice", {"title": _TITLE}, [say(filled(_MORE, sum(left), *left), lang)]))
    return "".join(f"{line}\n" for line in lines)


def _annotation(diagnostic: Diagnostic, prefix: str) -> str:
    start, end = diagnostic.start, diagnostic.end
    properties = {"file": rooted(diagnostic.path, prefix), "line": str(start.line)}
    if end.line == start.line:  # with columns across lines, GitHub takes neither
        properties |= {"col": str(start.column), "endLine": str(end.line), "endColumn": str(end.column)}
    else:  # a place that ends before the first character of a line ends on the line above
        properties["endLine"] = str(max(start.line, end.line - (end.column == 1)))
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    said = [diagnostic.message, *([diagnostic.help] if diagnostic.help else [])]
    return _command(KINDS[diagnostic.severity], properties, said)


def _command(kind: str, properties: dict[str, str], said: Iterable[str]) -> str:
    told = ",".join(f"{key}={_escaped(plain(value), _PROPERTY)}" for key, value in properties.items())
    return f"::{kind} {told}::{_escaped(chr(10).join(map(plain, said)), _DATA)}"


def _escaped(text: str, escapes: Sequence[tuple[str, str]]) -> str:
    for character, escape in escapes:
        text = text.replace(character, escape)
    return text
