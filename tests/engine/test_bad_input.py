"""Bad input gives one clear finding at its true line; the other files are still checked. One golden file each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from prospectus.engine.files import decode
from prospectus.output.text import render
from support.command import run
from support.samples import PROJECTS, lint_text, lint_texts

GOLDEN = Path(__file__).parents[1] / "portfolios" / "bad-input"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))

GOOD = (PROJECTS / "bike-rebalancing.md").read_text("utf-8")
HEAD, FACTS, BODY = (part.strip("\n") for part in GOOD.split("---\n", 2))


def document(facts: str, *, close: str = "---\n") -> str:
    return f"---\n{facts}\n{close}\n{BODY}\n"


def with_line(line: str) -> str:
    return document(f"{FACTS}\n{line}")


def replaced(key: str, line: str) -> str:
    lines = [line if entry.startswith(f"{key}:") else entry for entry in FACTS.splitlines()]
    return document("\n".join(lines))


BOMB = "x-a: &a [k, k, k, k, k, k, k, k, k, k]\n" + "\n".join(
    f"x-{name}: &{name} [{', '.join(['*' + before] * 10)}]"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)

CASES: dict[str, str | bytes] = {
    "unclosed": document(FACTS, close=""),
    "broken": with_line("x-author: @someone"),
    "broken-flow": with_line("x-tags: [one, two"),
    "broken-quote": with_line('x-title: "never closed'),
    "broken-colon": with_line("x-note: one: two"),
    "duplicate-key": with_line("title: Another title"),
    "tab": with_line("x-map:\n\tkey: value"),
    "impossible-date": replaced("updated", "updated: 2026-13-45"),
    "alias-bomb": with_line(BOMB),
    "cyclic-alias": with_line("x-loop: &loop\n  - *loop"),
    "deep-nesting": with_line("x-deep: " + "[" * 3000 + "]" * 3000),
    "list": "---\n- one\n- two\n---\n\n# A list\n",
    "scalar": "---\njust words\n---\n\n# A scalar\n",
    "no-front-matter": "# A title\n\nSome text.\n",
    "no-fence-but-a-rule": "# A title\n\n---\n\n## Situation\n\nSome text.\n",
    "not-first": "\n<!-- a comment -->\n" + GOOD,
    "invalid-utf-8": GOOD.encode() + b"\nnot \xff utf-8\n",
    "nul": with_line("x-nul: a\0b"),
    "control-character": with_line("x-bell: a\x07b"),
    "empty": "",
    "blank": "\n\n  \n",
    "empty-front-matter": "---\n---\n\n# Nothing\n",
    "id-008": replaced("id", "id: 008"),
    "id-7": replaced("id", "id: 7"),
    "status-on": replaced("status", "status: on"),
    "not-finite": with_line(
        "metrics:\n  - {id: mae, name: MAE, kind: model, role: observed, direction: min, target: .nan}"
    ),
    "overflow": with_line(
        "metrics:\n  - {id: mae, name: MAE, kind: model, role: observed, direction: min, target: 1e999}"
    ),
    "complex-key": with_line("? [a, b]\n: value"),
    "python-tag": with_line("x-run: !!python/object/apply:os.system [ls]"),
    "unknown-alias": with_line("x-what: *nothing"),
    "stage-misspelt": replaced("stage", "stage: situatoin"),
}


@pytest.mark.parametrize("name", CASES)
def test_one_finding_at_the_true_place(name: str):
    report = lint_text(CASES[name])
    assert len(report.diagnostics) == 1, [diagnostic.message for diagnostic in report.diagnostics]
    golden = GOLDEN / f"{name}.txt"
    shown = render(report, "en") + "\n" + render(lint_text(CASES[name], lang="ko"), "ko")
    if UPDATE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")


@pytest.mark.parametrize("name", CASES)
def test_the_other_files_are_still_checked(name: str):
    texts = {"bad.md": CASES[name], "other.md": replaced("id", "id: other").replace("status: ", "status: x")}
    report = lint_texts(texts)
    assert {diagnostic.path for diagnostic in report.diagnostics} == {"bad.md", "other.md"}


@pytest.mark.parametrize("change", ["\ufeff{}", "{}"], ids=["bom", "plain"])
@pytest.mark.parametrize("ends", ["\r\n", "\n"], ids=["crlf", "lf"])
def test_bom_and_crlf_change_nothing(change: str, ends: str):
    def findings(text: str) -> list[tuple[object, ...]]:
        return [(entry.code, entry.start, entry.end, entry.message) for entry in lint_text(text).diagnostics]

    assert findings(change.format(GOOD.replace("\n", ends))) == findings(GOOD)
    for name in ("broken", "duplicate-key", "impossible-date", "stage-misspelt", "tab"):
        bad = CASES[name]
        assert isinstance(bad, str)
        assert findings(change.format(bad.replace("\n", ends))) == findings(bad)


def test_the_place_of_a_wrong_byte_is_counted_in_characters():
    text, problem = decode("가나\n다".encode() + b"\xff")
    assert problem is not None
    assert (problem.kind, text[problem.span.start]) == ("encoding", "\ufffd")


def test_yes_and_no_are_answers():
    text = (PROJECTS / "subscriber-churn.md").read_text("utf-8")
    assert not [entry for entry in lint_texts({"subscriber-churn.md": text}).diagnostics if entry.code == "STR03"]


# -- files ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    (tmp_path / "prospectus.toml").write_text('documents = ["docs/**/*.md"]\n', "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "good.md").write_text(GOOD, "utf-8")
    return tmp_path


def test_a_file_of_5_mb_is_one_finding(portfolio: Path):
    (portfolio / "docs" / "large.md").write_text(GOOD + "word " * 1_000_000, "utf-8")
    done = run("lint", cwd=portfolio)
    assert (done.returncode, done.stdout.count("error[")) == (1, 1)
    assert "docs/large.md:1:1: error[STR01]" in done.stdout


def test_a_link_out_of_the_tree_is_not_followed(portfolio: Path, tmp_path_factory: pytest.TempPathFactory):
    secret = tmp_path_factory.mktemp("outside") / "secret.md"
    secret.write_text("password: swordfish", "utf-8")
    (portfolio / "docs" / "link.md").symlink_to(secret)
    done = run("lint", cwd=portfolio)
    assert (done.returncode, done.stdout.count("error[")) == (1, 1)
    assert "docs/link.md:1:1: error[STR01]" in done.stdout
    assert "swordfish" not in done.stdout + done.stderr


def test_a_broken_link_is_one_finding(portfolio: Path):
    (portfolio / "docs" / "gone.md").symlink_to(portfolio / "docs" / "nowhere.md")
    done = run("lint", cwd=portfolio)
    assert (done.returncode, done.stdout.count("error[")) == (1, 1)


def test_a_file_that_cannot_be_read_is_one_finding(portfolio: Path):
    # Nobody can open a link to itself, root included.
    (portfolio / "docs" / "loop.md").symlink_to("loop.md")
    done = run("lint", cwd=portfolio)
    assert (done.returncode, done.stdout.count("error[")) == (1, 1)
    assert "Traceback" not in done.stderr
