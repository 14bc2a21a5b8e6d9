"""The Code Quality report, by GitLab's own schema and by what its documentation asks for beyond it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
from support import told_portfolio
from support.samples import ROOT
from support.told_portfolio import METRIC, document, told

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = json.loads((ROOT / "tests" / "consumers" / "gitlab-codeclimate.schema.json").read_text("utf-8"))


def entries(folder: Path, *arguments: str, code: int = 1) -> list[dict[str, Any]]:
    found = json.loads(told(folder, "gitlab", *arguments, code=code))
    for entry in found:
        jsonschema.validate(entry, SCHEMA)
    return found


def test_every_entry_is_what_gitlab_reads(tmp_path: Path):
    folder = told_portfolio.write(tmp_path)
    found = entries(folder)
    wanted = json.loads(told(folder, "json"))["diagnostics"]
    severities = {"error": "major", "warning": "minor", "info": "info"}
    assert [
        (
            entry["description"],
            entry["check_name"],
            entry["severity"],
            entry["location"]["path"],
            entry["location"]["lines"]["begin"],
        )
        for entry in found
    ] == [
        (
            f"{told['code']}: {told['message']}",
            told["code"],
            severities[told["severity"]],
            told["path"],
            told["start"]["line"],
        )
        for told in wanted
    ]
    assert len({entry["fingerprint"] for entry in found}) == len(found)


def test_a_fingerprint_knows_no_line_no_language_and_no_other_finding(tmp_path: Path):
    text = document(METRIC.format(name="MAE") + "colour: red\n", stage="design")
    before = {
        entry["check_name"]: entry["fingerprint"]
        for entry in entries(told_portfolio.write(tmp_path, {"docs/a.md": text}))
    }
    told_portfolio.write(tmp_path, {"docs/a.md": text.replace("metrics:", "# one\n# two\nmetrics:")})
    after = {entry["check_name"]: entry["fingerprint"] for entry in entries(tmp_path, "--lang", "ko")}
    alone = {entry["check_name"]: entry["fingerprint"] for entry in entries(tmp_path, "--select", "MET04")}
    assert before == after
    assert alone == {"MET04": before["MET04"]}


def test_many_findings_of_one_kind_at_one_place_are_told_apart(tmp_path: Path):
    text = document() + "\n".join("<!-- prospectus: ignore MET04 it never speaks -->" for _ in range(3)) + "\n"
    found = entries(told_portfolio.write(tmp_path, {"docs/a.md": text}), code=0)
    assert len(found) == len({entry["fingerprint"] for entry in found}) == 3
