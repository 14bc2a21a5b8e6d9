"""Which files a call of ``prospectus lint`` is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.cli.named import ANY, named_files
from prospectus.cli.run import fail
from prospectus.config import Config
from prospectus.engine.files import is_document, look, real_path, shown_name
from prospectus.ground.named_tuple import NamedTuple
from prospectus.ground.spelling import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from prospectus.cli.lint.changed import Change
    from prospectus.cli.lint.request import Request
    from prospectus.ground.language import Text

_IS_FOLDER: Text = {
    "en": "--stdin-filename {0}: is a folder; name the file that standard input stands for",
    "ko": "--stdin-filename {0}: 폴더입니다. 표준 입력이 어느 파일의 내용인지 적으세요",
}
_NONE_BELOW: Text = {"en": "no document is in {0}{1}", "ko": "{0}에 문서가 없습니다{1}"}
_IS_INPUT: Text = {
    "en": "--output {0}: is read by this run; name another file",
    "ko": "--output {0}: 이번 검사에서 읽는 파일입니다. 다른 파일을 지정하세요",
}


class Chosen(NamedTuple):
    """The documents of the configuration; those of them to report on, all if None; and the named files that are left out.

    ``left_out`` is what ``exclude`` keeps from being a document. ``change`` is what git says has changed, where only that is asked for.
    """

    documents: list[Path]
    left_out: list[str]
    only: list[Path] | None
    skipped: list[Path]
    change: Change | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether there is no document at all; that none has changed, or that all named ones are left out, is no mistake."""
        named = self.documents if self.only is None else self.only
        return not named and not self.skipped and (self.change is None or not self.documents)

    @property
    def own(self) -> list[Path] | None:
        """The documents that fixes may be written into, all if None: of what has changed, only those that somebody touched."""
        if self.change is None:
            return self.only
        return [path for path in self.change.touched.documents if self.only is None or path in self.only]


def chosen(request: Request, config: Config) -> Chosen:
    """The files that a call is about; exits with 2 on a path that is not there, or when the output would go over one of them."""
    if request.stdin_filename is not None and request.stdin_filename.is_dir():
        fail(_IS_FOLDER, request.stdin_filename)
    named = [request.stdin_filename] if request.stdin_filename is not None else named_files(request.paths, config)
    skipped = [path for path in named if not is_document(path, config)] if request.force_exclude else []
    documents, left_out = look(config)
    if request.output is not None:
        _refuse_input(request.output, [*named, *documents], config)
    only = [path for path in named if path not in skipped] if request.paths else None
    if request.changed is None:
        return Chosen(documents, left_out, only, skipped)
    from prospectus.cli.lint.changed import change  # noqa: PLC0415 - few runs ask git

    return Chosen(documents, left_out, only, skipped, change(request.changed, config, [*documents, *(only or ())]))


def nothing_checked(request: Request, config: Config) -> tuple[Text, object, *tuple[object, ...]]:
    """What to say when a call found no document: the words, and what fills them."""
    from prospectus.cli.nothing import none_left, nothing_matched  # noqa: PLC0415 - seldom

    if request.paths:
        folders = [path for path in request.paths if path.is_dir()]
        why = none_left(Config(root=real_path(folders[0]), documents=ANY)) if len(folders) == 1 else NOTHING
        return _NONE_BELOW, ", ".join(map(shown_name, request.paths)), why
    return nothing_matched(config)


def _refuse_input(output: Path, documents: Iterable[Path], config: Config) -> None:
    """Exit with 2 when the findings would be written over what is read: a document, or a part of the configuration."""
    target = real_path(output)
    contract = real_path(config.root / config.contract) if config.contract else None
    if is_document(output, config) or (contract and target.is_relative_to(contract)):
        fail(_IS_INPUT, output)
    if target.exists() and any(
        _is_same_file(target, file) for file in (*documents, *filter(None, [config.file, config.baseline_file]))
    ):
        fail(_IS_INPUT, output)


def _is_same_file(target: Path, file: Path) -> bool:
    """Whether a file is another, by whatever name."""
    try:
        return target.samefile(file)
    except OSError:  # it has gone meanwhile, or is a link to nothing
        return False
