"""``prospectus lint --add-waivers``: waivers for what is found, written into the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.cli import streams
from prospectus.cli.codes import check_codes
from prospectus.cli.fault import fault
from prospectus.cli.run import fail
from prospectus.engine.rewrite import rewrite_text
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import filled, say
from prospectus.ground.placeholder import states_nothing
from prospectus.writing.waiving import Grant, Waived, may_be_waived, waive

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from prospectus.cli.lint.files import Chosen
    from prospectus.cli.lint.request import Request
    from prospectus.config import Config
    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Diagnostic

_NO_REASON: Text = {
    "en": "--add-waivers: '{0}' gives no reason; say why these findings may stay",
    "ko": "--add-waivers: '{0}'에는 이유가 없습니다. 이 결과를 남겨 두는 이유를 적으세요",
}
_NO_END: Text = {
    "en": "--add-waivers needs --expires YYYY-MM-DD: the last day on which the waivers hold",
    "ko": "--add-waivers에는 --expires YYYY-MM-DD가 필요합니다. 예외가 유효한 마지막 날짜입니다",
}
_PAST: Text = {
    "en": "--expires {0}: is not in the future; the waivers would hold nothing",
    "ko": "--expires {0}: 앞으로의 날짜가 아니므로 예외가 아무 효력이 없습니다",
}
_ALONE: Text = {"en": "--expires goes with --add-waivers", "ko": "--expires는 --add-waivers와 함께 쓰세요"}
_INSTEAD: Text = {
    "en": "--add-waivers and {0}: give one; each has its own way with what is found",
    "ko": "--add-waivers와 {0}: 하나만 지정하세요. 결과를 다루는 방법이 서로 다릅니다",
}
_ADDED: Text = {
    "en": "added {0} {1} for {2} {3} in {4} {5}, until {6}",
    "ko": "문서 {4}개에 예외 {0}개를 넣었습니다 (결과 {2}건, {6}까지)",
}
_NOTHING: Text = {"en": "nothing to waive", "ko": "예외로 둘 것이 없습니다"}
_NEVER: Text = {
    "en": "{0}:{1}: {2} cannot be waived",
    "ko": "{0}:{1}: {2}은(는) 예외로 둘 수 없습니다",
}
_NOT_EDITED: Text = {
    "en": "{0}: its front matter cannot be edited; write the waivers by hand",
    "ko": "{0}: 프런트 매터를 고칠 수 없습니다. 예외를 직접 적으세요",
}


def check(request: Request, today: date) -> None:
    """Exit with 2 when a call does not say why, or until when, or asks for something else with the same findings."""
    if request.add_waivers is None:
        fail(_ALONE)
    if not request.add_waivers.strip() or states_nothing(request.add_waivers):
        fail(_NO_REASON, request.add_waivers)
    if request.expires is None:
        fail(_NO_END)
    if request.expires <= today:
        fail(_PAST, request.expires)
    others = {
        "--write-baseline": request.write_baseline,
        "--prune-baseline": request.prune_baseline,
        "--fix": request.fix,
        "--diff": request.diff,
    }
    for option, is_given in others.items():
        if is_given:
            fail(_INSTEAD, option)


def add(config: Config, request: Request, files: Chosen, today: date, lang: str) -> bool:
    """Write waivers for all that is found at or above the threshold, and say so; whether every document could be written."""
    check_codes(config)
    assert request.add_waivers is not None  # noqa: S101 - checked before
    assert request.expires is not None  # noqa: S101
    grant = Grant(" ".join(request.add_waivers.split()), request.expires)
    workspace = Workspace(config, today=today, uses_cache=not request.no_cache, jobs=request.jobs)
    workspace.check_all(files.only, files.documents)
    found: dict[str, list[Diagnostic]] = {}
    remarks: list[Text] = []
    for entry in workspace.report(lang).diagnostics:
        if entry.severity >= config.fail_on and may_be_waived(entry):
            found.setdefault(entry.path, []).append(entry)
        elif entry.severity >= config.fail_on:
            remarks.append(filled(_NEVER, entry.path, entry.start.line, entry.code))
    written: list[Waived] = []
    is_failed = False
    for name, entries in found.items():
        waived = waive(workspace.document(name), entries, grant)
        try:
            remark = None if _write(waived) else filled(_NOT_EDITED, name)
        except OSError as error:
            is_failed = True
            remark = fault(error, name)
        if remark is None:
            written.append(waived)
        else:
            remarks.append(remark)
    if written or not remarks:
        streams.note(say(_told(written, grant), lang))
    for remark in remarks:
        streams.note(say(remark, lang))
    return not is_failed


def _write(waived: Waived) -> bool:
    """Write a document with its waivers; whether it could be edited. Raises :class:`OSError` where it cannot be written."""
    if waived.after is None:
        return False
    rewrite_text(waived.document.source, waived.after)
    return True


def _told(written: Sequence[Waived], grant: Grant) -> Text:
    """What was done, in a line."""
    if not written:
        return _NOTHING
    waivers, findings = sum(entry.waivers for entry in written), sum(entry.findings for entry in written)
    counts = (waivers, _many("waiver", waivers), findings, _many("finding", findings))
    return filled(_ADDED, *counts, len(written), _many("document", len(written)), grant.expires)


def _many(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
