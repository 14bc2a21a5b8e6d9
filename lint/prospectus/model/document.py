"""One document: its facts, its sections, and what its contract asks of it."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from prospectus.contract.heading_text import normalise_heading
from prospectus.ground.language import has_hangul
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.ground.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospectus.contract.contract import Contract
    from prospectus.contract.lifecycle import Lifecycle, Stage
    from prospectus.contract.schema import Asked, Violation
    from prospectus.ground.source import Source
    from prospectus.model.parsed import Parsed
    from prospectus.reading.front_matter.node import FrontMatter, Node
    from prospectus.reading.markdown import Heading, Markdown
    from prospectus.reading.problem import Problem

PROMPT = "<!-- prompt:"
"""How the comment begins in which a skeleton says what to write."""

_PROMPTED = Pattern(r"^[ \t]*+#[ \t]++(?:- )?([A-Za-z_][\w-]*+):(?:[ \t\r]|$)", re.MULTILINE)
"""A key that was made a comment: what a skeleton has for what is still to be written."""

DEEPEST_SECTION = 4
"""A heading of a deeper level counts only for sections that no higher one opens."""


def columns(text: str) -> int:
    """The length of a text in columns: a Korean syllable, which says more than a letter, counts as two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class SectionText:
    """One section of a document: its heading, and what stands under it down to the next heading of its level."""

    __slots__ = ("_prose", "body", "heading", "ids", "lifecycle", "markdown")

    def __init__(
        self, markdown: Markdown, lifecycle: Lifecycle, heading: Heading, ids: tuple[str, ...], body: Span
    ) -> None:
        self.markdown = markdown
        self.lifecycle = lifecycle
        self._prose: str | None = None
        self.heading = heading
        self.ids = ids
        self.body = body

    @property
    def source(self) -> Source:
        """The file."""
        return self.markdown.source

    @property
    def span(self) -> Span:
        """The span of the heading's line."""
        return self.heading.span

    @property
    def section(self) -> str:
        """The id of the first section that it opens; empty where it opens none."""
        return self.ids[0] if self.ids else ""

    @property
    def where(self) -> str:
        """The logical place."""
        return f"## {self.section or self.heading.text}"

    @property
    def text(self) -> str:
        """The Markdown under the heading, subsections and all."""
        return self.source.slice(self.body)

    @property
    def prose(self) -> str:
        """What a reader reads of it: no comments, HTML tags or headings."""
        if self._prose is None:
            self._prose = self.markdown.prose(self.body)
        return self._prose

    @property
    def length(self) -> int:
        """How much prose there is, in columns."""
        return columns(self.prose)

    @property
    def is_prompt_only(self) -> bool:
        """Whether nothing stands there but the prompt of a skeleton."""
        return PROMPT in self.text and not self.prose


