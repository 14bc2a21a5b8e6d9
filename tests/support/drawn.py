"""A drawn chart as a test sees it: elements with their places in pixels, for a chart of a given width."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.charts.lettering import width

if TYPE_CHECKING:
    from collections.abc import Iterator


class Box(NamedTuple):
    """A label: its text, and from where to where it reaches."""

    text: str
    left: float
    right: float
    y: float


def parsed(svg: str) -> ET.Element:
    """The chart as XML; raises where it is not well formed."""
    return ET.fromstring(svg)  # noqa: S314 - our own text


def across(place: str | None, whole: float) -> float:
    """A place in pixels: a percentage of the whole, or pixels already."""
    if place is None:
        return 0.0
    return float(place[:-1]) / 100 * whole if place.endswith("%") else float(place)


def labels(root: ET.Element, whole: float) -> list[Box]:
    """The labels of a fluid chart of a width."""
    return list(_labels(root, whole, 0, ""))


def _labels(parent: ET.Element, whole: float, top: float, anchor: str) -> Iterator[Box]:
    """Those in an element that begins at a height, and whose letters are anchored where it says."""
    for element in parent:
        anchored = element.get("text-anchor", anchor)
        y = top + (float(element.get("y", 0)) if element.tag in {"svg", "text"} else 0)
        if element.tag != "text":
            yield from _labels(element, whole, y, anchored)
            continue
        said = element.text or ""
        middle = across(element.get("x"), whole) + float(element.get("dx", 0))
        size = width(said)
        left = {"middle": middle - size / 2, "end": middle - size}.get(anchored, middle)
        yield Box(said, left, left + size, round(y, 1))


def overlapping(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """The pairs of labels on one line of a chart that cover each other; places are rounded to a tenth of a pixel."""
    return [
        (one, other)
        for index, one in enumerate(boxes)
        for other in boxes[:index]
        if one.y == other.y and one.left + 0.2 < other.right and other.left + 0.2 < one.right
    ]


def places(root: ET.Element) -> Iterator[float]:
    """Everything that stands somewhere in percent."""
    for element in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            found = re.fullmatch(r"(.+)%", element.get(name, ""))
            if found:
                yield float(found[1])


def placed(root: ET.Element, kind: str) -> list[float]:
    """Where the marks of a kind stand, in percent."""
    return [
        float(x[:-1])
        for outer in root.iter("svg")
        if (x := outer.get("x", "")) and any(kind in inner.get("class", "").split() for inner in outer.iter())
    ]


def boxes(root: ET.Element, x: float = 0, y: float = 0) -> Iterator[tuple[float, float, float, float]]:
    """The rectangles of a fixed chart: left, top, right, bottom."""
    for element in root:
        moved = re.match(r"translate\((\S+) (\S+)\)", element.get("transform", "")) or ("", 0, 0)
        at = x + float(moved[1]), y + float(moved[2])
        if element.tag == "rect":
            left, top = at[0] + float(element.get("x", 0)), at[1] + float(element.get("y", 0))
            yield left, top, left + float(element.get("width", 0)), top + float(element.get("height", 0))
        yield from boxes(element, *at)
