"""The word that a misspelt one most likely stands for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prospectus.ground.language import filled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.language import Text

LIKENESS = 0.6
"""How alike two words must be, from 0 to 1, for one to be offered instead of the other."""

MEANT = {"en": "; did you mean '{0}'?", "ko": "; '{0}'을(를) 쓰려고 했나요?"}
KNOWN = {"en": " (known: {0})", "ko": " (쓸 수 있는 것: {0})"}
NOTHING: Text = {"en": "", "ko": ""}


MOST_CANDIDATES = 200
"""Among more words than this, only those that share a rare part with the misspelt one are compared."""


def nearest(word: str, known: Iterable[str], likeness: float = LIKENESS) -> str:
    """The known word that is most like this one; empty when none is. Case is no difference."""
    return Vocabulary(known).nearest(word, likeness)


class Vocabulary:
    """Known words, to be asked for the nearest one many times: an answer costs no more with ten thousand words than with some."""

    def __init__(self, known: Iterable[str]) -> None:
        self._folded = {name.casefold(): name for name in known}

    def nearest(self, word: str, likeness: float = LIKENESS) -> str:
        """The known word that is most like this one; empty when none is. Case is no difference."""
        import difflib  # noqa: PLC0415 - only when a finding is to be worded

        folded = word.casefold()
        close = difflib.get_close_matches(folded, self._candidates(folded), n=1, cutoff=likeness)
        return self._folded[close[0]] if close else ""

    def _candidates(self, word: str) -> Iterable[str]:
        if len(self._folded) <= MOST_CANDIDATES:
            return self._folded
        found: dict[str, None] = {}
        for part in sorted(_parts(word), key=lambda part: len(self._having.get(part, ()))):
            for name in self._having.get(part, ()):
                found[name] = None
                if len(found) >= MOST_CANDIDATES:
                    return found
        return found

    @cached_property
    def _having(self) -> dict[str, list[str]]:
        """The known words that hold each pair of characters; of a pair that many hold, the first ones."""
        having: dict[str, list[str]] = {}
        for name in self._folded:
            for part in _parts(name):
                names = having.setdefault(part, [])
                if len(names) < MOST_CANDIDATES:
                    names.append(name)
        return having


def _parts(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)} or {word}


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """``; did you mean 'x'?`` when a known word is near, else nothing."""
    close = nearest(word, map(str, known))
    return filled(MEANT, close) if close else NOTHING


def did_you_mean_one_of(word: str, known: Iterable[str]) -> Text:
    """``; did you mean 'x'?`` when a known word is near, else the words there are."""
    words = sorted(map(str, known))
    close = nearest(word, words)
    return filled(MEANT, close) if close else filled(KNOWN, ", ".join(words))
