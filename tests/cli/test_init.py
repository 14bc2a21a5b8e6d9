"""`prospectus init` in new and in existing repositories, as somebody meets it."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml
from prospectus import __version__
from prospectus.writing.setup.stamp import stamped
from support.command import run
from support.git_repository import GitRepository
from support.samples import PROJECTS

if TYPE_CHECKING:
    from pathlib import Path

NEW = [
    ".github/workflows/prospectus.yml",
    ".gitignore",
    ".pre-commit-config.yaml",
    "docs/projects/first-project.md",
    "mkdocs.yml",
    "prospectus.toml",
]
MKDOCS = """\
site_name: !ENV [NAME, "Team"]  # ours
docs_dir: handbook
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
plugins:
  - search   # first

# the end
"""
HOOKS = """\
# our hooks
repos:
-   repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v6.0.0   # pinned
    hooks:
    -   id: check-yaml
        args: [--unsafe]
"""
WORKFLOW = "on: push\njobs: {}\n"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts and ".prospectus_cache" not in path.parts
    }


@pytest.fixture
def team(tmp_path: Path) -> GitRepository:
    """A repository with a site, hooks and a workflow of its own."""
    repository = GitRepository(tmp_path / "team")
    repository.write("mkdocs.yml", MKDOCS)
    repository.write(".pre-commit-config.yaml", HOOKS)
    repository.write(".github/workflows/tests.yml", WORKFLOW)
    repository.write("handbook/index.md", "# Team\n")
    repository.write(".gitignore", "*.pyc\n")
    repository.git("add", "-A")
    repository.git("commit", "-qm", "as it is")
    return repository


# -- a new repository ---------------------------------------------------------------------------------------------------


def test_an_empty_folder(tmp_path: Path):
    done = run("init", "--source", "https://git.acme.test/ml/prospectus@v0.1.0", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(files(tmp_path)) == NEW
    assert done.stdout.splitlines()[-4:] == [
        "Next:",
        "  prospectus lint",
        "  git init && pre-commit install",
        "  mkdocs serve",
    ]
    assert "example" not in done.stdout
    linted = run("lint", cwd=tmp_path)
    assert linted.returncode == 0, linted.stdout + linted.stderr
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site" / "projects" / "first-project" / "index.html").is_file()
    hook = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text("utf-8"))
    assert hook == {
        "repos": [{"repo": "https://git.acme.test/ml/prospectus", "rev": "v0.1.0", "hooks": [{"id": "prospectus"}]}]
    }


def test_the_second_run_changes_nothing_and_says_so(tmp_path: Path):
    run("init", "a", "--agents", cwd=tmp_path)
    before = files(tmp_path)
    done = run("init", "a", "--agents", "--amend", "--title", "Churn", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "There are documents already; another one: prospectus new Churn\n")
    assert done.stdout.startswith("Nothing was changed: all is as it should be.\n")
    assert files(tmp_path) == before
    checked = run("init", "a", "--check", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert {line.partition(": ")[2] for line in checked.stdout.splitlines()} == {"up to date"}


def test_in_korean(tmp_path: Path):
    done = run("init", "--title", "이탈 예측", "--lang", "ko", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    document = next((tmp_path / "docs" / "projects").iterdir()).read_text("utf-8")
    assert "\ntitle: 이탈 예측\nlang: ko\n" in document
    assert tomllib.loads((tmp_path / "prospectus.toml").read_text("utf-8"))["lang"] == "ko"
    assert "  language: ko\n" in (tmp_path / "mkdocs.yml").read_text("utf-8")
    assert "다음 명령:" in done.stdout
    assert "written" not in done.stdout
    assert run("init", "--check", "--lang", "en", cwd=tmp_path).returncode == 0  # comments in either language are ours


def test_what_is_not_wanted_is_not_made(tmp_path: Path):
    options = ("--no-site", "--no-hooks", "--ci", "none", "--no-document")
    done = run("init", *options, "--documents", "ml/**/*.md", cwd=tmp_path)
    assert sorted(files(tmp_path)) == [".gitignore", "prospectus.toml"]
    assert tomllib.loads((tmp_path / "prospectus.toml").read_text("utf-8")) == {"documents": ["ml/**/*.md"]}
    assert len(done.stdout.partition("Next:\n")[2].splitlines()) == 3
    assert run("init", "--check", *options, cwd=tmp_path).returncode == 0
    assert run("init", "--check", cwd=tmp_path).returncode == 1


def test_documents_outside_of_the_sites_folder_build_too(tmp_path: Path):
    assert run("init", "--documents", "ml/**/*.md", cwd=tmp_path).returncode == 0
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site" / "projects" / "first-project" / "index.html").is_file()


# -- an existing repository ---------------------------------------------------------------------------------------------


def test_nothing_that_is_there_is_changed_without_consent(team: GitRepository):
    before = files(team.root)
    done = run("init", cwd=team.root)
    assert done.returncode == 0, done.stderr
    after = files(team.root)
    assert {name: after[name] for name in before} == before
    assert sorted(set(after) - set(before)) == [
        ".github/workflows/prospectus.yml",
        "handbook/projects/first-project.md",
        "prospectus.toml",
    ]
    assert "mkdocs.yml: left as it is; paste at the end of `plugins:`, or run again with --amend" in done.stdout
    assert "\n  - prospectus\n" in done.stdout
    assert "\n  - repo: https://git.example.com/tools/prospectus\n" in done.stdout
    checked = run("init", "--check", cwd=team.root)
    assert checked.returncode == 1
    assert "mkdocs.yml: lacks what `prospectus init` adds" in checked.stdout


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_with_consent_only_the_addition_comes_in(team: GitRepository, eol: str):
    for name in ("mkdocs.yml", ".pre-commit-config.yaml", ".gitignore"):
        path = team.root / name
        path.write_bytes(path.read_bytes().replace(b"\n", eol.encode()))
    before = files(team.root)
    done = run("init", "--amend", "--source", "https://git.acme.test/ml/prospectus", cwd=team.root)
    assert done.returncode == 0, done.stderr
    after = {name: data.decode() for name, data in files(team.root).items()}
    assert after["mkdocs.yml"] == MKDOCS.replace("# first\n", "# first\n  - prospectus\n").replace("\n", eol)
    added = """\
