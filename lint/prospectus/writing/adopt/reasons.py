"""Why a document is not adopted, and what is noted of one that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prospectus.ground.language import Text

NOBODY: Text = {
    "en": "nobody is known to answer for it; say who: --owner NAME",
    "ko": "담당자를 알 수 없습니다. --owner NAME으로 알려 주세요",
}
EMPTY: Text = {
    "en": "it is empty; `prospectus new` starts a document",
    "ko": "빈 파일입니다. `prospectus new`로 새 문서를 시작하세요",
}
NO_ROOM: Text = {
    "en": "its front matter cannot be extended without changing what is there",
    "ko": "프런트 매터의 기존 내용을 바꾸지 않고는 추가할 수 없습니다",
}
NO_DESIGN: Text = {
    "en": "hardly a heading of it is one of a design document; name it to adopt it all the same",
    "ko": "설계 문서에 있을 만한 제목이 거의 없습니다. 그래도 가져오려면 파일을 직접 지정하세요",
}
ALREADY: Text = {"en": "already adopted", "ko": "이미 가져온 문서"}
TWICE: Text = {"en": "the key {0} stands there twice", "ko": "키 {0}이(가) 두 번 나옵니다"}
AT_STAGE: Text = {
    "en": "at `{0}` it would have errors that adopting cannot mend, the first: {1}; leave --stage away",
    "ko": "`{0}` 단계에서는 고칠 수 없는 오류가 남습니다. 첫 오류: {1}. --stage 없이 실행하세요",
}
FAILED: Text = {"en": "the result would have an error of structure: {0}", "ko": "결과에 구조 오류가 남습니다: {0}"}
TOML: Text = {
    "en": "the TOML block (`+++`) stays in the text; delete it once nothing reads it",
    "ko": "TOML 블록(`+++`)은 본문에 그대로 남습니다. 읽는 도구가 없으면 지우세요",
}
LATER: Text = {
    "en": "a front matter that does not stand at the top stays in the text; nothing reads it",
    "ko": "맨 위에 있지 않은 프런트 매터는 본문에 그대로 남습니다. 이를 읽는 도구는 없습니다",
}
UNMARKED: Text = {
    "en": "it has hardly a heading; line {0} (“{1}”) reads like one, and others do: `## ` before such a line makes it one",
    "ko": "제목이 거의 없습니다. {0}행(“{1}”)처럼 제목으로 보이는 줄은 앞에 `## `를 붙이면 제목이 됩니다",
}
UNKNOWN: Text = {
    "en": "`{0}` names '{1}', and no document has that id",
    "ko": "`{0}`에 적힌 '{1}'은(는) 어느 문서의 id도 아닙니다",
}
TAKEN: Text = {"en": "its id '{0}' is that of another document, too", "ko": "id '{0}'을(를) 다른 문서에서도 씁니다"}
