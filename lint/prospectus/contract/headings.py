"""From a heading to the sections that it opens: the noun that heads it decides.

``docs/decisions/0005-aliases.md`` says how. Everything is a look-up in a dictionary of names; a heading of n words costs a few
walks over its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.contract.stems import Stems
from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    ByLang = Mapping[str, Sequence[str]]

Ids = tuple[str, ...]
Words = list[str]

LONGEST_NAME = 8
"""More words than this before any preposition are a sentence, in which no noun heads the rest."""

LONGEST_COMPLEMENT = 5
"""In more words than this, what stands behind a preposition is not what the noun before it speaks of."""

LONGEST_WORD = 40
"""Longer words are no compounds."""

SHORTEST_ENDING = 2
"""How many syllables a Korean word must end in, and how many stand before, for it to be a compound: 활용데이터."""

SPANNING = 3
"""A name of so many words decides however the heading goes on: "что будем считать успехом"."""

HEAD_FIRST = frozenset({"ru", "uk", "bg", "es", "pt", "fr", "it", "ca", "gl", "ro"})
"""Languages in which a noun stands before what tells it from others; in the rest it stands last."""

_BRACKETS = Pattern(r"[(\[<{\u3010]([^()\[\]<>{}\u3010\u3011]*)[)\]>}\u3011]")
_SUBTITLE = Pattern(r" ?: ?| [-\u2013\u2014|→>] |\u2014")
_SEPARATORS = Pattern(r"[&/,;·+|•‧ㆍ]")
_CYRILLIC = Pattern(r"[\u0430-\u044f]")
_PUNCTUATION = "_¿¡()[]{}<>\"'“”\u2018\u2019«»「」『』《》〈〉.:!?*`"
_PLAIN = str.maketrans(
    "áàâãäéèêëíìîïóòôõöúùûüçñ\u0451\uff08\uff09\uff1a\uff0c\uff0f", "aaaaaeeeeiiiiooooouuuucn\u0435():,/"
)
"""Letters without their accents, and what is written wide in East Asia."""

_AND = ("와", "과")
_NO_AND = ("결과", "효과", "성과", "경과", "초과", "통과", "학과", "부과", "교과")
"""How words end that end like the particle "and"."""

_ROMANCE = (
    "o",
    "a",
    "os",
    "as",
    "ao",
    "oes",
    "ntes",
    "nte",
    "ores",
    "ales",
    "ais",
    "ones",
    "veis",
    "vel",
    "iles",
    "ble",
    "bles",
    "al",
)
"""How a word ends after which a borrowed one ("features") heads a Spanish or Portuguese name."""


_INFLECTIONS = frozenset(
    (
        *("", "s", "es", "e", "o", "os", "a", "as", "ao", "oes", "ion", "iones", "cion", "ciones", "al", "ales"),
        *("ado", "ada", "ados", "adas", "mento", "mentos", "amento", "amentos", "miento", "mientos"),
    )
)
"""How a stem goes on in Spanish and Portuguese: "custo*" is no "customer"."""


class HeadingWords(NamedTuple):
    """The words of headings that are no names of sections, by language, and what they do to a name."""

    hollow: ByLang
    """Nouns that say little themselves: what they are said of decides, where that has a name ("latency requirements")."""
    alone: ByLang
    """Names that count only where nothing else stands with them: the "Release" of a product is many things."""
    other: ByLang
    """Phrases that look like a section's name and are none."""
    openers: ByLang
    """Words with which a sentence begins, and no name: "Run the tests"."""
    questions: ByLang
    """What may stand before a name: "what is"."""
    asides: ByLang
    """Headings under which others name no sections: what a user installs, what a text refers to."""
    joints: ByLang
    determiners: ByLang
    prepositions: ByLang
    dependents: ByLang
    """Words that belong to the noun before an "and": "its", "данных" in "Безопасность системы и данных"."""
    leading: ByLang
    """What stands before the noun that heads a name, in languages in which that comes first; ``*`` stands for any beginning."""


def _is_korean(text: str) -> bool:
    return not text.isascii() and max(text) >= "가"


def _plain(text: str) -> str:
    """A phrase without accents: many write none."""
    return text if text.isascii() else text.translate(_PLAIN)


