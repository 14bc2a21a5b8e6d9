"""Which places of a body tell of the project as it is, and not of another time, another group or another system."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.rules.agreement.terms import LONGEST_NAME, listed_terms, words_of

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.rules.agreement.subjects import Subject

HISTORICAL = frozenset(
    {"follow-up-analysis", "changelog", "error-analysis", "prototype", "prior-work", "solution-options", "baseline"}
)
"""Sections that tell what was, what others reached, or what else could be done: their numbers need not be today's."""

OPERATIONAL = frozenset({"deployment", "monitoring"})
"""Sections in which the number of a requirement may be that of an alert or of a first step."""

_PARTICLE = Pattern(r"(?<=[가-힣])(?:으로|에는|은|는|이|가|을|를|의|와|과|로)$")
_ITEM = Pattern(r"[ \t]|[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_SENTENCE = Pattern(r"[.!?。]\s")
FARTHEST = 1000
"""A line that leads to a list stands no farther above an item."""


class Place(NamedTuple):
    """What stands above a table, a list item or a paragraph: nothing that tells of something else, and its sections."""

    is_plain: bool
    sections: frozenset[str]

    def is_sure_of(self, subject: Subject) -> bool:
        """Whether a number of a subject is that of the front matter, as far as the place says."""
        return self.is_plain and (subject.kind != "fact" or self.sections.isdisjoint(OPERATIONAL))


class Places:
    """The headings of a document, and what stands under each."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts = [heading.span.start for heading in document.headings]

    def find(self, offset: int, kind: Literal["table", "item", "text"]) -> Place | None:
        """What stands above an offset; None where a heading or a line (*Students:*) tells of something else."""
        sections = self._sections_at(offset)
        if sections is None:
            return None
        lead = self._lead(offset, kind)
        is_plain = _are_plain(frozenset(_PARTICLE.sub("", word) for word in words_of(lead[:LONGEST_NAME])))
        is_sentence = lead.endswith((".", "!", "。", ")"))
        return Place(is_plain or kind == "text", sections) if is_plain or is_sentence else None

    def _sections_at(self, offset: int) -> frozenset[str] | None:
        """The sections that a place stands in; None under a heading that says more than their names."""
        headings, level, found = self.document.headings, 7, frozenset[str]()
        for heading in reversed(headings[: bisect_right(self._starts, offset)]):
            if heading.level < level:
                level = heading.level
                ids = self._sections.get(heading.span.start, ())
                is_title = heading.level == 1 and heading is headings[0] and not ids
                if not is_title and not (ids and HISTORICAL.isdisjoint(ids) and self._is_plain(heading.text, ids)):
                    return None
                found = found.union(ids)
        return found

    @cached_property
    def _sections(self) -> dict[int, tuple[str, ...]]:
        """The sections of the lifecycle that each heading opens, by its place."""
        return {text.heading.span.start: text.ids for text in self.document.outline}

    def _is_plain(self, heading: str, ids: tuple[str, ...]) -> bool:
        """Whether a heading names sections and nothing else: "Metrics in Germany" does not."""
        sections = [self.document.contract.lifecycle.sections[one] for one in ids]
        names = [name for one in sections for name in (*one.title.values(), *(name for _, name in one.aliases))]
        return _are_plain(words_of(heading).difference(*map(words_of, names)))

    def _lead(self, offset: int, kind: str) -> str:
        """The sentence or line right above, but for the list items before an item or a paragraph."""
        end = offset - self.document.body.start
        lines = self.document.body.text[max(0, end - FARTHEST) : end].split("\n")
        while lines and (not lines[-1].strip() or (kind != "table" and _ITEM.match(lines[-1]))):
            lines.pop()
        above: list[str] = []
        while lines and lines[-1].strip() and not lines[-1].startswith(("#", "|", ">")):
            above.insert(0, lines.pop().strip())
        return _SENTENCE.split(" ".join(above))[-1].strip("*_ ")


def _are_plain(words: frozenset[str]) -> bool:
    """Whether words tell of nothing in particular; a short number may be that of a section."""
    return all(word.isdecimal() and len(word) < len("2027") for word in words - listed_terms("plain"))
