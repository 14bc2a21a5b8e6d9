"""The two languages of every word that a person sees."""

from __future__ import annotations

import os
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


def has_batchim(word: str) -> bool:
    """Whether a Korean word ends in a final consonant, which chooses its particle."""
    last = word.rstrip("`'\")")[-1:]
    return bool(last) and "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 != 0
