"""The language that a text is written in, by its letters, and between those of one script by its small words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.writing.adopt.terms import terms

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOKED_AT = 20_000
"""So many characters tell."""

FEWEST = 5
"""So many small words tell no language yet."""

_WORD = Pattern(r"[^\W\d_]+")
_CODE = Pattern(r"```.{0,5000}?```|`[^`\n]{0,200}`|https?://\S{0,500}|<[^<>]{0,300}>", 16)
_SCRIPTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "ko": (("가", "힣"),),
    "ru": (("\u0430", "\u044f"),),
    "ja": (("\u3041", "\u30fa"),),
    "zh": (("\u4e00", "\u9fff"),),
}
_LEAST = {"ko": 0.1, "ja": 0.05, "zh": 0.1, "ru": 0.25}
"""What share of the letters is of a script where a text is in its language: terms of the field are Latin everywhere."""


def tongue(text: str) -> str:
    """The language tag of a text; English where nothing tells."""
    said = _CODE.sub(" ", text[:LOOKED_AT]).casefold()
    letters = [char for char in said if char.isalpha()]
    if not letters:
        return "en"
    for lang, ranges in _SCRIPTS.items():
        count = sum(any(first <= char <= last for first, last in ranges) for char in letters)
        if count > _LEAST[lang] * len(letters):
            return lang
    found = _WORD.findall(said)
    counts = {lang: sum(map({*small}.__contains__, found)) for lang, small in terms()["small_words"].items()}
    best = max(counts, key=lambda lang: counts[lang])
    return best if counts[best] > 1.3 * counts["en"] and counts[best] > max(FEWEST, len(found) // 20) else "en"
