"""One git repository, asked with two commands: what changed in which commit, and what stood in the files then.

A repository may be shallow, or lack its files. Nothing that goes wrong with git ends a build: each is a state with a name
(:mod:`prospectus.ground.git`).
"""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.git import PATIENCE, GitError, answer, command, environment
from prospectus.model.finding import held_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LARGEST = 2_000_000
"""In bytes: a larger file is not read."""

_LOG = (
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "--first-parent",  # what this branch showed, step by step; a merge is one step
    "-m",
    "-l1000",
    "-O/dev/null",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-notes",
    "--format=%H %P|%aI|%cI",
)
_PLAIN_SUFFIX = re.compile(r"\.[A-Za-z0-9_-]+")
_FILE_MODE = "100"
_EPOCH = "1970-01-01T00:00:00+00:00"


class Touch(NamedTuple):
    """What a commit did to one file. ``status`` is git's letter: A, M, D, R or T; a blob is None where there is no file."""

    status: str
    old: str
    new: str
    old_blob: str | None
    new_blob: str | None


class Commit(NamedTuple):
    """One commit: its id, the author's date (ISO 8601, with offset), its first parent, and the files that it touched."""

    id: str
    date: str
    parent: str | None
    touches: tuple[Touch, ...]

    @classmethod
    def of(cls, fields: list[Any]) -> Commit:
        """The commit that a JSON array holds; raises on one that holds none."""
        name, day, parent, told = fields
        touches = tuple(Touch(*touch) for touch in told)
        texts = (text for touch in touches for text in touch if text is not None)
        held_to(str, name, day, *texts, *(touch.status for touch in touches))
        held_to(str, *(() if parent is None else (parent,)))
        return cls(name, day, parent, touches)


class Repository(NamedTuple):
    """A repository at the commit that is checked out.

    ``folder`` is a place in it, ``prefix`` what leads there from its root: empty, or ending with ``/``.
    """

    folder: Path
    prefix: str
    is_shallow: bool
    head: str

    @classmethod
    def at(cls, folder: Path) -> Repository:
        """The repository of a folder; raises :class:`GitError`, with the state ``uncommitted`` when there is no commit."""
        told = answer(folder, ("rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix"))
        shallow, head, prefix = os.fsdecode(told).split("\n", 2)
        return cls(folder, prefix.removesuffix("\n"), shallow == "true", head)

    def path_of(self, file: Path) -> str:
        """What git calls a file, given by its real path."""
        return self.prefix + file.relative_to(self.folder).as_posix()

    def file_of(self, path: str) -> Path:
        """Where a file that git calls so stands, or stood."""
        return Path(os.path.normpath(self.folder / ("../" * self.prefix.count("/")) / path))

    def commits(self, suffixes: Iterable[str]) -> list[Commit]:
        """The commits on the way to what is checked out, newest first, with what they did to files of these suffixes.

        Raises :class:`GitError`.
        """
        wanted = _pathspecs(suffixes)
        try:
            told = answer(self.folder, (*_LOG, "--find-renames", self.head, "--", *wanted))
        except GitError as error:
            if error.state != "failed":
                raise
            # In a clone without files git cannot compare them, and finds only the moves that changed nothing.
            told = answer(self.folder, (*_LOG, "--find-renames=100%", self.head, "--", *wanted))
        return [*_commits(told)]

    def commits_after(self, head: str, suffixes: Iterable[str]) -> list[Commit] | None:
        """The commits that came on top of an earlier one, newest first; None when it is not on the way, or not there any more."""
        if head == self.head:
            return []
        try:
            told = answer(
                self.folder, (*_LOG, "--find-renames", "--sparse", self.head, f"^{head}", "--", *_pathspecs(suffixes))
            )
        except GitError:
            return None
        found = [*_commits(told)]
        return [commit for commit in found if commit.touches] if found and found[-1].parent == head else None

    def blobs(self, ids: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
        """What stands in each of some blobs; None where it is missing, or too large. Ends early when git does."""
        with TemporaryFile() as asked:
            asked.write("".join(f"{blob}\n" for blob in ids).encode("ascii"))
            asked.seek(0)
            asking = command(self.folder, ("cat-file", "--batch", "--buffer"))
            with subprocess.Popen(  # noqa: S603 - our own words
                asking, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
            ) as process:
                watch = Timer(PATIENCE, process.kill)
                watch.start()
                try:
                    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
                    for blob in ids:
                        head = process.stdout.readline().split()
                        if not head:
                            return
                        yield blob, _content(process.stdout, head)
                finally:
                    watch.cancel()
                    process.kill()


def _pathspecs(suffixes: Iterable[str]) -> list[str]:
    return sorted({f":(top,glob)**/*{name}" if _PLAIN_SUFFIX.fullmatch(name) else ":(top)" for name in suffixes})


def _content(stream: object, head: Sequence[bytes]) -> bytes | None:
    read = stream.read  # type: ignore[attr-defined] # a binary pipe
    if len(head) != 3 or not head[2].isdigit():  # noqa: PLR2004 - id, type and size; or id and "missing"
        return None
    size = int(head[2])
    content: bytes = read(min(size, LARGEST))
    left = size - len(content)
    while left > 0 and (skipped := read(min(left, 1 << 16))):
        left -= len(skipped)
    read(1)
    return content if head[1] == b"blob" and size <= LARGEST else None


def _commits(told: bytes) -> Iterator[Commit]:
    """The commits of a log; names are taken by their place, so they may hold anything."""
    tokens = iter(os.fsdecode(told).split("\0"))
    head: str = ""
    touches: list[Touch] = []
    for token in tokens:
        said = token.lstrip("\n")
        if said.startswith(":"):
            touches.append(_touch(said[1:].split(" "), tokens))
        elif said:
            if head:
                yield _commit(head, touches)
            head, touches = said, []
    if head:
        yield _commit(head, touches)


def _touch(fields: Sequence[str], names: Iterator[str]) -> Touch:
    old_mode, new_mode, old_blob, new_blob, status = fields
    old = next(names)
    new = next(names) if status[0] in "RC" else old
    return Touch(
        status[0],
        old,
        new,
        old_blob if old_mode.startswith(_FILE_MODE) else None,
        new_blob if new_mode.startswith(_FILE_MODE) else None,
    )


def _commit(head: str, touches: list[Touch]) -> Commit:
    names, *dates = head.split("|")
    name, _, parents = names.partition(" ")
    return Commit(name, next(filter(_is_date, dates), _EPOCH), parents.split(" ")[0] or None, tuple(touches))


def _is_date(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def folder_of_repository(folder: Path, known: dict[Path, Path | None]) -> Path | None:
    """The nearest folder from here up that has a ``.git``; None where there is none. ``known`` remembers the answers."""
    passed = []
    found: Path | None = None
    for place in (folder, *folder.parents):
        if place in known:
            found = known[place]
            break
        passed.append(place)
        with suppress(OSError):
            if (place / ".git").exists():
                found = place
                break
    known.update(dict.fromkeys(passed, found))
    return found
