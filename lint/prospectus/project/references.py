"""The ids of a document: where the things they name are declared, and where they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.reading.front_matter.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.reading.front_matter.node import Path

    Found = list[tuple[Path, Any]]


def find(facts: Any, path: tuple[str, ...]) -> Found:  # noqa: ANN401 - any JSON
    """The values at a path in which ``*`` stands for every item, each with its own path. There are many, so no nodes are made."""
    found: Found = [((), facts)]
    for step in path:
        if step == "*":
            found = [
                ((*at, index), item)
                for at, value in found
                if isinstance(value, list)
                for index, item in enumerate(value)
            ]
        else:
            found = [
                ((*at, step), value[step])
                for at, value in found
                if isinstance(value, dict) and value.get(step) is not None
            ]
        if not found:
            break
    return found


def expand(node: Node, path: tuple[str, ...]) -> Iterator[Node]:
    """The nodes at a path in which ``*`` stands for every item."""
    for at, value in find(node.value, path):
        yield Node(node.front_matter, (*node.path, *at), value)
