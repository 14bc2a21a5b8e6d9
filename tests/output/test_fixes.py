"""A fix in JSON, made by lines and columns as a reader of JSON would, mends its finding and touches nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from prospectus.contract.contract import schema_file
from support.command import run

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "schema: prospectus/1\nid: taxi-demand\nstage: situation\nstatus: draft\nlang: en\nowner: Dana Kim\n"
TITLE = "title: Taxi demand\nbusiness: {users: [drivers]}\n"
BODY = "\n# Taxi demand\n\n## Situation\n\nOn Friday nights 18% of the calls get no taxi, and nobody knows where they will be.\n"


def document(front_matter: str, body: str = BODY) -> str:
    return f"---\n{front_matter}---\n{body}"


def lint(folder: Path, text: str, *arguments: str) -> list[dict[str, Any]]:
    (folder / "prospectus.toml").write_text('documents = ["*.md"]\n', "utf-8")
    (folder / "x.md").write_bytes(text.encode())
    done = run("lint", "--format", "json", *arguments, cwd=folder)
    assert done.returncode in {0, 1}, done.stderr
    report = json.loads(done.stdout)
    jsonschema.validate(report, json.loads(schema_file("diagnostics.schema.json").read_text("utf-8")))
    return report["diagnostics"]


def made(text: str, fix: dict[str, Any]) -> str:
    """The text after a fix: lines end with a line feed, a byte order mark is no column."""
    lines = text.removeprefix("\ufeff").split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    bare = "\n".join(lines)
    for edit in sorted(fix["edits"], key=lambda edit: (edit["start"]["line"], edit["start"]["column"]), reverse=True):
        assert edit["path"] == "x.md"
        start, end = (starts[edit[at]["line"] - 1] + edit[at]["column"] - 1 for at in ("start", "end"))
        bare = bare[:start] + edit["text"] + bare[end:]
    return text[: len(text) - len(text.removeprefix("\ufeff"))] + bare


def is_edit(entry: dict[str, Any]) -> bool:
    """Whether a finding has a fix that is no prompt."""
    return entry["fix"] is not None and entry["fix"]["applicability"] != "prompt"


def told(diagnostics: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(entry["code"], entry["message"]) for entry in diagnostics]


def fixed(folder: Path, before: str, code: str) -> tuple[str, dict[str, Any]]:
    """The text after the one fix of a rule; no finding is new, and that of the rule is gone."""
    found = lint(folder, before)
    (entry,) = (entry for entry in found if entry["code"] == code and is_edit(entry))
    after = made(before, entry["fix"])
    left = told(lint(folder, after))
    assert (code, entry["message"]) not in left
    assert set(left) <= set(told(found))
    return after, entry["fix"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("titel: Taxi demand\n", "title: Taxi demand\n"),
        ("titel : Taxi demand  # what it is called\n", "title : Taxi demand  # what it is called\n"),
        ('"titel": "Taxi demand"\n', '"title": "Taxi demand"\n'),
        ("'titel': 택시 수요\n", "'title': 택시 수요\n"),
        ("? titel\n: Taxi demand\n", "? title\n: Taxi demand\n"),
        ("titel: >-\n  Taxi\n  demand\n", "title: >-\n  Taxi\n  demand\n"),
        ("title: 택시 수요\nbusiness: {sevice: 택시 호출, users: [기사]}\n", None),
        ("title: Taxi\nmetrics:\n  - id: 수요\n    nmae: 수요\n", None),
    ],
)
@pytest.mark.parametrize("form", ["plain", "crlf", "bom"])
def test_a_misspelt_key_is_renamed(tmp_path: Path, wrong: str, right: str | None, form: str):
    right = right or wrong.replace("sevice", "service").replace("nmae", "name")
    before, expected = document(HEAD + wrong), document(HEAD + right)
    if form == "crlf":
        before, expected = before.replace("\n", "\r\n"), expected.replace("\n", "\r\n")
    elif form == "bom":
        before, expected = "\ufeff" + before, "\ufeff" + expected
    after, fix = fixed(tmp_path, before, "STR02")
    assert after == expected
    assert (fix["safe"], fix["applicability"]) == (True, "safe")


def test_the_title_of_a_fix_is_in_the_language_of_the_run(tmp_path: Path):
    text = document(HEAD + "titel: Taxi demand\n")
    titles = {
        lang: entry["fix"]["title"]
        for lang in ("en", "ko")
        for entry in lint(tmp_path, text, "--lang", lang)
        if entry["code"] == "STR02"
    }
    assert titles == {"en": "Rename `titel` to `title`", "ko": "키 이름을 `titel`에서 `title`로 바꾸기"}


@pytest.mark.parametrize(
    "front_matter",
    [
        "title: Taxi\ntitel: Demand\n",  # it is there already
        "titel: Taxi\ntitlee: Demand\n",  # which of the two?
        "titel: [Taxi]\n",  # no title
        "title: Taxi\nmetric: mae\n",
        "title: Taxi\nx-a: &a {sevice: x}\nbusiness: *a\n",  # it would change in two places
        "titel: Taxi\nowner: [\n",  # who knows what comes below
    ],
)
def test_what_is_not_sure_is_not_offered(tmp_path: Path, front_matter: str):
    found = lint(tmp_path, document(HEAD + front_matter))
    assert found
    assert [entry["fix"] for entry in found if is_edit(entry)] == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("## Sitation\n", "## Situation\n"),
        ("## 1. Sitation ##\n", "## 1. Situation ##\n"),
        ("### **Sitation**\n", "### **Situation**\n"),
        ("Sitation\n========\n", "Situation\n========\n"),
        ("## Sitation {.wide}\n", "## Situation {.wide}\n"),
        ("## [Sitation](#sitation)\n", None),  # where the words stand twice, nobody knows which to change
    ],
)
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_misspelt_heading_is_written_right(tmp_path: Path, wrong: str, right: str | None, eol: str):
    before = document(HEAD + TITLE, BODY.replace("## Situation\n", wrong)).replace("\n", eol)
    if right is None:
        assert not any(is_edit(entry) for entry in lint(tmp_path, before))
        return
    after, fix = fixed(tmp_path, before, "STR05")
    assert after == before.replace(wrong.replace("\n", eol), right.replace("\n", eol))
    assert fix["title"] == "Write the heading `Situation`"


def test_a_korean_heading(tmp_path: Path):
    body = BODY.replace("## Situation", "## 현상 팍악")
    before = document(HEAD.replace("lang: en", "lang: ko") + TITLE, body)
    after, _ = fixed(tmp_path, before, "STR05")
    assert after == before.replace("현상 팍악", "현상 파악")


def test_the_cache_keeps_fixes(tmp_path: Path):
    text = document(HEAD + "titel: Taxi demand\n", BODY.replace("Situation", "Sitation"))
    cold = lint(tmp_path, text)
    assert sum(is_edit(entry) for entry in cold) == 2
    assert (tmp_path / ".prospectus_cache").is_dir()
    assert lint(tmp_path, text) == cold == lint(tmp_path, text, "--no-cache")


def test_a_text_is_not_read_again_for_each_of_many_words(tmp_path: Path):
    items = "".join(f"  - {{id: m{number}, nmae: x}}\n" for number in range(1000))
    text = document(HEAD + "title: Taxi\nmetrics:\n" + items)
    fixes = [entry["fix"] for entry in lint(tmp_path, text) if is_edit(entry)]
    assert 0 < len(fixes) * len(text) <= 1_000_000
