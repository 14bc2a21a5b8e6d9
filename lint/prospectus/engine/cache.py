"""The cache: what was found in documents that have not changed since.

Plain JSON under ``.prospectus_cache/``, each file with a digest of its own first. A cache may come from anywhere (a CI
server restores it): it is untrusted, and on any doubt it is as if it were not there. A link in its place is not followed,
or a repository could have files written and deleted anywhere. It is written whole and put in place at once, so that two
runs, or one that is killed, leave a sound file. It can always be deleted.
"""

from __future__ import annotations

import errno
import functools
import json
import os
import sys
import time
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

DOUBTFUL = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What is raised where JSON holds something else than was written."""

FOLDER = ".prospectus_cache"
FORMAT = 1
MOST_FILES = 16
"""How many results of different configurations and options are kept; the ones used longest ago go first."""

LARGEST = 1 << 26
"""A larger file than this, in bytes, is not ours: 10,000 documents take a quarter of it."""

ABANDONED = 3600
"""After so many seconds, a draft is that of a run that was killed."""

_LIBRARIES = ("anyascii", "jsonschema", "markdown_it_py", "pyyaml", "ryaml", "wcwidth")
"""The distributions whose release may change what is found, or how it is shown."""


class Cache:
    """The cache of the portfolio below a folder."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER

    def read(self, name: str) -> Any:  # noqa: ANN401 - any JSON
        """What was written under a name; None when it is not there, or is doubtful."""
        file = self._folder / f"{name}.json"
        try:
            self._refuse_link()
            digest, _, data = read_regular(file, LARGEST).partition(b"\n")
            if digest.decode("ascii", "replace") != digest_of(data):
                return None
            found = json.loads(data)
        except (OSError, ValueError, RecursionError):
            return None
        with suppress(OSError, NotImplementedError):  # a cache that can only be read is one all the same
            os.utime(file, follow_symlinks=False)
        return found

    def write(self, name: str, value: Any) -> None:  # noqa: ANN401 - any JSON
        """Keep a value under a name. Where nothing can be written, nothing is kept, and nothing is said."""
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        draft = self._folder / f"{name}.{os.getpid()}.part"
        try:
            self._make_folder()
            draft.unlink(missing_ok=True)
            with draft.open("xb") as stream:  # a file of its own: a link that lies there is not written through
                stream.write(digest_of(data).encode("ascii") + b"\n" + data)
            draft.replace(self._folder / f"{name}.json")
            self._prune()
        except OSError:
            with suppress(OSError):
                self._refuse_link()
                draft.unlink()

    def _refuse_link(self) -> None:
        if self._folder.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(self._folder))

    def _make_folder(self) -> None:
        self._refuse_link()
        if not self._folder.is_dir():
            self._folder.mkdir()
            (self._folder / ".gitignore").write_text("*\n", "utf-8")
            (self._folder / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n", "utf-8")

    def _prune(self) -> None:
        """Delete the drafts of runs that were killed, and the results that were used longest ago."""
        now = time.time()
        for draft in self._folder.glob("*.part"):
            if now - draft.lstat().st_mtime > ABANDONED:
                draft.unlink(missing_ok=True)
        files = sorted(self._folder.glob("*.json"), key=lambda file: file.lstat().st_mtime_ns)
        for file in files[:-MOST_FILES]:
            file.unlink(missing_ok=True)


def fingerprint(config: Config, folder: Path, *parts: Any) -> str:  # noqa: ANN401 - any JSON
    """What a result rests on beside the documents and the day: program, contract, settings, and the folder of names.

    ``parts`` are what else it rests on.
    """
    settings = (
        config.section_min_chars,
        config.max_file_size,
        config.documents,
        config.exclude,
        config.extra_keys,
    )
    whole = (FORMAT, _program(), _contract(config), settings, os.path.relpath(config.root, folder), parts)
    return digest_of(json.dumps(whole, default=str).encode("utf-8", "surrogatepass"))


@functools.cache  # the program that runs is the one that was started
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
        files = sorted(folder.iterdir())
    except OSError:
        return [*found, "unreadable"]
    for file in files:  # where a link leads tells whether it may be followed
        found += [file.name, os.path.relpath(os.path.realpath(file), os.path.realpath(config.root))]
        try:
            found.append(digest_of(read_regular(file, config.max_file_size)))
        except OSError as error:
            found.append(error.errno)
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
