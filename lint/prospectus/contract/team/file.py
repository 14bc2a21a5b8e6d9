"""The files of a team's own contract: finding them, where each thing in them stands, and what is wrong with them.

A contract is written by people, like a document, but it is part of the configuration: a mistake in it ends the run.
"""

from __future__ import annotations

import difflib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.config import PYPROJECT, SHIPPED, ConfigError, line_of
from prospectus.ground.language import filled, joined
from prospectus.ground.regular_file import TooLargeError, read_regular
from prospectus.ground.shipped import shipped_contracts
from prospectus.ground.source import Source, Span
from prospectus.ground.spelling import MEANT, NOTHING, did_you_mean_one_of, nearest
from prospectus.reading.front_matter.composer import Composition, compose
from prospectus.reading.front_matter.node import FrontMatter, Node

if TYPE_CHECKING:
    from prospectus.config import Config
    from prospectus.ground.language import Text

LIFECYCLE = "lifecycle.yml"
SCHEMA = "schema.json"
LONGEST_WORDS = 300

CANNOT_STAND: Text = {"en": "'{0}' cannot stand here{1}", "ko": "'{0}'은(는) 여기에 쓸 수 없습니다{1}"}
NO_STAGE: Text = {"en": "no such stage: '{0}'{1}", "ko": "그런 단계가 없습니다: '{0}'{1}"}
AS_SAID: Text = {"en": "{0}", "ko": "{0}"}

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_MISSPELT = 0.75

_AT: Text = {"en": "{0}:{1}: {2}{3}", "ko": "{0}:{1}: {2}{3}"}
_CONTRACT: Text = {"en": "contract: {0}", "ko": "contract: {0}"}
_CONFIGURED: Text = {"en": "{0}:{1}: contract: {2}", "ko": "{0}:{1}: contract: {2}"}
_NOT_SHIPPED: Text = {
    "en": "no contract '{0}' ships with Prospectus{1}",
    "ko": "'{0}'(이)라는 계약은 Prospectus에 들어 있지 않습니다{1}",
}
_IS_FILE: Text = {"en": "'{0}' is a file; name its folder", "ko": "'{0}'은(는) 파일입니다. 그 폴더를 적으세요"}
_NO_FOLDER: Text = {"en": "no such folder: '{0}'{1}", "ko": "그런 폴더가 없습니다: '{0}'{1}"}
_LEADS_OUT: Text = {
    "en": "'{0}/{1}' leads out of the folder of the configuration",
    "ko": "'{0}/{1}'이(가) 설정 파일이 있는 폴더 밖을 가리킵니다",
}
_UNREADABLE: Text = {"en": "{0}: cannot be read ({1})", "ko": "{0}: 읽을 수 없습니다 ({1})"}
_NO_PART: Text = {
    "en": "{0}/{1}: no part of a contract; did you mean '{2}'?",
    "ko": "{0}/{1}: 계약의 파일이 아닙니다. '{2}'을(를) 쓰려고 했나요?",
}
_HOLDS_NO: Text = {"en": "{0}: holds no {1}", "ko": "{0}: {1} 파일이 없습니다"}
_NO_JSON: Text = {"en": "{0}:{1}: is not JSON: {2}", "ko": "{0}:{1}: JSON이 아닙니다: {2}"}
_TOO_DEEP: Text = {"en": "it is too deep", "ko": "너무 깊게 중첩되었습니다"}
_SURROGATE: Text = {"en": "a half of a character stands in it", "ko": "글자의 반쪽이 들어 있습니다"}
_NO_FILE: Text = {"en": "{0}: is no file", "ko": "{0}: 파일이 아닙니다"}
_TOO_LARGE: Text = {"en": "{0}: is larger than {1} MB", "ko": "{0}: {1} MB보다 큽니다"}
_NOT_UTF_8: Text = {"en": "{0}:{1}: is not UTF-8", "ko": "{0}:{1}: UTF-8이 아닙니다"}
_TWICE: Text = {
    "en": "{0}:{1}: the key '{2}' appears twice",
    "ko": "{0}:{1}: '{2}' 키가 여기에 두 번째로 나옵니다",
}
_UNREAD: Text = {
    "en": "{0}:{1}: is not {2} that can be read ({3})",
    "ko": "{0}:{1}: 읽을 수 있는 {2}이(가) 아닙니다 ({3})",
}


