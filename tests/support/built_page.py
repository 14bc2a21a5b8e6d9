"""One page of a built site, read once: its links, ids, headings, and what stands in parts of ours.

A *part of ours* is an element with a class that starts with ``prospectus-``, and all that is in it. ``WRAPPERS`` are
elements of ours around a writer's own Markdown: what is in them is the writer's, until another part begins.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple

PREFIX = "prospectus-"
WRAPPERS = frozenset({"prospectus-project"})

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_LINKS = frozenset({"href", "src", "poster", "action", "data", "xlink:href"})
_REFERENCES = frozenset({"aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers", "list"})
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.*)$", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Attribute(NamedTuple):
    """An attribute of an element in a part of ours."""

    line: int
    tag: str
    name: str
    value: str


class Heading(NamedTuple):
    """A heading, with its level and whether it stands in a part of ours."""

    line: int
    level: int
    is_ours: bool


class _Open(NamedTuple):
    tag: str
    is_ours: bool
    """Whether what is in it is ours."""


class BuiltPage(HTMLParser):
    """A page as its HTML says; ``path`` is its place in the site, with ``/``."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.path = path
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[Heading] = []
        self.attributes: list[Attribute] = []
        """Those of elements in parts of ours."""
        self.references: list[Attribute] = []
        """Attributes in parts of ours whose value is a list of ids."""
        self.drawings: list[str] = []
        """The source of every SVG of ours."""
        self.scripts: list[str] = []
        """The text of every script on the page that a browser would run, and that comes from no file."""
        self.scripts_of_ours = 0
        self._text = text
        self._lines = list(
            accumulate((len(line) for line in text.split("\n")), lambda at, more: at + more + 1, initial=0)
        )
        self._open: list[_Open] = []
        self._drawing: int | None = None
        self._is_script = False
        self.feed(text)
        self.close()

    @property
    def is_ours(self) -> bool:
        """Whether a part of ours stands on the page."""
        return bool(self.attributes)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_within = bool(self._open) and self._open[-1].is_ours
        classes = next((value or "" for name, value in attrs if name == "class"), "").split()
        is_part = any(name.startswith(PREFIX) for name in classes)
        is_ours = is_within or is_part
        line = self.getpos()[0]
        for name, value in attrs:
            self._read(Attribute(line, tag, name, value or ""), is_ours=is_ours)
        if tag in _HEADINGS:
            self.headings.append(Heading(line, int(tag[1]), is_ours))
        if tag == "script":
            self.scripts_of_ours += is_ours
            given = dict(attrs)
            self._is_script = not given.get("src") and (given.get("type") or "module") in {"module", "text/javascript"}
        if tag == "svg" and is_ours and self._drawing is None:
            self._drawing = self._at()
        if tag not in _VOID:
            is_inside = is_within or (is_part and WRAPPERS.isdisjoint(classes))
            self._open.append(_Open(tag, is_inside))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._is_script:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg" and self._drawing is not None and sum(one.tag == "svg" for one in self._open) == 1:
            self.drawings.append(f"{self._text[self._drawing : self._at()]}</svg>")
            self._drawing = None
        if tag == "script":
            self._is_script = False
        while any(one.tag == tag for one in self._open) and self._open.pop().tag != tag:
            pass

    def _read(self, found: Attribute, *, is_ours: bool) -> None:
        _, tag, name, value = found
        if is_ours:
            self.attributes.append(found)
            if name in _REFERENCES and (name != "for" or tag in {"label", "output"}):
                self.references.append(found)
        if name == "id":
            self.ids.append(value)
        elif name in _LINKS and value:
            self.links.append(value)
        elif name in {"srcset", "imagesrcset"}:
            self.links.extend(candidate.split()[0] for candidate in value.split(",") if candidate.strip())
        elif name == "content" and (refresh := _REFRESH.match(value)):
            self.links.append(refresh[1].strip("'\" "))
