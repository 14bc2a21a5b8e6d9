"""The word that a misspelt one most likely stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIKENESS = 0.6
"""How alike two words must be, from 0 to 1, for one to be offered instead of the other."""


def nearest(word: str, known: Iterable[str], likeness: float = LIKENESS) -> str:
    """The known word that is most like this one; empty when none is. Case is no difference."""
    import difflib  # noqa: PLC0415 - only when a finding is to be worded

    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=likeness)
    return folded[close[0]] if close else ""