class ContractFolder(NamedTuple):
    """The folder of a contract; ``name`` is what messages call it, ``limit`` the greatest size of a file in bytes."""

    path: Path
    name: str
    limit: int

    def file(self, name: str) -> Path | None:
        """One of its files; None when it is not there."""
        path = self.path / name
        return path if path.exists() or path.is_symlink() else None


class ContractFile:
    """One file of a contract as nodes, and the mistakes that were found in it."""

    def __init__(self, source: Source, value: Any, composed: Composition) -> None:  # noqa: ANN401 - any JSON
        self.source = source
        self.root = FrontMatter(source, value, composed.marks, Span(0, 0), 0).root
        self._mistakes: dict[tuple[int, str], Text] = {}

    def at(self, *path: str | int) -> Node:
        """The node at a path whose keys are taken as they are, dots and all."""
        return self.root.at_path(path)

    def refuse(self, at: Node, words: Text, *facts: object) -> None:
        """Note a mistake, in words that the facts are filled into; :meth:`check` tells it."""
        said = {lang: _cut(text) for lang, text in filled(words, *facts).items()}
        place = f"{at.where}: " if at.where else ""
        start = at.span.start
        text = filled(_AT, self.source.name, self.source.position(start).line, place, said)
        self._mistakes.setdefault((start, text["en"]), text)

    def check(self) -> None:
        """Raise :class:`ConfigError` with a line for each mistake, in the order of the text, if there is one."""
        if self._mistakes:
            raise ConfigError(joined((text for _, text in sorted(self._mistakes.items())), "\n"))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_WORDS else f"{text[:LONGEST_WORDS]}…"


# -- finding --------------------------------------------------------------------------------------------------------


def find_contract(config: Config, folder: Path) -> ContractFolder:
    """The folder that a configuration names; raises :class:`ConfigError` with the line that names it.

    ``folder`` is what messages count paths from.
    """
    named = config.contract or ""
    shipped = shipped_contracts()
    if named.startswith(SHIPPED):
        name = named.removeprefix(SHIPPED)
        if name not in shipped:
            raise _not_found(config, filled(_NOT_SHIPPED, name, did_you_mean_one_of(name, shipped)))
        return ContractFolder(shipped[name], named, config.max_file_size)
    path = config.root / named
    if path.is_dir():
        _refuse_links_out(path, config)
        found = ContractFolder(path, os.path.relpath(path, folder).replace(os.sep, "/"), config.max_file_size)
        _refuse_misspelt(found)
        return found
    if path.exists():
        raise _not_found(config, filled(_IS_FILE, named))
    folders = [entry.name for entry in path.parent.iterdir() if entry.is_dir()] if path.parent.is_dir() else []
    near = nearest(path.name, folders)
    hint = NOTHING
    if near:
        hint = filled(MEANT, (Path(named).parent / near).as_posix())
    elif named in shipped:
        hint = filled(MEANT, f"{SHIPPED}{named}")
    raise _not_found(config, filled(_NO_FOLDER, named, hint))


def _not_found(config: Config, words: Text) -> ConfigError:
    if config.file is None:
        return ConfigError(filled(_CONTRACT, words))
    above = ("tool", "prospectus") if config.file.name == PYPROJECT else ()
    try:
        line = line_of(config.file.read_text("utf-8-sig"), (*above, "contract"))
    except (OSError, UnicodeDecodeError):
        line = 1
    return ConfigError(filled(_CONFIGURED, config.file, line, words))


def _refuse_links_out(path: Path, config: Config) -> None:
    """A link out of the tree is not followed, here as in documents; a folder outside may be named as it is."""
    is_inside = Path(os.path.normpath(path.absolute())).is_relative_to(config.root.absolute())
    allowed = os.path.realpath(config.root if is_inside else path)  # at a link to itself, Path.resolve raises
    for name in (LIFECYCLE, SCHEMA):
        if not Path(os.path.realpath(path / name)).is_relative_to(allowed):
            raise _not_found(config, filled(_LEADS_OUT, config.contract, name))


