"""The report in the summary of a step of GitHub Actions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from prospectus.cli import streams
from prospectus.ground.language import filled, say

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.ground.language import Text

MOST_BYTES = 1 << 20
"""The largest summary of a step; GitHub refuses a larger one whole."""

_NOT_WRITTEN: Text = {
    "en": "note: the summary of the step could not be written: {0}: {1}",
    "ko": "참고: 단계의 요약을 쓰지 못했습니다: {0}: {1}",
}


_NO_ROOM: Text = {
    "en": "note: the summary of the step is full: {0}",
    "ko": "참고: 단계의 요약에 남은 자리가 없습니다: {0}",
}


def append(file: Path, report: str, lang: str) -> None:
    """Put a report behind what is in the summary already, cut to the room that is left. The findings are told elsewhere, too."""
    from prospectus.output.markdown import cut  # noqa: PLC0415 - only in GitHub Actions

    try:
        size = file.stat().st_size if file.exists() else 0
        text = cut(streams.encodable(report, "utf-8"), lang, max(0, MOST_BYTES - size - 2), _bytes)
        if not text:
            streams.note(say(filled(_NO_ROOM, file), lang))
            return
        with open(_opened(file), "ab") as stream:
            stream.write(f"\n{text}\n".encode() if size else f"{text}\n".encode())
    except OSError as error:
        streams.note(say(filled(_NOT_WRITTEN, file, error.strerror or os.strerror(error.errno or 0)), lang))


def _opened(file: Path) -> int:
    """The file for writing at its end. A pipe that nobody reads is an error, and nothing to wait for."""
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o666)
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(descriptor, True)
    return descriptor


def _bytes(text: str) -> int:
    return len(text.encode("utf-8"))
