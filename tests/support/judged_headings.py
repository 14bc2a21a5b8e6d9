"""Headings of real documents, each judged by a person, and how well the matcher agrees with the judgement.

``tests/contract/headings/*.tsv``: one heading a line, in the order of its document, with its level, the sections that a reader
would say it opens (``-`` for none), and further ones that would not be wrong either. A document's id begins with its language.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from prospectus.contract.contract import standard_contract
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed

from support.samples import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = ROOT / "tests" / "contract" / "headings"
TITLE = "(title)"


class Judged(NamedTuple):
    """One heading as a person judged it."""

    level: int
    text: str
    sections: frozenset[str]
    also: frozenset[str]


@dataclass
class Score:
    """How many pairs of heading and section, and of document and section, agree."""

    documents: int = 0
    meant: int = 0
    met: int = 0
    said: int = 0
    right: int = 0
    there: int = 0
    found: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of what a person would map that is mapped so."""
        return self.met / self.meant

    @property
    def precision(self) -> float:
        """The share of what is mapped that a person would map so, or would not call wrong."""
        return self.right / self.said

    @property
    def sections(self) -> float:
        """The share of the sections that a person sees in the documents that are found in them."""
        return self.found / self.there


def read(part: str) -> dict[str, list[Judged]]:
    """The judged headings of a part, by document."""
    documents: dict[str, list[Judged]] = defaultdict(list)
    with (FOLDER / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            sections = frozenset(row["sections"].split()) - {"-"}
            also = frozenset((row["also"] or "").split())
            documents[row["document"]].append(Judged(int(row["level"]), row["heading"], sections, also))
    return documents


def opened(headings: list[Judged]) -> Iterator[tuple[Judged, frozenset[str]]]:
    """Each heading of a document with the sections that it opens there."""
    text = "".join(f"{'#' * heading.level} {heading.text}\n\n" for heading in headings)
    document = Document(Parsed(Source("document.md", text)), standard_contract())
    ids = {section.heading.line: frozenset(section.ids) for section in document.outline}
    for index, heading in enumerate(headings):
        yield heading, ids.get(2 * index + 1, frozenset())


def score(part: str) -> dict[str, Score]:
    """The score of a part by language."""
    scores: dict[str, Score] = defaultdict(Score)
    for name, headings in read(part).items():
        of = scores[name[:2]]
        pairs = list(opened(headings))
        found = frozenset().union(*(ids for _, ids in pairs))
        there = frozenset().union(*(heading.sections for heading in headings))
        of.documents += 1
        of.there += len(there)
        of.found += len(there & found)
        for heading, ids in pairs:
            meant = heading.sections if heading.level <= 4 else heading.sections - found | heading.sections & ids
            of.meant += len(meant)
            of.met += len(meant & ids)
            of.said += len(ids)
            of.right += len(ids & (heading.sections | heading.also))
            if meant - ids or ids - heading.sections - heading.also:
                judged = " ".join(sorted(heading.sections)) or "-"
                of.misses.append(f"{name} {heading.text}: {judged} | {' '.join(sorted(ids)) or '-'}")
    return scores


def table(part: str, *, with_misses: bool = False) -> str:
    """The scores of a part as text, with what does not agree on request."""
    lines = [f"{part:<14} documents  recall  precision  sections found"]
    for lang, of in sorted(score(part).items()):
        lines.append(f"{lang:<14} {of.documents:9}  {of.recall:6.3f}  {of.precision:9.3f}  {of.sections:14.3f}")
        if with_misses:
            lines += [f"    {miss}" for miss in of.misses]
    return "\n".join(lines)
