"""A folder of written pages: only what this program wrote is ever replaced or removed, and a list in the folder says what that is."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.engine.files import real_path
from prospectus.ground.language import ToldError, filled
from prospectus.ground.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospectus.ground.language import Text

LIST = ".prospectus-site.json"
"""The list; a name with a dot, so that site generators leave it where it is."""

_MOST_BYTES = 50_000_000
"""The greatest size of the list."""

_FOREIGN: Text = {
    "en": "{0} is not empty, and was not written by `prospectus site`; name a new or an empty folder",
    "ko": "{0} 폴더가 비어 있지 않고, `prospectus site`가 쓴 폴더도 아닙니다. 새 폴더나 빈 폴더를 지정하세요",
}
_DAMAGED: Text = {
    "en": "{0} is damaged, so that nobody knows which files are ours; remove the folder, or name another",
    "ko": "{0} 파일이 손상되어 어떤 파일을 썼는지 알 수 없습니다. 폴더를 지우거나 다른 폴더를 지정하세요",
}
_IN_THE_WAY: Text = {
    "en": "{0} belongs to somebody else; move it, or name another folder",
    "ko": "{0}은(는) 이 명령이 쓴 것이 아닙니다. 옮기거나 다른 폴더를 지정하세요",
}
_LEADS_OUT: Text = {
    "en": "{0} leads out of the folder; nothing is written there",
    "ko": "{0} 경로가 폴더 밖을 가리켜서 쓰지 않았습니다",
}


class Tally(NamedTuple):
    """How many files were written, how many stood as they are already, and how many were removed."""

    written: int
    kept: int
    removed: int


class WrittenFolder:
    """A folder that is new, empty, or was written before; raises :class:`ToldError` for any other."""

    def __init__(self, folder: Path) -> None:
        self.folder = real_path(folder)
        self._list = self.folder / LIST
        self._known = self._read_list()

    def _read_list(self) -> frozenset[str]:
        if not os.path.lexists(self._list):
            if self.folder.exists() and any(self.folder.iterdir()):
                raise ToldError(filled(_FOREIGN, self.folder))
            return frozenset()
        try:
            names = json.loads(read_regular(self._list, _MOST_BYTES).decode("utf-8"))["files"]
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise ToldError(filled(_DAMAGED, self._list)) from error
        if not isinstance(names, list) or not all(isinstance(name, str) and _is_inside(name) for name in names):
            raise ToldError(filled(_DAMAGED, self._list))
        return frozenset(names)

    def write(self, files: Mapping[str, bytes]) -> Tally:
        """Make the folder hold these files, by their names in it, and none else of ours. What stands as it should is not touched.

        Raises :class:`ToldError` before anything is written where a file of somebody else is in the way.
        """
        for name in files:
            target = self.folder / name
            if not self._holds(target):
                raise ToldError(filled(_LEADS_OUT, target))
            is_folder = target.is_dir() and not target.is_symlink()
            if is_folder or (name not in self._known and os.path.lexists(target)):
                raise ToldError(filled(_IN_THE_WAY, target))
        self._write_list({*files, *self._known})  # whatever stops us, the next run knows what is ours
        written = sum(_write(self.folder / name, data) for name, data in files.items())
        gone = [name for name in sorted(self._known - files.keys()) if self._remove(name)]
        self._write_list(files)
        self._known = frozenset(files)
        return Tally(written, len(files) - written, len(gone))

    def _holds(self, target: Path) -> bool:
        """Whether a file would be in the folder, and not behind a link that leads out of it."""
        return real_path(target.parent).is_relative_to(self.folder)

    def _remove(self, name: str) -> bool:
        target = self.folder / name
        if not self._holds(target) or target.is_dir() or not os.path.lexists(target):
            return False
        target.unlink()
        for folder in target.parents:
            if folder == self.folder or any(folder.iterdir()):
                break
            folder.rmdir()
        return True

    def _write_list(self, names: Iterable[str]) -> None:
        text = json.dumps({"version": 1, "files": sorted(names)}, ensure_ascii=False, indent=1)
        _write(self._list, f"{text}\n".encode())


def _is_inside(name: str) -> bool:
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and path.parts != ()


def _write(target: Path, data: bytes) -> bool:
    """Put a file in place in one step; whether it was another before. A link is replaced, and not followed."""
    try:
        if not target.is_symlink() and read_regular(target, len(data)) == data:
            return False
    except OSError:
        pass
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    new.unlink(missing_ok=True)
    new.write_bytes(data)
    new.replace(target)
    return True
