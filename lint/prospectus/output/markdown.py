"""The ``markdown`` format: a report for a comment on a pull request, or for the summary of a CI job.

The first line is a marker that nobody sees: by it, whoever posts the report finds the comment of the last run and changes that one.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity
from prospectus.output import PLAIN, Setting
from prospectus.output.address import rooted
from prospectus.output.fix_label import fix_label
from prospectus.output.inert import code, words
from prospectus.output.internal import internal_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prospectus.engine.report import Report
    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Diagnostic, Label

MARKER = "<!-- prospectus -->"
MOST_CHARACTERS = 65_536
"""The longest comment that GitHub takes; GitLab takes a longer one."""

_ITEM = "- "
_ROOM = 400
"""What is kept free, in characters or bytes, for the line that says how much was left out."""

_HEAD: Text = {
    "en": "Prospectus: {0} errors, {1} warnings, {2} info",
    "ko": "Prospectus: 오류 {0}, 경고 {1}, 참고 {2}",
}
_CHECKED: Text = {
    "en": "Documents checked: {0}. Held back: {1} suppressed, {2} in the baseline.",
    "ko": "검사한 문서 {0}개. 보이지 않는 결과: 숨김 {1}, 기준선 {2}.",
}
_MORE: Text = {
    "en": "… and {0} more, for which there is no room here; `prospectus lint` shows them all.",
    "ko": "… 그리고 {0}건 더 있지만 여기에는 넣을 자리가 없습니다. `prospectus lint`로 모두 볼 수 있습니다.",
}
_LINE: Text = {"en": "line {0}", "ko": "{0}행"}
_HINT: Text = {"en": "hint", "ko": "힌트"}
_FIX: Text = {"en": "fix", "ko": "수정"}
_SEVERITIES: dict[Severity, Text] = {
    Severity.ERROR: {"en": "error", "ko": "오류"},
    Severity.WARNING: {"en": "warning", "ko": "경고"},
    Severity.INFO: {"en": "info", "ko": "참고"},
}


def render(report: Report, lang: str, setting: Setting = PLAIN) -> str:
    """The report as a comment, cut to what GitHub takes."""
    return cut(whole(report, lang, setting), lang, MOST_CHARACTERS, len)


def whole(report: Report, lang: str, setting: Setting = PLAIN) -> str:
    """The report as it is, however long."""
    return "".join(f"{line}\n" for line in _lines(report, lang, setting.prefix))


def cut(text: str, lang: str, limit: int, size: Callable[[str], int]) -> str:
    """A report with as many of its findings, from the first on, as a limit has room for, and how many it had no room for.

    ``size`` is what the limit counts. Empty when not even the head has room.
    """
    if size(text) <= limit:
        return text
    kept: list[str] = []
    left = limit - _ROOM
    lines = text.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith((_ITEM, "#", "\n", MARKER))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        block = "".join(lines[start:end])
        left -= size(block)
        if left < 0:
            lost = sum(line.startswith(_ITEM) for line in lines[start:])
            more = f"\n{say(filled(_MORE, lost), lang)}\n"
            return "".join(kept).rstrip("\n") + "\n" + more if kept else ""
        kept.append(block)
    return "".join(kept)


def _lines(report: Report, lang: str, prefix: str) -> Iterator[str]:
    errors, warnings, infos = (report.count(severity) for severity in sorted(Severity, reverse=True))
    yield MARKER
    yield f"## {words(say(filled(_HEAD, errors, warnings, infos), lang))}"
    yield ""
    held = len(report.documents), len(report.suppressed), len(report.baselined)
    yield words(say(filled(_CHECKED, *held), lang))
    if report.internal_errors:
        yield ""
        yield from (f"{_ITEM}**{words(internal_error(*error, lang))}**" for error in report.internal_errors)
    for path, of_document in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.path):
        yield ""
        yield f"### {code(rooted(path, prefix))}"
        yield ""
        for diagnostic in of_document:
            yield from _item(diagnostic, lang, prefix)


def _item(diagnostic: Diagnostic, lang: str, prefix: str) -> Iterator[str]:
    line = say(filled(_LINE, diagnostic.start.line), lang)
    rule = code(diagnostic.code)
    if diagnostic.url.startswith(("https://", "http://")):
        rule = f"[{rule}](<{_address(diagnostic.url)}>)"
    severity = say(_SEVERITIES[diagnostic.severity], lang)
    yield f"{_ITEM}**{severity}** {rule}, {line}: {words(diagnostic.message)}"
    for label in diagnostic.related:
        yield f"  {_ITEM}{_label(label, diagnostic, lang, prefix)}"
    if diagnostic.help:
        yield f"  {_ITEM}{say(_HINT, lang)}: {words(diagnostic.help)}"
    if diagnostic.fix is not None:
        yield f"  {_ITEM}{say(_FIX, lang)}: {words(fix_label(diagnostic.fix, lang))}"


def _label(label: Label, diagnostic: Diagnostic, lang: str, prefix: str) -> str:
    where = say(filled(_LINE, label.place.start.line), lang)
    if label.place.path != diagnostic.path:
        where = f"{code(rooted(label.place.path, prefix))}, {where}"
    return f"{where}: {words(label.message)}"


def _address(url: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in "<>\\`|\n\r" else sign for sign in url)
