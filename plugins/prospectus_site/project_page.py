"""A project's page: its document, with its facts put where they belong."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from prospectus_site.history_block import changes_since_review
from prospectus_site.markup import joined, tag, written
from prospectus_site.page import Page, place
from prospectus_site.published import project_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.source import Span
    from prospectus.model.document import Document

    from prospectus_site.addresses import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio import Portfolio


def project_markdown(document: Document, changed: Iterable[tuple[Span, str]] = ()) -> str:
    """The body of a document with the places of our parts: instead of its title, under its sections, and at its end.

    ``changed`` is what is written otherwise in the page than in the document.
    """
    source, body = document.source, document.front_matter.body
    text = source.text
    cuts: list[tuple[int, int, str]] = []
    headings = document.headings
    has_title = bool(headings) and headings[0].level == 1 and not text[body : headings[0].span.start].strip()
    start = headings[0].end if has_title else body
    cuts.append((headings[0].span.start if has_title else body, start, place("head")))
    for section, texts in document.sections.items():
        at = texts[0].heading.end
        if at > start:
            cuts.append((at, at, place(f"facts-{section}")))
    cuts.extend((span.start, span.end, said) for span, said in changed if span.start >= start)
    pieces = [text[: document.front_matter.fence.start]]  # nothing, unless the front matter stands too late
    at = body
    for begin, end, replacement in sorted(cuts, key=lambda cut: cut[0]):
        pieces.extend((text[at:begin], replacement))
        at = end
    pieces.extend((text[at:], place("foot")))
    return "".join(pieces).lstrip("\r\n")


def project_page(markdown: str, project: Project, portfolio: Portfolio, here: Here) -> Page:
    """The page of a project, of the Markdown that :func:`project_markdown` made of its document."""
    foot = (changes_since_review(project, portfolio, here), project_files(project, portfolio, here))
    parts: dict[str, Markup] = {"head": _head(project, portfolio, here), "foot": joined(foot, "")}
    meta = {"title": escape(project.title, quote=False), "lang": project.lang, "hide": ["navigation"]}
    return Page(markdown, meta, parts)


def _head(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    return tag("h1", written(project.title))
