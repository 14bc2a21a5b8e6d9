"""Standard output and standard error: whatever is to be said gets out, or the run ends with one line.

A stream may not know a character (``LANG=C``, a Windows code page), may be closed, may be a full disk.
"""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING

from prospectus.cli.run import FAULT, CouldNotRunError, fail
from prospectus.ground.language import say
from prospectus.ground.pattern import Pattern
from prospectus.ground.terminal import plain

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.ground.language import Text

_CLOSED: Text = {"en": "standard output is closed", "ko": "표준 출력이 닫혀 있습니다"}
_ERROR: Text = {"en": "error", "ko": "오류"}
_JSON = "prospectus.json"
"""The name of the error handler that writes what a stream does not know as JSON does."""

_LAST_OF_PLANE = 0xFFFF

_UNSEEN = Pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What can steer a terminal and is no mistake in JSON, which escapes the other control characters."""


def standard_input(most: int) -> bytes:
    """What comes in on standard input, up to a size in bytes and one more; nothing where it is closed. It may have no end."""
    return b"" if sys.stdin is None else sys.stdin.buffer.read(most + 1)


def put(text: str, *, is_json: bool = False, is_xml: bool = False) -> None:
    """Write to standard output. What it cannot encode is escaped: as in JSON or in XML, if it is that, else as in Python."""
    if not text:
        return
    stream = sys.stdout
    if stream is None:
        raise CouldNotRunError(_CLOSED)
    stream.write(encodable(text, stream.encoding or "utf-8", is_json=is_json, is_xml=is_xml))


def save(file: Path, text: str, *, is_json: bool = False) -> None:
    """Write to a file that somebody named, over what it holds, in UTF-8; ends with 2 where that cannot be."""
    try:
        file.write_text(encodable(text, "utf-8", is_json=is_json), "utf-8")
    except OSError as error:
        fail(FAULT, file, error.strerror or error)


def note(line: str) -> None:
    """Write one line to standard error; a standard error that takes nothing is no reason to fail."""
    stream = sys.stderr
    if stream is None:
        return
    line = plain(line)
    if "##" in line or line.lstrip().startswith("::"):
        line = _unheard(line)
    try:
        stream.write(encodable(line + "\n", stream.encoding or "utf-8"))
        stream.flush()
    except (OSError, ValueError):
        return


def _unheard(line: str) -> str:
    from prospectus.cli.unheard import is_heard, unheard  # noqa: PLC0415 - hardly a line needs them

    return unheard(line, "text") if is_heard() else line


def complain(text: Text, lang: str) -> None:
    """Say on standard error why the run ended."""
    first, *others = say(text, lang).split("\n")
    note(f"{say(_ERROR, lang)}: {first}")
    for line in others:
        note(line)


def flush() -> None:
    """Send off what was put: a full disk is noticed here, and not after the exit code was chosen."""
    if sys.stdout is not None:
        sys.stdout.flush()


def silence() -> None:
    """Let standard output lead nowhere, so that what is still in it is no second mistake at the end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # closed, or none of the operating system's
        return


def encodable(text: str, encoding: str, *, is_json: bool = False, is_xml: bool = False) -> str:
    """The text with what an encoding does not know escaped; JSON is UTF-8, or else ASCII, and cannot steer a terminal either.

    XML that says that it is UTF-8 is that, or else ASCII, too.
    """
    if is_xml and codecs.lookup(encoding).name != "utf-8":
        return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    if is_json:
        text = _UNSEEN.sub(lambda found: _escaped(found[0]), text)
    if is_json and codecs.lookup(encoding).name != "utf-8":
        encoding = "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode(encoding, _JSON if is_json else "backslashreplace").decode(encoding)
    return text


def _as_json(error: UnicodeError) -> tuple[str, int]:
    """Characters as JSON escapes; half of a pair, which no reader of JSON can do anything with, as U+FFFD."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_escaped, error.object[error.start : error.end])), error.end


def _escaped(char: str) -> str:
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates
        return "\\ufffd"
    if code <= _LAST_OF_PLANE:
        return f"\\u{code:04x}"
    code -= _LAST_OF_PLANE + 1
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


codecs.register_error(_JSON, _as_json)
