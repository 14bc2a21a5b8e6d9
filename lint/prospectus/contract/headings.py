"""From a heading to the sections that it opens: the noun that heads it decides.

``docs/decisions/0005-aliases.md`` says how. Everything is a look-up in a dictionary of phrases; a heading of n words costs a few
walks over its words.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Ids = tuple[str, ...]
Words = list[str]

LONGEST_HEADING = 300
"""What stands further right opens no section, and need not be searched for marks."""

LONGEST_NAME = 8
"""More words than this are a sentence, in which no noun heads the rest."""

LONGEST_COMPLEMENT = 5
"""In more words than this, what stands behind a preposition is not what the noun before it speaks of."""

LONGEST_WORD = 40
"""Longer words are no compounds."""

SHORTEST_ENDING = 2
"""How many syllables a Korean word must end in, and how many stand before, for it to be a compound: 활용데이터."""

HEAD_FIRST = frozenset({"ru", "uk", "bg", "es", "pt", "fr", "it", "ca", "gl", "ro"})
"""Languages in which a noun stands before what tells it from others; in the rest it stands last."""

_MARKS = Pattern(r"</?[A-Za-z!][^<>]*>|!\[[^\[\]]*\]\([^()]*\)|\{[^{}]*\}|:[a-z0-9_+-]+:|[0-9]\ufe0f?\u20e3")
_LINK = Pattern(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_CODE = Pattern(r"`[^`]*`")
_COUNT = r"[0-9]+(?:[.\-][0-9]+)*"
_LETTER = r"[가나다라마바사아자차카타파하]|[a-z]|[ivx]+"
_DIVISION = (
    "step|phase|part|section|chapter|stage|task|этап|шаг|раздел|глава|часть"
    "|appendix|annex|приложение|anexo|apéndice|apêndice|paso|etapa|fase|passo|parte|sección|seção|capítulo"
)
_NUMBERING = Pattern(
    rf"(?:(?:{_DIVISION})(?:\s*{_COUNT}|\s+(?:[ivx]+|[a-z])(?![a-z]))|부록\s*(?:[0-9]+|[a-z가-하](?![a-z가-힣]))|제?\s*[0-9]+\s*(?:단계|장|절))[\s.):\-–—]*(?:\s|(?<=[.):\-–—]))"
    rf"|[(\[【〔]\s*(?:{_COUNT}|{_LETTER})\s*[)\]】〕][.:]?\s*"
    rf"|(?:{_COUNT}|(?:{_LETTER})(?=[.)])|[ivx]+-[0-9]+)(?:[.):\-–—]*\s+[.:\-–—]*\s*|[.)]+\s*)"
    r"|[ⅰ-ⅿ①-⓿❶-➓]+[\s.):\-–—]*"
)
_EDGES = " \t\u00a0*_~#:.;!?¿¡|-–—"
_OTHER_MARKS = {"So", "Sk", "Cf"}

_BRACKETS = Pattern(r"[(\[（【<{]([^()\[\]（）【】<>{}]*)[)\]）】>}]")
_SUBTITLE = Pattern(r" ?[:：] ?| [-–—|→>] |—")
_SEPARATORS = Pattern(r"[&/,;·+|•‧ㆍ]")
_CYRILLIC = Pattern(r"[а-я]")
_PUNCTUATION = "_¿¡()[]{}<>\"'“”‘’«»「」『』《》〈〉.:!?*`"
_PLAIN = str.maketrans("áàâãäéèêëíìîïóòôõöúùûüçñё（）：，／", "aaaaaeeeeiiiiooooouuuucnе():,/")

_JOINTS = frozenset("& / + | · • 와 과 and or и или y e ou 및 또는 그리고 혹은".split())
_AND = ("와", "과")
_NO_AND = frozenset("결과 효과 성과 경과 초과 통과 학과 부과 교과 사과".split())
"""Words that end like the particle "and"."""

_ARTICLES = frozenset("the an our your its this".split())
_DETERMINERS = frozenset("the our a an its this your el la los las o os a as nuestro nuestra".split())
_POSSESSIVES = frozenset("their its his her su sus seu seus sua suas их его".split())
_PREPOSITIONS = frozenset(
    "of for in on to with from by at over under during per via as into about against before after between within without through "
    "de del da do das dos di para por con com en em no na nos nas sobre al ao "
    "entre sem sin ate hasta desde contra "
    "в во на к ко с со по для из от о об при до за над под без через между".split()
)
_QUESTIONS = (("what", "is"), ("what", "are"), ("que", "es"), ("o", "que"), ("что", "такое"))
_GENITIVES = frozenset("данных данными данным моделями моделям моделью модели моделей системы систем обучения дообучения решения сервиса пилота".split())
"""After "and" they belong to the noun before it: "Безопасность системы и данных"."""

_LEADING = frozenset(
    "principal principais principales possivel possiveis posible posibles potencial potenciais potenciales "
    "оффлайн офлайн онлайн "
    "nuevo nuevos nueva nuevas novo novos nova novas outros outras otros otras proximo proximos proximas proxima".split()
)
"""What stands before the noun in Spanish and Portuguese, or undeclined before one in Russian."""

_ROMANCE = ("o", "a", "os", "as", "ao", "oes", "ntes", "nte", "ores", "ales", "ais", "ones", "veis", "vel", "iles", "al")
"""How a word ends after which a borrowed one ("features") heads a Spanish or Portuguese name."""

_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ого", "ная", "ние", "ех", "ей")
"""How a Russian word ends that may stand before the noun that heads a name, or that tells of doing something with it."""


@cache
def normalise_heading(heading: str) -> str:
    """A heading without emphasis, HTML, link targets, emoji, numbering and edge punctuation, casefolded, in NFC.

    Code is left out, too, unless there is nothing else.
    """
    text = heading[:LONGEST_HEADING]
    if "&" in text and ";" in text:
        from html import unescape  # noqa: PLC0415 - its table of 2,000 names, for the rare heading that has one

        text = unescape(text)
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "`" not in text:
        return _normalised(text)
    words = _normalised(_CODE.sub(" ", text))
    return words if any(char.isalpha() for char in words) else _normalised(text.replace("`", ""))


def _normalised(text: str) -> str:
    text = _MARKS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(
            " " if unicodedata.category(char) in _OTHER_MARKS or char == "\ufe0f" else char for char in text
        )
    text = " ".join(text.casefold().replace("*", "").replace("__", "").split()).strip(_EDGES)
    for _ in range(2):  # "2.1. Step 3: Data"
        if (number := _NUMBERING.match(text)) and number.end() < len(text):
            text = text[number.end() :].strip(_EDGES)
    return text


class HeadingWords(NamedTuple):
    """The words of headings that are no names of sections, and what they do to a name."""

    hollow: Mapping[str, Sequence[str]]
    """Nouns that say little themselves: what they are said of decides, where that has a name ("latency requirements")."""
    alone: Mapping[str, Sequence[str]]
    """Names that count only where nothing else stands with them: "Features" of a product are many things."""
    other: Mapping[str, Sequence[str]]
    """Phrases that look like a section's name and are none."""
    openers: Mapping[str, Sequence[str]]
    """Words with which a sentence begins, and no name: "Run the tests"."""
    asides: Mapping[str, Sequence[str]]
    """Headings under which others name no sections: what a user installs, what a text refers to."""


