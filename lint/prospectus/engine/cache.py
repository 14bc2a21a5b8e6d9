"""The cache: what was found in documents that have not changed since.

Plain JSON under ``.prospectus_cache/``, each file with a digest of its own first. A cache may come from anywhere (a CI
server restores it): it is untrusted, and on any doubt it is as if it were not there. It is written whole and put in
place at once, so that two runs, or one that is killed, leave a sound file. It can always be deleted.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import prospectus_schemas

from prospectus import __version__
from prospectus.engine.stamp import digest_of
from prospectus.ground.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.config import Config

FOLDER = ".prospectus_cache"
FORMAT = 1
MOST_FILES = 16
"""How many results of different configurations and options are kept; the ones used longest ago go first."""

LARGEST = 1 << 28
"""A larger file than this, in bytes, is not ours."""

_LIBRARIES = ("jsonschema_rs", "markdown_it_py", "pyyaml", "ryaml")
"""The distributions whose release may change what is found."""


class Cache:
    """The cache of the portfolio below a folder."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER

    def read(self, name: str) -> Any:  # noqa: ANN401 - any JSON
        """What was written under a name; None when it is not there, or is doubtful."""
        file = self._folder / f"{name}.json"
        try:
            if self._folder.is_symlink():
                return None
            digest, _, data = read_regular(file, LARGEST).partition(b"\n")
            if digest.decode("ascii", "replace") != digest_of(data):
                return None
            found = json.loads(data)
            os.utime(file)
        except (OSError, ValueError, RecursionError):
            return None
        return found

    def write(self, name: str, value: Any) -> None:  # noqa: ANN401 - any JSON
        """Keep a value under a name. Where nothing can be written, nothing is kept, and nothing is said."""
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        file = self._folder / f"{name}.json"
        draft = self._folder / f"{name}.{os.getpid()}.part"
        try:
            if self._folder.is_symlink():  # it would lead our files, and our clearing up, somewhere else
                return
            if not self._folder.is_dir():
                self._folder.mkdir()
                (self._folder / ".gitignore").write_text("*\n", "utf-8")
                (self._folder / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n", "utf-8")
            draft.write_bytes(digest_of(data).encode("ascii") + b"\n" + data)
            draft.replace(file)
            self._prune()
        except OSError:
            with suppress(OSError):
                draft.unlink()

    def _prune(self) -> None:
        files = [file for file in self._folder.iterdir() if file.suffix in {".json", ".part"} and not file.is_dir()]
        if len(files) > MOST_FILES:
            files.sort(key=lambda file: file.lstat().st_mtime_ns)
            for file in files[:-MOST_FILES]:
                file.unlink(missing_ok=True)


def fingerprint(config: Config, folder: Path, *parts: Any) -> str:  # noqa: ANN401 - any JSON
    """What a result rests on beside the documents and the day: program, contract, settings, and the folder of names.

    ``parts`` are what else it rests on.
    """
    settings = (config.section_min_chars, config.max_file_size, config.documents, config.exclude)
    whole = (FORMAT, _program(), _contract(config), settings, os.path.relpath(config.root, folder), parts)
    return digest_of(json.dumps(whole, default=str).encode("utf-8", "surrogatepass"))


def _program() -> list[Any]:
    """Our release and that of the libraries; where the code is a checkout, which may change any time, its files, too."""
    package = Path(__file__).parents[1]
    found: list[Any] = [__version__, sys.version_info[:2]]
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - names are asked for; this runs at each start
        except OSError:
            continue
        found += sorted(name for name in names if name.endswith(".dist-info") and name.lower().startswith(_LIBRARIES))
    if not any(package.parent.glob("prospectus-*.dist-info")):
        found += [*_files(package), *_files(Path(prospectus_schemas.__path__[0]))]
    return found


def _contract(config: Config) -> list[Any]:
    """The content of the files of a team's own contract; a shipped one is part of the program."""
    if config.contract is None or config.contract.startswith("prospectus:"):
        return [config.contract]
    folder = config.root / config.contract
    found: list[Any] = [config.contract]
    try:
        for file in sorted(path for path in folder.iterdir() if path.is_file() and path.stat().st_size < LARGEST):
            found += [file.name, digest_of(file.read_bytes())]
    except OSError:
        found.append("unreadable")
    return found


def _files(folder: Path) -> Iterator[Any]:
    """Name, size and time of each file below a folder."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(Path(entry.path))
            else:
                status = entry.stat()
                yield entry.name, status.st_size, status.st_mtime_ns
