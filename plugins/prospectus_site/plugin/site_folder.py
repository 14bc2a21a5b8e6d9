"""The folder of a built site, and the files that are put into it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


def put_files(
    folder: str | Path, files: Iterable[tuple[str, Callable[[], str]]], *, only_where_none_is: bool = False
) -> None:
    """Write files given by their names below a folder, each with what makes its text.

    A file that holds the same already is left as it is, with its time. With ``only_where_none_is`` no file is replaced. A name that
    leads out of the folder, itself or by a link, is passed over. Raises ``OSError`` where nothing can be written.
    """
    if only_where_none_is:  # of two of one name the first stays, and so they are written one after the other
        for name, make in files:
            if not os.path.lexists(Path(folder, name)):
                _Writer(folder, [(name, make)])(0)
        return
    known = [*dict(files).items()]
    write = _Writer(folder, known)
    for number in range(len(known)):
        write(number)


class _Writer:
    """Writes one of some files, by its number."""

    def __init__(self, folder: str | Path, files: Sequence[tuple[str, Callable[[], str]]]) -> None:
        self._folder = Path(folder)
        self._files = files
        self._inside = os.path.realpath(folder) + os.sep
        self._real: dict[Path, str] = {}

    def __call__(self, number: int) -> None:
        name, make = self._files[number]
        path = self._folder / name
        if not self._is_inside(path):
            return
        data = make().encode("utf-8", "replace")
        if _holds(path, data):
            return
        try:
            path.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def _is_inside(self, path: Path) -> bool:
        if path.name == ".." or path.is_symlink():
            return os.path.realpath(path).startswith(self._inside)
        real = self._real.get(path.parent)
        if real is None:
            real = self._real[path.parent] = os.path.realpath(path.parent)
        return f"{real}{os.sep}".startswith(self._inside)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
