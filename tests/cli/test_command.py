"""The command line, as its users meet it."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import jsonschema
import pytest
from prospectus.cli.verbs import VERBS
from prospectus.contract.contract import read_schema
from support.command import run
from support.samples import PROJECTS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--today", "2026-11-23")


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """Two examples in a folder of their own."""
    (tmp_path / "prospectus.toml").write_text('documents = ["docs/**/*.md"]\n', "utf-8")
    (tmp_path / "docs").mkdir()
    for name in ("taxi-demand", "bike-rebalancing"):
        (tmp_path / "docs" / f"{name}.md").write_text((PROJECTS / f"{name}.md").read_text("utf-8"), "utf-8")
    return tmp_path


def plant(portfolio: Path, name: str, find: str, replace: str) -> Path:
    path = portfolio / "docs" / f"{name}.md"
    text = path.read_text("utf-8")
    assert text.count(find) == 1
    path.write_text(text.replace(find, replace), "utf-8")
    return path


# -- lint -----------------------------------------------------------------------------------------------------------


def test_the_example_portfolio_is_clean():
    done = run("lint", *TODAY, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "")
    assert re.match(r"\d+ documents checked .*: 0 errors, 0 warnings, 0 info\n", done.stderr)


def test_a_planted_defect_is_found_at_its_place(portfolio: Path):
    path = plant(portfolio, "taxi-demand", "target: 5.4", "target: 7.4")
    line = next(number for number, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "target: 7.4" in text)
    column = path.read_text("utf-8").splitlines()[line - 1].index("target") + 1
    done = run("lint", *TODAY, cwd=portfolio)
    assert done.returncode == 1
    assert f"docs/taxi-demand.md:{line}:{column}: error[MET04]" in done.stdout
    assert done.stdout.count("error[") == 1


def test_the_cause_of_a_demand_is_shown(portfolio: Path):
    plant(portfolio, "taxi-demand", "\n## 베이스라인\n", "\n")
    done = run("lint", *TODAY, cwd=portfolio)
    assert "error[STR05]" in done.stdout
    assert "required because `stage: follow-up`" in done.stdout


def test_json_keeps_its_schema(portfolio: Path):
    plant(portfolio, "taxi-demand", "target: 5.4", "target: 7.4")
    done = run("lint", "--format", "json", *TODAY, cwd=portfolio)
    data = json.loads(done.stdout)
    jsonschema.validate(data, read_schema("diagnostics.schema.json"))
    assert [entry["code"] for entry in data["diagnostics"] if entry["severity"] == "error"] == ["MET04"]
    assert data["summary"]["documents"] == 2
    assert data["diagnostics"][0]["path"] == "docs/taxi-demand.md"


def test_only_the_given_files_are_reported_on(portfolio: Path):
    plant(portfolio, "taxi-demand", "target: 5.4", "target: 7.4")
    assert run("lint", "docs/bike-rebalancing.md", *TODAY, cwd=portfolio).returncode == 0
    assert run("lint", "docs/taxi-demand.md", *TODAY, cwd=portfolio).returncode == 1
    assert run("lint", "docs", *TODAY, cwd=portfolio).returncode == 1


def test_the_other_documents_still_count_for_portfolio_rules(portfolio: Path):
    copy = portfolio / "docs" / "copy.md"
    copy.write_text((portfolio / "docs" / "bike-rebalancing.md").read_text("utf-8"), "utf-8")
    done = run("lint", "docs/copy.md", *TODAY, cwd=portfolio)
    assert done.returncode == 1
    assert "error[PFO01]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["lint", "nope.md"], "nope.md: no such file"),
        (["lint", "docs/taxi-demnd.md"], "did you mean 'taxi-demand.md'?"),
        (["lint", "--select", "MET4"], "no such rule: 'MET4'"),
        (["lint", "--today", "yesterday"], "is not a date"),
        (["lint", "--jobs", "many", "--lang", "ko"], "오류: --jobs 옵션에는 1 이상의 정수를 쓰세요"),
        (["lint", "--config", "gone.toml"], "gone.toml: cannot be read"),
        (["lnt"], "did you mean 'lint'?"),
        (["explain", "MET99"], "no such rule"),
        (["schema", "--stage", "desing"], "did you mean 'design'?"),
        (["new", "Title", "--stage", "desing"], "did you mean 'design'?"),
        (["new", "  "], "the title is empty"),
        (["new", "Title", "--id", "008"], "give an id"),
    ],
)
def test_bad_usage_ends_with_2_and_says_what_to_do(portfolio: Path, arguments: list[str], words: str):
    done = run(*arguments, cwd=portfolio)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("document = []\n", "prospectus.toml:1: unknown key 'document'; did you mean 'documents'?"),
        ('\nfail-on = "eror"\n', "prospectus.toml:2: fail-on:"),
        ("documents = [\n", "is not TOML"),
        ('documents = ["none/**/*.md"]\n', "no document matches none/**/*.md"),
        ('select = ["XYZ01"]\n', "no such rule: 'XYZ01'"),
    ],
)
def test_a_bad_config_ends_with_2_and_its_line(portfolio: Path, config: str, words: str):
    (portfolio / "prospectus.toml").write_text(config, "utf-8")
    done = run("lint", cwd=portfolio)
    assert done.returncode == 2
    assert words in done.stderr


def test_settings_in_pyproject_count(portfolio: Path):
    (portfolio / "prospectus.toml").unlink()
    (portfolio / "pyproject.toml").write_text('[tool.prospectus]\ndocuments = ["docs/**/*.md"]\nlang = "ko"\n', "utf-8")
    done = run("lint", *TODAY, cwd=portfolio)
    assert done.returncode == 0
    assert "문서 2개 검사" in done.stderr


def test_fail_on_chooses_the_threshold(portfolio: Path):
    plant(portfolio, "bike-rebalancing", "status: draft", "status: draft\nx-note: 1\nunheard_of: 1")
    assert run("lint", *TODAY, cwd=portfolio).returncode == 0
    assert run("lint", "--fail-on", "warning", *TODAY, cwd=portfolio).returncode == 1
    assert run("lint", "--fail-on", "warning", "--ignore", "STR02", *TODAY, cwd=portfolio).returncode == 0
    assert run("lint", "--fail-on", "warning", "--select", "MET", *TODAY, cwd=portfolio).returncode == 0


def test_statistics_count_by_rule_what_weighs_most_first(portfolio: Path):
    plant(portfolio, "taxi-demand", "target: 5.4", "target: 7.4")
    plant(portfolio, "taxi-demand", "next_review: 2027", "next_reviw: 2027")
    told = run("lint", "--statistics", *TODAY, cwd=portfolio).stderr
    assert "error       1  MET04  target-not-better-than-baseline (documents: 1)\n" in told
    assert told.index("MET04") < told.index("warning     1  STR02")


def test_output_goes_to_a_file(portfolio: Path):
    plant(portfolio, "taxi-demand", "target: 5.4", "target: 7.4")
    done = run("lint", "--output", "findings.txt", *TODAY, cwd=portfolio)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[MET04]" in (portfolio / "findings.txt").read_text("utf-8")


def test_severity_and_per_file_ignores(portfolio: Path):
    plant(portfolio, "taxi-demand", "target: 5.4", "target: 7.4")
    config = portfolio / "prospectus.toml"
    config.write_text('documents = ["docs/**/*.md"]\n[severity]\nMET04 = "warning"\n', "utf-8")
    done = run("lint", *TODAY, cwd=portfolio)
    assert (done.returncode, "warning[MET04]" in done.stdout) == (0, True)
    config.write_text('documents = ["docs/**/*.md"]\n[per-file-ignores]\n"docs/taxi*" = ["MET", "AGR"]\n', "utf-8")
    done = run("lint", *TODAY, cwd=portfolio)
    assert (done.returncode, done.stdout) == (0, "")
    assert re.search(r"[1-9]\d* suppressed", done.stderr)


def test_language_comes_from_option_and_environment(portfolio: Path):
    plant(portfolio, "taxi-demand", "target: 5.4", "target: 7.4")
    assert "베이스라인" in run("lint", "--lang", "ko", *TODAY, cwd=portfolio).stdout
    assert "베이스라인" in run("lint", *TODAY, cwd=portfolio, lang="ko_KR.UTF-8").stdout
    assert "the baseline" in run("lint", *TODAY, cwd=portfolio).stdout


def test_control_characters_never_reach_the_terminal(portfolio: Path):
    plant(portfolio, "bike-rebalancing", "status: draft", 'status: "\\e[31mdraft\\u202e"')
    done = run("lint", *TODAY, cwd=portfolio)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


# -- the other verbs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_verb_has_help_with_an_example(verb: str, lang: str, tmp_path: Path):
    done = run(verb, "--help", cwd=tmp_path, lang="ko_KR.UTF-8" if lang == "ko" else "C.UTF-8")
    assert done.returncode == 0
    assert ("예: prospectus" if lang == "ko" else "Example: prospectus") in done.stdout


@pytest.mark.parametrize(
    ("title", "lang", "name"), [("수요 예측", "ko", "suyo-yecheuk"), ("Churn: who leaves?", "en", "churn-who-leaves")]
)
def test_a_new_document_lints_without_an_error_and_is_told_what_is_not_written(
    tmp_path: Path, title: str, lang: str, name: str
):
    (tmp_path / "prospectus.toml").write_text('documents = ["design/**/*.md"]\n', "utf-8")
    done = run("new", title, "--lang", lang, "--owner", "A <a@example.com>", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"design/{name}.md\n")
    linted = run("lint", "--format", "json", cwd=tmp_path)
    assert linted.returncode == 0, linted.stdout
    found = [(entry["code"], entry["severity"]) for entry in json.loads(linted.stdout)["diagnostics"]]
    assert found == [("STR06", "warning"), ("STR06", "info")]
    again = run("new", title, "--lang", lang, cwd=tmp_path)
    assert again.returncode == 2
    assert "--id" in again.stderr


@pytest.mark.parametrize(("options", "command"), [(["--lang", "ko"], " --lang ko"), ([], "")])
def test_new_names_a_command_that_speaks_as_it_was_told_to(tmp_path: Path, options: list[str], command: str):
    done = run("new", "Churn", "--owner", "A", *options, cwd=tmp_path)
    assert f"`prospectus lint docs/projects/churn.md{command}`" in done.stderr


def test_new_speaks_korean_of_a_korean_title(tmp_path: Path):
    done = run("new", "수요 예측", "--id", "demand", "--owner", "A", cwd=tmp_path)
    assert done.stderr == "다음: 안내를 따라 쓴 뒤에 실행하세요: `prospectus lint docs/projects/demand.md --lang ko`\n"


@pytest.mark.parametrize("stage", ["situation", "problem", "design", "prototype", "action", "follow-up", "retired"])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_skeleton_of_any_stage_has_its_sections(tmp_path: Path, stage: str, lang: str):
    (tmp_path / "prospectus.toml").write_text('documents = ["design/*.md"]\n', "utf-8")
    assert run("new", "A: title", "--stage", stage, "--lang", lang, "--owner", "A", cwd=tmp_path).returncode == 0
    linted = run("lint", "--format", "json", cwd=tmp_path)
    codes = {entry["code"] for entry in json.loads(linted.stdout)["diagnostics"]}
    assert not codes & {"STR01", "STR02", "STR04", "STR05", "STR12"}


def test_rules_and_explain(tmp_path: Path):
    rules = json.loads(run("rules", "--format", "json", cwd=tmp_path).stdout)
    assert {"code", "name", "severity", "since", "summary"} <= set(rules[0])
    assert "MET04" in run("rules", cwd=tmp_path).stdout
    english = run("explain", "met04", cwd=tmp_path).stdout
    korean = run("explain", "target-not-better-than-baseline", "--lang", "ko", cwd=tmp_path).stdout
    assert "A target says what the project promises" in english
    assert "목표는 프로젝트의 약속" in korean


def test_schema_is_one_that_the_examples_keep(tmp_path: Path):
    schema = json.loads(run("schema", "--stage", "design", cwd=tmp_path).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "metrics" in schema["required"]


def test_export_keeps_its_schema(portfolio: Path):
    data = json.loads(run("export", *TODAY, cwd=portfolio).stdout)
    jsonschema.validate(data, read_schema("portfolio.schema.json"))
    assert [project["id"] for project in data["projects"]] == ["bike-rebalancing", "taxi-demand"]
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv", *TODAY, cwd=portfolio).stdout)))
    assert [row["stage"] for row in rows] == ["situation", "follow-up"]
    assert {row["ended"] for row in rows} == {"false"}


def test_the_program_starts_without_what_the_verb_does_not_need(portfolio: Path):
    code = (
        "import sys; from prospectus.cli import main\n"
        "try: main(['lint', '--today', '2026-11-23'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('click', 'jsonschema', 'markdown_it', 'mkdocs', 'wcwidth', 'difflib', 'anyascii', 'decimal') if name in sys.modules])"
    )
    import subprocess
    import sys

    done = subprocess.run([sys.executable, "-c", code], cwd=portfolio, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_has_not_changed_is_told_with_little_of_the_program(portfolio: Path):
    run("lint", *TODAY, cwd=portfolio)
    code = (
        "import sys; from prospectus.cli import main\n"
        "try: main(['lint', '--today', '2026-11-23'])\n"
        "except SystemExit: pass\n"
        "print(*sorted(name for name in sys.modules if name.startswith('prospectus.')))"
    )
    import subprocess
    import sys

    done = subprocess.run([sys.executable, "-c", code], cwd=portfolio, capture_output=True, text=True, check=True)
    seldom = (
        "rules",
        "reading.markdown",
        "cli.nothing",
        "cli.codes",
        "cli.progress",
        "cli.lint.baseline",
        "cli.lint.changed",
    )
    assert not {f"prospectus.{name}" for name in seldom} & set(done.stdout.split())
