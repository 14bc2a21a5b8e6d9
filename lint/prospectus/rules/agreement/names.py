"""Names as they are compared: by their words, whatever their order, their case and the small words between them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from prospectus.ground.pattern import Pattern
from prospectus.rules.agreement.terms import listed_terms

LONGEST_NAME = 120
"""What is longer is a sentence and no name."""

_PUNCTUATION = Pattern(r"[()\[\],;\uff08\uff09]")
_HIDDEN = Pattern(r"\[\^[^\[\]]*\]|\]\([^()]*\)")
_WORD = Pattern(r"[^\W_]+(?:[.@][^\W_]+)*")
_SHORTEST_PLURAL = 4


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
    words = _WORD.findall(folded(_HIDDEN.sub(" ", text) if "[" in text else text))
    return frozenset(_singular(word) for word in words) - listed_terms("small")


def _singular(word: str) -> str:
    if len(word) >= _SHORTEST_PLURAL and word[-1] == "s" and word[-2] not in "isu":
        return word[:-1]
    return word.removesuffix("의")


@lru_cache(maxsize=4096)
def parts_of(name: str) -> tuple[str, ...]:
    """A name without what stands in brackets or after commas, and then each of those."""
    first, *more = _PUNCTUATION.split(name)
    return folded(first), *(part for one in more if (part := folded(one)))
