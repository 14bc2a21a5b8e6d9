"""Where the pages of a portfolio are: what each is called in the site, and how one links to another."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from prospectus.ground.language import LANGS

from prospectus_site.addresses.hosts import Sources

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from prospectus.ground.language import Lang


LLMS = "llms.txt"
"""What language models look for at the root of a site (llmstxt.org)."""

FEED = "feed.xml"
"""The name of the feed, beside the files of the views."""

_PLAIN_ID = re.compile(r"[^\W_][\w-]{0,59}")
"""An id that can be the name of a folder anywhere, as it is."""


class Addresses:
    """The URLs of a site's pages, relative to its root: ``projects/taxi-demand/``.

    ``projects`` are those of the documents by name, ``home`` is that of the portfolio's page in each language, ``views`` that of each
    view in each language; ``files`` are the plain files beside them, such as ``promises.csv``. ``rules`` is the folder of the rule
    reference, empty without one. ``data_file`` is the name of the portfolio's data, empty where it is not published; ``site_url`` the
    address of the whole site, empty where nobody knows it. ``taken`` are the files of the built site that others make.

    ``root`` is the folder of all of it in the site, with a ``/``, where it is not the site's own root. ``directory_urls`` tells whether
    pages are at ``x/``, or at ``x.html``. ``bases`` are the folders from which links of a page are written, by its URL, where a generator
    takes links in HTML from the folder of the page's source.
    ``text_ending`` is that of projects as plain Markdown; in a folder of sources, ``.md`` would make pages of them.
    """

    def __init__(
        self,
        projects: Mapping[str, str],
        views: Mapping[tuple[str, str], str],
        folder: str,
        *,
        rule_url: Callable[[str], str] = lambda _code: "",
        sources: Sources | None = None,
        data_file: str = "",
        site_url: str = "",
        taken: Collection[str] = (),
        root: str = "",
        directory_urls: bool = True,
        bases: Mapping[str, str] | None = None,
        text_ending: str = ".md",
    ) -> None:
        self.projects = projects
        self.views = views
        self.folder = folder
        """Where the plain files of the views stand: ``projects/views/``."""
        self.rule_url = rule_url
        self.sources = sources or Sources()
        self.data_file = data_file
        self.site_url = site_url
        self.taken = frozenset(taken)
        self.root = root
        self._directory_urls = directory_urls
        self._bases = bases or {}
        self._text_ending = text_ending

    @property
    def langs(self) -> tuple[Lang, ...]:
        """The languages in which the views are published, that of the site first."""
        found = [*dict.fromkeys(lang for _, lang in self.views)]
        return tuple(sorted((lang for lang in LANGS if lang in found), key=found.index))

    @property
    def llms(self) -> str:
        """The name of what language models look for."""
        return self.root + LLMS

    def data_of(self, name: str) -> str:
        """The URL of the JSON of a project: ``projects/taxi-demand/project.json``, or ``projects/taxi-demand.json``."""
        return self._beside[name][0]

    def text_of(self, name: str) -> str:
        """The URL of the Markdown of a project, as llmstxt.org has it: the page's own with ``index.html.md``, or with ``.md``.

        No site generator makes a file of that name of any source.
        """
        return self._beside[name][1]

    @cached_property
    def _beside(self) -> Mapping[str, tuple[str, str]]:
        """The files beside each page of a project. Nobody else has one of them."""
        taken = {*self.taken, self.data_file, self.llms}
        found = {}
        for name, url in self.projects.items():
            is_folder = url.endswith("/") or not url
            data = _free(f"{url}project" if is_folder else posixpath.splitext(url)[0], ".json", taken)
            found[name] = data, _free(f"{url}index.html" if is_folder else url, self._text_ending, taken)
        return found

    def id_url(self, identity: str) -> str:
        """The URL that leads to the project of an id, wherever its page is: ``projects/id/taxi-demand/``.

        Empty for an id that is no plain word, and where another page has that URL.
        """
        if not _PLAIN_ID.fullmatch(identity):
            return ""
        folder = posixpath.join(posixpath.dirname(self.folder.rstrip("/")), "id")
        url = quote(f"{folder}/{identity}") + ("/" if self._directory_urls else ".html")
        return "" if file_of(url) in self.pages else url

    def base_of(self, url: str) -> str:
        """The folder from which links in the HTML of a page or file are written."""
        return self._bases.get(url, posixpath.dirname(url))

    @cached_property
    def pages(self) -> frozenset[str]:
        """The files of all pages, our own among them."""
        return self.taken.union(map(file_of, (*self.projects.values(), *self.views.values())))


def file_of(url: str) -> str:
    """The file in the built site that a URL shows: ``projects/taxi-demand/index.html``."""
    path = unquote(url)
    return f"{path}index.html" if path.endswith("/") or not path else path


def _free(stem: str, ending: str, taken: set[str]) -> str:
    """A URL whose file nobody has; it is taken then."""
    number, url = 1, f"{stem}{ending}"
    while unquote(url) in taken:
        number += 1
        url = f"{stem}-{number}{ending}"
    taken.add(unquote(url))
    return url


def review_url(url: str) -> str:
    """Where the review pack of a project stands: in the folder of its page, or beside the page's file."""
    folder, name = posixpath.split(url)
    stem = "" if name in {"", ".", "index.html"} else f"{name.removesuffix('.html')}-"
    return posixpath.normpath(posixpath.join(folder, f"{stem}review.html"))
