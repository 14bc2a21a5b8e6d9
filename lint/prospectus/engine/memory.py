"""What earlier runs found in the documents: recalled where it still holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from prospectus.engine.cache import DOUBTFUL, Cache
from prospectus.engine.check import Checked
from prospectus.engine.files import Tree, link_exists
from prospectus.engine.stamp import Stamp, refreshed
from prospectus.model.finding import PlacedFact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from prospectus.config import Config
    from prospectus.model.finding import Reference


class Memory:
    """The results of one configuration, by the names of the documents, kept in its cache under a key.

    A result holds as long as the file has the same content and stands in the same tree, today lies between the days of its
    answers, and its links lead where they led.
    """

    def __init__(self, config: Config, key: str, today: date) -> None:
        self._cache = cache = Cache(config.root)
        self._tree = Tree(config.root)
        self._key = f"documents-{key}"
        self._today = today.toordinal()
        self._limit = config.max_file_size
        self._known: dict[str, Any] = _entries(cache.read(self._key))
        self._kept: dict[str, Any] = {}
        self._is_changed = False

    def recalled(self, paths: Mapping[str, Path]) -> dict[str, Checked]:
        """What is known, and still holds, of the documents of some files, by their names."""
        found = ((name, self._recall(name, path)) for name, path in paths.items())
        return {name: checked for name, checked in found if checked is not None}

    def _recall(self, name: str, path: Path) -> Checked | None:
        entry = self._known.get(name)
        if entry is None:
            return None
        try:
            fields, result, _ = entry
            stamp, checked = Stamp(*fields), Checked.of(result)
        except DOUBTFUL:
            return None
        if checked.record.name != name or self._tree.is_left_by(str(path)):
            return None
        now = refreshed(path, stamp, self._limit)
        if now is None or not checked.since <= self._today <= checked.until:
            return None
        if any(link_exists(path, target) is not answer for target, answer in checked.links):
            return None
        self._is_changed |= now != stamp
        self._kept[name] = entry if now == stamp else (now, *entry[1:])
        return checked

    def placed(self, reference: Reference) -> PlacedFact | None:
        """What is known of the place of a fact of a document whose result still holds."""
        entry = self._kept.get(reference.document)
        try:
            return PlacedFact.of(entry[2][json.dumps(reference.path)]) if entry else None
        except DOUBTFUL:
            return None

    def keep_places(self, places: Mapping[Reference, PlacedFact]) -> None:
        """Remember where facts stand."""
        for reference, fact in places.items():
            entry = self._kept.get(reference.document)
            if entry is not None:
                known = entry[2] if isinstance(entry[2], dict) else {}
                self._kept[reference.document] = (*entry[:2], {**known, json.dumps(reference.path): fact})
                self._is_changed = True

    def keep(self, name: str, stamp: Stamp | None, checked: Checked) -> None:
        """Remember what was found; of a file without a stamp, or in which a rule failed, nothing is kept."""
        if stamp is not None and not checked.errors:
            self._kept[name] = (stamp, checked, {})
            self._is_changed = True

    def entry(self, name: str) -> Any:  # noqa: ANN401 - as it was read or written
        """The stamp of a document's file, what was found in it, and the places of its facts; None where nothing is kept."""
        return self._kept.get(name)

    def digest(self, name: str) -> str:
        """The digest of a document whose result still holds."""
        return Stamp(*self._kept[name][0]).digest

    def save(self) -> None:
        """Write what is known now, unless it is what was known before."""
        if self._is_changed or len(self._kept) != len(self._known):
            self._cache.write(self._key, {"documents": self._kept})
            self._known, self._is_changed = self._kept, False


def _entries(found: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the file holds
    entries = found.get("documents") if isinstance(found, dict) else None
    return entries if isinstance(entries, dict) else {}
