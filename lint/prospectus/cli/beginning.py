"""What a document is begun with: a title that a document may have, and somebody who answers for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.cli.run import fail
from prospectus.ground.terminal import plain
from prospectus.writing.author import author

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_EMPTY: Text = {"en": "the title is empty", "ko": "제목이 비어 있습니다"}
_NO_TEXT: Text = {
    "en": "the title holds characters that are no text: '{0}'",
    "ko": "제목에 글자가 아닌 문자가 있습니다: '{0}'",
}
_OWNER: Text = {"en": "say who answers for it: --owner NAME", "ko": "담당자를 알려 주세요: --owner NAME"}
_NO_TEXT_IN_YAML = "\ufffe\uffff"
"""What is no control character, and yet none that YAML allows."""


def refuse_odd(title: str) -> None:
    """Exit with 2 where a title is none, or holds what no document may."""
    if not title:
        fail(_EMPTY)
    if plain(title) != title or any(char in _NO_TEXT_IN_YAML or "\ud800" <= char <= "\udfff" for char in title):
        fail(_NO_TEXT, title)


def owner_here() -> str:
    """Who answers for a document unless somebody is named; exits with 2 where nobody is known."""
    return author(Path.cwd()) or fail(_OWNER)
