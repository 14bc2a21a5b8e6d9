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

from prospectus.config import ConfigError, line_of, nearest
from prospectus.ground.shipped import shipped_contracts
from prospectus.ground.source import Source, Span
from prospectus.reading.front_matter.composer import Composition, compose
from prospectus.reading.front_matter.node import FrontMatter, Node

if TYPE_CHECKING:
    from prospectus.config import Config

LIFECYCLE = "lifecycle.yml"
SCHEMA = "schema.json"
SHIPPED = "prospectus:"
"""How the name of a shipped contract begins in a configuration."""

LONGEST_WORDS = 300

_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_MISSPELT = 0.75


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
        self._mistakes: list[tuple[int, str]] = []

    def at(self, *path: str | int) -> Node:
        """The node at a path whose keys are taken as they are, dots and all."""
        return self.root.at_path(path)

    def refuse(self, at: Node, words: str) -> None:
        """Note a mistake; :meth:`check` tells it."""
        words = "".join(char if char.isprintable() else "\ufffd" for char in words)
        if len(words) > LONGEST_WORDS:
            words = f"{words[:LONGEST_WORDS]}…"
        place = f"{at.where}: " if at.where else ""
        self._mistakes.append((at.span.start, f"{place}{words}"))

    def check(self) -> None:
        """Raise :class:`ConfigError` with a line for each mistake, in the order of the text, if there is one."""
        if self._mistakes:
            lines = [
                f"{self.source.name}:{self.source.position(start).line}: {words}"
                for start, words in sorted(dict.fromkeys(self._mistakes))
            ]
            raise ConfigError("\n".join(lines))


def did_you_mean(word: str, known: Any) -> str:  # noqa: ANN401 - any iterable of words
    """``; did you mean 'x'?`` when a known word is near, else nothing."""
    close = difflib.get_close_matches(word, [str(name) for name in known], n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


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
            raise _not_found(config, f"no contract '{name}' ships with Prospectus{nearest(name, shipped)}")
        return ContractFolder(shipped[name], named, config.max_file_size)
    path = config.root / named
    if path.is_dir():
        _refuse_links_out(path, config)
        found = ContractFolder(path, os.path.relpath(path, folder).replace(os.sep, "/"), config.max_file_size)
        _refuse_misspelt(found)
        return found
    if path.exists():
        raise _not_found(config, f"'{named}' is a file; name its folder")
    folders = [entry.name for entry in path.parent.iterdir() if entry.is_dir()] if path.parent.is_dir() else []
    hint = did_you_mean(path.name, folders)
    if hint:
        near = hint.split("'")[1]
        hint = f"; did you mean '{(Path(named).parent / near).as_posix()}'?"
    elif named in shipped:
        hint = f"; did you mean '{SHIPPED}{named}'?"
    raise _not_found(config, f"no such folder: '{named}'{hint}")


def _not_found(config: Config, words: str) -> ConfigError:
    if config.file is None:
        return ConfigError(f"contract: {words}")
    try:
        line = line_of(config.file.read_text("utf-8"), "contract")
    except (OSError, UnicodeDecodeError):
        line = 1
    return ConfigError(f"{config.file}:{line}: contract: {words}")


def _refuse_links_out(path: Path, config: Config) -> None:
    """A link out of the tree is not followed, here as in documents; a folder outside may be named as it is."""
    root = config.root.resolve()
    inside = Path(os.path.normpath(config.root.absolute() / (config.contract or ""))).is_relative_to(
        config.root.absolute()
    )
    allowed = root if inside else path.resolve()
    for name in (LIFECYCLE, SCHEMA):
        if not (path / name).resolve().is_relative_to(allowed):
            raise _not_found(config, f"'{config.contract}/{name}' leads out of the folder of the configuration")


def _refuse_misspelt(folder: ContractFolder) -> None:
    """A file whose name is nearly that of a part of the contract would be passed over in silence."""
    try:
        names = sorted(entry.name for entry in folder.path.iterdir())
    except OSError as error:
        message = f"{folder.name}: cannot be read ({error.strerror or error})"
        raise ConfigError(message) from error
    for part in (LIFECYCLE, SCHEMA):
        near = difflib.get_close_matches(part, [name for name in names if name != SCHEMA], n=1, cutoff=_MISSPELT)
        if near and part not in names:
            message = f"{folder.name}/{near[0]}: no part of a contract; did you mean '{part}'?"
            raise ConfigError(message)
    if LIFECYCLE not in names:
        message = f"{folder.name}: holds no {LIFECYCLE}"
        raise ConfigError(message)


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
        message = f"{source.name}:{error.lineno}: is not JSON: {error.msg}"
        raise ConfigError(message) from error
    except (RecursionError, ValueError) as error:
        message = f"{source.name}:1: is not JSON: {'it is too deep' if isinstance(error, RecursionError) else error}"
        raise ConfigError(message) from error
    # JSON is YAML but for a few escapes and tabs, which take the same room as what stands here instead of them.
    composed = compose(_ESCAPE.sub(lambda match: "_" * len(match[0]), source.text).replace("\t", " "))
    _refuse_unreadable(source, composed, "JSON")
    return ContractFile(source, value, composed)


def _refuse_constant(word: str) -> None:
    message = f"{word} is no number of JSON"
    raise ValueError(message)


def _read(path: Path, folder: ContractFolder) -> Source:
    name = f"{folder.name}/{path.name}"
    try:
        if not path.is_file():
            message = f"{name}: is no file"
            raise ConfigError(message)
        if path.stat().st_size > folder.limit:
            message = f"{name}: is larger than {folder.limit / 1e6:.1f} MB"
            raise ConfigError(message)
        data = path.read_bytes()
    except OSError as error:
        message = f"{name}: cannot be read ({error.strerror or error})"
        raise ConfigError(message) from error
    try:
        return Source(name, data.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"{name}:{line}: is not UTF-8"
        raise ConfigError(message) from error


def _refuse_unreadable(source: Source, composed: Composition, kind: str) -> None:
    problems = [composed.problem] if composed.problem else [*composed.duplicates]
    lines = []
    for problem in problems:
        line = source.position(problem.span.start).line
        if problem.kind == "duplicate-key":
            words = f"the key '{problem.facts['key']}' stands here a second time"
        else:
            words = f"is not {kind} that can be read ({problem.kind.replace('-', ' ')})"
        lines.append(f"{source.name}:{line}: {words}")
    if lines:
        raise ConfigError("\n".join(lines))
