"""The files of a portfolio: finding them, and reading each once."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from prospectus.config import DEFAULT_EXCLUDE
from prospectus.engine.stamp import digest_of
from prospectus.ground.glob import Globs, Walk, expand
from prospectus.ground.named_tuple import NamedTuple
from prospectus.ground.pattern import Pattern
from prospectus.ground.regular_file import TooLargeError, read_regular
from prospectus.ground.source import Source, Span
from prospectus.reading.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.config import Config


_ANY = "x"
"""Any name: a pattern that means all in a folder means it."""

_ESCAPED = Pattern(r"\\([!-/:-@\[-`{-~])")
"""A character of punctuation that Markdown reads as itself."""


class Found(NamedTuple):
    """The documents that a configuration names, and what it names and leaves out: files, and folders that end with a separator."""

    documents: list[Path]
    left_out: list[str]


def look(config: Config) -> Found:
    """Look for the documents that a configuration names: sorted, each once; their paths begin with its root.

    What cannot be looked into, such as a link to a folder outside of the root, is among them: reading it says so.
    """
    wanted, excluded = _globs(config)
    walk = Walk(wanted, excluded)
    return Found([Path(path) for path in walk.files()], walk.left_out)


def find_documents(config: Config) -> list[Path]:
    """The documents that :func:`look` finds."""
    return look(config).documents


def is_document(path: Path, config: Config) -> bool:
    """Whether a file is one of the documents that the configuration names, by its own name or by that of a link to it."""
    wanted, excluded = _globs(config)
    given = os.path.abspath(path)  # noqa: PTH100 - Path.absolute leaves `..` in
    in_real_folder = os.path.join(os.path.realpath(os.path.dirname(given)), os.path.basename(given))  # noqa: PTH118, PTH119, PTH120 - as above
    names = dict.fromkeys((given, in_real_folder, os.path.realpath(given)))
    return any(wanted.match(name) and not excluded.match(name) for name in names)


def unmatched(config: Config, documents: Iterable[Path]) -> list[str]:
    """The patterns of ``documents`` that name none of the documents that were found."""
    names = [str(path) for path in documents]
    root = str(config.root)
    return [pattern for pattern in config.documents if not any(map(Globs(root, [pattern]).match, names))]


def left_over(config: Config, left_out: Iterable[str]) -> list[str]:
    """The patterns of ``exclude`` that leave nothing out of what was found; without those that are there by default."""
    root = str(config.root)
    paths = [f"{path}{_ANY}" if path.endswith(os.sep) else path for path in left_out]
    return [
        pattern
        for pattern in config.exclude
        if pattern not in DEFAULT_EXCLUDE and not any(map(Globs(root, [pattern], hidden=True).match, paths))
    ]


def ignored_codes(path: Path, config: Config) -> frozenset[str]:
    """The codes of rules and families that ``per-file-ignores`` leaves out in one file."""
    given = os.path.join(config.root, path)  # noqa: PTH118 - a text is asked for
    return frozenset(
        code
        for pattern, codes in config.per_file_ignores.items()
        if Globs(str(config.root), [pattern], hidden=True).match(given)
        for code in codes
    )


def _globs(config: Config) -> tuple[Globs, Globs]:
    root = str(config.root)
    return Globs(root, config.documents), Globs(root, config.exclude, hidden=True)


def real_path(path: Path) -> Path:
    """The path without links; that of a link to itself, at which ``Path.resolve`` raises, stays what it is."""
    return Path(os.path.realpath(path))


class RealPaths:
    """Paths without links, of many files in few folders: each folder is looked at once."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def __call__(self, path: Path) -> Path:
        """The path without links."""
        if path.is_symlink():
            return real_path(path)
        above, name = os.path.split(path)
        if above not in self._folders:
            self._folders[above] = os.path.realpath(above)
        return Path(self._folders[above], name)


def shown_name(path: Path, folder: Path | None = None) -> str:
    """What diagnostics call a file: its path from the working directory, with ``/``; bytes that are no text, escaped."""
    above, _, last = str(path).rpartition(os.sep)
    if not os.path.isabs(above) or last in {"", ".", ".."}:  # noqa: PTH117 - a text is at hand
        above, last = os.path.split(os.path.abspath(path))  # noqa: PTH100 - Path.absolute leaves `..` in
    below = _shown_folder(above, str(folder or Path.cwd()))
    name = last if below == "." else f"{below}/{last}"
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


