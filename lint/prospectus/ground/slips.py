"""Slips of the finger: whether a word can only be a known one, mistyped.

:mod:`prospectus.ground.spelling` asks which word is most like another, to offer it. Here it is asked whether somebody may write it
unseen, so words that are alike are not enough: ``maximum`` is not ``minimum``, ``rate`` not ``date``, 월간 not 일간.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORTEST = 3
"""A shorter word is another with every letter that is changed; only one that stands there twice is a slip."""

_SHORTEST_REPLACED = 6
"""In a shorter word, a letter in place of another makes another word as often as not."""

_SHORTEST_IN_HANGUL = 7
_SHORTEST_REPLACED_IN_HANGUL = 10
"""The letters of a Korean word tell more: 분류 is not 부류."""

_SHORTEST_TWICE = 8
_APART = 4
"""What differs by two slips reaches over so many letters at least: less is one other syllable."""

_MOST_LETTERS = 2
"""By so many letters two slips make a word longer or shorter, at most."""

_SEPARATORS = str.maketrans("", "", "_- ")


def surely(word: str, known: Iterable[str]) -> str:
    """The known word that this one can only be, mistyped; empty when it is none, or may be one of two."""
    found = mistyped(word, known)
    return found[0] if len(found) == 1 else ""


def mistyped(word: str, known: Iterable[str]) -> list[str]:
    """The known words that this one may be, mistyped: those from which it is the fewest slips away.

    Mistyped is a word in other case or with other separators (``nextReview``), and one with a slip: a letter left out, put in, swapped
    with its neighbour, or hit beside the right one; in a long word two of them, apart from each other. Of a Korean word, a syllable is a
    letter, too. Never another first letter.
    """
    written = _letters(word)
    found: dict[int, dict[str, str]] = {}
    for name in known:
        meant = _letters(name)
        slips = _slips(written, meant)
        if slips is not None:
            found.setdefault(slips, {}).setdefault(meant, name)
    return [*found[min(found)].values()] if found else []


@lru_cache(maxsize=8_192)
def _letters(word: str) -> str:
    """The letters of a word, those of a Korean syllable one by one, without what stands between words."""
    return unicodedata.normalize("NFD", word.casefold()).translate(_SEPARATORS)


def _slips(word: str, meant: str) -> int | None:
    """By how many slips a word is another: 0, 1 or 2; None where it is another word."""
    if word == meant:
        return 0
    if not meant or not word:
        return None
    is_hangul = any("\u1100" <= char <= "\u11ff" for char in meant)
    if is_hangul and _is_slip_in_syllables(*(unicodedata.normalize("NFC", one) for one in (word, meant))):
        return 1
    if not _begins_alike(word, meant) or abs(len(word) - len(meant)) > _MOST_LETTERS:
        return None
    one, other = _differing(word, meant)
    if _is_slip(one, other, word, len(meant), is_hangul=is_hangul):
        return 1
    is_long = len(meant) >= _SHORTEST_TWICE and min(len(one), len(other)) >= _APART
    return 2 if is_long and any(_ends_in_slip(*rest) for rest in _after_slip(one, other)) else None


def _begins_alike(word: str, meant: str) -> bool:
    """Whether two words have one first letter, or a slip that is known at the beginning, too: two letters swapped, one left out of many."""
    is_swapped = word[:2] == meant[1::-1]
    return word[0] == meant[0] or is_swapped or (len(meant) >= _SHORTEST_TWICE and word == meant[1:])


def _differing(word: str, meant: str) -> tuple[str, str]:
    """What two words have between what they begin with and end in alike."""
    shortest = min(len(word), len(meant))
    start = next((at for at in range(shortest) if word[at] != meant[at]), shortest)
    rest = shortest - start
    end = next((at for at in range(rest) if word[-1 - at] != meant[-1 - at]), rest)
    return word[start : len(word) - end], meant[start : len(meant) - end]


def _is_slip(one: str, other: str, word: str, length: int, *, is_hangul: bool) -> bool:
    """Whether what differs of two words is one slip; ``length`` is that of the word that is meant."""
    if len(one) + len(other) == 1:
        return length >= (_SHORTEST_IN_HANGUL if is_hangul else _SHORTEST) or (one != "" and one * 2 in word)
    if len(one) == len(other) == 1:
        return length >= (_SHORTEST_REPLACED_IN_HANGUL if is_hangul else _SHORTEST_REPLACED)
    return length >= _SHORTEST and _is_swap(one, other)


def _is_swap(one: str, other: str) -> bool:
    return len(one) == len(other) == 2 and one == other[::-1]  # noqa: PLR2004 - two neighbours


def _is_slip_in_syllables(word: str, meant: str) -> bool:
    """Whether two neighbours of a word's syllables are swapped, or one is left out or put in; not at its end, where it makes another word."""
    one, other = _differing(word, meant)
    if len(meant) < _SHORTEST or len(one) + len(other) > _MOST_LETTERS * 2:
        return False
    is_at_end = word.endswith(one) if one else meant.endswith(other)
    is_doubled = one != "" and one * 2 in word
    return _is_swap(one, other) or (len(one) + len(other) == 1 and (is_doubled or not is_at_end))


def _after_slip(one: str, other: str) -> Iterator[tuple[str, str]]:
    """What is left of two words that differ in their first letters, behind each slip that this may be."""
    yield one[1:], other
    yield one, other[1:]
    yield one[1:], other[1:]
    if one[:2] == other[1::-1]:
        yield one[2:], other[2:]


def _ends_in_slip(one: str, other: str) -> bool:
    """Whether two words are the same but for a slip in the last letter."""
    is_swapped = one[:-2] == other[:-2] and one[-2:] == other[:-3:-1]
    return is_swapped or one[:-1] == other or one == other[:-1] or one[:-1] == other[:-1]
