"""A key that is missing, as a commented prompt: what it is, and an example that becomes a fact by deleting ``# ``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Source, Span
from prospectus.model.snippet import missing
from prospectus.reading.front_matter.edits import Edit, apply
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.writing.insertion.section import ends_empty, line_end
from prospectus.writing.skeleton import as_prompt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospectus.model.document import Document
    from prospectus.model.snippet import Missing
    from prospectus.reading.front_matter.node import Node, Path
    from prospectus.reading.front_matter.scalars import Json

_COMMENTED_KEY = Pattern(r"([ \t]*+)#([ \t]*+)([A-Za-z_][\w-]*+):(?=\s|$)")
_COMMENT = Pattern(r"([ \t]*+)#")


def prompt_for(document: Document, path: Path, lang: str) -> Edit | None:
    """The prompt for a fact that is missing, at its place among the keys that are there, in the indentation of the document.

    On the first level that is the order of the schema; below, it is the end of the mapping or list. The outermost missing thing around
    the fact is what is written. None where it is there, even as a comment; where it would stand between brackets or in a short form; and
    where a comment would change any fact, or not be this one with its ``# `` deleted: both texts are read again.
    """
    found = missing(document, [path])
    return prompt(document, found[0], lang) if found else None


def prompt(document: Document, fact: Missing, lang: str) -> Edit | None:
    """The prompt for what is missing; see :func:`prompt_for`."""
    if document.front_matter.problem is not None or commented(document, fact) is not None:
        return None
    schema = document.contract.schema.at(*fact.path)
    lines = [*as_prompt(schema, _name(fact), fact.lines, lang, fact.column)]
    for place in _places(document, fact):
        edit = _at(document, fact, lines, document.source.line_start(place))
        if edit is not None:
            return edit
    return None


def commented(document: Document, fact: Missing) -> int | None:
    """The line, 1-based, on which what is missing stands as a comment; None where it does not."""
    key = fact.path[-1]
    is_key = isinstance(key, str) and not _is_below(document, fact)
    first, last = _extent(document, fact)
    for line in range(first, last):
        written = document.source.line_text(line)
        if _commented_key(written, fact.column) == key if is_key else written.strip() == f"# {fact.lines[0].strip()}":
            return line
    return None


def _is_below(document: Document, fact: Missing) -> bool:
    """Whether the lines of what is missing are those below its key, which stands there."""
    return document.parsed.front_matter.root.at_path(fact.path).is_present


def _name(fact: Missing) -> str:
    return next(str(step) for step in reversed(fact.path) if isinstance(step, str))


# -- where ----------------------------------------------------------------------------------------------------------


class _Standing(NamedTuple):
    """A key of the first level, stated or as a comment: its place in the schema, and the line below it."""

    order: int
    end: int


def _places(document: Document, fact: Missing) -> Iterator[int]:
    """The lines above which a prompt may stand, the best first."""
    front_matter = document.parsed.front_matter
    position = document.source.position
    first, last = position(front_matter.block.start).line, position(front_matter.block.end).line
    if len(fact.path) == 1 and not _is_below(document, fact):
        order = document.contract.schema.order(*fact.path)
        standing = [*_standing(document)]
        before = max((one for one in standing if one.order <= order), default=None)
        yield before.end if before else first if standing else last
    else:
        _, end = _extent(document, fact)
        yield end
    if len(fact.path) == 1:
        yield last


def _standing(document: Document) -> Iterator[_Standing]:
    front_matter, schema = document.parsed.front_matter, document.contract.schema
    known = set(schema.keys())
    column = 0
    for key, node in front_matter.root.entries():
        span = node.key_span
        if span is not None and key in known:
            yield _Standing(schema.order(key), _below(document, node))
    first, last = (document.source.position(offset).line for offset in front_matter.block)
    line = first
    while line < last:
        name = _commented_key(document.source.line_text(line), column)
        line += 1
        if name in known:
            while line < last and _goes_on(document.source.line_text(line)):
                line += 1
            yield _Standing(schema.order(name), line)


def _goes_on(written: str) -> bool:
    """Whether a line is a further one of a commented entry of the first level."""
    return written.startswith("#") and not written.startswith("##") and _commented_key(written, 0) is None


def _extent(document: Document, fact: Missing) -> tuple[int, int]:
    """The lines of the collection in which something is missing, with the comments that belong to it: the first, and the one after."""
    front_matter = document.parsed.front_matter
    root = front_matter.root
    holder = root.at_path(fact.path if _is_below(document, fact) else fact.path[:-1])
    if not holder.path:
        return tuple(document.source.position(offset).line for offset in front_matter.block)  # type: ignore[return-value]
    start = holder.key_span or holder.value_span
    return document.source.position(start.start).line, _below(document, holder, fact.column)


def _below(document: Document, node: Node, column: int = 1) -> int:
    """The line below a fact and the comments behind it that stand at a column or deeper."""
    source, front_matter = document.source, document.parsed.front_matter
    key = node.key_span
    end = max(node.value_span.end, key.end if key else 0)
    last = source.position(front_matter.block.end).line
    below = line = source.position(end).line + 1
    while line < last:
        written = source.line_text(line)
        comment = _COMMENT.match(written)
        if comment is not None and len(comment[1]) >= column:
            below = line + 1
        elif written.strip():
            break
        line += 1
    return min(below, last)


def _commented_key(written: str, column: int) -> str | None:
    """The key that a comment has where its ``#``, or ``# ``, has pushed it away from a column."""
    found = _COMMENTED_KEY.match(written)
    if found is None:
        return None
    before = len(found[1]) + len(found[2])
    is_there = before == column or (found[2] != "" and before == column + 1)
    return found[3] if is_there else None


