"""Ways to mend what a rule has found: edits that are proven before they are offered.

Each proposal is tried on the text and what comes out is read again, so a document gets only so many (:class:`Tries`). It is
safe where there is one word, number or date that its writer can have meant, and what takes its place is what the schema asks for.
Any other is an offer, to be looked at first.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from prospectus.contract.fitting import TO_FILL_IN
from prospectus.contract.mentions import DAY_TO_FILL_IN
from prospectus.contract.short_forms import words_of
from prospectus.ground.slips import mistyped, surely
from prospectus.ground.source import Source, Span
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

MOST_READ = 1_000_000
"""How much of one document is read again to prove proposals, in characters."""


class Tries:
    """For how many findings of a rule a proposal may be tried in a document: so many sure ones, and as many others.

    They are counted apart: when fixes are applied, the sure ones are gone the next time, and the others must not stand in their way.
    """

    def __init__(self, document: Document) -> None:
        self._left = dict.fromkeys((True, False), MOST_READ // max(1, len(document.source.text)))

    def take(self, *, is_sure: bool) -> bool:
        """Whether one more may be tried, which is then taken."""
        self._left[is_sure] -= 1
        return self._left[is_sure] >= 0


def renamed(document: Document, fact: Node, key: str, known: Iterable[str], tries: Tries) -> Proposal | None:
    """Give a fact the key that was meant: one that is not there yet, and that takes a value of this type by its schema.

    Sure is one of which it can only be a misspelling among those that are ``known`` there, and that takes this word.
    """
    schema = document.contract.schema
    if fact.front_matter.problem is not None or not _takes(schema, schema.at(*fact.path[:-1], key), fact):
        return None
    from prospectus.reading.front_matter.edits import rename_key  # noqa: PLC0415 - few documents need it

    meant = schema.at(*fact.path[:-1], key)
    words = meant.get("enum")
    takes = words is None or fact.value in words or bool(mistyped(str(fact.value), words_of(meant)))
    is_sure = takes and surely(str(fact.path[-1]), known) == key
    edit = rename_key(fact, key) if tries.take(is_sure=is_sure) else None
    return Proposal((edit,), "rename", "safe" if is_sure else "unsafe") if edit else None


def with_value(document: Document, finding: Finding, tries: Tries) -> Finding:
    """A finding of a value, with the fix that writes the one that was meant: the one it shows, or what fits of the one that is there."""
    if len(finding.shapes) != 1 or document.front_matter.problem is not None:
        return finding
    fact, value, is_sure = finding.shapes[0]
    if value is None:
        value = _fitting(document, fact)
    is_other = value is not None and value != fact.value
    fix = revalued(fact, value, is_sure=is_sure) if is_other and tries.take(is_sure=is_sure) else None
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
    return Proposal((edit,), "value", "safe" if is_sure and not _is_cut(fact) else "unsafe") if edit else None


def _is_cut(fact: Node) -> bool:
    """Whether a comma between brackets ended a value too early: ``{evidence: 1,001 days of logs}`` has a second key, without colon."""
    if not isinstance(fact.parent.value, dict):
        return False
    keys = [*fact.parent.value]
    following = keys[keys.index(fact.path[-1]) + 1 :]
    beside = fact.parent.at(following[0]) if following else None
    if beside is None or beside.value is not None or beside.key_span is None:
        return False
    return not fact.source.text[beside.key_span.end :].lstrip(" ").startswith(":")


def _takes(contract: DesignDocSchema, schema: Schema, fact: Node) -> bool:
    """Whether a schema takes a value by its type, in a short form, or in other words."""
    types = schema.get("type", ())
    kind = json_type(fact.value)
    if kind in ([types] if isinstance(types, str) else types) or (kind == "integer" and "number" in types):
        return True
    from prospectus.contract.short_forms import form_of  # noqa: PLC0415 - few documents need it

    if "short" in schema and form_of(schema, contract.resolved).read(fact.value) is not None:
        return True
    if schema.get("asText") and kind in {"integer", "number"}:
        return True
    return "words" in schema and str(fact.value).casefold() in words_of(schema)


def retitled(
    document: Document, heading: SectionText, words: str, title: str, section: str, tries: Tries
) -> Proposal | None:
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
    is_sure = surely(words, [title.casefold()]) != ""
    if not tries.take(is_sure=is_sure) or not _opens(document, heading, edit, section):
        return None
    new = heading.heading.text.casefold().replace(words, title.casefold())
    found = followed(document.body.links, lambda page: not page, heading.heading.text, new)
    links = (Edit(*edit) for edit in found)
    return Proposal((edit, *links), "heading", "safe" if is_sure else "unsafe")


def _opens(document: Document, heading: SectionText, edit: Edit, section: str) -> bool:
    """Whether an edit of a heading has it open a section, and leaves every other heading as it is."""
    from prospectus.reading.front_matter.edits import apply  # noqa: PLC0415 - few documents need it

    source = document.source
    after = Document(Parsed(Source(source.name, apply(source.text, [edit]))), document.contract)
    before = [(text.heading.line, text.ids) for text in document.outline if text is not heading]
    others = [(text.heading.line, text.ids) for text in after.outline if text.heading.line != heading.heading.line]
    opened = [text.ids for text in after.outline if text.heading.line == heading.heading.line]
    return others == before and opened == [(section,)]
