"""``lint --changed``: what git says has changed, and where it may show."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from support.command import run
from support.git_repository import GitRepository
from support.small_documents import small

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence
    from pathlib import Path

FOLDER = "docs/projects"
DATASET = "data:\n  datasets:\n    - {{id: calls, version: '1', total: {0}, unit: calls}}"


class Repository(GitRepository):
    """A repository with documents in ``docs/projects``; the command runs with its ``variables``."""

    variables: dict[str, str] | None = None

    def put(self, name: str, text: str) -> Path:
        return self.write(f"{FOLDER}/{name}.md", text)

    def save(self, **documents: str) -> None:
        for name, text in documents.items():
            self.put(name, text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change", "--allow-empty")

    def lint(self, *arguments: str, today: str = "2026-11-23") -> subprocess.CompletedProcess[str]:
        return run("lint", *arguments, "--today", today, cwd=self.root, variables=self.variables)

    def told(self, *arguments: str, today: str = "2026-11-23") -> set[tuple[str, str]]:
        """The documents and codes of the findings, with and without a cache."""
        cold = self.lint(*arguments, "--format=json", "--no-cache", today=today)
        assert cold.returncode in (0, 1), cold.stderr
        run("lint", cwd=self.root)
        warm = self.lint(*arguments, "--format=json", today=today)
        assert warm.stdout == cold.stdout
        found = json.loads(cold.stdout)["diagnostics"]
        return {(entry["path"].removeprefix(f"{FOLDER}/").removesuffix(".md"), entry["code"]) for entry in found}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.write("prospectus.toml", "")
    made.save(a=small("a"), b=small("b", "depends_on: [a]"), c=small("c", "titel: c"))
    return made


def besides(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines that say what is checked besides, and why."""
    return [line.strip() for line in done.stderr.splitlines() if line.startswith("  ")]


def test_nothing_has_changed(repository: Repository):
    done = repository.lint("--changed")
    assert (done.returncode, done.stdout) == (0, "")
    head = repository.git("rev-parse", "HEAD")[:7]
    assert f"nothing to check: no document has changed since main ({head})\n" in done.stderr
    assert json.loads(repository.lint("--changed", "--format", "json").stdout)["diagnostics"] == []


def test_what_is_in_the_tree_the_index_or_new_is_checked_and_nothing_else(repository: Repository):
    repository.put("a", small("a", "titel: a"))
    repository.put("d", small("d", "titel: d"))
    repository.put("e", small("e", "titel: e"))
    repository.git("add", f"{FOLDER}/e.md")
    assert repository.told("--changed") == {("a", "STR02"), ("d", "STR02"), ("e", "STR02")}
    assert "3 documents changed since main" in repository.lint("--changed").stderr


def test_ignored_files_have_not_changed(repository: Repository):
    repository.write(".gitignore", "draft-*\n")
    repository.put("draft-d", small("d", "titel: d"))
    assert repository.told("--changed") == set()


def test_a_branch_is_compared_with_where_it_left_the_default_branch(repository: Repository):
    repository.git("checkout", "-q", "-b", "feature")
    repository.save(d=small("d", "titel: d"))
    repository.git("checkout", "-q", "main")
    repository.save(c=small("c", "titel: changed on main"))
    repository.git("checkout", "-q", "feature")
    for arguments in (("--changed",), ("--changed", "main"), ("--changed=main",), ("--changed=",)):
        assert repository.told(*arguments) == {("d", "STR02")}, arguments


def test_the_branch_of_the_pull_request_goes_before_the_default_branch(repository: Repository):
    repository.save(d=small("d", "titel: d"))
    repository.git("update-ref", "refs/remotes/origin/release", "HEAD")
    repository.save(e=small("e", "titel: e"))
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD~2")
    assert repository.told("--changed") == {("d", "STR02"), ("e", "STR02")}
    repository.variables = {"GITHUB_BASE_REF": "release"}
    assert repository.told("--changed") == {("e", "STR02")}


