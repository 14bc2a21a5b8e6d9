"""The words of the command line, in the language of the person at it."""

from __future__ import annotations

import sys

from prospectus.language import LANGS, environment_lang


def _asked_lang() -> str:
    """The language of ``--lang`` when the command line has one, for help is written before options are read."""
    for index, argument in enumerate(sys.argv):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and index + 1 < len(sys.argv):
            return sys.argv[index + 1]
    return environment_lang()


SPOKEN = _asked_lang() if _asked_lang() in LANGS else "en"


def t(english: str, korean: str) -> str:
    """One of two wordings, by the language of this run."""
    return korean if SPOKEN == "ko" else english
