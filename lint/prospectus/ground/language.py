"""The two languages of every word that a person sees."""

from __future__ import annotations

import os
import re
from typing import Final, Literal

Lang = Literal["en", "ko"]
Text = dict[str, str]
"""One text in each language: ``{"en": …, "ko": …}``."""

LANGS: Final[tuple[Lang, ...]] = ("en", "ko")


def say(text: Text, lang: str) -> str:
    """The text in a language; English where it has none."""
    return text.get(lang) or text["en"]


def environment_lang() -> Lang:
    """The language that ``PROSPECTUS_LANG`` or the locale variables name; English when they name no other of ours."""
    for variable in ("PROSPECTUS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "ko" if value.lower().startswith("ko") else "en"
    return "en"


def spoken(english: str, korean: str) -> str:
    """One of two wordings, by the environment: for what is said before any option or configuration is known."""
    return korean if environment_lang() == "ko" else english


_PARTICLE = r"([가-힣0-9])([`'\")\]]*)(이\(가\)|을\(를\)|은\(는\)|과\(와\)|\(으\)로|\(이\))"
_DIGITS_WITH_FINAL = "013678"
"""Digits whose Korean names end in a consonant: 영, 일, 삼, 육, 칠, 팔."""


def with_particles(text: str) -> str:
    """A Korean text in which ``이(가)`` and its like have become the one form that the word before them takes.

    After Latin letters, whose reading is not certain, both forms stay.
    """
    return re.sub(_PARTICLE, _particle, text) if "(" in text else text


def _particle(match: re.Match[str]) -> str:
    last, quotes, particle = match.groups()
    final = (ord(last) - ord("가")) % 28 if last >= "가" else int(last in _DIGITS_WITH_FINAL)
    if particle == "(으)로":
        is_l = final == _FINAL_L if last >= "가" else last in "178"
        chosen = "으로" if final and not is_l else "로"
    elif particle == "(이)":
        chosen = "이" if final else ""
    else:
        chosen = particle[0] if final else particle[2]
    return last + quotes + chosen


_FINAL_L = 8
"""The final ㄹ, after which 로 needs no vowel."""
