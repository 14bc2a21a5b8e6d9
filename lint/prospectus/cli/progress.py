"""How far a long run is, on a terminal: a bar on standard error that comes after a second and goes when the run does."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prospectus.ground.language import filled, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from prospectus.ground.language import Text

PATIENCE = 1.0
"""In seconds: what is done sooner needs no bar."""

PAUSE = 0.1
"""In seconds: between two looks of the bar; nobody reads faster, and a slow terminal would hold up the run."""

CELLS = 30
_TO_THE_END = "\x1b[K"
_CLEARED = f"\r{_TO_THE_END}"
_WORDS: Text = {"en": "{0} of {1} documents", "ko": "문서 {1}개 중 {0}개"}


class Bar:
    """A bar on a terminal. It is told how many of how many are done; ``now`` is a clock in seconds."""

    def __init__(self, stream: TextIO, lang: str, now: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._lang = lang
        self._now = now
        self._next = now() + PATIENCE
        self._is_shown = False

    def __call__(self, done: int, total: int) -> None:
        """Draw how far it is, if it is time to."""
        now = self._now()
        if now < self._next:
            return
        self._next = now + PAUSE
        full = CELLS * done // total
        bar = "#" * full + "-" * (CELLS - full)
        self._write(f"\r[{bar}] {say(filled(_WORDS, done, total), self._lang)}{_TO_THE_END}")
        self._is_shown = True

    def clear(self) -> None:
        """Leave the line as it was."""
        if self._is_shown:
            self._write(_CLEARED)
            self._is_shown = False

    def end(self) -> None:
        """Leave the line as it was, for good: what was told of the bar may live on."""
        self.clear()
        self._next = float("inf")

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):  # it has gone, or does not know Korean: a bar is no reason to fail
            self._next = float("inf")


@contextmanager
def progress(lang: str) -> Iterator[Bar | None]:
    """A bar for as long as documents are checked; None where standard error is no terminal."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield None
        return
    bar = Bar(stream, lang)
    try:
        yield bar
    finally:
        bar.end()
