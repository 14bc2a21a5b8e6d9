"""The two languages of every word that a person sees."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, Literal

from prospectus.ground import reading
from prospectus.ground.pattern import Pattern
from prospectus.ground.terminal import plain

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

Lang = Literal["en", "ko"]
Text = dict[str, str]
"""One text in each language: ``{"en": …, "ko": …}``."""

LANGS: Final[tuple[Lang, ...]] = ("en", "ko")


class ToldError(Exception):
    """What ends a run; ``text`` says in both languages why, and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text["en"])
        self.text = text


def has_hangul(text: str) -> bool:
    """Whether there is Hangul in a text: a title or a sentence is Korean then, whatever terms in Latin letters are beside it."""
    return any("가" <= char <= "힣" for char in text)


def say(text: Text, lang: str) -> str:
    """The text in a language; English where it has none."""
    return text.get(lang) or text["en"]


def filled(text: Text, *facts: object) -> Text:
    """The text with its facts filled in, in each language; a fact may be a text of both languages itself.

    What else a fact holds is shown, and cannot steer a terminal. Korean particles follow the word before them.
    """
    return {lang: _filled(words, facts, lang) for lang, words in text.items()}


def _filled(words: str, facts: Iterable[object], lang: str) -> str:
    said = words.format(*(say(fact, lang) if isinstance(fact, dict) else plain(str(fact)) for fact in facts))
    return with_particles(said) if lang == "ko" else said


def joined(texts: Iterable[Text], between: str = "") -> Text:
    """Several texts as one."""
    texts = tuple(texts)
    return {lang: between.join(say(text, lang) for text in texts) for lang in LANGS}


def told_lang() -> Lang | None:
    """The language that ``PROSPECTUS_LANG`` names, else Korean where the locale variables name it; None where nothing is told.

    A locale that is not Korean tells nothing: most machines have an English one that nobody chose.
    """
    for variable in ("PROSPECTUS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            if value.lower().startswith("ko"):
                return "ko"
            return "en" if variable == "PROSPECTUS_LANG" else None
    return None


def environment_lang() -> Lang:
    """The language of what is said of no one document: English, unless the environment names another of ours."""
    return told_lang() or "en"


_PARTICLE = Pattern(
    r"((?<![A-Za-z])[A-Za-z]++|[가-힣0-9%])([`'\")\]>\u201d\u2019]*+)(이\(가\)|을\(를\)|은\(는\)|과\(와\)|와\(과\)|\(으\)로|\(이\))"
)
_DIGITS_WITH_FINAL = "013678"
"""Digits whose Korean names end in a consonant: 영, 일, 삼, 육, 칠, 팔."""
_DIGITS_WITH_L = "178"


_FORMS = {"이(가)": "이가", "을(를)": "을를", "은(는)": "은는", "과(와)": "과와", "와(과)": "과와"}
"""What a particle becomes after a consonant, and after a vowel."""


def with_particles(text: str) -> str:
    """A Korean text in which ``이(가)`` and its like have become the one form that the word before them takes, as it is read."""
    return _PARTICLE.sub(_particle, text) if "(" in text else text


def _particle(match: re.Match[str]) -> str:
    word, quotes, particle = match.groups()
    final = _final_of(word)
    if particle == "(으)로":
        chosen = "으로" if final not in {"", "l"} else "로"
    elif particle == "(이)":
        chosen = "이" if final else ""
    else:
        chosen = _FORMS[particle][not final]
    return word + quotes + chosen


def _final_of(word: str) -> str:
    """The consonant in which a word ends: ``l`` for ㄹ, something else for any other, empty for none."""
    last = word[-1]
    if last >= "가":
        final = (ord(last) - ord("가")) % 28
        return "l" if final == _FINAL_L else "x" * bool(final)
    if last in "0123456789":
        return "l" if last in _DIGITS_WITH_L else "x" * (last in _DIGITS_WITH_FINAL)
    return "" if last == "%" else reading.final_of(word)  # 퍼센트


_PLURAL = Pattern(r"(?<![0-9.,])([0-9.,]*[0-9]) ([a-z]+)\(s\)")


def with_plurals(text: str) -> str:
    """An English text in which ``1 day(s)`` has become ``1 day``, and ``2 day(s)`` ``2 days``."""
    return (
        _PLURAL.sub(lambda match: f"{match[1]} {match[2]}{'' if match[1] == '1' else 's'}", text)
        if "(s)" in text
        else text
    )


_FINAL_L = 8
"""The final ㄹ, after which 로 needs no vowel."""
