"""What documents link to: files beside them become files of the site, and links lead to where their targets are in it."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from prospectus.ground.source import Source
from prospectus.reading.markdown import Markdown

from prospectus_site.addresses.layout import link_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospectus.ground.source import Span
    from prospectus.model.document import Document
    from prospectus.reading.markdown.inline import Link

    from prospectus_site.addresses.layout import Layout

MOST_BYTES = 20_000_000
"""The greatest size of a file that a link makes part of the site."""

PAGES = (".md", ".markdown")
"""Endings of texts that become pages of their own; one may stand where another page is, and so stands apart."""

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?\\]", re.IGNORECASE)
"""How the target of a link begins that is no file beside the document."""


class Linked(NamedTuple):
    """The links of one document.

    ``changed`` are the targets that are written otherwise in the site, with the spans in the document's text; ``files`` the paths of
    the files that the site needs for them, by their names in it.
    """

    changed: tuple[tuple[Span, str], ...] = ()
    files: Mapping[str, str] = {}


def linked_files(document: Document, layout: Layout) -> Linked:
    """Where the links of a document lead in a site; links to what is not in it stay as they are written."""
    path, page = document.source.path, layout.names.get(document.source.name)
    if path is None or page is None or layout.is_plain:
        return Linked()
    return _linked(document.source.text, document.body.links, path.parent, page, layout)


def relinked(markdown: str, path: Path, page: str, layout: Layout) -> str:
    """The Markdown of a page that is no document, with its links to documents as they are called in the site."""
    if layout.is_plain or "](" not in markdown:
        return markdown
    documents = layout._replace(repository="")  # what else it links to is no matter of ours
    linked = _linked(markdown, Markdown(Source(page, markdown), 0).links, path.parent, page, documents)
    for span, said in reversed(linked.changed):
        markdown = markdown[: span.start] + said + markdown[span.end :]
    return markdown


def _linked(text: str, links: Iterable[Link], folder: Path, page: str, layout: Layout) -> Linked:
    changed: list[tuple[Span, str]] = []
    files: dict[str, str] = {}
    for link in links:
        if not link.target or ELSEWHERE.match(link.target):
            continue
        written, mark, anchor = link.target.partition("#")
        name = unquote(written.partition("?")[0])
        try:
            target = os.path.realpath(os.path.join(folder, name))  # noqa: PTH118 - as the linter has it
        except (OSError, ValueError):
            continue
        found = name_in_site(target, layout)
        if not found:
            continue
        if found not in layout.taken:
            files[found] = target
        if is_html(text, link.span):
            said = quote(posixpath.relpath(layout.url(found) or ".", layout.base_of(page) or "."))
        else:
            said = link_to(found, page)
        if posixpath.normpath(written) != said:
            changed.append((link.span, f"{said}{mark}{anchor}"))
    return Linked(tuple(changed), files)


def name_in_site(target: str, layout: Layout) -> str:
    """What a file is called in the site; empty for one that is not in it, and may not be."""
    known = layout.files.get(target)
    if known is not None:
        return known
    if layout.docs and target.startswith(layout.docs + os.sep):
        name = os.path.relpath(target, layout.docs).replace(os.sep, "/")
        return name if name in layout.taken else ""
    if (
        not layout.repository
        or not target.startswith(layout.repository + os.sep)
        or not _is_shown(target, layout.repository)
    ):
        return ""
    is_page = target.lower().endswith(PAGES)
    if layout.base and target.startswith(layout.base + os.sep) and not is_page:
        name = posixpath.join(layout.below, os.path.relpath(target, layout.base).replace(os.sep, "/"))
        if name not in layout.taken and not name.startswith(layout.views):
            return name
    return posixpath.join(layout.attached, os.path.relpath(target, layout.repository).replace(os.sep, "/"))


def _is_shown(target: str, repository: str) -> bool:
    """Whether a file may be published: a regular one, not too large, and not hidden."""
    steps = Path(os.path.relpath(target, repository)).parts
    if any(step.startswith(".") for step in steps):
        return False
    try:
        return os.path.isfile(target) and os.path.getsize(target) <= MOST_BYTES  # noqa: PTH113, PTH202 - of a text
    except (OSError, ValueError):
        return False


def is_html(text: str, span: Span) -> bool:
    """Whether a target is that of an attribute, which generators leave as it is."""
    return text[: span.start].rstrip("\"' ").endswith("=")
