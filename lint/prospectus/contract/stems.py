"""Phrases whose words may be stems, to be found anywhere in a heading."""

from __future__ import annotations


class Stems:
    """Phrases to be found at a word: those that may stand there are kept by their first letters.

    ``endings`` says how a stem in Latin letters may go on; None allows everything.
    """

    def __init__(self, endings: frozenset[str] | None = None) -> None:
        self._endings = endings
        self._by_letters: dict[str, list[str]] = {}
        self._by_word: dict[str, list[tuple[str, list[str]]]] = {}

    def add(self, key: str) -> None:
        """Add a phrase; a word of it that ends in ``*`` takes any continuation."""
        self._by_letters.setdefault(key[:2].rstrip("* "), []).append(key)

    def at(self, words: list[str], at: int) -> tuple[str, int] | None:
        """The longest phrase that stands at a word, and how many words it has."""
        word = words[at]
        candidates = self._by_word.get(word)
        if candidates is None:
            candidates = self._by_word[word] = self._standing_at(word)
        best: tuple[str, int] | None = None
        for key, parts in candidates:
            count = len(parts)
            if (best is None or (count, len(key)) > (best[1], len(best[0]))) and _follow(parts, words, at):
                best = key, count
        return best

    def _standing_at(self, word: str) -> list[tuple[str, list[str]]]:
        """The phrases with whose first word a word agrees."""
        letters = [word[:2], word[:1]] if len(word) > 1 else [word]
        keys = (key for start in letters for key in self._by_letters.get(start, ()))
        phrases = ((key, key.split()) for key in dict.fromkeys(keys))
        return [(key, parts) for key, parts in phrases if self._agrees(parts[0], word)]

    def _agrees(self, part: str, word: str) -> bool:
        if self._endings is not None and part[-1] == "*" and part.isascii() and word.startswith(part[:-1]):
            return word[len(part) - 1 :] in self._endings
        return _agrees(part, word)


def _agrees(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part[-1] == "*" else word == part


def _follow(parts: list[str], words: list[str], at: int) -> bool:
    """Whether the further words of a phrase stand behind a word."""
    if at + len(parts) > len(words):
        return False
    return all(_agrees(parts[offset], words[at + offset]) for offset in range(1, len(parts)))
