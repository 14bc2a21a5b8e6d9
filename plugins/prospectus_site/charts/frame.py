"""What all charts have in common: the SVG element itself, its title and text alternative, and where things stand in it.

There are two frames. A *fluid* chart takes the width of its column: what stands side by side is placed in percent of it, and everything
else (letters, marks, heights) in pixels, so that nothing shrinks on a narrow screen and nothing swells on a wide one. A *fixed* chart is a
matrix or a graph with a size of its own; in a box of its own it scrolls where its column is narrower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from prospectus_site.markup import EMPTY, Markup, tag

if TYPE_CHECKING:
    from prospectus_site.markup import Content

Px: TypeAlias = int | float
"""Pixels, as the stylesheet counts them."""

Percent: TypeAlias = int | float
"""Of the width of a fluid chart, 0 to 100."""


XLINK = "http://www.w3.org/1999/xlink"
"""The namespace of links in SVG 1.1."""


def fluid(
    form: str, height: Px, title: str, description: str | None, content: Content, *, has_links: bool = False
) -> Markup:
    """A chart as wide as its column, as the stylesheet has it. ``form`` names it for the stylesheet, ``description`` is its text alternative.

    Without a description it is hidden from screen readers: words beside it say all that it shows.
    """
    return tag(
        "svg",
        _title(title, description),
        content,
        class_=f"prospectus-chart prospectus-{form}",
        height=rounded(height),
        role=None if description is None else _role(has_links=has_links),
        **{"xmlns:xlink": XLINK if has_links else None},
        aria_label=description,
        aria_hidden="true" if description is None else None,
        data_search_exclude="",
    )


def fixed(
    form: str, width: Px, height: Px, title: str, description: str, content: Content, *, has_links: bool = False
) -> Markup:
    """A chart with a size of its own."""
    width, height = rounded(width), rounded(height)
    return tag(
        "svg",
        _title(title, description),
        content,
        class_=f"prospectus-chart prospectus-{form}",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role=_role(has_links=has_links),
        **{"xmlns:xlink": XLINK if has_links else None},
        aria_label=description,
        data_search_exclude="",
    )


def scrolled(chart: Markup, title: str) -> Markup:
    """A chart in a box that scrolls where its column is narrower, by keyboard too."""
    return tag("div", chart, class_="prospectus-scroll", tabindex=0, role="group", aria_label=title)


def _title(title: str, description: str | None) -> Markup:
    """The title, which stands beside the pointer, too; that of a chart without one is its text alternative."""
    shown = title or description
    return tag("title", shown) if shown else EMPTY


def _role(*, has_links: bool) -> str:
    """An image is one thing to a screen reader: what stands in it could not be followed."""
    return "group" if has_links else "img"


def placed(x: Percent, y: Px, content: Content, *, class_: str = "", title: str = "", shift: Px = 0) -> Markup:
    """Content drawn around the origin, put at a place of a fluid chart, ``shift`` pixels to the right of it."""
    return tag(
        "svg",
        tag("title", title) if title else EMPTY,
        tag("g", content, transform=f"translate({rounded(shift)} 0)") if shift else content,
        class_=class_,
        x=percent(x),
        y=rounded(y) or None,
    )


def moved(x: Px, y: Px, content: Content, *, class_: str = "", title: str = "") -> Markup:
    """Content drawn around the origin, put at a place of a fixed chart."""
    return tag(
        "g",
        tag("title", title) if title else EMPTY,
        content,
        class_=class_,
        transform=f"translate({rounded(x)} {rounded(y)})",
    )


def linked(content: Content, url: str | None) -> Content:
    """Content that leads somewhere, where there is such a place.

    Material's instant navigation takes every element with ``href`` for one of HTML, and every link without ``target`` for one of its
    own; it fails at those of SVG. ``xlink:href`` with a target leaves them to the browser.
    """
    return tag("a", content, **{"xlink:href": url, "target": "_self"}) if url else content


def rounded(value: Px) -> int | float:
    """A length to a tenth of a pixel, always written in one way: no ``-0.0``, no ``12.0``."""
    tenths = round(value, 1)
    return int(tenths) if tenths == int(tenths) else tenths


def percent(value: Percent) -> str:
    """A place across a fluid chart, to a hundredth of a percent."""
    hundredths = round(value, 2)
    return f"{int(hundredths) if hundredths == int(hundredths) else hundredths}%"
