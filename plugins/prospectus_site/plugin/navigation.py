"""The portfolio in MkDocs' navigation: one section of few entries, to which the pages that no navigation lists belong, too."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from mkdocs.structure.nav import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def join(nav: Navigation, entries: Sequence[Page], title: str, beside: Iterable[Page]) -> None:
    """Make the portfolio one section of the navigation, its first entry first.

    It stands where the navigation has that entry, and under the name it has there; at the end, as ``title``, where nothing lists it.
    The pages ``beside`` it become its own without being listed: so its tab is the active one on them.
    """
    home = entries[0]
    section = _section_of(home, nav, title)
    section.children[:] = [*entries, *(child for child in section.children if child not in entries)]
    for entry in entries:
        if entry is not home and isinstance(entry.parent, Section) and entry.parent is not section:
            entry.parent.children.remove(entry)
        entry.parent = section
    adopt(section, beside)
    _number(nav)


def adopt(section: Section | None, pages: Iterable[Page]) -> None:
    """Let pages that no navigation lists belong to a section."""
    for page in pages:
        if page.parent is None and section is not None:
            page.parent = section


def _section_of(home: Page, nav: Navigation, title: str) -> Section:
    """The section of the navigation that a page opens, or that is of its folder; a new one where it stands alone, or nowhere."""
    parent = home.parent
    if isinstance(parent, Section) and (parent.children[0] is home or _is_of_folder(parent, home)):
        return parent
    is_listed = any(page is home for page in nav.pages)
    section = Section(str(home.title or title) if is_listed else title, [home])
    siblings = nav.items if parent is None else parent.children or []
    at = next((index for index, item in enumerate(siblings) if item is home), None)
    if at is None:
        siblings.append(section)
    else:
        siblings[at] = section
    section.parent = parent
    return section


def _is_of_folder(section: Section, home: Page) -> bool:
    """Whether a section lists nothing but pages of the folder that a page is the first of, as plugins make it that list folders."""
    folder = posixpath.dirname(home.file.src_uri)
    return bool(folder) and all(page.file.src_uri.startswith(f"{folder}/") for page in _pages([section]))


def _number(nav: Navigation) -> None:
    """List the navigation's pages anew, each with the one before and after it."""
    nav.pages[:] = pages = [*_pages(nav.items)]
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        page.previous_page, page.next_page = before, after


def _pages(items: Iterable[StructureItem]) -> Iterable[Page]:
    for item in items:
        if item.is_page:
            yield item  # type: ignore[misc]  # MkDocs' mark of a page
        elif isinstance(item, Section):
            yield from _pages(item.children)
