"""The file in which what was done is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from prospectus.cli.run import fail
from prospectus.engine.files import real_path

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.cli.adopt.files import Found
    from prospectus.ground.language import Text

_IS_INPUT: Text = {
    "en": "--receipt {0}: is one of the files to adopt; name another file",
    "ko": "--receipt {0}: 가져올 파일입니다. 다른 파일을 지정하세요",
}
_NO_RECEIPT: Text = {
    "en": "--receipt {0}: is there already and is no receipt; it stays as it is, name another file",
    "ko": "--receipt {0}: 이미 있는 파일이며 기록 파일이 아닙니다. 덮어쓰지 않으니 다른 파일을 지정하세요",
}
_NO_FOLDER: Text = {
    "en": "--receipt {0}: there is no folder {1}",
    "ko": "--receipt {0}: {1} 폴더가 없습니다",
}
_FOLDER: Text = {"en": "--receipt {0}: is a folder; name a file", "ko": "--receipt {0}: 폴더입니다. 파일을 지정하세요"}

LONGEST = 50_000_000
"""A larger file is no receipt of ours."""


def check(receipt: Path | None, found: Found) -> None:
    """Exit with 2, before anything is written, where a receipt cannot be written without harm; only one of ours is replaced."""
    if receipt is None:
        return
    if any(real_path(receipt) == real_path(file) for file in (*found.files, *found.passed_over)):
        fail(_IS_INPUT, receipt)
    if receipt.is_dir():
        fail(_FOLDER, receipt)
    if not receipt.parent.is_dir():
        fail(_NO_FOLDER, receipt, receipt.parent)
    if receipt.is_file() and not _is_receipt(receipt):
        fail(_NO_RECEIPT, receipt)


def _is_receipt(file: Path) -> bool:
    """Whether a file is an earlier receipt, or holds nothing."""
    try:
        if not file.stat().st_size:
            return True
        data = json.loads(file.read_text("utf-8")) if file.stat().st_size <= LONGEST else None
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {"version", "files", "topics", "totals"} <= {*data}
