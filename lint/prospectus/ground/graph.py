"""Cycles in a directed graph, each told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def cycles(graph: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Cycles of a graph, as the nodes along each, beginning with the one that the graph names first; none takes a detour.

    No node is told of in two of them, so that all of them together are no longer than the graph; where one is mended and
    another was hidden behind it, that one is told next. Depth-first search: linear in nodes and edges (``graphlib`` stops at
    the first cycle, and finding the next from the start again would be quadratic).
    """
    place = {node: number for number, node in enumerate(graph)}
    seen: set[str] = set()
    told: set[str] = set()
    for root in graph:
        if root in seen:
            continue
        seen.add(root)
        path, depth, open_ends = [root], {root: 0}, [iter(graph[root])]
        while path:
            end = next(open_ends[-1], None)
            if end is None:
                del depth[path.pop()]
                open_ends.pop()
            elif end in depth:
                cycle = path[depth[end] :]
                if end not in told and path[-1] not in told and told.isdisjoint(cycle):
                    told.update(cycle)
                    yield _shortest(graph, min(cycle, key=place.__getitem__), {*cycle})
            elif end in place and end not in seen:
                seen.add(end)
                depth[end] = len(path)
                path.append(end)
                open_ends.append(iter(graph[end]))


def _shortest(graph: Mapping[str, Iterable[str]], start: str, within: set[str]) -> list[str]:
    """The shortest way from a node of a cycle back to it, over nodes of that cycle only (breadth-first search)."""
    came: dict[str, str] = {}
    ends = [start]
    for end in ends:
        for other in graph[end]:
            if other in within and other not in came:
                came[other] = end
                ends.append(other)
        if start in came:
            break
    way = [came[start]]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]
