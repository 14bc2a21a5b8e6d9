"""The ids of a document: where the things they name are declared, and where they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.reading.front_matter.node import Node


def expand(node: Node, path: tuple[str, ...]) -> Iterator[Node]:
    """The nodes at a path in which ``*`` stands for every item."""
    if not path:
        yield node
    elif path[0] == "*":
        for item in node.each():
            yield from expand(item, path[1:])
    else:
        below = node.at(path[0])
        if below:
            yield from expand(below, path[1:])
