"""Names as they are compared: by their words, whatever their order, their case and the small words between them."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from prospectus.ground.pattern import Pattern

LONGEST_NAME = 120
"""What is longer is a sentence and no name."""

_PUNCTUATION = Pattern(r"[()\[\],;\uff08\uff09]")
_HIDDEN = Pattern(r"\[\^[^\[\]]*\]|\]\([^()]*\)")
_WORD = Pattern(r"[^\W_]+(?:[.@][^\W_]+)*")
_SMALL = frozenset(
    "a an the of in to for at and or per with within by s our overall agreed official project 이 그 우리 프로젝트 및 또한 그리고 단".split()
)
_SHORTEST_PLURAL = 4


@cache
def phrases(table: str) -> frozenset[str]:
    """The phrases of a table in the source, between commas."""
    return frozenset(" ".join(phrase.split()) for phrase in table.split(","))


def folded(text: str) -> str:
    """A text in lower case, with single spaces and without marks."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().replace("*", "").replace("`", "").split())


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words of a name that tell something, without plural; none of what is no name."""
    if len(text) > LONGEST_NAME:
        return frozenset()
    if "[" in text:
        text = _HIDDEN.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    words = (word[:-1] if _is_plural(word) else word.removesuffix("의") for word in _WORD.findall(text.casefold()))
    return frozenset(word for word in words if word) - _SMALL


def _is_plural(word: str) -> bool:
    return len(word) >= _SHORTEST_PLURAL and word[-1] == "s" and word[-2] not in "isu"


@lru_cache(maxsize=4096)
def parts_of(name: str) -> tuple[str, ...]:
    """A name without what stands in brackets or after commas, and then each of those."""
    first, *more = _PUNCTUATION.split(name)
    return folded(first), *(part for one in more if (part := folded(one)))
