"""Which files are documents, and how odd ones are read, as users of the command meet it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from prospectus.config import Config
from prospectus.engine.files import find_documents, ignored_codes, is_document, read_source, unmatched
from support.command import run
from support.samples import PROJECTS

TODAY = ("--today", "2026-11-23")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One good document where the configuration names it, one file beside that it does not name."""
    designs = tmp_path / "docs" / "designs"
    (designs / "team-b").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "prospectus.toml").write_text('documents = ["docs/designs/*.md"]\n', "utf-8")
    (designs / "a.md").write_text((PROJECTS / "bike-rebalancing.md").read_text("utf-8"), "utf-8")
    (designs / "team-b" / "x.md").write_text("no document", "utf-8")
    return tmp_path


def test_a_hook_on_a_file_that_is_not_named_skips_and_counts_it(repository: Path):
    alone = run("lint", "--force-exclude", "docs/designs/team-b/x.md", *TODAY, cwd=repository)
    assert (alone.returncode, alone.stdout) == (0, "")
    assert "0 documents checked (1 skipped" in alone.stderr
    both = run("lint", "--force-exclude", "docs/designs/team-b/x.md", "docs/designs/a.md", *TODAY, cwd=repository)
    assert both.returncode == 0
    assert "1 document checked (1 skipped" in both.stderr


def test_a_given_file_that_is_not_named_is_checked(repository: Path):
    done = run("lint", "docs/designs/team-b/x.md", *TODAY, cwd=repository)
    assert (done.returncode, "error[STR01]" in done.stdout) == (1, True)


def test_a_pattern_that_matches_nothing_is_named(repository: Path):
    (repository / "prospectus.toml").write_text('documents = ["docs/designs/*.md", "old/*.md"]\n', "utf-8")
    done = run("lint", *TODAY, cwd=repository)
    assert done.returncode == 0
    assert "note: no document matches 'old/*.md' of `documents`\n" in done.stderr


def test_output_onto_what_is_read_is_refused(repository: Path):
    for name in ("docs/designs/a.md", "prospectus.toml", "docs/designs/new.md"):
        done = run("lint", "--output", name, *TODAY, cwd=repository)
        assert (done.returncode, done.stdout) == (2, "")
        assert "name another file" in done.stderr
    assert (repository / "docs/designs/a.md").read_text("utf-8").startswith("---")


def test_output_onto_a_document_by_another_name_is_refused(repository: Path):
    os.link(repository / "docs/designs/a.md", repository / "copy.txt")
    before = (repository / "docs/designs/team-b/x.md").read_bytes(), (repository / "copy.txt").read_bytes()
    for arguments in (["--output", "copy.txt"], ["docs/designs/team-b", "--output", "docs/designs/team-b/x.md"]):
        done = run("lint", *arguments, *TODAY, cwd=repository)
        assert (done.returncode, done.stdout) == (2, "")
        assert "name another file" in done.stderr
    assert before == ((repository / "docs/designs/team-b/x.md").read_bytes(), (repository / "copy.txt").read_bytes())


def test_without_a_configuration_a_subfolder_finds_the_documents_above(repository: Path):
    (repository / "prospectus.toml").unlink()
    (repository / "docs" / "designs").rename(repository / "docs" / "projects")
    (repository / "src").mkdir()
    done = run("lint", *TODAY, cwd=repository / "src")
    assert "../docs/projects/team-b/x.md:1:1: error[STR01]" in done.stdout
    assert "2 documents checked" in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a name")
def test_what_is_no_regular_file_is_one_finding_and_never_opened(repository: Path):
    os.mkfifo(repository / "docs" / "designs" / "pipe.md")
    done = run("lint", *TODAY, cwd=repository)
    assert done.returncode == 1
    assert "docs/designs/pipe.md:1:1: error[STR01]" in done.stdout
    assert "not a regular file" in done.stdout
    assert "2 documents checked" in done.stderr


def test_no_more_than_the_limit_is_read(repository: Path):
    config = Config(root=repository, documents=("docs/designs/*.md",), max_file_size=1_024)
    assert read_source(repository / "docs/designs/a.md", config)[1].kind == "too-large"
    endless = Path("/proc/self/maps")  # its size is given as 0
    if endless.exists():
        assert read_source(endless, config)[1].kind == "too-large"


def test_a_file_behind_links_is_itself(repository: Path):
    designs = repository / "docs" / "designs"
    (designs / "again.md").symlink_to("a.md")
    (repository / "linked").symlink_to("docs/designs")
    config = Config(root=repository, documents=("docs/designs/*.md", "linked/*.md"))
    assert find_documents(config) == [designs / "a.md"]
    assert is_document(repository / "linked" / "a.md", config)
    assert unmatched(config, find_documents(config)) == ["linked/*.md"]


def test_per_file_ignores_match_as_documents_do(repository: Path):
    ignores = {"docs/*.md": ("MET",), "docs/**/a.{md,txt}": ("DAT",), "**/a.md": ("STR05",)}
    config = Config(root=repository, per_file_ignores=ignores)
    assert ignored_codes(repository / "docs/designs/a.md", config) == {"DAT", "STR05"}
    assert ignored_codes(repository / "docs/b.md", config) == {"MET"}
    text = '[per-file-ignores]\n"**/x.md" = ["STR"]\n'
    (repository / "prospectus.toml").write_text(f'documents = ["docs/**/*.md"]\n{text}', "utf-8")
    done = run("lint", *TODAY, cwd=repository)
    assert "error[STR01]" in done.stdout  # a document that cannot be read is never silent


@pytest.mark.parametrize(
    ("title", "words"),
    [("index", "would be no document"), ("\x1b[31m", "no text"), ("a" * 300, "too long"), ("a\ufffe", "no text")],
)
def test_new_leaves_nothing_behind_when_it_fails(tmp_path: Path, title: str, words: str):
    done = run("new", title, "--owner", "A", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_new_does_not_follow_a_link_out(tmp_path: Path):
    (tmp_path / "else").mkdir()
    (tmp_path / "root" / "docs").mkdir(parents=True)
    (tmp_path / "root" / "docs" / "projects").symlink_to(tmp_path / "else")
    done = run("new", "Churn", "--owner", "A", cwd=tmp_path / "root")
    assert done.returncode == 2
    assert "leads out" in done.stderr
    assert [*(tmp_path / "else").iterdir()] == []


def test_new_says_what_is_where_its_folder_should_be(tmp_path: Path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "projects").symlink_to(tmp_path / "gone")
    done = run("new", "Hello", "--owner", "Kim", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "error: docs/projects/hello.md: Not a directory\n")
    assert not (tmp_path / "gone").exists()
