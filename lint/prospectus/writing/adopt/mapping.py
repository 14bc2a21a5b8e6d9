"""Which section each heading of a document opens, and how sure that is.

*certain*: the contract knows the heading, and ``lint`` reads it so. *likely*: nobody would doubt it, but the contract needs to be
told (``sections`` in the front matter), or is told by what stands in a heading of another section. *unsure*: to be asked. *part*:
it stands under a heading that opens a section, and is part of that. *none*: nothing tells.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus.contract.heading_text import normalise_heading
from prospectus.ground.pattern import Pattern
from prospectus.ground.spelling import Vocabulary
from prospectus.model.document import DEEPEST_SECTION
from prospectus.writing.adopt.clues import clued, first_clued
from prospectus.writing.adopt.terms import is_unspaced, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospectus.contract.lifecycle import Lifecycle
    from prospectus.model.document import Document, SectionText
    from prospectus.reading.markdown import Heading

Confidence = Literal["certain", "likely", "unsure", "part", "none"]
Why = Literal["marker", "name", "first", "spelling", "words", "text", "parent", ""]

MOST_ASKED = 25
"""In a document with more doubtful headings than this, the rest is not asked."""

MOST_ASKED_UNSPACED = 75
"""The same of Japanese and Chinese headings, all of which are doubtful: the contract has no names in these languages."""

MOST_GUESSED = 300
"""Of more headings that the contract does not know nobody guesses what they are: that is no design document."""

LONGEST_SPAN = 4
"""A name of a section within a heading has at most so many words."""

MOST_WORDS = 12
"""A longer heading is a sentence; its first words are looked at."""

TEXT_LOOKED_AT = 1_500
"""So many characters below a heading tell what it is about."""

TEXT_CLUES = 5
"""So many words of a text must speak of one section, and of no other half as many."""

TEXT_LEVEL = 2
"""Of a heading below this level nobody is asked for what stands under it."""

SHORTEST_MISSPELT = 7
LIKENESS = 0.87
SURE_LIKENESS = 0.93
"""How alike a misspelt word must be to a known one, and how alike so that nobody would doubt it."""

FEWEST_NAMED = 3
MOST_UNNAMED = 8
"""In a document with more headings than this, so many must open a section for it to be a design document."""

FEWEST_SPOKEN_OF = 5
"""Of so many sections the headings of a Japanese or Chinese design document speak."""

MOST_TITLES = 2
"""With more headings of the first level than this, the first is no title but one of them."""

_WORD = Pattern(r"\w+(?:[-'/]\w+)*")
_PARTICLES = ("에서", "으로", "까지", "부터", "을", "를", "이", "가", "은", "는", "의", "에", "로", "와", "과", "도")


class Mapped(NamedTuple):
    """One heading: the sections that it opens, or of which it is a part."""

    heading: Heading
    sections: tuple[str, ...]
    confidence: Confidence
    why: Why = ""

    @property
    def needs_entry(self) -> bool:
        """Whether the contract would not read it so unless the front matter says it."""
        return self.why in {"first", "spelling", "words", "text"}


def mapped(document: Document) -> tuple[Mapped, ...]:
    """Every heading of a document but its title, in order."""
    return tuple(_Mapper(document).all())


def is_design(mapping: Sequence[Mapped]) -> bool:
    """Whether headings are those of a design document: some open a section by their names, and they are not too few among all."""
    named = sum(one.why in {"marker", "name", "first", "spelling"} for one in mapping)
    asked = sum(one.why == "words" for one in mapping)
    unspaced = {one.sections for one in mapping if one.why == "words" and is_unspaced(one.heading.text)}
    if len(unspaced) >= FEWEST_SPOKEN_OF:
        return True  # the contract has no names in Japanese and Chinese
    return named > 0 and (named + asked >= FEWEST_NAMED or len(mapping) <= MOST_UNNAMED)


class _Mapper:
    """The headings of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lifecycle: Lifecycle = document.contract.lifecycle
        self._texts = {text.span.start: text for text in document.outline}
        self._times = Counter(normalise_heading(heading.text) for heading in document.headings)
        self._asked = self._guesses = 0
        self._vocabulary: Vocabulary | None = None

    def all(self) -> Iterator[Mapped]:
        headings = self._document.headings
        above: list[Mapped] = []
        aside = 7
        for index, heading in enumerate(headings):
            while above and above[-1].heading.level >= heading.level:
                above.pop()
            is_title = heading.level == 1 and not index
            if heading.level <= aside:
                aside = heading.level if not is_title and self._lifecycle.is_aside(heading.text) else 7
            text = self._texts.get(heading.span.start)
            ids = text.ids if text is not None else ()
            if not ids and heading.level > DEEPEST_SECTION and heading.level < aside:
                ids = self._lifecycle.match(heading.text)  # its section is opened higher up: it says so all the same
            if is_title and not ids:
                found = self._first(heading, headings)
                if found is None:
                    continue
            elif ids:
                found = self._known(heading, ids, above)
            else:
                found = self._guessed(heading, text, above, is_aside=heading.level >= aside)
            above.append(found)
            yield found

    def _first(self, heading: Heading, headings: Sequence[Heading]) -> Mapped | None:
        """The first heading of a document in which all sections stand at the first level."""
        ids = self._lifecycle.match(heading.text)
        if not ids or sum(other.level == 1 for other in headings) <= MOST_TITLES or self._is_repeated(heading):
            return None
        return Mapped(heading, ids, "likely", "first")

    def _known(self, heading: Heading, ids: tuple[str, ...], above: Sequence[Mapped]) -> Mapped:
        """What the contract knows. The half of a heading behind a colon may only be an item of the section that it stands in."""
        if heading.marker in ids:
            return Mapped(heading, ids, "certain", "marker")
        words = normalise_heading(heading.text)
        holder = _holder(above)
        head, colon, _ = words.partition(":")
        is_item = bool(colon) and holder is not None and not self._lifecycle.match(head)
        is_item = is_item or _item().match(heading.text) is not None or words in terms()["two_meanings"]
        is_doubtful = is_item and (holder is None or not {*ids} & {*holder.sections})
        return Mapped(heading, ids, "unsure" if is_doubtful else "certain", "name")

    def _guessed(
        self, heading: Heading, text: SectionText | None, above: Sequence[Mapped], *, is_aside: bool
    ) -> Mapped:
        """What a person would say of a heading that the contract does not know."""
        words = normalise_heading(heading.text)
        holder = _holder(above)
        if is_aside or text is None or not words or self._lifecycle.is_other(heading.text):
            return self._part(heading, holder)
        self._guesses += 1
        if self._guesses <= MOST_GUESSED and (misspelt := self._misspelt(heading, words)):
            return misspelt
        if holder is not None:
            return self._part(heading, holder)
        most = MOST_ASKED_UNSPACED if is_unspaced(words) else MOST_ASKED
        if self._guesses > MOST_GUESSED or self._asked >= most or self._is_repeated(heading):
            return Mapped(heading, (), "none")
        section = self._by_words(words)
        why: Why = "words"
        if not section and heading.level <= TEXT_LEVEL:
            section, why = self._by_text(text), "text"
        if not section:
            return Mapped(heading, (), "none")
        self._asked += 1
        return Mapped(heading, (section,), "unsure", why)

    def _part(self, heading: Heading, holder: Mapped | None) -> Mapped:
        if holder is None:
            return Mapped(heading, (), "none")
        return Mapped(heading, holder.sections, "part", "parent")

    def _is_repeated(self, heading: Heading) -> bool:
        """Whether another heading reads the same: an entry of ``sections`` would mean both."""
        return self._times[normalise_heading(heading.text)] > 1

    # -- by what ------------------------------------------------------------------------------------------------------

    def _misspelt(self, heading: Heading, words: str) -> Mapped | None:
        """The section of a heading in which one word is misspelt."""
        if self._is_repeated(heading) or any("가" <= char <= "힣" for char in words):
            return None
        parts = words.split()
        if len(parts) > LONGEST_SPAN:
            return None
        if self._vocabulary is None:
            self._vocabulary = _vocabulary(self._lifecycle)
        for at, word in enumerate(parts):
            if len(word) < SHORTEST_MISSPELT or not word.isalpha():
                continue
            near = self._vocabulary.nearest(word, LIKENESS)
            if not near or near == word or near[0] != word[0] or near.startswith(word) or word.startswith(near):
                continue
            ids = self._lifecycle.match(" ".join([*parts[:at], near, *parts[at + 1 :]]))
            if ids and not (set(word) ^ set(near) and _is_inflected(word, near)):
                is_sure = bool(Vocabulary([near]).nearest(word, SURE_LIKENESS))
                return Mapped(heading, ids, "likely" if is_sure else "unsure", "spelling")
        return None

    def _by_words(self, words: str) -> str:
        """The section of the longest name within a heading, else the one that most of its words speak of."""
        parts = [_bare(word) for word in _WORD.findall(words)[:MOST_WORDS]]
        spans = [
            (count, at)
            for count in range(min(LONGEST_SPAN, len(parts)), 0, -1)
            for at in range(len(parts) - count, -1, -1)
        ]
        weak = ""
        for count, at in spans:
            span = " ".join(parts[at : at + count])
            if ids := self._lifecycle.match(span):
                if span not in terms()["generic"]:
                    return ids[0]
                weak = weak or ids[0]
        return first_clued(words, self._lifecycle.sections) or weak

    def _by_text(self, text: SectionText) -> str:
        """The section that the words below a heading speak of."""
        prose = text.prose[:TEXT_LOOKED_AT].casefold()
        missing = [name for name in self._lifecycle.sections if name not in self._document.sections]
        section = _leading(clued(prose, self._lifecycle.sections))
        return section if section in missing else ""


