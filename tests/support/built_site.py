"""A built site, as what stands on the disk: its pages, and where every link of them leads."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

from support.built_page import BuiltPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROOT = "https://site.invalid/"
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')]*))\s*\)""")
_MARKDOWN_LINK = re.compile(r"\]\(<?([^)\s>]+)")
_FIELDS = frozenset({"url", "href", "page", "location", "markdown", "home_page_url", "feed_url"})
"""Keys of JSON under which an address stands."""

_THEMES = re.compile(r"^(__.*)?$")
"""Anchors that the theme's script answers, or that lead to the top."""


class Link(NamedTuple):
    """A link, and the file it stands in."""

    file: str
    target: str


class BuiltSite:
    """All that a build has written. ``url`` is the site's own address where it has one: what begins with it is internal."""

    def __init__(self, folder: Path, url: str = _ROOT) -> None:
        self.folder = folder
        self.url = url.rstrip("/") + "/"

    @cached_property
    def files(self) -> set[str]:
        """The paths of all files, with ``/``."""
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}

    def text(self, name: str) -> str:
        """The text of a file."""
        return (self.folder / name).read_text("utf-8")

    def named(self, *endings: str) -> list[str]:
        """The files whose names end so."""
        return sorted(name for name in self.files if name.endswith(endings))

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Every page by its path."""
        return {name: BuiltPage(name, self.text(name)) for name in self.named(".html")}

    @cached_property
    def pages_of_ours(self) -> dict[str, BuiltPage]:
        """The pages on which a part of ours stands."""
        return {name: page for name, page in self.pages.items() if page.is_ours}

    def address(self, name: str) -> str:
        """Where a page is served, below the site's root: ``projects/`` for ``projects/index.html``."""
        return name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else name

    def links(self) -> Iterator[Link]:
        """Every link of pages, stylesheets, JSON, feeds and ``llms.txt``."""
        for name, page in self.pages.items():
            yield from (Link(name, target) for target in page.links)
        for name in self.named(".css"):
            for found in _CSS_URL.findall(self.text(name)):
                yield Link(name, "".join(found))
        for name in self.named(".json"):
            data = json.loads(self.text(name))
            base = "" if name.startswith("search/") else name  # the theme reads its index from the root
            yield from (Link(base, target) for target in _addresses(data))
        for name in self.named(".xml"):
            tree = ET.fromstring(self.text(name))  # noqa: S314 - our own build
            for element in tree.iter():
                if element.tag.endswith("}link") and element.get("href"):
                    yield Link(name, element.attrib["href"])
                elif element.tag.endswith("}loc") and element.text:
                    yield Link(name, element.text)
        for name in self.named("llms.txt", "llms-full.txt"):
            yield from (Link(name, target) for target in _MARKDOWN_LINK.findall(self.text(name)))

    def broken(self) -> list[Link]:
        """The internal links that lead to no file, or to no element of its page."""
        known: dict[tuple[str, str], bool] = {}
        broken = []
        for link in self.links():
            folder = link.file.rpartition("/")[0]
            key = (link.file if link.target.startswith("#") else folder, link.target)
            if key not in known:
                known[key] = self._leads_somewhere(link)
            if not known[key]:
                broken.append(link)
        return broken

    def _leads_somewhere(self, link: Link) -> bool:
        address, anchor = urldefrag(urljoin(self.url + quote(link.file), link.target.strip()))
        if not address.startswith(self.url):
            return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", link.target, re.IGNORECASE)) or address + "/" == self.url
        name = unquote(urlsplit(address[len(self.url) :]).path)
        if not name or name.endswith("/"):
            name += "index.html"
        if name not in self.files:
            return f"{name}/index.html" in self.files
        return _THEMES.match(anchor) is not None or name not in self.pages or unquote(anchor) in self.pages[name].ids


def _addresses(data: object) -> Iterator[str]:
    if isinstance(data, list):
        for entry in data:
            yield from _addresses(entry)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in _FIELDS and isinstance(value, str) and value:
                yield value
            else:
                yield from _addresses(value)
