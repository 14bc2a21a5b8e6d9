"""What a writer tells the site generator about the page, in the document's front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import positive

if TYPE_CHECKING:
    from prospectus.model.document import Document

_ICON = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")


class PageMeta(NamedTuple):
    """The writer's metadata that a theme reads. ``is_searched`` is False where the page is to be kept out of the search."""

    description: str
    icon: str
    hide: tuple[str, ...]
    is_searched: bool
    boost: float | None


def page_meta_of(document: Document) -> PageMeta:
    """The metadata of a document's page; what is written wrongly is left out, for a theme would stumble over it."""
    icon, hide, search = document.at("icon").text() or "", document.at("hide"), document.at("search")
    alone = hide.text()
    return PageMeta(
        description=document.at("description").text() or "",
        icon=icon if _ICON.fullmatch(icon) else "",
        hide=(alone,) if alone else tuple(hide.texts()),
        is_searched=search.at("exclude").flag() is not True,
        boost=positive(search.at("boost")),
    )
