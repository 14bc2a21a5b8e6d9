"""Pages: what a site generator is given. Each is Markdown with metadata, and parts of ours that stand in it as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus_site.markup import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospectus_site.markup import Content

_PLACE = re.compile(r'<div data-prospectus="([a-z0-9-]+)">[^<]*(?:<(?!/?div\b)[^<]*)*</div>')


class Page(NamedTuple):
    """One page.

    ``markdown`` has a place for each of the ``parts``, by name. A generator may put them in once it has rendered and indexed the
    text, which is quicker (:func:`with_parts`); or it is given the whole text (:attr:`whole`).
    """

    markdown: str
    meta: dict[str, Any]
    parts: Mapping[str, Markup] = {}
    lang: str = ""
    """The language of the text, where it may be another than that of the site."""

    @property
    def whole(self) -> str:
        """The Markdown with all parts in it."""
        return with_parts(self.markdown, self.parts)


def place(name: str, summary: Content = None) -> str:
    """The place of a part in Markdown, a block of its own. What the ``summary`` says is found by the site's search."""
    return f"\n\n{tag('div', summary, **{'data-prospectus': name})}\n\n"


def with_parts(text: str, parts: Mapping[str, Markup], lang: str = "") -> str:
    """A text, Markdown or rendered, with the parts in their places; other places stay as they are.

    A rendered text is told to be in a language, which decides how its lines break and how it is read aloud.
    """
    whole = _PLACE.sub(lambda found: parts.get(found[1], found[0]), text)
    if not lang:
        return whole
    opened = tag("div", class_="prospectus-text", lang=lang).removesuffix("</div>")
    return f"{opened}\n{whole}\n</div>"
