"""Writing documents: whole or not at all, and never over what somebody else has written meanwhile."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.ground.regular_file import TooLargeError, read_regular
from prospectus.ground.source import BOM

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospectus.ground.source import Source


class ChangedMeanwhileError(OSError):
    """A file is no longer what it was when it was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EBUSY, "changed meanwhile", str(path))


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Put new bytes in place of those that were read from a file, keeping its mode; what a link leads to is written, not the link.

    Raises :class:`ChangedMeanwhileError` when the file holds anything else than ``before``, and :class:`OSError` when it cannot be
    written; then it is as it was.
    """
    target = Path(os.path.realpath(path))
    mode = stat.S_IMODE(target.stat().st_mode)
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):  # which replacing it would not notice
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    def put(draft: Path) -> None:
        draft.chmod(mode)
        try:
            is_same = read_regular(target, len(before)) == before
        except TooLargeError:
            is_same = False
        if not is_same:
            raise ChangedMeanwhileError(path)
        draft.replace(target)

    _through_draft(target, after, put)


def rewrite_text(source: Source, text: str) -> bytes:
    """Put a new text in place of that which was read from a file, in UTF-8, behind the byte-order mark that it may have.

    Gives the bytes that are written. Raises as :func:`rewrite` does; of a text that is no file, :class:`FileNotFoundError`.
    """
    before = unchanged(source)
    mark = BOM if before.startswith(BOM.encode()) else ""
    after = (mark + text).encode("utf-8")
    rewrite(_path_of(source), before, after)
    return after


def unchanged(source: Source) -> bytes:
    """The bytes of the file that a text was read from; raises :class:`ChangedMeanwhileError` where they are others by now."""
    path = _path_of(source)
    held = source.text.encode("utf-8", "surrogatepass")
    try:
        data = read_regular(path, len(BOM.encode()) + len(held))
    except TooLargeError as error:
        raise ChangedMeanwhileError(path) from error
    if data.removeprefix(BOM.encode()) != held:
        raise ChangedMeanwhileError(path)
    return data


def _path_of(source: Source) -> Path:
    if source.path is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), source.name)
    return source.path


def write_new(file: Path, data: bytes) -> None:
    """Write a file that is not there yet, with the folders above it; raises :class:`FileExistsError` rather than to write over another."""
    made = [folder for folder in (file.parent, *file.parent.parents) if not folder.exists()]

    def put(draft: Path) -> None:
        try:
            os.link(draft, file)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with file.open("xb") as stream:
                stream.write(data)
        draft.unlink()

    try:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:  # a file, or a link to nothing, where the folder should be
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(file.parent)) from error
        _through_draft(file, data, put)
    except OSError:
        for folder in made:
            if folder.is_dir():
                folder.rmdir()
        raise


def _through_draft(file: Path, data: bytes, put: Callable[[Path], None]) -> None:
    """Write a file beside another, all of it on the disk, and put it in place; whatever happens, no draft stays behind."""
    draft = file.with_name(f".{file.stem[:100]}-{os.getpid()}.draft")
    try:
        draft.unlink(missing_ok=True)  # of a run that was killed, or a link, which is not written through
        with draft.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        put(draft)
    except BaseException:  # an interrupt, too
        draft.unlink(missing_ok=True)
        raise
