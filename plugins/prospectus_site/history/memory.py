"""What earlier builds read in the repositories: recalled while the same commit is checked out, else a start for the next reading."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from prospectus.engine.cache import DOUBTFUL
from prospectus.engine.stamp import digest_of

from prospectus_site.history.facts import FactReader
from prospectus_site.history.repository import Commit
from prospectus_site.history.told import Told, suffixes_of, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospectus.contract.contract import Contract
    from prospectus.engine.cache import Cache

    from prospectus_site.history.repository import Repository


class HistoryMemory:
    """What is known of repositories, by their place in a build.

    All that is told at a commit is kept beside the commit's id, in a file of its own that is all a build reads when nothing is new.
    What never changes, the commits and the facts of single revisions, is in another.
    """

    def __init__(self, contract: Contract, cache: tuple[Cache, str] | None) -> None:
        self._contract = contract
        self._cache: Cache | None = cache[0] if cache is not None else None
        self._name = cache[1] if cache is not None else ""
        self._known = self._read("")
        self._kept: dict[str, Any] = {}
        self._parts: dict[str, Any] | None = None
        self._reader: FactReader | None = None
        self._commits: dict[str, Any] = {}
        self._has_recalled = False

    def told(self, place: int, repository: Repository, paths: Mapping[str, str], most: int) -> Told:
        """What a repository tells of the documents at some paths, by their names; raises :class:`GitError`."""
        key = str(place)
        asked = json.dumps([repository.head, repository.is_shallow, [*paths.items()], most])
        stamp = digest_of(asked.encode("ascii"))
        told = self._recalled(key, stamp)
        if told is not None:
            self._has_recalled = True
            self._kept[key] = (stamp, told)
            return told
        reader, suffixes = self._facts(), suffixes_of(paths.values())
        commits = self._known_commits(key, repository, suffixes)
        if commits is None:
            commits = repository.commits(suffixes)
        told = tell(repository, commits, paths, reader, most)
        # A clone may get what it lacks while the same commit is checked out.
        if not repository.is_shallow and not any(history.is_partial for history in told.documents.values()):
            self._kept[key] = (stamp, told)
            self._commits[key] = (repository.head, suffixes, commits)
        return told

    def _recalled(self, key: str, stamp: str) -> Told | None:
        try:
            known, fields = self._known[key]
            return Told.of(fields) if known == stamp else None
        except DOUBTFUL:
            return None

    def _known_commits(self, key: str, repository: Repository, suffixes: list[str]) -> list[Commit] | None:
        """The commits of which some are known; None where none are, or they are not those below what is checked out."""
        try:
            head, known, fields = self._all_parts()["commits"][key]
            if known != suffixes or not isinstance(head, str) or not head.isalnum() or repository.is_shallow:
                return None
            commits = [Commit.of(commit) for commit in fields]
        except DOUBTFUL:
            return None
        newer = repository.commits_after(head, suffixes)
        return None if newer is None else [*newer, *commits]

    def _facts(self) -> FactReader:
        if self._reader is None:
            self._reader = FactReader(self._contract, self._all_parts())
        return self._reader

    def _all_parts(self) -> dict[str, Any]:
        if self._parts is None:
            self._parts = self._read("-parts")
        return self._parts

    def _read(self, suffix: str) -> dict[str, Any]:
        known = self._cache.read(self._name + suffix) if self._cache is not None else None
        return known if isinstance(known, dict) else {}

    def save(self) -> None:
        """Keep what is known now, unless nothing is new."""
        if self._cache is None or self._reader is None:
            return
        self._cache.write(self._name, self._kept)
        known = self._all_parts().get("commits")
        commits = {**known, **self._commits} if self._has_recalled and isinstance(known, dict) else self._commits
        facts = self._reader.memory(with_unused=self._has_recalled)
        self._cache.write(f"{self._name}-parts", {**facts, "commits": commits})
