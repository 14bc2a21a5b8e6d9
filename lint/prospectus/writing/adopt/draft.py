"""A draft of an adopted document, and the text that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.days import days_after
from prospectus.ground.language import filled, say
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.reading.front_matter.writing import Layout, as_lines
from prospectus.writing.adopt.composition import Entry, composed
from prospectus.writing.adopt.proposal import KEYS
from prospectus.writing.adopt.suggestions import Suggested, fact_entries, section_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from prospectus.contract.contract import Contract
    from prospectus.ground.language import Text
    from prospectus.writing.adopt.adoption import Added, Question, Waived

Json = Any

WAIVED_DAYS = 90
"""So long nobody is asked for what an adopted document lacks."""

OF_SECTIONS = frozenset({"STR05", "STR06"})
"""The rules that speak for a section that is missing, or not written."""

_LACKING: Text = {"en": "adopted; not written yet", "ko": "가져온 문서이며 아직 쓰지 않음"}
_AS_FOUND: Text = {"en": "adopted as it was found", "ko": "가져올 때부터 있던 문제"}
_SPEAKS: Text = {
    "en": "Its sections speak for `{0}`; which facts are missing: prospectus next {1} --stage {0}",
    "ko": "섹션으로 보면 `{0}` 단계입니다. 모자란 항목은 다음 명령이 알려 줍니다: prospectus next {1} --stage {0}",
}


class Draft(NamedTuple):
    """What a document would become: the keys added and moved, the findings held back, (section, heading) of the sections named."""

    facts: dict[str, Added]
    moved: dict[str, str]
    waived: tuple[Waived, ...]
    sections: tuple[tuple[str, str], ...]


class Scribe:
    """Makes the texts of the drafts of one source; what they say to people is in the language of the document."""

    def __init__(self, source: Source, contract: Contract, lang: str, today: date) -> None:
        self._source = source
        self._contract = contract
        self._lang = lang
        self._until = days_after(today, WAIVED_DAYS).isoformat()

    def document(self, draft: Draft, entries: Sequence[Entry] | None = None) -> Document | None:
        """The document that a draft makes, with its own entries or with others; None where it cannot be extended."""
        text = composed(self._source, draft.moved, self.bare(draft) if entries is None else entries)
        if text is None:
            return None
        return Document(Parsed(Source(self._source.name, text, self._source.path)), self._contract)

    def bare(self, draft: Draft) -> list[Entry]:
        """The entries of a draft without any comment."""
        return self.taking_all(draft, (), ())

    def taking_all(self, draft: Draft, asked: Sequence[Question], found: Sequence[Suggested]) -> list[Entry]:
        """The entries of a draft, with everything that is suggested taken as a fact."""
        named = _by_section(draft.sections)
        return [
            *self._facts(draft),
            *section_entries(named, asked, self._lang, 0, is_active=True),
            *self._waivers(draft),
            *fact_entries(found, self._lang, 0, is_active=True),
        ]

    def commented(
        self, draft: Draft, asked: Sequence[Question], found: Sequence[Suggested], spoken: str
    ) -> list[Entry] | None:
        """The entries of a draft with what is suggested as comments; the lines that these name are those of the new text.

        ``spoken`` is a later stage for which the sections speak; empty for none.
        """
        shift = 0
        entries: list[Entry] = []
        for _ in range(3):  # the lines that comments name do not change how many comments there are
            entries = self._facts(draft, spoken)
            entries += section_entries(_by_section(draft.sections), asked, self._lang, shift)
            entries += self._waivers(draft)
            entries += fact_entries(found, self._lang, shift)
            made = self.document(draft, entries)
            if made is None:
                return None
            now = self.shift(made)
            if now == shift:
                break
            shift = now
        return entries

    def shift(self, made: Document) -> int:
        """By how many lines the body has moved down."""
        body = len(made.source.text) - made.front_matter.body  # what follows is as long as it was
        return (
            made.source.position(made.front_matter.body).line
            - self._source.position(len(self._source.text) - body).line
        )

    def _facts(self, draft: Draft, spoken: str = "") -> list[Entry]:
        entries = []
        for key in KEYS:
            if key in draft.facts:
                value = draft.facts[key].value
                entries.append(Entry(tuple(as_lines((key,), value, Layout())), key, value))
            if key == "stage" and spoken:
                entries.append(Entry((f"## {say(filled(_SPEAKS, spoken, self._source.name), self._lang)}",)))
        return entries

    def _waivers(self, draft: Draft) -> list[Entry]:
        if not draft.waived:
            return []
        listed: list[Json] = []
        for one in draft.waived:
            reason = say(_LACKING if one.rule in {*OF_SECTIONS, "STR03"} else _AS_FOUND, self._lang)
            place = {"path": one.path} if one.path else {}
            listed.append({"rule": one.rule, **place, "reason": reason, "expires": self._until})
        return [Entry(tuple(as_lines(("waivers",), listed, Layout())), "waivers", listed)]


def _by_section(named: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for section, heading in named:
        found.setdefault(section, []).append(heading)
    return found
