"""Several sections and keys written into one document, each as if the others before it were there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus.ground.language import say
from prospectus.ground.source import Span
from prospectus.model.snippet import missing
from prospectus.reading.front_matter.edits import Edit, apply
from prospectus.reading.front_matter.node import Node
from prospectus.writing.insertion.prompt import commented, prompt
from prospectus.writing.insertion.section import missing_section, read_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prospectus.model.document import Document
    from prospectus.model.snippet import Missing
    from prospectus.reading.front_matter.node import Path

Why = Literal["there", "commented", "no-place"]
"""Why something was not inserted: it is there, it is there as a comment, or there is no place for it that can be proven."""


class Inserted(NamedTuple):
    """One thing that was asked for: a section by its id, or a fact by its path.

    ``line`` is where it begins in the text after all edits, 1-based, and ``lines`` how many it takes; both 0 where it was not inserted,
    and then ``why`` says why not; ``line`` is that of the comment where it is there as one.
    """

    section: str
    fact: Path
    line: int
    lines: int
    why: Why | None = None

    def called(self, document: Document) -> str:
        """How its heading or its key stands in the document."""
        if self.section:
            return f"## {say(document.contract.lifecycle.sections[self.section].title, document.lang)}"
        return Node(document.front_matter, self.fact, None).where


class Insertion(NamedTuple):
    """All edits of a document, in the order of its text and none at the place of another, what they insert, and the text after them."""

    edits: tuple[Edit, ...]
    inserted: tuple[Inserted, ...]
    left: tuple[Inserted, ...]
    text: str


def insert(document: Document, sections: Iterable[str], facts: Sequence[Path], lang: str) -> Insertion:
    """Insert what is missing of some sections and facts, in the orders of the lifecycle and the schema, as prompts in a language.

    The document is judged at the stage that asks for them: it decides on the examples.
    """
    contract = document.contract
    growing = _Growing(document)
    order = contract.lifecycle.sections
    wanted = sorted(dict.fromkeys(sections), key=lambda section: order[section].order)
    left = [Inserted(section, (), 0, 0, "there") for section in wanted if section in document.sections]
    wanted = [section for section in wanted if section not in document.sections]
    while rest := [section for section in wanted if not growing.take_section(section, lang)]:
        if len(rest) == len(wanted):  # none of them made room for another
            break
        wanted = rest
    left += [Inserted(section, (), 0, 0, "no-place") for section in rest]
    lacking = sorted(missing(document, facts), key=lambda fact: contract.schema.order(fact.path[0]))
    left += [Inserted("", path, 0, 0, why) for path, why in _lacking(document, facts, lacking)]
    for fact in lacking:
        if not growing.take_fact(fact, lang):
            is_there = commented(growing.document, fact) is not None
            left.append(Inserted("", fact.path, 0, 0, "commented" if is_there else "no-place"))
    now = growing.document
    return Insertion(growing.edits, tuple(growing.inserted()), tuple(_lines_of(now, left)), now.source.text)


class _Growing:
    """A document into which one thing is inserted after another, with what that makes of the first document all together."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._pieces: list[tuple[int, str]] = []
        """Texts, with the offsets in the first document at which they come in, in order."""
        self._done: list[tuple[Inserted, int, int]] = []
        """What came in, with the offset and the length of its text in the document as it is now."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of the first document that make it what it is now."""
        return tuple(Edit(Span(offset, offset), text) for offset, text in self._pieces)

    def take_section(self, section: str, lang: str) -> bool:
        """Insert a section, where there is a place for it."""
        return self._take(Inserted(section, (), 0, 0), missing_section(self.document, section, lang))

    def take_fact(self, fact: Missing, lang: str) -> bool:
        """Insert a prompt for a fact, where there is a place for it."""
        return self._take(Inserted("", fact.path, 0, 0), prompt(self.document, fact, lang))

    def _take(self, entry: Inserted, edit: Edit | None) -> bool:
        if edit is None:
            return False
        place, text = edit.span.start, edit.text
        self._done = [
            (known, start + len(text) if start >= place else start, length) for known, start, length in self._done
        ]
        self._done.append((entry, place, len(text)))
        self._note(place, text)
        self.document = read_again(self.document, apply(self.document.source.text, [edit]))
        return True

    def _note(self, place: int, text: str) -> None:
        """Note a text that comes in at an offset of the document as it is now: in a piece, beside it, or as one of its own."""
        added = 0
        for number, (offset, piece) in enumerate(self._pieces):
            at = place - offset - added
            if at < 0:
                self._pieces.insert(number, (place - added, text))
                return
            if at <= len(piece):
                self._pieces[number] = (offset, piece[:at] + text + piece[at:])
                return
            added += len(piece)
        self._pieces.append((place - added, text))

    def inserted(self) -> Iterator[Inserted]:
        """What came in, in the order of the text, with its lines."""
        source = self.document.source
        for entry, start, length in sorted(self._done, key=lambda one: one[1]):
            text = source.text[start : start + length]
            first = start + len(text) - len(text.lstrip("\r\n"))
            yield entry._replace(line=source.position(first).line, lines=text.strip("\r\n").count("\n") + 1)


def _lacking(document: Document, facts: Sequence[Path], wanted: Sequence[Missing]) -> Iterable[tuple[Path, Why]]:
    """The facts for which no prompt can be written, and why."""
    starts = [fact.path for fact in wanted]
    for path in facts:
        if not any(path[: len(start)] == start for start in starts):
            is_there = document.front_matter.root.at_path(path).value is not None
            yield path, "there" if is_there else "no-place"


def _lines_of(document: Document, left: Iterable[Inserted]) -> Iterable[Inserted]:
    """What was not inserted; where it is there as a comment, with the line of that in the last text."""
    facts = [entry.fact for entry in left if entry.why == "commented"]
    lines = {fact.path: commented(document, fact) for fact in missing(document, facts)}
    for entry in left:
        yield entry._replace(line=lines.get(entry.fact) or 0)
