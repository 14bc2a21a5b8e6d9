"""A training writes its metrics, CI puts them into the document and commits, and ``--changed`` shows what that touches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.command import run
from support.git_repository import GitRepository
from support.samples import PROJECTS

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

DOCUMENT = "docs/projects/subscriber-churn.md"
CONFIG = """\
[measure.map]
"test/recall_at_10" = {metric = "subscriber-churn:recall-top10", dataset = "subs-test"}
"""
TODAY = ("--today", "2026-11-24")


class Ci:
    """A job of CI at a checkout, and the steps that the guide shows for it."""

    def __init__(self, root: Path, lang: str) -> None:
        self.git = GitRepository(root)
        self.lang = lang
        for file in PROJECTS.glob("*.md"):
            self.git.write(f"docs/projects/{file.name}", file.read_text("utf-8"))
        self.git.write("prospectus.toml", f'lang = "{lang}"\nignore = ["STR09"]\n{CONFIG}')
        self.git.git("add", "-A")
        self.git.git("commit", "-qm", "documents")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(*arguments, *TODAY, cwd=self.git.root)

    def train(self, value: float) -> None:
        self.git.write("metrics.json", json.dumps({"test/recall_at_10": value, "loss": 0.4, "epoch": 12}))

    def branch(self, version: str) -> str:
        """What the last step of the guide does: commit on a branch what is different, else nothing; gives the changed files."""
        self.git.git("switch", "-q", "-c", f"measured-{version}")
        self.git.git("commit", "-q", "--allow-empty", "-am", f"Measured values of {version}")
        return self.git.git("diff", "--name-only", "main", "HEAD").strip()


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_training_measures_and_the_review_sees_what_it_touches(tmp_path: Path, lang: str):
    ci = Ci(tmp_path / "team", lang)
    before = (ci.git.root / DOCUMENT).read_text("utf-8")
    ci.train(0.391)
    done = ci.run("measure", "--from", "metrics.json", "--version", "0.9")
    assert done.returncode == 0, done.stdout + done.stderr
    after = (ci.git.root / DOCUMENT).read_text("utf-8").splitlines()
    (new,) = [line for line in after if line not in before.splitlines()]
    assert "value: 0.391" in new
    assert [line for line in after if line != new] == before.splitlines()
    again = ci.run("measure", "--from", "metrics.json", "--version", "0.9")
    assert again.returncode == 0
    assert (ci.git.root / DOCUMENT).read_text("utf-8").splitlines() == after
    assert ci.branch("0.9") == DOCUMENT
    seen = ci.run("lint", "--changed", "main", "--format", "json")
    assert {entry["path"] for entry in json.loads(seen.stdout)["diagnostics"]} <= {DOCUMENT}
    told = ci.run("lint", "--changed", "main")
    assert told.returncode == 0, told.stdout + told.stderr
    assert ("1 document changed since main" if lang == "en" else "1") in told.stderr


def test_a_repeated_job_commits_nothing_and_a_worse_value_is_a_finding_of_the_review(tmp_path: Path):
    ci = Ci(tmp_path / "team", "en")
    ci.train(3.91)  # a share above one: somebody logs percent
    done = ci.run("measure", "--from", "metrics.json", "--version", "0.9")
    assert done.returncode == 1
    assert "error[MET" in done.stdout
    assert ci.branch("0.9") == DOCUMENT
    seen = ci.run("lint", "--changed", "main")
    assert seen.returncode == 1
    assert all(line.startswith(DOCUMENT) for line in seen.stdout.splitlines() if "error[" in line)
    ci.run("measure", "--from", "metrics.json", "--version", "0.9")
    assert ci.git.git("status", "--porcelain", "--untracked-files=no") == ""


def test_names_of_no_metric_stop_the_job_before_anything_is_written(tmp_path: Path):
    ci = Ci(tmp_path / "team", "en")
    ci.git.write("metrics.json", json.dumps({"loss": 0.4}))
    done = ci.run("measure", "--from", "metrics.json", "--version", "0.9")
    assert done.returncode == 2
    assert "loss" in done.stderr
    assert ci.git.git("status", "--porcelain", "--untracked-files=no") == ""
