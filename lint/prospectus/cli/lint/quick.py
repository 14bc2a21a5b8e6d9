"""The usual call, ``prospectus lint`` with paths and options, read without click, whose import takes longer than a lint.

It only reads what is certain: whole names, values that may stand there. All else, help and every mistake, is click's.
A test holds the two against each other.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospectus.cli.day import day_of
from prospectus.cli.lint.request import Request
from prospectus.cli.run import fail
from prospectus.ground.language import LANGS
from prospectus.ground.named_tuple import NamedTuple
from prospectus.output import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prospectus.ground.language import Text


class Option(NamedTuple):
    """How one option is read: the parameter that it sets, what makes its value, and what may be its value."""

    parameter: str
    read: Callable[[str], Any] | None = str
    choices: tuple[str, ...] = ()
    is_many: bool = False
    may_be_empty: bool = False


_CHANGED = "--changed"
_NO_REF: Text = {
    "en": "--changed: '{0}' names no commit: no name of a branch or tag begins with a dash",
    "ko": "--changed: '{0}'은(는) 커밋 이름이 아닙니다. 브랜치와 태그 이름은 -로 시작하지 않습니다",
}


class _UncertainError(Exception):
    """A value that may be wrong, for click to look at."""


def _count(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0):  # noqa: PLR2004 - no such machine
        raise _UncertainError
    return int(value)


OPTIONS = {
    "--format": Option("format_", choices=FORMATS),
    "--output": Option("output", Path),
    "--select": Option("select", is_many=True),
    "--ignore": Option("ignore", is_many=True),
    "--fail-on": Option("fail_on", choices=("error", "warning", "info")),
    "--fix": Option("fix", None),
    "--diff": Option("diff", None),
    "--unsafe-fixes": Option("unsafe_fixes", None),
    "--statistics": Option("statistics", None),
    "--force-exclude": Option("force_exclude", None),
    "--changed": Option("changed", may_be_empty=True),
    "--watch": Option("watch", None),
    "--stdin-filename": Option("stdin_filename", Path),
    "--no-cache": Option("no_cache", None),
    "--baseline": Option("baseline", Path),
    "--write-baseline": Option("write_baseline", None),
    "--prune-baseline": Option("prune_baseline", None),
    "--no-baseline": Option("no_baseline", None),
    "--add-waivers": Option("add_waivers"),
    "--expires": Option("expires", day_of),
    "--jobs": Option("jobs", _count),
    "--today": Option("today", day_of),
    "--lang": Option("lang", choices=LANGS),
    "--config": Option("config_file", Path),
}
"""The options of ``lint`` that are read here."""


def with_ref(arguments: Sequence[str]) -> list[str]:
    """The arguments with ``--changed`` and its value joined by ``=``: what follows it is its value unless a file has that name.

    So ``--changed docs`` looks at what has changed in the folder ``docs``; of a branch of that name, ``--changed=docs`` is sure.
    Exits with 2 on a value that begins with a dash, which click would take for an option.
    """
    done: list[str] = []
    waiting = list(arguments[::-1])
    while waiting:
        argument = waiting.pop()
        if argument == "--":
            return [*done, argument, *waiting[::-1]]
        if argument == _CHANGED:
            is_ref = bool(waiting) and waiting[-1][:1] not in {"", "-"} and not os.path.lexists(waiting[-1])
            argument = f"{_CHANGED}={waiting.pop() if is_ref else ''}"
        elif argument.startswith(f"{_CHANGED}=-"):
            fail(_NO_REF, argument.removeprefix(f"{_CHANGED}="))
        done.append(argument)
    return done


def lint_request(arguments: Sequence[str]) -> Request | None:
    """What a call of ``lint`` asks for; None when click should look."""
    if list(arguments[:1]) != ["lint"] or os.name == "nt" or "_PROSPECTUS_COMPLETE" in os.environ:
        return None
    found = Request()._asdict()
    paths = []
    waiting = with_ref(arguments[1:])[::-1]
    while waiting:
        argument = waiting.pop()
        if not argument.startswith("-"):
            if not argument:
                return None
            paths.append(Path(argument))
            continue
        name, is_joined, value = argument.partition("=")
        option = OPTIONS.get(name)
        if option is None or (option.read is None and is_joined):
            return None
        if option.read is None:
            found[option.parameter] = True
            continue
        if not is_joined:
            value = waiting.pop() if waiting else ""
        if (
            (not value and not option.may_be_empty)
            or value.startswith("-")
            or (option.choices and value not in option.choices)
        ):
            return None
        found[option.parameter] = (*found[option.parameter], value) if option.is_many else value
    try:
        return Request(**{**_read(found), "paths": tuple(paths)})
    except _UncertainError:
        return None


def _read(found: dict[str, Any]) -> dict[str, Any]:
    """The options with their values read: only now, for of an option that is given twice the last alone counts."""
    readers = {option.parameter: option.read for option in OPTIONS.values() if option.read and not option.is_many}
    return {
        name: readers[name](value) if name in readers and value is not None else value for name, value in found.items()
    }
