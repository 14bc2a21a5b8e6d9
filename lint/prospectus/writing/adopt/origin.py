"""Who wrote a file and when, as git remembers it."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground import git
from prospectus.writing.author import is_person, with_address

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

FEW = 8
"""Of so many files each is asked for by itself, and followed through its renames; of more, all at once."""

_FORMAT = "%x01%aN%x02%aE%x02%as%x02%H"


class Origin(NamedTuple):
    """The main author of a file (``Name <address>``), and the days of its first and last commit; None where unknown."""

    author: str | None = None
    created: str | None = None
    updated: str | None = None


class _Commit(NamedTuple):
    name: str
    address: str
    day: str
    digest: str


def origins(files: Iterable[Path]) -> dict[Path, Origin]:
    """What git remembers of some files; of a file that it does not know, or without git, nothing."""
    by_folder: dict[Path, list[Path]] = {}
    for file in files:
        by_folder.setdefault(file.parent, []).append(file)
    tops: dict[Path, list[Path]] = {}
    for folder, below in by_folder.items():
        if top := git.told(folder, "rev-parse", "--show-toplevel"):
            tops.setdefault(Path(top), []).extend(below)
    found: dict[Path, Origin] = {}
    for root, below in tops.items():
        ends = _cut_off(root)
        for file, commits in _commits(root, below):
            if commits:
                found[file] = _origin(commits, ends)
    return found


def _cut_off(top: Path) -> frozenset[str]:
    """The commits at which a shallow clone ends: to git each of them has made every file that it holds."""
    name = git.told(top, "rev-parse", "--git-path", "shallow")
    try:
        return frozenset((top / name).read_text("ascii").split()) if name else frozenset()
    except (OSError, ValueError):
        return frozenset()


def _commits(top: Path, files: Sequence[Path]) -> Iterator[tuple[Path, list[_Commit]]]:
    """The commits of each file, newest first."""
    real = os.path.realpath(top)
    names = {os.path.relpath(os.path.realpath(file.parent), real) + "/" + file.name: file for file in files}
    names = {name.removeprefix("./"): file for name, file in names.items()}
    if len(names) <= FEW:
        for name, file in names.items():
            told = git.told(top, "log", "--follow", f"--format={_FORMAT}", "--", f":(literal){name}")
            yield file, [commit for line in told.split("\x01")[1:] if (commit := _commit(line))]
        return
    folder = os.path.commonpath([os.path.dirname(name) or "." for name in names])  # noqa: PTH120 - of a name in git
    told = git.told(
        top, "log", "--no-renames", f"--format={_FORMAT}", "--name-only", "-z", "--", f":(literal){folder or '.'}"
    )
    of_file: dict[str, list[_Commit]] = {name: [] for name in names}
    for piece in told.split("\x01")[1:]:
        head, _, listed = piece.partition("\0")
        commit = _commit(head)
        for name in listed.split("\0"):
            if commit and (commits := of_file.get(name.lstrip("\n"))) is not None:
                commits.append(commit)
    yield from ((names[name], commits) for name, commits in of_file.items())


def _commit(line: str) -> _Commit | None:
    parts = line.strip("\n\0").split("\n", 1)[0].split("\x02")
    return _Commit(*(part.strip() for part in parts)) if len(parts) == 4 else None  # noqa: PLR2004 - as in the format


def _origin(commits: Sequence[_Commit], ends: Container[str]) -> Origin:
    """What some commits tell, newest first; where history is cut off, the first of them is not known."""
    is_whole = commits[-1].digest not in ends
    commits = [commit for commit in commits if commit.digest not in ends]
    if not commits:
        return Origin()
    people = [commit for commit in commits if is_person(commit.name)]
    counts = Counter(commit.name for commit in people)
    most = max(counts.values(), default=0)
    author = next((commit for commit in people if counts[commit.name] == most), None)
    created = commits[-1].day if is_whole else None
    return Origin(with_address(author.name, author.address) if author else None, created, commits[0].day)
