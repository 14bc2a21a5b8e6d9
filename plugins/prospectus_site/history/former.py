"""What documents were called before, by id and by file, so that old addresses lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from prospectus_site.history.changes import DocumentHistory
    from prospectus_site.history.reader import History


def former_ids(histories: Mapping[str, DocumentHistory], ids: Mapping[str, str | None]) -> dict[str, str]:
    """Which document had an id before, by that id; ``ids`` are those of now, by the names of the documents.

    An id that some document has now is no former one. Of two that had it, the one whose history stands first has it.
    """
    taken = set(ids.values())
    found: dict[str, str] = {}
    for name, history in histories.items():
        for former in history.former_ids:
            if former not in taken:
                found.setdefault(former, name)
    return found


def former_files(history: History, files: Iterable[Path]) -> dict[Path, str]:
    """Which document stood in a file before, by that file; ``files`` are those in which documents stand now."""
    taken = set(files)
    found: dict[Path, str] = {}
    for name, formers in history.former_files.items():
        for former in formers:
            if former not in taken:
                found.setdefault(former, name)
    return found
