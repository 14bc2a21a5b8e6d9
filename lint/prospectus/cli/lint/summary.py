"""What ``prospectus lint`` says beside its findings, on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.cli import streams
from prospectus.config import DEFAULT_DOCUMENTS
from prospectus.engine.files import left_over, unmatched
from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity

if TYPE_CHECKING:
    from prospectus.cli.lint.files import Chosen
    from prospectus.cli.lint.request import Request
    from prospectus.cli.run import Run
    from prospectus.config import Config
    from prospectus.engine.outcome import Outcome
    from prospectus.ground.language import Text

_UNMATCHED: Text = {
    "en": "note: no document matches '{0}' of `documents`",
    "ko": "참고: `documents`의 '{0}'에 맞는 문서가 없습니다",
}
_LEFT_OVER: Text = {
    "en": "note: '{0}' of `exclude` leaves no document out",
    "ko": "참고: `exclude`의 '{0}'(으)로 빠지는 문서가 없습니다",
}
_TALLY: Text = {"en": "documents: {0}", "ko": "문서 {0}개"}

_SUMMARY: Text = {
    "en": "{0} {1} checked ({2} skipped, {3} suppressed, {10}{4} cached): {5} {6}, {7} {8}, {9} info",
    "ko": "문서 {0}개 검사 (건너뜀 {2}, 숨김 {3}, {10}캐시 {4}): 오류 {5}, 경고 {7}, 참고 {9}",
}
_BASELINED: Text = {"en": "{0} baselined, ", "ko": "기준 파일로 보류 {0}, "}
_FIXABLE: Text = {"en": "; {0} fixable with --fix", "ko": ", {0}건은 --fix로 고칠 수 있음"}
_PROMPTS: Text = {"en": "; {0} to be prompted for with --fix", "ko": ", {0}건은 --fix로 작성 안내를 넣을 수 있음"}
_UNSAFE: Text = {"en": "; {0} more with --unsafe-fixes", "ko": ", {0}건은 --unsafe-fixes로 고칠 수 있음"}


def tell(outcome: Outcome, request: Request, config: Config, files: Chosen, run: Run) -> None:
    """Say what was done."""
    lang, options = run.lang, run.options(request.config_file)
    for code, name, weight, count, having in outcome.tallies if request.statistics else ():
        words = say(filled(_TALLY, having), lang)
        streams.note(f"{Severity(weight).word:7} {count:5}  {code}  {name} ({words})")
    if config.documents is not DEFAULT_DOCUMENTS:
        for pattern in unmatched(config, files.documents):
            streams.note(say(filled(_UNMATCHED, pattern), lang))
    for pattern in left_over(config, files.left_out):
        streams.note(say(filled(_LEFT_OVER, pattern), lang))
    if not outcome.documents:
        from prospectus.cli.nothing import MOST_TOLD, why_skipped  # noqa: PLC0415 - seldom

        for path in files.skipped[:MOST_TOLD]:
            streams.note(say(why_skipped(path, config), lang))
    streams.note(summary(outcome, lang))
    if outcome.nearer or outcome.stale:
        from prospectus.cli.lint import baseline  # noqa: PLC0415 - seldom

        for line in baseline.notes(outcome, config, options, lang):
            streams.note(line)
    _tell_faults(outcome, lang)


def _tell_faults(outcome: Outcome, lang: str) -> None:
    """Say where we failed ourselves."""
    if outcome.internal_errors:
        from prospectus.output.internal import internal_error  # noqa: PLC0415 - never, one hopes

        for internal in outcome.internal_errors:
            streams.note(internal_error(*internal, lang))


def summary(outcome: Outcome, lang: str) -> str:
    """The one line that says what was done."""
    documents = "document" if outcome.documents == 1 else "documents"
    errors = "error" if outcome.errors == 1 else "errors"
    warnings = "warning" if outcome.warnings == 1 else "warnings"
    unreported = outcome.skipped, outcome.suppressed, outcome.cached
    found = outcome.errors, errors, outcome.warnings, warnings, outcome.infos
    baselined = filled(_BASELINED, outcome.baselined) if outcome.baselined else ""
    said = say(filled(_SUMMARY, outcome.documents, documents, *unreported, *found, baselined), lang)
    told = ((_FIXABLE, outcome.fixable), (_PROMPTS, outcome.promptable), (_UNSAFE, outcome.unsafely_fixable))
    for words, count in told:
        said += say(filled(words, count), lang) if count else ""
    return said