@lru_cache(1024)
def _shown_folder(path: str, folder: str) -> str:
    """The path of a folder from another; many files lie in few folders, and this takes ten times as long as the rest."""
    return os.path.relpath(path, folder).replace(os.sep, "/")


def read_source(path: Path, config: Config, folder: Path | None = None) -> tuple[Source, Problem | None]:
    """The text of one file, and what is wrong with the file; a text that could not be read is empty and has no digest.

    ``folder`` is what diagnostics count paths from; the working directory if None.
    """
    text = digest = ""
    problem = _whole("outside", root=config.root.name) if Tree(config.root).is_left_by(str(path)) else None
    if problem is None:
        try:
            data = read_regular(path, config.max_file_size)
            text, problem = decode(data)
            digest = digest_of(data)
        except TooLargeError as error:
            problem = _too_large(error.size, config)
        except OSError as error:
            problem = _whole("unreadable", reason=error.strerror or str(error))
    return Source(shown_name(path, folder), text, path, digest), problem


def given_source(data: bytes, path: Path, config: Config, folder: Path | None = None) -> tuple[Source, Problem | None]:
    """The text of some bytes as if they stood in a file, which need not be there, and what is wrong with them."""
    text, problem = ("", _too_large(len(data), config)) if len(data) > config.max_file_size else decode(data)
    return Source(shown_name(path, folder), text, path), problem


def _too_large(size: int, config: Config) -> Problem:
    return _whole("too-large", size=f"{size / 1e6:.1f} MB", limit=f"{config.max_file_size / 1e6:.1f} MB")


def link_exists(document: Path | str | None, target: str) -> bool:
    """Whether the target of a relative link in a document is there; the page address of a Markdown file counts as the file.

    Everything is there for a text that is no file. A target counts as it is written, and without Markdown's escapes.
    """
    if document is None:
        return True
    folder = Path(document).parent
    return any(_is_there(folder, written) for written in dict.fromkeys((target, _rendered(target))))


def _rendered(target: str) -> str:
    """A target without escapes and character references, as the site has it."""
    if "\\" not in target and "&" not in target:
        return target
    from html import unescape  # noqa: PLC0415 - 2 ms that hardly a link needs

    return unescape(_ESCAPED.sub(r"\1", target))


def _is_there(folder: Path, target: str) -> bool:
    name = unquote(target.split("#", 1)[0].split("?", 1)[0])
    try:
        path = folder / name
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


class Tree:
    """The folder of a configuration, out of which no link is followed: a repository could otherwise show any file of the machine."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._linked: dict[str, bool] = {}

    def is_left_by(self, path: str) -> bool:
        """Whether a file below the folder is behind a link that leads out of it."""
        if not self._is_behind_link(path):
            return False
        return not real_path(Path(path)).is_relative_to(real_path(Path(self._root)))

    def _is_behind_link(self, path: str) -> bool:
        """Whether a path, or a folder in it below the root, is a link; each folder is looked at once."""
        folder = os.path.dirname(path)  # noqa: PTH120 - of a text: this runs for each file
        if folder not in self._linked:
            self._linked[folder] = self._is_linked(folder)
        return self._linked[folder] or os.path.islink(path)  # noqa: PTH114 - as above

    def _is_linked(self, folder: str) -> bool:
        while len(folder) > len(self._root):
            if os.path.islink(folder):  # noqa: PTH114 - as above
                return True
            if not folder.startswith(self._root):
                return False
            folder = os.path.dirname(folder)  # noqa: PTH120 - as above
        return False


def folder_of_documents(config: Config) -> Path:
    """The folder that new documents go to: the fixed part of the first glob of the configuration."""
    fixed = []
    for part in expand(config.documents[0])[0].split("/")[:-1]:
        if any(char in part for char in "*?["):
            break
        fixed.append(part)
    return Path(os.path.normpath(config.root.joinpath(*fixed)))
