"""What can surely be read of a front matter that breaks.

Everything above the line of the break is composed again. Of its last branch, the values that the broken line may go on, or
may be a part of, are not sure: a scalar among them is left out, a collection is kept and known to be *cut*. What that is
tells the indentation of the broken line: it ends whatever hangs on a key or a dash that stands as deep as it, or deeper.
A line that somebody put between two others says nothing, so where the next line is deeper and cannot be its own, that one tells.
A mark of a merge conflict stands anywhere, and a value that has not begun above the line may well begin below it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.reading.front_matter.composer import Composition, compose
from prospectus.reading.front_matter.marks import Marks

if TYPE_CHECKING:
    from prospectus.reading.front_matter.scalars import Json
    from prospectus.reading.problem import Problem

_ATTEMPTS = 8
"""How often the break is looked for further up (a bracket that is open above it) before everything is given up."""

_LONGEST = 500_000
"""Nothing is salvaged of a longer text: reading it twice would take longer than anybody waits."""

_CONFLICT = ("<<<<<<< ", "||||||| ", "=======", ">>>>>>> ")
"""How the lines begin that git leaves where two versions of a file contradict each other."""

_BELOW = Pattern(r"(?>\n[ \t]*+(?:#[^\n]*+)?\r?(?=\n))*+\n( *+)(?=[^\s#])")
"""What stands between a line and the next that says something: empty lines, comments, and that one's indentation."""

_OPENS = Pattern(r"(?>[^:\n]++|:(?![ \t\r]|$))*+:[ \t]*+(?:[\"'\[{|>&!]|\r?$)")
"""A line whose value begins in it and may go on below it."""

_ANYWHERE = 1 << 30
"""The column of a line whose indentation says nothing."""

Path = tuple[str | int, ...]


class Salvage(NamedTuple):
    """The facts above a break and their marks; ``cut`` are the paths of the collections that may go on below it."""

    facts: dict[str, Json]
    marks: Marks
    broken_at: int
    cut: frozenset[Path]
    duplicates: tuple[Problem, ...] = ()


class _Break(NamedTuple):
    """The broken line: its column, whether it is a list item, and whether it may be text that goes on from above."""

    column: int
    is_item: bool
    may_continue: bool


def read_above(text: str, base: int, problem: Problem) -> Salvage:
    """What surely stands above the problem of a YAML text that starts at offset ``base``."""
    at = problem.span.start - base
    kind = problem.kind
    for _ in range(_ATTEMPTS if len(text) <= _LONGEST else 0):
        start = text.rfind("\n", 0, max(at, 0)) + 1
        composed = compose(text[:start], base)
        if composed.problem is None:
            return _sure_part(composed, text, base, base + start, _break_of(text, start, kind))
        at = min(composed.problem.span.start - base, start - 2)
        kind = composed.problem.kind
    return _nothing(base)


def read_unended(text: str, base: int) -> Salvage:
    """What surely stands in a YAML text that ends where something else begins, though nobody said that it ends."""
    composed = compose(text, base)
    if composed.problem is not None:
        return read_above(text, base, composed.problem)
    salvage = _sure_part(composed, text, base, base + len(text), _Break(0, is_item=False, may_continue=False))
    branch = _last_branch(salvage.marks, text, base)
    return salvage._replace(cut=frozenset([(), *(path for path, _ in branch[:-1])]))


def _nothing(base: int) -> Salvage:
    marks = Marks(base, base)
    marks.children = {}
    return Salvage({}, marks, base, frozenset({()}))


def _break_of(text: str, start: int, kind: str) -> _Break:
    """The broken line that starts at an offset of a text."""
    line = text[start:].split("\n", 1)[0]
    content = line.lstrip(" ")
    column = len(line) - len(content)
    if content[:1] == "\t" or line.startswith(_CONFLICT):
        column = _ANYWHERE
    below = None if _OPENS.match(content) else _BELOW.match(text, start + len(line))
    deeper = len(below[1]) if below else 0
    is_item = content.split(None, 1)[:1] == ["-"] and deeper <= column
    return _Break(max(column, deeper), is_item, kind == "no-colon")


def _sure_part(composed: Composition, text: str, base: int, broken_at: int, broken: _Break) -> Salvage:
    if not isinstance(composed.value, dict):
        return _nothing(broken_at)
    facts, marks = composed.value, composed.marks
    branch = _last_branch(marks, text, base)
    if _is_unbegun(branch[-1][1], text, base):
        broken = _Break(_ANYWHERE, is_item=False, may_continue=True)
    cut: list[Path] = [()]
    holder: Any = facts
    for (_, above), (path, place) in pairwise(branch):
        if _ends(above, place, path[-1], text, base, broken):
            break
        if path != branch[-1][0]:
            cut.append(path)
            holder = holder[path[-1]]
        else:
            children: Any = above.children
            del holder[path[-1]], children[path[-1]]
    return Salvage(facts, marks, broken_at, frozenset(cut), composed.duplicates)


def _is_unbegun(place: Marks, text: str, base: int) -> bool:
    """Whether nothing stands in the place of a value yet, or no more than how the lines of a text are to be joined."""
    written = text[place.start - base : place.end - base].strip()
    return not written or (written[0] in "|>" and "\n" not in written)


def _last_branch(marks: Marks, text: str, base: int) -> list[tuple[Path, Marks]]:
    """The last value of the last value of the last value …, from the root to one that is no collection in block style."""
    path: Path = ()
    branch = [(path, marks)]
    while (children := marks.children) and (not path or text[marks.start - base] not in "[{*"):
        step: str | int = len(children) - 1
        if isinstance(children, dict):
            step = next(reversed(children))
            marks = children[step][2]
        else:
            marks = children[-1]
        path = (*path, step)
        branch.append((path, marks))
    return branch


def _ends(holder: Marks, place: Marks, step: str | int, text: str, base: int, broken: _Break) -> bool:
    """Whether the broken line cannot be a part of a value, the last of its holder."""
    if (
        broken.may_continue
        and not place.children
        and text[place.start - base : place.start - base + 1] not in "'\"[{|>"
    ):
        return False
    children: Any = holder.children
    if isinstance(step, str):
        at = children[step][0] - base
        column = at - (text.rfind("\n", 0, at) + 1)
        return broken.column < column or (broken.column == column and not broken.is_item)
    at = place.start - base
    line_start = text.rfind("\n", 0, at) + 1
    dash = text.rfind("-", line_start, at)
    return dash >= 0 and broken.column <= dash - line_start
