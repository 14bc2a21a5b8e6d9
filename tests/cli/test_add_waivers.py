"""``prospectus lint --add-waivers``: what it writes, what it lists, and when it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.command import run
from support.samples import PROJECTS

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

GRANT = ("--add-waivers", "the board decides in May", "--expires", "2027-05-31")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    projects = tmp_path / "docs" / "projects"
    projects.mkdir(parents=True)
    text = (PROJECTS / "taxi-demand.md").read_text("utf-8")
    (projects / "taxi.md").write_text(text.replace("target: 5.4", "target: 7.4"), "utf-8")
    other = (PROJECTS / "bike-rebalancing.md").read_text("utf-8")
    (projects / "bike.md").write_text(re.sub("(?m)^owner: .*", "owner: TBD", other), "utf-8")
    return tmp_path


def lint(team: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("lint", "--today", "2026-11-23", *arguments, cwd=team)


def texts(team: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (team / "docs" / "projects").iterdir()}


def test_waivers_are_written_and_what_remains_is_shown(team: Path):
    (team / "docs" / "projects" / "broken.md").write_text("---\nid: [\n---\n", "utf-8")
    done = lint(team, *GRANT)
    assert done.returncode == 1
    assert "added 2 waivers for 2 findings in 2 documents, until 2027-05-31" in done.stderr
    assert re.search(r"docs/projects/broken\.md:\d+: STR01 cannot be waived", done.stderr)
    assert "2 suppressed" in done.stderr
    assert "broken.md" in done.stdout
    assert "MET04" not in done.stdout
    before = texts(team)
    again = lint(team, *GRANT)
    assert "added" not in again.stderr
    assert texts(team) == before


def test_only_what_is_selected_and_given_and_weighs_enough(team: Path):
    lint(team, *GRANT, "--select", "MET")
    assert b"waivers:" not in texts(team)["bike.md"]
    assert b"rule: MET04" in texts(team)["taxi.md"]
    lint(team, *GRANT, "docs/projects/taxi.md", "--fail-on", "info")
    assert b"waivers:" not in texts(team)["bike.md"]
    assert lint(team, *GRANT, "--fail-on", "info").returncode == 0


def test_what_a_baseline_holds_needs_no_waiver(team: Path):
    lint(team, "--write-baseline")
    before = texts(team)
    done = lint(team, "--baseline", ".prospectus-baseline.json", *GRANT)
    assert done.returncode == 0
    assert "nothing to waive" in done.stderr
    assert texts(team) == before


def test_a_document_that_cannot_be_edited_or_written_is_listed(team: Path):
    file = team / "docs" / "projects" / "taxi.md"
    file.write_text(file.read_text("utf-8").replace("\nteam:\n", "\nwaivers: none\nteam:\n", 1), "utf-8")
    done = lint(team, *GRANT)
    assert done.returncode == 1
    assert "docs/projects/taxi.md: its front matter cannot be edited; write the waivers by hand" in done.stderr


def test_a_document_that_cannot_be_written_is_told_and_ends_with_two(team: Path):
    (team / "docs" / "projects" / "taxi.md").chmod(0o444)
    before = texts(team)
    done = lint(team, *GRANT)
    assert done.returncode == 2
    assert "docs/projects/taxi.md: Permission denied" in done.stderr
    assert "added 1 waiver for 1 finding in 1 document" in done.stderr
    assert "MET04" in done.stdout
    assert texts(team)["taxi.md"] == before["taxi.md"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--add-waivers", "TBD", "--expires", "2027-05-31"), "'TBD' gives no reason"),
        (("--add-waivers", " ", "--expires", "2027-05-31"), "gives no reason"),
        (("--add-waivers", "", "--expires", "2027-05-31"), "gives no reason"),
        (("--add-waivers", "the board decides in May"), "needs --expires"),
        ((*GRANT[:3], "2026-11-23"), "is not in the future"),
        ((*GRANT[:3], "31.05.2027"), "is not a date"),
        (GRANT[2:], "goes with --add-waivers"),
        ((*GRANT, "--write-baseline"), "--add-waivers and --write-baseline: give one"),
        ((*GRANT, "--fix"), "--add-waivers and --fix: give one"),
        ((*GRANT, "--diff"), "--add-waivers and --diff: give one"),
    ],
)
def test_a_call_without_reason_or_end_is_refused(team: Path, arguments: tuple[str, ...], says: str):
    before = texts(team)
    done = lint(team, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert re.search("[가-힣]", lint(team, *arguments, "--lang", "ko").stderr)
    assert texts(team) == before
    assert not (team / ".prospectus-baseline.json").exists()
