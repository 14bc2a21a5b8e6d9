"""A baseline as a team uses it: two hundred documents that are older than the tool, a gate that is quiet, one new defect."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.command import run
from support.git_repository import GitRepository
from support.samples import PROJECTS, ROOT
from support.site_build import build

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--today", "2026-11-23")
FILE = ".prospectus-baseline.json"
LEGACY = """---
schema: prospectus/1
id: legacy-{0}
title: Legacy {0}
lang: en
stage: problem
status: draft
owner: TBD
created: 2026-02-01
updated: 2026-10-{1:02}
next_review: 2026-11-{1:02}
---

# Legacy {0}

## Current situation

Stock of product {0} runs out on every third Friday, and nobody sees it before the shop calls.
"""


def legacy(number: int) -> str:
    return LEGACY.format(number, number % 20 + 1)


@pytest.fixture
def team(tmp_path: Path) -> GitRepository:
    """A repository with a few documents that have findings."""
    return repository(tmp_path / "team", 4)


def repository(folder: Path, count: int) -> GitRepository:
    team = GitRepository(folder)
    for number in range(count):
        team.write(f"docs/projects/legacy-{number}.md", legacy(number))
    team.git("add", "-A")
    team.git("commit", "-qm", "documents")
    return team


def lint(team: GitRepository, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("lint", *TODAY, *arguments, cwd=team.root)


def edited(team: GitRepository, number: int, old: str, new: str) -> str:
    name = f"docs/projects/legacy-{number}.md"
    text = (team.root / name).read_text("utf-8")
    assert old in text
    team.write(name, text.replace(old, new))
    return name


def headers(text: str) -> list[str]:
    return [line for line in text.splitlines() if re.match(r"\S+:\d+:\d+: ", line)]


def test_of_two_hundred_documents_only_the_new_defect_is_shown(tmp_path: Path):
    team = repository(tmp_path / "team", 200)
    assert lint(team).returncode == 1
    written = lint(team, "--write-baseline")
    assert (written.returncode, written.stdout) == (0, ""), written.stderr
    count = len(json.loads((team.root / FILE).read_text("utf-8"))["findings"])
    assert count >= 400
    assert f"{FILE}: {count} findings recorded" in written.stderr
    assert f"200 documents checked (0 skipped, 0 suppressed, {count} baselined, " in written.stderr
    team.write("prospectus.toml", f'baseline = "{FILE}"\n')
    for _ in range(2):  # checked, and then recalled
        quiet = lint(team)
        assert (quiet.returncode, quiet.stdout) == (0, "")
        assert f"{count} baselined" in quiet.stderr
    name = edited(team, 77, "status: draft", "status: darft")
    for files in ((), (name,), ("--force-exclude", name, "docs/projects/legacy-3.md")):
        done = lint(team, *files)
        assert done.returncode == 1
        (shown,) = headers(done.stdout)
        assert shown.startswith(f"{name}:7:1: error[STR03]")
        assert "baselined" in done.stderr
        assert "nothing back" not in done.stderr


@pytest.mark.parametrize("names_it", ["config", "argument"])
def test_the_hook_shows_the_new_defect_alone(tmp_path: Path, team: GitRepository, names_it: str):
    assert lint(team, "--write-baseline").returncode == 0
    hook = {"id": "prospectus", "args": ["--baseline", FILE]} if names_it == "argument" else {"id": "prospectus"}
    if names_it == "config":
        team.write("prospectus.toml", f'baseline = "{FILE}"\n')
    team.git("add", "-A")
    team.git("commit", "-qm", "baseline")
    config = {"repos": [{"repo": str(ROOT), "rev": "HEAD", "hooks": [hook]}]}
    name = edited(team, 2, "status: draft", "status: darft")
    if names_it == "argument":  # what pre-commit calls, with its arguments and files
        done = lint(team, "--force-exclude", *config["repos"][0]["hooks"][0]["args"], name, "docs/projects/legacy-1.md")
    else:
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "prospectus", "--verbose", "--all-files"],
            cwd=team.root,
            env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache"), "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1, done.stdout + done.stderr
    (shown,) = headers(done.stdout)
    assert shown.startswith(f"{name}:7:")
    assert "error[STR03]" in shown


def test_written_twice_is_the_same_and_no_draft_stays(team: GitRepository):
    lint(team, "--write-baseline")
    first = (team.root / FILE).read_bytes()
    assert lint(team, "--write-baseline").returncode == 0
    assert run("lint", *TODAY, "--write-baseline", "--lang", "ko", cwd=team.root).returncode == 0
    assert (team.root / FILE).read_bytes() == first
    assert b"\\u" not in first
    assert str(team.root).encode() not in first
    assert not [path for path in team.root.iterdir() if path.name.endswith(".draft")]


def test_a_baseline_is_found_from_below_and_written_beside_the_configuration(team: GitRepository):
    team.write("prospectus.toml", 'baseline = "gate/known.json"\n')
    below = team.root / "docs" / "projects"
    assert run("lint", *TODAY, "--write-baseline", cwd=below).returncode == 0
    entries = json.loads((team.root / "gate" / "known.json").read_text("utf-8"))["findings"]
    assert {entry["path"] for entry in entries} == {f"docs/projects/legacy-{number}.md" for number in range(4)}
    assert run("lint", *TODAY, cwd=below).returncode == 0
    assert lint(team).returncode == 0


def test_what_holds_nothing_back_is_told_pruned_and_never_fails(team: GitRepository):
    lint(team, "--write-baseline")
    before = (team.root / FILE).read_bytes()
    edited(team, 1, "owner: TBD", "owner: Ann Lee <ann@example.com>")
    (team.root / "docs" / "projects" / "legacy-3.md").unlink()
    for _ in range(2):
        done = lint(team, "--baseline", FILE)
        assert (done.returncode, done.stdout) == (0, "")
        assert re.search(r"\d+ entries hold nothing back any more; `prospectus lint --prune-baseline", done.stderr)
        assert "docs/projects/legacy-1.md: STR12 owner" in done.stderr
    partial = lint(team, "--baseline", FILE, "docs/projects/legacy-0.md")
    assert "nothing back" not in partial.stderr
    assert (team.root / FILE).read_bytes() == before
    edited(team, 2, "status: draft", "status: darft")
    pruned = lint(team, "--baseline", FILE, "--prune-baseline")
    assert pruned.returncode == 1, "the new one is not added"
    assert len(headers(pruned.stdout)) == 1
    after = (team.root / FILE).read_bytes()
    assert {*after.splitlines()} <= {line.rstrip(b",") for line in before.splitlines()} | {*before.splitlines()}
    assert b"legacy-3" not in after
    assert b'"STR12", "id": "legacy-1"' not in after
    assert "nothing back" not in lint(team, "--baseline", FILE).stderr


def test_the_output_follows_the_baseline_and_not_the_cache(team: GitRepository):
    lint(team, "--write-baseline")
    assert lint(team, "--baseline", FILE).returncode == 0
    text = (team.root / FILE).read_text("utf-8").splitlines()
    gone = next(index for index, line in enumerate(text) if '"STR12"' in line)
    (team.root / FILE).write_text("\n".join(text[:gone] + text[gone + 1 :]) + "\n", "utf-8")
    done = lint(team, "--baseline", FILE)
    assert done.returncode == 1
    assert len(headers(done.stdout)) == 1
    assert lint(team).returncode == 1


def test_json_counts_them_apart_from_the_suppressed(team: GitRepository):
    lint(team, "--write-baseline")
    data = json.loads(lint(team, "--baseline", FILE, "--format", "json").stdout)
    assert data["diagnostics"] == []
    assert data["summary"]["suppressed"] == 0
    assert data["summary"]["baselined"] == len(json.loads((team.root / FILE).read_text("utf-8"))["findings"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("--baseline", "none.json"),
            "none.json: there is no such baseline; `prospectus lint --write-baseline --baseline none.json`",
        ),
        (("--prune-baseline",), "`prospectus lint --write-baseline` records the present findings there"),
        (
            ("--baseline", "notes.json", "--write-baseline"),
            "notes.json: is no baseline of Prospectus, and is left as it is",
        ),
        (("--baseline", "notes.json"), "notes.json: is no baseline of Prospectus"),
        (("--baseline", "docs/projects/legacy-0.md", "--write-baseline"), "is no baseline of Prospectus"),
        (("--baseline", "docs", "--write-baseline"), "docs: the baseline cannot be read"),
        (("--write-baseline", "--prune-baseline"), "--write-baseline and --prune-baseline: give one"),
        (("--baseline", "broken.json"), "broken.json:3: has the markers of a merge conflict"),
    ],
)
def test_what_cannot_be_used_ends_with_two_and_says_what_to_do(
    team: GitRepository, arguments: tuple[str, ...], says: str
):
    team.write("notes.json", '{"mine": true}\n')
    team.write("broken.json", '{\n"prospectus-baseline": 1,\n<<<<<<< HEAD\n"findings": []\n}\n')
    document = (team.root / "docs" / "projects" / "legacy-0.md").read_bytes()
    done = lint(team, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert (team.root / "notes.json").read_text("utf-8") == '{"mine": true}\n'
    assert (team.root / "docs" / "projects" / "legacy-0.md").read_bytes() == document
    korean = lint(team, *arguments, "--lang", "ko")
    assert korean.returncode == 2
    assert re.search("[가-힣]", korean.stderr)


def test_findings_are_not_written_over_the_baseline(team: GitRepository):
    lint(team, "--write-baseline")
    before = (team.root / FILE).read_bytes()
    done = lint(team, "--baseline", FILE, "--format", "json", "--output", FILE)
    assert done.returncode == 2
    assert (team.root / FILE).read_bytes() == before


def test_a_link_in_its_place_is_not_written_through(team: GitRepository):
    team.write("notes.txt", "mine\n")
    (team.root / FILE).symlink_to("notes.txt")
    assert lint(team, "--write-baseline").returncode == 2
    (team.root / FILE).unlink()
    (team.root / FILE).symlink_to("nowhere.json")
    assert lint(team, "--write-baseline").returncode == 2
    assert not (team.root / "nowhere.json").exists()


def test_next_and_export_and_pages_tell_what_the_gate_lets_pass(team: GitRepository):
    lint(team, "--write-baseline")
    name = "docs/projects/legacy-0.md"
    before = run("next", name, *TODAY, cwd=team.root).stdout, run("export", *TODAY, cwd=team.root).stdout
    assert '"error": 0' not in before[1]
    team.write("prospectus.toml", f'baseline = "{FILE}"\n')
    assert (run("next", name, *TODAY, cwd=team.root).stdout, run("export", *TODAY, cwd=team.root).stdout) == before


def test_the_sites_gate_lets_pass_what_is_in_the_baseline(tmp_path: Path):
    """Both doors of the site: MkDocs' strict build, and `prospectus site`; the page shows the finding all the same."""
    team = GitRepository(tmp_path / "team")
    text = (PROJECTS / "taxi-demand.md").read_text("utf-8").replace("target: 5.4", "target: 7.4")
    team.write("docs/projects/taxi-demand.md", text)
    team.write("mkdocs.yml", "site_name: Team\ntheme: {name: material, font: false}\nplugins: [search, prospectus]\n")
    assert build(team.root, team.root / "site", "--strict").returncode == 1
    assert run("site", "out", *TODAY, cwd=team.root).returncode == 1
    lint(team, "--write-baseline")
    team.write("prospectus.toml", f'baseline = "{FILE}"\n')
    done = build(team.root, team.root / "site", "--strict")
    assert done.returncode == 0, done.stderr
    assert run("site", "out", *TODAY, cwd=team.root).returncode == 0
    page = (team.root / "out" / "taxi-demand.md").read_text("utf-8")
    assert "7.4" in page
    assert "MET04" in page


