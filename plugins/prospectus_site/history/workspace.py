"""The history of the documents of a workspace, with what earlier builds remember of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.engine.cache import Cache, fingerprint

from prospectus_site.history.reader import History, read_history

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.engine.workspace import Workspace

FORMAT = 1
"""Counts up where what is remembered of a history gets another form or another meaning."""


def history_of(workspace: Workspace, names: Iterable[str]) -> History:
    """The histories of the documents with some names; a text that is no file has none."""
    files = {name: path for name in names if (path := workspace.path(name)) is not None}
    cache = None
    if workspace.uses_cache:
        key = fingerprint(workspace.config, workspace.folder, "history", FORMAT)
        cache = Cache(workspace.config.root), f"history-{key}"
    return read_history(files, workspace.contract, cache=cache)
