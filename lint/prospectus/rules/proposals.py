"""Ways to mend what a rule has found: edits that are proven before they are offered.

Each proposal is tried on the text and what comes out is read again, so a document gets only so many (:func:`most_proposals`). It is
safe where there is one word, number or date that its writer can have meant, and what takes its place is what the schema asks for.
Any other is an offer, to be looked at first.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from prospectus.contract.fitting import TO_FILL_IN
from prospectus.contract.mentions import DAY_TO_FILL_IN
from prospectus.ground.source import Source, Span
from prospectus.ground.spelling import slipped
from prospectus.model.document import Document
from prospectus.model.finding import Proposal
from prospectus.model.fitted import fitted
from prospectus.model.parsed import Parsed
from prospectus.reading.front_matter.writing import Style, as_item
from prospectus.reading.markdown.anchors import followed
from prospectus.rules.schema_findings import json_type

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.contract.schema import DesignDocSchema, Schema
    from prospectus.model.document import SectionText
    from prospectus.model.finding import Finding
    from prospectus.reading.front_matter.edits import Edit
    from prospectus.reading.front_matter.node import Node
    from prospectus.reading.front_matter.scalars import Json

KEY_LIKENESS = 0.7
"""Keys are short: two that are less alike than this are two different words."""

SURELY = 0.8
"""How alike a word must be to one that is known to be that, misspelt."""

MOST_READ = 1_000_000
"""How much of one document is read again to prove proposals, in characters."""


def most_proposals(document: Document) -> int:
    """For how many findings of a rule a proposal may be tried."""
    return MOST_READ // max(1, len(document.source.text))


def renamed(document: Document, fact: Node, key: str, known: Iterable[str]) -> Proposal | None:
    """Give a fact the key that was meant: one that is not there yet, and that takes a value of this type by its schema.

    Sure is a key to which no other of those that are ``known`` there comes near, or the only one that is a slip of the finger away.
    """
    schema = document.contract.schema
    if fact.front_matter.problem is not None or not _takes(schema, schema.at(*fact.path[:-1], key), fact):
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - few documents need it

    from prospectus.reading.front_matter.edits import rename_key  # noqa: PLC0415 - few documents need it

    edit = rename_key(fact, key)
    written, known = str(fact.path[-1]), [*known]
    is_alone = [*get_close_matches(written.casefold(), known, n=2, cutoff=KEY_LIKENESS)] == [key]
    is_sure = is_alone or slipped(written, known) == key
    return Proposal((edit,), "rename", "safe" if is_sure else "unsafe") if edit else None


def with_value(document: Document, finding: Finding) -> Finding:
    """A finding of a value, with the fix that writes the one that was meant: the one it shows, or what fits of the one that is there."""
    if len(finding.shapes) != 1 or document.front_matter.problem is not None:
        return finding
    fact, value, is_sure = finding.shapes[0]
    if value is None:
        value = _fitting(document, fact)
    fix = None if value is None or value == fact.value else revalued(fact, value, is_sure=is_sure)
    shown = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else as_item(value, _PLAIN)
    return finding if fix is None else finding._replace(fix=fix, facts={**finding.facts, "fixed": shown})


_PLAIN = Style(is_flow=False, eol="\n", column=0)


def _fitting(document: Document, fact: Node) -> Json:
    """A text that is due in another shape, in that shape; None where something of it would be lost, or would have to be filled in."""
    schema = document.contract.schema
    annotated = schema.at(*fact.path)
    kinds = annotated.get("type", ())
    if not isinstance(fact.value, str) or {"number", "integer"} & {*([kinds] if isinstance(kinds, str) else kinds)}:
        return None
    fitting = fitted(document, fact, fact.value)
    written = json.dumps(fitting, ensure_ascii=False)
    return None if TO_FILL_IN in written or DAY_TO_FILL_IN in written else fitting


def revalued(fact: Node, value: Json, *, is_sure: bool) -> Proposal | None:
    """Give a fact the value that was meant."""
    if not fact.is_present:
        return None
    from prospectus.reading.front_matter.edits import set_value  # noqa: PLC0415 - few documents need it

    edit = set_value(fact, value)
    return Proposal((edit,), "value", "safe" if is_sure else "unsafe") if edit else None


def _takes(contract: DesignDocSchema, schema: Schema, fact: Node) -> bool:
    """Whether a schema takes a value by its type, in a short form, or in other words."""
    types = schema.get("type", ())
    kind = json_type(fact.value)
    if kind in ([types] if isinstance(types, str) else types) or (kind == "integer" and "number" in types):
        return True
    from prospectus.contract.short_forms import form_of, words_of  # noqa: PLC0415 - few documents need it

    if "short" in schema and form_of(schema, contract.resolved).read(fact.value) is not None:
        return True
    if schema.get("asText") and kind in {"integer", "number"}:
        return True
    return "words" in schema and str(fact.value).casefold() in words_of(schema)


def retitled(document: Document, heading: SectionText, words: str, title: str, section: str) -> Proposal | None:
    """Write a section's title in place of the words in a heading that look like it; its number and marks stay.

    The links of the document that lead there go along.
    """
    from prospectus.reading.front_matter.edits import Edit  # noqa: PLC0415 - few documents need it

    span = heading.span
    line = document.source.slice(span)
    folded = line.casefold()
    at = folded.find(words)
    if at < 0 or folded.count(words) > 1 or len(folded) != len(line):  # a letter may fold into two
        return None
    edit = Edit(Span(span.start + at, span.start + at + len(words)), title)
    if not _opens(document, heading, edit, section):
        return None
    new = heading.heading.text.casefold().replace(words, title.casefold())
    found = followed(document.body.links, lambda page: not page, heading.heading.text, new)
    links = (Edit(*edit) for edit in found)
    return Proposal((edit, *links), "heading", "safe")


def _opens(document: Document, heading: SectionText, edit: Edit, section: str) -> bool:
    """Whether an edit of a heading has it open a section, and leaves every other heading as it is."""
    from prospectus.reading.front_matter.edits import apply  # noqa: PLC0415 - few documents need it

    source = document.source
    after = Document(Parsed(Source(source.name, apply(source.text, [edit]))), document.contract)
    before = [(text.heading.line, text.ids) for text in document.outline if text is not heading]
    others = [(text.heading.line, text.ids) for text in after.outline if text.heading.line != heading.heading.line]
    opened = [text.ids for text in after.outline if text.heading.line == heading.heading.line]
    return others == before and opened == [(section,)]