def test_a_value_that_is_the_name_of_a_file_is_a_path(repository: Repository):
    repository.put("a", small("a", "titel: a"))
    repository.put("d", small("d", "titel: d"))
    assert repository.told("--changed", f"{FOLDER}/a.md") == {("a", "STR02")}
    assert repository.told("--changed", "HEAD", f"{FOLDER}/d.md") == {("d", "STR02")}
    assert repository.told(f"{FOLDER}/d.md", "--changed") == {("d", "STR02")}
    repository.git("branch", "docs")
    assert repository.told("--changed=docs", f"{FOLDER}/d.md") == {("d", "STR02")}
    assert repository.told("--changed", FOLDER) == {("a", "STR02"), ("d", "STR02")}


def test_a_repository_without_a_commit(tmp_path: Path):
    repository = Repository(tmp_path)
    repository.put("a", small("a", "titel: a"))
    assert repository.told("--changed") == {("a", "STR02")}


# -- the blast radius ------------------------------------------------------------------------------------------------


def test_a_document_that_names_a_changed_one_is_checked_too(repository: Repository):
    repository.save(b=small("b", "depends_on: [a]\ntitel: b"))
    repository.put("a", small("a", body="More."))
    assert repository.told("--changed") == {("b", "STR02")}
    assert besides(repository.lint("--changed")) == ["docs/projects/b.md: refers to `a` (docs/projects/a.md)"]
    assert "`a`을(를) 가리킵니다" not in repository.lint("--changed", "--lang", "ko").stderr  # the particle is chosen
    assert "가리킵니다" in repository.lint("--changed", "--lang", "ko").stderr


@pytest.mark.parametrize("step", ["delete", "id", "rename"])
def test_what_named_a_document_that_is_gone(repository: Repository, step: str):
    file = repository.root / FOLDER / "a.md"
    if step == "delete":
        file.unlink()
    elif step == "id":
        repository.put("a", small("other"))
    else:
        repository.git("mv", f"{FOLDER}/a.md", f"{FOLDER}/z.md")
        repository.put("z", small("z"))
    assert repository.told("--changed") == {("b", "PFO02")}
    assert repository.told("--changed", "HEAD") == {("b", "PFO02")}


def test_a_link_to_a_file_that_is_gone(repository: Repository):
    repository.write(f"{FOLDER}/the plan.png", "x")
    repository.save(
        d=small("d", body="![plan](the%20plan.png)"), e=small("e", body="The plan was drawn, see [a](a.md).")
    )
    (repository.root / FOLDER / "the plan.png").unlink()
    assert {name for name, _ in repository.told("--changed")} == {"d"}
    assert besides(repository.lint("--changed")) == ["docs/projects/d.md: links to `the%20plan.png`, which is gone"]


@pytest.mark.parametrize(
    ("mine", "other", "code", "why"),
    [
        (DATASET.format(10), DATASET.format(20), None, "uses the data set `calls`, as docs/projects/x.md does"),
        ("supersedes: y\nstatus: approved", "status: approved", "PFO03", "is named by docs/projects/x.md as what it"),
        ("depends_on: [y]", "depends_on: [z]", None, "is in a cycle of references with docs/projects/x.md"),
    ],
    ids=["dataset", "replaced", "cycle"],
)
def test_other_relations(repository: Repository, mine: str, other: str, code: str | None, why: str):
    def text(name: str, more: str) -> str:
        whole = small(name, more)
        return whole.replace("status: draft\n", "") if "status:" in more else whole

    repository.save(x=small("x"), y=text("y", other), z=small("z", "depends_on: [x]"))
    repository.put("x", text("x", mine))
    done = repository.lint("--changed")
    assert any(line.startswith(f"docs/projects/y.md: {why}") for line in besides(done)), done.stderr
    if code:
        assert ("y", code) in repository.told("--changed")


def test_a_document_with_the_same_id(repository: Repository):
    repository.put("d", small("c"))
    assert repository.told("--changed") == {("c", "PFO01"), ("c", "STR02"), ("d", "PFO01")}


