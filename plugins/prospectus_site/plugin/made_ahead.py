"""Pages and files of ours, made by other processes while MkDocs renders what there is already."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prospectus.engine.jobs import InBackground

from prospectus_site.plugin.site_folder import put_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from prospectus_site.pages.page import Page

    Plain = tuple[str, Callable[[], str]]
    """A file that is no page: its name in the site, and what makes its text."""

SHARES = 16
"""The plain files are written in so many parts, that several processes end together."""


class MadeAhead:
    """What is made of a site: its pages by their names, and the plain files, put into a folder.

    MkDocs has emptied the folder by now, and puts nothing there that has the name of one of these files.
    """

    def __init__(
        self, pages: Mapping[str, Callable[[], Page]], files: Callable[[], Iterable[Plain]], folder: str
    ) -> None:
        self._pages = pages
        self._make_files = files
        self._folder = folder
        self._made: InBackground[str | int, Page | None] = InBackground(self._make, [*pages, *range(SHARES)])

    def page(self, name: str) -> Page:
        """A page, by its name."""
        made = self._made(name)
        return self._pages[name]() if made is None else made

    def put_files(self) -> None:
        """Have all plain files written. Raises ``OSError`` where nothing can be written."""
        for share in range(SHARES):
            self._made(share)

    def close(self) -> None:
        """Let go of the other processes."""
        self._made.close()

    @cached_property
    def _files(self) -> list[Plain]:
        """The files, once a process; of two of one name the last."""
        return [*dict(self._make_files()).items()]

    def _make(self, key: str | int) -> Page | None:
        if isinstance(key, str):
            return self._pages[key]()
        put_files(self._folder, self._files[key::SHARES])
        return None
