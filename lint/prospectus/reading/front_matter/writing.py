"""Values as YAML text, in the style of what stands around them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.reading.front_matter.scalars import scalar

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from prospectus.reading.front_matter.scalars import Json

    Path = tuple[str | int, ...]

_WIDTH = 80
"""A collection of scalars that fits is written on one line."""
_STEP = 2
_WIDEST = 110
"""A comment that makes a line wider than this stands on a line of its own above it."""

_NO_PLAIN_START = frozenset("-?:,[]{}#&*!|>'\"%@`=<. \t")
_FLOW_INDICATOR = Pattern(r"[,\[\]{}:]")
_DATE = Pattern(r"[0-9]{4}-[0-9]{2}-(?:[0-9]{2}|DD)")
_LIKE_A_NUMBER = Pattern(r"[0-9+.][0-9a-fA-FxXoO_.:+-]*")
_NOT_ON_A_LINE = Pattern(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_UNPRINTABLE = Pattern(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Style(NamedTuple):
    """How a place is written: in flow style or in block style, with which line ends, at which column its keys stand."""

    is_flow: bool
    eol: str
    column: int


class Layout(NamedTuple):
    """How a document is indented: by how much what a key holds, and the dashes of the list that it holds."""

    step: int = _STEP
    dash: int = _STEP


def as_key(key: str, like: str = "") -> str:
    """A key with its colon; quoted if ``like``, the first character of another, is a quote."""
    return f"{_text(key, is_flow=True, like=like)}:"


def as_value(value: Json, style: Style, like: str = "", *, in_block: bool = False) -> str:
    """What follows the colon of a key that stands at the column of the style, with the space or line end before it.

    ``like`` is the first character of the value that it replaces; ``in_block`` has a collection on lines of its own.
    """
    if isinstance(value, str) and "\n" in value and not style.is_flow and like in {"", "|", ">"}:
        block = _literal(value, style)
        if block is not None:
            return f" {block}"
    if not style.is_flow and value and isinstance(value, dict | list) and (in_block or not _fits(value, style)):
        inner = style._replace(column=style.column + _STEP)
        return "".join(f"{style.eol}{' ' * inner.column}{line}" for line in _entries(value, inner))
    return f" {_inline(value, is_flow=style.is_flow, like=like)}"


def as_item(value: Json, style: Style, like: str = "") -> str:
    """An item of a list without its dash; on one line."""
    return _inline(value, is_flow=style.is_flow, like=like)


def as_block_item(value: Json, style: Style) -> str:
    """An item of a list with its dash, which stands at the column of the style."""
    if isinstance(value, dict) and value and not _fits(value, style):
        inner = style._replace(column=style.column + _STEP)
        return "- " + f"{style.eol}{' ' * inner.column}".join(_entries(value, inner))
    return f"- {_inline(value, is_flow=False)}"


def as_lines(
    path: Path, value: Json, layout: Layout, note: Callable[[Path], str] = lambda _: "", column: int = 0
) -> Iterator[str]:
    """The entry at the end of a path, a key or an item of a list, as lines in block style; its key or dash stands at a column.

    Of a list of scalars that fits, the items stand on the line of its key. ``note`` gives what is said in a comment beside the
    scalar at a path; nothing when empty.
    """
    head = "-" if isinstance(path[-1], int) else as_key(path[-1])
    indent = " " * column
    if not isinstance(value, dict | list) or not value or _is_short(value, column + len(head)):
        yield from _with_note(f"{indent}{head} {_inline(value, is_flow=False)}", note(path))
    elif isinstance(value, dict) and head == "-":
        lines = (
            line for key, below in value.items() for line in as_lines((*path, key), below, layout, note, column + _STEP)
        )
        first = next(lines).lstrip()
        if first[0] == "#":
            yield f"{indent}{first}"
            first = next(lines).lstrip()
        yield f"{indent}- {first}"
        yield from lines
    else:
        yield f"{indent}{head}"
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        inner = column + (layout.step if isinstance(value, dict) else _STEP if head == "-" else layout.dash)
        for step, below in entries:
            yield from as_lines((*path, step), below, layout, note, inner)


def _with_note(line: str, note: str) -> Iterator[str]:
    if not note:
        yield line
    elif len(line) + len(note) <= _WIDEST:
        yield f"{line}  # {note}"
    else:
        yield f"{' ' * (len(line) - len(line.lstrip(' ')))}# {note}"
        yield line


def _is_short(value: Json, column: int) -> bool:
    """Whether a collection is a list of scalars that fits on a line."""
    return (
        isinstance(value, list)
        and not any(isinstance(item, dict | list) for item in value)
        and column + len(_inline(value, is_flow=True)) < _WIDTH
    )


def _entries(value: Json, style: Style) -> list[str]:
    if isinstance(value, dict):
        return [as_key(key) + as_value(below, style) for key, below in value.items()]
    return [as_block_item(item, style) for item in value]


def _fits(value: Json, style: Style) -> bool:
    items = value.values() if isinstance(value, dict) else value
    is_flat = not any(isinstance(item, dict | list) and item for item in items)
    return is_flat and style.column + len(_inline(value, is_flow=False)) <= _WIDTH


def _inline(value: Json, *, is_flow: bool, like: str = "") -> str:
    if isinstance(value, str):
        return _text(value, is_flow=is_flow, like=like)
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{_text(key, is_flow=True)}: {_inline(v, is_flow=True)}" for key, v in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_inline(item, is_flow=True) for item in value) + "]"
    return json.dumps(value)


def _text(text: str, *, is_flow: bool, like: str = "") -> str:
    """A text on one line: plain where it reads as the same text, else in quotes; in quotes like those it replaces."""
    if not like or like not in "'\"":
        if _is_plain(text, is_flow=is_flow):
            return text
        like = "'"
    if like == "'" and not _NOT_ON_A_LINE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return _UNPRINTABLE.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _is_plain(text: str, *, is_flow: bool) -> bool:
    """Whether a text needs no quotes: it reads as the same text, to us and to readers with other ideas of numbers."""
    return (
        text != ""
        and text[0] not in _NO_PLAIN_START
        and text[-1] not in ": \t"
        and ": " not in text
        and " #" not in text
        and not _NOT_ON_A_LINE.search(text)
        and not (is_flow and _FLOW_INDICATOR.search(text))
        and isinstance(scalar(text), str)
        and (_DATE.fullmatch(text) is not None or _LIKE_A_NUMBER.fullmatch(text) is None)
    )


def _literal(text: str, style: Style) -> str | None:
    """A text of several lines as a literal block; None when it cannot be one."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not body or not lines[0] or lines[0][0] in " \t" or not lines[-1] or "\r" in text or _UNPRINTABLE.search(text):
        return None
    indent = " " * (style.column + _STEP)
    written = style.eol.join(f"{indent}{line}" if line else "" for line in lines)
    return f"{'|' if text.endswith(chr(10)) else '|-'}{style.eol}{written}"
