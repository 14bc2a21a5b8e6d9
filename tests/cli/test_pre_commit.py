"""The real hook, run by the real pre-commit in a real git repository."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from support.samples import PROJECTS, ROOT

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_the_hook_reports_on_the_given_files_and_reads_the_others(tmp_path: Path):
    repository = tmp_path / "team"
    docs = repository / "docs"
    docs.mkdir(parents=True)
    (repository / "prospectus.toml").write_text('documents = ["docs/*.md"]\n', "utf-8")
    (repository / "README.md").write_text("# No document\n", "utf-8")
    original = (PROJECTS / "bike-rebalancing.md").read_text("utf-8")
    (docs / "first.md").write_text(original, "utf-8")
    (docs / "second.md").write_text(original, "utf-8")  # the same id: only the whole portfolio shows it
    (docs / "broken.md").write_text("no front matter", "utf-8")
    git(repository, "init", "-q")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "documents")

    def hook(*files: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "prospectus", "--verbose", "--files", *files],
            cwd=repository,
            env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache"), "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )

    failed = hook("docs/second.md", "README.md")
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "docs/second.md:3:1: error[PFO01]" in failed.stdout
    assert "broken.md" not in failed.stdout
    assert "README.md" not in failed.stdout
    assert "1 document checked (1 skipped" in failed.stdout
    (docs / "second.md").write_text(original.replace("id: bike-rebalancing", "id: second"), "utf-8")
    passed = hook("docs/second.md")
    assert passed.returncode == 0, passed.stdout + passed.stderr
