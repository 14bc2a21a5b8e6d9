"""Checking what has changed: the documents that somebody touched, and those in which that may show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.engine.files import RealPaths, decode, is_document, real_path, shown_name
from prospectus.engine.radius import Reach, link_to, reached
from prospectus.ground.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from prospectus.engine.changes import Changes
    from prospectus.engine.touched import Touched
    from prospectus.engine.workspace import Workspace
    from prospectus.model.record import Record

MOST_GONE = 50
"""When more files are gone, the links of every document are looked at; else of those that have a name of one in their text."""

SHORTEST = 3
"""A name with no longer run of letters and digits is in any text."""

_PLAIN = re.compile("[A-Za-z0-9]+")


def check_changed(
    workspace: Workspace, changes: Changes, touched: Touched, documents: Sequence[Path], only: Collection[Path] | None
) -> dict[str, Reach]:
    """Check what was touched, and what that may show in; gives the names of the latter, each with why.

    With ``only``, nothing else is reported on. Of what was not touched, no finding is told that only time has brought.
    """
    asked = [path for path in touched.documents if only is None or path in only]
    workspace.check_all(asked, documents)
    names = frozenset(shown_name(path, workspace.folder) for path in touched.documents)
    found: dict[str, Reach] = {}
    if touched.setting is not None:
        reach = Reach("configuration", "", shown_name(touched.setting, workspace.folder))
        found = {name: reach for name in workspace.names if name not in names}
    else:
        now = [record for record in workspace.records if record.name in names]
        found = reached(workspace.records, names, [*now, *_former(workspace, changes, touched)])
        found |= _with_lost_links(workspace, touched, {*names, *found})
    if only is not None:
        wanted = {shown_name(path, workspace.folder) for path in only}
        found = {name: reach for name, reach in found.items() if name in wanted}
    workspace.include(found)
    workspace.hide_age(found)
    return found


def _former(workspace: Workspace, changes: Changes, touched: Touched) -> Iterator[Record]:
    """The records of the changed documents as they were, with those that are gone."""
    real = RealPaths()
    asked = [path for path in map(real, touched.documents) if path not in touched.gone]
    asked += sorted(path for path in touched.gone if is_document(path, workspace.config))
    for path, content in changes.former(asked):
        if len(content) <= workspace.config.max_file_size:
            text, problem = decode(content)
            if problem is None:
                yield workspace.record(shown_name(path, workspace.folder), text)


def _with_lost_links(workspace: Workspace, touched: Touched, besides: Collection[str]) -> dict[str, Reach]:
    """The documents that link to what is gone, beside some."""
    if not touched.gone:
        return {}
    words = {_word(path.stem) for path in touched.gone} if len(touched.gone) <= MOST_GONE else {b""}
    names = [name for name in workspace.names if name not in besides and _holds(workspace.path(name), words)]
    gone = {str(path) for path in touched.gone}
    found = {}
    for name, checked in workspace.checked_whole(names).items():
        path = workspace.path(name)
        lost = [target for target, exists in checked.links if not exists]
        target = link_to(str(real_path(path.parent)), lost, gone) if path is not None else None
        if target is not None:
            found[name] = Reach("link", target, "")
    return found


def _word(stem: str) -> bytes:
    """What stands in any text that links to a file of this name, however its other characters are escaped."""
    longest = max(_PLAIN.findall(stem), key=len, default="")
    return longest.encode("ascii") if len(longest) >= SHORTEST else b""


def _holds(path: Path | None, words: Iterable[bytes]) -> bool:
    try:
        text = b"" if path is None else read_regular(path, 1 << 31)
    except OSError:
        return False
    return any(word in text for word in words)
