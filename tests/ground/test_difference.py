"""Diffs are what ``patch`` reads, whatever stands at the end of a text."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from prospectus.ground.difference import for_eyes, unified

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXTS = st.lists(st.sampled_from(["a", "b", "\r", "\n", "\u2028", "가", "\x1b"]), max_size=12).map("".join)


@given(TEXTS, TEXTS)
@settings(max_examples=40, deadline=None)
def test_a_diff_leads_from_one_text_to_the_other(tmp_path_factory: pytest.TempPathFactory, before: str, after: str):
    folder: Path = tmp_path_factory.mktemp("diff")
    (folder / "one.md").write_bytes(before.encode())
    diff = unified("one.md", before, after)
    assert (diff == "") == (before == after)
    if diff:
        done = subprocess.run(
            ["git", "apply", "--allow-empty", "-"], input=diff.encode(), cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (folder / "one.md").read_bytes() == after.encode()


def test_for_eyes_nothing_steers_a_terminal():
    assert for_eyes(unified("one.md", "a\r\n", "\x1b[31m\r\n")).splitlines()[3:] == ["-a", "+\ufffd[31m"]
