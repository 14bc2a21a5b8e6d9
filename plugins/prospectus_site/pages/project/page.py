"""A project's page: its document, with its facts put where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.addresses.anchors import FACTS
from prospectus_site.blocks.all import BLOCKS
from prospectus_site.blocks.block import block_html
from prospectus_site.markup import EMPTY, html, joined, tag
from prospectus_site.pages.file_links import project_files
from prospectus_site.pages.page import Page
from prospectus_site.pages.project.changes import changes_since_review
from prospectus_site.pages.project.findings import finding_aside
from prospectus_site.pages.project.foot import neighbours, related
from prospectus_site.pages.project.head import head
from prospectus_site.pages.project.meta import page_meta
from prospectus_site.pages.project.places import FOOT, HEAD, facts_place, finding_place, placed, places_in
from prospectus_site.pages.project.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.language import Text
    from prospectus.ground.source import Span
    from prospectus.model.document import Document

    from prospectus_site.addresses.here import Here
    from prospectus_site.blocks.block import Block
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.pages.project.places import Places
    from prospectus_site.portfolio.portfolio import Portfolio

_REST: Text = {"en": "Facts without a section", "ko": "절이 없는 사실 정보"}


def project_markdown(document: Document, project: Project, changed: Iterable[tuple[Span, str]] = ()) -> str:
    """The body of a document with the places of our parts; the search finds the project's facts in that of its head.

    ``changed`` is what is written otherwise in the page than in the document.
    """
    return placed(document, project.findings, summary(project, document.contract.lifecycle), changed)


def project_page(markdown: str, project: Project, portfolio: Portfolio, here: Here) -> Page:
    """The page of a project, of the Markdown that :func:`project_markdown` made of its document."""
    places = places_in(markdown)
    blocks = _blocks(project, portfolio, here, places)
    beside = {*places.findings, *(number for _, _, numbers in blocks for number in numbers)}
    parts: dict[str, Markup] = {HEAD: head(project, portfolio, here, beside)}
    for number in places.findings:
        parts[finding_place(number)] = finding_aside(number, project, here)
    for section in places.sections:
        name = facts_place(section, is_folded=section in places.folded)
        parts[name] = html([shown for at, shown, _ in blocks if at == section])
    rest = [shown for at, shown, _ in blocks if not at]
    parts[FOOT] = joined(
        [
            tag("section", tag("h2", here.say(_REST), id=FACTS), rest, lang=here.lang) if rest else EMPTY,
            changes_since_review(project, portfolio, here),
            related(project, portfolio, here),
            neighbours(project, portfolio, here),
            project_files(project, portfolio, here),
        ],
        "",
    )
    return Page(markdown, page_meta(project), parts, project.record.lang)


def _blocks(project: Project, portfolio: Portfolio, here: Here, places: Places) -> list[tuple[str, Markup, set[int]]]:
    """The blocks that show something: under which section each stands, empty for none, and the findings that it holds."""
    found = []
    for block in BLOCKS:
        shown = block.make(project, portfolio, here)
        if shown is not None:
            at = next((section for section in block.sections if section in places.sections), "")
            numbers = _findings(block, project)
            asides = (finding_aside(number, project, here) for number in sorted(numbers))
            found.append((at, block_html(block, shown, asides, here, is_folded=at in places.folded), numbers))
    return found


def _findings(block: Block, project: Project) -> set[int]:
    return {
        number for number, found in enumerate(project.findings) if found.place.fact and block.holds(found.place.fact)
    }
