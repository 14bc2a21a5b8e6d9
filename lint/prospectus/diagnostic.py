"""What the program says about a document: a message at a place."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prospectus.source import Position, Source


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


class Label(NamedTuple):
    """A place that explains a diagnostic, with what it has to do with it."""

    message: str
    source: Source
    start: Position
    end: Position


class Edit(NamedTuple):
    """Replace the text between two positions of a file."""

    path: str
    start: Position
    end: Position
    text: str


class Fix(NamedTuple):
    """Edits that mend a diagnostic; ``safe`` means that they cannot change what the document says."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool


class Diagnostic(NamedTuple):
    """One message for the writer, complete: it needs no rule, contract or language to be shown."""

    code: str
    name: str
    severity: Severity
    message: str
    url: str
    source: Source
    start: Position
    end: Position
    where: str
    """The logical place, stable under edits: ``metrics[mae].target`` or ``## baseline``."""
    related: tuple[Label, ...] = ()
    help: str | None = None
    fix: Fix | None = None

    @property
    def path(self) -> str:
        """The file, as diagnostics name it."""
        return self.source.name

    def order(self) -> tuple[str, Position, str]:
        """The key by which diagnostics are sorted: the order in which a reader meets them.

        Findings of one rule at one place keep the order in which the rule gave them.
        """
        return (self.path, self.start, self.code)
