"""Ways to mend a front matter that breaks: each is tried, and counts when the text reads on beyond the break.

There are no facts yet to compare with. So an edit is safe only where it cannot change what is meant: quotes around a whole value
that is a text, and spaces in place of the tabs of an indentation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Source, Span
from prospectus.model.finding import Proposal
from prospectus.reading.front_matter.edits import Edit, apply
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.reading.front_matter.writing import Style, as_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.model.document import Document
    from prospectus.reading.problem import Problem

LONGEST = 200_000
"""A longer front matter is not read again to prove an edit, in characters."""

UNQUOTED = frozenset({"reserved", "colon", "alias-unknown", "tag"})
"""The problems of a value that needs quotes."""

_VALUE = Pattern(r"[ \t]*+(?:- ++)?(?:(?P<key>[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+:[ \t]++)?(?P<value>\S[^\n]*)")
_IN_FLOW = Pattern(r"[{,][ \t]*+(?P<key>[\w-]++):[ \t]++(?P<value>[^\s,\[\]{}'\"][^,\[\]{}\n]*)")
_NEXT = Pattern(r"[\]}]|,[ \t]*+(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+:")
"""What follows a value between brackets that is whole: their end, or another key."""
_RESERVED = ("@", "`")
"""The marks with which nothing in YAML begins: it keeps them for later."""

_COMMENT = Pattern(r"(?<![ \t])[ \t]++#")
_TABS = Pattern(r"^( *+\t[ \t]*+)(?=\S)", re.MULTILINE)


def mended(document: Document) -> Proposal | None:
    """A way to mend what breaks the front matter of a document; None where nobody can tell what was meant."""
    problem, front_matter = document.problem, document.front_matter
    if (
        problem is None
        or front_matter.problem is not problem
        or len(front_matter.source.slice(front_matter.block)) > LONGEST
    ):
        return None
    if problem.kind in UNQUOTED:
        return _quoted(document, problem)
    if problem.kind == "tab":
        return _spaced(document)
    if problem.kind == "unclosed":
        return _closed(document)
    return None


def _quoted(document: Document, problem: Problem) -> Proposal | None:
    """Quotes around the value in which a front matter breaks."""
    source = document.source
    line = source.line_span(source.position(problem.span.start).line)
    text = source.slice(line)
    for key, value, is_whole in _values(text, problem.span.start - line.start):
        written = text[value.start : value.end]
        span = Span(line.start + value.start, line.start + value.end)
        edit = Edit(span, as_item(written, Style(is_flow=True, eol="\n", column=0)))
        if edit.text != written and _reads_on(document, [edit]):
            is_sure = is_whole and _is_text(document, key, written) and not _goes_on(source, line.end, text)
            return Proposal((edit,), "quote", "safe" if is_sure else "unsafe")
    return None


def _goes_on(source: Source, end: int, line: str) -> bool:
    """Whether the value of a line goes on in the next one, which is indented deeper than it, and no comment."""
    following = source.text[end:].lstrip("\r\n").partition("\n")[0]
    inner = len(following) - len(following.lstrip(" "))
    column = len(line) - len(line.lstrip(" -"))
    return inner > column and following.strip()[:1] not in {"", "#"}


def _values(line: str, at: int) -> Iterator[tuple[str, Span, bool]]:
    """The values of a line in which a place may lie, with their keys: down to the next one between brackets, or to its end.

    Also told is whether that is the whole of it: between brackets, a comma in a text ends it.
    """
    found = [(match, _NEXT.match(line, match.end()) is not None) for match in _IN_FLOW.finditer(line)]
    for match, is_whole in (*found, (_VALUE.match(line), True)):
        if match is None or not match.start("value") <= at <= match.end("value"):
            continue
        start, end = match.span("value")
        comment = _COMMENT.search(line, start)
        end = min(end, comment.start()) if comment else end
        yield (match["key"] or "").strip("'\""), Span(start, start + len(line[start:end].rstrip())), is_whole


def _is_text(document: Document, key: str, written: str) -> bool:
    """Whether quotes around a value are surely what was meant: its key holds a text wherever the schema knows it.

    What begins with a reserved mark is nothing else in YAML either, so there a key that the schema does not know will do.
    """
    schema = document.contract.schema
    homes = schema.homes.get(key, [])
    kinds = [schema.at(*(0 if step == "*" else step for step in home), key).get("type") for home in homes]
    return (bool(kinds) or written.startswith(_RESERVED)) and all(kind == "string" for kind in kinds)


def _spaced(document: Document) -> Proposal | None:
    """Spaces in place of the tabs that indent: of one width for all lines, the one at which the text reads."""
    front_matter = document.front_matter
    block = front_matter.source.slice(front_matter.block)
    start = front_matter.block.start
    tabs = [*_TABS.finditer(block)]
    for width in (2, 4):
        edits = [Edit(Span(start + at.start(), start + at.end()), at[1].replace("\t", " " * width)) for at in tabs]
        if edits and _reads(document, edits):
            is_plain = all(not at[1].strip("\t") for at in tabs)
            return Proposal(tuple(edits), "spaces", "safe" if is_plain else "unsafe")
    return None


def _closed(document: Document) -> Proposal | None:
    """A closing fence below the last fact."""
    front_matter = document.front_matter
    block = front_matter.source.slice(front_matter.block)
    end = front_matter.block.start + len(block.rstrip())
    eol = "\r\n" if "\r\n" in block else "\n"
    edit = Edit(Span(end, end), f"{eol}---")
    return Proposal((edit,), "close", "unsafe") if _reads(document, [edit]) else None


def _reads(document: Document, edits: Iterable[Edit]) -> bool:
    after = read_front_matter(Source(document.source.name, apply(document.source.text, edits)))
    return after.problem is None and bool(after.facts)


def _reads_on(document: Document, edits: list[Edit]) -> bool:
    """Whether the front matter reads after an edit, or breaks further down."""
    after = read_front_matter(Source(document.source.name, apply(document.source.text, edits)))
    return after.problem is None or (
        after.problem.kind not in {"unclosed", "missing"} and after.problem.span.start > edits[-1].span.end
    )
