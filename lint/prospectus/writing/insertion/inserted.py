"""Several sections and keys written into one document, each as if the others before it were there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus.ground.source import Span
from prospectus.model.snippet import missing
from prospectus.reading.front_matter.edits import Edit, apply
from prospectus.writing.insertion.prompt import commented, prompt
from prospectus.writing.insertion.section import missing_section, read_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


class Insertion(NamedTuple):
    """All edits of a document, in the order of its text and none at the place of another, what they insert, and the text after them."""

    edits: tuple[Edit, ...]
    inserted: tuple[Inserted, ...]
    left: tuple[Inserted, ...]
    text: str


class _Piece(NamedTuple):
    """A text that was inserted at an offset of the first document."""

    offset: int
    text: str


def insert(document: Document, sections: Iterable[str], facts: Sequence[Path], lang: str) -> Insertion:
    """Insert what is missing of some sections and facts, in the orders of the lifecycle and the schema, as prompts in a language.

    The document is judged at the stage that asks for them: it decides on the examples.
    """
    contract = document.contract
    wanted = sorted(missing(document, facts), key=lambda fact: contract.schema.order(fact.path[0]))
    pieces: list[_Piece] = []
    done: list[tuple[Inserted, int, int]] = []
    left = [Inserted("", path, 0, 0, why) for path, why in _lacking(document, facts, wanted)]
    now = document
    known = contract.lifecycle.sections
    for section in sorted(dict.fromkeys(sections), key=lambda section: known[section].order):
        edit = missing_section(now, section, lang)
        if edit is None:
            left.append(Inserted(section, (), 0, 0, "there" if section in now.sections else "no-place"))
        else:
            done, now = _with(done, Inserted(section, (), 0, 0), edit), _after(now, edit, pieces)
    for fact in wanted:
        edit = prompt(now, fact, lang)
        if edit is None:
            line = commented(now, fact)
            left.append(Inserted("", fact.path, line or 0, 0, "commented" if line else "no-place"))
        else:
            done, now = _with(done, Inserted("", fact.path, 0, 0), edit), _after(now, edit, pieces)
    edits = tuple(Edit(Span(piece.offset, piece.offset), piece.text) for piece in sorted(pieces))
    return Insertion(edits, tuple(_placed(now, done)), tuple(_lines_of(now, left)), now.source.text)


def _lacking(document: Document, facts: Sequence[Path], wanted: Sequence[Missing]) -> Iterable[tuple[Path, Why]]:
    """The facts for which no prompt can be written, and why."""
    starts = [fact.path for fact in wanted]
    for path in facts:
        if not any(path[: len(start)] == start for start in starts):
            is_there = document.front_matter.root.at_path(path).value is not None
            yield path, "there" if is_there else "no-place"


def _with(done: list[tuple[Inserted, int, int]], new: Inserted, edit: Edit) -> list[tuple[Inserted, int, int]]:
    """What was inserted with where it stands, one more inserted."""
    place, length = edit.span.start, len(edit.text)
    moved = [(entry, start + length if start >= place else start, size) for entry, start, size in done]
    return [*moved, (new, place, length)]


def _after(document: Document, edit: Edit, pieces: list[_Piece]) -> Document:
    """The document after an insertion, which is also noted among the pieces at its offset in the first document."""
    place, text = edit.span.start, edit.text
    added = 0
    for number, piece in enumerate(sorted(pieces)):
        start = piece.offset + added
        if place < start:
            break
        if place <= start + len(piece.text):  # in a piece, or right before or behind it
            at = place - start
            pieces.sort()
            pieces[number] = piece._replace(text=piece.text[:at] + text + piece.text[at:])
            return read_again(document, apply(document.source.text, [edit]))
        added += len(piece.text)
    pieces.append(_Piece(place - added, text))
    return read_again(document, apply(document.source.text, [edit]))


def _placed(document: Document, done: Iterable[tuple[Inserted, int, int]]) -> Iterable[Inserted]:
    """What was inserted, with its lines in the last text."""
    for entry, start, size in sorted(done, key=lambda one: one[1]):
        text = document.source.text[start : start + size]
        first = start + len(text) - len(text.lstrip("\r\n"))
        lines = text.strip("\r\n").count("\n") + 1
        yield entry._replace(line=document.source.position(first).line, lines=lines)


def _lines_of(document: Document, left: Iterable[Inserted]) -> Iterable[Inserted]:
    """What was not inserted; where it is there as a comment, with the line of that in the last text."""
    facts = [entry.fact for entry in left if entry.why == "commented"]
    lines = {fact.path: commented(document, fact) for fact in missing(document, facts)}
    for entry in left:
        yield entry._replace(line=lines.get(entry.fact) or 0)
