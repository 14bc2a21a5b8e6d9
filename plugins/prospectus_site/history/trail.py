"""Which commits made a document what it is: its file followed back through moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospectus_site.history.repository import Commit, Touch

Step = Literal["created", "edited", "moved", "removed"]


class Revision(NamedTuple):
    """A document as one commit left it. ``blob`` is None where it left no file; ``before`` is the path that it moved from."""

    commit: str
    date: str
    step: Step
    path: str
    blob: str | None
    before: str | None = None


class Lost(NamedTuple):
    """A file that a commit removed, and that did not come back."""

    commit: str
    date: str
    path: str
    blob: str


class Trails(NamedTuple):
    """The revisions of each document by its path, newest first, and the files that are gone, newest first."""

    revisions: dict[str, list[Revision]]
    lost: list[Lost]


def follow(commits: Iterable[Commit], paths: Iterable[str], *, is_shallow: bool) -> Trails:
    """Follow files back from where they stand now; ``commits`` are given newest first.

    A file that was removed and came back is one document. A path that was left by a move and taken again later is the new
    document's only down to that move. In a shallow clone the oldest commit shows all files as new: that is no creation.
    """
    trails: dict[str, list[Revision]] = {path: [] for path in paths}
    followed = {path: path for path in trails}  # the path at the commit, and the one now
    seen = set(trails)
    lost: list[Lost] = []
    for commit in commits:
        moves: dict[str, str] = {}
        left: list[str] = []
        for touch in commit.touches:
            document = followed.get(touch.new)
            if document is not None:
                trails[document].append(_revision(commit, touch, is_shallow=is_shallow))
            if touch.status == "R":
                left += (touch.old, touch.new)
                if document is not None:
                    moves[touch.old] = document
            elif touch.status == "D" and touch.old not in seen and touch.old_blob:
                lost.append(Lost(commit.id, commit.date, touch.old, touch.old_blob))
            seen.update((touch.old, touch.new))
        for path in left:
            followed.pop(path, None)
        followed.update(moves)
    return Trails(trails, lost)


def _revision(commit: Commit, touch: Touch, *, is_shallow: bool) -> Revision:
    steps: Mapping[str, Step] = {"A": "created", "D": "removed", "R": "moved"}
    step = steps.get(touch.status, "edited")
    if step == "created" and is_shallow and commit.parent is None:
        step = "edited"
    before = touch.old if step == "moved" else None
    return Revision(commit.id, commit.date, step, touch.new, touch.new_blob, before)
