"""How the formats show what to write, and the command that explains a finding as the run speaks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
from prospectus.contract.contract import read_schema
from support.command import run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
---
schema: prospectus/1
id: churn
title: Churn
stage: problem
status: draft
owner: Dana Kim
created: 2026-03-02
updated: 2026-03-02
business:
    value_estimate:
        amount: 12
        currency: EUR
problem:
    statement: Of 100 subscribers, 5 leave each month and do not say why.
---
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "projects").mkdir(parents=True)
    (tmp_path / "docs" / "projects" / "churn.md").write_text(TEXT, "utf-8")
    (tmp_path / "other.toml").write_text("", "utf-8")
    return tmp_path


def test_text(folder: Path):
    assert run("lint", "--select", "STR03", cwd=folder).stdout == (
        "docs/projects/churn.md:11:5: error[STR03] schema-violation\n"
        "   11 |     value_estimate:\n"
        "      |     ^^^^^^^^^^^^^^ `business.value_estimate.period` is missing (Period: once, month, quarter, year)\n"
        "   = hint: `prospectus next docs/projects/churn.md --stage problem` lists everything that a stage asks for\n"
        "   = write:\n"
        "      +         period: year  # once | month | quarter | year\n"
        "   = fix: Insert a prompt for `business.value_estimate.period` (to be filled in, --fix)\n"
        "   = help: prospectus explain STR03\n"
    )


@pytest.mark.parametrize("times", [1, 2])
def test_json(folder: Path, times: int):
    for _ in range(times):  # the second time from the cache
        done = run("lint", "--format", "json", cwd=folder)
    found = json.loads(done.stdout)
    jsonschema.validate(found, read_schema("diagnostics.schema.json"))
    entry = next(entry for entry in found["diagnostics"] if entry["code"] == "STR03")
    assert (
        entry["hint"]
        == "`prospectus next docs/projects/churn.md --stage problem` lists everything that a stage asks for"
    )
    assert entry["snippet"] == "        period: year  # once | month | quarter | year"
    section = next(entry for entry in found["diagnostics"] if entry["code"] == "STR05")
    assert section["snippet"] == "## Situation"


@pytest.mark.parametrize(
    ("options", "lang", "shown"),
    [
        ((), "en", ""),
        (("--lang", "en"), "en", ""),
        (("--lang", "ko"), "en", " --lang ko"),
        (("--lang", "ko"), "ko", ""),
        (("--lang", "en"), "ko", " --lang en"),
        (("--config", "other.toml"), "en", " --config other.toml"),
        (("--lang=ko", "--config=other.toml"), "en", " --lang ko --config other.toml"),
    ],
)
def test_the_help_line_speaks_as_the_run_does(folder: Path, options: tuple[str, ...], lang: str, shown: str):
    locale = {"en": "C.UTF-8", "ko": "ko_KR.UTF-8"}[lang]
    done = run("lint", "--select", "STR03", *options, cwd=folder, lang=locale)
    last = done.stdout.splitlines()[-1]
    assert last.endswith(f": prospectus explain STR03{shown}")
    again = run(*last.partition(": prospectus ")[2].split(), cwd=folder, lang=locale)
    assert again.returncode == 0
    assert ("심각도" in again.stdout) == ("도움말" in last)


def test_a_configuration_that_sets_the_language_needs_no_option(folder: Path):
    (folder / "prospectus.toml").write_text('lang = "ko"\n', "utf-8")
    assert run("lint", "--select", "STR03", cwd=folder).stdout.endswith("   = 도움말: prospectus explain STR03\n")
    assert "심각도" in run("explain", "STR03", cwd=folder).stdout
    assert run("lint", "--select", "STR03", "--lang", "en", cwd=folder).stdout.endswith("explain STR03 --lang en\n")


@pytest.mark.parametrize("verb", ["lint", "next", "rules", "explain", "schema", "export", "demo", "new"])
def test_every_verb_takes_a_language(folder: Path, verb: str):
    assert "--lang" in run(verb, "--help", cwd=folder).stdout
    assert "사용법" in run(verb, "--help", "--lang", "ko", cwd=folder).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["lint", "--formt", "x"],
        ["lint", "--format"],
        ["lint", "--format", "xml"],
        ["lint", "--jobs", "0"],
        ["lint", "--no-cache=1"],
        ["next"],
        ["new"],
        ["explain", "a", "b"],
        ["nix"],
        [],
        ["--nope"],
    ],
)
def test_wrong_usage_is_told_in_korean_alone(folder: Path, arguments: list[str]):
    said = run("--lang", "ko", *arguments, cwd=folder).stderr
    assert any("가" <= char <= "힣" for char in said)
    for phrase in ("No such", "Missing", "Invalid", "requires", "does not", "Got unexpected", "Did you mean"):
        assert phrase not in said
