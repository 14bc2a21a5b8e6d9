"""The folder of a built site, and the files that are put into it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def put_files(
    folder: str | Path, files: Iterable[tuple[str, Callable[[], str]]], *, only_where_none_is: bool = False
) -> None:
    """Write files given by their names below a folder, each with what makes its text.

    A file that holds the same already is left as it is, with its time. With ``only_where_none_is`` no file is replaced. A name that
    leads out of the folder, itself or by a link, is passed over. Raises ``OSError`` where nothing can be written.
    """
    inside = os.path.realpath(folder) + os.sep
    for name, make in files:
        path = Path(folder, name)
        if not os.path.realpath(path).startswith(inside):
            continue
        if only_where_none_is and os.path.lexists(path):
            continue
        data = make().encode("utf-8", "replace")
        if not _holds(path, data):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
