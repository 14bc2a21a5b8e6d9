"""``prospectus.toml`` or ``[tool.prospectus]``: which files are documents, and what is checked of them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from prospectus.ground.glob import REASONS, PatternError, expand
from prospectus.ground.language import ToldError, filled
from prospectus.ground.named_tuple import NamedTuple
from prospectus.ground.regular_file import read_regular
from prospectus.ground.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from prospectus.ground.language import Lang, Text
    from prospectus.ground.plain_schema import Mistake

FILE = "prospectus.toml"
PYPROJECT = "pyproject.toml"
MOST_BYTES = 2_000_000
"""The greatest size of a configuration file."""

SHIPPED = "prospectus:"
"""How the name of a contract begins that ships with Prospectus."""

DEFAULT_DOCUMENTS = ("docs/projects/**/*.md",)
DEFAULT_EXCLUDE = ("**/index.md", "**/README.md")
DEFAULT_BASELINE = ".prospectus-baseline.json"
"""What a baseline is called where nobody says: one that lies beside the configuration under this name is used."""
DEFAULT_MAX_FILE_SIZE = 2_000_000
DEFAULT_SECTION_MIN_CHARS = 40

_HEAD = re.compile(rb"""(?m)^[ \t]*+\[[ \t]*+["']?tool["']?[ \t]*+\.[ \t]*+["']?prospectus["']?[ \t]*+[.\]]""")
"""The head of our table in a ``pyproject.toml``."""

_SHOWN = 80
"""How much of a refused pattern is shown."""

_UNREADABLE: Text = {"en": "{0}: cannot be read ({1})", "ko": "{0}: 읽을 수 없습니다 ({1})"}
_NOT_UTF_8: Text = {"en": "{0}: is not UTF-8 (byte {1})", "ko": "{0}: UTF-8이 아닙니다 (바이트 {1})"}
_NOT_TOML: Text = {"en": "{0}: is not TOML: {1}", "ko": "{0}: TOML이 아닙니다: {1}"}
_NO_TABLE: Text = {"en": "{0}:{1}: {2}: must be a table", "ko": "{0}:{1}: {2}: 테이블이어야 합니다"}
_MISTAKE: Text = {"en": "{0}:{1}: {2}{3}", "ko": "{0}:{1}: {2}{3}"}
_PATTERN: Text = {"en": "'{0}': {1}", "ko": "'{0}': {1}"}
_NUL: Text = {
    "en": "no name of a file or folder holds a NUL character",
    "ko": "파일과 폴더 이름에는 NUL 문자가 올 수 없습니다",
}


class ConfigError(ToldError):
    """The configuration cannot be used."""


class Config(NamedTuple):
    """The settings of one portfolio; ``root`` is the folder that its globs are relative to.

    ``measure`` has for a tracker's name of a metric which metric of which document it is, and what is said of its values.
    """

    root: Path
    file: Path | None = None
    documents: tuple[str, ...] = DEFAULT_DOCUMENTS
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    lang: Lang | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    severity: Mapping[str, str] = MappingProxyType({})
    per_file_ignores: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    section_min_chars: int = DEFAULT_SECTION_MIN_CHARS
    max_file_size: int = DEFAULT_MAX_FILE_SIZE
    contract: str | None = None
    baseline: str | None = None
    rules_url: str | None = None
    format: str | None = None
    extra_keys: tuple[str, ...] = ()
    measure: Mapping[str, Mapping[str, str]] = MappingProxyType({})

    @property
    def baseline_file(self) -> Path | None:
        """The file of the findings that are held back; None where there is none."""
        return None if self.baseline is None else self.root / self.baseline


def find_config(start: Path, explicit: Path | None = None) -> Config:
    """The configuration that holds at a folder: its own or the nearest above it, up to the repository's root.

    Raises :class:`ConfigError` when the file is broken, or when ``explicit`` names none.
    """
    if explicit is not None:
        return read_config(explicit)
    start = Path(os.path.realpath(start))  # at a link to itself, resolve() raises
    for folder in (start, *start.parents):
        file = folder / FILE
        if file.is_file():
            return read_config(file)
        project = folder / PYPROJECT
        if project.is_file() and _speaks_of_us(project):
            return read_config(project)
        if (folder / ".git").exists():
            return _with_found_baseline(Config(root=_with_documents(start, folder)))
    return _with_found_baseline(Config(root=start))


def _with_found_baseline(config: Config) -> Config:
    """A configuration that names no baseline, with the one that lies beside it under the usual name, if any does."""
    is_there = config.baseline is None and os.path.lexists(config.root / DEFAULT_BASELINE)
    return config._replace(baseline=DEFAULT_BASELINE) if is_there else config


def _with_documents(start: Path, repository: Path) -> Path:
    """The nearest folder, up to the repository's root, that has documents where they are without a configuration."""
    place = DEFAULT_DOCUMENTS[0].partition("/*")[0]
    for folder in (start, *start.parents):
        if (folder / place).is_dir():
            return folder
        if folder == repository:
            break
    return start


def _speaks_of_us(project: Path) -> bool:
    """Whether a ``pyproject.toml`` has our table. One that cannot be read is ours when it has the table's head."""
    try:
        data = read_regular(project, MOST_BYTES)
    except OSError:
        return False
    if b"prospectus" not in data:
        return False
    import tomllib  # noqa: PLC0415 - as in read_config

    try:
        tool = tomllib.loads(data.decode("utf-8-sig")).get("tool")
    except (ValueError, RecursionError):
        return _HEAD.search(data) is not None
    return isinstance(tool, dict) and "prospectus" in tool


def read_config(file: Path) -> Config:
    """Read one configuration file; raises :class:`ConfigError` with the file, the line and the nearest known key."""
    text, data = _load(file)
    above: tuple[str, ...] = ()
    if file.name == PYPROJECT:
        for step in ("tool", "prospectus"):
            above = (*above, step)
            data = data.get(step, {})
            if not isinstance(data, dict):
                raise ConfigError(filled(_NO_TABLE, file, line_of(text, above), ".".join(above)))
    _validate(data, file, text, above)
    settings = {key.replace("-", "_"): _SETTINGS.get(key, _as_it_is)(value) for key, value in data.items()}
    return _with_found_baseline(Config(root=Path(os.path.realpath(file)).parent, file=file, **settings))


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - any setting
    return value


_SETTINGS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("documents", "exclude", "select", "ignore", "extra-keys"), tuple),
    **dict.fromkeys(("section-min-chars", "max-file-size"), int),
    "per-file-ignores": lambda table: {pattern: tuple(codes) for pattern, codes in table.items()},
    "fail-on": Severity.of,
    "measure": lambda table: {
        name: {"metric": said} if isinstance(said, str) else said for name, said in table.get("map", {}).items()
    },
}
"""What becomes of the value of a key."""


