"""``prospectus lint --fix`` and ``--diff``: the fixes of findings, written into the documents or only shown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from prospectus.cli import streams
from prospectus.cli.codes import check_codes
from prospectus.cli.fault import fault
from prospectus.cli.run import fail
from prospectus.engine.rewrite import rewrite_text
from prospectus.engine.workspace import Workspace
from prospectus.ground import difference
from prospectus.ground.language import filled, say
from prospectus.ground.source import BOM
from prospectus.ground.terminal import plain
from prospectus.writing.mending import Mended, mend, with_links

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from prospectus.cli.lint.files import Chosen
    from prospectus.cli.lint.request import Request
    from prospectus.config import Config
    from prospectus.ground.language import Text
    from prospectus.model.finding import Applicability

_ALONE: Text = {
    "en": "--unsafe-fixes goes with --fix or --diff",
    "ko": "--unsafe-fixes는 --fix나 --diff와 함께 쓰세요",
}
_FIXED: Text = {
    "en": "fixed {0} {1} and inserted {2} {3} in {4} {5}",
    "ko": "문서 {4}개에서 {0}건을 고치고 작성 안내 {2}개를 넣었습니다",
}
_WOULD: Text = {
    "en": "would fix {0} {1} and insert {2} {3} in {4} {5}",
    "ko": "문서 {4}개에서 {0}건을 고치고 작성 안내 {2}개를 넣게 됩니다",
}
_NOTHING: Text = {"en": "nothing to fix", "ko": "고칠 것이 없습니다"}
_UNFINISHED: Text = {
    "en": "{0}: has so much to fix that it takes another run",
    "ko": "{0}: 고칠 것이 많아 한 번 더 실행해야 합니다",
}
_INTERNAL: Text = {
    "en": "internal error: {0} could not be fixed: {1}; please report this, it was left alone",
    "ko": "내부 오류: {0}을(를) 고치지 못했습니다: {1}. 알려 주세요. 파일은 그대로 두었습니다",
}


class Fixes(NamedTuple):
    """What was mended, by the names of documents, and what was said of those at which we failed."""

    mended: dict[str, Mended]
    failures: tuple[Text, ...]


def check(request: Request) -> None:
    """Exit with 2 when a call tells which fixes it wants, and not what for."""
    if not (request.fix or request.diff):
        fail(_ALONE)


def wanted(request: Request) -> frozenset[Applicability]:
    """The kinds of fixes that a call wants."""
    safe: frozenset[Applicability] = frozenset({"safe", "prompt"})
    return safe | {"unsafe"} if request.unsafe_fixes else safe


def fixes(config: Config, request: Request, files: Chosen, today: date, lang: str) -> Fixes:
    """The documents of a call that its fixes change."""
    check_codes(config)
    if request.write_baseline and config.baseline_file is not None and not os.path.lexists(config.baseline_file):
        config = config._replace(baseline=None)  # it is written afterwards, of what is left
    workspace = Workspace(config, today=today, uses_cache=not request.no_cache, jobs=request.jobs)
    workspace.check_all(files.own, files.documents)
    report = workspace.report(lang)
    kinds = wanted(request)
    names = dict.fromkeys(
        entry.path for entry in report.diagnostics if entry.fix is not None and entry.fix.applicability in kinds
    )
    known = workspace.baseline_entries()
    mended: dict[str, Mended] = {}
    failures: list[Text] = []
    for name in names:
        try:
            entry = mend(workspace, name, lang, kinds, known.get(name, ()))
        except Exception as error:  # noqa: BLE001 - our fault must not end the run
            failures.append(filled(_INTERNAL, name, f"{type(error).__name__}: {error}"))
            continue
        if entry.after != entry.before:
            mended[name] = entry
    mended = with_links(workspace, mended)
    return Fixes(dict(sorted(mended.items())), tuple(failures))


def write(found: Fixes, lang: str) -> bool:
    """Write what was mended, and say so; whether all of it was written."""
    written: list[Mended] = []
    failures = [*found.failures]
    for name, entry in found.mended.items():
        try:
            rewrite_text(entry.document.source, entry.after)
            written.append(entry)
        except OSError as error:
            failures.append(fault(error, name))
    _say(_FIXED, written, failures, lang)
    return not failures


def shown(found: Fixes, lang: str, *, for_eyes: bool) -> str:
    """What would change, as a unified diff that ``patch -p1`` takes; one ``for_eyes`` holds nothing that steers a terminal."""
    diff = "".join(_difference(name, entry) for name, entry in found.mended.items())
    _say(_WOULD, [*found.mended.values()], found.failures, lang)
    return difference.for_eyes(diff) if for_eyes else diff


def _difference(name: str, entry: Mended) -> str:
    path = entry.document.source.path
    mark = BOM if path is not None and _has_mark(path) else ""
    return difference.unified(name, mark + entry.before, mark + entry.after)


def _has_mark(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(BOM.encode())) == BOM.encode()
    except OSError:
        return False


def _say(words: Text, entries: Sequence[Mended], failures: Sequence[Text], lang: str) -> None:
    fixed, prompted = sum(entry.fixed for entry in entries), sum(entry.prompted for entry in entries)
    finding, prompt = "finding" if fixed == 1 else "findings", "prompt" if prompted == 1 else "prompts"
    document = "document" if len(entries) == 1 else "documents"
    streams.note(
        say(filled(words, fixed, finding, prompted, prompt, len(entries), document) if entries else _NOTHING, lang)
    )
    unfinished = (filled(_UNFINISHED, entry.document.source.name) for entry in entries if entry.is_unfinished)
    for remark in (*unfinished, *failures):
        streams.note(plain(say(remark, lang)))
