"""The one document that a verb is about: named by its path, or by the id of its project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.cli.named import named_files, refuse_folder
from prospectus.cli.run import fail
from prospectus.ground.spelling import did_you_mean_one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prospectus.engine.workspace import Workspace
    from prospectus.ground.language import Text

_NO_PROJECT: Text = {"en": "no document has the id '{0}'{1}", "ko": "id가 '{0}'인 문서가 없습니다{1}"}
_MANY: Text = {
    "en": "several documents have the id '{0}': {1}; give the path",
    "ko": "id가 '{0}'인 문서가 여러 개입니다: {1}. 경로를 쓰세요",
}


def named(workspace: Workspace, word: str, read: Callable[[Sequence[Path]], object]) -> str:
    """The name of the document at a path or with an id; ends with 2 where there is none.

    ``read`` checks files besides those of the configuration, so that the workspace knows them.
    """
    path = Path(word)
    is_path = path.suffix == ".md" or "/" in word or os.sep in word
    if is_path:
        refuse_folder(path)
    if is_path or (os.path.lexists(word) and not path.is_dir()):
        read(named_files((path,), workspace.config))
        return workspace.asked_for[0]
    read([])
    if not _with_id(workspace, word):
        refuse_folder(path)
    return of_id(workspace, word)


def of_id(workspace: Workspace, identity: str) -> str:
    """The name of the document with an id, of those that the workspace has read; ends with 2 where there is none, or several."""
    found = _with_id(workspace, identity)
    if len(found) > 1:
        fail(_MANY, identity, ", ".join(found))
    if not found:
        known = [record.id for record in workspace.records if record.id]
        fail(_NO_PROJECT, identity, did_you_mean_one_of(identity, known) if known else "")
    return found[0]


def _with_id(workspace: Workspace, identity: str) -> list[str]:
    return [record.name for record in workspace.records if record.id == identity]
