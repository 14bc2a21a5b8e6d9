"""Ways to mend what a rule has found: edits that are proven before they are offered.

Each proposal is tried on the text and what comes out is read again, so a document gets only so many (:func:`most_proposals`). None
of them is safe: what a misspelt word stands for is a guess, however good, and the word that takes its place is a fact on which
other rules and pages rest. An editor may offer such an edit; nobody should make it unseen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.source import Source, Span
from prospectus.model.document import Document
from prospectus.model.finding import Proposal
from prospectus.model.parsed import Parsed
from prospectus.rules.schema_findings import json_type

if TYPE_CHECKING:
    from prospectus.contract.schema import Schema
    from prospectus.model.document import SectionText
    from prospectus.reading.front_matter.edits import Edit
    from prospectus.reading.front_matter.node import Node

MOST_READ = 1_000_000
"""How much of one document is read again to prove proposals, in characters."""


def most_proposals(document: Document) -> int:
    """For how many findings of a rule a proposal may be tried."""
    return MOST_READ // max(1, len(document.source.text))


def renamed(fact: Node, key: str, schema: Schema) -> Proposal | None:
    """Give a fact the key that was meant: one that is not there yet, and that takes a value of this type by its schema."""
    if fact.front_matter.problem is not None or not _takes(schema, fact):
        return None
    from prospectus.reading.front_matter.edits import rename_key  # noqa: PLC0415 - few documents need it

    edit = rename_key(fact, key)
    return Proposal((edit,), "rename") if edit else None


def _takes(schema: Schema, fact: Node) -> bool:
    types = schema.get("type", ())
    kind = json_type(fact.value)
    return kind in ([types] if isinstance(types, str) else types) or (kind == "integer" and "number" in types)


def retitled(document: Document, heading: SectionText, words: str, title: str, section: str) -> Proposal | None:
    """Write a section's title in place of the words in a heading that look like it; its number and marks stay."""
    from prospectus.reading.front_matter.edits import Edit  # noqa: PLC0415 - few documents need it

    span = heading.span
    line = document.source.slice(span)
    folded = line.casefold()
    at = folded.find(words)
    if at < 0 or folded.count(words) > 1 or len(folded) != len(line):  # a letter may fold into two
        return None
    edit = Edit(Span(span.start + at, span.start + at + len(words)), title)
    return Proposal((edit,), "heading") if _opens(document, heading, edit, section) else None


def _opens(document: Document, heading: SectionText, edit: Edit, section: str) -> bool:
    """Whether an edit of a heading has it open a section, and leaves every other heading as it is."""
    from prospectus.reading.front_matter.edits import apply  # noqa: PLC0415 - few documents need it

    source = document.source
    after = Document(Parsed(Source(source.name, apply(source.text, [edit]))), document.contract)
    before = [(text.heading.line, text.ids) for text in document.outline if text is not heading]
    others = [(text.heading.line, text.ids) for text in after.outline if text.heading.line != heading.heading.line]
    opened = [text.ids for text in after.outline if text.heading.line == heading.heading.line]
    return others == before and opened == [(section,)]
