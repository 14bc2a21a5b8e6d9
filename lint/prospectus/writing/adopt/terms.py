"""The words of ``adopt-terms.json``: what people call things in documents that were written before the tool was there."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from prospectus.ground.pattern import Pattern
from prospectus.ground.shipped import read_schema

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def terms() -> dict[str, Any]:
    """All words, by what they are for."""
    return read_schema("adopt-terms.json")


def is_unspaced(text: str) -> bool:
    """Whether a text holds Japanese or Chinese, whose words no space parts."""
    return not text.isascii() and any("\u3041" <= char <= "\u30fa" or "\u4e00" <= char <= "\u9fff" for char in text)


def words_pattern(words: Iterable[str], *, at_start: bool = False) -> Pattern:
    """A pattern that finds any of some words; ``*`` takes any ending.

    A Korean word stands anywhere, for endings are glued to it; so does a Japanese or Chinese one, for no space parts it from others.
    """
    start = r"" if at_start else r"(?<!\w)"
    pieces = []
    for word in sorted(words, key=len, reverse=True):
        written = re.escape(word).replace(r"\*", r"\w*")
        is_glued = "가" <= word[0] <= "힣" or is_unspaced(word[0])
        pieces.append(written if is_glued else rf"{start}{written}(?!\w)")
    return Pattern("|".join(pieces), re.IGNORECASE)