class Document:
    """A parsed text, held to a contract at a stage.

    ``stage`` has it judged as if it stood at that stage; its text and its facts stay what they are.
    """

    def __init__(
        self, parsed: Parsed, contract: Contract, *, stage: Stage | None = None, read: FrontMatter | None = None
    ) -> None:
        """``read`` is its front matter, where that was held to the contract before."""
        self.parsed = parsed
        self.source: Source = parsed.source
        self.front_matter: FrontMatter = contract.schema.read(parsed.front_matter) if read is None else read
        self.problem: Problem | None = parsed.problem
        """Why the document could not be read; then no other check applies."""
        self.contract = contract
        self._stage = stage
        self.known: dict[object, Any] = {}
        """What was read of it once; see :func:`read_once`."""
        self._nodes: dict[tuple[str | int, ...], Node] = {}

    def __repr__(self) -> str:
        return f"<Document {self.source.name}>"

    def at_stage(self, stage: Stage) -> Document:
        """The same text, judged as if it stood at another stage."""
        if self.problem is not None:  # what is asked of a front matter that breaks leaves marks in it
            return Document(self.parsed, self.contract, stage=stage)
        other = Document(self.parsed, self.contract, stage=stage, read=self.front_matter)
        other.outline = self.outline
        return other

    # -- facts -------------------------------------------------------------------------------------------------------

    def at(self, *keys: str | int) -> Node:
        """The node of a fact, present or missing."""
        if self.front_matter.cut:  # it must notice each time that somebody asks for what may stand below the break
            return self.front_matter.root.at(*keys)
        node = self._nodes.get(keys)
        if node is None:
            node = self._nodes[keys] = self.front_matter.root.at(*keys)
        return node

    @property
    def id(self) -> str | None:
        """The project's id."""
        return self.at("id").text()

    @cached_property
    def title(self) -> str:
        """The project's title; where the front matter gives none that of the text, else the name of the file."""
        stated = self.at("title").text()
        if stated is None and self.headings and self.headings[0].level == 1:
            stated = self.headings[0].text
        return stated or self.source.name.rsplit("/", 1)[-1].removesuffix(".md")

    @cached_property
    def prompted(self) -> dict[str, list[Span]]:
        """The keys that stand in comments of the front matter, each with a prompt to be filled in, and where they stand."""
        block = self.front_matter.block
        found: dict[str, list[Span]] = {}
        for match in _PROMPTED.finditer(self.source.text, block.start, block.end):
            at = self.source.text.index("#", match.start())
            found.setdefault(match[1], []).append(Span(at, match.end(1) + 1))
        return found

    @property
    def is_partly_read(self) -> bool:
        """Whether its front matter breaks, and what stands above the break could be read."""
        return self.front_matter.broken_at is not None and bool(self.front_matter.facts)

    @cached_property
    def lang(self) -> str:
        """The language of the text: as declared, else Korean when the title has Hangul, else English."""
        declared = self.at("lang").text()
        if declared:
            return declared
        return "ko" if has_hangul(self.title) else "en"

    @cached_property
    def stage(self) -> Stage | None:
        """The stage it is judged at: the one it declares, unless it was given another; None when it names none."""
        return self._stage or self.contract.lifecycle.stage(self.at("stage").value)

    @property
    def is_judged_elsewhere(self) -> bool:
        """Whether it is judged as if it stood at a stage that was given."""
        return self._stage is not None

    @property
    def status(self) -> str | None:
        """How far its review has come."""
        return self.at("status").text()

    @property
    def verdict(self) -> str | None:
        """The verdict of the feasibility study."""
        return self.at("feasibility.verdict").text()

    @property
    def has_ended(self) -> bool:
        """Whether it is retired, or its status or verdict ended it: then nothing more is asked of it."""
        return _has_ended(self)

    @cached_property
    def asked(self) -> Asked | None:
        """What the contract asks of it; None when its stage is unknown."""
        return self.contract.asked(self.stage, self.verdict, self.status) if self.stage else None

    @cached_property
    def violations(self) -> dict[str, list[Violation]]:
        """The violations of the schema, by the code of the check that speaks for them, in the order of the text."""
        facts = self.front_matter.facts
        asked = self.asked
        if asked is None:  # the stage itself is wrong: judge by the first, which asks least
            asked = self.contract.asked(next(iter(self.contract.lifecycle.stages.values())), None)
        found: dict[str, list[Violation]] = {}
        for violation in self.contract.schema.violations(facts, asked):
            if self.front_matter.cut and not self._is_sure(violation):
                continue
            found.setdefault(violation.code, []).append(violation)
        for violations in found.values():
            if len(violations) > 1:
                violations.sort(key=self._order)
        return found

    def _order(self, violation: Violation) -> tuple[Span, int, str]:
        """Where a violation comes: by its place, and what is missing there in the order of the schema."""
        order = self.contract.schema.order(*violation.path, violation.key)
        return self.front_matter.root.at_path(violation.path).span, order, violation.key

    def _is_sure(self, violation: Violation) -> bool:
        """Whether a violation stays one whatever stands below the break of the front matter."""
        if violation.keyword == "additionalProperties":
            return True
        if violation.keyword == "required" and not self.front_matter.is_complete(("feasibility", "verdict")):
            return False  # a verdict may end the project, and then less is asked
        return self.front_matter.is_complete(violation.path)

    # -- text --------------------------------------------------------------------------------------------------------

    @property
    def body(self) -> Markdown:
        """The Markdown under the front matter."""
        return self.parsed.body

    @property
    def headings(self) -> list[Heading]:
        """Every heading of the body, in order."""
        return self.body.headings

    @cached_property
    def outline(self) -> list[SectionText]:
        """The headings with the text under them: all of the levels 1 to 4, below these the ones that alone open a section."""
        opened = self._opened
        high = {section for heading, ids in opened if heading.level <= DEEPEST_SECTION for section in ids}
        kept = []
        for heading, ids in opened:
            is_high = heading.level <= DEEPEST_SECTION
            counted = ids if is_high else tuple(section for section in ids if section not in high)
            if is_high or counted:
                kept.append((heading, counted))
        ends = self._ends([heading for heading, _ in kept])
        last = len(self.source.text)
        return [
            SectionText(self.body, self.contract.lifecycle, heading, ids, Span(min(heading.end + 1, last), end))
            for (heading, ids), end in zip(kept, ends, strict=True)
        ]

    @cached_property
    def named_headings(self) -> dict[str, tuple[str, ...]]:
        """The sections that ``sections`` of the front matter gives to headings, by the normalised text of the heading."""
        found: dict[str, tuple[str, ...]] = {}
        for section, named in self.at("sections").entries():
            if section in self.contract.lifecycle.sections:
                for text in (named, *named.each()):
                    if (words := normalise_heading(text.text() or "")) and section not in found.get(words, ()):
                        found[words] = (*found.get(words, ()), section)
        return found

    @property
    def _opened(self) -> list[tuple[Heading, tuple[str, ...]]]:
        """Every heading with the sections that it would open: none under one that tells how to install or what to read."""
        lifecycle = self.contract.lifecycle
        named = self.named_headings
        opened: list[tuple[Heading, tuple[str, ...]]] = []
        aside = 7  # deeper than any heading: none is open
        for index, heading in enumerate(self.headings):
            is_title = heading.level == 1 and not index
            if heading.level <= aside:
                aside = heading.level if lifecycle.is_aside(heading.text) and not is_title else 7
            ids: tuple[str, ...] = ()
            if heading.marker is not None and heading.marker in lifecycle.sections:
                ids = (heading.marker,)
            elif named and (said := named.get(normalise_heading(heading.text))) is not None:
                ids = said
            elif heading.level <= aside and not is_title:
                ids = lifecycle.match(heading.text)
            opened.append((heading, ids))
        return opened

    def _ends(self, headings: list[Heading]) -> list[int]:
        """Where the text under each heading ends: at the next heading that is no part of it, or with the file."""
        ends = [len(self.source.text)] * len(headings)
        within: list[int] = []
        for index, heading in enumerate(headings):
            while within and headings[within[-1]].level >= heading.level:
                ends[within.pop()] = heading.span.start
            within.append(index)
        return ends

    @cached_property
    def sections(self) -> dict[str, list[SectionText]]:
        """The sections that are there, by id."""
        found: dict[str, list[SectionText]] = {}
        for text in self.outline:
            for section in text.ids:
                found.setdefault(section, []).append(text)
        return found

    def section(self, section: str) -> SectionText | None:
        """The first section with this id."""
        return self.sections.get(section, [None])[0]

    def section_level(self, section: str) -> Severity | None:
        """How the absence of a section weighs in this document; None when it is not asked."""
        asked = self.asked
        if asked is None:
            return None
        entry = self.contract.lifecycle.sections[section]
        if entry.when is not None and not entry.when.holds(
            [None if fact.is_waived else fact.value for fact in self.along(entry.when.path)]
        ):
            return None
        level = entry.level(asked.at(section))
        is_advice = level is not None and level < Severity.ERROR
        return None if is_advice and self.has_ended else level  # advice points ahead, where this document does not go

    def along(self, path: str) -> list[Node]:
        """The facts at a dotted path that goes through the items of lists; those that are there."""
        found = [self.at()]
        for key in path.split("."):
            found = [below for fact in found for one in (fact, *fact.each()) if (below := one.at(key)).is_present]
        return found

    def due_sections(self) -> tuple[tuple[str, Severity], ...]:
        """The sections that are asked of this document, in lifecycle order, with the weight of their absence."""
        return _due_sections(self)


T = TypeVar("T")


def read_once(read: Callable[[Document], T]) -> Callable[[Document], T]:
    """A reader of documents that reads each only once: the document remembers what was read of it, as long as it lives.

    Of a front matter that breaks it remembers, too, whether what was read rests on what may stand below the break.
    """

    @wraps(read)
    def remembered(document: Document) -> T:
        known: dict[object, tuple[T, bool]] = document.known
        front_matter = document.front_matter
        if read not in known:
            was_doubted, front_matter.is_doubted = front_matter.is_doubted, False
            found = read(document)
            known[read] = found, front_matter.is_doubted
            front_matter.is_doubted = was_doubted
        found, is_doubted = known[read]
        front_matter.is_doubted |= is_doubted
        return found

    return remembered


@read_once
def _has_ended(document: Document) -> bool:
    if document.stage is not None and document.stage.id == "retired":
        return True
    lifecycle = document.contract.lifecycle
    return document.status in lifecycle.ending_statuses or document.verdict in lifecycle.ending_verdicts


@read_once
def _due_sections(document: Document) -> tuple[tuple[str, Severity], ...]:
    levels = ((section, document.section_level(section)) for section in document.contract.lifecycle.sections)
    return tuple((section, level) for section, level in levels if level is not None)
