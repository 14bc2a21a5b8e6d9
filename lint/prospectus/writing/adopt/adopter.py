"""Adopting documents: each is proposed a front matter, and what comes of it is checked before anybody sees it."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from prospectus.contract.contract import FORMAT
from prospectus.contract.heading_text import normalise_heading
from prospectus.ground.language import filled
from prospectus.ground.severity import Severity
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.reading.front_matter.places import expand
from prospectus.reading.markdown import read_markdown
from prospectus.writing.adopt import reasons
from prospectus.writing.adopt.adoption import Added, Adoption, Moved, Question
from prospectus.writing.adopt.composition import WITHOUT, is_all_body
from prospectus.writing.adopt.draft import Draft, Scribe
from prospectus.writing.adopt.identity import id_of
from prospectus.writing.adopt.mapping import FEWEST_NAMED, Mapped, is_design, mapped
from prospectus.writing.adopt.mending import mended
from prospectus.writing.adopt.proposal import KEYS, Proposal, Wanted
from prospectus.writing.adopt.stages import at_latest_stage, spoken_stage
from prospectus.writing.adopt.suggestions import Suggested, suggested
from prospectus.writing.adopt.unmarked import unmarked
from prospectus.writing.adopt.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prospectus.engine.workspace import Workspace
    from prospectus.ground.language import Text
    from prospectus.ground.source import Source
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.reading.problem import Problem
    from prospectus.writing.adopt.origin import Origin

Json = Any

_ROUNDS = 12
"""After so many steps a draft is given up; each takes away all errors of one kind."""

_STRUCTURE = "STR"
_UNREADABLE = "STR01"
_NOTHING_WANTED = Wanted()


class Adopter:
    """Adopts documents one after another, so that all their ids differ.

    ``workspace`` checks texts, and holds no documents. ``ids`` are those that documents have, by their names; ``user`` is who runs
    this, if known.
    """

    def __init__(
        self, workspace: Workspace, ids: Mapping[str, str], user: str | None, wanted: Wanted = _NOTHING_WANTED
    ) -> None:
        self.workspace = workspace
        self.user = user
        self.wanted = wanted
        self._contract = workspace.contract
        self._rules = tuple(rule for rule in workspace.rules if rule.code.startswith(_STRUCTURE))
        self._ids = dict(ids)
        self._made: set[str] = set()

    def adopt(
        self, source: Source, problem: Problem | None, origin: Origin, *, is_named: bool, wanted: Wanted | None = None
    ) -> Adoption:
        """What becomes of one source; of one that nobody has named, only if it is a design document."""
        parsed = Parsed(source, problem)
        if not parsed.problem and parsed.front_matter.facts.get("schema") == FORMAT:
            return Adoption(source, "already", reasons.ALREADY)
        if refused := self._refused(parsed):
            return Adoption(source, "skipped", refused)
        if parsed.problem is not None and is_all_body(source, parsed.problem.kind):
            parsed.body = read_markdown(source, 0)  # what nothing reads as a front matter is text
        document = Document(parsed, self._contract)
        headings = mapped(document)
        if not is_named and not is_design(headings):
            return Adoption(source, "skipped", reasons.NO_DESIGN)
        return _Case(self, document, headings, origin, wanted or self.wanted).adopted()

    def _refused(self, parsed: Parsed) -> Text | None:
        """Why nothing can be done with a text."""
        problem = parsed.problem
        if problem is not None and problem.kind == "empty-file":
            return reasons.EMPTY
        if problem is not None and problem.kind not in WITHOUT | {"empty"}:
            return self._told(parsed)
        if parsed.front_matter.duplicates:
            return filled(reasons.TWICE, parsed.front_matter.duplicates[0].facts.get("key", ""))
        return None

    def _told(self, parsed: Parsed) -> Text:
        """What the linter says of a text that cannot be read, with the line; not what else it finds in what could be read."""
        document = Document(parsed, self._contract)
        texts = {}
        for lang in ("en", "ko"):
            found = self.workspace.report_alone(document, lang, self._rules).diagnostics
            told = next((entry for entry in found if entry.code == _UNREADABLE), None)
            texts[lang] = f"{told.start.line}: {told.message}" if told else document.source.name
        return texts

    def errors(self, document: Document, lang: str = "en") -> list[Diagnostic]:
        """The errors of structure that a document has."""
        found = self.workspace.report_alone(document, lang, self._rules)
        return [entry for entry in found.diagnostics if entry.severity >= Severity.ERROR]

    def worded(self, document: Document, entry: Diagnostic) -> Text:
        """What is said of one of a document's errors, in each language."""
        there = (entry.code, entry.where, entry.start)
        korean = (found for found in self.errors(document, "ko") if (found.code, found.where, found.start) == there)
        return {"en": entry.message, "ko": next((found.message for found in korean), entry.message)}

    # -- ids -----------------------------------------------------------------------------------------------------------

    def new_id(self, document: Document, title: str) -> str:
        """An id that no document has, and from now on none will get; the same one whenever a document is adopted again."""
        name = document.source.name
        if name not in self._made:
            self._ids[name] = id_of(document, title, {one for other, one in self._ids.items() if other != name})
            self._made.add(name)
        return self._ids[name]

    def is_taken(self, name: str, identity: str) -> bool:
        """Whether another document than the one of this name has an id; from now on, this one has it."""
        self._ids[name] = identity
        return any(other == identity for document, other in self._ids.items() if document != name)

    def unknown_projects(self, document: Document) -> Iterator[tuple[str, str]]:
        """The keys of a document that refer to a project which no document is, each with its id."""
        known = {*self._ids.values()}
        for path in self._contract.schema.references.get("projects", []):
            for node in expand(document.at(), path):
                if (name := node.text()) and name not in known:
                    yield str(path[0]), name

    def release(self, name: str) -> None:
        """Forget the id of a document: it was none, or that of another."""
        self._ids.pop(name, None)
        self._made.discard(name)