def _holder(above: Sequence[Mapped]) -> Mapped | None:
    """The nearest heading above that opens a section, by its name or as part of another; none where that is only a guess."""
    for one in reversed(above):
        if one.sections and one.confidence != "unsure":
            return one
    return None


def _leading(found: dict[str, int]) -> str:
    """The section of which the most is said: enough, and twice of what is said of the next."""
    counts = sorted(((count, name) for name, count in found.items()), reverse=True)
    if not counts or counts[0][0] < TEXT_CLUES:
        return ""
    return counts[0][1] if len(counts) == 1 or counts[0][0] >= 2 * counts[1][0] else ""


def _bare(word: str) -> str:
    """A Korean word without its particle; any other as it is."""
    if not "가" <= word[-1] <= "힣":
        return word
    return next((word.removesuffix(end) for end in _PARTICLES if word.endswith(end) and len(word) > len(end) + 1), word)


def _is_inflected(word: str, near: str) -> bool:
    """Whether two words only end in another way, which makes them two words, not one and its slip."""
    least = min(len(word), len(near)) - 2
    return word[:least] == near[:least]


@lru_cache(8)
def _vocabulary(lifecycle: Lifecycle) -> Vocabulary:
    return Vocabulary(_known_words(lifecycle))


def _known_words(lifecycle: Lifecycle) -> frozenset[str]:
    """The long words of all names of sections, but for stems."""
    names = (name for section in lifecycle.sections.values() for _, name in section.aliases)
    titles = (title.casefold() for section in lifecycle.sections.values() for title in section.title.values())
    return frozenset(
        word
        for name in (*names, *titles)
        for word in name.split()
        if len(word) >= SHORTEST_MISSPELT - 1 and word.isalpha() and not "가" <= word[0] <= "힣"
    )


@cache
def _item() -> Pattern:
    """How the heading of one item in a row begins: what follows may name its topic, or a section."""
    before, behind = "|".join(terms()["items"]), "|".join(terms()["counted"])
    return Pattern(
        rf"[\W_\d]{{0,12}}(?:{before})\s{{0,3}}[0-9]{{1,3}}\b|[\W_]{{0,12}}[0-9]{{1,3}}\s?(?:{behind})", re.IGNORECASE
    )