-   repo: https://git.acme.test/ml/prospectus
    rev: v0.1.0
    hooks:
      - id: prospectus
"""
    assert after[".pre-commit-config.yaml"] == (HOOKS + added).replace("\n", eol)
    assert after[".gitignore"] == "*.pyc\n.prospectus_cache/\n".replace("\n", eol)
    assert after[".github/workflows/tests.yml"].encode() == before[".github/workflows/tests.yml"]
    again = run("init", "--amend", cwd=team.root)
    assert "Nothing was changed: all is as it should be." in again.stdout
    assert {name: data.decode() for name, data in files(team.root).items()} == after


def test_a_site_that_is_there_builds_with_what_was_added(tmp_path: Path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Team\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Team\ntheme: {name: material, font: false}\n", "utf-8")
    assert run("init", "--amend", cwd=tmp_path).returncode == 0
    assert (tmp_path / "mkdocs.yml").read_text("utf-8").endswith("plugins:\n  - search\n  - prospectus\n")
    assert run("lint", cwd=tmp_path).returncode == 0
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mkdocs.yml", "INHERIT: ../base.yml\nsite_name: x\n"),
        ("mkdocs.yml", "site_name: x\nplugins: *theirs\n"),
        ("mkdocs.yml", "site_name: x\nplugins:\n\t- search\n"),
        (".pre-commit-config.yaml", "repos: !theirs\n  ? a\n"),
        (".pre-commit-config.yaml", "# none yet\n"),
        ("prek.toml", "repos = []\n"),
    ],
)
def test_where_nothing_can_be_proven_the_lines_are_printed(tmp_path: Path, name: str, text: str):
    (tmp_path / name).write_text(text, "utf-8")
    done = run("init", "--amend", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_text("utf-8") == text
    assert f"{name}: left as it is; paste " in done.stdout
    assert "--amend" not in done.stdout


def test_a_file_that_is_no_utf_8_stays(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_bytes(b"site_name: caf\xe9\n")
    done = run("init", "--amend", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "mkdocs.yml").read_bytes() == b"site_name: caf\xe9\n"


def test_preks_own_configuration(tmp_path: Path):
    (tmp_path / "prek.toml").write_bytes(b'fail_fast = true\r\n\r\n[[repos]]\r\nrepo = "builtin"\r\nhooks = []\r\n')
    run("init", "--amend", cwd=tmp_path)
    data = tomllib.loads((tmp_path / "prek.toml").read_text("utf-8"))
    assert [repo["repo"] for repo in data["repos"]] == ["builtin", "https://git.example.com/tools/prospectus"]
    assert data["repos"][1]["hooks"] == [{"id": "prospectus"}]
    assert not (tmp_path / ".pre-commit-config.yaml").exists()


@pytest.mark.parametrize("key", ["prospectus.toml", "pyproject.toml"])
def test_a_configuration_that_is_there_holds(tmp_path: Path, key: str):
    head = "[tool.prospectus]\n" if key == "pyproject.toml" else ""
    (tmp_path / key).write_text(f'{head}documents = ["ml/*.md"]\n', "utf-8")
    done = run("init", "--documents", "docs/*.md", cwd=tmp_path)
    assert done.returncode == 0
    assert f"{key}: left as it is (`documents` is changed by hand in {key}" in done.stdout
    assert (tmp_path / "ml" / "first-project.md").is_file()
    assert sorted(tmp_path.glob("*.toml")) == [tmp_path / key]
    (tmp_path / key).write_text(f'{head}documnets = ["ml/*.md"]\n', "utf-8")
    broken = run("init", cwd=tmp_path)
    assert broken.returncode == 2
    assert "documents" in broken.stderr


def test_documents_that_are_there_are_found_where_they_are(tmp_path: Path):
    for name in ("taxi-demand", "weld-defect"):
        folder = tmp_path / "ml" / name
        folder.mkdir(parents=True)
        (folder / "design.md").write_text((PROJECTS / f"{name}.md").read_text("utf-8"), "utf-8")
    done = run("init", "--no-site", cwd=tmp_path)
    assert tomllib.loads((tmp_path / "prospectus.toml").read_text("utf-8")) == {"documents": ["ml/**/*.md"]}
    assert not (tmp_path / "docs").exists()
    assert done.returncode == 0


def test_a_folder_of_a_larger_repository(team: GitRepository):
    done = run("init", "research/ranking", "--amend", cwd=team.root)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-4] == "Next, in research/ranking:"
    names = set(files(team.root))
    assert {"research/ranking/prospectus.toml", "research/ranking/mkdocs.yml"} <= names
    workflow = (team.root / ".github" / "workflows" / "prospectus-research--ranking.yml").read_text("utf-8")
    assert "--config research/ranking/prospectus.toml" in workflow
    hooks = yaml.safe_load((team.root / ".pre-commit-config.yaml").read_text("utf-8"))
    assert hooks["repos"][1]["hooks"] == [
        {"id": "prospectus", "files": "^research/ranking/", "args": ["--config", "research/ranking/prospectus.toml"]}
    ]
    assert run("lint", "--config", "research/ranking/prospectus.toml", cwd=team.root).returncode == 0
    second = run("init", "research/search", "--amend", cwd=team.root)
    assert second.returncode == 0
    hooks = yaml.safe_load((team.root / ".pre-commit-config.yaml").read_text("utf-8"))
    assert len(hooks["repos"]) == 3
    assert run("init", "research/ranking", "--check", cwd=team.root).returncode == 0


# -- pipelines ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("remote", "ci"),
    [
        ("git@gitlab.acme.test:ml/docs.git", ".gitlab/prospectus.yml"),
        ("https://gitlab.com/ml/docs", ".gitlab/prospectus.yml"),
        ("git@github.com:ml/docs.git", ".github/workflows/prospectus.yml"),
        ("https://bitbucket.org/ml/docs", None),
        (None, ".github/workflows/prospectus.yml"),
    ],
)
def test_the_pipelines_host_is_guessed(tmp_path: Path, remote: str | None, ci: str | None):
    repository = GitRepository(tmp_path / "team")
    if remote:
        repository.git("remote", "add", "origin", remote)
    run("init", cwd=repository.root)
    found = [name for name in files(repository.root) if name.startswith((".gitlab/", ".github/"))]
    assert found == ([ci] if ci else [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".github/workflows/docs.yaml", "jobs: {a: {steps: [{run: prospectus lint}]}}\n"),
        (".github/workflows/prospectus.yml", "jobs: {a: {steps: [{uses: acme/prospectus@v1}]}}\n"),
        (".gitlab-ci.yml", "a:\n  script: prospectus lint --fail-on warning\n"),
    ],
)
def test_a_pipeline_that_runs_us_is_enough(tmp_path: Path, name: str, text: str):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, "utf-8")
    done = run("init", "--amend", cwd=tmp_path)
    assert f"{name}: left as it is (runs prospectus already)" in done.stdout
    assert [file for file in files(tmp_path) if file.startswith((".github/", ".gitlab"))] == [name]
    assert (tmp_path / name).read_text("utf-8") == text
    assert run("init", "--check", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    "revision", ["1.0", "1234567890", "0x10", "v1.0", "1e5", "no", "On", "2026-01-01", "deadbeef", "1_0"]
)
def test_a_revision_is_a_text(tmp_path: Path, revision: str):
    run("init", "--source", f"https://a.test/p@{revision}", cwd=tmp_path)
    hooks = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text("utf-8"))
    assert hooks["repos"][0]["rev"] == revision


def test_folders_of_one_repository_do_not_share_a_pipeline(tmp_path: Path):
    repository = GitRepository(tmp_path / "team")
    folders = ("a/b", "a-b", "a--b", "가", "나", "A/b", "🙂", ".")
    for folder in folders:
        assert run("init", folder, "--amend", cwd=repository.root).returncode == 0
    workflows = [*(repository.root / ".github" / "workflows").iterdir()]
    assert len(workflows) == len(folders)
    for folder in folders:
        assert run("init", folder, "--check", cwd=repository.root).returncode == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "include:\n  - local: .gitlab/prospectus.yml\n"),
        ("stages: [build]\n", "stages: [build]\ninclude:\n  - local: .gitlab/prospectus.yml\n"),
        ("include:\n  - a.yml\n", "include:\n  - a.yml\n  - local: .gitlab/prospectus.yml\n"),
        ("x: !reference [.a, script]\n", "x: !reference [.a, script]\ninclude:\n  - local: .gitlab/prospectus.yml\n"),
        ("include: a.yml\n", "include: a.yml\n"),
    ],
)
def test_gitlab_takes_our_jobs_in(tmp_path: Path, before: str | None, after: str):
    if before is not None:
        (tmp_path / ".gitlab-ci.yml").write_text(before, "utf-8")
    assert run("init", "--amend", "--ci", "gitlab", cwd=tmp_path).returncode == 0
    assert (tmp_path / ".gitlab-ci.yml").read_text("utf-8") == after
    jobs = yaml.safe_load((tmp_path / ".gitlab" / "prospectus.yml").read_text("utf-8"))
    assert jobs["prospectus"]["stage"] == ("build" if before and "build" in before else "test")


def test_check_tells_older_from_edited(tmp_path: Path):
    run("init", cwd=tmp_path)
    workflow = tmp_path / ".github" / "workflows" / "prospectus.yml"
    now = workflow.read_text("utf-8")
    body = now.partition("\n")[2]

    workflow.write_text(now.replace("timeout-minutes: 10", "timeout-minutes: 5"), "utf-8")
    edited = run("init", "--check", cwd=tmp_path)
    assert edited.returncode == 0
    assert "prospectus.yml: left alone (edited by hand)" in edited.stdout
    assert "(edited by hand)" in run("init", "--amend", cwd=tmp_path).stdout
    assert "timeout-minutes: 5" in workflow.read_text("utf-8")

    older = stamped(body.replace("timeout-minutes: 10", "timeout-minutes: 20"), "0.0.9")
    workflow.write_text(older.replace("\n", "\r\n"), "utf-8", newline="")
    behind = run("init", "--check", cwd=tmp_path)
    assert behind.returncode == 1
    assert f"prospectus.yml: behind (written by version 0.0.9, this is {__version__})" in behind.stdout
    asked = run("init", cwd=tmp_path)
    assert "paste in place of what it holds, or run again with --amend" in asked.stdout
    run("init", "--amend", cwd=tmp_path)
    assert workflow.read_text("utf-8") == now

    workflow.write_text(older.replace("20", "30"), "utf-8")
    both = run("init", "--check", cwd=tmp_path)
    assert both.returncode == 1
    assert "written by version 0.0.9 and edited by hand" in both.stdout
    run("init", "--amend", cwd=tmp_path)
    assert "timeout-minutes: 30" in workflow.read_text("utf-8")

    workflow.unlink()
    assert "prospectus.yml: missing" in run("init", "--check", cwd=tmp_path).stdout
    hooks = tmp_path / ".pre-commit-config.yaml"
    hooks.write_text(hooks.read_text("utf-8").replace("v0.1.0", "v0.0.9"), "utf-8")
    assert "behind (the hook is of v0.0.9" in run("init", "--check", cwd=tmp_path).stdout


def test_the_example_address_is_replaced_once_it_is_known(tmp_path: Path):
    assert "is an example" in run("init", cwd=tmp_path).stdout
    assert "is an example" in run("init", cwd=tmp_path).stdout
    done = run("init", "--amend", "--source", "git@git.acme.test:ml/prospectus.git@v0.1.0", cwd=tmp_path)
    assert "is an example" not in done.stdout
    texts = b"".join(files(tmp_path).values())
    assert b"git.example.com" not in texts
    assert b'pip install "prospectus @ git+ssh://git@git.acme.test/ml/prospectus.git@v0.1.0"' in texts


# -- agents -------------------------------------------------------------------------------------------------------------


def test_the_block_for_agents_is_kept_up_to_date_and_nothing_else_is_touched(tmp_path: Path):
    agents = tmp_path / "AGENTS.md"
    agents.write_bytes(b"# Rules\r\n\r\nBe kind.\r\n")
    assert run("init", "--agents", cwd=tmp_path).returncode == 0
    text = agents.read_bytes().decode()
    assert text.startswith("# Rules\r\n\r\nBe kind.\r\n\r\n<!-- prospectus:begin -->\r\n")
    assert "`prospectus lint --format concise FILE`" in text
    agents.write_bytes((text.replace("Never make up", "Make up") + "After.\r\n").encode())
    assert "AGENTS.md: behind" in run("init", "--check", cwd=tmp_path).stdout
    run("init", "--agents", cwd=tmp_path)
    assert agents.read_bytes().decode() == text + "After.\r\n"
    agents.write_text("<!-- prospectus:begin -->\nno end\n", "utf-8")
    assert "AGENTS.md: left as it is; paste" in run("init", "--agents", cwd=tmp_path).stdout
    assert agents.read_text("utf-8") == "<!-- prospectus:begin -->\nno end\n"


# -- what goes wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("file",), "file is a file; name a folder"),
        (("--source", "not an address"), "no address of a git repository"),
        (("--source", "https://x.test/a$(id)"), "no address of a git repository"),
        (("--title", "   "), "the title is empty"),
        (("--title", "123"), "no id can be made of the title '123'"),
        (("--documents", "/abs/*.md"), "--documents: '/abs/*.md'"),
        (("--documents", ""), "is empty, or holds characters"),
        (("--documents", "a\nb/*.md"), "holds characters that are no text"),
        (("--documents", "a\x7fb/*.md"), "holds characters that are no text"),
        (("--documents", "\udcff/*.md"), "holds characters that are no text"),
        (("loop",), "Too many levels of symbolic links"),
        (("none", "--check"), "none is not there"),
        (("--ci", "jenkins"), "jenkins"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(tmp_path: Path, arguments: tuple[str, ...], words: str):
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    done = run("init", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert [*files(tmp_path)] == ["file"]


def test_a_folder_that_takes_nothing(tmp_path: Path):
    done = run("init", "/proc/prospectus", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: /proc/prospectus/prospectus.toml: ") or "prospectus.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_links_that_lead_out_are_not_followed(tmp_path: Path):
    repository, outside = tmp_path / "team", tmp_path / "outside"
    repository.mkdir()
    outside.mkdir()
    (repository / ".github").symlink_to(outside)
    done = run("init", cwd=repository)
    assert done.returncode == 2
    assert "leads out" in done.stderr
    assert not [*outside.iterdir()]
    assert [path.name for path in repository.iterdir()] == [".github"]


@pytest.mark.parametrize("name", ["mkdocs.yml", "prospectus.toml", "AGENTS.md", ".gitignore"])
def test_what_is_no_file_where_a_file_should_be(tmp_path: Path, name: str):
    (tmp_path / name).mkdir()
    done = run("init", "--agents", cwd=tmp_path)
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_a_list_that_stands_for_another_is_not_added_to(tmp_path: Path):
    text = "repos: &ours\n- repo: local\n  hooks: []\nothers: *ours\n"
    (tmp_path / ".pre-commit-config.yaml").write_text(text, "utf-8")
    done = run("init", "--amend", cwd=tmp_path)
    assert ".pre-commit-config.yaml: left as it is; paste" in done.stdout
    assert (tmp_path / ".pre-commit-config.yaml").read_text("utf-8") == text


def test_no_pattern_leaves_its_code_span(tmp_path: Path):
    run("init", "--agents", "--documents", "`@team`/**/*.md", "--no-document", cwd=tmp_path)
    assert "are `` `@team`/**/*.md ``:" in (tmp_path / "AGENTS.md").read_text("utf-8")


# -- at a terminal ------------------------------------------------------------------------------------------------------


def at_terminal(folder: Path, answers: str, *arguments: str) -> tuple[int, str]:
    """Run `init` at a terminal of its own; gives the exit code and what is seen there."""
    leader, follower = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PROSPECTUS"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "prospectus", "init", *arguments],
        cwd=folder,
        env={**environment, "LANG": "C.UTF-8"},
        stdin=follower,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    os.write(leader, answers.encode())
    seen = b""
    while select.select([leader], [], [], 60)[0]:
        try:
            seen += os.read(leader, 65536)
        except OSError:  # the other side has gone
            break
    os.close(leader)
    return process.wait(60), seen.decode().replace("\r\n", "\n")


def test_it_asks_at_a_terminal(team: GitRepository):
    code, seen = at_terminal(team.root, "ml/*.md\n\nn\nmaybe\nnone\n\nChurn\ny\n\n")
    assert code == 0, seen
    assert "Which files are design documents [handbook/projects/**/*.md]: " in seen
    assert "one of: github, gitlab, none" in seen
    assert "mkdocs.yml is there already. Change it as follows?\n      - prospectus\nChange mkdocs.yml? [y/N] " in seen
    assert "  - prospectus\n" in (team.root / "mkdocs.yml").read_text("utf-8")
    assert (team.root / ".gitignore").read_text("utf-8") == "*.pyc\n"
    assert (team.root / ".pre-commit-config.yaml").read_text("utf-8") == HOOKS
    assert (team.root / "ml" / "churn.md").is_file()
    assert not (team.root / ".github" / "workflows" / "prospectus.yml").exists()


def test_whoever_leaves_has_written_nothing(team: GitRepository):
    before = files(team.root)
    code, seen = at_terminal(team.root, "\n\n\n\n\nChurn\n\x04")
    assert code == 2, seen
    assert "stopped; nothing was written" in seen
    assert files(team.root) == before


def test_it_asks_nothing_where_that_was_said(team: GitRepository):
    code, seen = at_terminal(team.root, "", "--yes")
    assert code == 0, seen
    assert "?" not in seen.partition("Next")[0].replace("--amend", "")
