"""Why no document was found: what files there are, and which setting took them away."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.glob import Globs, Walk

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.config import Config

MOST_ENTRIES = 50_000
"""So many files and folders are looked at; what is found by then tells enough."""

_NOT_OURS = frozenset({"node_modules", "site-packages", "__pycache__", "venv"})
"""Folders of other people's files."""

_SUFFIX = ".md"


class Shortfall(NamedTuple):
    """What stands below the root of a configuration that has no document.

    ``named`` are as many files as ``documents`` names; ``left_out`` tells how many of them each pattern of ``exclude`` took away.
    ``markdown`` are as many Markdown files as there are (``is_counted``: all of them were looked at), and ``pattern`` would name most of
    those that are not left out; empty where there are none.
    """

    named: int
    left_out: tuple[tuple[str, int], ...]
    markdown: int
    is_counted: bool
    pattern: str


def shortfall(config: Config) -> Shortfall:
    """Why a configuration has no document."""
    root = str(config.root)
    named = Walk(Globs(root, config.documents), Globs(root, (), hidden=True)).files()
    left_out = Counter({pattern: count for pattern in config.exclude if (count := _count(root, pattern, named))})
    found, is_counted = _markdown(root)
    excluded = Globs(root, config.exclude, hidden=True)
    pattern = _pattern([path for path in found if not excluded.match(os.path.join(root, path))])  # noqa: PTH118 - of texts
    return Shortfall(len(named), tuple(left_out.most_common()), len(found), is_counted, pattern)


def why_left_out(path: Path, config: Config) -> str | None:
    """The pattern of ``exclude`` that leaves a file out; None where ``documents`` does not name it in the first place."""
    root, given = str(config.root), os.path.abspath(path)  # noqa: PTH100 - Path.absolute leaves `..` in
    if not Globs(root, config.documents).match(given):
        return None
    return next((pattern for pattern in config.exclude if Globs(root, [pattern], hidden=True).match(given)), None)


def _count(root: str, pattern: str, paths: list[str]) -> int:
    return sum(map(Globs(root, [pattern], hidden=True).match, paths))


def _markdown(root: str) -> tuple[list[str], bool]:
    """The Markdown files below a folder, by their paths from it, and whether all were looked at."""
    found: list[str] = []
    seen = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_OURS)
        found += [
            os.path.relpath(os.path.join(folder, name), root)  # noqa: PTH118 - of texts
            for name in sorted(files)
            if name.endswith(_SUFFIX)
        ]
        seen += len(folders) + len(files)
        if seen > MOST_ENTRIES:
            return found, False
    return found, True


def _pattern(paths: list[str]) -> str:
    """A pattern that names most of some files: those of the folder at the top that has most of them."""
    if not paths:
        return ""
    ((top, _),) = Counter(path.partition(os.sep)[0] if os.sep in path else "" for path in paths).most_common(1)
    if not top:
        return f"*{_SUFFIX}"
    below = [os.path.dirname(path) for path in paths if path.startswith(top + os.sep)]  # noqa: PTH120 - of texts
    return f"{os.path.commonpath(below)}/**/*{_SUFFIX}".replace(os.sep, "/")
