"""A repository whose commits go through the real pre-commit, with the hooks of this checkout as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from support.git_repository import GitRepository
from support.samples import ROOT

if TYPE_CHECKING:
    from pathlib import Path

IDENTITY = {f"GIT_{role}_{key}": "x@example.com" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
CONFIG = ".pre-commit-config.yaml"


def repository_of_the_tool(folder: Path) -> tuple[str, str]:
    """A repository with the files of this checkout, also those that are not committed: its address, and its revision."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    tool = GitRepository(folder)
    for name in map(os.fsdecode, filter(None, listed.stdout.split(b"\0"))):
        if name.partition("/")[0] not in {"tests", "benchmarks"} and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    tool.git("add", "-A")
    tool.git("commit", "-qm", "the tool")
    return str(folder), tool.git("rev-parse", "HEAD").strip()


def installed(team: GitRepository, cache: Path) -> None:
    """Install the hooks of a repository's configuration, as a member of the team does once."""
    for command in (["install"], ["install-hooks"]):
        done = _pre_commit(team, cache, *command)
        assert done.returncode == 0, done.stdout + done.stderr


def commit(team: GitRepository, cache: Path, message: str) -> subprocess.CompletedProcess[str]:
    """Commit all there is, through the hooks: what git ends with, and what they said."""
    team.git("add", "-A")
    return subprocess.run(
        ["git", "commit", "-m", message],
        cwd=team.root,
        env=_around(cache) | IDENTITY,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _pre_commit(team: GitRepository, cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=team.root, env=_around(cache), capture_output=True, text=True, check=False)


def _around(cache: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHONPATH"))}
    return {**clean, "PRE_COMMIT_HOME": str(cache), "LANG": "C.UTF-8"}
