"""The first line of a file that is ours alone: which version wrote it, and whether somebody has edited it since."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from prospectus.ground.pattern import Pattern

_STAMP = Pattern(r"# prospectus init ([0-9][0-9A-Za-z.+]*) ([0-9a-f]{16})[ \t]*\r?\n")


class Stamp(NamedTuple):
    """The version that wrote a file, whether the rest of it is as it was written, and that rest, with Unix line ends."""

    version: str
    is_unedited: bool
    body: str


def stamped(body: str, version: str) -> str:
    """A text with its stamp before it."""
    return f"# prospectus init {version} {_digest(body)}\n{body}"


def stamp_of(text: str) -> Stamp | None:
    """The stamp of a text; None when it has none."""
    found = _STAMP.match(text)
    if found is None:
        return None
    body = text[found.end() :].replace("\r\n", "\n")
    return Stamp(found[1], found[2] == _digest(body), body)


def is_older(version: str, other: str) -> bool:
    """Whether a version comes before another; parts that are no numbers do not count."""
    return _numbers(version) < _numbers(other)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isascii() and part.isdigit() and len(part) < 10)  # noqa: PLR2004 - no such version


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]
