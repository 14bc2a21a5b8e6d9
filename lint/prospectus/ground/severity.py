"""How much a finding weighs."""

from __future__ import annotations

from enum import IntEnum


class Severity(IntEnum):
    """How much a diagnostic weighs; ordered, so that thresholds are comparisons."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case word users write and read."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Severity:
        """The severity a word names; ``KeyError`` for any other word."""
        return cls[word.upper()]