def test_many_are_counted(repository: Repository):
    repository.save(**{f"n{number}": small(f"n{number}", "depends_on: [a]") for number in range(20)})
    repository.put("a", small("a", body="More."))
    lines = besides(repository.lint("--changed"))
    assert len(lines) == 11
    assert lines[-1] == "… and 11 more"


# -- the configuration -----------------------------------------------------------------------------------------------


def test_a_changed_configuration_is_a_change_of_all_documents(repository: Repository):
    repository.write("prospectus.toml", "# only a comment\n")
    assert repository.told("--changed") == set()
    repository.write("prospectus.toml", "section-min-chars = 30\n")
    assert repository.told("--changed") == {("c", "STR02")}
    assert "prospectus.toml has changed: all documents are checked\n" in repository.lint("--changed").stderr


def test_of_pyproject_only_our_table_counts(repository: Repository):
    repository.git("rm", "-q", "prospectus.toml")
    repository.write("pyproject.toml", "[tool.prospectus]\nsection-min-chars = 30\n")
    repository.save()
    repository.write("pyproject.toml", "[tool.prospectus]\nsection-min-chars = 30\n[tool.other]\na = 1\n")
    assert repository.told("--changed") == set()
    repository.write("pyproject.toml", "[tool.other]\na = 1\n")
    assert repository.told("--changed") == {("c", "STR02")}


def test_a_configuration_that_is_gone(repository: Repository):
    repository.write("prospectus.toml", "section-min-chars = 30\n")
    repository.save()
    (repository.root / "prospectus.toml").unlink()
    assert repository.told("--changed") == {("c", "STR02")}


def test_a_changed_contract_is_a_change_of_all_documents(repository: Repository):
    repository.write("prospectus.toml", 'contract = "contract"\n')
    contract = "schema: prospectus-lifecycle/1\nextends: ml-lifecycle\nid: ours\n"
    repository.write("contract/lifecycle.yml", contract)
    repository.save()
    assert repository.told("--changed") == set()
    repository.write("contract/lifecycle.yml", contract + "# more\n")
    assert repository.told("--changed") == {("c", "STR02")}


# -- age -------------------------------------------------------------------------------------------------------------

OVERDUE = "next_review: 2026-10-01"


def test_age_is_told_of_what_was_touched(repository: Repository):
    repository.save(b=small("b", f"depends_on: [a]\n{OVERDUE}"), c=small("c", OVERDUE), d=small("d", OVERDUE))
    repository.put("a", small("a", OVERDUE))
    repository.put("c", small("c", OVERDUE, body="More."))
    assert {("b", "STR11"), ("d", "STR11")} < repository.told()
    assert repository.told("--changed") == {("a", "STR11"), ("c", "STR11")}
    repository.write("prospectus.toml", "section-min-chars = 30\n")
    assert repository.told("--changed") == {("a", "STR11"), ("c", "STR11")}


def test_what_an_ended_waiver_no_longer_holds_back_is_of_age_too(repository: Repository):
    waiver = "titel: b\nwaivers: [{rule: STR02, reason: the old tool needs it, expires: 2026-10-01}]"
    old = "2026-08-01"
    repository.save(a=small("a", updated=old), b=small("b", f"depends_on: [a]\n{waiver}", updated=old))
    repository.put("a", small("a", body="More.", updated=old))
    assert {("b", "STR02"), ("b", "WAI01")} <= repository.told()
    assert repository.told("--changed") == set()
    assert repository.told("--changed", today="2026-09-01") == set()
    repository.put("b", small("b", f"depends_on: [a]\n{waiver}", body="More."))
    assert repository.told("--changed") == {("b", "STR02"), ("b", "WAI01")}


# -- what git cannot tell ----------------------------------------------------------------------------------------------


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert (done.returncode, done.stdout) == (2, ""), done
    for word in words:
        assert word in done.stderr, done.stderr
    assert "Traceback" not in done.stderr


def test_no_git(repository: Repository, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(repository.root))
    refused(repository.lint("--changed"), "there is no git here", "prospectus lint FILE…")


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "plain" / FOLDER
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(small("a"), "utf-8")
    refused(run("lint", "--changed", cwd=tmp_path / "plain"), "is in no repository", "git init")


