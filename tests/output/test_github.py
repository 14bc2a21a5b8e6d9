"""Commands for GitHub Actions, read as its runner reads them (``ActionCommand.TryParseV2``), and the summary of a step."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospectus.output.github import render
from support import told_portfolio
from support.command import run
from support.samples import lint_texts
from support.told_portfolio import HOSTILE_NAME, TODAY, document, told

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {"error", "warning", "notice"}
MIB = 1 << 20


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def unescaped(text: str, signs: str) -> str:
    for sign in signs:
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def parsed(line: str) -> Command | None:
    """What the runner makes of a line: None when it is no command."""
    line = line.lstrip()
    if not line.startswith("::") or (end := line.find("::", 2)) < 0:
        return None
    name, _, told_properties = line[2:end].partition(" ")
    properties = {}
    for pair in filter(None, told_properties.strip().split(",")):
        key, is_pair, value = pair.partition("=")
        if is_pair and value:
            properties[key] = unescaped(value, "\r\n:,%")
    return Command(name, properties, unescaped(line[end + 2 :], "\r\n%"))


def commands(text: str) -> list[Command]:
    found = [parsed(line) for line in text.split("\n")[:-1]]
    assert all(command is not None and command.name in COMMANDS for command in found), text
    return [command for command in found if command is not None]


def test_each_finding_is_an_annotation_at_its_place(tmp_path: Path):
    folder = told_portfolio.write(tmp_path)
    found = commands(told(folder, "github"))
    wanted = json.loads(told(folder, "json"))["diagnostics"]
    assert len(found) == len(wanted)
    assert sorted(
        (
            command.properties["file"],
            command.properties["line"],
            command.properties["title"],
            command.data.split("\n")[0],
        )
        for command in found
    ) == sorted(
        (entry["path"], str(entry["start"]["line"]), f"{entry['code']} {entry['name']}", entry["message"])
        for entry in wanted
    )
    assert HOSTILE_NAME in {command.properties["file"] for command in found}
    assert [command.name for command in found] == sorted(command.name for command in found)


@given(st.text(min_size=1, max_size=30))
def test_whatever_a_document_says_it_is_no_command(text: str):
    report = lint_texts({"a.md": document(f"{json.dumps(text)}: 1\n")})
    said = render(report, "en")
    assert said.count("\n") == len(said.splitlines()) == len(commands(said)) == len(report.diagnostics)


def test_ten_of_a_kind_are_shown_errors_first_and_the_others_counted(tmp_path: Path):
    found = commands(told(told_portfolio.crowded(tmp_path), "github"))
    assert [command.name for command in found] == ["error", *["warning"] * 10, "notice"]
    assert found[-1].data.startswith("… and 5991 more: 0 errors, 5991 warnings, 0 info")


def test_notices_make_room_for_the_count(tmp_path: Path):
    folder = told_portfolio.write(
        tmp_path, {"docs/a.md": document("".join(f"zzqx{n}: 1\n" for n in range(12)))}, '[severity]\nSTR02 = "info"\n'
    )
    found = commands(told(folder, "github", code=0))
    assert [command.name for command in found] == ["notice"] * 10
    assert found[-1].data.startswith("… and 3 more")


def test_the_summary_of_the_step_has_it_all(tmp_path: Path):
    folder = told_portfolio.write(tmp_path)
    file = tmp_path / "summary.md"
    file.write_text("before\n", "utf-8")
    where = {"GITHUB_STEP_SUMMARY": str(file)}
    for arguments in (["--no-cache"], [], []):
        file.write_text("before\n", "utf-8")
        told(folder, "github", *arguments, variables=where)
        assert file.read_text("utf-8") == f"before\n\n{told(folder, 'markdown')}\n"
    file.write_text("before\n", "utf-8")
    told(folder, "text", variables=where)
    assert file.read_text("utf-8") == "before\n"


def test_the_summary_of_the_step_keeps_to_its_limit(tmp_path: Path):
    folder = told_portfolio.crowded(tmp_path, 12_000)
    file = tmp_path / "summary.md"
    where = {"GITHUB_STEP_SUMMARY": str(file)}
    told(folder, "github", variables=where)
    assert MIB - 2_000 < file.stat().st_size <= MIB
    assert "more, for which there is no room here" in file.read_text("utf-8")[-200:]
    size = MIB - 5_000
    file.write_text("x" * size, "utf-8")
    told(folder, "github", variables=where)
    assert size < file.stat().st_size <= MIB
    file.write_text("x" * MIB, "utf-8")
    told(folder, "github", variables=where)
    assert file.stat().st_size == MIB


def test_a_summary_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path):
    folder = told_portfolio.write(tmp_path)
    done = run("lint", *TODAY, "--format", "github", cwd=folder, variables={"GITHUB_STEP_SUMMARY": str(tmp_path)})
    assert done.returncode == 1
    assert "the summary of the step could not be written" in done.stderr
    assert commands(done.stdout)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_summary_that_nobody_reads_is_not_waited_for(tmp_path: Path):
    folder = told_portfolio.write(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    where = {"GITHUB_STEP_SUMMARY": str(tmp_path / "pipe")}
    done = run("lint", *TODAY, "--format", "github", cwd=folder, variables=where)
    assert done.returncode == 1
    assert "the summary of the step could not be written" in done.stderr


def test_a_summary_that_is_full_is_told(tmp_path: Path):
    folder = told_portfolio.write(tmp_path)
    (tmp_path / "full.md").write_text("x" * MIB, "utf-8")
    where = {"GITHUB_STEP_SUMMARY": str(tmp_path / "full.md")}
    assert "is full" in run("lint", *TODAY, "--format", "github", cwd=folder, variables=where).stderr
