"""Each format, of a small portfolio with all that it may stumble over; ``nox -s golden`` writes what is compared with."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import jsonschema
import pytest
from prospectus.contract.contract import schema_file
from prospectus.output import FORMATS, JSON_FORMATS
from support import told_portfolio
from support.command import run
from support.samples import ROOT
from support.told_portfolio import HOSTILE_NAME, TODAY, document, told

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = ROOT / "tests" / "portfolios" / "formats"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return told_portfolio.write(tmp_path_factory.mktemp("told"))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_format_says_the_same_as_before_cold_and_warm(portfolio: Path, format_: str, lang: str):
    cold = told(portfolio, format_, "--lang", lang, "--no-cache")
    golden = GOLDEN / f"{format_}.{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(cold, "utf-8")
    assert cold == golden.read_text("utf-8")
    assert told(portfolio, format_, "--lang", lang) == told(portfolio, format_, "--lang", lang) == cold


@pytest.mark.parametrize("format_", FORMATS)
def test_no_format_steers_a_terminal(portfolio: Path, format_: str):
    assert STEERING.search(told(portfolio, format_)) is None


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_holds_what_standard_output_would(portfolio: Path, tmp_path: Path, format_: str):
    assert told(portfolio, format_, "--output", str(tmp_path / "out")) == ""
    assert (tmp_path / "out").read_text("utf-8") == told(portfolio, format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_clean_portfolio(tmp_path: Path, format_: str):
    folder = told_portfolio.write(tmp_path, {"docs/a.md": document()})
    said = told(folder, format_, code=0)
    if format_ in JSON_FORMATS:
        assert json.loads(said) is not None
    assert bool(said) == (format_ not in {"text", "concise", "github"})


def test_paths_for_a_host_count_from_the_root_of_the_repository(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "ml").mkdir()
    folder = told_portfolio.write(tmp_path / "ml", {"docs/a b.md": document("colour: red\n")})
    docs = folder / "docs"
    root = {"GITHUB_WORKSPACE": str(folder)}
    for cwd in (folder, docs):
        assert '"path": "ml/docs/a b.md"' in told(cwd, "gitlab", code=0)
        assert "file=ml/docs/a b.md," in told(cwd, "github", code=0)
        assert '"uri": "ml/docs/a%20b.md"' in told(cwd, "sarif", code=0)
        assert 'file="ml/docs/a b.md"' in told(cwd, "junit", code=0)
        assert "`ml/docs/a b.md`" in told(cwd, "markdown", code=0)
        assert "file=docs/a b.md," in told(cwd, "github", code=0, variables=root)
        assert '"path": "docs/a b.md"' in told(cwd, "gitlab", code=0, variables={"CI_PROJECT_DIR": str(folder)})
    assert told(docs, "concise", code=0).startswith("a b.md:10:1: STR02 ")
    assert "file=ml/docs/a b.md," in told(docs, "github", code=0, variables={"GITHUB_WORKSPACE": str(tmp_path / "no")})


def test_json_says_who_may_apply_a_fix_and_counts_them(tmp_path: Path):
    texts = {
        "docs/a.md": document("colour: red\nsevice: x\n").replace("[drivers]", '[drivers], service: "x"', 1),
        "docs/b.md": document("titel: Taxi\n", ident="b").replace("title: Taxi\n", "", 1),
    }
    folder = told_portfolio.write(tmp_path, texts)
    report = json.loads(told(folder, "json", code=0))
    jsonschema.validate(report, json.loads(schema_file("diagnostics.schema.json").read_text("utf-8")))
    fixes = [entry["fix"] for entry in report["diagnostics"] if entry["fix"]]
    assert fixes
    for fix in fixes:
        assert fix["safe"] is (fix["applicability"] == "safe")
    counted = report["summary"]["fixable"]
    assert counted == {
        kind: sum(fix["applicability"] == kind for fix in fixes) for kind in ("safe", "unsafe", "prompt")
    }
    shown = told(folder, "text", code=0)
    assert shown.count("   = fix: ") == len(fixes)
    lines = told(folder, "concise", code=0).splitlines()
    assert sum(line.endswith(("[fix]", "[unsafe fix]", "[prompt]")) for line in lines) == len(fixes)


def test_the_summary_counts_what_can_be_fixed(tmp_path: Path):
    folder = told_portfolio.write(tmp_path, {"docs/a.md": document("titel: Taxi\n").replace("title: Taxi\n", "", 1)})
    for arguments in ((), ("--no-cache",), ()):
        done = run("lint", *TODAY, *arguments, cwd=folder)
        (fix,) = re.findall(r"= fix: .* \((\w+), (--[a-z -]+)\)", done.stdout)
        assert done.stderr.rstrip().endswith(
            f"; 1 {'fixable' if fix[0] == 'safe' else 'more'} with {fix[1].split()[-1]}"
        )


def test_concise_is_one_line_each(portfolio: Path):
    lines = told(portfolio, "concise").splitlines()
    assert len(lines) == len(json.loads(told(portfolio, "json"))["diagnostics"])
    for line in lines:
        assert re.fullmatch(r"docs/.+?\.md:\d+:\d+: [A-Z]{3}\d\d \S.*", line), line
    assert any(line.startswith(f"{HOSTILE_NAME}:10:1: STR02 ") for line in lines)
