"""Where no document is found: what files there are, and which setting took them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.command import run
from support.git_repository import GitRepository
from support.small_documents import small

if TYPE_CHECKING:
    from pathlib import Path


def folder(root: Path, settings: str, *files: str) -> Path:
    (root / "prospectus.toml").write_text(settings, "utf-8")
    for name in files:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(small(file.stem), "utf-8")
    return root


@pytest.mark.parametrize("verb", [("lint",), ("export",), ("lint", "--watch")])
def test_what_would_name_them(tmp_path: Path, verb: tuple[str, ...]):
    folder(tmp_path, "", "notes/a/x.md", "notes/b/y.md", "README.md", "node_modules/p/z.md", ".hidden/h.md")
    done = run(*verb, cwd=tmp_path)
    assert done.returncode == 2
    assert "no document matches docs/projects/**/*.md below" in done.stderr
    assert '3 Markdown files are there; write `documents = ["notes/**/*.md"]` in prospectus.toml' in done.stderr
    (tmp_path / "prospectus.toml").write_text('documents = ["notes/**/*.md"]', "utf-8")
    assert "2 documents checked" in run("lint", cwd=tmp_path).stderr


def test_files_at_the_top_and_no_files(tmp_path: Path):
    assert "no Markdown file is there" in run("lint", cwd=folder(tmp_path, "")).stderr
    assert (
        '1 Markdown file is there; write `documents = ["*.md"]`' in run("lint", cwd=folder(tmp_path, "", "a.md")).stderr
    )


def test_where_the_setting_stands(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_text('[tool.prospectus]\ndocuments = ["x/*.md"]\n', "utf-8")
    assert "in [tool.prospectus] of pyproject.toml" in run("lint", cwd=tmp_path).stderr


def test_which_patterns_leave_all_of_them_out(tmp_path: Path):
    settings = 'documents = ["docs/**/*.md"]\nexclude = ["**/README.md", "docs/old/**", "x/*.md"]\n'
    folder(tmp_path, settings, "docs/README.md", "docs/old/a.md", "docs/old/b.md")
    done = run("lint", cwd=tmp_path)
    assert done.returncode == 2
    assert (
        "3 files match docs/**/*.md, and `exclude` leaves them all out "
        "(2 by 'docs/old/**', 1 by '**/README.md'); change `exclude` in prospectus.toml"
    ) in done.stderr
    assert "3개가 모두 `exclude`로 빠집니다" in run("lint", "--lang", "ko", cwd=tmp_path).stderr


def test_a_folder_in_which_all_is_left_out(tmp_path: Path):
    folder(tmp_path, "", "docs/projects/a.md", "more/README.md")
    done = run("lint", "more", cwd=tmp_path)
    assert done.returncode == 2
    assert (
        "no document is in more: 1 file matches **/*.md, and `exclude` leaves it out (1 by '**/README.md')"
        in done.stderr
    )


def test_why_each_file_was_skipped(tmp_path: Path):
    folder(tmp_path, "", "docs/projects/a.md", "docs/projects/README.md", "more/x.md")
    done = run("lint", "--force-exclude", "docs/projects/README.md", "more/x.md", cwd=tmp_path)
    assert done.returncode == 0
    assert "skipped: docs/projects/README.md, which '**/README.md' of `exclude` leaves out\n" in done.stderr
    assert "skipped: more/x.md, which `documents` does not name\n" in done.stderr
    done = run("lint", "--force-exclude", "docs/projects/README.md", "docs/projects/a.md", cwd=tmp_path)
    assert "skipped:" not in done.stderr


def test_patterns_of_exclude_that_are_left_over(tmp_path: Path):
    settings = 'exclude = ["**/README.md", "docs/projects/old/**", "**/gone-*.md", "docs/projects/x.md", "docs/projects/new/"]\n'
    folder(tmp_path, settings, "docs/projects/a.md", "docs/projects/x.md", "docs/projects/new/b.md", "gone-1.md")
    for _ in range(2):  # from the cache, too
        notes = [line for line in run("lint", cwd=tmp_path).stderr.splitlines() if line.startswith("note:")]
        assert notes == [
            "note: 'docs/projects/old/**' of `exclude` leaves no document out",
            "note: '**/gone-*.md' of `exclude` leaves no document out",
        ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--diff",),
        ("--fix",),
        ("--write-baseline",),
        ("--prune-baseline",),
        ("--add-waivers", "because", "--expires", "2027-01-01"),
        ("--output", "out"),
        ("--format", "json"),
        ("--changed",),
    ],
)
@pytest.mark.parametrize("path", [(), ("empty",)])
def test_where_there_is_no_document_nothing_is_written_nor_right(
    tmp_path: Path, arguments: tuple[str, ...], path: tuple[str, ...]
):
    GitRepository(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.md").write_text(small("a"), "utf-8")
    (tmp_path / "prospectus.toml").write_text('documents = ["*.md"]\nbaseline = "held.json"\n', "utf-8")
    assert run("lint", "--write-baseline", cwd=tmp_path).returncode == 0
    held = (tmp_path / "held.json").read_bytes()
    (tmp_path / "prospectus.toml").write_text('documents = ["no/*.md"]\nbaseline = "held.json"\n', "utf-8")
    done = run("lint", *path, *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: no document ")
    assert (tmp_path / "held.json").read_bytes() == held
    assert not (tmp_path / "out").exists()
