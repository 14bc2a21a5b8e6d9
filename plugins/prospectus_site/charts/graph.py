"""The graph: what is made of what, from left to right in layers (data sets, models, projects)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.charts.frame import fixed, linked, moved, rounded, scrolled
from prospectus_site.charts.layering import layered
from prospectus_site.charts.lettering import SIZE, shortened, width
from prospectus_site.markup import EMPTY, Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

_LONGEST = 26
_BOX, _SLOT, _WAY = 24, 32, 14
_INSIDE = 9
_BETWEEN = 76
_LEAST_BOX = 60
_HEAD = 24
_EDGE = 4
_BULGE = 34


class Node(NamedTuple):
    """One node: its id, its name, the layer it stands in (0 is left), and where it leads. ``kind`` is a class of the stylesheet."""

    id: str
    name: str
    layer: int
    kind: str = ""
    url: str | None = None
    title: str = ""


class Edge(NamedTuple):
    """An edge from one node to another, by their ids."""

    start: str
    end: str
    title: str = ""


class _Place(NamedTuple):
    """Where a node or the way of an edge stands: its left and right side, and its middle from the top."""

    left: float
    right: float
    y: float


def graph(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    description: str,
    *,
    heads: Sequence[str] = (),
    title: str = "",
) -> Markup:
    """Boxes joined by curves; empty without nodes. ``heads`` are what the layers are called, by their numbers.

    Of two nodes with one id the first stands; an edge to a node that is not there is left out. An edge may lead back or to its own layer,
    and edges may lead round in a circle. A name that is too long is cut, and whole in the tooltip.
    """
    known: dict[str, Node] = {}
    for node in nodes:
        known.setdefault(node.id, node)
    if not known:
        return EMPTY
    held = [edge for edge in dict.fromkeys(edges) if edge.start in known and edge.end in known]
    found = layered({node.id: node.layer for node in known.values()}, [(edge.start, edge.end) for edge in held])
    top = _HEAD if heads else _EDGE
    places, total, height = _places(found.layers, known, top)
    drawn = [
        *(_head(layer, known, places, heads) for layer in found.layers if heads),
        *(_curve([places[at] for at in way], edge, known) for edge, way in zip(held, found.ways, strict=True)),
        *(_box(node, places[node.id]) for node in known.values()),
    ]
    links = any(node.url for node in known.values())
    title = title or description
    chart = fixed("graph", total, height, title, description, drawn, has_links=links)
    return scrolled(chart, title)


def _places(
    layers: Sequence[Sequence[Hashable]], known: Mapping[str, Node], top: float
) -> tuple[dict[Hashable, _Place], float, float]:
    """Where everything stands, and how wide and high the whole is; each layer stands in the middle of the height."""

    def slot(node: Hashable) -> int:
        return _SLOT if node in known else _WAY

    highest = max(sum(map(slot, layer)) for layer in layers)
    places: dict[Hashable, _Place] = {}
    left = float(_EDGE)
    for layer in layers:
        names = [known[node].name for node in layer if isinstance(node, str)]
        breadth = max([_LEAST_BOX, *(width(shortened(name, _LONGEST)) + 2 * _INSIDE for name in names)])
        y = top + (highest - sum(map(slot, layer))) / 2
        for node in layer:
            places[node] = _Place(left, left + breadth, y + slot(node) / 2)
            y += slot(node)
        left += breadth + _BETWEEN
    return places, left - _BETWEEN + _BULGE, top + highest + _EDGE


def _head(
    layer: Sequence[Hashable], known: Mapping[str, Node], places: Mapping[Hashable, _Place], heads: Sequence[str]
) -> Markup:
    """What a layer is called."""
    number = next(known[node].layer for node in layer if isinstance(node, str))
    if not 0 <= number < len(heads):
        return EMPTY
    return tag("text", heads[number], class_="name", x=rounded(places[layer[0]].left), y=SIZE + 2)


def _curve(way: Sequence[_Place], edge: Edge, known: Mapping[str, Node]) -> Markup:
    """An edge with the head of an arrow: level at both ends, and where it passes a layer."""
    start, end = way[0], way[-1]
    said = tag("title", edge.title or f"{known[edge.start].name} \u2192 {known[edge.end].name}")
    if start.left == end.left:  # in one layer: out to the right, and back
        lower = 5 if start == end else 0
        reach = min(_BULGE, 14 + abs(end.y - start.y) / 8)
        x = start.right
        path = (
            f"M{rounded(x)} {rounded(start.y - lower)}"
            f"C{rounded(x + reach)} {rounded(start.y - lower)} {rounded(x + reach)} {rounded(end.y + lower)} "
            f"{rounded(x)} {rounded(end.y + lower)}"
        )
        return _edge(path, said, x, end.y + lower, is_leftward=True, is_back=False)
    is_back = start.left > end.left
    x, y = (start.left if is_back else start.right), start.y
    path = f"M{rounded(x)} {rounded(y)}"
    for place in way[1:]:
        near, far = (place.right, place.left) if is_back else (place.left, place.right)
        half = (x + near) / 2
        path += f"C{rounded(half)} {rounded(y)} {rounded(half)} {rounded(place.y)} {rounded(near)} {rounded(place.y)}"
        if place is not end:
            path += f"H{rounded(far)}"
        x, y = far, place.y
    tip = end.right if is_back else end.left
    return _edge(path, said, tip, end.y, is_leftward=is_back, is_back=is_back)


def _edge(path: str, said: Markup, x: float, y: float, *, is_leftward: bool, is_back: bool) -> Markup:
    head = tag("path", d="M7 -3.5L0.5 0L7 3.5Z" if is_leftward else "M-7 -3.5L-0.5 0L-7 3.5Z", class_="head")
    line = tag("path", said, d=path, class_="edge back" if is_back else "edge")
    return joined((line, moved(x, y, head)), "")


def _box(node: Node, place: _Place) -> Markup:
    name = shortened(node.name, _LONGEST)
    body = [
        tag("title", node.title or node.name),
        tag("rect", x=0, y=-_BOX / 2, width=rounded(place.right - place.left), height=_BOX, rx=3),
        tag("text", name, x=_INSIDE, y=rounded(SIZE / 3)),
    ]
    return moved(place.left, place.y, linked(tag("g", *body), node.url), class_=f"node {node.kind}".rstrip())
