"""Which places of a body tell of the project as it is, and not of another time, another group or another system."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from prospectus.ground.pattern import Pattern
from prospectus.rules.agreement.names import LONGEST_NAME, words_of
from prospectus.rules.agreement.terms import listed_terms

if TYPE_CHECKING:
    from prospectus.model.document import Document

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


class Places:
    """The headings of a document, and what stands under each."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def sections(self, offset: int) -> set[str] | None:
        """The sections that a place stands in; None under a heading that may tell of something else than today's project."""
        headings, level, found = self.document.headings, 7, set[str]()
        for heading in reversed(headings[: bisect_right(self._starts, offset)]):
            if heading.level >= level:
                continue
            level = heading.level
            ids = self._sections.get(heading.span.start, ())
            is_title = heading.level == 1 and heading is headings[0] and not ids
            if not is_title and not (ids and HISTORICAL.isdisjoint(ids) and self._is_plain(heading.text, ids)):
                return None
            found.update(ids)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [heading.span.start for heading in self.document.headings]

    @cached_property
    def _sections(self) -> dict[int, tuple[str, ...]]:
        """The sections of the lifecycle that each heading opens, by its place."""
        return {text.heading.span.start: text.ids for text in self.document.outline}

    def _is_plain(self, heading: str, ids: tuple[str, ...]) -> bool:
        """Whether a heading names sections and nothing else: "Metrics in Germany" does not."""
        sections = [self.document.contract.lifecycle.sections[one] for one in ids]
        names = {*(name for one in sections for name in (*one.title.values(), *(name for _, name in one.aliases)))}
        return _are_plain(words_of(heading) - frozenset().union(*map(words_of, names)))

    def lead(self, offset: int, kind: Literal["table", "item", "text"]) -> Literal["plain", "sentence", "other"]:
        """What stands right above a table, list item or paragraph: nothing but plain words, a sentence, or *Students:*."""
        body = self.document.body
        end = offset - body.start
        lines = body.text[max(0, end - FARTHEST) : end].split("\n")
        while lines and (not lines[-1].strip() or (kind != "table" and _ITEM.match(lines[-1]))):
            lines.pop()
        above: list[str] = []
        while lines and lines[-1].strip() and not lines[-1].startswith(("#", "|", ">")):
            above.insert(0, lines.pop().strip())
        lead = _SENTENCE.split(" ".join(above))[-1].strip("*_ ")
        if _are_plain(frozenset(_PARTICLE.sub("", word) for word in words_of(lead[:LONGEST_NAME]))):
            return "plain"
        return "sentence" if lead.endswith((".", "!", "。", ")")) else "other"


def _are_plain(words: frozenset[str]) -> bool:
    return all(len(word) < len("2027") and word.isdecimal() for word in words - listed_terms("plain"))