def _refuse_misspelt(folder: ContractFolder) -> None:
    """A file whose name is nearly that of a part of the contract would be passed over in silence."""
    try:
        names = sorted(entry.name for entry in folder.path.iterdir())
    except OSError as error:
        raise ConfigError(filled(_UNREADABLE, folder.name, error.strerror or error)) from error
    for part in (LIFECYCLE, SCHEMA):
        near = difflib.get_close_matches(part, [name for name in names if name != SCHEMA], n=1, cutoff=_MISSPELT)
        if near and part not in names:
            raise ConfigError(filled(_NO_PART, folder.name, near[0], part))
    if LIFECYCLE not in names:
        raise ConfigError(filled(_HOLDS_NO, folder.name, LIFECYCLE))


# -- reading --------------------------------------------------------------------------------------------------------


def read_yaml(path: Path, folder: ContractFolder) -> ContractFile:
    """Read a YAML file of a contract; raises :class:`ConfigError` when it is none."""
    source = _read(path, folder)
    composed = compose(source.text)
    _refuse_unreadable(source, composed, "YAML")
    return ContractFile(source, composed.value, composed)


def read_json(path: Path, folder: ContractFolder) -> ContractFile:
    """Read a JSON file of a contract; raises :class:`ConfigError` when it is none."""
    source = _read(path, folder)
    try:
        value = json.loads(source.text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ConfigError(filled(_NO_JSON, source.name, _line_of_error(source, error), error.msg)) from error
    except (RecursionError, ValueError) as error:
        reason = _TOO_DEEP if isinstance(error, RecursionError) else error
        raise ConfigError(filled(_NO_JSON, source.name, 1, reason)) from error
    half = _HALF.search(source.text)
    if half and _has_half(value):
        raise ConfigError(filled(_NO_JSON, source.name, source.position(half.start()).line, _SURROGATE))
    # JSON is YAML but for a few escapes and tabs, which take the same room as what stands here instead of them.
    composed = compose(_ESCAPE.sub(lambda match: "_" * len(match[0]), source.text).replace("\t", " "))
    _refuse_unreadable(source, composed, "JSON")
    return ContractFile(source, value, composed)


def _line_of_error(source: Source, error: json.JSONDecodeError) -> int:
    """The line of a mistake: of a comma too many, that of the comma, which Python 3.13 names and the ones before do not."""
    at = error.pos
    while at > 0 and source.text[at - 1].isspace():
        at -= 1
    is_behind_comma = at > 0 and source.text[at - 1] == "," and source.text[error.pos : error.pos + 1] in {"}", "]"}
    return source.position(at - 1 if is_behind_comma else error.pos).line


def _has_half(value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Whether a text in it holds half of a surrogate pair: no UTF-8, and no file, can hold it."""
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _refuse_constant(word: str) -> None:
    message = f"{word} is no number of JSON"
    raise ValueError(message)


def _read(path: Path, folder: ContractFolder) -> Source:
    name = f"{folder.name}/{path.name}"
    try:
        if path.exists() and not path.is_file():
            raise ConfigError(filled(_NO_FILE, name))
        data = read_regular(path, folder.limit)
    except TooLargeError as error:
        raise ConfigError(filled(_TOO_LARGE, name, f"{folder.limit / 1e6:.1f}")) from error
    except OSError as error:
        raise ConfigError(filled(_UNREADABLE, name, error.strerror or error)) from error
    try:
        return Source(name, data.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(filled(_NOT_UTF_8, name, line)) from error


def _refuse_unreadable(source: Source, composed: Composition, kind: str) -> None:
    problems = [composed.problem] if composed.problem else [*composed.duplicates]
    lines = []
    for problem in problems:
        line = source.position(problem.span.start).line
        if problem.kind == "duplicate-key":
            lines.append(filled(_TWICE, source.name, line, problem.facts["key"]))
        else:
            lines.append(filled(_UNREAD, source.name, line, kind, problem.kind.replace("-", " ")))
    if lines:
        raise ConfigError(joined(lines, "\n"))
