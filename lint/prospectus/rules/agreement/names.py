"""Names as they are compared: in the front matter, in the cells of a table, before a number in a sentence."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from prospectus.ground.pattern import Pattern

LONGEST_NAME = 120
"""What is longer is a sentence and no name."""

PUNCTUATION = Pattern(r"[()\[\],;]")
_LINK = Pattern(r"!?\[([^\[\]]*)\]\([^()]*\)")
_MARKS = Pattern(r"[*`]|(?<!\w)_+|_+(?!\w)|\[\^[^\[\]]*\]")
_MARKED = Pattern(r"[*`_\[]")
_WORD = Pattern(r"[^\W_]+(?:[.@][^\W_]+)*")
_SMALL = frozenset({"a", "an", "the", "of", "in", "to", "for", "at", "and", "or", "per", "with", "within", "by"})


@cache
def phrases(table: str) -> frozenset[str]:
    """The phrases of a table in the source, between commas."""
    return frozenset(" ".join(phrase.split()) for phrase in table.split(","))


@lru_cache(maxsize=4096)
def name_of(text: str) -> str:
    """A name as it is compared: without marks, in lower case, with single spaces."""
    if _MARKED.search(text):
        text = _MARKS.sub("", _LINK.sub(r"\1", text))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split()).rstrip(":").rstrip()


@lru_cache(maxsize=4096)
def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell something, without plural."""
    words = (word for word in _WORD.findall(name) if word not in _SMALL)
    return frozenset(
        word if word.isdecimal() else word.removesuffix("s").removesuffix("의") for word in words if word != "s"
    )


@lru_cache(maxsize=4096)
def base_of(name: str) -> str:
    """A name without what stands in brackets or after commas."""
    return PUNCTUATION.split(name, maxsplit=1)[0].rstrip()


@lru_cache(maxsize=4096)
def qualifiers_of(name: str) -> frozenset[str]:
    """What stands in brackets or after commas in a name."""
    return frozenset(part.strip() for part in PUNCTUATION.split(name)[1:] if part.strip())
