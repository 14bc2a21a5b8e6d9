"""Where one entry of a front matter stands, without composing all of it.

A finding needs the place of one fact or two, and composing a whole front matter for them costs ten times as much as reading its
values did. So only the lines of the entry at the root that holds the fact are composed. That they are the right lines is not
believed but checked: their value must be the one that is known already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.reading.front_matter.composer import compose

if TYPE_CHECKING:
    from prospectus.ground.source import Span
    from prospectus.reading.front_matter.marks import Marks
    from prospectus.reading.front_matter.scalars import Json

_NEXT = Pattern(r"\n(?=[^\s#-])")
"""Where the next entry at the root may begin: at a character in the first column that begins no comment and no list item."""


def entry_marks(text: str, block: Span, key: str, value: Json) -> tuple[int, int, Marks] | None:
    """Where the key of an entry at the root of a YAML text stands, and the marks of its value, which is known.

    ``block`` is the span of the YAML in ``text``. None when the lines of the entry cannot be told for sure.
    """
    start = _line_of(text, block, f"{key}:")
    if start is None:
        return None
    following = _NEXT.search(text, start, block.end)
    composed = compose(text[start : following.start() + 1 if following else block.end], start)
    children = composed.marks.children
    if composed.problem is not None or not isinstance(children, dict) or len(children) != 1 or key not in children:
        return None
    return children[key] if _same(composed.value[key], value) else None


def _line_of(text: str, block: Span, beginning: str) -> int | None:
    """The offset of the one line that begins so; None when there is none, or another."""
    line = f"\n{beginning}"
    at = block.start if text.startswith(beginning, block.start) else text.find(line, block.start, block.end) + 1
    if at == 0 and not text.startswith(beginning):
        return None
    return at if text.find(line, at, block.end) < 0 else None


def _same(one: Json, other: Json) -> bool:
    """Whether two values are the same, and of the same types: 1 is no 1.0, and no true."""
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is dict:
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if kind is list:
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
