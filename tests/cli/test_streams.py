"""Whatever a document says, and whatever standard output is, the command answers in words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from prospectus.cli.streams import encodable
from prospectus.ground.terminal import plain

if TYPE_CHECKING:
    from pathlib import Path

ODD = '---\nschema: prospectus/1\nid: "\\uD800-\\U0001F600"\ntitle: "👍 \\u202e אבג \\e[31m é 수요"\nstage: situation\n---\n\n## Ünï\n'
VERBS = [
    ("lint",),
    ("lint", "--format", "json"),
    ("lint", "--format", "junit", "--lang", "ko"),
    ("export",),
    ("export", "--format", "csv"),
    ("explain", "MET04", "--lang", "ko"),
    ("rules", "--lang", "ko"),
    ("schema",),
    ("next", "docs/projects/odd.md", "--lang", "ko"),
    ("lint", "\x1b[31mü", "--lang", "ko"),
    ("lint", "--help", "--lang", "ko"),
]


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "projects").mkdir(parents=True)
    (tmp_path / "docs" / "projects" / "odd.md").write_text(ODD, "utf-8")
    name = os.fsencode(tmp_path / "docs" / "projects") + b"/\xff\x1b[31m.md"
    with open(name, "wb") as stream:  # noqa: PTH123 - a name of bytes
        stream.write(b"\xff")
    return tmp_path


def run(
    folder: Path, *arguments: str, encoding: str = "utf-8", **settings: object
) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PROSPECTUS"))}
    return subprocess.run(
        [sys.executable, "-m", "prospectus", *arguments],
        cwd=folder,
        env={**environment, "LANG": "C", "PYTHONIOENCODING": encoding},
        check=False,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **settings},
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1:strict", "utf-8:strict", "cp949"])
def test_every_string_gets_out_in_every_encoding(portfolio: Path, encoding: str):
    for arguments in VERBS:
        done = run(portfolio, *arguments, encoding=encoding)
        assert done.returncode in {0, 1, 2}, arguments
        assert b"Traceback" not in done.stderr, arguments
        assert b"\x1b" not in done.stdout + done.stderr, arguments
        if done.stdout.startswith(b"{"):
            assert json.loads(done.stdout), arguments
        if done.stdout.startswith(b"<?xml"):
            said = ET.fromstring(done.stdout).find("testsuite/testcase/failure")  # noqa: S314 - our own
            assert said is not None, arguments
            assert "없습니다" in said.get("message", "") or "아닙니다" in said.get("message", ""), said.attrib


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk that is always full")  # noqa: PTH110
def test_a_full_disk_is_one_line(portfolio: Path):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = run(portfolio, "rules", stdout=full)
    assert (done.returncode, done.stderr) == (2, b"error: standard output: No space left on device\n")


def test_a_closed_output_and_a_folder_that_is_gone_are_one_line(portfolio: Path):
    program = f"{sys.executable} -m prospectus"
    gone = portfolio / "gone"
    gone.mkdir()
    for script, words in (
        (f"{program} rules >&-", "error: standard output is closed\n"),
        (f"cd {gone}; rmdir {gone}; {program} lint", "error: the working directory is gone\n"),
    ):
        done = subprocess.run(["sh", "-c", script], cwd=portfolio, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", words)


def test_json_is_utf_8_or_ascii():
    assert encodable('"é😀\ud800"', "cp1252", is_json=True) == '"\\u00e9\\ud83d\\ude00\\ufffd"'
    assert encodable('"é😀"', "utf-8", is_json=True) == '"é😀"'
    assert encodable("é😀", "ascii") == "\\xe9\\U0001f600"


def test_json_steers_no_terminal_and_says_the_same():
    for code in range(0x2070):
        written = encodable(json.dumps(f"a{chr(code)}b", ensure_ascii=False), "utf-8", is_json=True)
        assert json.loads(written) == f"a{chr(code)}b"
        assert plain(written) == written, hex(code)


def test_nothing_steers_a_terminal():
    for code in (
        *range(9),
        *range(10, 32),
        *range(127, 160),
        0x061C,
        0x200E,
        0x200F,
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
    ):
        assert plain(f"a{chr(code)}b") == "a\ufffdb", hex(code)
    assert plain("a\tb 한글 é") == "a\tb 한글 é"
