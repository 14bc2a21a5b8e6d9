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
_INTERNAL_READING: Text = {
    "en": "internal error: {0} could not be checked: {1}; please report this, the other documents were",
    "ko": "내부 오류: {0}을(를) 검사하지 못했습니다: {1}. 알려 주세요. 나머지 문서는 검사했습니다",
}
_INTERNAL: Text = {
    "en": "internal error: rule {0} failed on {1}: {2}; please report this, the other rules went on",
    "ko": "내부 오류: 규칙 {0}이(가) {1}에서 실패했습니다: {2}. 알려 주세요. 나머지 검사는 계속했습니다",
}


def summary(outcome: Outcome, lang: str) -> str:
    """The one line that says what was done."""
    documents = "document" if outcome.documents == 1 else "documents"
    errors = "error" if outcome.errors == 1 else "errors"
    warnings = "warning" if outcome.warnings == 1 else "warnings"
    unreported = outcome.skipped, outcome.suppressed, outcome.cached
    found = outcome.errors, errors, outcome.warnings, warnings, outcome.infos
    baselined = filled(_BASELINED, outcome.baselined) if outcome.baselined else ""
    return say(filled(_SUMMARY, outcome.documents, documents, *unreported, *found, baselined), lang)


def internal_error(code: str, path: str, error: str, lang: str) -> str:
    """What our own fault looks like, in a rule or outside of all: with what is needed to report it."""
    words = filled(_INTERNAL, code, path, error) if code else filled(_INTERNAL_READING, path, error)
    return say(words, lang)