def test_an_unknown_ref(repository: Repository):
    repository.git("branch", "release-2026")
    refused(repository.lint("--changed", "relase-2026"), "git knows no 'relase-2026'; did you mean 'release-2026'?")
    refused(repository.lint("--changed=main^{tree}"), "git knows no 'main^{tree}'")


def test_no_default_branch(repository: Repository):
    repository.git("branch", "-m", "main", "trunk")
    refused(repository.lint("--changed"), "no default branch", "--changed=REF")
    assert repository.lint("--changed", "trunk").returncode == 0


def test_a_shallow_clone(repository: Repository, tmp_path_factory: pytest.TempPathFactory):
    repository.git("checkout", "-q", "-b", "feature")
    repository.save(d=small("d"))
    repository.git("checkout", "-q", "main")
    place = tmp_path_factory.mktemp("clone")
    repository.git("clone", "-q", "--depth=1", "--branch=feature", repository.root.as_uri(), str(place / "shallow"))
    for arguments in ((), ("origin/main",)):
        done = run("lint", "--changed", *arguments, cwd=place / "shallow")
        refused(done, "this clone is shallow", "fetch-depth: 0")


def test_no_common_history(repository: Repository):
    repository.git("checkout", "-q", "--orphan", "other")
    repository.save(d=small("d"))
    refused(repository.lint("--changed"), "no commit that 'main' and this branch have in common")


@pytest.mark.parametrize(
    "arguments",
    [("--watch",), ("--stdin-filename", "a.md")],
    ids=["watch", "stdin"],
)
def test_what_cannot_stand_beside_it(repository: Repository, arguments: Sequence[str]):
    refused(repository.lint("--changed", *arguments), "cannot stand beside --changed")


def test_only_what_was_touched_is_fixed(repository: Repository):
    broken = "2026/11/01"
    repository.save(b=small("b", "depends_on: [a]", updated=broken), c=small("c", updated=broken))
    repository.put("a", small("a", updated=broken, body="More."))
    done = repository.lint("--changed", "--diff")
    assert (done.returncode, done.stdout.count("+++ ")) == (1, 1)
    done = repository.lint("--changed", "--fix")
    assert done.returncode == 1  # for what is wrong in b, which refers to a
    assert repository.git("status", "--short") == " M docs/projects/a.md\n"
    assert "updated: 2026-11-01\n" in (repository.root / FOLDER / "a.md").read_text("utf-8")


def test_documents_behind_links_and_in_other_folders(repository: Repository):
    repository.write("elsewhere/w.md", small("w"))
    (repository.root / FOLDER / "w.md").symlink_to("../../elsewhere/w.md")
    repository.save()
    repository.write("elsewhere/w.md", small("w", "titel: w"))
    assert repository.told("--changed") == {("w", "STR02")}
    done = run("lint", "--changed", "--today=2026-11-23", "--format=json", cwd=repository.root / "docs")
    assert [entry["path"] for entry in json.loads(done.stdout)["diagnostics"]] == ["projects/w.md"]


@pytest.mark.parametrize("ref", ["-x", "--output=x", "--all", "-"])
def test_no_ref_is_an_option(repository: Repository, ref: str):
    done = repository.lint(f"--changed={ref}")
    assert done.returncode == 2
    assert f"'{ref}' names no commit" in done.stderr
    assert not (repository.root / "x").exists()


@pytest.mark.parametrize("ref", ["^main", "main..main", "HEAD:docs", "HEAD^{tree}", "@{-1}"])
def test_what_names_no_one_commit_is_no_ref(repository: Repository, ref: str):
    done = repository.lint(f"--changed={ref}")
    assert done.returncode == 2
    assert f"git knows no '{ref}'" in done.stderr


RUN_PROGRAMS = (
    "core.fsmonitor",
    "core.pager",
    "diff.external",
    "diff.evil.command",
    "diff.evil.textconv",
    "filter.evil.clean",
    "filter.evil.process",
    "filter.evil.smudge",
)
"""The settings of git that name a program."""


