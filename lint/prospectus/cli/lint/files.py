"""Which files a call of ``prospectus lint`` is about."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from prospectus.cli.run import fail
from prospectus.config import Config
from prospectus.engine.files import find_documents, is_document, real_path, shown_name
from prospectus.ground.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from prospectus.cli.lint.request import Request
    from prospectus.ground.language import Text

_NO_PATH: Text = {"en": "{0}: no such file or folder{1}", "ko": "{0}: 그런 파일이나 폴더가 없습니다{1}"}
_NO_DOCUMENT: Text = {
    "en": 'no document matches {0} below {1}; write `documents = ["…"]` in prospectus.toml, or start one with `prospectus new`',
    "ko": '{1} 아래에 {0}에 맞는 문서가 없습니다. prospectus.toml에 `documents = ["…"]`를 쓰거나 `prospectus new`로 시작하세요',
}
_NONE_BELOW: Text = {"en": "no document is in {0}", "ko": "{0}에 문서가 없습니다"}
_IS_INPUT: Text = {
    "en": "--output {0}: is read by this run; name another file",
    "ko": "--output {0}: 이번 검사에서 읽는 파일입니다. 다른 파일을 지정하세요",
}


class Chosen(NamedTuple):
    """The documents of the configuration; those of them to report on, all if None; and the named files that are left out."""

    documents: list[Path]
    only: list[Path] | None
    skipped: list[Path]


def chosen(request: Request, config: Config) -> Chosen:
    """The files that a call is about; exits with 2 on a path that is not there, or when the output would go over one of them."""
    named = named_files(request.paths, config)
    skipped = [path for path in named if not is_document(path, config)] if request.force_exclude else []
    documents = find_documents(config)
    if request.output is not None:
        _refuse_input(request.output, [*named, *documents], config)
    return Chosen(documents, [path for path in named if path not in skipped] if request.paths else None, skipped)


def named_files(paths: tuple[Path, ...], config: Config) -> list[Path]:
    """The files that the command line names: each file, and the documents below each folder.

    Exits with 2 on a path that is not there, with the nearest name beside it.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(_below(path, config))
        elif os.path.lexists(path):
            found.append(path)
        else:
            siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
            fail(_NO_PATH, path, did_you_mean(path.name, siblings))
    return list({real_path(path): path for path in reversed(found)}.values())[::-1]


def _below(folder: Path, config: Config) -> list[Path]:
    """The documents in a folder; every Markdown file in it where the configuration names none of them."""
    inside = real_path(folder)
    here = Config(root=inside, documents=("**/*.md",))
    return [path for path in find_documents(config) if path.is_relative_to(inside)] or find_documents(here)


def nothing_matched(config: Config) -> tuple[Text, str, Path]:
    """What to do when there is no document to check: the words, and what fills them."""
    return _NO_DOCUMENT, ", ".join(config.documents), config.root


def nothing_checked(request: Request, config: Config) -> tuple[Text, object, *tuple[object, ...]]:
    """What to say when a call found no document: the words, and what fills them."""
    if request.paths:
        return _NONE_BELOW, ", ".join(map(shown_name, request.paths))
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
