"""Links and markers of a body that lead nowhere: STR09 through the command."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from support.command import run

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "---\nschema: prospectus/1\nid: x\ntitle: T\nstage: situation\n---\n\n"


def messages(folder: Path, body: str) -> list[str]:
    """What STR09 says of a document with this body in a folder."""
    (folder / "x.md").write_text(HEAD + body, encoding="utf-8")
    done = run("lint", "--select", "STR09", "--format", "json", "x.md", cwd=folder)
    return [entry["message"] for entry in json.loads(done.stdout)["diagnostics"]]


@pytest.mark.parametrize(
    "body", ["[a](with space.md)", "[a](with%20space.md)", "[k]: <with space.md>", "<a href='with space.md'>"]
)
def test_a_name_with_a_space_is_found(body: str, tmp_path: Path):
    (tmp_path / "with space.md").touch()
    assert messages(tmp_path, body) == []


@pytest.mark.parametrize("body", ["[a](r&amp;d\\_plan.md)", "[a](r&d_plan.md)", "[a](r%26d_plan.md)"])
def test_a_name_counts_as_the_site_reads_it(body: str, tmp_path: Path):
    (tmp_path / "r&d_plan.md").touch()
    assert messages(tmp_path, body) == []


@pytest.mark.parametrize("body", ["[a](no space.md)", "[k]: <no space.md>", "<a href='no space.md'>"])
def test_a_name_with_a_space_is_missed_whole(body: str, tmp_path: Path):
    assert messages(tmp_path, body) == [
        "there is no file `no space.md` beside this document: correct the link, or add the file"
    ]


def test_an_attribute_without_quotes_is_read(tmp_path: Path):
    assert messages(tmp_path, "<img src=no.png>") == [
        "there is no file `no.png` beside this document: correct the link, or add the file"
    ]


@pytest.mark.parametrize(
    "body", ["text\n\n    [a](no.md)", "$$\nx[i](no)\n$$", "\\[ y[j](no) \\]", "`[a](no.md)`", "\\[a](no.md)"]
)
def test_what_is_no_link_is_left_alone(body: str, tmp_path: Path):
    assert messages(tmp_path, body) == []


@pytest.mark.parametrize(("file", "link"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_name_that_only_looks_the_same_is_told(file: str, link: str, tmp_path: Path):
    (tmp_path / unicodedata.normalize(file, "그림.png")).touch()
    target = unicodedata.normalize(link, "그림.png")
    for written in (target, quote(target)):
        (found,) = messages(tmp_path, f"![a]({written})")
        assert "stored in other characters" in found


def test_a_marker_of_no_section_is_told_with_the_nearest(tmp_path: Path):
    body = "<!-- section: teams -->\n## Who\n\n## What <!-- section: zzzz -->\n\n<!-- section: team -->\n## Us\n\n`<!-- section: no -->`"
    assert messages(tmp_path, body) == [
        "no section has the id `teams`; did you mean `team`?",
        "no section has the id `zzzz`",
    ]


def test_an_anchor_that_is_no_section_is_an_anchor(tmp_path: Path):
    assert messages(tmp_path, "## Who {#teams}") == []
