"""The documents that ``prospectus measure`` is about: found by path or by id, and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.cli import one_document
from prospectus.cli.fault import fault
from prospectus.cli.run import CouldNotRunError, fail
from prospectus.engine.rewrite import rewrite_text, unchanged
from prospectus.engine.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from prospectus.config import Config
    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.writing.measuring.changes import Change

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
        return self._readable(one_document.named(self.workspace, word, self._read))

    def of_id(self, identity: str) -> Document:
        """The document with an id; ends the run where there is none, or several."""
        self._read([])
        return self._readable(one_document.of_id(self.workspace, identity))

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
