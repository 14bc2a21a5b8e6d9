"""What stands above a statement, and whether it may make it one about something else than the project as it shall be."""

from __future__ import annotations

from typing import NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.rules.agreement.terms import folded, words_of
from prospectus.writing.lifting.terms import listed, phrase

HISTORICAL = frozenset(
    {
        "situation",
        "problem-definition",
        "solution-options",
        "feasibility",
        "prior-work",
        "prototype",
        "error-analysis",
        "follow-up-analysis",
        "changelog",
    }
)
"""Sections that tell what was, what others reached, or what else could be done."""

OPERATIONAL = frozenset({"monitoring", "deployment"})
"""Sections in which the number of a requirement may be that of an alert or of a first step."""

LONGEST_LEAD = 160
"""A line that leads to a list or a table is shorter than this, in characters."""

_WORD = Pattern(r"[^\W_]+(?:[-/'.][^\W_]+)*")


class Place(NamedTuple):
    """What stands above a statement.

    ``sections`` are those of the headings, ``words`` the words of the headings and of the lines that lead to it. ``is_plain``:
    each heading opens a section or says nothing in particular. ``nearest`` are the nearest heading, the line that leads to it and the
    items above, as written.
    """

    sections: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    is_plain: bool = True
    is_head: bool = False
    nearest: tuple[str, ...] = ()
    is_under_item: bool = False

    @property
    def is_elsewhere(self) -> bool:
        """Whether it may tell of another time, another system, or an example."""
        return not HISTORICAL.isdisjoint(self.sections) or not listed("elsewhere").isdisjoint(self.words)

    @property
    def is_sure(self) -> bool:
        """Whether a single fact that is told here is one of the project."""
        return self.is_plain and not self.is_elsewhere and OPERATIONAL.isdisjoint(self.sections)


def is_metadata(heading: str) -> bool:
    """Whether what stands under a heading is told of the document itself."""
    return phrase(heading) in {
        "metadata",
        "document info",
        "document information",
        "overview",
        "문서 정보",
        "о документе",
        "info",
    }


def leads(line: str) -> bool:
    """Whether a line leads to what follows: it ends with a colon, or is all bold."""
    text = line.rstrip()
    if text.endswith((":", "：", ":**", ":__")):
        return True
    is_bold = text.startswith("**") and text.endswith("**") and text.count("**") == 2  # noqa: PLR2004 - one bold text
    return is_bold and ": " not in text


def words_above(text: str) -> frozenset[str]:
    """The words of a heading or a lead, each as it stands and without plural."""
    return frozenset(_WORD.findall(folded(text[:LONGEST_LEAD]))) | words_of(text[:LONGEST_LEAD])


def are_plain(words: frozenset[str]) -> bool:
    """Whether words tell of nothing in particular; a short number may be that of a section."""
    rest = words - listed("plain") - listed("goals")
    return all(
        word.replace(".", "").isdecimal() and len(word) < len("2027")
        for word in rest
        if word not in {"a", "and", "to", "for", "in"}
    )
