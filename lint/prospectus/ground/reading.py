"""How a word in Latin letters ends when it is read in Korean: whether in a consonant, on which the particle after it depends.

An acronym is read letter by letter, any other word as an English one that is written in Hangul: ``train`` as 트레인, ``dataset`` as
데이터셋, ``test`` as 테스트. These are the rules of thumb of the loan-word orthography, and a few words that do not keep them.
"""

from __future__ import annotations

_VOWELS = frozenset("aeiou")
_SPELT_WITH_FINAL = frozenset("lmnr")
"""Letters whose Korean names end in a consonant: 엘, 엠, 엔, 알."""

_CLEAR = ("l", "m", "n", "ng", "le", "ne", "me", "ck", "ook", "out", "type")
"""Endings that surely end in a consonant."""

_EXCEPTIONS = {
    **dict.fromkeys(("check", "loop", "scope", "limit", "github", "ae"), False),
    **dict.fromkeys(("web", "job", "lab", "tab", "blob", "recipe", "group"), True),
}

_STOPS = frozenset("ptkc")
"""After one short vowel, these close the syllable; after two, or after a consonant, they take a vowel of their own."""


def final_of(word: str) -> str:
    """The consonant in which a word ends: ``l`` for ㄹ, another letter for any other, empty where it ends in a vowel."""
    lower = word.lower()
    if lower in _EXCEPTIONS:
        return lower[-1] if _EXCEPTIONS[lower] else ""
    is_spelt = not _VOWELS.intersection(lower.replace("y", "i")) or (word.isupper() and len(word) <= _LONGEST_ACRONYM)
    if is_spelt:
        return lower[-1] if lower[-1] in _SPELT_WITH_FINAL else ""
    if lower.endswith(_CLEAR) and not lower.endswith(("ae", "ee")):
        return "l" if lower.endswith(("l", "le")) else "n"
    if lower[-1] in _STOPS and lower[-2:-1] in _VOWELS and lower[-3:-2] not in _VOWELS:
        return lower[-1]
    return ""


_LONGEST_ACRONYM = 5
