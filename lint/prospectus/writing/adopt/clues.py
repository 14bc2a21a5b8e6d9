"""The words by which a person sees what a heading is about, although no section is called so.

They are weaker than the names of the contract: what they say is only ever asked, never written.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from prospectus.writing.adopt.terms import terms, words_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.pattern import Pattern


@cache
def clues_of(section: str) -> Pattern | None:
    """The words that speak of a section; None where there are none."""
    words = terms()["clues"].get(section)
    return words_pattern(words) if words else None


def clued(text: str, sections: Iterable[str]) -> dict[str, int]:
    """How many words in a text speak of each of some sections; those of which any does."""
    found = ((name, clues_of(name)) for name in sections)
    return {name: count for name, clues in found if clues and (count := len(clues.findall(text)))}


def first_clued(text: str, sections: Iterable[str]) -> str:
    """The section that most words in a text speak of; of several, the one that is spoken of first. Empty where none is."""
    best: tuple[int, int, str] | None = None
    for name in sections:
        clues = clues_of(name)
        found = [match.start() for match in clues.finditer(text)] if clues else []
        if found and (best is None or (-len(found), found[0]) < best[:2]):
            best = -len(found), found[0], name
    return best[2] if best else ""
