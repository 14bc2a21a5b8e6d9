"""The word that a misspelt one most likely stands for."""

from __future__ import annotations

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


def nearest(word: str, known: Iterable[str], likeness: float = LIKENESS) -> str:
    """The known word that is most like this one; empty when none is. Case is no difference."""
    import difflib  # noqa: PLC0415 - only when a finding is to be worded

    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=likeness)
    return folded[close[0]] if close else ""


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """``; did you mean 'x'?`` when a known word is near, else nothing."""
    close = nearest(word, map(str, known))
    return filled(MEANT, close) if close else NOTHING


def did_you_mean_one_of(word: str, known: Iterable[str]) -> Text:
    """``; did you mean 'x'?`` when a known word is near, else the words there are."""
    words = sorted(map(str, known))
    close = nearest(word, words)
    return filled(MEANT, close) if close else filled(KNOWN, ", ".join(words))
