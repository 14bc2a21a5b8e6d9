"""A project as plain Markdown: its facts in short, and its document as written, but that links lead to where their targets are in the site.

It is read beside the document's page, so that a link is relative to that page's URL.
"""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin

from prospectus.ground.language import say

from prospectus_site.addresses.here import Here
from prospectus_site.addresses.linked_files import ELSEWHERE, is_html, name_in_site
from prospectus_site.marks.badges import headline_promise
from prospectus_site.marks.state_names import state_names
from prospectus_site.outputs.markdown import destination, inline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from prospectus.ground.language import Text
    from prospectus.ground.source import Span
    from prospectus.model.document import Document

    from prospectus_site.addresses.addresses import Addresses
    from prospectus_site.addresses.layout import Layout
    from prospectus_site.facts.project import Project
    from prospectus_site.portfolio.portfolio import Portfolio

_STAGE: Text = {"en": "Stage", "ko": "단계"}
_STATUS: Text = {"en": "Status", "ko": "상태"}
_VERDICT: Text = {"en": "Verdict", "ko": "판정"}
_OWNER: Text = {"en": "Owner", "ko": "책임자"}
_UPDATED: Text = {"en": "Updated", "ko": "수정일"}
_PROBLEM: Text = {"en": "Problem", "ko": "문제"}
_PROMISE: Text = {"en": "Promise", "ko": "목표 달성"}
_SOURCE: Text = {"en": "Page", "ko": "페이지"}


def project_text(project: Project, body: str, portfolio: Portfolio, addresses: Addresses) -> str:
    """A project as plain Markdown, in the language of its page; ``body`` is what :func:`twin_body` made of its document."""
    lang, lifecycle, record = project.lang, portfolio.lifecycle, project.record
    names = state_names(lifecycle, lang)
    facts = [
        (_STAGE, names.get(record.stage or "", record.stage or "")),
        (_STATUS, names.get(record.status or "", record.status or "")),
        (_VERDICT, names.get(record.verdict or "", record.verdict or "")),
        (_OWNER, project.owner),
        (_UPDATED, record.updated or ""),
        (_PROMISE, headline_promise(project, lang)),
        (_PROBLEM, record.statement or ""),
    ]
    page = addresses.projects[project.name]
    url = urljoin(addresses.site_url, page) if addresses.site_url else Here(addresses, page, lang).url(page)
    told = ((say(label, lang), value) for label, value in facts)
    return markdown_twin(project.title, told, body, lang, url=url)


def markdown_twin(title: str, facts: Iterable[tuple[str, str]], body: str, lang: str, *, url: str | None = None) -> str:
    """A project as Markdown: its title, its facts in short (label and value), and its text as written, without its title.

    ``url`` is that of its page. Relative links in the text stay as they are: they hold where the twin stands at the document's own path.
    """
    lines = [f"# {inline(title)}", ""]
    told = [f"- {inline(label)}: {inline(value)}" for label, value in facts if value]
    if url is not None:
        told.append(f"- {say(_SOURCE, lang)}: <{destination(url)}>")
    if told:
        lines += [*told, ""]
    text = body.replace("\r\n", "\n").strip("\n")
    return "\n".join([*lines, text] if text else lines[:-1]) + "\n"


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
