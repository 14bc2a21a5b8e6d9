"""SARIF: what OASIS's schema asks for, what GitHub makes of it, and places that are where they are said to be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import jsonschema
import pytest
from support import told_portfolio
from support.samples import ROOT
from support.told_portfolio import DOCUMENTS, METRIC, document, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SCHEMA = json.loads((ROOT / "tests" / "consumers" / "sarif-2.1.0.schema.json").read_text("utf-8"))
MARK = "prospectus/v1"


def sarif(folder: Path, *arguments: str, code: int = 1, variables: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The one run of a valid log."""
    log = json.loads(told(folder, "sarif", *arguments, code=code, variables=variables))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (found,) = log["runs"]
    return found


def places(found: object) -> Iterator[dict[str, Any]]:
    """Every physical location that has a region, however deep."""
    if isinstance(found, dict):
        if "region" in found:
            yield found
        for value in found.values():
            yield from places(value)
    elif isinstance(found, list):
        for value in found:
            yield from places(value)


def slice_of(folder: Path, uri: str, region: dict[str, int]) -> str:
    lines = (folder / unquote(uri)).read_text("utf-8").split("\n")[region["startLine"] - 1 : region["endLine"]]
    lines[-1] = lines[-1][: region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1 :]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return told_portfolio.write(tmp_path_factory.mktemp("sarif"))


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_it_is_valid_and_its_columns_are_characters(portfolio: Path, lang: str):
    found = sarif(portfolio, "--lang", lang)
    assert found["columnKind"] == "unicodeCodePoints"
    for place in places(found["results"]):
        assert place["artifactLocation"]["uri"].isascii()
        assert (portfolio / unquote(place["artifactLocation"]["uri"])).is_file()
    targets = [result for result in found["results"] if result["ruleId"] == "MET04"]
    assert len(targets) == 2
    for result in targets:
        here = result["locations"][0]["physicalLocation"]
        (other,) = result["relatedLocations"]
        there = other["physicalLocation"]
        assert slice_of(portfolio, here["artifactLocation"]["uri"], here["region"]) == "target: 6.0"
        assert slice_of(portfolio, there["artifactLocation"]["uri"], there["region"]) == "5.1"
        assert f"]({other['id']})" in result["message"]["text"]


def test_a_related_place_may_be_in_another_file(portfolio: Path):
    shared = [result for result in sarif(portfolio)["results"] if result["ruleId"] == "PFO01"]
    assert [
        (
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        )
        for result in shared
    ] == [("docs/demand.md", "docs/twin.md"), ("docs/twin.md", "docs/demand.md")]


def test_rules_are_described_and_results_refer_to_them(portfolio: Path):
    found = sarif(portfolio, "--config", "prospectus.toml")
    rules = found["tool"]["driver"]["rules"]
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        for text in ("shortDescription", "fullDescription", "help"):
            assert rule[text]["text"].strip()
        assert len(rule["fullDescription"]["text"]) <= 1_000
        assert f"prospectus explain {rule['id']}" in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        assert 0 < len(rule["properties"]["tags"]) <= 10
        assert rule["helpUri"] == f"urn:prospectus:rule:{rule['id']}"


def test_published_rules_are_linked(tmp_path: Path):
    folder = told_portfolio.write(
        tmp_path, {"docs/a.md": document("colour: red\n")}, 'rules-url = "https://example.com/rules/"\n'
    )
    driver = sarif(folder, code=0)["tool"]["driver"]
    assert driver["informationUri"] == "https://example.com/rules/"
    assert driver["rules"][0]["helpUri"] == "https://example.com/rules/STR02/"


def test_what_is_held_back_comes_last_with_its_reason(portfolio: Path):
    results = sarif(portfolio)["results"]
    levels = [(bool(result["suppressions"]), ["error", "warning", "note"].index(result["level"])) for result in results]
    assert levels == sorted(levels)
    assert [result["suppressions"][0] for result in results if result["suppressions"]] == [
        {"kind": "inSource", "status": "accepted", "justification": "the other team reads it"},
        {"kind": "external", "status": "accepted", "justification": "per-file-ignores"},
    ]


