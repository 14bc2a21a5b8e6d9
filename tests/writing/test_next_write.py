"""``prospectus next --write`` and ``--move``: what the stage asks for comes into the document, and nothing else changes."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from prospectus.contract.contract import read_schema
from support.command import run
from support.samples import TODAY

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess

TEXT = """---
schema: prospectus/1
id: taxi
title: Taxi demand
lang: en
stage: situation  # since May
status: draft
owner: Dana Kim <dana@example.com>
created: 2026-05-04
updated: 2026-06-01
---

# Taxi demand

## Situation

In one month, 18.0% of the calls that came in on Fridays from 22:00 to 24:00 in Gangnam got no taxi.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one document, at ``situation``."""
    (tmp_path / "prospectus.toml").write_text('documents = ["*.md"]\n', "utf-8")
    (tmp_path / "taxi.md").write_text(TEXT, "utf-8")
    return tmp_path


def ask(folder: Path, *options: str, name: str = "taxi.md") -> CompletedProcess[str]:
    return run("next", name, "--today", TODAY.isoformat(), *options, cwd=folder)


def read(folder: Path) -> str:
    return (folder / "taxi.md").read_bytes().decode("utf-8")


def added(before: str, after: str) -> list[str]:
    """The lines that came in, when no other changed."""
    left = iter(before.split("\n"))
    expected = next(left)
    found = []
    for line in after.split("\n"):
        if line == expected:
            expected = next(left, "\0")
        else:
            found.append(line)
    assert expected == "\0", expected
    return found


# -- --write --------------------------------------------------------------------------------------------------------


def test_what_the_next_stage_asks_for_comes_in_as_comments(folder: Path):
    done = ask(folder, "--write")
    assert (done.returncode, done.stderr) == (0, "")
    lines = added(TEXT, read(folder))
    assert [line for line in lines if line and not line.startswith(("#", "<!-- prompt: "))] == []
    keys = ("# business:", "# problem:")
    headings = ("## Problem definition", "## Causes and options", "## ML feasibility", "## Goal and objectives")
    assert [line for line in lines if line in {*keys, *headings}] == [*keys, *headings]
    assert "stage: situation  # since May" in read(folder)


def test_it_tells_the_lines_and_what_comes_next(folder: Path):
    done = ask(folder, "--write")
    lines = read(folder).split("\n")
    for written in ("## Business model: The service", "## Problem definition"):
        at = next(number for number, line in enumerate(lines, 1) if line.startswith(written))
        name = "business" if "service" in written else written
        assert f"  line {at}  {name}" in " ".join(done.stdout.split(" ")).replace("line  ", "line ").replace(
            "  ## ", "  ## "
        )
    assert "  prospectus next taxi.md --move  # sets `stage: problem` and `updated`\n" in done.stdout
    assert "  prospectus lint taxi.md         # checks the document\n" in done.stdout


def test_the_document_lints_no_worse(folder: Path):
    def codes() -> list[str]:
        done = run("lint", "taxi.md", "--format", "json", "--today", TODAY.isoformat(), cwd=folder)
        return [entry["code"] for entry in json.loads(done.stdout)["diagnostics"] if entry["severity"] == "error"]

    assert codes() == []
    assert ask(folder, "--write").returncode == 0
    assert codes() == []


def test_twice_is_once(folder: Path):
    ask(folder, "--write")
    once = read(folder)
    done = ask(folder, "--write")
    assert read(folder) == once
    assert "Nothing was inserted" in done.stdout
    assert "There already, as comments:\n" in done.stdout


@pytest.mark.parametrize("stage", ["problem", "design", "action", "retired"])
def test_any_stage_ahead(folder: Path, stage: str):
    ask(folder, "--write", "--stage", stage)
    added(TEXT, read(folder))
    assert ask(folder, "--write", "--stage", stage).returncode == 0
    # All that is missing is there as a comment now: the checklist has no section, and each fact is commented.
    found = json.loads(ask(folder, "--stage", stage, "--format", "json").stdout)
    missing = [item["id"] for item in found["items"] if item["kind"] == "section" and item["code"] == "STR05"]
    assert missing == []


def test_of_its_own_stage_it_inserts_what_is_still_missing(folder: Path):
    (folder / "taxi.md").write_text(TEXT.replace("owner: Dana Kim <dana@example.com>\n", ""), "utf-8")
    assert ask(folder, "--write", "--stage", "situation").returncode == 0
    assert "status: draft\n\n## Owner: " in read(folder)
    assert "# problem:" not in read(folder)


def test_what_the_stage_where_it_stands_lacks_comes_in_too(folder: Path):
    (folder / "taxi.md").write_text(TEXT.replace("owner: Dana Kim <dana@example.com>\n", ""), "utf-8")
    ask(folder, "--write")
    assert "# owner: " in read(folder)
    assert "# problem:" in read(folder)


def test_a_section_that_hangs_on_a_fact_comes_in_once_the_fact_is_so(folder: Path):
    done = ask(folder, "--write", "--stage", "design")
    assert "## Security and privacy  `constraints.privacy.personal_data: true`\n" in done.stdout
    assert "## Security and privacy" not in read(folder)
    facts = "constraints:\n  privacy: {personal_data: true}\n---\n\n# Taxi"
    (folder / "taxi.md").write_text(TEXT.replace("---\n\n# Taxi", facts), "utf-8")
    ask(folder, "--write", "--stage", "design")
    assert "## Security and privacy" in read(folder)


def test_what_no_comment_can_stand_beside_is_shown_instead(folder: Path):
    facts = "goal: {statement: Fewer calls without a taxi}\nmetrics:\n  - {id: mae, name: MAE}\n---\n\n# Taxi"
    (folder / "taxi.md").write_text(TEXT.replace("---\n\n# Taxi", facts), "utf-8")
    done = ask(folder, "--write", "--stage", "design")
    assert "Not inserted: it stands between brackets" in done.stdout
    assert "  goal.metrics (Metrics)\n    metrics: [mae]\n" in done.stdout
    assert "  metrics[mae].direction (Direction)\n    direction: min\n" in done.stdout


def test_a_korean_document_gets_korean_prompts_whatever_the_output_speaks(folder: Path):
    text = TEXT.replace("lang: en", "lang: ko").replace("## Situation", "## 현상 파악")
    (folder / "taxi.md").write_text(text, "utf-8")
    done = ask(folder, "--write", "--lang", "en")
    assert "## 구체적인 문제 정의" in read(folder)
    assert "## 문제: " in read(folder)
    assert "Inserted as prompts:" in done.stdout
    assert "안내 주석으로 넣은 것" in ask(folder, "--write", "--stage", "design", "--lang", "ko").stdout


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_are_kept(folder: Path, eol: str, mark: str):
    (folder / "taxi.md").write_bytes((mark + TEXT.replace("\n", eol)).encode("utf-8"))
    assert ask(folder, "--write", "--move").returncode == 0
    after = read(folder)
    assert after.startswith(f"{mark}---{eol}")
    assert after.count("\n") == after.count(eol)
    assert "\ufeff" not in after[1:]
    assert f"stage: problem  # since May{eol}" in after


def test_a_file_without_a_last_line_end(folder: Path):
    (folder / "taxi.md").write_text(TEXT.rstrip("\n"), "utf-8")
    ask(folder, "--write")
    assert "got no taxi.\n\n## Business model\n\n<!-- prompt: " in read(folder)


def test_the_mode_and_a_link_are_kept(folder: Path):
    (folder / "real").mkdir()
    (folder / "taxi.md").rename(folder / "real" / "taxi.md")
    (folder / "real" / "taxi.md").chmod(0o640)
    (folder / "taxi.md").symlink_to("real/taxi.md")
    assert ask(folder, "--write").returncode == 0
    assert (folder / "taxi.md").is_symlink()
    assert (folder / "real" / "taxi.md").stat().st_mode & 0o777 == 0o640
    assert "# problem:" in read(folder)


# -- --move ---------------------------------------------------------------------------------------------------------


def test_move_sets_the_stage_and_the_day_alone(folder: Path):
    done = ask(folder, "--move")
    assert done.returncode == 0
    assert read(folder) == TEXT.replace("stage: situation", "stage: problem").replace(
        "updated: 2026-06-01", f"updated: {TODAY}"
    )
    assert "Set `stage: problem`" in done.stdout
    assert "`problem` requires " in done.stdout
    assert ": `prospectus next taxi.md --stage problem`\n" in done.stdout


def test_move_tells_of_the_errors_that_come_along(folder: Path):
    (folder / "taxi.md").write_text(TEXT.replace("created: 2026-05-04", "created: 4 May"), "utf-8")
    assert "Of `situation`, 1 error is left: `prospectus lint` shows them." in ask(folder, "--move").stdout


def test_a_document_is_named_by_its_id_too(folder: Path):
    assert ask(folder, name="taxi").stdout == ask(folder).stdout
    done = ask(folder, name="tax")
    assert (done.returncode, done.stderr) == (2, "error: no document has the id 'tax'; did you mean 'taxi'?\n")


def test_move_does_not_set_the_last_change_back(folder: Path):
    (folder / "taxi.md").write_text(TEXT.replace("updated: 2026-06-01", "updated: 2031-01-01"), "utf-8")
    ask(folder, "--move")
    assert "updated: 2031-01-01" in read(folder)


def test_move_adds_the_day_where_there_is_none(folder: Path):
    (folder / "taxi.md").write_text(TEXT.replace("updated: 2026-06-01\n", ""), "utf-8")
    ask(folder, "--move")
    assert f"updated: {TODAY}\n---\n" in read(folder)


def test_move_with_write_and_a_stage(folder: Path):
    assert ask(folder, "--write", "--move", "--stage", "design").returncode == 0
    assert "stage: design  # since May" in read(folder)
    assert "# metrics:\n" in read(folder)


def test_move_ends_where_no_stage_follows(folder: Path):
    text = TEXT.replace("stage: situation", "stage: retired")
    (folder / "taxi.md").write_text(text, "utf-8")
    done = ask(folder, "--move")
    assert (done.returncode, read(folder)) == (2, text)
    assert "no stage follows" in done.stderr


# -- as data --------------------------------------------------------------------------------------------------------


def data(folder: Path, *options: str) -> dict[str, Any]:
    done = ask(folder, "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    jsonschema.validate(found, read_schema("next.schema.json"))
    return found


def test_the_json_has_the_edits(folder: Path):
    found = data(folder, "--write", "--move")["written"]
    assert found["stage"] == "problem"
    lines = TEXT.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
    pieces, at = [], 0
    for edit in found["edits"]:
        start, end = (starts[place["line"] - 1] + place["column"] - 1 for place in (edit["start"], edit["end"]))
        pieces += [TEXT[at:start], edit["text"]]
        at = end
    assert "".join([*pieces, TEXT[at:]]) == read(folder)
    after = read(folder).split("\n")
    for entry in found["inserted"]:
        assert after[entry["line"] - 1].startswith("## ")
        assert after[entry["line"] + entry["lines"] - 2]
    assert {entry["id"] for entry in found["inserted"]} >= {"business", "problem", "problem-definition"}


def test_the_json_has_what_was_left(folder: Path):
    data(folder, "--write")
    found = data(folder, "--write")["written"]
    assert (found["inserted"], found["edits"], found["stage"]) == ([], [], None)
    assert {entry["id"]: entry["why"] for entry in found["left"]} == {"business": "commented", "problem": "commented"}
    assert all(read(folder).split("\n")[entry["line"] - 1] == f"# {entry['id']}:" for entry in found["left"])


def test_the_json_without_write_has_nothing_written(folder: Path):
    assert "written" not in data(folder)
    assert read(folder) == TEXT


# -- bad input ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# A free document\n\nText.\n", "`prospectus adopt taxi.md` gives the document one"),
        ("", "the file is empty"),
        ("---\nid: [\n---\n", "taxi.md:"),
        ("---\nid: a\n", "never closed"),
        ("---\nid: a\n---\n", "stage"),
        ("---\nid: a\nstage: desing\n---\n", "desing"),
        ("---\n- a\n---\n", "the front matter is a list"),
    ],
)
def test_what_cannot_be_read_is_left_as_it_is(folder: Path, text: str, said: str):
    (folder / "taxi.md").write_text(text, "utf-8")
    done = ask(folder, "--write", "--move")
    assert (done.returncode, done.stdout, read(folder)) == (2, "", text)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_front_matter_in_brackets_gets_headings_alone(folder: Path):
    text = (
        '---\n{schema: prospectus/1, id: taxi, title: Taxi, stage: situation, owner: "D <d@example.com>"}\n---\n# T\n'
    )
    (folder / "taxi.md").write_text(text, "utf-8")
    done = ask(folder, "--write")
    assert done.returncode == 0
    assert "## Problem definition" in read(folder)
    assert read(folder).startswith(text.removesuffix("# T\n"))
    assert "  problem (Problem)\n" in done.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_file_that_cannot_be_written(folder: Path):
    (folder / "taxi.md").chmod(0o444)
    done = ask(folder, "--write")
    assert (done.returncode, read(folder)) == (2, TEXT)
    assert "taxi.md: Permission denied" in done.stderr


def test_no_draft_stays_behind(folder: Path):
    before = sorted(path.name for path in folder.iterdir())
    ask(folder, "--write")
    assert sorted(path.name for path in folder.iterdir() if path.name != ".prospectus_cache") == before


# -- the hints that lead here ---------------------------------------------------------------------------------------


def test_a_hint_of_lint_names_a_command_that_speaks_as_the_run_did(folder: Path):
    (folder / "taxi.md").write_text(TEXT.replace("stage: situation", "stage: design"), "utf-8")
    (folder / "other.toml").write_text('documents = ["*.md"]\n', "utf-8")
    options = ("--lang", "ko", "--config", "other.toml")
    said = run("lint", "taxi.md", "--today", TODAY.isoformat(), *options, cwd=folder).stdout
    command = "prospectus next taxi.md --stage design --lang ko --config other.toml"
    assert f"`{command}`" in said
    assert run(*command.split()[1:], cwd=folder).stdout.startswith("taxi.md: ")
    plain = run("lint", "taxi.md", "--today", TODAY.isoformat(), cwd=folder).stdout
    assert "`prospectus next taxi.md --stage design`" in plain
