"""The layout of a site: what each document, view and linked file is called in it. No two get one page, and none is left without.

Names are those of a site generator's sources, with ``/``: ``projects/taxi-demand.md``. A document in the folder of the generator's
own pages keeps its name there. The others stand below the portfolio's page, in the folders that they have in the repository.
"""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from prospectus.engine.files import real_path

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from prospectus.config import Config

_PAGES = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
"""Endings that site generators read as Markdown."""

_FIRST_OF_FOLDER = frozenset({"index", "README"})
"""Names of files that become the page of their folder."""


_WILDCARD = re.compile(r"[*?\[{]")


class Layout(NamedTuple):
    """Where everything is. Plain data, which worker processes are sent.

    ``home`` is the portfolio's page, ``views`` the folder of the views and of their plain files, with a ``/`` at its end.
    """

    names: Mapping[str, str]
    """What each document is called in the site, by what diagnostics call it; documents that are left out are missing."""
    home: str
    views: str
    attached: str
    """The folder of files of the repository that documents link to and that stand apart from them."""
    moved: Mapping[str, str]
    """Documents in the generator's folder whose page another has: their names here, by those that they have there."""
    files: Mapping[str, str]
    """The same names by the real paths of the documents' files."""
    docs: str
    """The real path of the generator's folder; empty where there is none."""
    repository: str
    """The real path of the folder out of which no file is taken."""
    base: str
    """The real path of the folder that all documents outside ``docs`` have in common; empty where there is none."""
    below: str
    """The folder in the site in which they stand."""
    taken: frozenset[str]
    """The names of the site's other files."""
    directory_urls: bool
    """Whether ``x.md`` becomes ``x/index.html``, or ``x.html``."""
    links_from_sources: bool
    """Whether the generator takes links in HTML as those in Markdown: from the folder of the page's source."""

    @property
    def is_plain(self) -> bool:
        """Whether all documents are called in the site what they are in the generator's folder: then all links hold."""
        return not self.base and not self.moved

    def url(self, name: str) -> str:
        """The URL of a page or file, relative to the site's root; unquoted."""
        return url_of(name, directory_urls=self.directory_urls)

    def base_of(self, name: str) -> str:
        """The folder from which links in the HTML of a page are to be written."""
        return posixpath.dirname(name if self.links_from_sources else self.url(name))


def url_of(name: str, *, directory_urls: bool) -> str:
    """The URL that a generator gives to a source: ``projects/taxi-demand/``, or ``projects/taxi-demand.html``; unquoted."""
    folder, last = posixpath.split(name)
    stem, ending = posixpath.splitext(last)
    if ending not in _PAGES:
        return name
    if not directory_urls:
        return posixpath.join(folder, f"{'index' if stem in _FIRST_OF_FOLDER else stem}.html")
    if stem in _FIRST_OF_FOLDER:
        return f"{folder}/" if folder else ""
    return posixpath.join(folder, stem, "")


def lay_out(
    documents: Mapping[str, Path],
    *,
    index: str,
    repository: Path,
    folders: Iterable[Path] = (),
    docs: Path | None = None,
    published: Collection[str] = (),
    is_withheld: Callable[[str], bool] = lambda _name: False,
    directory_urls: bool = True,
    links_from_sources: bool = False,
) -> Layout:
    """Lay out a site of documents, given by name with their files.

    ``index`` is where the portfolio's page is wanted. ``folders`` are those in which documents are looked for: documents outside ``docs``
    keep their place below what these have in common, so that no address changes when a document comes or goes. ``published`` are the names of the files that the generator has already, those of
    the documents in ``docs`` among them; ``is_withheld`` tells of a name whether it is not to be published. A document that is in
    ``docs``, but not published, was taken out by somebody: it is left out, unless it was only dropped for another of the same page.
    """
    paths = {name: os.path.abspath(path) for name, path in documents.items()}  # noqa: PTH100 - Path.absolute leaves `..` in
    inner = {name: own for name, path in paths.items() if docs is not None and (own := _inside(path, docs))}
    of_documents = {*inner.values()}
    others = [name for name in published if name not in of_documents]
    pages = _Pages(others, directory_urls=directory_urls)
    names: dict[str, str] = {}
    known, wanted_here = frozenset(published), {name: own for name, own in inner.items() if not is_withheld(own)}
    for name, own in wanted_here.items():
        if own in known and _is_page(own) and pages.is_free(own):
            names[name] = pages.take(own)
    rest = {name: own for name, own in wanted_here.items() if name not in names}
    late = {name: own for name, own in rest.items() if own in known or not pages.is_free(own)}
    below = posixpath.dirname(index)
    introduction = next((name for name in others if _is_page(name) and pages.is_same(name, index)), "")
    wanted = index if pages.is_free(index) else pages.free(posixpath.join(below, "portfolio.md"))
    home = introduction or pages.take(wanted)
    names |= {name: pages.take(pages.free(own)) for name, own in late.items()}
    root = str(real_path(repository))
    outer = [path for name, path in paths.items() if name not in inner]
    searched = [os.path.abspath(folder) for folder in folders]  # noqa: PTH100 - as above
    base = _common_folder(outer, [one for one in searched if docs is None or not _inside(f"{one}/x", docs)], root)
    for name, path in paths.items():
        own = posixpath.join(below, _relative(path, base)) if name not in inner else ""
        if own and not is_withheld(own):
            names[name] = pages.take(own if _is_page(own) and pages.is_free(own) else pages.free(own))
    standing = (*published, *names.values())
    return Layout(
        names={name: names[name] for name in documents if name in names},
        home=home,
        views=_free_folder(posixpath.join(below, "views"), standing),
        attached=_free_folder(posixpath.join(below, "files"), standing),
        moved={own: names[name] for name, own in late.items()},
        files={str(real_path(Path(paths[name]))): called for name, called in names.items()},
        docs=str(real_path(docs)) if docs is not None else "",
        repository=root,
        base=base,
        below=below,
        taken=frozenset({*others, *names.values(), home}),
        directory_urls=directory_urls,
        links_from_sources=links_from_sources,
    )


