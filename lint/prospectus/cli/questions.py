"""Questions to a person at a terminal; asked on standard error, so that standard output stays the result."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from prospectus.cli.run import fail
from prospectus.cli.streams import encodable
from prospectus.ground.language import filled, say
from prospectus.ground.terminal import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Lang, Text

_STOPPED: Text = {"en": "stopped; nothing was written", "ko": "중단했습니다. 아무것도 쓰지 않았습니다"}
_YES_OR_NO: Text = {"en": "y or n", "ko": "y 또는 n"}
_ONE_OF: Text = {"en": "one of: {0}", "ko": "다음 중 하나: {0}"}
_ANSWERS = {"y": True, "yes": True, "예": True, "네": True, "n": False, "no": False, "아니요": False, "아니오": False}


def can_ask() -> bool:
    """Whether somebody sits there who can read a question and answer it."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


class Questions:
    """Asks in one language. The end of the input, as by Ctrl-D, ends the run with exit code 2."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    def text(self, question: Text, default: str) -> str:
        """What somebody writes, or the default for an empty line."""
        return self._answer(f"{say(question, self._lang)} [{default}]: ") or default

    def choice(self, question: Text, choices: Sequence[str], default: str) -> str:
        """One of several words."""
        while (answer := self.text(question, default)) not in choices:
            self._write(say(filled(_ONE_OF, ", ".join(choices)), self._lang) + "\n")
        return answer

    def is_wanted(self, question: Text, *, default: bool) -> bool:
        """Yes or no."""
        shown = "Y/n" if default else "y/N"
        while True:
            answer = self._answer(f"{say(question, self._lang)} [{shown}] ").lower()
            if not answer:
                return default
            if answer in _ANSWERS:
                return _ANSWERS[answer]
            self._write(say(_YES_OR_NO, self._lang) + "\n")

    def _answer(self, prompt: str) -> str:
        self._write(prompt)
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            return "\ufffd"
        if not line:
            self._write("\n")
            fail(_STOPPED)
        return " ".join(line.split())

    @staticmethod
    def _write(text: str) -> None:
        lines = "\n".join(plain(line) for line in text.split("\n"))
        sys.stderr.write(encodable(lines, sys.stderr.encoding or "utf-8"))
        sys.stderr.flush()
