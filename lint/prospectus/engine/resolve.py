"""Findings to plain data: places with lines and columns, facts as texts in each language, edits between positions.

Spans are looked up here, for what was found, and nowhere for what was not.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from prospectus.engine.stamp import digest_of
from prospectus.ground.language import say
from prospectus.model.document import SectionText
from prospectus.model.finding import (
    COMMENT,
    Place,
    PlacedFact,
    PlainEdit,
    PlainFinding,
    PlainFix,
    PlainLabel,
    Reference,
    Shape,
    Spot,
)
from prospectus.reading.front_matter.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prospectus.ground.language import Text
    from prospectus.ground.source import Source, Span
    from prospectus.model.document import Document
    from prospectus.model.finding import Finding, Located, Proposal

LONGEST_FACT = 80
LONGEST_ITEM = 2000
WIDEST_LINE = 160
"""Longer lines are cut around the place, in characters."""


NOTHING_PLACED: Mapping[Reference, PlacedFact] = MappingProxyType({})


class Resolver:
    """Makes plain data of findings: those of a document, or those across documents.

    ``placed`` are the facts of other documents to which they refer.
    """

    def __init__(
        self,
        document: Document | None = None,
        placed: Mapping[Reference, PlacedFact] = NOTHING_PLACED,
        *,
        has_snippets: bool = True,
    ) -> None:
        self._document = document
        self._placed = placed
        self._has_snippets = has_snippets

    def finding(self, code: str, finding: Finding) -> PlainFinding:
        """The plain data of a finding of a rule."""
        at = finding.at
        return PlainFinding(
            code,
            self._placed[at].place if isinstance(at, Reference) else place_of(at),
            finding.wording,
            self._facts({"key": at.where, **finding.facts} if isinstance(at, Node) else finding.facts),
            (
                *(
                    PlainLabel(self._label_place(other), wording, self._facts(facts))
                    for other, wording, facts in finding.related
                ),
                *self._comment(finding),
            ),
            finding.severity,
            self._fix(finding),
            self._snippet(finding),
        )

    def _fix(self, finding: Finding) -> PlainFix | None:
        """What the finding proposes; else, for a fact that is missing, to write a prompt for it, unless there is one."""
        document, at = self._document, finding.at
        if isinstance(at, Reference):
            return None
        if finding.fix is not None:
            return _fix(at.source, finding.fix)
        if document is None or document.problem is not None or not isinstance(at, Node) or at.is_present:
            return None
        key = at.path[-1]
        is_known = bool(document.contract.schema.at(*at.path))
        return PlainFix("prompt", "prompt", ()) if is_known and key not in document.prompted else None

    def _comment(self, finding: Finding) -> Iterator[PlainLabel]:
        """Where a fact that is missing stands as a comment, if one alone can be it."""
        document, at = self._document, finding.at
        if document is None or not isinstance(at, Node) or at.is_present or not at.path:
            return
        places = [span for span in document.prompted.get(str(at.path[-1]), []) if _stands_in(document, span, at.parent)]
        if len(places) == 1:
            spot = Spot(document.source, places[0], f"{COMMENT}{at.where}")
            yield PlainLabel(place_of(spot), "commented", {})

    def _snippet(self, finding: Finding) -> str | None:
        """What to write: what the finding says, else the fact at which it stands, where that is missing."""
        document, at = self._document, finding.at
        if document is None or not self._has_snippets:
            return None
        shapes = finding.shapes
        if not shapes and isinstance(at, Node) and not at.is_present:
            shapes = (Shape(at),)
        if not shapes:
            return None
        from prospectus.model.snippet import snippet  # noqa: PLC0415 - only where something is to be written

        return snippet(document, [shape for shape in shapes if document.contract.schema.at(*shape.fact.path)])

    def _label_place(self, at: Located | Reference) -> Place:
        if not isinstance(at, Reference):
            return _value_place(at)
        return self._placed[at].value_place

    def _facts(self, facts: Mapping[str, Any]) -> dict[str, str | Text]:
        return {key: self._fact(value) for key, value in facts.items()}

    def _fact(self, value: Any) -> str | Text:  # noqa: ANN401 - any fact
        if isinstance(value, Reference):
            return self._placed[value].written
        if isinstance(value, Node):
            return _shortened(_said(value))
        if isinstance(value, dict):
            return {lang: _shortened(text) for lang, text in value.items()}
        if isinstance(value, tuple):  # a list of texts, each of which is needed
            langs = dict.fromkeys(lang for item in value for lang in item)
            return {lang: "; ".join(say(item, lang) for item in value) for lang in langs} or ""
        return _shortened(f"{value:.6g}" if isinstance(value, float) else str(value))


def _stands_in(document: Document, comment: Span, holder: Node) -> bool:
    """Whether a comment would be a key of a mapping, were its ``# `` deleted: in the column of its keys, and before it ends."""
    source = document.source
    if source.slice(comment)[:2].strip() != "#" or source.slice(comment)[2:3] == " ":
        return False  # a part of what is commented
    column = source.position(comment.start).column
    if not holder.path:
        return column == 1
    keys = [key.key_span for _, key in holder.entries() if key.key_span is not None]
    if not keys or column != source.position(keys[0].start).column or comment.start < keys[0].start:
        return False
    between = source.text[keys[0].start : comment.start].split("\n")[1:-1]
    stated = (line for line in between if line.strip() and not line.lstrip().startswith("#"))
    return all(len(line) - len(line.lstrip()) >= column - 1 for line in stated)


