"""The text of an adopted document: its front matter grows, its body stays as it is.

Every text that is made here is read again: its facts are those that were meant, and its body is the old one, character by character.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.source import Source
from prospectus.reading.front_matter.edits import Edit, add_key, append_item, apply, rename_key
from prospectus.reading.front_matter.fences import read_front_matter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prospectus.reading.front_matter.node import FrontMatter

Json = Any

WITHOUT = frozenset({"missing", "not-first"})
"""Problems of a text at whose top no front matter stands."""

_BLANK = re.compile(r"(---[ \t]*\r?\n)\s*^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
"""A front matter in which nothing stands, not even a comment, which may be a heading between two rules."""


class Entry(NamedTuple):
    """A key to be added with its value, and its lines; comments have lines alone."""

    lines: tuple[str, ...]
    key: str = ""
    value: Json = None


def is_all_body(source: Source, kind: str) -> bool:
    """Whether all of a text is body, by the kind of problem that its front matter has: what is to be added goes above it."""
    return kind in WITHOUT or (kind == "empty" and _BLANK.match(source.text) is None)


def composed(source: Source, renamed: Mapping[str, str], entries: Sequence[Entry]) -> str | None:
    """The text of a source with keys renamed and entries added to its front matter; None where that cannot be done.

    Where the front matter stands in brackets, or is indented, keys are added one by one, and comments are left out.
    """
    front_matter = read_front_matter(source)
    kind = front_matter.problem.kind if front_matter.problem else ""
    lines = [line for entry in entries for line in entry.lines]
    added = {entry.key: entry.value for entry in entries if entry.key}
    eol = _eol(source.text)
    if is_all_body(source, kind):
        text = eol.join(["---", *lines, "---", ""]) + source.text
        return text if _is_meant(text, added, source.text) else None
    if kind == "empty":
        blank = _BLANK.match(source.text)
        at = blank.end(1) if blank else 0
        text = source.text[:at] + eol.join([*lines, ""]) + source.text[at:]
        return text if _is_meant(text, added, source.text[front_matter.body :]) else None
    if kind:
        return None
    return _extended(source, renamed, entries, eol)


def _extended(source: Source, renamed: Mapping[str, str], entries: Sequence[Entry], eol: str) -> str | None:
    """The text of a source whose front matter has keys renamed and entries added."""
    name, text = source.name, source.text
    for key, new in renamed.items():
        made = _edited(text, rename_key(read_front_matter(Source(name, text)).root.at_path((key,)), new))
        if made is None:
            return None
        text = made
    before = read_front_matter(Source(name, text))
    new_entries = [entry for entry in entries if entry.key not in before.facts]
    expected = {**before.facts, **{entry.key: entry.value for entry in new_entries if entry.key}}
    body = source.text[read_front_matter(source).body :]
    lines = [line for entry in new_entries for line in entry.lines]
    end = before.block.end
    whole: str | None = f"{text[:end]}{eol.join([*lines, ''])}{text[end:]}" if lines else text
    if whole is None or not _is_meant(whole, expected, body):
        whole = _one_by_one(name, text, new_entries)
        if whole is None or not _is_meant(whole, expected, body):
            return None
    for entry in entries:
        for item in entry.value if entry.key and entry.key in before.facts else ():
            list_ = read_front_matter(Source(name, whole)).root.at_path((entry.key,))
            whole = _edited(whole, append_item(list_, item))
            if whole is None:
                return None
    return whole


def _one_by_one(name: str, text: str, entries: Sequence[Entry]) -> str | None:
    """The text with keys added in the style of what stands there, without comments."""
    grown: str | None = text
    for entry in entries:
        if entry.key and grown is not None:
            grown = _edited(grown, add_key(read_front_matter(Source(name, grown)).root, entry.key, entry.value))
    return grown


def _edited(text: str, edit: Edit | None) -> str | None:
    return None if edit is None else apply(text, [edit])


def _is_meant(text: str, facts: Mapping[str, Json], body: str) -> bool:
    """Whether a text reads as the facts that were meant, above the body as it was."""
    found: FrontMatter = read_front_matter(Source("", text))
    return (
        found.problem is None
        and not found.duplicates
        and repr(found.facts) == repr(dict(facts))
        and text[found.body :] == body
    )


def _eol(text: str) -> str:
    """How lines end in a text: as its first one does."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
