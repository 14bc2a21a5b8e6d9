"""Where the pages of a portfolio are: what each is called in the site, and how one links to another."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from prospectus.ground.language import LANGS, say

from prospectus_site.hosts import Sources
from prospectus_site.markup import Markup, tag, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from prospectus.ground.language import Lang, Text

    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content


class Addresses:
    """The URLs of a site's pages, relative to its root: ``projects/taxi-demand/``.

    ``projects`` are those of the documents by name, ``home`` is that of the portfolio's page in each language, ``views`` that of each
    view in each language; ``files`` are the plain files beside them, such as ``promises.csv``. ``rules`` is the folder of the rule
    reference, empty without one.
    """

    def __init__(
        self,
        projects: Mapping[str, str],
        views: Mapping[tuple[str, str], str],
        folder: str,
        *,
        rule_url: Callable[[str], str] = lambda _code: "",
        sources: Sources | None = None,
    ) -> None:
        self.projects = projects
        self.views = views
        self.folder = folder
        """Where the plain files of the views stand: ``projects/views/``."""
        self.rule_url = rule_url
        self.sources = sources or Sources()

    @property
    def langs(self) -> tuple[Lang, ...]:
        """The languages in which the views are published, that of the site first."""
        found = [*dict.fromkeys(lang for _, lang in self.views)]
        return tuple(sorted((lang for lang in LANGS if lang in found), key=found.index))


def review_url(url: str) -> str:
    """Where the review pack of a project stands: in the folder of its page, or beside the page's file."""
    folder, name = posixpath.split(url)
    stem = "" if name in {"", ".", "index.html"} else f"{name.removesuffix('.html')}-"
    return posixpath.normpath(posixpath.join(folder, f"{stem}review.html"))


class Here(NamedTuple):
    """The page that is being made: its URL and its language, and from it the links to others.

    ``lang`` is that of the words around; ``at`` the URL of the page itself.
    """

    addresses: Addresses
    at: str
    lang: str

    def say(self, text: Text) -> str:
        """A text in the language of this page."""
        return say(text, self.lang)

    def url(self, target: str) -> str:
        """The relative URL of a target in the site, which may end with an anchor."""
        if urlsplit(target).scheme:
            return target
        path, mark, anchor = target.partition("#")
        folder = posixpath.dirname(self.at)
        relative = posixpath.relpath(path or ".", folder or ".")
        if path.endswith("/") or not path:
            relative = "./" if relative == "." else f"{relative}/"
        elif path == self.at:
            relative = posixpath.basename(path)
        return f"{relative}{mark}{anchor}"

    def project(self, project: Project, content: Content = None, *, anchor: str = "") -> Markup:
        """A link to a project's page, by its title."""
        url = self.project_url(project.name, anchor)
        shown = (
            written(project.title, project.lang if project.lang != self.lang else None) if content is None else content
        )
        return tag("a", shown, href=url) if url else tag("span", shown)

    def project_url(self, name: str, anchor: str = "") -> str:
        """The URL of a project's page; empty where it has none."""
        target = self.addresses.projects.get(name)
        if target is None:
            return ""
        return self.url(f"{target}#{anchor}" if anchor else target)

    def view_url(self, view: str, lang: str = "", anchor: str = "") -> str:
        """The URL of a view, in the language of this page or in another."""
        target = self.addresses.views[view, lang or self.view_lang]
        return self.url(f"{target}#{anchor}" if anchor else target)

    @property
    def view_lang(self) -> str:
        """The language of the views that this page links to: its own where they are published in it."""
        langs = self.addresses.langs
        return self.lang if self.lang in langs else langs[0]

    def file_url(self, name: str) -> str:
        """The URL of a plain file beside the views."""
        return self.url(f"{self.addresses.folder}{name}")

    def source_url(self, name: str, line: int = 0) -> str:
        """Where a line of a document can be read at its host; empty where nobody knows."""
        return self.addresses.sources.line_url(name, line)

    def rule(self, code: str) -> Markup:
        """The code of a rule, linked to its page where there is one."""
        url = self.addresses.rule_url(code)
        shown = tag("code", code)
        return tag("a", shown, href=self.url(url)) if url else shown
