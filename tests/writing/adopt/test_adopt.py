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


def codes_of_errors(folder: Path) -> list[str]:
    done = run("lint", "--no-cache", "--format", "json", "--today", DAY, cwd=folder)
    return [one["code"] for one in json.loads(done.stdout)["diagnostics"] if one["severity"] == "error"]


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


@pytest.mark.parametrize(
    "head",
    [
        "# Churn\n\nAuthor: Mina Park\nDate: 2024-03-05\nStatus: Draft\n",
        '+++\ntitle = "Churn 17"\ndate = 2024-03-05\n+++\n\n# Churn\n',
        "# Churn\n\n| Author | Date | Status |\n|---|---|---|\n| Mina Park | 2024-03-05 | Draft |\n",
    ],
)
def test_who_wrote_it_and_when_makes_no_document_of_a_template(tmp_path: Path, head: str):
    asked = "\n## Problem\n\nTBD\n\n## Data\n\n_Describe it._\n\n## Model\n\n[Your text]\n\n## Team\n\nTBD\n"
    only(tmp_path, head + asked)
    assert "It is a template: nothing is written yet." in adopt(tmp_path, "docs/churn.md").stdout
    only(tmp_path, head + asked.replace("TBD", "Each month 4.1 % of 310,000 subscribers leave.", 1))
    assert "It is a template" not in adopt(tmp_path, "docs/churn.md").stdout


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
    "receipt-over-something-else": (["docs", "--receipt", "prospectus.toml"], "is there already and is no receipt"),
    "receipt-in-no-folder": (["docs", "--write", "--receipt", "nowhere/receipt.json"], "there is no folder nowhere"),
    "receipt-is-a-folder": (["docs", "--write", "--receipt", "empty"], "is a folder"),
    "nothing-there": (["empty"], "no Markdown file is in empty"),
    "owner-empty": (["docs", "--owner", ""], "name one person"),
    "owner-of-two-lines": (["docs", "--owner", "Dana\nKim"], "name one person"),
    "owner-is-a-team": (["docs", "--owner", "ml-team"], "name one person"),
    "owner-is-open": (["docs", "--owner", "TBD"], "name one person"),
}


@pytest.mark.parametrize("case", USAGE)
def test_bad_usage_ends_with_2_and_says_what_to_do(folder: Path, case: str):
    (folder / "empty").mkdir()
    arguments, expected = USAGE[case]
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    done = run("adopt", *arguments, "--today", DAY, cwd=folder, stdin="")
    assert {file: file.read_bytes() for file in before} == before
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


def test_ids_that_two_documents_have_are_told_apart(tmp_path: Path):
    one = only(tmp_path, f"---\nid: intro\n---\n# A\n\n{PROBLEM}", "one/a.md")
    two = only(tmp_path, f"---\nid: intro\n---\n# B\n\n{PROBLEM}", "two/b.md")
    done = adopt(tmp_path, "docs", "--write")
    assert done.returncode == 0, done.stdout
    fronts = [front_of(one), front_of(two)]
    assert sum("\nid: intro\n" in front for front in fronts) == 1
    assert sum("\nx-id: intro\n" in front for front in fronts) == 1
    assert codes_of_errors(tmp_path) == []


def test_documents_adopted_one_by_one_outside_of_the_configuration_get_ids_of_their_own(tmp_path: Path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "prospectus.toml").write_text(CONFIG, "utf-8")
    for name in ("doc", "design", "design-doc"):
        (tmp_path / "notes" / f"{name}.md").write_text(f"# Taxi calls\n\n{PROBLEM}", "utf-8")
        adopt(tmp_path, f"notes/{name}.md", "--write")
    ids = {
        re.search(r"^id: (.*)$", file.read_text("utf-8"), re.MULTILINE)[1] for file in (tmp_path / "notes").iterdir()
    }  # type: ignore[index]
    assert ids == {"taxi-calls", "taxi-calls-2", "taxi-calls-3"}