# -- what -----------------------------------------------------------------------------------------------------------


def _at(document: Document, fact: Missing, lines: Sequence[str], place: int) -> Edit | None:
    """Some lines above the line that begins at a place, if they are proven there."""
    text, block = document.source.text, document.parsed.front_matter.block
    eol = line_end(text, place)
    above, below = text[block.start : place], text[place : block.end]
    head = tail = ""
    if not fact.column:
        head = "" if ends_empty(above) else eol
        tail = "" if ends_empty(below.split("\n", 1)[0]) else eol

    def edit(written: Sequence[str]) -> Edit:
        return Edit(Span(place, place), head + "".join(f"{line}{eol}" for line in written) + tail)

    stated = [line if line.lstrip().startswith("##") else _stated(line, fact.column) for line in lines]
    return edit(lines) if _is_proven(document, fact, edit(lines), edit(stated)) else None


def _stated(line: str, column: int) -> str:
    """A line with its ``# `` deleted."""
    return line[:column] + line[column + 2 :]


def _is_proven(document: Document, fact: Missing, comment: Edit, stated: Edit) -> bool:
    """Whether a comment changes no fact, and its lines state, without their ``# ``, this fact and no other."""
    before = document.parsed.front_matter
    name, text = document.source.name, document.source.text
    after = read_front_matter(Source(name, apply(text, [comment])))
    told = read_front_matter(Source(name, apply(text, [stated])))
    for read in (after, told):
        is_whole = read.problem is None and len(read.duplicates) == len(before.duplicates)
        if not is_whole or read.source.text[read.body :] != text[before.body :]:
            return False
    return repr(after.facts) == repr(before.facts) and _without(told.facts, fact.path, before.facts) == repr(
        before.facts
    )


def _without(facts: Json, path: Path, before: Json) -> str:
    """Facts without the one at a path, or with what stood there before; empty where nothing stands there now."""
    holder, was = facts, before
    for step in path[:-1]:
        holder, was = holder[step], was[step]
    step = path[-1]
    try:
        is_there = holder[step] is not None
    except (KeyError, IndexError):
        return ""
    if not is_there:
        return ""
    if isinstance(was, dict) and step in was:
        holder[step] = was[step]
    else:
        del holder[step]
    return repr(facts)