def spy(repository: Repository, settings: Path) -> Path:
    """The mark that a program leaves, which is named wherever the settings of a repository, which are in a folder, may name one."""
    folder = repository.root.parent / "spy"
    (folder / "hooks").mkdir(parents=True)
    mark, program = folder / "mark", folder / "program"
    program.write_text(f"#!/bin/sh\necho ran >> '{mark}'\ncat\n", "utf-8")
    program.chmod(0o755)
    (folder / "hooks" / "post-index-change").symlink_to(program)
    for name in RUN_PROGRAMS:
        repository.git("config", name, str(program))
    repository.git("config", "filter.evil.required", "true")
    repository.git("config", "core.hooksPath", str(folder / "hooks"))
    (settings / "info").mkdir(exist_ok=True)
    (settings / "info" / "attributes").write_text("*.md filter=evil diff=evil\n", "utf-8")
    return mark


def aged(path: Path) -> None:
    """Make a file one that git has to look into, to know whether it has changed."""
    os.utime(path, (1, 1))


@pytest.fixture
def inner(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "inner")
    made.write("prospectus.toml", "")
    made.save(a=small("a"), b=small("b"))
    return made


def test_the_settings_of_a_repository_run_no_program(inner: Repository):
    mark = spy(inner, inner.root / ".git")
    aged(inner.root / FOLDER / "b.md")
    inner.put("a", small("a", "titel: a"))
    done = inner.lint("--changed", "--format=json", "--no-cache")
    assert not mark.exists()
    assert {(entry["path"], entry["code"]) for entry in json.loads(done.stdout)["diagnostics"]} == {
        (f"{FOLDER}/a.md", "STR02")
    }


def test_nor_do_those_of_a_repository_in_it(inner: Repository, tmp_path: Path):
    outer = Repository(tmp_path / "outer")
    outer.write("prospectus.toml", 'documents = ["**/*.md"]\n')
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.root), "inner")
    outer.write(".gitignore", "spy/\n")
    outer.save(c=small("c"))
    there = Repository(outer.root / "inner")
    mark = spy(there, outer.root / ".git" / "modules" / "inner")
    aged(there.root / FOLDER / "b.md")
    assert "nothing to check" in outer.lint("--changed", "--no-cache").stderr
    there.put("a", small("a", "titel: a"))
    done = outer.lint("--changed", "--format=concise", "--no-cache")
    assert f"inner/{FOLDER}/a.md" in done.stdout
    assert not mark.exists()


def test_a_filter_of_the_machine_stays(inner: Repository, tmp_path: Path):
    settings = tmp_path / "gitconfig"
    settings.write_text('[filter "upper"]\n\tclean = tr a-z A-Z\n\tsmudge = cat\n', "utf-8")
    inner.variables = {"GIT_CONFIG_GLOBAL": str(settings)}
    inner.write(".gitattributes", "docs/projects/up.md filter=upper\n")
    path = inner.put("up", small("up"))
    inner.git("-c", "filter.upper.clean=tr a-z A-Z", "add", "-A")
    inner.git("commit", "-q", "-m", "up")
    aged(path)
    assert "nothing to check" in inner.lint("--changed", "--no-cache").stderr


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_a_folder_with_a_line_end_in_its_name(tmp_path: Path):
    made = Repository(tmp_path / "a\nb\u2028c")
    made.write("prospectus.toml", "")
    made.save(a=small("a"))
    made.put("a\n\tb", small("b", "titel: b"))
    assert "1 document changed" in made.lint("--changed", "--no-cache").stderr


def test_documents_outside_of_the_repository_are_told(tmp_path: Path):
    made = Repository(tmp_path / "here")
    made.write("prospectus.toml", 'documents = ["docs/**/*.md", "../there/*.md"]\n')
    made.save(a=small("a"))
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "b.md").write_text(small("b", "titel: b"), "utf-8")
    assert "1 document is outside of the repository" in made.lint("--changed").stderr
    made.put("a", small("a", "titel: a"))
    assert "1 document is outside of the repository" in made.lint("--changed").stderr
    assert "outside" not in made.lint().stderr