def _load(file: Path) -> tuple[str, dict[str, Any]]:
    import tomllib  # noqa: PLC0415 - 5 ms, and only where there is a file

    try:
        text = read_regular(file, MOST_BYTES).decode("utf-8-sig")
        return text, tomllib.loads(text)
    except OSError as error:
        raise ConfigError(filled(_UNREADABLE, file, error.strerror or error)) from error
    except UnicodeDecodeError as error:
        raise ConfigError(filled(_NOT_UTF_8, file, error.start)) from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is no TOMLDecodeError
        raise ConfigError(filled(_NOT_TOML, file, error)) from error


def _validate(data: dict[str, Any], file: Path, text: str, above: tuple[str, ...]) -> None:
    if not data:
        return
    from prospectus.ground.plain_schema import mistakes  # noqa: PLC0415 - only where a configuration file says something
    from prospectus.ground.shipped import read_schema  # noqa: PLC0415 - as above

    schema = read_schema("config.schema.json")
    first = next(mistakes(schema, data, schema["$defs"]), None) or next(_odd_names(data), None)
    if first is None:
        return
    path = first.path[:-1] if first.is_key else first.path
    place: Text = {"en": "", "ko": ""}
    if path:
        name = ".".join(str(step) for step in path if isinstance(step, str))
        place = filled({"en": "{0}: ", "ko": "{0}: "}, name)
    line = line_of(text, (*above, *(step for step in first.path if isinstance(step, str))))
    raise ConfigError(filled(_MISTAKE, file, line, place, first.words))


def _odd_names(data: dict[str, Any]) -> Iterator[Mistake]:
    """The names of folders, and the patterns of files, that are none."""
    from prospectus.ground.plain_schema import Mistake  # noqa: PLC0415 - as above

    for key in ("contract", "baseline"):
        if "\0" in data.get(key, ""):
            yield Mistake((key,), _NUL)
    named: list[tuple[tuple[str, ...], str]] = [
        ((key,), pattern) for key in ("documents", "exclude") for pattern in data.get(key, ())
    ]
    named += [(("per-file-ignores", pattern), pattern) for pattern in data.get("per-file-ignores", ())]
    for path, pattern in named:
        try:
            expand(pattern)
        except PatternError as error:
            shown = pattern if len(pattern) <= _SHOWN else f"{pattern[:_SHOWN]}…"
            yield Mistake(path[:1], filled(_PATTERN, shown, REASONS[error.reason]))


def line_of(text: str, path: tuple[str, ...]) -> int:
    """The line of a TOML text in which a key stands, given with the tables it stands in; that of a table above else."""
    table: tuple[str, ...] = ()
    best, found = 0, 1
    for number, line in enumerate(text.splitlines(), 1):
        head = line.strip()
        if head.startswith("["):
            table = here = _key_path(head)
        else:
            key, is_pair, _ = head.partition("=")
            here = (*table, *_key_path(f"{key} = 0")) if is_pair else ()
        if best < len(here) and here == path[: len(here)]:
            best, found = len(here), number
    return found


def _key_path(line: str) -> tuple[str, ...]:
    """The keys of one line of TOML; none when it is part of something longer."""
    import tomllib  # noqa: PLC0415 - as in read_config

    try:
        data: Any = tomllib.loads(line)
    except (ValueError, RecursionError):
        return ()
    path = []
    while isinstance(data, dict) and data:
        ((key, data),) = data.items()
        path.append(key)
        data = data[0] if isinstance(data, list) and data else data
    return tuple(path)
