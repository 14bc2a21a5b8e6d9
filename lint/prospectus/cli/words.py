"""The words of the command line, in the language of the person at it."""

from __future__ import annotations

import os
import sys

from prospectus.ground.language import LANGS, environment_lang


def _asked_lang() -> str | None:
    """The language of ``--lang`` when the command line has one, for help is written before options are read."""
    for index, argument in enumerate(sys.argv):
        asked = argument.removeprefix("--lang=")
        if argument == "--lang":
            asked = sys.argv[index + 1] if index + 1 < len(sys.argv) else ""
        if asked != argument and asked in LANGS:
            return asked
    return None


if asked_lang := _asked_lang():
    os.environ["PROSPECTUS_LANG"] = asked_lang  # so that what is below the command line speaks it too
SPOKEN = environment_lang()


def t(english: str, korean: str) -> str:
    """One of two wordings, by the language of this run."""
    return korean if SPOKEN == "ko" else english
