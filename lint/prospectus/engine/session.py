"""A workspace that is kept up to date while files change: only what changed is read again.

What is true is looked up and never taken from an event: an event only says where to look. So it makes no difference in how many steps
an editor saves a file, and what is not ours, a swap file or a cache, changes nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.config import DEFAULT_BASELINE, FILE, MOST_BYTES, PYPROJECT, SHIPPED
from prospectus.engine.files import RealPaths, find_documents, is_document, link_exists, real_path, shown_name
from prospectus.engine.stamp import digest_of
from prospectus.ground.glob import Globs
from prospectus.ground.language import ToldError
from prospectus.ground.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date

    from prospectus.config import Config
    from prospectus.engine.workspace import Workspace


class Road(NamedTuple):
    """How a session comes to a workspace: each is asked again when what it rests on has changed."""

    configured: Callable[[], Config]
    """The configuration; may raise ``ToldError``."""
    today: Callable[[], date]
    opened: Callable[[Config, date], Workspace]
    """A workspace that has checked nothing yet; may raise ``ToldError``."""
    only: Callable[[Config], list[Path] | None]
    """The files to report on; None for all documents."""


class Session:
    """The documents of one call, for as long as somebody watches.

    ``workspace`` is None while the configuration or the contract cannot be used; ``trouble`` tells why.
    """

    def __init__(self, road: Road) -> None:
        self._road = road
        self._config: Config | None = None
        self._day = road.today()
        self.workspace: Workspace | None = None
        self.trouble: ToldError | None = None
        self._settings: dict[Path, bytes | None] = {}
        self._open()

    @property
    def config(self) -> Config | None:
        """The configuration; None while it cannot be used."""
        return self._config

    @property
    def root(self) -> Path:
        """The folder of the configuration; the working directory while it cannot be used."""
        return Path.cwd() if self._config is None else self._config.root

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files of the documents."""
        return () if self.workspace is None else self.workspace.paths

    def update(self, changed: Collection[Path]) -> bool:
        """Take in that something happened to some files; gives whether anything is another than before."""
        if self._settings != self._settings_now() or self._day != self._road.today():
            self._open()
            return True
        if not changed or self.workspace is None or self._config is None:
            return False
        workspace, documents, only = self.workspace, find_documents(self._config), self._only(self._config)
        before = {*workspace.names}
        paths = {shown_name(path, workspace.folder): path for path in dict.fromkeys([*documents, *(only or ())])}
        real = RealPaths()
        places = {*changed, *map(real_path, changed)}
        again = {
            name
            for name, path in paths.items()
            if name not in before
            or ((path in places or real(path) in places) and self._differs(name, path))
            or any(link_exists(path, target) is not answer for target, answer in workspace.links(name))
        }
        if not again and before == paths.keys():
            return False
        workspace.refresh(documents, only, again)
        return True

    def folders(self) -> list[Path]:
        """The folders in which something may change that matters, the nearest ones that are there; none lies in another."""
        if self._config is None:
            return [Path.cwd()]
        config = self._config
        wanted = [Path(folder) for folder in Globs(str(config.root), config.documents).folders()]
        wanted += [path.parent for path in self._only(config) or ()]
        if config.contract is not None and not config.contract.startswith(SHIPPED):
            wanted.append(config.root / config.contract)
        there = {real_path(_nearest(folder)) for folder in wanted}
        return sorted(folder for folder in there if not any(above in there for above in folder.parents))

    def is_of_interest(self, path: Path) -> bool:
        """Whether an event at a file is worth a look: not where its name, or that of a folder, is hidden, unless it is a document."""
        config = self._config
        if config is None or is_document(path, config):
            return True
        inside = Path(os.path.relpath(path, real_path(config.root))).parts
        return not any(part.startswith(".") and part not in {".", ".."} for part in inside)

    def _open(self) -> None:
        self._day = self._road.today()
        self.workspace = None
        self.trouble = None
        try:
            self._config = self._road.configured()
            workspace = self._road.opened(self._config, self._day)
            workspace.check_all(self._only(self._config))
            self.workspace = workspace
        except ToldError as error:
            self.trouble = error
        self._settings = self._settings_now()

    def _only(self, config: Config) -> list[Path] | None:
        return self._road.only(config)

    def _differs(self, name: str, path: Path) -> bool:
        assert self.workspace is not None  # noqa: S101 - it was asked before
        assert self._config is not None  # noqa: S101 - as above
        try:
            now = digest_of(read_regular(path, self._config.max_file_size))
        except OSError:
            return True
        return now != self.workspace.digest(name)

    def _settings_now(self) -> dict[Path, bytes | None]:
        """What stands in each file of the configuration and of the contract, and where one might be."""
        return {path: _content(path) for path in dict.fromkeys(self._setting_files())}

    def _setting_files(self) -> Iterator[Path]:
        config = self._config
        for folder in (start := Path.cwd(), *start.parents):
            yield from (folder / FILE, folder / PYPROJECT)
            if (config is not None and folder == config.root) or (folder / ".git").exists():
                break
        if config is None:
            return
        yield config.baseline_file or config.root / DEFAULT_BASELINE
        if config.file is not None:
            yield config.file
        if config.contract is not None and not config.contract.startswith(SHIPPED):
            folder = config.root / config.contract
            yield from sorted(folder.glob("*")) if folder.is_dir() else [folder]


def _content(path: Path) -> bytes | None:
    try:
        return read_regular(path, MOST_BYTES)
    except OSError:
        return None


def _nearest(folder: Path) -> Path:
    return next((place for place in (folder, *folder.parents) if place.is_dir()), folder)
