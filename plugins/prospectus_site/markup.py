"""HTML and SVG from values: one builder, and everything that goes through it is escaped.

``tag("a", title, href=url)`` gives ``Markup``, a text that is known to be safe; any other text is escaped when it is put into one.
So a writer's words can never become an element or leave an attribute, in tables, charts and cards alike. What is joined to markup
with ``+`` or an f-string is plain text again, and is escaped: a mistake shows, and lets nothing through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import TypeAlias

Attribute: TypeAlias = str | float | bool | None
"""A value; True for an attribute without one, None and False for no attribute."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no HTML page and no XML may hold; carriage returns among them, for what is shown stands on one line."""

_TURNING = re.compile(
    r"[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Scripts that run from right to left, and marks of direction."""

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})

_SHAPES = frozenset({"circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "use"})
"""Elements of SVG that are closed where they open, when nothing stands in them; on a page with many charts it shortens much."""


class Markup(str):
    """A text of elements, each built by :func:`tag`."""

    __slots__ = ()

    def __html__(self) -> str:
        """What Jinja's ``escape`` asks for: it stays as it is."""
        return self


Content: TypeAlias = Markup | str | float | Iterable["Content"] | None
"""What stands in an element: text, numbers, markup, several of them; None is nothing."""

EMPTY = Markup("")

_REMEMBERED = 8192
"""So many short texts are escaped once: a large portfolio says the same words on each of its pages."""


def shown(text: str | None) -> str:
    """A writer's text as a page can hold it: control characters become U+FFFD, None is empty."""
    if not text or text.isprintable():
        return text or ""
    return _CONTROL.sub("\ufffd", text)


def html(content: Content) -> Markup:
    """Content as markup: text is escaped, what is markup already stays."""
    return content if isinstance(content, Markup) else Markup(_text(content))


def _text(content: Content) -> str:
    if isinstance(content, str):
        return content if isinstance(content, Markup) else _escaped(content)
    if content is None:
        return ""
    if isinstance(content, int | float):
        return str(content)
    return "".join([_text(one) for one in content])


@lru_cache(maxsize=_REMEMBERED)
def _escaped(text: str) -> str:
    return escape(shown(text))


@lru_cache(maxsize=_REMEMBERED)
def _opened(name: str, class_: str) -> str:
    return f'<{name} class="{escape(class_)}"' if class_ else f"<{name}"


@lru_cache(maxsize=_REMEMBERED)
def _named(key: str) -> str:
    return f" {key.rstrip('_').replace('_', '-')}"


def tag(name: str, /, *content: Content, class_: str = "", **attributes: Attribute) -> Markup:
    """An element. An underscore in the name of an attribute is a hyphen, one at its end is none: ``aria_label``, ``for_``.

    Attributes of SVG with capitals are given as they are: ``viewBox``. Empty text is a value of its own; None leaves the attribute out.
    """
    opened = _opened(name, class_)
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        opened += _named(key)
        if value is not True:
            opened += f'="{_escaped(value) if isinstance(value, str) else value}"'
    if name in _VOID:
        return Markup(f"{opened}>")
    if not content and name in _SHAPES:
        return Markup(f"{opened}/>")
    return Markup(f"{opened}>{_text(content)}</{name}>")


def written(text: str | None, lang: str | None = None) -> Markup:
    """A writer's own words among ours: set apart where letters or marks in them could turn around what stands beside them.

    Our pages run from left to right, and so does nearly all that is written in them: most words need nothing around them.
    """
    if not text:
        return EMPTY
    return tag("bdi", text, lang=lang) if lang or _TURNING.search(text) else html(text)


def joined(parts: Iterable[Content], between: Content = " ") -> Markup:
    """The parts that are not empty, with something between them."""
    return Markup(_text(between).join(filter(None, map(_text, parts))))
