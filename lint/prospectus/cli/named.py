"""What a command line names: files, and stages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

from prospectus.cli.run import fail
from prospectus.config import Config
from prospectus.engine.files import find_documents, real_path
from prospectus.ground.spelling import did_you_mean, did_you_mean_one_of

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.contract.lifecycle import Lifecycle, Stage
    from prospectus.ground.language import Text

ANY = ("**/*.md",)
"""Every Markdown file."""

_NO_PATH: Text = {"en": "{0}: no such file or folder{1}", "ko": "{0}: 그런 파일이나 폴더가 없습니다{1}"}
_NO_STAGE: Text = {"en": "no such stage: '{0}'{1}", "ko": "'{0}'(이)라는 단계는 없습니다{1}"}
_IS_FOLDER: Text = {"en": "{0} is a folder; name one document", "ko": "폴더입니다: {0}. 문서 하나를 지정하세요"}


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
            no_such(path)
    return list({real_path(path): path for path in reversed(found)}.values())[::-1]


def no_such(path: Path) -> NoReturn:
    """Exit with 2 for a path that is not there, with the nearest name beside it."""
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    fail(_NO_PATH, path, did_you_mean(path.name, siblings))


def refuse_folder(path: Path) -> None:
    """Exit with 2 for a folder where one document is to be named."""
    if path.is_dir():
        fail(_IS_FOLDER, path)


def named_stage(word: str, lifecycle: Lifecycle) -> Stage:
    """The stage that a word names; exits with 2 where there is none, with the nearest name beside it."""
    return lifecycle.stage(word) or fail(_NO_STAGE, word, did_you_mean_one_of(word, lifecycle.stages))


def _below(folder: Path, config: Config) -> list[Path]:
    """The documents in a folder; every Markdown file in it where the configuration names none of them."""
    inside = real_path(folder)
    here = Config(root=inside, documents=ANY)
    return [path for path in find_documents(config) if path.is_relative_to(inside)] or find_documents(here)
