"""A document is written whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from prospectus.engine.rewrite import ChangedMeanwhileError, rewrite, write_new

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path):
    file = tmp_path / "a.md"
    file.write_bytes(b"one\r\n")
    file.chmod(0o640)
    rewrite(file, b"one\r\n", b"two\r\n")
    assert file.read_bytes() == b"two\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("now", [b"one more", b"on", b"two", b""])
def test_a_file_that_changed_meanwhile_stays(tmp_path: Path, now: bytes):
    file = tmp_path / "a.md"
    file.write_bytes(now)
    with pytest.raises(ChangedMeanwhileError):
        rewrite(file, b"one", b"three")
    assert file.read_bytes() == now
    assert [*tmp_path.iterdir()] == [file]


def test_a_link_stays_a_link(tmp_path: Path):
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"one")
    link.symlink_to(file)
    rewrite(link, b"one", b"two")
    assert link.is_symlink()
    assert file.read_bytes() == b"two"


def test_a_file_that_may_not_be_written_stays(tmp_path: Path):
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    file.chmod(0o444)
    with pytest.raises(PermissionError):
        rewrite(file, b"one", b"two")
    assert file.read_bytes() == b"one"


def test_a_link_in_place_of_the_draft_is_not_written_through(tmp_path: Path):
    file, other = tmp_path / "a.md", tmp_path / "other"
    file.write_bytes(b"one")
    other.write_bytes(b"mine")
    (tmp_path / f".a-{os.getpid()}.draft").symlink_to(other)
    rewrite(file, b"one", b"two")
    assert (file.read_bytes(), other.read_bytes()) == (b"two", b"mine")


def test_a_new_file_is_never_written_over_another(tmp_path: Path):
    file = tmp_path / "new" / "a.md"
    write_new(file, b"one")
    with pytest.raises(FileExistsError):
        write_new(file, b"two")
    assert file.read_bytes() == b"one"
    with pytest.raises(NotADirectoryError):
        write_new(file / "below" / "b.md", b"three")