def test_what_refers_to_no_document_goes_on_under_another_name(tmp_path: Path):
    only(tmp_path, f"---\nschema: prospectus/1\nid: stock\n---\n# A\n\n{PROBLEM}", "stock.md")
    file = only(tmp_path, f"---\ndepends_on: [warehouse]\n---\n# A\n\n{PROBLEM}", "one.md")
    kept = only(tmp_path, f"---\ndepends_on: [stock]\n---\n# B\n\n{PROBLEM}", "two.md")
    done = adopt(tmp_path, "docs/one.md", "--write")
    assert "`depends_on` names 'warehouse', and no document has that id" in done.stdout
    adopt(tmp_path, "docs/two.md", "--write")
    assert "\nx-depends_on: [warehouse]\n" in front_of(file)
    assert "\ndepends_on: [stock]\n" in front_of(kept)


@pytest.mark.parametrize("identity", ["a-b", "Not An Id", "taken"])
def test_a_front_matter_below_empty_lines_stays_text(tmp_path: Path, identity: str):
    only(tmp_path, f"---\nschema: prospectus/1\nid: taken\n---\n# A\n\n{PROBLEM}", "there.md")
    text = f"\n\n---\nid: {identity}\ntitle: Calls\nowner: Min Lee\n---\n# A\n\n{PROBLEM}"
    file = only(tmp_path, text)
    done = adopt(tmp_path, "docs/churn.md", "--write", owner="")
    assert done.returncode == 0, done.stdout
    assert file.read_text("utf-8").endswith(text)
    assert "\nid: churn\ntitle: " in front_of(file)
    assert "\nowner: Min Lee\n" in front_of(file)


def test_the_reason_of_a_skipped_document_is_what_cannot_be_read(tmp_path: Path):
    only(tmp_path, f"---\nid: DOC-1\nstage: beta\nowners: [@lead]\n---\n# A\n\n{PROBLEM}")
    done = adopt(tmp_path, "docs/churn.md")
    assert "skipped: 4: a value cannot begin with `@`" in done.stdout


def test_a_repeated_heading_does_not_cost_the_entries_of_others(tmp_path: Path):
    twice = "## Data\n\nThe calls of two years.\n\n" * 2
    file = only(tmp_path, f"# A\n\n{PROBLEM}\n{twice}## Evalution\n\nOn the calls of May.\n")
    adopt(tmp_path, "docs/churn.md", "--write")
    assert "sections:\n  evaluation: Evalution\n" in front_of(file)
    assert errors_of_structure(tmp_path) == []


def test_a_japanese_document_says_of_itself_what_a_korean_one_does_and_is_no_template(tmp_path: Path):
    about = (
        "| 項目 | 内容 |\n|---|---|\n| 作成者 | 山田太郎 |\n| 作成日 | 2026年3月5日 |\n| ステータス | レビュー中 |\n"
    )
    prose = "当社では毎月多くの顧客が解約しており、現在は担当者が手作業で電話をかけている。\n"
    headings = ("背景", "目的", "課題", "評価指標", "データ", "モデル", "監視")
    file = only(tmp_path, f"# 解約予測の設計書\n\n{about}\n" + "".join(f"## {name}\n\n{prose}\n" for name in headings))
    done = adopt(tmp_path, "docs", "--write", owner="")
    assert "docs/churn.md: adopted" in done.stdout
    assert "template" not in done.stdout
    front = front_of(file)
    assert "title: 解約予測の設計書\nlang: ja\n" in front
    assert "status: in-review\nowner: 山田太郎\ncreated: 2026-03-05\n" in front
    assert "#   metrics: 評価指標  # line" in front
    assert errors_of_structure(tmp_path) == []


UNMARKED = {
    "bold": "**1. Background**|**Goals:**|**Metrics**",
    "html": "<h2>Background</h2>|<h2 align='center'>Goals</h2>|<h3>Metrics</h3>",
    "numbered": "1. 기획 배경 및 목표|2. 시스템 아키텍처|3. 평가 지표",
}


