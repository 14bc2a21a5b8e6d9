"""Who wrote a file and when, as git remembers it."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.placeholder import states_nothing
from prospectus.project.team import is_team

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

FEW = 8
"""Of so many files each is asked for by itself, and followed through its renames; of more, all at once."""

_SECONDS = 60
"""So long git may take for the files of one repository; then nothing is known of them."""

_FORMAT = "%x01%aN%x02%aE%x02%as%x02%H"
_NO_REPLY = "noreply"
_MACHINES = frozenset({"github-actions", "dependabot", "renovate", "root", "jenkins", "gitlab-ci", "web-flow"})


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
        if top := _git(folder, "rev-parse", "--show-toplevel").strip():
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
    name = _git(top, "rev-parse", "--git-path", "shallow").strip()
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
            told = _git(top, "log", "--follow", f"--format={_FORMAT}", "--", f":(literal){name}")
            yield file, [commit for line in told.split("\x01")[1:] if (commit := _commit(line))]
        return
    folder = os.path.commonpath([os.path.dirname(name) or "." for name in names])  # noqa: PTH120 - of a name in git
    told = _git(
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


def is_person(name: str) -> bool:
    """Whether a name may be that of somebody who answers for a document: no machine, no team, no placeholder."""
    folded = name.casefold()
    return bool(name) and not (
        folded.endswith("[bot]")
        or folded in _MACHINES
        or is_team(name)
        or states_nothing(name)
        or not name.isprintable()
    )


def with_address(name: str, address: str) -> str:
    """A name with its address, unless that takes no mail."""
    is_reached = "@" in address and _NO_REPLY not in address and address.isprintable() and " " not in address
    return f"{name} <{address}>" if is_reached else name


def _git(folder: Path, *arguments: str) -> str:
    """What git says; nothing where there is no git, or where it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words, and names behind `--`
            ["git", "-c", "core.quotePath=false", "-c", "log.showSignature=false", *arguments],  # noqa: S607 - git on the path
            cwd=folder,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ""
    return os.fsdecode(done.stdout) if done.returncode == 0 else ""
