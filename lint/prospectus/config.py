"""``prospectus.toml`` or ``[tool.prospectus]``: which files are documents, and what is checked of them."""

from __future__ import annotations

import tomllib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from prospectus.ground.language import spoken
from prospectus.ground.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from prospectus.ground.language import Lang

FILE = "prospectus.toml"
DEFAULT_DOCUMENTS = ("docs/projects/**/*.md",)
DEFAULT_EXCLUDE = ("**/index.md", "**/README.md")
DEFAULT_MAX_FILE_SIZE = 2_000_000
DEFAULT_SECTION_MIN_CHARS = 40


class ConfigError(Exception):
    """The configuration cannot be used; the message says where and what to do."""


class Config(NamedTuple):
    """The settings of one portfolio; ``root`` is the folder that its globs are relative to."""

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
    rules_url: str | None = None


def find_config(start: Path, explicit: Path | None = None) -> Config:
    """The configuration that holds at a folder: its own or the nearest above it, up to the repository's root.

    Raises :class:`ConfigError` when the file is broken, or when ``explicit`` names none.
    """
    if explicit is not None:
        return read_config(explicit)
    start = start.resolve()
    for folder in (start, *start.parents):
        file = folder / FILE
        if file.is_file():
            return read_config(file)
        project = folder / "pyproject.toml"
        if project.is_file() and b"[tool.prospectus" in project.read_bytes():
            return read_config(project)
        if (folder / ".git").exists():
            return Config(root=_with_documents(start, folder))
    return Config(root=start)


def _with_documents(start: Path, repository: Path) -> Path:
    """The nearest folder, up to the repository's root, that has documents where they are without a configuration."""
    place = DEFAULT_DOCUMENTS[0].partition("/*")[0]
    for folder in (start, *start.parents):
        if (folder / place).is_dir():
            return folder
        if folder == repository:
            break
    return start


def read_config(file: Path) -> Config:
    """Read one configuration file; raises :class:`ConfigError` with the file, the line and the nearest known key."""
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        message = spoken("{0}: cannot be read ({1})", "{0}: 읽을 수 없습니다 ({1})").format(
            file, error.strerror or error
        )
        raise ConfigError(message) from error
    except UnicodeDecodeError as error:
        message = spoken("{0}: is not UTF-8 (byte {1})", "{0}: UTF-8이 아닙니다 (바이트 {1})").format(file, error.start)
        raise ConfigError(message) from error
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = spoken("{0}: is not TOML: {1}", "{0}: TOML이 아닙니다: {1}").format(file, error)
        raise ConfigError(message) from error
    if file.name == "pyproject.toml":
        data = data.get("tool", {}).get("prospectus", {})
    _validate(data, file, text)
    settings: dict[str, Any] = {key.replace("-", "_"): value for key, value in data.items()}
    for key in ("documents", "exclude", "select", "ignore"):
        if key in settings:
            settings[key] = tuple(settings[key])
    if "per_file_ignores" in settings:
        settings["per_file_ignores"] = {glob: tuple(codes) for glob, codes in settings["per_file_ignores"].items()}
    if "fail_on" in settings:
        settings["fail_on"] = Severity.of(settings["fail_on"])
    return Config(root=file.resolve().parent, file=file, **settings)


def _validate(data: dict[str, Any], file: Path, text: str) -> None:
    if not data:
        return
    import jsonschema_rs  # noqa: PLC0415 - only where a configuration file says something

    from prospectus.ground.shipped import read_schema  # noqa: PLC0415 - needed only here

    schema = read_schema("config.schema.json")
    if jsonschema_rs.is_valid(schema, data):
        return
    import jsonschema  # noqa: PLC0415 - 80 ms, and only for the words of an error

    error = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(schema).iter_errors(data))
    if error is None:
        return
    path = [str(step) for step in error.absolute_path]
    if error.validator == "additionalProperties":
        known = cast("dict[str, Any]", error.schema).get("properties", {})
        unknown = next(key for key in cast("dict[str, Any]", error.instance) if key not in known)
        said = spoken("{0}:{1}: unknown key '{2}'", "{0}:{1}: '{2}'(이)라는 키는 없습니다")
        message = said.format(file, line_of(text, unknown), unknown) + nearest(unknown, known)
    else:
        said = spoken("{0}:{1}: {2}: {3}", "{0}:{1}: {2}: 값이 맞지 않습니다: {3}")
        message = said.format(file, line_of(text, path[0] if path else ""), ".".join(path), error.message)
    raise ConfigError(message)


def nearest(word: str, known: Any) -> str:  # noqa: ANN401 - any iterable of words
    """``; did you mean 'x'?`` when a known word is near, else the words there are."""
    import difflib  # noqa: PLC0415 - only for errors

    words = sorted(str(name) for name in known)
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return spoken("; did you mean '{0}'?", "; '{0}'을(를) 쓰려고 했나요?").format(close[0])
    return spoken(" (known: {0})", " (쓸 수 있는 것: {0})").format(", ".join(words))


def line_of(text: str, key: str) -> int:
    """The line of a TOML text in which a key stands; the first when it does not."""
    for number, line in enumerate(text.splitlines(), 1):
        if key and line.split("=")[0].strip().strip("\"'[]").split(".")[-1] == key:
            return number
    return 1