class _Stems:
    """Phrases to be found at a word: those that may stand there are kept by their first letters."""

    def __init__(self) -> None:
        self._by_letters: dict[str, list[str]] = {}
        self._by_word: dict[str, list[tuple[str, list[str]]]] = {}

    def add(self, key: str) -> None:
        """Add a phrase; a word of it that ends in ``*`` takes any continuation."""
        self._by_letters.setdefault(key[:2].rstrip("* "), []).append(key)

    def at(self, words: Words, at: int) -> tuple[str, int] | None:
        """The longest phrase that stands at a word, and how many words it has."""
        word = words[at]
        candidates = self._by_word.get(word)
        if candidates is None:
            candidates = self._by_word[word] = self._standing_at(word)
        best: tuple[str, int] | None = None
        for key, parts in candidates:
            count = len(parts)
            if (best is None or (count, len(key)) > (best[1], len(best[0]))) and _follow(parts, words, at):
                best = key, count
        return best

    def _standing_at(self, word: str) -> list[tuple[str, list[str]]]:
        """The phrases with whose first word a word agrees."""
        letters = [word[:2], word[:1]] if len(word) > 1 else [word]
        keys = (key for start in letters for key in self._by_letters.get(start, ()))
        phrases = ((key, key.split()) for key in dict.fromkeys(keys))
        return [(key, parts) for key, parts in phrases if _agrees(parts[0], word)]


