"""The order of a layered graph: which node stands above which, so that few edges cross.

Source of the method: Sugiyama, Tagawa and Toda, Methods for Visual Understanding of Hierarchical System Structures (1981): nodes take the
mean place of their neighbours in the layer beside them, layer after layer, there and back. Nothing is random: equal means keep the order in
which they stood.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

_SWEEPS = 8


class Layering(NamedTuple):
    """The layers from left to right, each with its nodes from top to bottom; and the nodes that each edge passes.

    An edge across several layers passes a stand-in in each of those between, so that it has a way of its own past their nodes.
    """

    layers: tuple[tuple[Hashable, ...], ...]
    ways: tuple[tuple[Hashable, ...], ...]


def layered(layer_of: Mapping[Hashable, int], edges: Sequence[tuple[Hashable, Hashable]]) -> Layering:
    """Nodes in their layers, ordered. ``edges`` lead from one node to another; in whatever direction, a circle among them is none here.

    Layers are as the nodes say, those without a node left out.
    """
    numbers = {number: index for index, number in enumerate(sorted(set(layer_of.values())))}
    layers: list[list[Hashable]] = [[] for _ in numbers]
    for node, number in layer_of.items():
        layers[numbers[number]].append(node)
    ways = []
    for index, (start, end) in enumerate(edges):
        first, last = numbers[layer_of[start]], numbers[layer_of[end]]
        step = 1 if first < last else -1
        between = [("way", index, at) for at in range(first + step, last, step)]
        for stand_in in between:
            layers[stand_in[2]].append(stand_in)
        ways.append((start, *between, end))
    place_of = {node: at for at, layer in enumerate(layers) for node in layer}
    before: dict[Hashable, list[Hashable]] = {node: [] for node in place_of}
    after: dict[Hashable, list[Hashable]] = {node: [] for node in place_of}
    for way in ways:
        for one, other in pairwise(way):
            left, right = (one, other) if place_of[one] < place_of[other] else (other, one)
            if place_of[left] != place_of[right]:
                after[left].append(right)
                before[right].append(left)
    return Layering(tuple(map(tuple, _ordered(layers, before, after))), tuple(ways))


def _ordered(
    layers: list[list[Hashable]],
    before: Mapping[Hashable, list[Hashable]],
    after: Mapping[Hashable, list[Hashable]],
) -> list[list[Hashable]]:
    """The best of the orders that sweeps there and back come upon."""
    best, fewest = [list(layer) for layer in layers], _crossings(layers, after)
    for _ in range(_SWEEPS):
        if not fewest:
            break
        for index in range(1, len(layers)):
            _settle(layers[index], layers[index - 1], before)
        for index in range(len(layers) - 2, -1, -1):
            _settle(layers[index], layers[index + 1], after)
        found = _crossings(layers, after)
        if found < fewest:
            best, fewest = [list(layer) for layer in layers], found
    return best


def _settle(layer: list[Hashable], beside: list[Hashable], neighbours: Mapping[Hashable, list[Hashable]]) -> None:
    """Order a layer by where the neighbours of each node stand; a node without any stays where it is."""
    place = {node: (index + 0.5) / len(beside) for index, node in enumerate(beside)}
    mean = {}
    for index, node in enumerate(layer):
        places = [place[other] for other in neighbours[node]]
        mean[node] = sum(places) / len(places) if places else (index + 0.5) / len(layer)
    layer.sort(key=lambda node: mean[node])


def _crossings(layers: list[list[Hashable]], after: Mapping[Hashable, list[Hashable]]) -> int:
    """How many pairs of edges cross."""
    crossed = 0
    for layer, beside in pairwise(layers):
        place = {node: index for index, node in enumerate(beside)}
        seen: list[int] = []
        for node in layer:
            ends = sorted(place[other] for other in after[node])
            crossed += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return crossed
