"""Adopting documents: each is proposed a front matter, and what comes of it is checked before anybody sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.contract import FORMAT
from prospectus.contract.headings import normalise_heading
from prospectus.ground.days import days_after
from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.reading.front_matter.writing import Layout, as_lines
from prospectus.reading.markdown import read_markdown
from prospectus.writing.adopt.adoption import Added, Adoption, Moved, Waived
from prospectus.writing.adopt.composition import WITHOUT, Entry, composed
from prospectus.writing.adopt.identity import id_of, title_of
from prospectus.writing.adopt.leading import Leading, day_in, leading, person_in, state_in
from prospectus.writing.adopt.mapping import Mapped, mapped
from prospectus.writing.adopt.suggestions import Suggested, fact_entries, section_entries, suggested
from prospectus.writing.adopt.tongue import tongue
from prospectus.writing.adopt.written import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospectus.contract.lifecycle import Stage
    from prospectus.engine.workspace import Workspace
    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.reading.problem import Problem
    from prospectus.writing.adopt.origin import Origin

Json = Any

WAIVED_DAYS = 90
"""So long nobody is asked for what an adopted document lacks."""

MOST_WAIVERS = 5
"""Of more findings of one rule, the rule is held back as a whole."""

_ROUNDS = 12
_STRUCTURE = "STR"
_OF_SECTIONS = frozenset({"STR05", "STR06"})
_OURS = ("schema", "id", "title", "lang", "stage", "status", "owner", "created", "updated")

_LACKING: Text = {"en": "adopted; not written yet", "ko": "가져온 문서이며 아직 쓰지 않음"}
_AS_FOUND: Text = {"en": "adopted as it was found", "ko": "가져올 때부터 있던 문제"}
_SPEAKS: Text = {
    "en": "Its sections speak for `{0}`; which facts are missing: prospectus next {1} --stage {0}",
    "ko": "섹션으로 보면 `{0}` 단계입니다. 모자란 항목은 다음 명령이 알려 줍니다: prospectus next {1} --stage {0}",
}
_NOBODY: Text = {
    "en": "nobody is known to answer for it; say who: --owner NAME",
    "ko": "담당자를 알 수 없습니다. --owner NAME으로 알려 주세요",
}
_EMPTY: Text = {
    "en": "it is empty; `prospectus new` starts a document",
    "ko": "빈 파일입니다. `prospectus new`로 새 문서를 시작하세요",
}
_NO_ROOM: Text = {
    "en": "its front matter cannot be extended without changing what is there",
    "ko": "프런트 매터의 기존 내용을 바꾸지 않고는 추가할 수 없습니다",
}
_NO_DESIGN: Text = {
    "en": "no heading of it is one of a design document",
    "ko": "설계 문서에 있을 만한 제목이 하나도 없습니다",
}
_ALREADY: Text = {"en": "already adopted", "ko": "이미 가져온 문서"}
_TWICE: Text = {"en": "the key {0} stands there twice", "ko": "키 {0}이(가) 두 번 나옵니다"}
_AT_STAGE: Text = {
    "en": "at `{0}` it would have errors that adopting cannot mend, the first: {1}; leave --stage away",
    "ko": "`{0}` 단계에서는 고칠 수 없는 오류가 남습니다. 첫 오류: {1}. --stage 없이 실행하세요",
}
_FAILED: Text = {"en": "the result would have an error of structure: {0}", "ko": "결과에 구조 오류가 남습니다: {0}"}
_TOML: Text = {
    "en": "the TOML block (`+++`) stays in the text; delete it once nothing reads it",
    "ko": "TOML 블록(`+++`)은 본문에 그대로 남습니다. 읽는 도구가 없으면 지우세요",
}
_LATER: Text = {
    "en": "a front matter that does not stand at the top stays in the text; nothing reads it",
    "ko": "맨 위에 있지 않은 프런트 매터는 본문에 그대로 남습니다. 이를 읽는 도구는 없습니다",
}
_TAKEN: Text = {"en": "its id '{0}' is that of another document, too", "ko": "id '{0}'을(를) 다른 문서에서도 씁니다"}


class Wanted(NamedTuple):
    """What is asked for: the stage to write, who answers, and what was answered to questions (heading, section)."""

    stage: Stage | None = None
    owner: str | None = None
    sections: tuple[tuple[str, str], ...] = ()
    """Answers: the normalised text of a heading, and the section that it opens; empty for none."""


class _Draft(NamedTuple):
    """What a document would become: the keys added and moved, the findings held back, the sections named."""

    facts: dict[str, Added]
    moved: dict[str, str]
    waived: tuple[Waived, ...]
    sections: tuple[tuple[str, str], ...]


class Adopter:
    """Adopts documents one after another, so that all their ids differ.

    ``workspace`` checks texts, and holds no documents. ``taken`` are the ids that there are; ``user`` is who runs this, if known.
    """

    def __init__(self, workspace: Workspace, taken: Iterable[str], user: str | None, wanted: Wanted = Wanted()) -> None:  # noqa: B008 - a constant
        self._workspace = workspace
        self._contract = workspace.contract
        self._rules = tuple(rule for rule in workspace.rules if rule.code.startswith(_STRUCTURE))
        self._taken = {*taken}
        self._user = user
        self._wanted = wanted
        self._ids: dict[str, str] = {}

    def adopt(
        self, source: Source, problem: Problem | None, origin: Origin, *, is_named: bool, wanted: Wanted | None = None
    ) -> Adoption:
        """What becomes of one source; of one that nobody has named, only if it is a design document."""
        wanted = wanted or self._wanted
        parsed = Parsed(source, problem)
        if not parsed.problem and parsed.front_matter.facts.get("schema") == FORMAT:
            return Adoption(source, "already", _ALREADY)
        if refused := self._refused(parsed):
            return Adoption(source, "skipped", refused)
        if parsed.problem is not None and parsed.problem.kind == "not-first":
            parsed.body = read_markdown(source, 0)  # what nothing reads as a front matter is text
        document = Document(parsed, self._contract)
        headings = mapped(document)
        if not is_named and not any(one.sections and one.why != "text" for one in headings):
            return Adoption(source, "skipped", _NO_DESIGN)
        return _Case(self, document, headings, origin, wanted).adopted()

    def _refused(self, parsed: Parsed) -> Text | None:
        """Why nothing can be done with a text."""
        problem = parsed.problem
        if problem is not None and problem.kind == "empty-file":
            return _EMPTY
        if problem is not None and problem.kind not in WITHOUT | {"empty"}:
            return self._told(parsed)
        if parsed.front_matter.duplicates:
            return filled(_TWICE, parsed.front_matter.duplicates[0].facts.get("key", ""))
        return None

    def _told(self, parsed: Parsed) -> Text:
        """What the linter says of a text that cannot be read, with the line."""
        document = Document(parsed, self._contract)
        texts = {}
        for lang in ("en", "ko"):
            found = self._workspace.report_alone(document, lang, self._rules).diagnostics
            texts[lang] = f"{found[0].start.line}: {found[0].message}" if found else document.source.name
        return texts

    def new_id(self, document: Document, title: str) -> str:
        """An id that no document has, and from now on none will get; the same one whenever a document is adopted again."""
        name = document.source.name
        if name not in self._ids:
            self._ids[name] = id_of(document, title, self._taken)
            self._taken.add(self._ids[name])
        return self._ids[name]

    def take(self, name: str, identity: str) -> bool:
        """Note the id that a document brings along; whether nobody else has it."""
        is_free = identity not in self._taken or self._ids.get(name) == identity
        self._ids[name] = identity
        self._taken.add(identity)
        return is_free

    def release(self, name: str) -> None:
        """Forget the id of a document: it was none."""
        self._ids.pop(name, None)

    @property
    def user(self) -> str | None:
        """Who runs this."""
        return self._user

    @property
    def wanted(self) -> Wanted:
        """What is asked for of all documents."""
        return self._wanted

    @property
    def workspace(self) -> Workspace:
        """What checks texts."""
        return self._workspace

    def errors(self, document: Document, lang: str = "en") -> list[Diagnostic]:
        """The errors of structure that a document has."""
        found = self._workspace.report_alone(document, lang, self._rules)
        return [entry for entry in found.diagnostics if entry.severity >= Severity.ERROR]


class _Case:
    """One document on its way."""

    def __init__(
        self, adopter: Adopter, document: Document, headings: tuple[Mapped, ...], origin: Origin, wanted: Wanted
    ) -> None:
        self._adopter = adopter
        self._document = document
        self._source: Source = document.source
        self._lifecycle = document.contract.lifecycle
        self._headings = headings
        self._origin = origin
        self._wanted = wanted
        self._today = adopter.workspace.today
        self._leading: Leading = leading(document)
        self._written = written(document)
        self._notes: list[Text] = []
        self._facts = self._document.front_matter.written.facts
        self._lang = self._language()

    def adopted(self) -> Adoption:
        """The outcome."""
        owner = self._owner()
        if owner is None:
            return Adoption(self._source, "skipped", _NOBODY, lang=self._lang, mapping=self._headings)
        draft = self._settled(self._first_draft(owner))
        if isinstance(draft, Adoption):
            return draft
        draft = self._staged(draft)
        if isinstance(draft, Adoption):
            return draft
        return self._with_suggestions(draft)

    # -- what is proposed ------------------------------------------------------------------------------------------

    def _language(self) -> str:
        """The language: as the front matter has it, under our key or under ``language``; else that of the text."""
        for key in ("lang", "language"):
            said = self._facts.get(key)
            said = said[0] if isinstance(said, list) and said else said
            if isinstance(said, str) and said.isascii() and said.isalpha() and len(said) in {2, 3}:
                return said.lower()
        return tongue(self._document.body.text)

    def _words(self, text: Text) -> str:
        return say(text, self._lang)

    def _stated(self, key: str) -> str | None:
        """What the document states of one of our facts: in a key of another shape or name, else where its text begins."""
        names = {
            "created": ("created", "date", "created_at"),
            "updated": ("updated", "last_modified", "lastmod", "updated_at"),
            "owner": ("owner", "author", "authors", "maintainer", "maintainers"),
            "status": ("status",),
        }
        for name in names.get(key, ()):
            value = self._facts.get(name)
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, dict):
                value = value.get("name")
            if isinstance(value, str | int) and not isinstance(value, bool):
                text = str(value)
                made = state_in(text) if key == "status" else person_in(text) if key == "owner" else day_in(text)
                if made:
                    return made
        return self._leading.get(key)

    def _owner(self) -> Added | None:
        if self._wanted.owner:
            return Added("owner", self._wanted.owner, "option")
        for name, source in (
            (self._stated("owner"), "document"),
            (self._origin.author, "git"),
            (self._adopter.user, "user"),
        ):
            if name:
                return Added("owner", name, source)
        return None

    def _first_draft(self, owner: Added) -> _Draft:
        """What is added where the document has nothing of the kind."""
        title = title_of(self._document, self._leading.get("title"))
        has_title = isinstance(self._facts.get("title"), str) and str(self._facts["title"]).strip()
        identity = self._facts.get("id")
        if isinstance(identity, str) and not self._adopter.take(self._source.name, identity):
            self._notes.append(filled(_TAKEN, identity))
        today = self._today.isoformat()
        created, updated = self._days(today)
        stage = self._wanted.stage or next(iter(self._lifecycle.stages.values()))
        status = self._stated("status")
        proposals = {
            "schema": Added("schema", FORMAT, "format"),
            "id": Added("id", "", "file"),
            "title": Added("title", title, "heading" if self._document.headings else "file"),
            "lang": Added("lang", self._lang, "text"),
            "stage": Added("stage", stage.id, "option" if self._wanted.stage else "text"),
            "status": Added("status", status or "draft", "document" if status else "format"),
            "owner": owner,
            "created": created,
            "updated": updated,
        }
        facts = {key: proposals[key] for key in _OURS if key not in self._facts}
        if "id" in facts:
            name = self._facts["title"] if has_title else title
            facts["id"] = Added("id", self._adopter.new_id(self._document, str(name)), "file")
        self._proposals = proposals
        if self._leading.has_toml:
            self._notes.append(_TOML)
        elif self._document.problem is not None and self._document.problem.kind == "not-first":
            self._notes.append(_LATER)
        moved = (
            {"stage": "x-stage"}
            if self._wanted.stage and "stage" in self._facts and self._facts["stage"] != stage.id
            else {}
        )
        moved |= (
            {"owner": "x-owner"}
            if self._wanted.owner and "owner" in self._facts and self._facts["owner"] != self._wanted.owner
            else {}
        )
        draft = _Draft(facts, {}, (), self._named())
        for key in moved:
            draft = self._with_moved(draft, key)
        return draft

    def _days(self, today: str) -> tuple[Added, Added]:
        """When the document was begun and last changed: as it states, else as git remembers, else today; none in the future."""
        stated, origin = (self._stated("created"), self._stated("updated")), self._origin
        created = Added("created", stated[0], "document") if stated[0] else Added("created", origin.created, "git")
        updated = Added("updated", stated[1], "document") if stated[1] else Added("updated", origin.updated, "git")
        begun = self._facts.get("created")
        if not updated.value:
            updated = Added("updated", today, "today")
        if not created.value:
            created = Added("created", min(today, str(updated.value)), "today")
        created = created._replace(value=min(str(created.value), today))
        first = str(begun) if isinstance(begun, str) and day_in(begun) == begun else str(created.value)
        updated = updated._replace(value=max(min(str(updated.value), today), min(first, today)))
        changed = self._facts.get("updated")
        if isinstance(changed, str) and day_in(changed) == changed:
            created = created._replace(value=min(str(created.value), changed))
        return created, updated

    def _named(self) -> tuple[tuple[str, str], ...]:
        """The sections that headings open which the contract would not know: those beyond doubt, and those that somebody has told."""
        answers = dict(self._wanted.sections)
        named: list[tuple[str, str]] = []
        if "sections" in self._facts:
            return ()
        for one in self._headings:
            answer = answers.get(normalise_heading(one.heading.text))
            if answer:
                named.append((answer, one.heading.text))
            elif answer is None and one.needs_entry and one.confidence == "likely":
                named += [(section, one.heading.text) for section in one.sections]
        return tuple(named)

    # -- the text --------------------------------------------------------------------------------------------------

    def _entries(self, draft: _Draft) -> list[Entry]:
        """The facts of a draft as lines."""
        entries = []
        for key in _OURS:
            if key in draft.facts:
                value = draft.facts[key].value
                entries.append(Entry(tuple(as_lines((key,), value, Layout())), key, value))
        return entries

    def _waivers(self, draft: _Draft) -> list[Entry]:
        if not draft.waived:
            return []
        until = days_after(self._today, WAIVED_DAYS).isoformat()
        listed = []
        for one in draft.waived:
            reason = self._words(_LACKING if one.rule in _OF_SECTIONS else _AS_FOUND)
            listed.append(
                {"rule": one.rule, **({"path": one.path} if one.path else {}), "reason": reason, "expires": until}
            )
        return [Entry(tuple(as_lines(("waivers",), listed, Layout())), "waivers", listed)]

    def _text(self, draft: _Draft, entries: list[Entry] | None = None) -> Document | None:
        """The document that a draft makes; None where its front matter cannot be extended."""
        if entries is None:
            entries = [*self._entries(draft), *self._sections(draft), *self._waivers(draft)]
        text = composed(self._source, draft.moved, entries)
        if text is None:
            return None
        source = Source(self._source.name, text, self._source.path)
        return Document(Parsed(source), self._document.contract)

    def _sections(self, draft: _Draft) -> list[Entry]:
        return section_entries(_by_section(draft.sections), (), self._lang, 0)

    # -- what must not be ------------------------------------------------------------------------------------------

    def _settled(self, draft: _Draft) -> _Draft | Adoption:
        """The draft with everything moved or held back that would be an error of structure."""
        for _ in range(_ROUNDS):
            document = self._text(draft)
            if document is None:
                return Adoption(self._source, "skipped", _NO_ROOM, lang=self._lang, mapping=self._headings)
            errors = self._adopter.errors(document)
            if not errors:
                return draft
            after = self._mended(draft, document, errors)
            if after is None:
                return self._failed(errors[0])
            draft = after
        return self._failed(errors[0])

    def _failed(self, error: Diagnostic) -> Adoption:
        if self._wanted.stage is not None:
            reason = filled(_AT_STAGE, self._wanted.stage.id, error.message)
        else:
            reason = filled(_FAILED, f"{error.code} {error.message}")
        return Adoption(self._source, "failed", reason, lang=self._lang, mapping=self._headings)

    def _mended(self, draft: _Draft, document: Document, errors: list[Diagnostic]) -> _Draft | None:
        """A draft without the errors that one step can take away; None where no step can."""
        facts = document.front_matter.written.facts
        moves: list[str] = []
        bodily: list[Diagnostic] = []
        for entry in errors:
            key = str(entry.place.fact[0]) if entry.place.fact else ""
            is_of_stage = (key and key not in facts) or self._is_of_stage(entry, document)
            if is_of_stage and "stage" not in draft.facts:
                moves.append("stage")  # it is what the stage asks for at which the document says it stands
            elif key in facts and key not in {*draft.facts, "sections", "waivers"}:
                moves.append(key)
            elif key == "sections" and draft.sections:
                return draft._replace(sections=())
            elif key or is_of_stage:
                return None
            else:
                bodily.append(entry)
        if moves:
            for key in dict.fromkeys(moves):
                draft = self._with_moved(draft, key)
            return draft
        if draft.sections and any(entry.code in {"STR08", "STR06"} for entry in bodily):
            return draft._replace(sections=())
        return draft._replace(waived=_waived(draft.waived, bodily))

    def _is_of_stage(self, entry: Diagnostic, document: Document) -> bool:
        """Whether a section is asked for only because of the stage: not already at the first."""
        if entry.code not in _OF_SECTIONS:
            return False
        section = self._lifecycle.sections.get(entry.where.removeprefix("## "))
        first = section.level(0) if section is not None else None
        stage = document.stage
        return stage is not None and stage.order > 0 and (first is None or first < Severity.ERROR)

    def _with_moved(self, draft: _Draft, key: str) -> _Draft:
        """A draft in which a key goes on under another name, and has a value of ours where it is one of our keys."""
        new, number = f"x-{key}", 1
        while new in self._facts or new in draft.moved.values():
            number += 1
            new = f"x-{key}-{number}"
        facts = dict(draft.facts)
        if key in self._proposals:
            proposal = self._proposals[key]
            if key == "id":
                self._adopter.release(self._source.name)
                proposal = Added(
                    "id", self._adopter.new_id(self._document, str(self._proposals["title"].value)), "file"
                )
            facts[key] = proposal
        return draft._replace(moved={**draft.moved, key: new}, facts=facts)

    # -- the stage -------------------------------------------------------------------------------------------------

    def _staged(self, draft: _Draft) -> _Draft | Adoption:
        """The draft at the latest stage at which it has no error of structure, where nobody has named another."""
        if "stage" not in draft.facts or self._wanted.stage is not None or self._written.is_template:
            return draft
        stages = [stage for stage in self._lifecycle.stages.values() if self._lifecycle.next_stage(stage) is not None]
        document = self._text(draft)
        contract = self._document.contract
        for stage in reversed(stages[1:]):
            if document is None:
                break
            asked = contract.asked(stage, document.verdict, document.status)
            if any(
                found.keyword == "required" for found in contract.schema.violations(document.front_matter.facts, asked)
            ):
                continue
            staged = draft._replace(facts={**draft.facts, "stage": Added("stage", stage.id, "text")})
            made = self._text(staged)
            if made is not None and not self._adopter.errors(made):
                return staged
        return draft

    def _spoken(self, document: Document) -> tuple[str, tuple[str, ...]]:
        """The latest stage whose required sections are all written, and the sections that the one after it lacks."""
        there = {
            section
            for section, texts in document.sections.items()
            if any(written(document, text.body).is_anything for text in texts)
        }
        spoken = ""
        lacking: tuple[str, ...] = ()
        for stage in self._lifecycle.stages.values():
            if self._lifecycle.next_stage(stage) is None:
                break
            needed = [
                section.id
                for section in self._lifecycle.sections.values()
                if section.when is None and (section.level(stage.order) or Severity.INFO) >= Severity.ERROR
            ]
            lacking = tuple(section for section in needed if section not in there)
            if lacking:
                break
            spoken = stage.id
        return spoken, lacking

    # -- suggestions -----------------------------------------------------------------------------------------------

    def _with_suggestions(self, draft: _Draft) -> Adoption:
        """The outcome: the facts of a draft, and what is only suggested, as comments."""
        document = self._text(draft)
        if document is None:
            return Adoption(self._source, "skipped", _NO_ROOM, lang=self._lang, mapping=self._headings)
        asked = self._questions(draft)
        found = suggested(self._document, document.front_matter.written.facts)
        if self._is_harmed(draft, asked, found):
            asked = () if self._is_harmed(draft, asked, []) else asked
            found = [] if self._is_harmed(draft, (), found) else found
        spoken, lacking = self._spoken(document) if not self._written.is_template else ("", ())
        stage = str(document.at("stage").value)
        made = self._commented(
            draft,
            asked,
            found,
            spoken if spoken and spoken != stage and self._order(spoken) > self._order(stage) else "",
        )
        after = self._text(draft, made) if made is not None else None
        if (
            after is None
            or after.front_matter.written.facts != document.front_matter.written.facts
            or self._adopter.errors(after)
        ):
            after, asked, found = document, (), []
        shift = _shift(self._source, after.source)
        return Adoption(
            self._source,
            "adopted",
            after=after,
            lang=self._lang,
            stage=stage,
            spoken=spoken,
            lacking=lacking,
            is_template=self._written.is_template,
            added=tuple(draft.facts.values()),
            moved=tuple(Moved(key, new, self._line_of(key)) for key, new in draft.moved.items()),
            mapping=self._headings,
            sections=draft.sections,
            questions=asked,
            facts=tuple(found),
            waived=draft.waived,
            notes=tuple(self._notes),
            shift=shift,
        )

    def _line_of(self, key: str) -> int:
        return self._source.position(self._document.front_matter.written.root.at_path((key,)).span.start).line

    def _order(self, stage: str) -> int:
        return self._lifecycle.stages[stage].order if stage in self._lifecycle.stages else 0

    def _questions(self, draft: _Draft) -> tuple[tuple[str, str, int], ...]:
        """The doubtful headings that an entry would settle: (section, heading, line)."""
        if "sections" in self._facts:
            return ()
        told = {heading for _, heading in draft.sections} | {text for text, _ in self._wanted.sections}
        return tuple(
            (one.sections[0], one.heading.text, one.heading.line)
            for one in self._headings
            if one.confidence == "unsure"
            and one.needs_entry
            and one.heading.text not in told
            and normalise_heading(one.heading.text) not in told
        )

    def _is_harmed(self, draft: _Draft, asked: tuple[tuple[str, str, int], ...], found: list[Suggested]) -> bool:
        """Whether the document would have an error of structure if all suggestions were taken."""
        entries = [
            *self._entries(draft),
            *section_entries(_by_section(draft.sections), asked, self._lang, 0, is_active=True),
            *self._waivers(draft),
            *fact_entries(found, self._lang, 0, is_active=True),
        ]
        if not asked and not found:
            return False
        document = self._text(draft, entries)
        return document is None or bool(self._adopter.errors(document))

    def _commented(
        self, draft: _Draft, asked: tuple[tuple[str, str, int], ...], found: list[Suggested], spoken: str
    ) -> list[Entry] | None:
        """All entries with comments; the lines that they name are those of the new text."""
        shift = 0
        for _ in range(3):
            entries = self._entries(draft)
            if spoken:
                said = say(filled(_SPEAKS, spoken, self._source.name), self._lang)
                at = next((index + 1 for index, entry in enumerate(entries) if entry.key == "stage"), len(entries))
                entries.insert(at, Entry((f"## {said}",)))
            entries += section_entries(_by_section(draft.sections), asked, self._lang, shift)
            entries += self._waivers(draft)
            entries += fact_entries(found, self._lang, shift)
            made = self._text(draft, entries)
            if made is None:
                return None
            now = _shift(self._source, made.source)
            if now == shift:
                return entries
            shift = now
        return entries


def _waived(held: tuple[Waived, ...], found: Iterable[Diagnostic]) -> tuple[Waived, ...]:
    """What is held back, with further findings: each by its place, or where there are many of a rule, the rule."""
    waived = list(held)
    by_code: dict[str, dict[str, Diagnostic]] = {}
    for entry in found:
        by_code.setdefault(entry.code, {}).setdefault(entry.where, entry)
    for code, places in by_code.items():
        if len(places) > MOST_WAIVERS or any(one.rule == code for one in held):
            waived = [
                *(one for one in waived if one.rule != code),
                Waived(code, "", next(iter(places.values())).message),
            ]
        else:
            waived += [Waived(code, where, entry.message) for where, entry in places.items()]
    return tuple(waived)


def _by_section(named: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for section, heading in named:
        found.setdefault(section, []).append(heading)
    return found


def _shift(before: Source, after: Source) -> int:
    """By how many lines the body of a text has moved down."""
    old, new = read_front_matter(before), read_front_matter(after)
    return after.position(new.body).line - before.position(old.body).line
