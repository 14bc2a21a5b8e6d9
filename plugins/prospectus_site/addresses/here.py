"""The page that is being made: its address and language, and so its links to others."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from prospectus.ground.language import say

from prospectus_site.markup import Markup, tag, written

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.addresses import Addresses
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content


_REMEMBERED = 8192
"""So many relative URLs are reckoned once: the pages of a view link to the same projects again and again."""


@lru_cache(maxsize=_REMEMBERED)
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path or ".", folder or ".")


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

    def lang_of(self, project: Project) -> str | None:
        """The language of a project's words, where it is not that of this page."""
        return project.lang if project.lang != self.lang else None

    def url(self, target: str) -> str:
        """The relative URL of a target in the site, which may end with an anchor."""
        if ":" in target and urlsplit(target).scheme:
            return target
        path, mark, anchor = target.partition("#")
        relative = _relative(path, self.addresses.base_of(self.at))
        if path.endswith("/") or not path:
            relative = "./" if relative == "." else f"{relative}/"
        elif path == self.at:
            relative = posixpath.basename(path)
        return f"{relative}{mark}{anchor}"

    def project(self, project: Project, content: Content = None, *, anchor: str = "") -> Markup:
        """A link to a project's page, by its title."""
        url = self.project_url(project.name, anchor)
        shown = written(project.title, self.lang_of(project)) if content is None else content
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
        return self.url(quote(f"{self.addresses.folder}{name}"))

    def source_url(self, name: str, line: int = 0) -> str:
        """Where a line of a document can be read at its host; empty where nobody knows."""
        return self.addresses.sources.line_url(name, line)

    def rule(self, code: str) -> Markup:
        """The code of a rule, linked to its page where there is one."""
        url = self.addresses.rule_url(code)
        shown = tag("code", code)
        return tag("a", shown, href=self.url(url)) if url else shown
