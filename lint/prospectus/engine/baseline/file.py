"""The file of a baseline: JSON with an entry on each line, sorted, so that people can read it and git can merge it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospectus.config import DEFAULT_BASELINE
from prospectus.engine.baseline.entry import Entry
from prospectus.engine.rewrite import rewrite, write_new
from prospectus.ground.language import ToldError, filled
from prospectus.ground.regular_file import read_regular
from prospectus.ground.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.language import Text

MARK = "prospectus-baseline"
"""The key that tells a baseline of ours; its value is the version of the format."""

VERSION = 1
MOST_BYTES = 64_000_000
"""The greatest size of the file: some hundred thousand findings."""

_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_TEXTS = ("rule", "path", "where", "says")

_ABSENT: Text = {
    "en": "{0}: there is no such baseline; `prospectus lint --write-baseline{1}` records the present findings there",
    "ko": "{0}: 기준 파일이 없습니다. `prospectus lint --write-baseline{1}`로 지금의 결과를 기록하세요",
}
_UNREADABLE: Text = {"en": "{0}: the baseline cannot be read ({1})", "ko": "{0}: 기준 파일을 읽을 수 없습니다 ({1})"}
_CONFLICT: Text = {
    "en": "{0}:{1}: has the markers of a merge conflict; keep the lines of both sides, and `prospectus lint --prune-baseline` "
    "takes out what is not needed",
    "ko": "{0}:{1}: 병합 충돌 표시가 있습니다. 양쪽의 줄을 모두 남기면 `prospectus lint --prune-baseline`이 필요 없는 것을 지웁니다",
}
_NOT_JSON: Text = {"en": "{0}:{1}: the baseline is no JSON: {2}", "ko": "{0}:{1}: 기준 파일이 JSON이 아닙니다: {2}"}
_FOREIGN: Text = {
    "en": "{0}: is no baseline of Prospectus, and is left as it is; name another file",
    "ko": "{0}: Prospectus의 기준 파일이 아니므로 건드리지 않습니다. 다른 파일을 지정하세요",
}
_VERSION: Text = {
    "en": "{0}: is a baseline of version {1}; this release of Prospectus reads version {2}",
    "ko": "{0}: 버전 {1}의 기준 파일입니다. 이 Prospectus는 버전 {2}을(를) 읽습니다",
}
_ODD: Text = {
    "en": "{0}:{1}: is no entry of a baseline ({2}); delete the line, or the file, and write it anew with `prospectus lint --write-baseline`",
    "ko": "{0}:{1}: 기준 파일의 항목이 아닙니다 ({2}). 그 줄을 지우거나, 파일을 지우고 `prospectus lint --write-baseline`으로 다시 쓰세요",
}
_NOT_A_LIST: Text = {"en": "{0}: `findings` must be a list", "ko": "{0}: `findings`는 목록이어야 합니다"}


class BaselineError(ToldError):
    """A baseline cannot be used, or not be written."""


def read_baseline(file: Path) -> tuple[Entry, ...]:
    """The entries of a file; raises :class:`BaselineError` when it is not there, or anything but a baseline of ours."""
    try:
        text = read_regular(file, MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError as error:
        named = "" if file.name == DEFAULT_BASELINE else f" --baseline {shown(file)}"
        raise BaselineError(filled(_ABSENT, shown(file), named)) from error
    except UnicodeDecodeError as error:
        raise BaselineError(filled(_FOREIGN, shown(file))) from error
    except OSError as error:
        raise BaselineError(filled(_UNREADABLE, shown(file), error.strerror or error)) from error
    return _entries(text, shown(file))


def write_baseline(file: Path, entries: Iterable[Entry]) -> bool:
    """Write entries to a file, whole or not at all; gives whether it had to be written.

    Raises :class:`BaselineError` when something else than a baseline of ours is there, and :class:`OSError`.
    """
    data = as_text(entries).encode("utf-8", "backslashreplace")
    if not os.path.lexists(file):
        write_new(file, data)
        return True
    read_baseline(file)
    before = read_regular(file, MOST_BYTES)
    if before != data:
        rewrite(file, before, data)
    return before != data


def as_text(entries: Iterable[Entry]) -> str:
    """The text of a baseline; the same entries give the same text in whatever order they come."""
    lines = [
        "  " + json.dumps(_fields(entry), ensure_ascii=False, separators=(", ", ": "))
        for entry in sorted(entries, key=Entry.order)
    ]
    listed = ",\n".join(lines)
    return (
        f'{{\n"{MARK}": {VERSION},\n"findings": [\n{listed}\n]\n}}\n'
        if lines
        else f'{{\n"{MARK}": {VERSION},\n"findings": []\n}}\n'
    )


def _fields(entry: Entry) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "rule": entry.rule,
        "id": entry.id,
        "path": entry.path,
        "where": entry.where,
        "item": entry.item,
        "says": entry.says,
        "severity": None if entry.severity is None else entry.severity.word,
        "values": dict(entry.values),
        "message": entry.message,
    }
    always = {*_TEXTS, "values"}
    return {key: value for key, value in fields.items() if key in always or value}


def _entries(text: str, name: str) -> tuple[Entry, ...]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_MARKERS):
            raise BaselineError(filled(_CONFLICT, name, number))
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        problem = filled(_NOT_JSON, name, error.lineno, error.msg) if MARK in text else filled(_FOREIGN, name)
        raise BaselineError(problem) from error
    except (RecursionError, ValueError) as error:
        raise BaselineError(filled(_FOREIGN, name)) from error
    if not isinstance(data, dict) or MARK not in data:
        raise BaselineError(filled(_FOREIGN, name))
    if data[MARK] != VERSION or isinstance(data[MARK], bool):
        raise BaselineError(filled(_VERSION, name, json.dumps(data[MARK])[:40], VERSION))
    found = data.get("findings")
    if not isinstance(found, list):
        raise BaselineError(filled(_NOT_A_LIST, name))
    entries = []
    for index, fields in enumerate(found):
        try:
            entries.append(_entry(fields))
        except ValueError as error:
            raise BaselineError(filled(_ODD, name, _line_of_item(text, index), error)) from error
    return tuple(entries)


def _entry(fields: Any) -> Entry:  # noqa: ANN401 - any JSON
    """The entry that a JSON object holds; raises ``ValueError`` with what is wrong."""
    if not isinstance(fields, dict):
        message = f"{json.dumps(fields)[:40]}"
        raise ValueError(message)  # noqa: TRY004 - one error for all that may be wrong
    for key in (*_TEXTS, "id", "item", "message", "severity"):
        value = fields.get(key, None if key in _TEXTS else "")
        if not isinstance(value, str):
            raise ValueError(key)  # noqa: TRY004 - as above
    values = fields.get("values", {})
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        message = "values"
        raise ValueError(message)
    try:
        severity = Severity.of(fields["severity"]) if fields.get("severity") else None
    except (KeyError, ValueError) as error:
        message = "severity"
        raise ValueError(message) from error
    return Entry(
        fields["rule"],
        fields.get("id") or None,
        fields["path"],
        fields["where"],
        fields["says"],
        tuple(sorted(values.items())),
        fields.get("item", ""),
        severity,
        fields.get("message", ""),
    )


def _line_of_item(text: str, index: int) -> int:
    """The line in which an item of the list of findings begins, of a text that is JSON."""
    decoder = json.JSONDecoder()
    at = text.index("[", text.rindex('"findings"')) + 1
    try:
        for number in range(index + 1):
            while text[at] in " \t\r\n,":
                at += 1
            if number < index:
                _, at = decoder.raw_decode(text, at)
    except (ValueError, IndexError):  # the word stands in an entry, too
        return 1
    return text.count("\n", 0, at) + 1


def shown(file: Path) -> str:
    """A file as people would name it from where they are."""
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else str(file)
