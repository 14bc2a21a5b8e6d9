"""The documents that ``prospectus measure`` is about: found by path or by id, and written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.cli.fault import fault
from prospectus.cli.named import named_files, refuse_folder
from prospectus.cli.run import CouldNotRunError, fail
from prospectus.engine.rewrite import rewrite_text, unchanged
from prospectus.engine.workspace import Workspace
from prospectus.ground.spelling import did_you_mean_one_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from prospectus.config import Config
    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.writing.measuring.changes import Change

_NO_PROJECT: Text = {"en": "no document has the id '{0}'{1}", "ko": "id가 '{0}'인 문서가 없습니다{1}"}
_MANY: Text = {
    "en": "several documents have the id '{0}': {1}; give the path",
    "ko": "id가 '{0}'인 문서가 여러 개입니다: {1}. 경로를 쓰세요",
}
_BROKEN: Text = {
    "en": "{0} cannot be read as it is; see `prospectus lint {0}{1}`",
    "ko": "{0} 문서를 읽을 수 없습니다. 먼저 실행하세요: `prospectus lint {0}{1}`",
}


class Documents:
    """The documents of a configuration; ``options`` makes the commands that are named speak as this one does."""

    def __init__(self, config: Config, today: date, options: str) -> None:
        self.config = config
        self.options = options
        self.workspace = Workspace(config, today=today)
        self._is_read = False

    def named(self, word: str) -> Document:
        """The document at a path, or with an id; ends the run where there is none."""
        path = Path(word)
        is_path = path.suffix == ".md" or "/" in word or os.sep in word
        if is_path:
            refuse_folder(path)
        if is_path or (os.path.lexists(word) and not path.is_dir()):
            self._read(named_files((path,), self.config))
            return self._readable(self.workspace.asked_for[0])
        return self.of_id(word)

    def of_id(self, identity: str) -> Document:
        """The document with an id; ends the run where there is none, or several."""
        self._read([])
        found = [record.name for record in self.workspace.records if record.id == identity]
        if len(found) > 1:
            fail(_MANY, identity, ", ".join(found))
        if not found:
            known = [record.id for record in self.workspace.records if record.id]
            fail(_NO_PROJECT, identity, did_you_mean_one_of(identity, known))
        return self._readable(found[0])

    def _read(self, files: Sequence[Path]) -> None:
        if not self._is_read:
            self.workspace.check_all(files)
            self._is_read = True

    def _readable(self, name: str) -> Document:
        document = self.workspace.document(name)
        if document.problem is not None:
            fail(_BROKEN, name, self.options)
        return document

    def write(self, change: Change, *, is_dry: bool) -> None:
        """Write one document; ends the run where it is no longer the one that was read. ``is_dry`` only asks that."""
        source = change.before.source
        if change.is_none:
            return
        try:
            if is_dry:
                unchanged(source)
            else:
                rewrite_text(source, change.after.source.text)
        except OSError as error:
            raise CouldNotRunError(fault(error, source.name)) from error