class _Pages:
    """The pages of a site that have an owner."""

    def __init__(self, names: Iterable[str], *, directory_urls: bool) -> None:
        self._directory_urls = directory_urls
        self._taken = {self._key(name) for name in names}

    def _key(self, name: str) -> str:
        return url_of(name, directory_urls=self._directory_urls)

    def take(self, name: str) -> str:
        """Give a page to a source."""
        self._taken.add(self._key(name))
        return name

    def is_free(self, name: str) -> bool:
        """Whether nobody has the page that a source would become."""
        return self._key(name) not in self._taken

    def is_same(self, name: str, other: str) -> bool:
        """Whether two sources would become one page."""
        return self._key(name) == self._key(other)

    def free(self, name: str) -> str:
        """A name like another, whose page is free: ``draft-2.md`` for ``draft.md``."""
        stem, ending = posixpath.splitext(name)
        return _first_free(lambda number: f"{stem}{number}{ending if ending in _PAGES else '.md'}", self.is_free)


def _first_free(called: Callable[[str], str], is_free: Callable[[str], bool]) -> str:
    number, name = 1, called("")
    while not is_free(name):
        number += 1
        name = called(f"-{number}")
    return name


def _free_folder(folder: str, names: Iterable[str]) -> str:
    """A folder of the site in which nothing stands yet."""
    names = tuple(names)
    return _first_free(
        lambda number: f"{folder}{number}/",
        lambda wanted: not any(name.startswith(wanted) or name == f"{wanted[:-1]}.md" for name in names),
    )


def _is_page(name: str) -> bool:
    return posixpath.splitext(name)[1] in _PAGES


def _inside(path: str, docs: Path) -> str:
    """What a generator calls a file in its folder, also where one of the two is reached through a link; empty outside."""
    for inner, outer in ((path, os.path.abspath(docs)), (os.path.realpath(path), os.path.realpath(docs))):  # noqa: PTH100
        if inner.startswith(outer + os.sep):
            return _relative(inner, outer)
    return ""


def _common_folder(paths: Iterable[str], searched: Iterable[str], repository: str) -> str:
    """The folder that files, and the folders in which they are looked for, have in common; empty without files.

    One higher where a file would be that folder's own page: so ``churn/README.md``, alone, is at ``churn/``. But a repository's folder
    is called differently on each machine, and gives no name.
    """
    folders = {os.path.split(path) for path in paths}
    if not folders:
        return ""
    base = os.path.commonpath([*searched, *(folder for folder, _ in folders)])
    is_page = any(folder == base and os.path.splitext(last)[0] in _FIRST_OF_FOLDER for folder, last in folders)  # noqa: PTH122
    return os.path.dirname(base) if is_page and base != repository else base  # noqa: PTH120


def _relative(path: str, folder: str) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")


def former_name(file: Path, layout: Layout) -> str:
    """What a document in a file would be called in the site, by the file's real path; empty where it could not be in it."""
    path = str(file)
    if layout.docs and path.startswith(layout.docs + os.sep):
        name = _relative(path, layout.docs)
    elif layout.base and path.startswith(layout.base + os.sep):
        name = posixpath.join(layout.below, _relative(path, layout.base))
    else:
        return ""
    return name if _is_page(name) and not name.startswith((layout.views, layout.attached)) else ""


def link_to(target: str, page: str) -> str:
    """A relative link from one name in the site to another, quoted as URLs are."""
    return quote(posixpath.relpath(target, posixpath.dirname(page) or "."))


def searched_folders(config: Config) -> list[Path]:
    """The folders in which a configuration looks for documents: what stands before the first wildcard of each pattern."""
    return [config.root / _WILDCARD.split(pattern, maxsplit=1)[0].rpartition("/")[0] for pattern in config.documents]


def repository_of(folder: Path) -> Path:
    """The folder of the repository that a folder stands in; itself where there is none."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)
