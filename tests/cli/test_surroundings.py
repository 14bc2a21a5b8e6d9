"""Who runs the command: a coding agent is given what it reads best, a CI server and a person what they were always given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from prospectus.cli.lint.surroundings import AGENTS, agent_variable
from prospectus.contract.contract import read_schema
from prospectus.output import FORMATS
from support import told_portfolio
from support.command import run
from support.told_portfolio import TODAY, document

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return told_portfolio.write(tmp_path, {"docs/a.md": document("colour: red\n")})


@pytest.mark.parametrize("name", [*AGENTS])
def test_what_agents_set_is_known(name: str):
    assert agent_variable({name: "1"}) == name
    assert agent_variable({name: "0"}) is None
    assert agent_variable({name: ""}) is None


@pytest.mark.parametrize(
    "variables",
    [
        {"CI": "true", "GITHUB_ACTIONS": "true", "GITLAB_CI": "true", "BUILDKITE_AGENT_ID": "x", "AGENT_NAME": "y"},
        {"AGENT": "build-7", "JENKINS_HOME": "/j"},
        {"CURSOR_TRACE_ID": "x", "REPL_ID": "y", "CODEX_HOME": "z", "TERM_PROGRAM": "WarpTerminal"},
    ],
)
def test_a_ci_server_or_an_editor_is_no_agent(variables: dict[str, str]):
    assert agent_variable(variables) is None


@pytest.mark.parametrize("value", ["1", "goose", "amp", "Claude-Code@2"])
def test_the_general_variable_counts_where_it_names_one(value: str):
    assert agent_variable({"AGENT": value}) == "AGENT"


def test_an_agent_is_given_concise_and_told_once_why(folder: Path):
    for lang, words in (("en", "CLAUDECODE is set"), ("ko", "CLAUDECODE이(가) 설정되어")):
        done = run("lint", *TODAY, "--lang", lang, cwd=folder, variables={"CLAUDECODE": "1"})
        assert done.stdout.startswith("docs/a.md:10:1: STR02 ")
        assert done.stdout.count("\n") == 1
        assert done.stderr.count("CLAUDECODE") == 1 or words in done.stderr


@pytest.mark.parametrize("variables", [{}, {"CI": "true", "GITHUB_ACTIONS": "true"}])
def test_all_others_are_given_text(folder: Path, variables: dict[str, str]):
    done = run("lint", *TODAY, cwd=folder, variables=variables)
    assert "warning[STR02]" in done.stdout
    assert "concise" not in done.stderr


@pytest.mark.parametrize("how", ["option", "configuration"])
def test_what_is_asked_for_comes_first(folder: Path, how: str):
    if how == "configuration":
        file = folder / "prospectus.toml"
        file.write_text('format = "text"\n' + file.read_text("utf-8"), "utf-8")
    arguments = ("--format", "text") if how == "option" else ()
    done = run("lint", *TODAY, *arguments, cwd=folder, variables={"GEMINI_CLI": "1"})
    assert "warning[STR02]" in done.stdout
    assert "GEMINI_CLI" not in done.stderr


def test_the_configuration_knows_every_format():
    assert read_schema("config.schema.json")["properties"]["format"]["enum"] == [*FORMATS]
