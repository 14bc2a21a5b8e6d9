"""The text of a document for readers of Markdown: as written, but that links lead to where their targets are in the site.

It is read beside the document's page, so that a link is relative to that page's URL.
"""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from prospectus_site.addresses.linked_files import ELSEWHERE, is_html, name_in_site

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from prospectus.ground.source import Span
    from prospectus.model.document import Document

    from prospectus_site.addresses.layout import Layout


def twin_body(document: Document, layout: Layout | None, files: Collection[str] = ()) -> str:
    """The body of a document without its title. ``files`` are the names of files that its links bring into the site.

    Links to what is not in the site stay as they are written.
    """
    text, body = document.source.text, document.front_matter.body
    headings = document.headings
    has_title = bool(headings) and headings[0].level == 1 and not text[body : headings[0].span.start].strip()
    at = headings[0].end if has_title else body
    pieces = [text[: document.front_matter.fence.start]]  # nothing, unless the front matter stands too late
    for span, said in sorted(_links(document, layout, files) if layout is not None else (), key=_start):
        if span.start >= at:
            pieces += (text[at : span.start], said)
            at = span.end
    return "".join((*pieces, text[at:])).strip("\r\n")


def _start(link: tuple[Span, str]) -> int:
    return link[0].start


def _links(document: Document, layout: Layout, files: Collection[str]) -> Iterator[tuple[Span, str]]:
    path, page = document.source.path, layout.names.get(document.source.name)
    if path is None or page is None:
        return
    here = posixpath.dirname(layout.url(page)) or "."
    for link in document.body.links:
        if not link.target or ELSEWHERE.match(link.target):
            continue
        if layout.is_plain and is_html(document.source.text, link.span):
            continue  # its writer wrote it for the page
        written, mark, anchor = link.target.partition("#")
        try:
            target = os.path.realpath(os.path.join(path.parent, unquote(written.partition("?")[0])))  # noqa: PTH118 - as the linter has it
        except (OSError, ValueError):
            continue
        found = name_in_site(target, layout)
        if found in layout.taken or found in files:
            url = layout.url(found)
            relative = posixpath.relpath(url or ".", here)
            yield link.span, f"{quote(relative)}{'/' if url.endswith('/') or not url else ''}{mark}{anchor}"
