"""What the commits of one repository tell of its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.model.finding import held_to

from prospectus_site.history.changes import DocumentHistory, events_of
from prospectus_site.history.trail import follow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from prospectus_site.history.facts import FactReader
    from prospectus_site.history.repository import Commit, Repository
    from prospectus_site.history.trail import Lost, Revision

MOST_LOST = 100
"""So many files that were removed last are looked into, whether they were documents."""


class RemovedPath(NamedTuple):
    """A document that is no more, by its path from the root of the repository."""

    path: str
    date: str
    id: str | None
    title: str | None


class Told(NamedTuple):
    """The histories of documents by their names, and the documents that are no more, newest first."""

    documents: dict[str, DocumentHistory]
    removed: tuple[RemovedPath, ...]

    @classmethod
    def of(cls, fields: list[Any]) -> Told:
        """What a JSON array holds; raises on one that holds nothing of the kind."""
        documents, removed = fields
        found = tuple(RemovedPath(*one) for one in removed)
        held_to(str, *(text for one in found for text in one if text is not None))
        return cls({name: DocumentHistory.of(history) for name, history in documents.items()}, found)


def tell(
    repository: Repository, commits: Iterable[Commit], paths: Mapping[str, str], reader: FactReader, most: int
) -> Told:
    """What the commits of a repository, newest first, tell of the documents at some paths, by their names."""
    trails = follow(commits, paths.values(), is_shallow=repository.is_shallow)
    lost = trails.lost[:MOST_LOST]
    # The newest first: of a clone that lacks the others git gives these, and ends at the first that is missing.
    newest = [one.blob for found in trails.revisions.values() for one in found[:1] if one.blob]
    older = [one.blob for found in trails.revisions.values() for one in found[1:most] if one.blob]
    missing = _learn(repository, reader, [*newest, *older, *(one.blob for one in lost)])
    histories = {
        name: _history(trails.revisions[path], reader, most, missing, is_shallow=repository.is_shallow)
        for name, path in paths.items()
    }
    return Told(histories, tuple(_documents(lost, reader)))


def suffixes_of(paths: Iterable[str]) -> list[str]:
    """How the names of files end, with the dot; empty for a name without one."""
    names = (path.rpartition("/")[2] for path in paths)
    return sorted({name[name.rfind(".") :] if "." in name else "" for name in names})


def _learn(repository: Repository, reader: FactReader, blobs: Sequence[str]) -> set[str]:
    """Read what is not known yet; the answer is what could not be."""
    missing = reader.missing(blobs)
    left = set(missing)
    if missing:
        for blob, content in repository.blobs(missing):
            if content is not None:
                reader.learn(blob, content)
                left.discard(blob)
    return left


def _documents(lost: Sequence[Lost], reader: FactReader) -> list[RemovedPath]:
    """Of the files that are gone those that were documents, as their front matter told."""
    found = []
    for one in lost:
        facts = reader.facts(one.blob)
        if facts is not None and (facts.schema or "").startswith("prospectus/"):
            found.append(RemovedPath(one.path, one.date, facts.id, facts.title))
    return found


def _history(
    revisions: Sequence[Revision], reader: FactReader, most: int, missing: Collection[str], *, is_shallow: bool
) -> DocumentHistory:
    if not revisions:
        return DocumentHistory("uncommitted")
    looked_into = revisions[:most]
    facts = [found for one in looked_into if (found := reader.facts(one.blob)) is not None]
    ids = dict.fromkeys(one.id for one in facts if one.id)
    paths = dict.fromkeys(one.before for one in revisions if one.before is not None)
    return DocumentHistory(
        "read",
        tuple(events_of(revisions, reader, most, is_shallow=is_shallow)),
        is_shallow=is_shallow,
        is_cut=len(revisions) > len(looked_into),
        is_partial=any(one.blob in missing for one in looked_into),
        since=looked_into[-1].date,
        former_ids=tuple(one for one in ids if one != facts[0].id),
        path=revisions[0].path,
        former_paths=tuple(path for path in paths if path != revisions[0].path),
    )
