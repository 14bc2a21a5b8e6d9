"""The real hooks, run by the real pre-commit and the real prek in a real git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import run
from support.samples import PROJECTS, ROOT


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def prek() -> str:
    """The program: beside our Python, as any that pip installs."""
    found = shutil.which("prek", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert found, "prek is in the group test"
    return found


RUNNERS = {"pre-commit": lambda: [sys.executable, "-m", "pre_commit"], "prek": lambda: [prek()]}


Hook = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module", params=RUNNERS)
def hook(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hook:
    """Runs a hook of this checkout on files; what is installed for it is kept from one run to the next."""
    runner = RUNNERS[request.param]()
    cache = str(tmp_path_factory.mktemp("hooks"))

    def run_hook(name: str, repository: Path, *files: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*runner, "try-repo", str(ROOT), name, "--verbose", "--files", *files],
            cwd=repository,
            env={**os.environ, "PRE_COMMIT_HOME": cache, "PREK_HOME": cache, "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run_hook


def test_the_hook_reports_on_the_given_files_and_reads_the_others(tmp_path: Path, hook: Hook):
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

    failed = hook("prospectus", repository, "docs/second.md", "README.md")
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "docs/second.md:3:1: error[PFO01]" in failed.stdout
    assert "broken.md" not in failed.stdout
    assert "README.md" not in failed.stdout
    assert "1 document checked (1 skipped" in failed.stdout
    (docs / "second.md").write_text(original.replace("id: bike-rebalancing", "id: second"), "utf-8")
    passed = hook("prospectus", repository, "docs/second.md")
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_the_fixing_hook_mends_and_stops_the_commit(tmp_path: Path, hook: Hook):
    repository = tmp_path / "team"
    docs = repository / "docs"
    docs.mkdir(parents=True)
    (repository / "prospectus.toml").write_text('documents = ["docs/*.md"]\n', "utf-8")
    original = (PROJECTS / "bike-rebalancing.md").read_text("utf-8")
    (docs / "bike.md").write_text(original.replace("\ntitle: ", "\ntitel: "), "utf-8")
    git(repository, "init", "-q")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "documents")
    mended = hook("prospectus-fix", repository, "docs/bike.md")
    assert mended.returncode == 1, mended.stdout + mended.stderr
    assert (docs / "bike.md").read_text("utf-8") == original
    git(repository, "add", "-A")
    again = hook("prospectus-fix", repository, "docs/bike.md")
    assert again.returncode == 0, again.stdout + again.stderr
    (docs / "bike.md").write_text(original.replace("stage: situation", "stage: nowhere"), "utf-8")
    git(repository, "add", "-A")
    left = hook("prospectus-fix", repository, "docs/bike.md")
    assert left.returncode == 1
    assert "nowhere" in left.stdout


@pytest.mark.parametrize("name", RUNNERS)
def test_what_init_writes_is_a_configuration_of_theirs(tmp_path: Path, name: str):
    own = tmp_path / "own"
    own.mkdir()
    (own / "prek.toml").write_text("fail_fast = true\n", "utf-8")
    for folder, options in {"new": (), "own": ("--amend",), "new/be low": ("--no-site",)}.items():
        assert run("init", folder, *options, cwd=tmp_path).returncode == 0
    (tmp_path / "new" / ".git").mkdir()
    assert run("init", "new/a.b (c)", "--amend", cwd=tmp_path).returncode == 0
    files = [tmp_path / "new" / ".pre-commit-config.yaml", tmp_path / "new" / "be low" / ".pre-commit-config.yaml"]
    files += [own / "prek.toml"] if name == "prek" else []
    assert "a\\\\.b \\\\(c\\\\)/" in files[0].read_text("utf-8")
    done = subprocess.run(
        [*RUNNERS[name](), "validate-config", *map(str, files)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
