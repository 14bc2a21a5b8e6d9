"""What is printed in a job is listened to by the CI server; nothing that a document says is a command to it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from prospectus.output import FORMATS, JSON_FORMATS
from support import told_portfolio
from support.command import run
from support.told_portfolio import TODAY, document

if TYPE_CHECKING:
    from pathlib import Path

ATTACK = '"##[stop-commands]x\\n::error::y ##vso[task.setvariable] ##teamcity[z]": 1\n'
NAMES = ("::error file=a::b.md", "##[add-mask]c.md")
GITHUB = {"GITHUB_ACTIONS": "true"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    told_portfolio.write(folder, {})
    (folder / "prospectus.toml").write_text('documents = ["*.md", "no/##[debug]*.md"]\n', "utf-8")
    for number, name in enumerate(NAMES):
        (folder / name).write_text(document(ATTACK, ident=f"a{number}"), "utf-8")
    return folder


def is_command(line: str) -> bool:
    """Whether a runner takes a line for a command: of its own kind at the beginning, of the older kind anywhere."""
    return line.lstrip().startswith("::") or re.search(r"##\w*\[", line) is not None


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("server", [GITHUB, {"TF_BUILD": "True"}, {"TEAMCITY_VERSION": "2026.1"}])
def test_no_line_is_a_command_but_ours(hostile: Path, format_: str, server: dict[str, str]):
    done = run("lint", *TODAY, "--format", format_, cwd=hostile, variables=server)
    assert done.returncode == 1
    assert not [line for line in done.stderr.split("\n") if is_command(line)]
    if format_ == "github":
        assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in done.stdout.splitlines())
    else:
        assert not [line for line in done.stdout.split("\n") if is_command(line)]


@pytest.mark.parametrize("format_", [*JSON_FORMATS, "junit"])
def test_a_program_reads_the_same(hostile: Path, format_: str):
    here, there = (
        run("lint", *TODAY, "--format", format_, cwd=hostile, variables=server).stdout for server in ({}, GITHUB)
    )
    if format_ == "junit":
        assert ET.canonicalize(here) == ET.canonicalize(there)
    elif format_ == "gitlab":
        assert json.loads(here) == json.loads(there)
    else:
        assert here != there
        assert "##[stop-commands]" in json.dumps(json.loads(there))


def test_a_file_and_a_patch_are_left_as_they_are(hostile: Path, tmp_path: Path):
    for number, server in enumerate(({}, GITHUB)):
        run("lint", *TODAY, "--format", "text", "--output", str(tmp_path / str(number)), cwd=hostile, variables=server)
    assert (tmp_path / "0").read_text("utf-8") == (tmp_path / "1").read_text("utf-8")
    (tmp_path / "a.md").write_text(document("ownr: '##[debug]'\n").replace("owner: Dana Kim\n", ""), "utf-8")
    (tmp_path / "prospectus.toml").write_text('documents = ["*.md"]\n', "utf-8")
    patches = [run("lint", *TODAY, "--diff", cwd=tmp_path, variables=server).stdout for server in ({}, GITHUB)]
    assert patches[0] == patches[1]
    assert "##[debug]" in patches[0]
