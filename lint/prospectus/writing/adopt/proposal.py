"""What the front matter of a document is proposed to say, and where each value comes from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.contract import FORMAT
from prospectus.ground.written_days import day_in
from prospectus.writing.adopt.adoption import Added
from prospectus.writing.adopt.composition import is_all_body
from prospectus.writing.adopt.identity import title_of
from prospectus.writing.adopt.leading import leading, person_in, state_in
from prospectus.writing.adopt.tongue import tongue

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from prospectus.contract.lifecycle import Stage
    from prospectus.model.document import Document
    from prospectus.writing.adopt.origin import Origin

Json = Any

KEYS = ("schema", "id", "title", "lang", "stage", "status", "owner", "created", "updated")
"""The keys that every document has, in their order."""

_OTHERS: dict[str, tuple[str, ...]] = {
    "created": ("created", "date", "created_at"),
    "updated": ("updated", "last_modified", "lastmod", "updated_at"),
    "owner": ("owner", "author", "authors", "maintainer", "maintainers"),
    "status": ("status",),
}
"""Keys under which other front matters say the same."""

_READERS: dict[str, Callable[[str], str | None]] = {
    "created": day_in,
    "updated": day_in,
    "owner": person_in,
    "status": state_in,
}
_LANG_LENGTHS = frozenset({2, 3})


class Wanted(NamedTuple):
    """What is asked for: the stage to write, who answers, and what was answered to questions (heading, section)."""

    stage: Stage | None = None
    owner: str | None = None
    sections: tuple[tuple[str, str], ...] = ()
    """Answers: the normalised text of a heading, and the section that it opens; empty for none."""


class Proposal:
    """What one document is proposed to say of itself. ``user`` is who runs this, if that is known."""

    def __init__(self, document: Document, origin: Origin, wanted: Wanted, user: str | None, today: date) -> None:
        self._document = document
        self._origin = origin
        self._wanted = wanted
        self._user = user
        self._today = today.isoformat()
        is_body = document.problem is not None and is_all_body(document.source, document.problem.kind)
        self.facts: dict[str, Json] = {} if is_body else document.front_matter.written.facts
        """The facts of the front matter that is there, as written; none of one that stands in the text."""
        self.leading = leading(document)
        """What the beginning of the body says."""

    @cached_property
    def lang(self) -> str:
        """The language: as the front matter has it, under our key or under ``language``; else that of the text."""
        for key in ("lang", "language"):
            said = _first(self.facts.get(key))
            if isinstance(said, str) and said.isascii() and said.isalpha() and len(said) in _LANG_LENGTHS:
                return said.lower()
        return tongue(self._document.body.text)

    @cached_property
    def title(self) -> str:
        """The title that the text gives."""
        return title_of(self._document, self.leading.get("title"))

    @cached_property
    def owner(self) -> Added | None:
        """Who answers: as asked, as stated, by git, or who runs this; None where nobody is known."""
        ways = (
            (self._wanted.owner, "option"),
            (self._stated("owner"), "document"),
            (self._origin.author, "git"),
            (self._user, "user"),
        )
        return next((Added("owner", name, source) for name, source in ways if name), None)

    @cached_property
    def values(self) -> dict[str, Added]:
        """A value for each key but the id; the owner only where one is known."""
        created, updated = self._days()
        stage = self._wanted.stage or next(iter(self._document.contract.lifecycle.stages.values()))
        status = self._stated("status")
        values = (
            Added("schema", FORMAT, "format"),
            Added("title", self.title, "heading" if self._document.headings else "file"),
            Added("lang", self.lang, "text"),
            Added("stage", stage.id, "option" if self._wanted.stage else "text"),
            Added("status", status or "draft", "document" if status else "format"),
            self.owner,
            created,
            updated,
        )
        return {value.key: value for value in values if value is not None}

    def unwanted(self) -> list[str]:
        """The keys that are there and say something else than what is asked for."""
        asked = {"stage": self._wanted.stage.id if self._wanted.stage else None, "owner": self._wanted.owner}
        return [key for key, value in asked.items() if value and key in self.facts and self.facts[key] != value]

    def _stated(self, key: str) -> str | None:
        """What the document states of one key: in a key of another shape or name, else where its text begins."""
        for name in _OTHERS[key]:
            value = _first(self.facts.get(name))
            value = value.get("name") if isinstance(value, dict) else value
            if isinstance(value, str | int) and not isinstance(value, bool) and (made := _READERS[key](str(value))):
                return made
        return self.leading.get(key)

    def _days(self) -> tuple[Added, Added]:
        """When the document was begun and last changed: as it states, else as git remembers, else today; none in the future."""
        today = self._today
        created = self._day("created", self._origin.created)
        updated = self._day("updated", self._origin.updated)
        if updated and updated.source == "document" and (not created or created.value > updated.value):
            created = updated._replace(key="created")  # git knows when it came here, not when it was begun
        begun, changed = _day(self.facts.get("created")), _day(self.facts.get("updated"))
        last = updated.value if updated else today
        first = min(created.value if created else last, today)
        first = min(first, changed) if changed else first
        last = max(min(last, today), min(begun or first, today))
        return (
            created._replace(value=first) if created else Added("created", first, "today"),
            updated._replace(value=last) if updated else Added("updated", last, "today"),
        )

    def _day(self, key: str, remembered: str | None) -> Added | None:
        if stated := self._stated(key):
            return Added(key, stated, "document")
        return Added(key, remembered, "git") if remembered else None


def _first(value: Json) -> Json:
    return value[0] if isinstance(value, list) and value else value


def _day(value: Json) -> str | None:
    return value if isinstance(value, str) and day_in(value) == value else None
