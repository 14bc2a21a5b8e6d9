"""From a place in the text to the fact that stands there, and from ids to the places that declare and use them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from prospectus.ground.source import Span
    from prospectus.reading.front_matter.node import FrontMatter, Node, Path
    from prospectus.reading.front_matter.scalars import Json

    Found = list[tuple[Path, Json]]


class Reference(NamedTuple):
    """An id where it is declared or used; ``span`` is the value as it is written, quotes and all."""

    kind: str
    name: str
    node: Node
    span: Span
    is_declaration: bool


def node_at(front_matter: FrontMatter, offset: int) -> Node | None:
    """The innermost fact whose key or value stands at an offset of the source; None outside the front matter.

    An end counts as in, as for a cursor. So does the rest of the line of a key without a value.
    """
    block = front_matter.block
    if not block.start <= offset <= block.end:
        return None
    text = front_matter.source.text
    path: tuple[str | int, ...] = ()
    marks = front_matter.marks
    while (children := marks.children) is not None:
        if isinstance(children, dict):
            places = [(start, key_end, step, child) for step, (start, key_end, child) in children.items()]
        else:
            places = [(child.start, child.end, step, child) for step, child in enumerate(children)]  # type: ignore[misc]
        before = [place for place in places if place[0] <= offset]
        if not before:
            break
        _, key_end, step, child = before[-1]
        end = max(key_end, child.end)
        if child.start == child.end:
            line_end = text.find("\n", end, block.end)
            end = block.end if line_end < 0 else line_end
        if offset > end:
            break
        path = (*path, step)
        marks = child
    return front_matter.root.at_path(path)


def find(facts: Json, path: Sequence[str]) -> Found:
    """The values at a path in which ``*`` stands for every item of a list, each with its own path.

    There are many, and few of them are looked at: so no nodes are made.
    """
    found: Found = [((), facts)]
    for step in path:
        if step == "*":
            found = [
                ((*at, index), item) for at, value in found if type(value) is list for index, item in enumerate(value)
            ]
        else:
            found = [
                ((*at, step), value[step]) for at, value in found if type(value) is dict and value.get(step) is not None
            ]
        if not found:
            break
    return found


def expand(node: Node, path: Sequence[str]) -> Iterator[Node]:
    """The nodes at a path below a node, in which ``*`` stands for every item of a list."""
    return (node.at_path(at) for at, _ in find(node.value, path))


def references(
    root: Node, declared: Mapping[str, Iterable[Sequence[str]]], used: Mapping[str, Iterable[Sequence[str]]]
) -> list[Reference]:
    """The ids of a front matter in the order of the text.

    ``declared`` and ``used`` give the paths at which ids of each kind stand, ``*`` for any item, as a schema tells them.
    """
    found = [
        Reference(kind, name, node, node.value_span, is_declaration)
        for is_declaration, kinds in ((True, declared), (False, used))
        for kind, paths in kinds.items()
        for path in paths
        for node in expand(root, path)
        if (name := node.text())
    ]
    return sorted(found, key=lambda reference: reference.span)
