"""Pages of ours in MkDocs' hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.pages import Page as MkDocsPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from prospectus_site.markup import Markup
    from prospectus_site.pages.page import Page


class SourcePage(MkDocsPage):
    """A page of ours in MkDocs' hands: MkDocs asks it for its text, and never parses the front matter of the file again."""

    def __init__(self, file: File, config: MkDocsConfig, make: Callable[[], Page]) -> None:
        super().__init__(None, file, config)
        self._make = make
        self.parts: Mapping[str, Markup] = {}
        self.lang = ""

    def read_source(self, config: MkDocsConfig) -> None:
        """The page's Markdown and its metadata."""
        made = self._make()
        self.markdown, self.meta, self.parts, self.lang = made._replace(meta=fitted(made.meta, config))


def fitted(meta: dict[str, Any], config: MkDocsConfig) -> dict[str, Any]:
    """The metadata of a page as the theme can bear it: where the contents stand in the navigation, that is not hidden with them."""
    hidden = meta.get("hide")
    if isinstance(hidden, list) and "navigation" in hidden and "toc" not in hidden:
        features = config.theme.get("features") or ()
        if "toc.integrate" in features:
            return {**meta, "hide": [part for part in hidden if part != "navigation"]}
    return meta