def test_github_is_not_shown_what_it_would_open_alerts_for(portfolio: Path):
    found = sarif(portfolio, variables={"GITHUB_ACTIONS": "true"})
    assert not [result for result in found["results"] if result["suppressions"]]
    (note,) = found["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("2 findings")


@pytest.mark.parametrize(
    ("arguments", "code"), [((), 1), (("--fail-on", "warning", "--select", "STR02"), 1), (("--select", "STR02"), 0)]
)
def test_it_tells_the_exit_code(portfolio: Path, arguments: tuple[str, ...], code: int):
    (invocation,) = sarif(portfolio, *arguments, code=code)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, code)


def marks(folder: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for result in sarif(folder)["results"]:
        place = result["locations"][0]
        key = (
            f"{result['ruleId']} {place['logicalLocations'][0]['fullyQualifiedName']}"
            if "logicalLocations" in place
            else result["ruleId"]
        )
        found[key] = (*found.get(key, ()), result["partialFingerprints"][MARK])
    return found


def test_fingerprints_stay_when_lines_and_files_move(tmp_path: Path):
    text = document(METRIC.format(name="MAE") + "ownr: Dana\ncolour: red\n", ident="demand", stage="design")
    folder = told_portfolio.write(tmp_path, {"docs/demand.md": text})
    before = marks(folder)
    (folder / "docs" / "demand.md").unlink()
    moved = text.replace("ownr: Dana\n", "").replace("metrics:\n", "ownr: Dana\n# a remark\nmetrics:\n")
    told_portfolio.write(folder, {"docs/moved.md": moved.replace("target: 6.0", "target: 7.0")})
    assert marks(folder) == before


def test_no_two_fingerprints_are_alike_and_a_waiver_changes_none(portfolio: Path, tmp_path: Path):
    results = sarif(portfolio)["results"]
    found = [result["partialFingerprints"][MARK] for result in results]
    assert len(set(found)) == len(found)
    bare = told_portfolio.write(
        tmp_path, {**DOCUMENTS, "docs/held.md": DOCUMENTS["docs/held.md"].replace("rule: STR02", "rule: MET11")}
    )
    assert set(found) <= {result["partialFingerprints"][MARK] for result in sarif(bare)["results"]}


def test_fixes_are_those_of_json(tmp_path: Path):
    texts = {
        "docs/🚕 a.md": document("titel: 🚕\n").replace("title: Taxi\n", "", 1),
        "docs/none.md": DOCUMENTS["docs/none.md"],
    }
    folder = told_portfolio.write(tmp_path, texts)
    wanted = [entry["fix"] for entry in json.loads(told(folder, "json"))["diagnostics"] if entry["fix"]]
    fixes = [fix for result in sarif(folder)["results"] for fix in result.get("fixes", [])]
    assert len(fixes) == len(wanted) == 2
    assert sorted(fix["description"]["text"] for fix in fixes) == sorted(fix["title"] for fix in wanted)
    edits = [
        (replacement["deletedRegion"]["startLine"], replacement["insertedContent"]["text"])
        for fix in fixes
        for change in fix["artifactChanges"]
        for replacement in change["replacements"]
    ]
    assert sorted(edits) == sorted((edit["start"]["line"], edit["text"]) for fix in wanted for edit in fix["edits"])


def test_of_too_many_the_most_severe_are_told_and_the_others_counted(tmp_path: Path):
    found = sarif(told_portfolio.crowded(tmp_path))
    assert len(found["results"]) == 5_000
    assert [result["level"] for result in found["results"][:2]] == ["error", "warning"]
    (note,) = found["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "warning"
    assert note["message"]["text"].startswith("1002 findings were left out")
