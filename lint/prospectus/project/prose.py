"""What counts as written: a section in which something else stands than the placeholders of a template."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from prospectus.ground.folding import letters
from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import statements, states_nothing
from prospectus.model.document import columns, read_once

if TYPE_CHECKING:
    from prospectus.contract.lifecycle import Lifecycle
    from prospectus.model.document import Document, SectionText

SHORTEST_COPY = 80
"""In columns: two sections may share a sentence, such as why neither applies."""

LONGEST_ROW = 200
"""So much of what stands before the first bar may be the first cell of a table, in characters."""

_DELIMITER = Pattern(r"[ \t]*(?=[^|\n]{0,80}\|)[|: \t-]*-[|: \t-]*")
"""The line under the header of a table."""

_EXCUSE = Pattern(
    r"\W*(?:not applicable|not needed|n/?a\b|none\b|no\b|nothing\b|see\b|same\b|해당\s?(?:사항\s?)?없|없음|동일|위와 같)",
    re.IGNORECASE,
)
"""How a section begins that says why it has nothing to say; two of them may well do so in the same words."""


def is_written(text: SectionText, minimum: int) -> bool:
    """Whether a section says something, and says it at some length."""
    return not shortfall(text, minimum)


def shortfall(text: SectionText, minimum: int) -> Literal["", "empty", "table", "placeholder", "instruction", "short"]:
    """What a section lacks to be written: its text, the cells of its tables, words of its own, or length."""
    prose = text.prose
    if not prose:
        return "empty"
    rest, bar = prose, prose.find("|")
    if 0 <= bar <= minimum + LONGEST_ROW or (bar >= 0 and states_nothing(prose[:bar])):
        rest = _without_empty_tables(prose)  # of a text that says enough before its first table, that need not be known
    is_tabular = len(rest) < len(prose)
    said = statements(rest)
    first = next(said, None)
    if first is None:
        return "table" if is_tabular and not rest.strip() else "placeholder"
    if len(rest) < minimum and columns(rest) < minimum:
        return "table" if is_tabular else "short"
    prompts = _prompts(text.lifecycle)
    is_prompt = letters(first) in prompts and all(letters(sentence) in prompts for sentence in said)
    return "instruction" if is_prompt else ""


def _without_empty_tables(prose: str) -> str:
    """A text without its tables that have a header, and cells that are empty or state nothing beside the first of each row.

    The line that leads to such a table, and ends with a colon, goes with it.
    """
    kept: list[str] = []
    table: list[str] = []
    for line in [*prose.split("\n"), ""]:
        if table and "|" in line:
            table.append(line)
        elif table:
            kept.extend(_stated_rows(table, kept))
            table = []
            kept.append(line)
        elif kept and "|" in kept[-1] and _DELIMITER.fullmatch(line):
            table = [kept.pop(), line]
        else:
            kept.append(line)
    return "\n".join(kept[:-1])


def _stated_rows(table: list[str], before: list[str]) -> list[str]:
    """The rows of a table; none where no row says anything, and then no line before it that only announces it."""
    if any(map(_says_something, table[2:])):
        return table
    while before and (not before[-1].strip() or before[-1].rstrip().endswith((":", "\uff1a"))):
        if before.pop().strip():
            break
    return []


def _says_something(row: str) -> bool:
    first, *others = row.strip().strip("|").split("|")
    return not all(map(states_nothing, others or [first]))


@lru_cache(8)
def _prompts(lifecycle: Lifecycle) -> frozenset[str]:
    """The sentences of the prompts of a lifecycle, by their letters."""
    prompts = (prompt for section in lifecycle.sections.values() for prompt in section.prompt.values())
    return frozenset(letters(sentence) for prompt in prompts for sentence in statements(prompt))


@read_once
def copies(document: Document) -> dict[int, SectionText]:
    """The sections whose text stands word for word in one before them, by the start of their headings, with that one."""
    found: dict[int, SectionText] = {}
    by_length: dict[int, list[tuple[str, SectionText]]] = {}
    for text in document.outline:
        if not text.ids or text.body.end - text.body.start < SHORTEST_COPY // 2:
            continue
        prose = text.prose
        for other, before in by_length.get(len(prose), ()):
            is_inside = before.body.end >= text.body.end  # a section with no text beside that of its subsection
            if other == prose and not is_inside and columns(prose) >= SHORTEST_COPY and not _EXCUSE.match(prose):
                found[text.span.start] = before
                break
        else:
            by_length.setdefault(len(prose), []).append((prose, text))
    return found
