"""Git, asked with one command.

It is a stranger here: it may be missing, refuse the folder, be told by variables or settings to do something else, or take very
long. Each of that is a state with a name.
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

State = Literal["no-git", "no-repository", "refused", "uncommitted", "failed"]
"""Why it did not answer: no git on this machine; not in a repository; it does not trust the folder; no commit; it failed."""

PATIENCE = 60.0
"""In seconds: after it a command of git is ended."""

_SETTINGS = (
    "core.fsmonitor=false",  # runs a program
    "core.hooksPath=/dev/null",  # runs one, too: `git diff` writes what it has learned into the index
    "diff.relative=false",
    "log.diffMerges=separate",
    "log.follow=false",
    "log.showSignature=false",  # runs a program
)
_FILTER = re.compile(r"filter\.(.*)\.(?:clean|smudge|process|required)", re.DOTALL)
_OWN_SCOPES = frozenset({"local", "worktree"})
_OF_SETTINGS = re.compile(r"GIT_(?:EXEC_PATH|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS|COUNT|(?:KEY|VALUE)_\d+))")


class GitError(Exception):
    """Git did not answer; ``state`` tells why."""

    def __init__(self, state: State = "failed") -> None:
        super().__init__(state)
        self.state: State = state


class NoGitError(GitError):
    """There is no git on this machine."""

    def __init__(self) -> None:
        super().__init__("no-git")


def command(folder: Path, arguments: Iterable[str], settings: Iterable[str] = ()) -> list[str]:
    """A command of git in a folder, with the settings that could have it do something else set aside, and some more."""
    words = (word for setting in (*_SETTINGS, *settings) for word in ("-c", setting))
    return ["git", "-C", str(folder), "--no-pager", *words, *arguments]


def environment() -> dict[str, str]:
    """Ours without what tells git to work elsewhere or otherwise (hooks set it); what a machine has set up for it stays."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_") or _OF_SETTINGS.fullmatch(name)
    }
    ours = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}  # nothing from a network
    return {**kept, **ours, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def without_filters(folder: Path) -> list[str]:
    """The settings that set aside what a repository's own configuration would have a file go through: filters run programs.

    What the machine has set up, such as Git LFS, stays. To be given to whatever compares files with commits. Raises :class:`GitError`.
    """
    told = iter(os.fsdecode(answer(folder, ("config", "--list", "--show-scope", "--name-only", "-z"))).split("\0"))
    own = {
        found[1]
        for scope, name in zip(told, told, strict=False)
        if scope in _OWN_SCOPES and (found := _FILTER.fullmatch(name))
    }
    if any("=" in name for name in own):  # which no setting on a command line can name
        raise GitError
    return [f"filter.{name}.{key}" for name in sorted(own) for key in ("clean=", "process=", "required=false")]


def answer(folder: Path, arguments: Iterable[str], asked: bytes = b"", settings: Iterable[str] = ()) -> bytes:
    """What git writes to standard output, given ``asked`` on standard input; raises :class:`GitError`."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            command(folder, arguments, settings),
            input=asked,
            capture_output=True,
            env=environment(),
            check=False,
            timeout=PATIENCE,
        )
    except FileNotFoundError as error:
        raise NoGitError from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise GitError from error
    if done.returncode == 0:
        return done.stdout
    raise GitError(_reason(done.stderr))


def told(folder: Path, *arguments: str) -> str:
    """What git writes in a folder, without the space around it; nothing where it does not answer."""
    try:
        return os.fsdecode(answer(folder, arguments)).strip()
    except GitError:
        return ""


def _reason(told: bytes) -> State:
    if b"dubious ownership" in told or b"unsafe repository" in told:
        return "refused"
    if b"ot a git repository" in told or b"must be run in a work tree" in told:
        return "no-repository"
    return "uncommitted" if b"ambiguous argument 'HEAD'" in told else "failed"
