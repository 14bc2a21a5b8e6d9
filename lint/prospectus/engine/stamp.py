"""The stamp of a file: what tells, cheaply and then surely, that its content is what it was.

A file whose size, times of change, and inode are as they were has not been written since (the time of its last change of
status cannot be set back by hand). Where they differ, as after a checkout, its digest decides. A file that was written
just before it was read may be written again within the same tick of the clock: its times are not trusted.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from prospectus.ground.named_tuple import NamedTuple
from prospectus.ground.regular_file import read_regular

try:
    from _blake2 import blake2b  # what hashlib gives, without the 3 ms that OpenSSL takes to load
except ImportError:
    from hashlib import blake2b

TICK = 2_000_000_000
"""Nanoseconds within which two writes may bear one time, on the coarsest file systems."""


class Stamp(NamedTuple):
    """Size, times of modification and of status change (nanoseconds; 0 where they may not be trusted), inode, digest."""

    size: int
    modified: int
    changed: int
    inode: int
    digest: str


def digest_of(data: bytes) -> str:
    """The digest of a file's content."""
    return blake2b(data, digest_size=16).hexdigest()


def stamp_of(status: os.stat_result, digest: str) -> Stamp:
    """The stamp of a file that had this status before its content was read."""
    written = max(status.st_mtime_ns, status.st_ctime_ns)
    if os.name == "nt" or written > time.time_ns() - TICK:  # there, the time of change is that of creation
        return Stamp(status.st_size, 0, 0, 0, digest)
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, digest)


def refreshed(path: Path | str, stamp: Stamp, limit: int) -> Stamp | None:
    """The stamp of a file that has the same content still; None when it has not, or that cannot be told.

    A file longer than ``limit`` bytes is not read for it.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - of a text: this runs for each file
        if status.st_size != stamp.size or stamp.size > limit:
            return None
        if stamp.changed and (status.st_mtime_ns, status.st_ctime_ns, status.st_ino) == stamp[1:4]:
            return stamp
        return stamp_of(status, stamp.digest) if digest_of(read_regular(Path(path), limit)) == stamp.digest else None
    except (OSError, ValueError):
        return None