def _agrees(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part[-1] == "*" else word == part


def _follow(parts: Words, words: Words, at: int) -> bool:
    """Whether the further words of a phrase stand behind a word."""
    if at + len(parts) > len(words):
        return False
    return all(_agrees(parts[offset], words[at + offset]) for offset in range(1, len(parts)))


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


class HeadingMatcher:
    """The names of sections, ready to be looked for in headings."""

    def __init__(
        self, titles: Iterable[tuple[str, str]], names: Iterable[tuple[str, str, str]], words: HeadingWords
    ) -> None:
        """Take titles as (normalised title, section), which no other section's name takes away, and names with their language."""
        self._ids: dict[str, Ids] = {_key(title): (section,) for title, section in titles}
        self._starts = _Stems()
        self._first = _Stems()
        self._last: set[str] = set()
        taken = frozenset(self._ids)
        for lang, name, section in names:
            key = _key(name)
            if key in taken:
                continue
            known = self._ids.get(key)
            if known is None:
                self._ids[key] = (section,)
            elif section not in known:
                self._ids[key] = (*known, section)
            self._add(lang, key)
        for lang, key in _each(words.other):
            self._ids[key] = ()
            self._add(lang, key)
        hollow = [*_each(words.hollow)]
        for lang, key in hollow:
            self._add(lang, key)
        self._hollow = {key for _, key in hollow}
        self._alone = {key for _, key in _each(words.alone)}
        self._openers = {key for _, key in _each(words.openers)}
        self._asides = {key for _, key in _each(words.asides)}
        self._glued = {word for key in self._ids if "/" in key for word in key.split() if "/" in word}

    def _add(self, lang: str, key: str) -> None:
        if lang in HEAD_FIRST:
            self._first.add(key)
            return
        self._last.add(key)
        if key[-1] == "*":
            self._starts.add(key)

    def match(self, heading: str) -> Ids:
        """The sections that a normalised heading opens, or none."""
        key = _plain(heading)
        found = self._ids.get(_key(key))
        if found is not None:
            return found
        said: Ids | None = None
        for piece, is_aside in _pieces(key):
            found = self._named(piece) if is_aside else self._piece(piece)
            if found is not None and said is None:
                said = found
            if found and _key(piece) not in self._hollow:  # "Performance (latency)" is about latency
                return found
            if found == ():
                break
        return said or ()

    def is_aside(self, heading: str) -> bool:
        """Whether the headings under a normalised one name no sections."""
        main, _ = next(_pieces(_plain(heading)), ("", False))
        if _key(main) in self._asides:
            return True
        parts = self._parts(main)
        return len(parts) > 1 and all(_joined(part) in self._asides for part in parts)

    def _whole(self, words: Words, *, is_joined: bool = False) -> Ids | None:
        """The sections whose name all these words are; None when they are none's."""
        found = self._ids.get(_joined(words))
        if found is None and (start := self._starts.at(words, 0)) and (not is_joined or start[1] > 2):  # noqa: PLR2004
            found = self._ids[start[0]]
        return found

    def _named(self, text: str) -> Ids | None:
        """The sections of a text that is a name, or several, and nothing else."""
        parts = self._parts(text)
        known = [self._whole(part) for part in parts]
        if not parts or None in known or max(map(len, parts)) > LONGEST_COMPLEMENT:
            return None
        return tuple(dict.fromkeys(section for ids in known if ids for section in ids))

    def _piece(self, text: str) -> Ids | None:
        """The sections of each part of some words that "and" or a comma joins; None when no part has a name."""
        words = text.split()
        if not words:
            return None
        parts = self._parts(text)
        found = self._whole(words, is_joined=len(parts) > 1)
        if found is not None:
            return found
        if len(parts) == 1:
            return self._part(parts[0])
        if (start := self._first.at(words, 0)) and start[1] > len(parts[0]):
            return self._ids.get(start[0])
        known: dict[str, None] = {}
        is_named, is_told = False, False
        for index, part in enumerate(parts):
            if index and (part[0] in _PREPOSITIONS or part[0] in _POSSESSIVES or (len(part) == 1 and part[0] in _GENITIVES)) and len(parts[0]) > 1:
                continue
            if is_told:  # "Cost of training and serving" is about cost
                break
            ids = None
            if len(part) == 1 and index + 1 < len(parts) and len(parts[-1]) > 1:  # "business" in "business or product metrics"
                ids = self._ids.get(_joined([*part, parts[-1][-1]]))
                if ids is None and part[0] in self._alone:
                    continue
            if ids is None:
                ids = self._part(part)
            if ids is not None:
                is_named = True
                known.update(dict.fromkeys(ids))
                is_told = bool(ids) and self._is_told(part)
        return tuple(known) if is_named else None

    def _is_told(self, part: Words) -> bool:
        """Whether a part has said of what it speaks: "cost of training", but not "analysis of errors"."""
        cut = _cut(part)
        return cut < len(part) and _joined(part[:cut]) in self._ids

    def _parts(self, text: str) -> list[Words]:
        """The words of each part of a text."""
        words = text.split()
        has_separators = _SEPARATORS.search(text) is not None
        is_korean = _is_korean(text)
        parts: list[Words] = [[]]
        for index, word in enumerate(words):
            if word in _JOINTS:
                parts.append([])
            elif has_separators and word not in self._glued and _SEPARATORS.search(word):
                for number, piece in enumerate(_SEPARATORS.split(word)):
                    if number:
                        parts.append([])
                    if bare := piece.strip(_PUNCTUATION):
                        parts[-1].append(bare)
            elif is_korean and word[-1] in _AND and word not in _NO_AND and len(word) > 2 and index + 1 < len(words):  # noqa: PLR2004
                parts[-1].append(word[:-1])
                parts.append([])
            elif bare := word.strip(_PUNCTUATION):
                parts[-1].append(bare)
        return [part for part in parts if part]

    def _part(self, words: Words) -> Ids | None:
        """The sections of words that nothing joins."""
        while len(words) > 1 and words[0] in _DETERMINERS:
            words = words[1:]
        found = self._whole(words)
        if found is not None:
            return found
        if len(words) > 3 and tuple(words[:2]) in _QUESTIONS:  # noqa: PLR2004 - "what is the problem"
            return self._part(words[2:])
        phrase = self._first.at(words, 0)
        if phrase and phrase[1] > 2:  # noqa: PLR2004 - "что будем считать успехом", however it goes on
            return self._ids.get(phrase[0])
        is_sentence = words[0] in self._openers or (len(words) > 1 and words[1] in _ARTICLES and words[0] not in _PREPOSITIONS)
        return None if is_sentence or _cut(words) > LONGEST_NAME else self._headed(words)

    def _headed(self, words: Words, *, is_said_of: bool = False) -> Ids | None:
        """The sections of the noun that heads some words."""
        while len(words) > 1 and (words[0] in _DETERMINERS or words[0] in _PREPOSITIONS):
            words = words[1:]
        text = " ".join(words)
        if not text.isascii() and _CYRILLIC.search(text):
            return self._headed_first(words, is_russian=True, is_said_of=is_said_of)
        found = self._headed_last(words, is_said_of=is_said_of)
        return found if found is not None or _is_korean(text) else self._headed_first(words, is_said_of=is_said_of)

    def _headed_last(self, words: Words, *, is_said_of: bool = False) -> Ids | None:
        """English and Korean: the longest name with which the words before the first preposition end."""
        cut = _cut(words)
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

    def _complement(self, words: Words) -> Ids | None:
        """The sections of what a noun is said of: what follows it, or what follows the preposition after that."""
        if not words:
            return None
        found = self._headed(words, is_said_of=True)
        cut = _cut(words)
        if not found and cut + 1 < len(words) <= LONGEST_COMPLEMENT:
            found = self._headed(words[cut + 1 :], is_said_of=True)
        return found

    def _headed_first(self, words: Words, *, is_russian: bool = False, is_said_of: bool = False) -> Ids | None:
        """Russian, Spanish and Portuguese: the first name, before any preposition, after adjectives at most."""
        for at in range(_cut(words)):
            phrase = self._first.at(words, at)
            if phrase is not None:
                key, count = phrase
                rest = words[at + count :]
                if self._is_borrowed(key) and not (rest and (rest[0].endswith(_ROMANCE) or not rest[0].isascii())):
                    return None
                ids = self._ids.get(key)
                if key in self._hollow and ids != ():
                    return self._complement(rest) or ids
                return None if key in self._alone and (at or rest or is_said_of) else ids
            word = words[at]
            if not (word.endswith(_ADJECTIVES) or word in _LEADING or (is_russian and word.isascii())):
                return None
        return None

    def _is_borrowed(self, key: str) -> bool:
        """Whether a name is an English word as well, which stands last in English headings."""
        return key.isascii() and key.rstrip("*") in self._last


def _cut(words: Words) -> int:
    """How many words stand before the first preposition."""
    return next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), len(words))


def _each(words: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for lang, phrases in words.items():
        for phrase in phrases:
            yield lang, _key(phrase)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A heading without its brackets, up to its colon or dash; then what follows that, then what stands in brackets.

    Each with whether it stands in brackets, or is too long to be another name.
    """
    brackets = [] if text.isalnum() else [found[1] for found in _BRACKETS.finditer(text)]
    main = " ".join(_BRACKETS.sub(" ", text).split()) if brackets else text
    for number, piece in enumerate(_SUBTITLE.split(main, 1)):
        if piece:
            yield piece, number > 0 and piece.count(" ") >= LONGEST_COMPLEMENT
    for piece in brackets:
        yield piece, bool(main)
