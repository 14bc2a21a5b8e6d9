"""The files of a portfolio: finding them, and reading each once."""

from __future__ import annotations

import glob
import os
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from prospectus.ground.source import Source, Span
from prospectus.reading.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.config import Config


def find_documents(config: Config) -> list[Path]:
    """The documents that a configuration names, sorted; their paths begin with its root."""
    root = str(config.root)
    found: set[str] = set()
    for pattern in config.documents:
        found.update(
            name.replace(os.sep, "/")
            for name in glob.glob(pattern, root_dir=root, recursive=True)  # noqa: PTH207 - Path.glob takes five times as long
        )
    return [
        config.root / name
        for name in sorted(found)
        if not is_excluded(name, config.exclude) and not (config.root / name).is_dir()
    ]


def is_excluded(name: str, patterns: Iterable[str]) -> bool:
    """Whether a path relative to the root matches one of the patterns; ``**/`` also matches no folder at all."""
    return any(
        fnmatchcase(name, pattern) or (pattern.startswith("**/") and fnmatchcase(name, pattern[3:]))
        for pattern in patterns
    )


def is_document(path: Path, config: Config) -> bool:
    """Whether a file is one of the documents that the configuration names."""
    try:
        name = real_path(path).relative_to(real_path(config.root)).as_posix()
    except ValueError:
        return False
    return not is_excluded(name, config.exclude) and any(_matches(name, pattern) for pattern in config.documents)


def _matches(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or fnmatchcase(name, pattern.replace("**/", ""))


def real_path(path: Path) -> Path:
    """The path without links; that of a link to itself, at which ``Path.resolve`` raises, stays what it is."""
    return Path(os.path.realpath(path))


def shown_name(path: Path, folder: Path | None = None) -> str:
    """What diagnostics call a file: its path from the working directory, with ``/``."""
    return os.path.relpath(path, folder or Path.cwd()).replace(os.sep, "/")


def read_source(path: Path, config: Config, folder: Path | None = None) -> tuple[Source, Problem | None]:
    """The text of one file, and what is wrong with the file; a text that could not be read is empty.

    ``folder`` is what diagnostics count paths from; the working directory if None.
    """
    text = ""
    problem = _outside(path, config.root)
    if problem is None:
        try:
            size = path.stat().st_size
            if size > config.max_file_size:
                problem = _whole("too-large", size=f"{size / 1e6:.1f} MB", limit=f"{config.max_file_size / 1e6:.1f} MB")
            else:
                text, problem = decode(path.read_bytes())
        except OSError as error:
            problem = _whole("unreadable", reason=error.strerror or str(error))
    return Source(shown_name(path, folder), text, path), problem


def is_ignored_at(path: Path | None, name: str, config: Config) -> tuple[str, ...]:
    """The codes that ``per-file-ignores`` holds back in a document, by its path, or its name where it is no file."""
    if not config.per_file_ignores:
        return ()
    if path is not None and path.is_relative_to(config.root):
        name = path.relative_to(config.root).as_posix()
    return tuple(code for glob, codes in config.per_file_ignores.items() if fnmatchcase(name, glob) for code in codes)


def link_exists(document: Path | None, target: str) -> bool:
    """Whether the target of a relative link in a document is there; the page address of a Markdown file counts as the file.

    Everything is there for a text that is no file.
    """
    if document is None:
        return True
    name = unquote(target.split("#", 1)[0].split("?", 1)[0])
    try:
        path = document.parent / name
        return path.exists() or (name.endswith("/") and path.with_suffix(".md").exists())
    except (OSError, ValueError):
        return False


def decode(data: bytes) -> tuple[str, Problem | None]:
    """The text of a file's bytes, and what is wrong with them. Wrong bytes become U+FFFD, so that places hold."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        at = len(data[: error.start].decode("utf-8", "replace").removeprefix("\ufeff"))
        return text, Problem("encoding", Span(at, at + 1), {"byte": f"0x{data[error.start]:02x}"})
    at = text.removeprefix("\ufeff").find("\0")
    if at >= 0:
        return text, Problem("nul", Span(at, at + 1))
    return text, None


def _whole(kind: str, **facts: str) -> Problem:
    return Problem(kind, Span(0, 0), facts)


def _outside(path: Path, root: Path) -> Problem | None:
    """A link out of the tree is not followed: a repository could otherwise show any file of the machine."""
    if not path.is_symlink() and not any(parent.is_symlink() for parent in path.parents if root in parent.parents):
        return None
    try:
        target = path.resolve()
    except (OSError, RuntimeError):  # a link to itself; reading it will say so
        return None
    if target.is_relative_to(root.resolve()):
        return None
    return _whole("outside", root=root.name)
