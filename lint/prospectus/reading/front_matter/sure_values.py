"""The values of a YAML text on which our composer and a parser in Rust surely agree, without any positions.

ryaml reads with the scanner of libyaml, as PyYAML does; only what it makes of tags, aliases, some numbers and keys that are
no text differs from ours. A text that may hold one of these, and whatever ryaml refuses, is left to the composer. Where
ryaml is not installed every text is. Which texts are sure was found by a differential fuzz test, which the tests keep.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from prospectus.reading.front_matter.composer import MAX_DEPTH
from prospectus.reading.front_matter.plain_text import has_reference, may_be_deep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from prospectus.reading.front_matter.scalars import Json

_RADIX = re.compile(r"0(?<![0-9A-Za-z_.].)[xXoObB]")
_LEADING_ZERO = re.compile(r"0(?<![0-9A-Za-z_.].)[0-9]+[.eE]")
"""``00.5`` is text to us; a date that ends a sentence is taken for one, which only costs time."""
_MANY_DIGITS = re.compile(r"[0-9]{90}")
_LONG_LINE = 270
"""A number that is too long for us has three runs of digits at most, so one of them is long, and so is its line."""
_INFINITE = (".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN")

_BIG = 1e18
"""From here on ryaml may have made a float of a whole number."""


@cache
def _loads() -> Callable[[str], Json] | None:
    try:
        import ryaml  # noqa: PLC0415 - optional, and not needed by every verb
    except ImportError:
        return None
    return ryaml.loads


def sure_values(text: str) -> dict[str, Json] | None:
    """The mapping that a YAML text holds, exactly as the composer would give it; None when that is not sure."""
    loads = _loads()
    if loads is None or not _is_plain(text):
        return None
    try:
        facts = loads(text)
    except Exception:  # noqa: BLE001 - whatever it is, the composer says what is wrong
        return None
    return facts if type(facts) is dict and _is_json(facts, 1) else None


def _is_plain(text: str) -> bool:
    """Whether nothing stands in a text that the two parsers may read in different ways."""
    lines = text.replace("\r\n", "\n").split("\n")
    return (
        "".join(lines).isprintable()  # which also leaves out tabs, odd spaces and line ends
        and not has_reference(text)
        and not may_be_deep(text)
        and "<<" not in text
        and not _RADIX.search(text)
        and not _LEADING_ZERO.search(text)
        and not any(word in text for word in _INFINITE)
        and not (max(map(len, lines)) >= _LONG_LINE and _MANY_DIGITS.search(text))
    )


def _is_json(value: Json, depth: int) -> bool:
    """Whether all keys of a collection are text, no number is doubtful, and it is not too deep for us."""
    if depth > MAX_DEPTH:
        return False
    items: Iterable[Json] = value
    if type(value) is dict:
        try:
            "".join(value)
        except TypeError:
            return False
        items = value.values()
    for item in items:
        kind = type(item)
        if kind is dict or kind is list:
            if not _is_json(item, depth + 1):
                return False
        elif kind is float and not -_BIG < item < _BIG:
            return False
    return True