def _said(fact: Node) -> str:
    """A fact as its writer wrote it, but for the quotes around words and dates: those of ``"1.0"`` or ``"%"`` tell what it is."""
    value, written = fact.value, fact.written
    if written[:1] not in {'"', "'"} or not isinstance(value, str):
        return written
    return " ".join(value.split()) if value[:1].isalpha() or fact.date() is not None else written


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_FACT else text[: LONGEST_FACT - 1] + "…"


def place_of(at: Located) -> Place:
    """The place of anything that stands somewhere."""
    place = _place(at, *at.span)
    item = at.unnamed_item if isinstance(at, Node) else None
    return place if item is None else place._replace(item=_digest(item))


def _digest(item: Node) -> str:
    """What tells a list item from its neighbours: how it is written, for what is meant is the same however often it is moved."""
    start, end = item.value_span
    written = " ".join(item.source.text[start : min(end, start + LONGEST_ITEM)].split())
    return digest_of(written.encode("utf-8", "surrogatepass"))[:8]


def placed(node: Node) -> PlacedFact:
    """A fact as those need it who see its document's record only."""
    return PlacedFact(place_of(node), _value_place(node), _shortened(_said(node)))


def references(finding: Finding) -> Iterator[Reference]:
    """The facts of other documents to which a finding refers."""
    values = (finding.at, *finding.facts.values())
    yield from (value for value in values if isinstance(value, Reference))
    for at, _, facts in finding.related:
        yield from (value for value in (at, *facts.values()) if isinstance(value, Reference))


def _value_place(at: Located) -> Place:
    span = at.value_span if isinstance(at, Node) and at.is_scalar else at.span
    return _place(at, *span)


def _place(at: Located, start: int, end: int) -> Place:
    source = at.source
    begin, stop = source.position(start), source.position(end)
    line = source.line_text(begin.line)
    first = min(begin.column - 1, len(line))
    last = min(stop.column - 1 if stop.line == begin.line else len(line), len(line))
    fact = at.path if isinstance(at, Node) else ()
    section = at.section if isinstance(at, SectionText | Spot) else ""
    return Place(source.name, at.where, begin, stop, *_cut(line, first, last), fact, section)


def _cut(line: str, first: int, last: int) -> tuple[str, int, int]:
    if len(line) <= WIDEST_LINE:
        return line, first, last
    start = max(0, min(first - 20, len(line) - WIDEST_LINE))
    lead = "…" if start else ""
    kept = lead + line[start : start + WIDEST_LINE] + ("…" if start + WIDEST_LINE < len(line) else "")
    shift = start - len(lead)
    return kept, first - shift, min(last - shift, len(kept))


def _fix(source: Source, fix: Proposal) -> PlainFix:
    edits = tuple(
        PlainEdit(source.position(span.start), source.position(span.end), text)
        for span, text in sorted(fix.edits, key=lambda edit: edit[0])
    )
    return PlainFix(fix.wording, fix.applicability, edits)
