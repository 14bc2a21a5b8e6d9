"""Reading files that a stranger may have made: regular files only, and never more than a limit."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1 << 20


class TooLargeError(OSError):
    """A file of more than the limit; ``size`` is how large it is at least, in bytes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(errno.EFBIG, f"larger than {limit / 1e6:.1f} MB")
        self.size = size


def read_regular(path: Path, limit: int) -> bytes:
    """The bytes of a regular file. Nothing else is opened: a pipe would wait, a device never end.

    Never more than the limit is read, of a file that grows meanwhile either. Raises :class:`OSError`.
    """
    _refuse_odd(path.stat())
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb", buffering=0) as stream:  # noqa: PTH123 - of a handle
        status = os.fstat(handle)
        _refuse_odd(status)
        if status.st_size > limit:
            raise TooLargeError(status.st_size, limit)
        data = stream.read(status.st_size + 1)
        if len(data) == status.st_size:  # what nearly every file ends with
            return data
        parts = bytearray(data)
        while len(parts) <= limit and (more := stream.read(min(limit + 1 - len(parts), _CHUNK))):
            parts += more
    if len(parts) > limit:
        raise TooLargeError(len(parts), limit)
    return bytes(parts)


def _refuse_odd(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
