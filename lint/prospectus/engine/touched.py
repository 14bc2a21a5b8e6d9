"""What a change is to a portfolio: the documents that somebody touched, and whether what holds for all of them is another."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.config import DEFAULT_BASELINE, FILE, MOST_BYTES, PYPROJECT, SHIPPED
from prospectus.engine.files import RealPaths, real_path
from prospectus.ground.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from prospectus.config import Config
    from prospectus.engine.changes import Changes


class Touched(NamedTuple):
    """What a change is to a portfolio: the documents that it touched, the files that it took away, and what it set for all.

    ``documents`` and ``gone`` are files as they are found and as git calls them; ``setting`` is the file of the configuration or
    contract that changed, None where none did. ``outside`` counts the documents of which git knows nothing, for they lie elsewhere.
    """

    documents: tuple[Path, ...]
    gone: frozenset[Path]
    setting: Path | None
    outside: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether no finding can be another than before."""
        return not self.documents and not self.gone and self.setting is None


def touched_by(changes: Changes, config: Config, documents: Iterable[Path], start: Path) -> Touched:
    """What a change is to the documents of a configuration, found at the folder ``start``."""
    folders = {path for path in changes.written if path.is_dir()}  # repositories of their own
    real = RealPaths()
    places = {path: real(path) for path in documents}
    found = tuple(path for path, place in places.items() if _is_written(place, path, changes.written, folders))
    outside = sum(not place.is_relative_to(changes.root) for place in places.values())
    return Touched(found, changes.gone, _setting(changes, config, start), outside)


def _is_written(real: Path, path: Path, written: Collection[Path], folders: Collection[Path]) -> bool:
    return real in written or path in written or any(real.is_relative_to(folder) for folder in folders)


def _setting(changes: Changes, config: Config, start: Path) -> Path | None:
    """The file of the configuration, of the baseline or of the contract that says something else than before."""
    differing = changes.written | changes.gone
    top, start = real_path(config.root), real_path(start)
    folders = [folder for folder in (start, *start.parents) if folder.is_relative_to(top)] or [top]
    asked = [folder / name for folder in folders for name in (FILE, PYPROJECT)]
    if config.file is not None:
        asked.append(real_path(config.file))
    for path in dict.fromkeys(asked):
        if path in differing and _settings(path, _then(changes, path)) != _settings(path, _now(path)):
            return path
    baseline = config.baseline_file or config.root / DEFAULT_BASELINE
    if real_path(baseline) in differing:
        return baseline  # what it no longer holds back, if only for it is gone, may be in any document
    if config.contract is None or config.contract.startswith(SHIPPED):
        return None
    contract = real_path(config.root / config.contract)
    return next((path for path in sorted(differing) if path.is_relative_to(contract)), None)


def _then(changes: Changes, path: Path) -> bytes | None:
    return next((former.content for former in changes.former([path])), None)


def _now(path: Path) -> bytes | None:
    try:
        return read_regular(path, MOST_BYTES)
    except OSError:
        return None


def _settings(path: Path, content: bytes | None) -> Any:  # noqa: ANN401 - TOML
    """What a file of the configuration says to us; what cannot be read is what it is."""
    if content is None:
        return {}
    try:
        data: Any = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return content
    if path.name == PYPROJECT:
        tool = data.get("tool")
        return tool.get("prospectus", {}) if isinstance(tool, dict) else {}
    return data
