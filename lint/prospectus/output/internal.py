"""What our own fault looks like, in a rule or outside of all: with what is needed to report it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import filled, say

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_READING: Text = {
    "en": "internal error: {0} could not be checked: {1}; please report this, the other documents were",
    "ko": "내부 오류: {0}을(를) 검사하지 못했습니다: {1}. 알려 주세요. 나머지 문서는 검사했습니다",
}
_RULE: Text = {
    "en": "internal error: rule {0} failed on {1}: {2}; please report this, the other rules went on",
    "ko": "내부 오류: 규칙 {0}이(가) {1}에서 실패했습니다: {2}. 알려 주세요. 나머지 검사는 계속했습니다",
}


def internal_error(code: str, path: str, error: str, lang: str) -> str:
    """The sentence about one internal error: the rule's code, empty for the reading of a document; the file; what was raised."""
    words = filled(_RULE, code, path, error) if code else filled(_READING, path, error)
    return say(words, lang)
