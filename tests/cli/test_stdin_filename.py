"""``lint --stdin-filename``: standard input as if it were a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.command import run
from support.small_documents import small

if TYPE_CHECKING:
    from pathlib import Path

NAME = "docs/projects/a.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "prospectus.toml").touch()
    for name, more in (("a", "titel: a"), ("b", "depends_on: [a]\ntitel: b")):
        file = tmp_path / "docs" / "projects" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(small(name, more), "utf-8")
    return tmp_path


def told(root: Path, name: str, text: str, *arguments: str) -> list[tuple[str, str]]:
    options = ("--stdin-filename", name, "--today", "2026-11-23", "--format", "json")
    done = run("lint", *options, *arguments, cwd=root, stdin=text)
    assert done.returncode in (0, 1), done.stderr
    return [(entry["path"], entry["code"]) for entry in json.loads(done.stdout)["diagnostics"]]


def test_the_text_counts_and_not_the_file(root: Path):
    before = (root / NAME).read_bytes()
    assert told(root, NAME, small("a")) == []
    assert told(root, NAME, small("a", "stag: x")) == [(NAME, "STR02")]
    assert told(root, f"./docs/../{NAME}", small("a", "stag: x")) == [(NAME, "STR02")]
    assert (root / NAME).read_bytes() == before


def test_it_is_held_against_the_other_documents(root: Path):
    assert told(root, NAME, small("b")) == [(NAME, "PFO01")]
    assert told(root, NAME, small("a", "depends_on: [gone]")) == [(NAME, "PFO02")]
    assert told(root, NAME, small("a", "depends_on: [b]")) == [(NAME, "PFO02")]  # a cycle


def test_the_file_need_not_be_there(root: Path):
    assert told(root, "docs/projects/new.md", small("new", "depends_on: [a]")) == []
    assert told(root, "elsewhere/new.md", small("a")) == [("elsewhere/new.md", "PFO01")]
    assert not (root / "docs" / "projects" / "new.md").exists()


@pytest.mark.parametrize(
    "text", ["", "no front matter", "---\nid: [\n---\n", "\ufeff---\r\nid: a\r\n---\r\n", "x" * 2_000_001]
)
def test_bad_input_is_told_as_of_a_file(root: Path, text: str):
    (root / NAME).write_bytes(text.encode())
    by_file = run("lint", NAME, "--today", "2026-11-23", cwd=root)
    by_text = run("lint", "--stdin-filename", NAME, "--today", "2026-11-23", cwd=root, stdin=text)
    assert (by_text.returncode, by_text.stdout) == (by_file.returncode, by_file.stdout)


def test_a_file_that_is_left_out(root: Path):
    assert told(root, "docs/projects/README.md", small("r", "titel: r")) == [("docs/projects/README.md", "STR02")]
    assert told(root, "docs/projects/README.md", small("r", "titel: r"), "--force-exclude") == []


@pytest.mark.parametrize("arguments", [(NAME,), ("--changed",), ("--watch",)])
def test_what_cannot_stand_beside_it(root: Path, arguments: tuple[str, ...]):
    done = run("lint", "--stdin-filename", NAME, *arguments, cwd=root, stdin="")
    assert (done.returncode, "--stdin-filename cannot stand beside" in done.stderr) == (2, True)


def test_a_folder_is_no_file(root: Path):
    done = run("lint", "--stdin-filename", "docs", cwd=root, stdin="")
    assert (done.returncode, "--stdin-filename docs: is a folder" in done.stderr) == (2, True)
