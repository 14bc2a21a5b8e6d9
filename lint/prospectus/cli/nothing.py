"""What is said where there is no document: what files there are, which setting took them away, and what would name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.config import FILE, PYPROJECT
from prospectus.ground.language import filled, joined
from prospectus.ground.spelling import NOTHING

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.config import Config
    from prospectus.engine.shortfall import Shortfall
    from prospectus.ground.language import Text

MOST_TOLD = 5
"""So many patterns, or skipped files, are named."""

_AS_SAID: Text = {"en": "{0}", "ko": "{0}"}
_NO_DOCUMENT: Text = {"en": "no document matches {0} below {1}{2}", "ko": "{1} 아래에 {0}에 맞는 문서가 없습니다{2}"}
_NONE_LEFT: Text = {
    "en": "no document is left below {1}: {0}{2}; change `exclude` in {3}",
    "ko": "{1} 아래에 남는 문서가 없습니다: {0}{2}. {3}의 `exclude`를 고치세요",
}
_LEFT_OUT: Text = {
    "en": "{0} {1} {2}, and `exclude` leaves {3} out",
    "ko": "{2}에 맞는 파일 {0}개가 모두 `exclude`로 빠집니다",
}
_BY: Text = {"en": "{0} by '{1}'", "ko": "'{1}' {0}개"}
_THERE: Text = {"en": "; {0}{1} {2} there", "ko": ". 거기에 Markdown 파일이 {0}{1}개 있습니다"}
_NO_FILE: Text = {"en": "; no Markdown file is there", "ko": ". 거기에 Markdown 파일이 없습니다"}
_WRITE: Text = {
    "en": '; write `documents = ["{0}"]` in {1}, or start one with `prospectus new`',
    "ko": '. {1}에 `documents = ["{0}"]`를 쓰거나 `prospectus new`로 시작하세요',
}
_AT_LEAST: Text = {"en": "at least ", "ko": "적어도 "}
_TABLE: Text = {"en": f"[tool.prospectus] of {PYPROJECT}", "ko": f"{PYPROJECT}의 [tool.prospectus]"}
_NOT_NAMED: Text = {
    "en": "skipped: {0}, which `documents` does not name",
    "ko": "건너뜀: {0} (`documents`에 맞지 않습니다)",
}
_EXCLUDED: Text = {
    "en": "skipped: {0}, which '{1}' of `exclude` leaves out",
    "ko": "건너뜀: {0} (`exclude`의 '{1}'(으)로 빠집니다)",
}


def nothing_matched(config: Config) -> tuple[Text, Text]:
    """What to do when a configuration has no document: the words, and what fills them."""
    from prospectus.engine.shortfall import shortfall  # noqa: PLC0415 - only then

    found = shortfall(config)
    if found.named:
        return _AS_SAID, filled(_NONE_LEFT, _all_left_out(found, config), config.root, _by(found), _file(config))
    write = filled(_WRITE, found.pattern or "…", _file(config))
    return _AS_SAID, joined([filled(_NO_DOCUMENT, ", ".join(config.documents), config.root, _there(found)), write])


def none_left(config: Config) -> Text:
    """Why there is nothing in a folder, behind the words that say so; nothing where it has no file at all."""
    from prospectus.engine.shortfall import shortfall  # noqa: PLC0415 - only then

    found = shortfall(config)
    return (
        filled({"en": ": {0}{1}", "ko": ": {0}{1}"}, _all_left_out(found, config), _by(found))
        if found.named
        else NOTHING
    )


def why_skipped(path: Path, config: Config) -> Text:
    """Why a named file is left out."""
    from prospectus.engine.files import shown_name  # noqa: PLC0415 - only then
    from prospectus.engine.shortfall import why_left_out  # noqa: PLC0415 - as above

    pattern = why_left_out(path, config)
    name = shown_name(path)
    return filled(_NOT_NAMED, name) if pattern is None else filled(_EXCLUDED, name, pattern)


def _all_left_out(found: Shortfall, config: Config) -> Text:
    one = found.named == 1
    words = ("file matches", "it") if one else ("files match", "them all")
    return filled(_LEFT_OUT, found.named, words[0], ", ".join(config.documents), words[1])


def _by(found: Shortfall) -> Text:
    told = [filled(_BY, count, pattern) for pattern, count in found.left_out[:MOST_TOLD]]
    return filled({"en": " ({0})", "ko": " ({0})"}, joined(told, ", "))


def _there(found: Shortfall) -> Text:
    if not found.markdown:
        return _NO_FILE
    words = "Markdown file is" if found.markdown == 1 else "Markdown files are"
    return filled(_THERE, NOTHING if found.is_counted else _AT_LEAST, found.markdown, words)


def _file(config: Config) -> Text:
    """Where the setting is written."""
    if config.file is not None and config.file.name == PYPROJECT:
        return _TABLE
    return filled(_AS_SAID, FILE if config.file is None else config.file.name)
