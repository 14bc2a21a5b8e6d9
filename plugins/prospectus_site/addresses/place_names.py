"""What the options of a door may be: names of pages, files and folders in the site, never outside it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from prospectus.ground.language import filled

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_ODD = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|#%]")
"""Characters that no name of a page holds: those that Windows forbids, and those that mean something in a URL."""

_OUTSIDE: Text = {
    "en": "'{0}' is no place in the site: give a relative path with `/`, without `..`, such as `{1}`",
    "ko": "'{0}'은(는) 사이트 안의 경로가 아닙니다. `..` 없이 `/`로 나눈 상대 경로를 쓰세요. 예: `{1}`",
}
_WRONG_END: Text = {
    "en": "'{0}' must end with `{1}`, such as `{2}`",
    "ko": "'{0}'은(는) `{1}`(으)로 끝나야 합니다. 예: `{2}`",
}


def mistake_in_place(value: str, example: str) -> Text | None:
    """What is wrong with the name of a page, file or folder in the site, which ends like the example; None for a good one."""
    ending = posixpath.splitext(example)[1]
    name = value if ending else value.rstrip("/")
    steps = name.split("/")
    if not name or name.startswith("~") or _ODD.search(name) or any(step.strip(". ") == "" for step in steps):
        return filled(_OUTSIDE, value, example)
    if ending and posixpath.splitext(name)[1] != ending:
        return filled(_WRONG_END, value, ending, example)
    if any(step.startswith(".") for step in steps):  # MkDocs leaves hidden files out of a site
        return filled(_OUTSIDE, value, example)
    return None
