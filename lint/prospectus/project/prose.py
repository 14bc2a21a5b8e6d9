"""What counts as written: a text in which something else stands than the placeholders of a template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.model.document import columns

if TYPE_CHECKING:
    from prospectus.model.document import SectionText

_NOTES = r"""
    (?-i:TODO|FIXME|TBD|TBA|WIP)\b[^\n]*   # a note to oneself, to the end of its line
    | lorem[ ]ipsum[^\n]*
    | (?: todo | fixme | tb[ad] | t\.b\.[ad] | wip | xxx+ | n/?a | none | nothing | unknown | placeholder
        | coming[ ]soon | work[ ]in[ ]progress
        | to[ ]be[ ](?: added | announced | confirmed | decided | defined | described | determined | done | written )
        | 미정 | 미작성 | 추후[ ]?(?: 작성 | 결정 | 기입 | 기재 | 정의 | 업데이트 | 추가 )?[ ]?(?: 예정 )?
        | 작성[ ]?(?: 예정 | 중 | 필요 ) | 내용[ ]?없음 | 없음 | 해당[ ]?(?: 사항[ ]? )?없음 | 준비[ ]?중
      )(?: 입니다 | 이다 | 임 | 함 | 합니다 )?(?!\w)
"""
_PROMPTS = r"\[[^\[\]\n]*\](?![(\[:]) | \{[^{}\n]*\} | <[^<>\n]*>"
_PLACEHOLDERS = Pattern(
    rf"(?> {_PROMPTS} | {_NOTES} | [\s*_`>|:.,!?()\#}}\[\]…~-] | \d+[.)](?=\s) )*+\Z", re.IGNORECASE | re.VERBOSE
)
"""Text in which nothing stands but placeholder words, bracketed prompts of a template, and marks."""


def is_written(text: SectionText, minimum: int) -> bool:
    """Whether a section says something, and says it at some length."""
    prose = text.prose
    return (len(prose) >= minimum or columns(prose) >= minimum) and not is_placeholder(prose)


def is_placeholder(prose: str) -> bool:
    """Whether nothing is left of a text when its placeholder words and marks are taken away."""
    return _PLACEHOLDERS.match(prose) is not None
