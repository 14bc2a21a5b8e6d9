"""What git says has changed: which files were written since a commit, which are gone, and what stood in them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.git import GitError, answer, without_filters
from prospectus.ground.language import ToldError, filled
from prospectus.ground.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospectus.ground.git import State
    from prospectus.ground.language import Text

DEFAULT_BRANCHES = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master")
LOCAL_BRANCHES = ("refs/heads/main", "refs/heads/master")
"""Where the default branch is looked for, in this order."""

TARGETS = ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
"""The variables by which GitHub and GitLab name the branch that a pull request is to go into."""

_FILE_MODE = "100"
_REPOSITORY_MODE = "160000"

_DIFF = (
    "diff",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "-O/dev/null",
    "--no-ext-diff",
    "--ignore-submodules=dirty",
)
_OTHERS = ("ls-files", "--others", "--exclude-standard", "-z")

_STATES: dict[State, Text] = {
    "no-git": {
        "en": "--changed asks git, and there is no git here; install it, or name the documents: `prospectus lint FILE…`",
        "ko": "--changed는 git에 묻는데, git이 없습니다. git을 설치하거나 문서를 직접 지정하세요: `prospectus lint FILE…`",
    },
    "no-repository": {
        "en": "--changed asks git, and {0} is in no repository; start one with `git init`, or name the documents",
        "ko": "--changed는 git에 묻는데, {0}은(는) git 저장소가 아닙니다. `git init`을 하거나 문서를 직접 지정하세요",
    },
    "refused": {
        "en": "--changed asks git, and git does not trust {0}, which somebody else owns; "
        "trust it with `git config --global --add safe.directory {0}`",
        "ko": "--changed는 git에 묻는데, git이 다른 사람 소유인 {0}을(를) 믿지 않습니다. "
        "`git config --global --add safe.directory {0}`로 허용하세요",
    },
    "failed": {
        "en": "--changed: git could not tell what has changed in {0}; see `git -C {0} status`",
        "ko": "--changed: git이 {0}에서 무엇이 바뀌었는지 알려 주지 못했습니다. `git -C {0} status`를 보세요",
    },
}
_SHALLOW: Text = {
    "en": "; this clone is shallow: fetch the whole history (`git fetch --unshallow`; `fetch-depth: 0` for actions/checkout; "
    '`GIT_DEPTH: "0"` at GitLab)',
    "ko": ". 얕은 복제(shallow clone)입니다. 전체 기록을 받으세요 (`git fetch --unshallow`, actions/checkout에서는 `fetch-depth: 0`, "
    'GitLab에서는 `GIT_DEPTH: "0"`)',
}
_NO_REF: Text = {"en": "--changed: git knows no '{0}'{1}", "ko": "--changed: git에 '{0}'(이)라는 것이 없습니다{1}"}
_NO_BRANCH: Text = {
    "en": "--changed: no default branch is here (origin/HEAD, main or master); name what to compare with: --changed=REF{0}",
    "ko": "--changed: 기본 브랜치(origin/HEAD, main, master)가 없습니다. 무엇과 비교할지 적으세요: --changed=REF{0}",
}
_NO_FORK: Text = {
    "en": "--changed: git finds no commit that '{0}' and this branch have in common{1}",
    "ko": "--changed: '{0}'과(와) 이 브랜치가 함께 가진 커밋을 찾지 못했습니다{1}",
}
_NOTHING: Text = {"en": "", "ko": ""}


class ChangesError(ToldError):
    """Git cannot tell what has changed; the text says why, and what to do."""


class Former(NamedTuple):
    """A file as it stood in the commit that is compared with."""

    path: Path
    content: bytes


class Changes(NamedTuple):
    """What has changed since a commit, in commits, in the index, in the working tree, and in files that git does not follow yet.

    ``since`` is what people call the commit, ``commit`` its short id (empty where there is none yet). ``written`` are the files that are
    new or have other content, ``gone`` those that are no longer there under that name. A folder among ``written`` is a repository of
    its own. All paths are absolute and without links. ``blobs`` are git's names for what stood in a file.
    """

    root: Path
    since: str
    commit: str
    written: frozenset[Path]
    gone: frozenset[Path]
    blobs: dict[Path, str]

    def former(self, paths: Sequence[Path]) -> Iterator[Former]:
        """Some of the files as they stood then, those that were there and can be read."""
        known = [(path, self.blobs[path]) for path in paths if path in self.blobs]
        try:
            told = answer(self.root, ("cat-file", "--batch"), "".join(f"{blob}\n" for _, blob in known).encode("ascii"))
        except GitError:
            return
        at = 0
        for path, _ in known:
            end = told.find(b"\n", at)
            head = told[at:end].split()
            if len(head) != 3 or not head[2].isdigit():  # noqa: PLR2004 - id, type and size; or id and "missing"
                at = end + 1
                continue
            start, size = end + 1, int(head[2])
            if head[1] == b"blob":
                yield Former(path, told[start : start + size])
            at = start + size + 1


def changes(folder: Path, ref: str = "") -> Changes:
    """What has changed in the repository of a folder, since it and ``ref`` went apart; since the default branch if that is empty.

    Raises :class:`ChangesError`.
    """
    try:
        told = os.fsdecode(answer(folder, ("rev-parse", "--is-shallow-repository", "--show-toplevel")))
    except GitError as error:
        raise ChangesError(filled(_STATES[error.state], folder)) from error
    shallow, _, root = told.removesuffix("\n").partition("\n")  # in the name of a folder may be any line end
    hint = _SHALLOW if shallow == "true" else _NOTHING
    top = Path(os.path.realpath(root))
    head = _commit(top, "HEAD")
    if head is None and not ref:
        empty = _lines(top, "hash-object", "-t", "tree", "--stdin")[0]
        return _since(top, empty, "", "")
    name, commit = _named(top, ref, hint) if ref else _default(top, hint)
    fork = _fork(top, head, commit) if head is not None else commit
    if fork is None:
        raise ChangesError(filled(_NO_FORK, name, hint))
    return _since(top, fork, name, fork[:7])


def _named(root: Path, ref: str, hint: Text) -> tuple[str, str]:
    commit = _commit(root, ref)
    if commit is None:
        near = did_you_mean(ref, _lines(root, "for-each-ref", "--format=%(refname:short)"))
        raise ChangesError(filled(_NO_REF, ref, hint if hint is not _NOTHING else near))
    return ref, commit


def _default(root: Path, hint: Text) -> tuple[str, str]:
    """The default branch: the one that a pull request is to go into, where its variables say so, else by its usual names."""
    targets = [f"refs/remotes/origin/{name}" for key in TARGETS if (name := os.environ.get(key))]
    for ref in (*targets, *DEFAULT_BRANCHES, *LOCAL_BRANCHES):
        commit = _commit(root, ref)
        if commit is not None:
            return ref.removeprefix("refs/remotes/").removeprefix("refs/heads/"), commit
    raise ChangesError(filled(_NO_BRANCH, hint))


def _commit(root: Path, ref: str) -> str | None:
    """The commit that a text names; None where it names none."""
    try:
        found = _lines(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    except GitError:
        return None
    return found[0] if len(found) == 1 and found[0].isalnum() else None  # `^main` is all that is not in main


def _fork(root: Path, head: str, commit: str) -> str | None:
    """The commit at which two ways went apart; None where they have none in common."""
    try:
        return _lines(root, "merge-base", head, commit)[0]
    except (GitError, IndexError):
        return None


def _since(root: Path, tree: str, name: str, commit: str) -> Changes:
    written: set[Path] = set()
    gone: set[Path] = set()
    blobs: dict[Path, str] = {}
    try:
        told, others = _differing(root, tree), answer(root, _OTHERS)
        written.update(path for path in _repositories(root) if _is_dirty(path))
    except GitError as error:
        raise ChangesError(filled(_STATES["failed"], root)) from error
    entries = iter(os.fsdecode(told).split("\0"))
    for entry in entries:
        if not entry:
            break
        old_mode, _, blob, _, status = entry[1:].split(" ")
        path = root / next(entries)
        if old_mode.startswith(_FILE_MODE):
            blobs[path] = blob
        written.add(path)
        if status == "D":
            gone.add(path)
    written.update(root / path for path in os.fsdecode(others).split("\0") if path)
    there = {path for path in written if os.path.lexists(path)}
    return Changes(root, name, commit, frozenset(there), frozenset((gone | written) - there), blobs)


def _differing(root: Path, tree: str) -> bytes:
    """What is another in the working tree than in a tree, in git's raw form; of a repository in it, only which commit it stands at."""
    return answer(root, (*_DIFF, tree), settings=without_filters(root))


def _repositories(root: Path) -> Iterator[Path]:
    """The repositories in the working tree that git follows and that are there."""
    for entry in os.fsdecode(answer(root, ("ls-files", "--stage", "-z"))).split("\0"):
        if entry.startswith(_REPOSITORY_MODE) and os.path.lexists(root / (name := entry.partition("\t")[2]) / ".git"):
            yield root / name


def _is_dirty(root: Path) -> bool:
    """Whether a repository is not as its commit is; git would ask it with the settings of its own that run programs."""
    try:
        return bool(_differing(root, "HEAD") or answer(root, _OTHERS)) or any(map(_is_dirty, _repositories(root)))
    except GitError:
        return True


def _lines(folder: Path, *arguments: str) -> list[str]:
    return os.fsdecode(answer(folder, arguments)).splitlines()
