"""What the program says about a document: a message at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prospectus.ground.severity import Severity
    from prospectus.ground.source import Position
    from prospectus.model.finding import Applicability, Place


LAST = 1_000
"""The rank of what has none."""


class Label(NamedTuple):
    """A place that explains a diagnostic, with what it has to do with it."""

    message: str
    place: Place


class Edit(NamedTuple):
    """Replace the text between two positions of a file."""

    path: str
    start: Position
    end: Position
    text: str


class Fix(NamedTuple):
    """Edits that mend a diagnostic. Those of a ``prompt`` are made when somebody wants them; until then there are none."""

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability

    @property
    def is_safe(self) -> bool:
        """Whether anybody may apply it unseen, and is done."""
        return self.applicability == "safe"


class Held(NamedTuple):
    """What holds a diagnostic back: something in its document, a waiver or a comment, or the configuration; and why."""

    is_in_document: bool
    reason: str


class Group(NamedTuple):
    """How a diagnostic is shown together with others of its kind, where these are ``least`` or more.

    ``message`` has a place for their ``{count}``; ``item`` names each. ``help`` says what to do about them all, and ``late`` what
    else where several stages ask for them. They stand in the order of their ``rank``, as the contract has what they ask for;
    ``LAST`` is that of what it does not have in an order.
    """

    message: str
    help: str | None
    late: str
    item: str
    least: int
    rank: int


class Diagnostic(NamedTuple):
    """One message for the writer, complete: it needs no rule, contract, source or language to be shown.

    ``snippet`` is what to write, YAML or a heading, as it must stand in the document. ``held`` is set where it is held back.
    """

    code: str
    name: str
    severity: Severity
    message: str
    url: str
    place: Place
    related: tuple[Label, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    snippet: str | None = None
    group: Group | None = None
    held: Held | None = None

    @property
    def path(self) -> str:
        """The file, as diagnostics name it."""
        return self.place.path

    @property
    def where(self) -> str:
        """The logical place, stable under edits: ``metrics[mae].target`` or ``## baseline``."""
        return self.place.where

    @property
    def start(self) -> Position:
        """Where it begins."""
        return self.place.start

    @property
    def end(self) -> Position:
        """Where it ends."""
        return self.place.end

    def order(self) -> tuple[str, Position, str]:
        """The key by which diagnostics are sorted: the order in which a reader meets them.

        Findings of one rule at one place keep the order in which the rule gave them.
        """
        return (self.place.path, self.place.start, self.code)
