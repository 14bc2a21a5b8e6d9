"""The block of ``AGENTS.md`` that tells a coding agent how design documents are checked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.code_span import code
from prospectus.ground.language import say

if TYPE_CHECKING:
    from prospectus.ground.language import Text

BEGIN = "<!-- prospectus:begin -->"
END = "<!-- prospectus:end -->"

_BLOCK: Text = {
    "en": """\
## Design documents

The design documents of ML projects are {documents}: Markdown with YAML front matter, checked by Prospectus.

- After each change to one, run `prospectus lint --format concise FILE`. Exit code 0 is clean, 1 has findings, 2 could not run.
- `prospectus explain CODE` says why a finding is one and how it is mended; `prospectus explain metrics.baseline` is the page of a fact.
- `prospectus next FILE` lists what the next stage asks for. Raise `stage` only when somebody asks for it.
- `prospectus new TITLE` starts a document.
- Never make up a number, a date, a name or a source so that a finding goes away: ask, or leave the finding.
- Add no waiver, no ignore comment and no exception to the configuration unless somebody asks for it.
""",
    "ko": """\
## 설계 문서

머신러닝 프로젝트의 설계 문서는 {documents}입니다. YAML 프런트 매터가 있는 Markdown이며 Prospectus로 검사합니다.

- 문서를 고칠 때마다 `prospectus lint --format concise FILE`을 실행합니다. 종료 코드 0은 문제없음, 1은 문제 발견, 2는 실행 실패입니다.
- `prospectus explain CODE`는 왜 문제인지와 고치는 방법을, `prospectus explain metrics.baseline`은 항목의 뜻을 설명합니다.
- `prospectus next FILE`은 다음 단계에 필요한 것을 보여 줍니다. `stage`는 요청을 받았을 때만 올립니다.
- `prospectus new TITLE`로 새 문서를 시작합니다.
- 검사를 통과하려고 숫자, 날짜, 이름, 출처를 지어내지 않습니다. 물어보거나 문제를 그대로 둡니다.
- 요청받지 않았다면 예외 승인이나 무시 주석, 설정의 예외를 추가하지 않습니다.
""",
}


def agents_block(documents: tuple[str, ...], lang: str) -> str:
    """The block with its marks and Unix line ends."""
    named = ", ".join(map(code, documents))
    return f"{BEGIN}\n{say(_BLOCK, lang).replace('{documents}', named)}{END}\n"


def block_in(text: str) -> tuple[int, int] | None:
    """Where the block stands in a text, with the marks; None when there is none, or more than one, or one mark alone."""
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        return None
    start, end = text.index(BEGIN), text.index(END)
    return (start, end + len(END)) if start < end else None


def with_block(text: str, block: str) -> str | None:
    """The text with the block in place of the one that it has, else at its end; None when its marks are in disorder."""
    eol = "\r\n" if "\r\n" in text else "\n"
    written = block.replace("\n", eol)
    place = block_in(text)
    if place is not None:
        return text[: place[0]] + written.removesuffix(eol) + text[place[1] :]
    if BEGIN in text or END in text:
        return None
    between = "" if not text else eol if text.endswith("\n") else eol * 2
    return text + between + written
