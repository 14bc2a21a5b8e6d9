"""Findings: what a rule yields, and what becomes of it once its document is left behind.

A rule yields a :class:`Finding`, which points at live nodes. The engine resolves it at once into a :class:`PlainFinding`: places
with lines and columns, facts as texts. That is plain data; it can be sent to another process, kept in a cache, compared.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, get_args

from prospectus.ground.severity import Severity
from prospectus.ground.source import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospectus.ground.language import Text
    from prospectus.ground.source import Source, Span
    from prospectus.reading.front_matter.node import Node, Path


def held_to(kind: type, *values: object) -> None:
    """Raise ``TypeError`` unless all values are exactly of a type: what a cache holds may be anything."""
    if any(type(value) is not kind for value in values):
        message = f"a {kind.__name__} is expected"
        raise TypeError(message)


class Located(Protocol):
    """Anything that stands somewhere: a fact, a section, a spot."""

    @property
    def source(self) -> Source:
        """The file."""

    @property
    def span(self) -> Span:
        """The place in it."""

    @property
    def where(self) -> str:
        """The logical place, stable under edits."""


class Spot(NamedTuple):
    """A place of its own; ``section`` is the id of the section that is missing there."""

    source: Source
    span: Span
    where: str = ""
    section: str = ""


class Reference(NamedTuple):
    """A fact of a document of which only the record is at hand; its place is looked up when it is to be shown."""

    document: str
    path: Path


Applicability = Literal["safe", "unsafe", "prompt"]
"""Who may apply a fix: anybody, unseen; somebody who has looked at it; anybody, but what it writes is a prompt to be filled in."""


class Proposal(NamedTuple):
    """A way to mend a finding: edits of its own document, each a span and its new text.

    ``wording`` names the title on the rule's page. A ``safe`` fix writes what its writer surely meant. A ``prompt`` says nothing by
    itself, and its edits are made when somebody wants them (:mod:`prospectus.writing.mending`), so it has none here.
    """

    edits: tuple[tuple[Span, str], ...]
    wording: str = "default"
    applicability: Applicability = "unsafe"


class Shape(NamedTuple):
    """What a finding shows how to write: a fact, with its value where that is known, else with the schema's example.

    The value ``is_sure`` where its writer can have meant no other.
    """

    fact: Node
    value: Any = None
    is_sure: bool = False


def shapes_of(holder: Node, keys: Iterable[str]) -> tuple[Shape, ...]:
    """What a finding shows of several keys that a mapping lacks."""
    return tuple(Shape(holder.at(key)) for key in keys)


class Finding(NamedTuple):
    """What a rule found: where, and which wording of its page says it.

    ``facts`` fill the wording; a node among them is shown as its writer wrote it, a ``{en, ko}`` text in the reader's
    language, a tuple of such texts whole; ``idle``, what stands where a text is due and says nothing, is quoted behind any
    wording. ``related`` are places with the label of the page that explains them.
    ``severity`` overrides the rule's, for the few rules that weigh by the contract. ``about`` are the facts that the finding
    is about where it is not just the one at which it stands: by them it is known whether two rules speak of one thing, and
    one of them yields. ``shapes`` are what to write; a finding at a fact that is missing need not say it.
    """

    at: Located | Reference
    wording: str = "default"
    facts: Mapping[str, Any] = MappingProxyType({})
    related: tuple[tuple[Located | Reference, str, dict[str, Any]], ...] = ()
    severity: Severity | None = None
    about: tuple[Node, ...] = ()
    fix: Proposal | None = None
    shapes: tuple[Shape, ...] = ()


def label(
    at: Located | Reference,
    wording: str,
    **facts: Any,  # noqa: ANN401 - any fact
) -> tuple[Located | Reference, str, dict[str, Any]]:
    """A related place of a finding."""
    return at, wording, facts


COMMENT = "# "
"""How the logical place of a fact begins that stands as a comment."""


class Place(NamedTuple):
    """Where something stands, as plain data: a file, a logical place, two positions, and the line to show.

    ``where`` names the logical place; ``fact`` is the path of a fact there, ``section`` the id of a section; both are empty where it
    is neither. ``item`` is a digest of the list item around it, of those that have no id, by which it is known again when it is moved.
    ``excerpt`` is the first line, cut around the place when it is long; ``first`` and ``last`` are the columns of the place
    within it, from 0.
    """

    path: str
    where: str
    start: Position
    end: Position
    excerpt: str
    first: int
    last: int
    fact: Path = ()
    section: str = ""
    item: str = ""

    @property
    def is_comment(self) -> bool:
        """Whether it is that of a comment, which states nothing yet."""
        return self.where.startswith(COMMENT)

    @classmethod
    def of(cls, fields: list[Any]) -> Place:
        """The place that a JSON array holds; raises on one that is none."""
        path, where, start, end, excerpt, first, last, fact, section, item = fields
        begin, stop = Position(*start), Position(*end)
        held_to(str, path, where, excerpt, section, item)
        held_to(int, *begin, *stop, first, last)
        return cls(path, where, begin, stop, excerpt, first, last, tuple(fact), section, item)


class PlacedFact(NamedTuple):
    """A fact of another document as plain data: its place, that of its value alone, and the value as it is written."""

    place: Place
    value_place: Place
    written: str

    @classmethod
    def of(cls, fields: list[Any]) -> PlacedFact:
        """The fact that a JSON array holds; raises on one that is none."""
        place, value_place, written = fields
        held_to(str, written)
        return cls(Place.of(place), Place.of(value_place), written)


class PlainLabel(NamedTuple):
    """A related place of a plain finding, with the wording that explains it and its facts."""

    place: Place
    wording: str
    facts: dict[str, str | Text]


class PlainEdit(NamedTuple):
    """The new text between two positions of the finding's own file."""

    start: Position
    end: Position
    text: str


class PlainFix(NamedTuple):
    """A way to mend a plain finding."""

    wording: str
    applicability: Applicability
    edits: tuple[PlainEdit, ...]


class PlainFinding(NamedTuple):
    """A finding as plain data: nothing in it reaches back to a document. ``snippet`` is the YAML to write, in its language."""

    code: str
    place: Place
    wording: str
    facts: dict[str, str | Text]
    related: tuple[PlainLabel, ...] = ()
    severity: Severity | None = None
    fix: PlainFix | None = None
    snippet: str | None = None

    @classmethod
    def of(cls, fields: list[Any]) -> PlainFinding:
        """The finding that a JSON array holds; raises on one that is none."""
        code, place, wording, facts, related, severity, fix, snippet = fields
        held_to(str, code, wording, *(() if snippet is None else (snippet,)))
        held_to(dict, facts)
        labels = tuple(PlainLabel(Place.of(at), words, said) for at, words, said in related)
        weight = None if severity is None else Severity(severity)
        if fix is not None:
            words, applicability, edits = fix
            if applicability not in get_args(Applicability):
                raise ValueError(applicability)
            held_to(str, words, *(text for _, _, text in edits))
            held_to(int, *(step for start, end, _ in edits for step in (*start, *end)))
            fix = PlainFix(
                words,
                applicability,
                tuple(PlainEdit(Position(*start), Position(*end), text) for start, end, text in edits),
            )
        return cls(code, Place.of(place), wording, facts, labels, weight, fix, snippet)
