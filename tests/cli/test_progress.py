"""The bar of a long run."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from prospectus.cli.progress import Bar, progress
from prospectus.config import Config
from prospectus.engine.workspace import Workspace
from support.command import run
from support.small_documents import small

if TYPE_CHECKING:
    from pathlib import Path


class Clock:
    """A clock that goes on by so many seconds with each look."""

    def __init__(self, step: float) -> None:
        self.now = 0.0
        self.step = step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def drawn(step: float, total: int = 100, lang: str = "en") -> list[str]:
    stream = io.StringIO()
    bar = Bar(stream, lang, Clock(step))
    for done in range(1, total + 1):
        bar(done, total)
    bar.clear()
    return stream.getvalue().split("\r")[1:]


def test_a_short_run_draws_nothing():
    assert drawn(0.009) == []


def test_a_long_run_draws_now_and_then_and_clears_its_line():
    *lines, last = drawn(0.05)
    assert last == "\x1b[K"
    assert lines[0] == "[" + "#" * 6 + "-" * 24 + "] 20 of 100 documents\x1b[K"
    assert len(lines) <= 41  # ten times a second
    assert "문서 100개 중 20개" in drawn(0.05, lang="ko")[0]


def test_a_terminal_that_has_gone_is_no_reason_to_fail():
    stream = io.StringIO()
    bar = Bar(stream, "en", Clock(2))
    stream.close()
    bar(1, 2)
    bar(2, 2)
    bar.clear()


def test_what_comes_after_a_run_draws_nothing():
    stream = io.StringIO()
    bar = Bar(stream, "en", Clock(2))
    bar(1, 2)
    bar.end()
    shown = stream.getvalue()
    assert shown.endswith("\r\x1b[K")
    bar(2, 2)  # a watched workspace goes on to tell
    assert stream.getvalue() == shown


def test_only_on_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with progress("en") as bar:
        assert bar is None
    assert capsys.readouterr() == ("", "")
    (tmp_path / "docs" / "projects").mkdir(parents=True)
    (tmp_path / "docs" / "projects" / "a.md").write_text(small("a"), "utf-8")
    assert "\r" not in run("lint", cwd=tmp_path).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo terminals")
def test_on_a_terminal(monkeypatch: pytest.MonkeyPatch):
    reader, writer = os.openpty()
    with os.fdopen(writer, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress("en") as bar:
            assert bar is not None
            bar._next = 0.0  # noqa: SLF001 - as if a second had gone by
            bar(1, 2)
        shown = ""
        while not shown.endswith("\x1b[K\r\x1b[K"):
            shown += os.read(reader, 1000).decode("utf-8")
        assert shown.endswith("1 of 2 documents\x1b[K\r\x1b[K")
    os.close(reader)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_workspace_tells_of_each_document(tmp_path: Path, jobs: int):
    (tmp_path / "docs" / "projects").mkdir(parents=True)
    for number in range(70):
        (tmp_path / "docs" / "projects" / f"n{number}.md").write_text(small(f"n{number}"), "utf-8")
    told: list[tuple[int, int]] = []
    workspace = Workspace(
        Config(root=tmp_path),
        today=date(2026, 11, 23),
        folder=tmp_path,
        jobs=jobs,
        told=lambda done, total: told.append((done, total)),
    )
    workspace.check_all()
    assert told == [(number, 70) for number in range(1, 71)]
