"""``prospectus adopt`` on documents that were written before the tool was there."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from prospectus.ground.shipped import read_schema
from support.command import run
from support.git_repository import GitRepository

if TYPE_CHECKING:
    from subprocess import CompletedProcess

LEGACY = Path(__file__).parents[2] / "portfolios" / "adopt"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
NAMES = sorted(file.stem for file in LEGACY.glob("*.md"))
DAY = "2026-11-23"
CONFIG = 'documents = ["docs/**/*.md"]\n'
PROBLEM = "## Problem\n\nSince May 18% of the calls get no taxi, by the logs of the dispatch desk.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The legacy documents in a folder of their own."""
    (tmp_path / "prospectus.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "docs").mkdir()
    for name in NAMES:
        (tmp_path / "docs" / f"{name}.md").write_bytes((LEGACY / f"{name}.md").read_bytes())
    return tmp_path


def adopt(folder: Path, *arguments: str, lang: str = "en", owner: str = "Dana Kim") -> CompletedProcess[str]:
    known = ["--owner", owner] if owner else []
    return run("adopt", *arguments, "--today", DAY, "--lang", lang, *known, cwd=folder)


def only(folder: Path, content: str | bytes, name: str = "churn.md") -> Path:
    """A folder with one document."""
    file = folder / "docs" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    (folder / "prospectus.toml").write_text(CONFIG, "utf-8")
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def errors_of_structure(folder: Path) -> list[str]:
    done = run("lint", "--no-cache", "--format", "json", "--today", DAY, cwd=folder)
    found = json.loads(done.stdout)["diagnostics"]
    return [
        f"{one['path']} {one['code']} {one['message']}"
        for one in found
        if one["severity"] == "error" and one["code"].startswith("STR")
    ]


def body_of(data: bytes) -> bytes:
    """What stands below the front matter."""
    text = data.removeprefix(b"\xef\xbb\xbf")
    closing = re.search(rb"^---\r?\n", text[3:], re.MULTILINE) if re.match(rb"---\r?\n", text) else None
    return text[3 + closing.end() :] if closing else text


def front_of(file: Path) -> str:
    data = file.read_bytes()
    return data[: len(data) - len(body_of(data))].decode()


def uncommented(data: bytes) -> bytes:
    """A document in which everything that is suggested is taken as a fact."""
    body = body_of(data)
    front = data[: len(data) - len(body)].decode()
    own, ours, added = front.partition("schema: prospectus/1")
    return (own + ours + re.sub(r"^# ", "", added, flags=re.MULTILINE)).encode() + body


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_what_is_proposed_for_one_document(folder: Path, name: str, lang: str):
    done = adopt(folder, f"docs/{name}.md", lang=lang)
    assert (done.returncode, done.stderr) == (0, "")
    golden = LEGACY / f"{name}.{lang}.txt"
    if UPDATE:
        golden.write_text(done.stdout, "utf-8")
    assert done.stdout == golden.read_text("utf-8")
    assert (folder / "docs" / f"{name}.md").read_bytes() == (LEGACY / f"{name}.md").read_bytes()


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_report_over_a_folder(folder: Path, lang: str):
    (folder / "docs" / "README.md").write_text("# Read me\n", "utf-8")
    (folder / "docs" / "note.md").write_text("# A note\n\nBuy milk.\n", "utf-8")
    done = adopt(folder, "docs", "--dry-run", lang=lang)
    assert (done.returncode, done.stderr) == (0, "")
    golden = LEGACY / f"folder.{lang}.txt"
    if UPDATE:
        golden.write_text(done.stdout, "utf-8")
    assert done.stdout == golden.read_text("utf-8")
    assert sorted(file.name for file in folder.rglob("*") if file.is_file()) == sorted(
        ["prospectus.toml", "README.md", "note.md", *(f"{name}.md" for name in NAMES)]
    )


def test_adopted_documents_keep_their_bodies_and_their_structure(folder: Path):
    done = adopt(folder, "docs", "--write")
    assert done.returncode == 0, done.stderr
    for name in NAMES:
        before, after = (LEGACY / f"{name}.md").read_bytes(), (folder / "docs" / f"{name}.md").read_bytes()
        assert after != before
        assert body_of(after) == body_of(before)
    assert errors_of_structure(folder) == []


def test_adopting_again_changes_nothing_even_after_an_edit(folder: Path):
    adopt(folder, "docs", "--write")
    edited = folder / "docs" / "churn.md"
    edited.write_text(edited.read_text("utf-8").replace("stage: situation", "stage: problem") + "\nMore.\n", "utf-8")
    before = {file: file.read_bytes() for file in (folder / "docs").glob("*.md")}
    done = adopt(folder, "docs", "--write")
    assert "0 adopted, 6 already" in done.stdout
    assert {file: file.read_bytes() for file in before} == before
    assert adopt(folder, "docs/churn.md", "--write").stdout == "docs/churn.md: already adopted, nothing to do\n"


def test_everything_suggested_may_be_taken(folder: Path):
    adopt(folder, "docs", "--write")
    for file in (folder / "docs").glob("*.md"):
        before = file.read_bytes()
        file.write_bytes(uncommented(before))
    assert "\n  deployment: 7. Rollout thoughts" in front_of(folder / "docs" / "churn.md")
    assert "\nmetrics:\n" in front_of(folder / "docs" / "churn.md")
    assert errors_of_structure(folder) == []


def test_the_receipt_keeps_its_schema(folder: Path):
    adopt(folder, "docs", "--write", "--receipt", "receipt.json")
    receipt = json.loads((folder / "receipt.json").read_text("utf-8"))
    jsonschema.validate(receipt, read_schema("adopt.schema.json"))
    files = {file["path"]: file for file in receipt["files"]}
    card = files["docs/model-card.md"]
    assert card["moved"] == [
        {"key": "metrics", "to": "x-metrics", "line": 6},
        {"key": "status", "to": "x-status", "line": 11},
    ]
    assert card["before"] != card["after"]
    assert [one["rule"] for one in card["waived"]] == ["STR05"]
    churn = files["docs/churn.md"]
    assert {"path": "metrics.0.target", "value": 0.78, "line": 41} in churn["facts"]
    assert {"section": "deployment", "heading": "7. Rollout thoughts", "line": 43} in churn["questions"]
    assert len(churn["first"]) == 3
    assert receipt["topics"]["baseline"] == {"text": 4, "headings": 3}
    assert receipt["totals"]["adopted"] == 6


def test_a_template_is_told_and_never_speaks_for_a_stage(folder: Path):
    done = adopt(folder, "docs/blank.md", "--receipt", "receipt.json")
    assert "It is a template: nothing is written yet." in done.stdout
    (blank,) = json.loads((folder / "receipt.json").read_text("utf-8"))["files"]
    assert (blank["is_template"], blank["sections_speak_for"], blank["stage"]) == (True, None, "situation")


CASES: dict[str, tuple[bytes, str]] = {
    "crlf": (b"# A\r\n\r\n## Problem\r\n\r\nWe see 18% of it in the logs.\r\n", "schema: prospectus/1\r\n"),
    "bom": (b"\xef\xbb\xbf# A\n\n## Problem\n\nWe see 18% of it in the logs.", "schema: prospectus/1\n"),
    "no-final-newline": (b"# A\n\n## Problem\n\nWe see 18% of it", "schema: prospectus/1\n"),
    "empty-front-matter": (b"---\n---\n# A\n\n## Problem\n\nWe see 18% of it\n", "schema: prospectus/1\n"),
    "in-brackets": (
        b'---\n{a: 1, title: "A: b"}\n---\n# A\n\n## Problem\n\n18% of it\n',
        '{a: 1, title: "A: b", schema: prospectus/1',
    ),
    "indented": (b"---\n  title: A\n  tags: [a]\n---\n# A\n\n## Problem\n\n18% of it\n", "\n  schema: prospectus/1\n"),
    "comments-and-quotes": (
        b"---\n# mine\ntitle: 'A'  # a name\n---\n# A\n\n## Problem\n\n18%\n",
        "# mine\ntitle: 'A'  # a name\nschema",
    ),
    "toml": (b'+++\ntitle = "A"\nauthors = ["Min Lee"]\n+++\n# A\n\n## Problem\n\n18%\n', "schema: prospectus/1\n"),
    "further-down": (
        b"# A\n---\nAuthor: Min Lee\nDate: 2024-01-02\n---\n\n## Problem\n\n18% of it\n",
        "created: 2024-01-02\n",
    ),
    "a-rule-at-the-top": (b"---\n\n# A\n\nFirst.\n\nSecond.\n\n---\n\n## Problem\n\n18%\n", "schema: prospectus/1\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_how_a_document_is_written_stays(tmp_path: Path, case: str):
    before, expected = CASES[case]
    file = only(tmp_path, before)
    done = adopt(tmp_path, "docs/churn.md", "--write")
    assert done.returncode == 0, done.stdout
    after = file.read_bytes()
    has_front = before.startswith(b"---\n") and case != "a-rule-at-the-top"
    assert after.endswith(body_of(before) if has_front else before.removeprefix(b"\xef\xbb\xbf"))
    assert after.startswith(b"\xef\xbb\xbf") == before.startswith(b"\xef\xbb\xbf")
    assert expected in after.decode()
    assert errors_of_structure(tmp_path) == []


SHAPES = """---
id: 008
title: 5
lang: Korean
stage: production
status: released
owner: [Min Lee, Dana Kim]
created: 2023/01/05
updated: soon
schema: other/2
data: [a
  , b]
tags: [a, a]
team: &us
  - x
copy: *us
x-data: 1
license: mit
---
"""


def test_a_value_of_another_shape_goes_on_under_another_name(tmp_path: Path):
    file = only(tmp_path, f"{SHAPES}# A\n\n{PROBLEM}")
    done = adopt(tmp_path, "docs/churn.md", "--write", owner="")
    assert done.returncode == 0, done.stdout
    front = front_of(file)
    moved = ["id", "title", "lang", "stage", "status", "owner", "created", "updated", "schema", "tags", "team"]
    for key in moved:
        old = re.search(rf"^{key}:.*$", SHAPES, re.MULTILINE)
        assert old is not None
        assert f"x-{old[0]}\n" in front
    assert "x-data-2: [a\n  , b]\n" in front
    assert "license: mit\n" in front
    assert "owner: Min Lee\ncreated: 2023-01-05\n" in front
    assert errors_of_structure(tmp_path) == []


def test_what_the_document_brings_along_stays_where_it_holds(tmp_path: Path):
    file = only(tmp_path, f"---\nid: my-churn\nstatus: approved\nowner: Min Lee\n---\n# A\n\n{PROBLEM}")
    adopt(tmp_path, "docs/churn.md", "--write", owner="")
    assert front_of(file).startswith(
        "---\nid: my-churn\nstatus: approved\nowner: Min Lee\nschema: prospectus/1\ntitle: A\n"
    )


def test_a_stage_of_which_too_much_is_missing_goes_on_under_another_name(tmp_path: Path):
    file = only(tmp_path, f"---\nstage: action\ntitle: A\n---\n# A\n\n{PROBLEM}")
    adopt(tmp_path, "docs/churn.md", "--write")
    assert "x-stage: action\n" in front_of(file)
    assert "\nstage: situation\n" in front_of(file)


def test_the_latest_stage_that_holds_is_written(tmp_path: Path):
    facts = "business: {service: Taxi calls, value: Fewer calls without a taxi}\nproblem: {statement: Calls get no taxi, question: Where will they come from}"
    texts = "".join(
        f"## {title}\n\nSince May 18% of the calls get no taxi, by our logs; this is about {title}.\n\n"
        for title in ("Situation", "Business model", "Problem definition", "Causes and options")
    )
    file = only(tmp_path, f"---\n{facts}\n---\n# A\n\n{texts}")
    done = adopt(tmp_path, "docs/churn.md", "--write", "--receipt", "receipt.json")
    (told,) = json.loads((tmp_path / "receipt.json").read_text("utf-8"))["files"]
    assert told["sections_speak_for"] == "problem", done.stdout
    if told["stage"] == "situation":  # the facts of the problem are too few
        assert "## Its sections speak for `problem`" in front_of(file)
    assert errors_of_structure(tmp_path) == []


def test_a_stage_that_is_asked_for_and_does_not_hold_ends_with_1_and_writes_nothing(tmp_path: Path):
    file = only(tmp_path, f"# A\n\n{PROBLEM}")
    before = file.read_bytes()
    done = adopt(tmp_path, "docs/churn.md", "--write", "--stage", "design")
    assert done.returncode == 1
    assert "at `design` it would have errors that adopting cannot mend" in done.stdout
    assert file.read_bytes() == before


def test_ids_differ_from_each_other_and_from_those_that_are_there(tmp_path: Path):
    only(tmp_path, f"---\nschema: prospectus/1\nid: churn\n---\n# A\n\n{PROBLEM}", "there.md")
    only(tmp_path, f"# A\n\n{PROBLEM}", "one/churn.md")
    only(tmp_path, f"# A\n\n{PROBLEM}", "two/churn.md")
    only(tmp_path, f"# A\n\n{PROBLEM}", "예측.md")
    adopt(tmp_path, "docs", "--write")
    ids = {
        re.search(r"^id: (.*)$", file.read_text("utf-8"), re.MULTILINE)[1] for file in (tmp_path / "docs").rglob("*.md")
    }  # type: ignore[index]
    assert ids == {"churn", "churn-2", "churn-3", "yecheuk"}


def test_git_tells_who_wrote_a_document_and_when(tmp_path: Path):
    repository = GitRepository(tmp_path)
    repository.write("prospectus.toml", CONFIG)
    names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]

    def commit(day: str, name: str) -> None:
        repository.git("add", "-A", day=day)
        repository.git("commit", "-qm", "x", day=day, GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL="m@example.com")

    for name in names:
        repository.write(f"docs/{name}.md", f"# {name}\n\n{PROBLEM}")
    commit("2024-02-03", "dependabot[bot]")
    for day in ("2024-03-04", "2024-05-06"):
        for name in names:
            repository.write(f"docs/{name}.md", f"# {name}\n\n{PROBLEM}\n{day}\n")
        commit(day, "Min Lee")
    expected = "owner: Min Lee <m@example.com>\ncreated: 2024-02-03\nupdated: 2024-05-06\n"
    assert expected in adopt(tmp_path, "docs/a.md", owner="").stdout.replace("\n  ", "\n")
    adopt(tmp_path, "docs", "--write", owner="")  # of many files git is asked at once
    for name in names:
        assert expected in front_of(tmp_path / "docs" / f"{name}.md")


def test_a_document_is_no_younger_than_what_it_states(tmp_path: Path):
    repository = GitRepository(tmp_path)
    repository.write("prospectus.toml", CONFIG)
    repository.write("docs/a.md", f"# A\n\nLast updated: 2024-02-03\n\n{PROBLEM}")
    repository.git("add", "-A", day="2024-05-06")
    repository.git("commit", "-qm", "x", day="2024-05-06")
    done = adopt(tmp_path, "docs/a.md")
    assert "  created: 2024-02-03\n  updated: 2024-02-03\n" in done.stdout
    assert "created (stated in the document), updated (stated in the document)" in done.stdout


def test_several_facts_in_one_line_are_told_apart(tmp_path: Path):
    file = only(tmp_path, f"# 수요 예측\n\n작성자: 김하늘 / 작성일: 2026.05.18 / 상태: 검토 중\n\n{PROBLEM}")
    adopt(tmp_path, "docs/churn.md", "--write", owner="")
    assert "status: in-review\nowner: 김하늘\ncreated: 2026-05-18\n" in front_of(file)


def test_headings_that_nobody_would_doubt_are_written_as_facts(tmp_path: Path):
    text = "# Problem\n\nWe lose 18% of the subscribers each month.\n\n# Data\n\nLogs of 10,000 rows.\n\n# Metrcis\n\nThe AUC shall be 0.9.\n"
    file = only(tmp_path, text)
    adopt(tmp_path, "docs/churn.md", "--write")
    assert "sections:\n  problem-definition: Problem\n" in front_of(file)
    assert errors_of_structure(tmp_path) == []


def test_what_is_wrong_in_the_body_is_held_back_with_an_end(tmp_path: Path):
    text = f"# A\n\n{PROBLEM}\n{PROBLEM}\n<!-- section: nope -->\n## Q\n\n[a](x.md) ![b](y.png)\n"
    file = only(tmp_path, text)
    done = adopt(tmp_path, "docs/churn.md", "--write")
    assert front_of(file).count("expires: 2027-02-21\n") == 5
    assert "path: link x.md\n" in front_of(file)
    assert "STR09 is held back for 90 days" in done.stdout
    assert errors_of_structure(tmp_path) == []


def test_many_findings_of_one_rule_are_held_back_together(tmp_path: Path):
    file = only(tmp_path, f"# A\n\n{PROBLEM}\n" + "".join(f"[a](x{number}.md)\n" for number in range(20)))
    adopt(tmp_path, "docs/churn.md", "--write")
    assert front_of(file).count("rule: STR09\n") == 1
    assert errors_of_structure(tmp_path) == []


def test_a_document_outside_of_the_configuration_is_adopted_and_told(tmp_path: Path):
    (tmp_path / "prospectus.toml").write_text('documents = ["docs/projects/*.md"]\n', "utf-8")
    file = tmp_path / "design" / "churn.md"
    file.parent.mkdir()
    file.write_text(f"# A\n\n{PROBLEM}", "utf-8")
    done = adopt(tmp_path, "design/churn.md", "--write")
    assert 'documents = ["docs/projects/*.md", "design/*.md"]' in done.stderr
    assert "schema: prospectus/1" in file.read_text("utf-8")


def test_where_nothing_is_configured_only_what_is_there_is_to_be(tmp_path: Path):
    file = tmp_path / "docs" / "churn.md"
    file.parent.mkdir()
    file.write_text(f"# A\n\n{PROBLEM}", "utf-8")
    done = adopt(tmp_path, "docs", "--write")
    assert 'until prospectus.toml has: documents = ["docs/*.md"]' in done.stderr


USAGE: dict[str, tuple[list[str], str]] = {
    "no-paths": ([], "Missing argument"),
    "no-such-file": (["docs/chrun.md"], "did you mean 'churn.md'?"),
    "dry-and-write": (["docs", "--dry-run", "--write"], "--dry-run writes nothing"),
    "no-such-stage": (["docs", "--stage", "desing"], "did you mean 'design'?"),
    "no-terminal": (["docs", "--interactive"], "asks at a terminal"),
    "receipt-over-a-document": (["docs", "--receipt", "docs/churn.md"], "is one of the files to adopt"),
    "nothing-there": (["empty"], "no Markdown file is in empty"),
}


@pytest.mark.parametrize("case", USAGE)
def test_bad_usage_ends_with_2_and_says_what_to_do(folder: Path, case: str):
    (folder / "empty").mkdir()
    arguments, expected = USAGE[case]
    done = run("adopt", *arguments, "--today", DAY, cwd=folder, stdin="")
    assert done.returncode == 2
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is empty"),
    "blank": (b"\n \n", "it is empty"),
    "binary": (bytes(range(256)) * 9, "not UTF-8"),
    "nul": (b"# A\n\nx\0y\n", "NUL byte"),
    "utf-8": (b"# A\n\n\xff\n", "not UTF-8"),
    "yaml": (b"---\na: [\n---\n# A\n", "this is not valid YAML"),
    "list": (b"---\n- a\n---\n# A\n", "the front matter is a list"),
    "twice": (b"---\na: 1\na: 2\n---\n# A\n", "the key a stands there twice"),
    "large": (b"# A\n\n" + b"## Data\n\nWe have 10 rows.\n\n" * 100_000, "too large"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_cannot_be_read_is_skipped_with_the_reason(tmp_path: Path, case: str):
    content, expected = BROKEN[case]
    file = only(tmp_path, content, "broken.md")
    only(tmp_path, f"# A\n\n{PROBLEM}")
    done = adopt(tmp_path, "docs/broken.md", "docs/churn.md", "--write")
    assert done.returncode == 0
    assert expected in done.stdout
    assert file.read_bytes() == content
    assert "1 adopted" in done.stdout


def test_links_folders_and_devices_named_like_documents(tmp_path: Path):
    root = tmp_path / "root"
    only(root, f"# A\n\n{PROBLEM}")
    (tmp_path / "outside.md").write_text(f"# Out\n\n{PROBLEM}", "utf-8")
    (root / "docs" / "out.md").symlink_to(tmp_path / "outside.md")
    (root / "docs" / "dead.md").symlink_to("nowhere.md")
    (root / "docs" / "folder.md").mkdir()
    os.mkfifo(root / "docs" / "fifo.md")
    done = adopt(root, "docs", "--write")
    assert done.returncode == 0, done.stderr
    assert "1 adopted, 0 already, 3 skipped, 0 failed" in done.stdout
    assert "schema" not in (tmp_path / "outside.md").read_text("utf-8")


def test_a_file_that_may_not_be_written_is_told_and_stays(tmp_path: Path):
    file = only(tmp_path, f"# A\n\n{PROBLEM}")
    file.chmod(0o444)
    done = adopt(tmp_path, "docs/churn.md", "--write")
    assert done.returncode == 1
    assert "not adopted: Permission denied" in done.stdout
    assert "schema" not in file.read_text("utf-8")


def test_ten_thousand_headings(tmp_path: Path):
    headings = "".join(f"## Heading {number} about a thing\n\nWe have {number} rows.\n\n" for number in range(10_000))
    file = only(tmp_path, f"# T\n\n{headings}")
    done = adopt(tmp_path, "docs/churn.md", "--write")
    assert done.returncode == 0
    assert file.read_bytes().endswith(headings.encode())


def data(folder: Path, *arguments: str) -> dict[str, Any]:
    adopt(folder, *arguments, "--receipt", "receipt.json")
    found: dict[str, Any] = json.loads((folder / "receipt.json").read_text("utf-8"))
    return found


def test_headings_as_people_write_them(tmp_path: Path):
    """Each with the section that a person would give it, and how sure that may be told."""
    expected = {
        "What hurts today": ("problem-definition", {"unsure", "certain"}),
        "Data descrption": ("data", {"likely", "unsure"}),
        "How we go live": ("deployment", {"unsure"}),
        "Who does what": ("team", {"unsure"}),
        "Приём данных": ("data", {"certain", "unsure"}),
        "Что может пойти не так": ("constraints", {"unsure"}),
        "누가 하나": ("team", {"unsure"}),
    }
    text = "# A\n\n" + "".join(f"## {heading}\n\nWe have 18% of it in the logs of May.\n\n" for heading in expected)
    only(tmp_path, text)
    (told,) = data(tmp_path, "docs/churn.md")["files"]
    for heading in told["mapping"]:
        section, confidences = expected[heading["heading"]]
        assert heading["sections"] == [section], heading
        assert heading["confidence"] in confidences, heading


def test_what_is_no_section_is_never_one_for_sure(tmp_path: Path):
    asides = ["How to install", "License", "Screenshots", "Table of contents", "References", "Glossary", "Friday lunch"]
    only(tmp_path, "# A\n\n" + "".join(f"## {aside}\n\nSome words on it.\n\n" for aside in asides))
    (told,) = data(tmp_path, "docs/churn.md")["files"]
    assert {one["confidence"] for one in told["mapping"]} <= {"none", "unsure"}
