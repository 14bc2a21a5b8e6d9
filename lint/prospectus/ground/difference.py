"""How two texts of a file differ."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from prospectus.ground.terminal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator


def unified(name: str, before: str, after: str) -> str:
    """A unified diff of two texts of the file with a name, which ``patch -p1`` takes; empty where they are the same."""
    return "".join(_lines(name, before, after))


def for_eyes(diff: str) -> str:
    """A diff for a person to look at: without carriage returns, and nothing in it steers a terminal."""
    return "".join(f"{plain(line.removesuffix(chr(13)))}\n" for line in diff.split("\n")[:-1])


def _lines(name: str, before: str, after: str) -> Iterator[str]:
    old, new = (_split(text) for text in (before, after))
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split(text: str) -> list[str]:
    """The lines of a text with their ends, at line feeds alone, as ``patch`` reads them; what stands behind the last is one, too."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
