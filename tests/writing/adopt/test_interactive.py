"""``prospectus adopt --interactive`` at a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# Churn

## What is going on today

Since May 18% of the subscribers leave each month, by the billing logs.

## Rollout thoughts

A tenth of the calls first, then all.

## Keeping an eye on it

Each Monday.
"""


def answer(
    folder: Path, *answers: str, end: str = "", paths: tuple[str, ...] = ("churn.md",), text: str = TEXT
) -> tuple[int, str]:
    """Exit code and output of a run at a terminal at which somebody types, ``end`` without a line end."""
    (folder / "prospectus.toml").write_text('documents = ["*.md"]\n', "utf-8")
    for path in paths:
        (folder / path).write_text(text, "utf-8")
    here, there = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "prospectus",
        "adopt",
        *paths,
        "--interactive",
        "--receipt",
        "receipt.json",
        "--owner",
        "Dana",
        "--lang",
        "en",
    ]
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=there,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUTF8": "1"},
    ) as process:
        os.close(there)
        os.write(here, ("".join(f"{word}\n" for word in answers) + end).encode())
        out = process.communicate(timeout=60)[0].decode()
    os.close(here)
    return process.returncode, out


def test_answers_become_facts(tmp_path: Path):
    code, out = answer(tmp_path, "", "", "monitring", "monitoring", "y")
    assert code == 0, out
    assert "no section has the id 'monitring'; did you mean 'monitoring'?" in out
    front = (tmp_path / "churn.md").read_text("utf-8").partition("\n---\n")[0]
    assert (
        "sections:\n  situation: What is going on today\n  deployment: Rollout thoughts\n  monitoring: Keeping an eye on it"
        in front
    )
    assert "# " not in front.partition("schema")[2]
    assert (tmp_path / "churn.md").read_text("utf-8").endswith(TEXT)
    # What is to be written is shown before it is asked about, and what was answered needs no decision any more.
    shown, _, asked = out.partition("Write churn.md?")
    assert "  situation: What is going on today" in shown
    assert "does “" not in out
    assert asked.rstrip().endswith("churn.md: adopted\nNext: `prospectus next churn.md`")


def test_a_no_is_not_asked_again_and_nothing_is_written_without_consent(tmp_path: Path):
    code, out = answer(tmp_path, "n", "n", "n", "n")
    assert code == 0, out
    assert "would be adopted; nothing is written" in out
    assert "sections:" not in out
    assert "churn.md: skipped: left as it is, as you said" in out
    assert "Next:" not in out
    assert (tmp_path / "churn.md").read_text("utf-8") == TEXT


def test_the_same_words_are_a_yes_and_a_no_everywhere(tmp_path: Path):
    code, out = answer(tmp_path, "아니요", "예", "ㄴ", "whatever", "아니요")
    assert code == 0, out
    assert "deployment: Rollout thoughts" in out
    assert "monitoring: Keeping" not in out
    assert (tmp_path / "churn.md").read_text("utf-8") == TEXT


def test_an_answer_stays_although_what_it_names_is_too_short(tmp_path: Path):
    text = (
        "# Churn\n\n## Rollout thoughts\n\nSlowly.\n\n## Keeping an eye on it\n\nEach Monday, with the billing logs.\n"
    )
    code, out = answer(tmp_path, "situation", "", "y", text=text)
    assert code == 0, out
    front = (tmp_path / "churn.md").read_text("utf-8").partition("\n---\n")[0]
    assert "sections:\n  situation: Rollout thoughts\n  monitoring: Keeping an eye on it\n" in front
    assert "  - rule: STR06\n    path: '## situation'\n" in front


def test_what_was_written_before_somebody_stops_is_told(tmp_path: Path):
    code, out = answer(tmp_path, "", "", "", "y", end="\x04", paths=("churn.md", "other.md"))
    assert code == 2
    assert "stopped: 1 of 2 files were not looked at" in out
    told = json.loads((tmp_path / "receipt.json").read_text("utf-8"))["files"]
    assert [one["path"] for one in told] == ["churn.md"]
    assert "schema: prospectus/1" in (tmp_path / "churn.md").read_text("utf-8")
    assert (tmp_path / "other.md").read_text("utf-8") == TEXT


def test_whoever_stops_at_once_has_changed_nothing(tmp_path: Path):
    code, out = answer(tmp_path, end="\x04")
    assert code == 2
    assert "Traceback" not in out
    assert not (tmp_path / "receipt.json").exists()
    assert (tmp_path / "churn.md").read_text("utf-8") == TEXT
