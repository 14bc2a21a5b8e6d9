"""What ``prospectus lint`` says beside its findings, on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import filled, say

if TYPE_CHECKING:
    from prospectus.engine.outcome import Outcome
    from prospectus.ground.language import Text

_SUMMARY: Text = {
    "en": "{0} {1} checked ({2} skipped, {3} suppressed, {10}{4} cached): {5} {6}, {7} {8}, {9} info",
    "ko": "문서 {0}개 검사 (건너뜀 {2}, 숨김 {3}, {10}캐시 {4}): 오류 {5}, 경고 {7}, 참고 {9}",
}
_BASELINED: Text = {"en": "{0} baselined, ", "ko": "기준 파일로 보류 {0}, "}
_FIXABLE: Text = {"en": "; {0} fixable with --fix", "ko": ", {0}건은 --fix로 고칠 수 있음"}
_PROMPTS: Text = {"en": "; {0} to be prompted for with --fix", "ko": ", {0}건은 --fix로 작성 안내를 넣을 수 있음"}
_UNSAFE: Text = {"en": "; {0} more with --unsafe-fixes", "ko": ", {0}건은 --unsafe-fixes로 고칠 수 있음"}


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
