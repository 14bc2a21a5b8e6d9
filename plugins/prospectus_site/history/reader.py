"""The histories of all documents of a portfolio: two commands of git for each repository, whatever their number."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.garbage import rare_collections
from prospectus.ground.git import GitError

from prospectus_site.history.changes import DocumentHistory
from prospectus_site.history.memory import HistoryMemory
from prospectus_site.history.repository import Repository, folder_of_repository

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospectus.contract.contract import Contract
    from prospectus.engine.cache import Cache

MOST_REVISIONS = 50
"""So many of a document's newest revisions are looked into; of older ones only dates and paths are told."""


class Removed(NamedTuple):
    """A document that is no more; ``date`` is that of the commit that removed it (ISO 8601)."""

    file: Path
    date: str
    id: str | None
    title: str | None


class History(NamedTuple):
    """The histories of documents by their names, the files in which they stood before, and the documents that were removed.

    Of each, the newest stands first.
    """

    documents: dict[str, DocumentHistory]
    former_files: dict[str, tuple[Path, ...]]
    removed: tuple[Removed, ...] = ()


def read_history(
    files: Mapping[str, Path],
    contract: Contract,
    *,
    cache: tuple[Cache, str] | None = None,
    most_revisions: int = MOST_REVISIONS,
) -> History:
    """The histories of documents, by their names.

    A document's history is that of its real file, in the repository that this is in. ``cache`` is where old revisions that
    were read are kept, and under which name: what the name stands for must include program and contract. Never raises; what
    there is no history of has a state that tells why.
    """
    with rare_collections():
        return _read(files, HistoryMemory(contract, cache), most_revisions)


def _read(files: Mapping[str, Path], memory: HistoryMemory, most: int) -> History:
    found: dict[str, DocumentHistory] = {}
    former: dict[str, tuple[Path, ...]] = {}
    removed: list[Removed] = []
    for place, (folder, inside) in enumerate(_by_repository(files).items()):
        if folder is None:
            found.update(dict.fromkeys(inside, DocumentHistory("no-repository")))
            continue
        try:
            repository = Repository.at(folder)
            paths = {name: repository.path_of(file) for name, file in inside.items()}
            told = memory.told(place, repository, paths, most)
        except GitError as error:
            found.update(dict.fromkeys(inside, DocumentHistory(error.state)))
        except (OSError, ValueError):  # no memory for a process, a name that no system takes
            found.update(dict.fromkeys(inside, DocumentHistory("failed")))
        else:
            found.update(told.documents)
            for name, history in told.documents.items():
                former[name] = tuple(map(repository.file_of, history.former_paths))
            removed += (Removed(repository.file_of(one.path), *one[1:]) for one in told.removed)
    memory.save()
    removed.sort(key=lambda one: one.date, reverse=True)
    return History({name: found[name] for name in files}, former, tuple(removed))


def _by_repository(files: Mapping[str, Path]) -> dict[Path | None, dict[str, Path]]:
    known: dict[Path, Path | None] = {}
    found: dict[Path | None, dict[str, Path]] = {}
    for name, file in files.items():
        real = Path(os.path.realpath(file))
        found.setdefault(folder_of_repository(real.parent, known), {})[name] = real
    return found
