"""A git repository whose commits have the days that they are given."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class GitRepository:
    """A repository in a folder, with documents in ``docs/``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2026-11-01", **more: str) -> str:
        when = f"{day}T10:00:00+09:00"
        who = {f"GIT_{role}_{key}": "x@example.com" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment = {**clean, **who, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, **more}
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *arguments],
            cwd=self.root,
            env=environment,
            check=True,
            capture_output=True,
        )
        return os.fsdecode(done.stdout)

    def write(self, name: str, content: str) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
        return file

    def commit(self, day: str, **files: str) -> None:
        for name, content in files.items():
            self.write(f"docs/{name}.md", content)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change", day=day)
