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


def words_pattern(words: Iterable[str], *, at_start: bool = False) -> Pattern:
    """A pattern that finds any of some words; ``*`` takes any ending, and a Korean word stands anywhere, for endings are glued to it."""
    start = r"" if at_start else r"(?<!\w)"
    pieces = []
    for word in sorted(words, key=len, reverse=True):
        written = re.escape(word).replace(r"\*", r"\w*")
        pieces.append(written if "가" <= word[0] <= "힣" else rf"{start}{written}(?!\w)")
    return Pattern("|".join(pieces), re.IGNORECASE)