def test_a_change_of_the_baseline_may_show_in_any_document(team: GitRepository):
    team.write("prospectus.toml", f'baseline = "{FILE}"\n')
    lint(team, "--write-baseline")
    team.git("add", "-A")
    team.git("commit", "-qm", "baseline")
    edited(team, 1, "owner: TBD", "owner: Ann Lee <ann@example.com>")
    quiet = lint(team, "--changed", "HEAD")
    assert (quiet.returncode, quiet.stdout) == (0, "")
    text = (team.root / FILE).read_text("utf-8").splitlines()
    gone = next(index for index, line in enumerate(text) if '"STR12", "id": "legacy-0"' in line)
    (team.root / FILE).write_text("\n".join(text[:gone] + text[gone + 1 :]) + "\n", "utf-8")
    done = lint(team, "--changed", "HEAD")
    assert done.returncode == 1
    (shown,) = headers(done.stdout)
    assert shown.startswith("docs/projects/legacy-0.md:8:1: error[STR12]")


def test_a_baseline_under_the_usual_name_is_used_by_itself(team: GitRepository):
    found = lint(team).stdout
    assert found
    assert lint(team, "--write-baseline").returncode == 0
    done = lint(team)
    assert (done.returncode, done.stdout) == (0, "")
    assert " baselined" in done.stderr
    assert lint(team, "--no-baseline").stdout == lint(team, "--no-baseline", "--no-cache").stdout == found
    assert run("lint", *TODAY, cwd=team.root / "docs" / "projects").stdout == ""
    team.write("prospectus.toml", 'lang = "en"\n')
    assert lint(team).stdout == ""
    (team.root / FILE).unlink()
    assert lint(team).stdout == found


def test_no_baseline_stands_beside_no_order_about_one(team: GitRepository):
    for other in ("--write-baseline", "--prune-baseline", "--baseline=b.json"):
        done = lint(team, "--no-baseline", other)
        assert (done.returncode, done.stderr.startswith("error: --no-baseline cannot stand beside")) == (2, True)


def test_a_baseline_that_is_gone_shows_in_every_document(team: GitRepository):
    lint(team, "--write-baseline")
    team.git("add", "-A")
    team.git("commit", "-qm", "baseline")
    assert lint(team, "--changed", "HEAD").stdout == ""
    (team.root / FILE).unlink()
    assert lint(team, "--changed", "HEAD").stdout.count("error[PRB01]") == 4