def _key(phrase: str) -> str:
    """A phrase as it is looked up: Korean without spaces, for every writer puts them elsewhere."""
    if phrase.isascii():
        return phrase
    phrase = phrase.translate(_PLAIN)
    return phrase.replace(" ", "") if max(phrase) >= "가" and "*" not in phrase else phrase


def _joined(words: Words) -> str:
    text = " ".join(words)
    return "".join(words) if _is_korean(text) else text


def _keys(words: ByLang) -> frozenset[str]:
    return frozenset(_key(phrase) for phrases in words.values() for phrase in phrases)


class HeadingMatcher:
    """The names of sections, ready to be looked for in headings.

    Where it answers None, a heading has no name; where it answers an empty tuple, it has that of something else.
    """

    def __init__(
        self, titles: Iterable[tuple[str, str]], names: Iterable[tuple[str, str, str]], words: HeadingWords
    ) -> None:
        """Take normalised titles and their sections, which no other section's name takes away, and names by language."""
        self._ids: dict[str, Ids] = {_key(title): (section,) for title, section in titles}
        self._starts = Stems()
        self._first = Stems(_INFLECTIONS)
        self._last: set[str] = set()
        taken = frozenset(self._ids)
        for lang, name, section in names:
            key = _key(name)
            if key in taken:
                continue
            known = self._ids.get(key, ())
            self._ids[key] = known if section in known else (*known, section)
            self._add(lang, key)
        for lang, phrases in words.other.items():
            for key in map(_key, phrases):
                self._ids[key] = ()
                self._add(lang, key)
        for lang, phrases in words.hollow.items():
            for key in map(_key, phrases):
                self._add(lang, key)
        self._hollow = _keys(words.hollow)
        self._alone = _keys(words.alone)
        self._openers = _keys(words.openers)
        self._questions = _keys(words.questions)
        self._asides = _keys(words.asides)
        self._aside_starts = Stems()
        for key in self._asides:
            if key[-1] == "*":
                self._aside_starts.add(key)
        self._joints = _keys(words.joints)
        self._determiners = _keys(words.determiners)
        self._prepositions = _keys(words.prepositions)
        self._dependents = _keys(words.dependents)
        leading = _keys(words.leading)
        self._leading = frozenset(word for word in leading if word[0] != "*")
        self._endings = tuple(sorted(word[1:] for word in leading - self._leading))
        self._glued = {word for key in self._ids if "/" in key for word in key.split() if "/" in word}

    def _add(self, lang: str, key: str) -> None:
        if lang in HEAD_FIRST:
            self._first.add(key)
            return
        self._last.add(key)
        if key[-1] == "*":
            self._starts.add(key)

    def match(self, heading: str) -> Ids:
        """The sections that a normalised heading opens."""
        key = _plain(heading)
        found = self._ids.get(_key(key))
        if found is not None:
            return found
        said = self._said(key)
        if said is None and "-" in key:  # "Baseline-plan"
            said = self._said(key.replace("-", " "))
        return said or ()

    def is_other(self, heading: str) -> bool:
        """Whether a normalised heading has the name of something that is no section."""
        key = _plain(heading)
        return self._ids.get(_key(key)) == () or self._said(key) == ()

    def _said(self, key: str) -> Ids | None:
        """The sections of the first piece of a heading that says anything, or of one that says more than a hollow noun."""
        said: Ids | None = None
        for piece, is_whole in _pieces(key):
            found = self._named(piece) if is_whole else self._piece(piece)
            if found is not None and said is None:
                said = found
            if found and _key(piece) not in self._hollow:  # "Performance (latency)" is about latency
                return found
            if found == ():
                break
        return said

    def is_aside(self, heading: str) -> bool:
        """Whether the headings under a normalised one name no sections."""
        main, _ = next(_pieces(_plain(heading)), ("", False))
        words = main.split()
        if words and self._aside_starts.at(words, 0):
            return True
        parts = self._parts(main)
        return _key(main) in self._asides or (len(parts) > 1 and all(_joined(part) in self._asides for part in parts))

    # -- a heading and its parts -------------------------------------------------------------------------------------

    def _named(self, text: str) -> Ids | None:
        """The sections of a text that is a name, or several, and nothing else."""
        parts = self._parts(text)
        known = [self._whole(part) for part in parts]
        if not parts or None in known or max(map(len, parts)) > LONGEST_COMPLEMENT:
            return None
        return tuple(dict.fromkeys(section for ids in known if ids for section in ids))

    def _piece(self, text: str) -> Ids | None:
        """The sections of words, or of each part of them that "and" or a comma joins."""
        words = text.split()
        parts = self._parts(text)
        if not parts:
            return None
        found = self._whole(words, is_joined=len(parts) > 1)
        if found is not None:
            return found
        if len(parts) == 1:
            return self._part(parts[0])
        if (start := self._first.at(words, 0)) and start[1] > len(parts[0]):
            return self._ids.get(start[0])
        return self._joint(parts)

    def _joint(self, parts: list[Words]) -> Ids | None:
        """The sections of several parts: "Metrics and baseline"."""
        known: list[Ids] = []
        for index, part in enumerate(parts):
            if index and len(parts[0]) > 1 and (part[0] in self._prepositions or part[0] in self._dependents):
                continue
            ids = self._sharing(part, parts[-1]) if index + 1 < len(parts) else self._part(part)
            if ids is None and index and index + 1 == len(parts) and len(part) >= SPANNING and _is_korean(part[0]):
                return None  # "정형 데이터와 비정형 텍스트의 경계 허물기": the last noun heads both
            if ids is not None:
                known.append(ids)
                if ids and self._is_told(part):  # "Cost of training and serving" is about cost
                    break
        return tuple(dict.fromkeys(section for ids in known for section in ids)) if known else None

    def _sharing(self, part: Words, last: Words) -> Ids | None:
        """The sections of a part that may share the last one's noun: "business" in "business or product metrics"."""
        if len(part) > 1 or len(last) == 1:
            return self._part(part)
        shared = self._ids.get(_joined([*part, last[-1]]))
        return shared if shared is not None or part[0] in self._alone else self._part(part)

    def _is_told(self, part: Words) -> bool:
        """Whether a part has said of what it speaks: "cost of training", but not "analysis of errors"."""
        cut = self._cut(part)
        return cut < len(part) and _joined(part[:cut]) in self._ids

    def _parts(self, text: str) -> list[Words]:
        """The words of each part of a text."""
        words = text.split()
        has_separators = _SEPARATORS.search(text) is not None
        is_korean = _is_korean(text)
        parts: list[Words] = [[]]
        for index, word in enumerate(words):
            if word in self._joints:
                parts.append([])
            elif has_separators and word not in self._glued and _SEPARATORS.search(word):
                for number, piece in enumerate(_SEPARATORS.split(word)):
                    if number:
                        parts.append([])
                    if bare := piece.strip(_PUNCTUATION):
                        parts[-1].append(bare)
            elif is_korean and index + 1 < len(words) and _ends_in_and(word):
                parts[-1].append(word[:-1])
                parts.append([])
            elif bare := word.strip(_PUNCTUATION):
                parts[-1].append(bare)
        return [part for part in parts if part]

    # -- words that nothing joins ------------------------------------------------------------------------------------

    def _whole(self, words: Words, *, is_joined: bool = False) -> Ids | None:
        """The sections whose name all these words are, or that begin like a name which takes any continuation."""
        found = self._ids.get(_joined(words))
        if found is None and (start := self._starts.at(words, 0)) and (not is_joined or start[1] >= SPANNING):
            found = self._ids[start[0]]
        return found

    def _part(self, words: Words) -> Ids | None:
        while len(words) > 1 and words[0] in self._determiners:
            words = words[1:]
        found = self._whole(words)
        if found is not None:
            return found
        if len(words) > SPANNING and " ".join(words[:2]) in self._questions:
            return self._part(words[2:])
        if (start := self._first.at(words, 0)) and start[1] >= SPANNING:
            return self._ids.get(start[0])
        return None if self._is_sentence(words) else self._headed(words)

    def _is_sentence(self, words: Words) -> bool:
        if words[0] in self._openers or self._cut(words) > LONGEST_NAME:
            return True
        is_article = len(words) > 1 and len(words[1]) > SHORTEST_ENDING and words[1] in self._determiners
        return is_article and words[0] not in self._prepositions  # "Train the model"

    def _headed(self, words: Words, *, is_said_of: bool = False) -> Ids | None:
        """The sections of the noun that heads some words."""
        while len(words) > 1 and (words[0] in self._determiners or words[0] in self._prepositions):
            words = words[1:]
        text = " ".join(words)
        if not text.isascii() and _CYRILLIC.search(text):
            return self._headed_first(words, is_russian=True, is_said_of=is_said_of)
        found = self._headed_last(words, is_said_of=is_said_of)
        return found if found is not None or _is_korean(text) else self._headed_first(words, is_said_of=is_said_of)

    def _headed_last(self, words: Words, *, is_said_of: bool = False) -> Ids | None:
        """English and Korean: the longest name with which the words before the first preposition end."""
        cut = self._cut(words)
        rest = words[cut + 1 :]
        for at in range(cut):
            key = _joined(words[at:cut])
            if key in self._ids or key in self._hollow:
                return self._weighed(key, words[:at], rest, is_said_of=is_said_of)
        word = words[cut - 1]
        if _is_korean(word):
            for at in range(SHORTEST_ENDING, min(len(word), LONGEST_WORD) - SHORTEST_ENDING + 1):
                key = word[at:]
                if key in self._ids or key in self._hollow:
                    before = [*words[: cut - 1], word[:at]]
                    return self._weighed(key, before, rest, is_said_of=is_said_of)
        return None

    def _weighed(self, key: str, before: Words, rest: Words, *, is_said_of: bool) -> Ids | None:
        """The sections of a name, or of what it is said of when it says little itself."""
        ids = self._ids.get(key)
        if key in self._hollow and ids != ():
            inner = (self._headed_last(before, is_said_of=True) if before else None) or self._complement(rest)
            if inner:
                return inner
        return None if key in self._alone and (before or rest or is_said_of) else ids

    def _headed_first(self, words: Words, *, is_russian: bool = False, is_said_of: bool = False) -> Ids | None:
        """Russian, Spanish and Portuguese: the first name, before any preposition, after adjectives at most."""
        for at in range(self._cut(words)):
            if phrase := self._first.at(words, at):
                key, count = phrase
                rest = words[at + count :]
                is_bare = not at and not (rest and (rest[0].endswith(_ROMANCE) or not rest[0].isascii()))
                if is_bare and self._is_borrowed(key):
                    return None
                return self._weighed(key, words[:at] if key in self._alone else [], rest, is_said_of=is_said_of)
            word = words[at]
            if not (word in self._leading or (is_russian and (word.isascii() or word.endswith(self._endings)))):
                return None
        return None

    def _is_borrowed(self, key: str) -> bool:
        """Whether a name is an English word as well, which stands last in English headings."""
        return key.isascii() and key.rstrip("*") in self._last

    def _complement(self, words: Words) -> Ids | None:
        """The sections of what a noun is said of: what follows it, or what follows the preposition after that."""
        if not words:
            return None
        found = self._headed(words, is_said_of=True)
        cut = self._cut(words)
        if not found and cut + 1 < len(words) <= LONGEST_COMPLEMENT:
            found = self._headed(words[cut + 1 :], is_said_of=True)
        return found

    def _cut(self, words: Words) -> int:
        """How many words stand before the first preposition."""
        return next((at for at, word in enumerate(words) if at and word in self._prepositions), len(words))


def _ends_in_and(word: str) -> bool:
    return word[-1] in _AND and not word.endswith(_NO_AND) and len(word) > SHORTEST_ENDING


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A heading without its brackets, up to its colon or dash; then what follows that, then what stood in brackets.

    Each with whether it counts only as a whole: what stands in brackets, and what is too long to be another name.
    """
    brackets = [] if text.isalnum() else [found[1] for found in _BRACKETS.finditer(text)]
    main = " ".join(_BRACKETS.sub(" ", text).split()) if brackets else text
    for number, piece in enumerate(_SUBTITLE.split(main, 1)):
        if piece:
            yield piece, number > 0 and piece.count(" ") >= LONGEST_COMPLEMENT
    for piece in brackets:
        yield piece, bool(main)
