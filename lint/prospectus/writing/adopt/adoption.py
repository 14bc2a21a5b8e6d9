"""One document adopted: what is added to its front matter, what is moved, what is asked, and the text that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.ground.source import Source
    from prospectus.model.document import Document
    from prospectus.writing.adopt.mapping import Mapped
    from prospectus.writing.adopt.suggestions import Suggested

Json = Any
Outcome = Literal["adopted", "already", "skipped", "failed"]

SOURCES: dict[str, Text] = {
    "option": {"en": "as asked", "ko": "옵션"},
    "document": {"en": "stated in the document", "ko": "문서에 적힌 값"},
    "git": {"en": "git", "ko": "git 기록"},
    "user": {"en": "who runs this", "ko": "지금 실행하는 사람"},
    "today": {"en": "today", "ko": "오늘"},
    "heading": {"en": "the first heading", "ko": "첫 제목"},
    "file": {"en": "the name of the file", "ko": "파일 이름"},
    "text": {"en": "the text", "ko": "본문"},
    "format": {"en": "the format", "ko": "형식"},
    "": {"en": "", "ko": ""},
}
"""Where a fact comes from."""


class Added(NamedTuple):
    """One key that is added, with where its value comes from: a key of :data:`SOURCES`."""

    key: str
    value: Json
    source: str


class Moved(NamedTuple):
    """A key whose value has not the shape that the contract asks for: it goes on under another name."""

    key: str
    new: str
    line: int


class Waived(NamedTuple):
    """A finding that is held back until a day, for somebody has yet to write what is missing."""

    rule: str
    path: str
    message: Text


class Question(NamedTuple):
    """A heading that may open a section, with its line (1-based)."""

    section: str
    heading: str
    line: int


class Adoption(NamedTuple):
    """What becomes of one file.

    ``after`` is the document with its new text; None where it is not adopted, and then ``reason`` says why. ``stage`` is the one that is
    written, ``spoken`` the latest whose required sections are all there, ``lacking`` the sections that the one after that lacks.
    ``questions`` are headings and the sections that they may open. ``shift`` is by how many lines the body moves down.
    """

    source: Source
    outcome: Outcome
    reason: Text | None = None
    after: Document | None = None
    lang: str = ""
    stage: str = ""
    spoken: str = ""
    lacking: tuple[str, ...] = ()
    is_template: bool = False
    added: tuple[Added, ...] = ()
    moved: tuple[Moved, ...] = ()
    mapping: tuple[Mapped, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    questions: tuple[Question, ...] = ()
    facts: tuple[Suggested, ...] = ()
    waived: tuple[Waived, ...] = ()
    notes: tuple[Text, ...] = ()
    shift: int = 0

    @property
    def done(self) -> int:
        """How much was done mechanically: keys added and moved, headings mapped."""
        sure = sum(one.confidence in {"certain", "likely"} for one in self.mapping)
        return len(self.added) + len(self.moved) + sure

    @property
    def to_decide(self) -> int:
        """How much needs a decision: doubtful headings, facts found in the text, what is held back, and whatever is noted."""
        doubtful = sum(one.confidence == "unsure" for one in self.mapping)
        return doubtful + sum(len(fact.lines) for fact in self.facts) + len(self.waived) + len(self.notes)

    @property
    def skipped(self) -> int:
        """How many headings open no section and are part of none."""
        return sum(one.confidence == "none" for one in self.mapping)