@pytest.mark.parametrize("form", UNMARKED)
def test_lines_that_only_look_like_headings_are_told(tmp_path: Path, form: str):
    lines = UNMARKED[form].split("|")
    file = only(tmp_path, "".join(f"{line}\n\nSince May 18% of the calls get no taxi.\n\n" for line in lines))
    done = adopt(tmp_path, "docs/churn.md", "--write")
    assert "it has hardly a heading; line 1 (" in done.stdout
    assert errors_of_structure(tmp_path) == []
    only(tmp_path, "".join(f"## {line}\n\nSince May 18% of the calls get no taxi.\n\n" for line in lines), "other.md")
    assert "hardly a heading" not in adopt(tmp_path, "docs/other.md").stdout
    assert file.read_bytes().endswith(b"no taxi.\n\n")


def test_a_key_that_a_contract_of_ones_own_asks_for_at_once_is_held_back(tmp_path: Path):
    file = only(tmp_path, f"---\nmetrics: [accuracy]\n---\n# A\n\n{PROBLEM}")
    contract = tmp_path / "contracts" / "ours"
    contract.mkdir(parents=True)
    (contract / "lifecycle.yml").write_text(
        "schema: prospectus-lifecycle/1\nid: ours\nextends: ml-lifecycle\n", "utf-8"
    )
    fact = {"type": "string", "title": "Cost center", "description": "Where it is booked.", "requiredFrom": "situation"}
    (contract / "schema.json").write_text(json.dumps({"properties": {"cost_center": fact}}), "utf-8")
    (tmp_path / "prospectus.toml").write_text(f'contract = "contracts/ours"\n{CONFIG}', "utf-8")
    done = adopt(tmp_path, "docs/churn.md", "--write")
    assert done.returncode == 0, done.stdout
    assert "  - rule: STR03\n    path: cost_center\n    reason: adopted; not written yet\n" in front_of(file)
    assert errors_of_structure(tmp_path) == []


def test_the_end_of_a_shallow_clone_made_no_document(tmp_path: Path):
    whole = GitRepository(tmp_path / "whole")
    whole.write("prospectus.toml", CONFIG)
    for number, (day, name) in enumerate((("2024-03-04", "Min Lee"), ("2024-05-06", "Dana Kim"), ("2024-07-08", "Jo"))):
        whole.write(f"docs/{number}.md", f"# Calls\n\n{PROBLEM}")
        whole.git("add", "-A")
        whole.git("commit", "-qm", "x", day=day, GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL="m@example.com")
    whole.git("clone", "-q", "--depth", "2", f"file://{whole.root}", str(tmp_path / "cut"))
    known = adopt(tmp_path / "cut", "docs/2.md", owner="").stdout
    assert "owner: Jo <m@example.com>\n  created: 2024-07-08\n" in known
    unknown = adopt(tmp_path / "cut", "docs/0.md", owner="").stdout
    assert "Dana Kim" not in unknown
    assert f"created: {DAY}\n  updated: {DAY}\n" in unknown


def test_long_runs_of_equal_characters(tmp_path: Path):
    for number, char in enumerate(("x", "背", "*", "_", "1.", "<h1 ", "[", "|", "`", "- ", "가", ": ")):
        only(tmp_path, f"# A\n\n{char * 100_000}\n\n**{char * 100_000}**\n\n{PROBLEM}", f"{number}.md")
    done = adopt(tmp_path, "docs", "--write")
    assert "12 files: 11 adopted, 0 already, 1 skipped, 0 failed" in done.stdout  # a fence holds all that is below it
    assert [entry for entry in errors_of_structure(tmp_path) if not entry.startswith("docs/8.md")] == []


def test_the_line_for_a_document_outside_of_the_configuration_is_one_that_names_it(tmp_path: Path):
    (tmp_path / "a[b] {c}").mkdir()
    (tmp_path / "a[b] {c}" / "calls.md").write_text(f"# Calls\n\n{PROBLEM}", "utf-8")
    done = adopt(tmp_path, "a[b] {c}/calls.md", "--write")
    line = done.stderr.partition("prospectus.toml has: ")[2]
    assert line.startswith("documents = ")
    (tmp_path / "prospectus.toml").write_text(line, "utf-8")
    assert "1 document checked" in run("lint", "--today", DAY, cwd=tmp_path).stderr
