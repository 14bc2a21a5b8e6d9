"""The metadata of a project's page that a theme reads: the writer's own, made harmless, and ours."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from prospectus_site.markup import shown

if TYPE_CHECKING:
    from prospectus_site.facts.project import Project

_LONGEST = 300
"""No search engine shows more of a description."""


def page_meta(project: Project) -> dict[str, Any]:
    """The metadata of a page. Themes put it into their templates as it is, so that it is escaped here.

    The sidebar is hidden, unless the door finds that the contents stand in it. The document's ``status`` is that of its review, and
    Material would take it for one of the page.
    """
    own = project.page_meta
    description = " ".join((own.description or project.record.statement or project.intended_use).split())
    hidden = dict.fromkeys(["navigation", *own.hide])
    meta: dict[str, Any] = {
        "title": _safe(project.title, quote=False),
        "lang": _safe(project.record.lang),
        "hide": [_safe(one) for one in hidden],
    }
    if description:
        is_long = len(description) > _LONGEST
        meta["description"] = _safe(f"{description[: _LONGEST - 1]}\u2026" if is_long else description)
    if project.record.tags:
        meta["tags"] = [_safe(name) for name in project.record.tags]
    if own.icon:
        meta["icon"] = own.icon
    search: dict[str, Any] = {} if own.is_searched else {"exclude": True}
    if own.boost is not None:
        search["boost"] = own.boost
    if search:
        meta["search"] = search
    return meta


def _safe(text: str, *, quote: bool = True) -> str:
    return escape(shown(text), quote=quote)