class _Case:
    """One document on its way."""

    def __init__(
        self, adopter: Adopter, document: Document, headings: tuple[Mapped, ...], origin: Origin, wanted: Wanted
    ) -> None:
        self._adopter = adopter
        self._document = document
        self._source = document.source
        self._headings = headings
        self._wanted = wanted
        today = adopter.workspace.today
        self._proposal = Proposal(document, origin, wanted, adopter.user, today)
        self._scribe = Scribe(document.source, document.contract, self._proposal.lang, today)
        self._is_template = written(document).is_template
        self._notes: list[Text] = []

    def adopted(self) -> Adoption:
        """The outcome."""
        if self._proposal.owner is None:
            return self._ended("skipped", reasons.NOBODY)
        draft = self._settled(self._first_draft())
        if isinstance(draft, Adoption):
            return draft
        if "stage" in draft.facts and self._wanted.stage is None and not self._is_template:
            draft = at_latest_stage(draft, self._scribe, self._adopter.errors)
        return self._with_suggestions(draft)

    def _ended(self, outcome: Json, reason: Text) -> Adoption:
        return Adoption(self._source, outcome, reason, lang=self._proposal.lang, mapping=self._headings)

    def _first_draft(self) -> Draft:
        """What is added where the document has nothing of the kind."""
        facts = self._proposal.facts
        moved = self._proposal.unwanted()
        identity = facts.get("id")
        if isinstance(identity, str) and self._adopter.is_taken(self._source.name, identity):
            self._notes.append(filled(reasons.TAKEN, identity))
            moved.append("id")
        for key, name in self._adopter.unknown_projects(self._document):
            if key in facts and key not in moved:
                self._notes.append(filled(reasons.UNKNOWN, key, name))
                moved.append(key)
        if self._proposal.leading.has_toml:
            self._notes.append(reasons.TOML)
        elif self._document.problem is not None and self._document.problem.kind == "not-first":
            self._notes.append(reasons.LATER)
        if sum(one.confidence in {"certain", "likely"} for one in self._headings) < FEWEST_NAMED:
            lines = [*islice(unmarked(self._document), FEWEST_NAMED)]
            if len(lines) == FEWEST_NAMED:
                self._notes.append(filled(reasons.UNMARKED, *lines[0]))
        draft = Draft({key: self._value(key) for key in KEYS if key not in facts}, {}, (), self._named())
        for key in moved:
            draft = self._with_moved(draft, key)
        return draft

    def _value(self, key: str) -> Added:
        """What is proposed for a key."""
        if key != "id":
            return self._proposal.values[key]
        title = self._proposal.facts.get("title")
        name = title if isinstance(title, str) and title.strip() else self._proposal.title
        return Added("id", self._adopter.new_id(self._document, name), "file")

    def _named(self) -> tuple[tuple[str, str], ...]:
        """The sections that headings open which the contract would not know: those beyond doubt, and those that somebody has told."""
        if "sections" in self._proposal.facts:
            return ()
        answers = dict(self._wanted.sections)
        named: list[tuple[str, str]] = []
        for one in self._headings:
            answer = answers.get(normalise_heading(one.heading.text))
            if answer:
                named.append((answer, one.heading.text))
            elif answer is None and one.needs_entry and one.confidence == "likely":
                named += [(section, one.heading.text) for section in one.sections]
        return tuple(named)

    # -- what must not be ----------------------------------------------------------------------------------------------

    def _settled(self, draft: Draft) -> Draft | Adoption:
        """The draft with everything moved or held back that would be an error of structure."""
        seen: list[tuple[Document, Diagnostic]] = []
        for _ in range(_ROUNDS):
            document = self._scribe.document(draft)
            if document is None:
                return self._ended("skipped", reasons.NO_ROOM)
            errors = self._adopter.errors(document)
            if not errors:
                return draft
            seen.append((document, errors[0]))
            worded = partial(self._adopter.worded, document)
            told = {section for _, section in self._wanted.sections}
            better = mended(draft, document, errors, self._proposal.facts, self._with_moved, worded, told)
            if better is None:
                break
            draft = better
        said, code = self._adopter.worded(*seen[-1]), seen[-1][1].code
        if self._wanted.stage is not None:
            return self._ended("failed", filled(reasons.AT_STAGE, self._wanted.stage.id, said))
        return self._ended("failed", filled(reasons.FAILED, {lang: f"{code} {text}" for lang, text in said.items()}))

    def _with_moved(self, draft: Draft, key: str) -> Draft:
        """A draft in which a key goes on under another name, and has a value of ours where it is one of our keys."""
        new, number = f"x-{key}", 1
        while new in self._proposal.facts or new in draft.moved.values():
            number += 1
            new = f"x-{key}-{number}"
        facts = dict(draft.facts)
        if key in KEYS:
            if key == "id":
                self._adopter.release(self._source.name)
            facts[key] = self._value(key)
        return draft._replace(moved={**draft.moved, key: new}, facts=facts)

    # -- suggestions ---------------------------------------------------------------------------------------------------

    def _with_suggestions(self, draft: Draft) -> Adoption:
        """The outcome: the facts of a draft, and what is only suggested, as comments."""
        document = self._scribe.document(draft)
        if document is None:
            return self._ended("skipped", reasons.NO_ROOM)
        facts = document.front_matter.written.facts
        asked, found = self._harmless(draft, self._questions(draft), suggested(self._document, facts))
        spoken, lacking = ("", ()) if self._is_template else spoken_stage(document)
        stage = str(document.at("stage").value)
        after = self._commented(draft, document, asked, found, spoken if self._is_later(spoken, stage) else "")
        if after is None:
            after, asked, found = document, (), []
        return Adoption(
            self._source,
            "adopted",
            after=after,
            lang=self._proposal.lang,
            stage=stage,
            spoken=spoken,
            lacking=lacking,
            is_template=self._is_template,
            added=tuple(draft.facts.values()),
            moved=tuple(Moved(key, new, self._line_of(key)) for key, new in draft.moved.items()),
            mapping=self._decided(),
            sections=draft.sections,
            questions=asked,
            facts=tuple(found),
            waived=draft.waived,
            notes=tuple(self._notes),
            shift=self._scribe.shift(after),
        )

    def _decided(self) -> tuple[Mapped, ...]:
        """The headings, with what somebody has decided of the doubtful ones."""
        answers = dict(self._wanted.sections)
        return tuple(
            Mapped(one.heading, (told,) if told else (), "certain" if told else "none")
            if one.confidence == "unsure" and (told := answers.get(normalise_heading(one.heading.text))) is not None
            else one
            for one in self._headings
        )

    def _line_of(self, key: str) -> int:
        written_ = self._document.front_matter.written
        return self._source.position(written_.root.at_path((key,)).span.start).line

    def _is_later(self, spoken: str, stage: str) -> bool:
        order = list(self._document.contract.lifecycle.stages)
        return spoken in order and stage in order and order.index(spoken) > order.index(stage)

    def _questions(self, draft: Draft) -> tuple[Question, ...]:
        """The doubtful headings that an entry of ``sections`` would settle."""
        if "sections" in self._proposal.facts:
            return ()
        named = (heading for _, heading in draft.sections)
        told = {*map(normalise_heading, named), *(words for words, _ in self._wanted.sections)}
        return tuple(
            Question(one.sections[0], one.heading.text, one.heading.line)
            for one in self._headings
            if one.confidence == "unsure" and one.needs_entry and normalise_heading(one.heading.text) not in told
        )

    def _harmless(
        self, draft: Draft, asked: tuple[Question, ...], found: list[Suggested]
    ) -> tuple[tuple[Question, ...], list[Suggested]]:
        """What may be suggested: the document has no error of structure if somebody takes all of it."""
        if not self._is_harmed(draft, asked, found):
            return asked, found
        if self._is_harmed(draft, asked, []):
            asked = tuple(one for one in asked if not self._is_harmed(draft, (one,), []))
            asked = () if self._is_harmed(draft, asked, []) else asked
        if self._is_harmed(draft, asked, found):
            found = [one for one in found if not self._is_harmed(draft, asked, [one])]
        return (asked, found) if not self._is_harmed(draft, asked, found) else (asked, [])

    def _is_harmed(self, draft: Draft, asked: tuple[Question, ...], found: list[Suggested]) -> bool:
        if not asked and not found:
            return False
        document = self._scribe.document(draft, self._scribe.taking_all(draft, asked, found))
        return document is None or bool(self._adopter.errors(document))

    def _commented(
        self, draft: Draft, document: Document, asked: tuple[Question, ...], found: list[Suggested], spoken: str
    ) -> Document | None:
        """The document with comments; None where these cannot stand there, or change what it says."""
        entries = self._scribe.commented(draft, asked, found, spoken)
        after = self._scribe.document(draft, entries) if entries is not None else None
        if after is None or after.front_matter.written.facts != document.front_matter.written.facts:
            return None
        return None if self._adopter.errors(after) else after
