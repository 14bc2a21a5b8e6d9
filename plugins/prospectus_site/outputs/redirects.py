"""Pages that lead to a project's page: by its id, which stays when its file moves, and from where its page was before.

A portfolio's links live in minutes, tickets and other documents. They hold as long as the history of the documents is there.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from prospectus.ground.language import say

from prospectus_site.addresses.addresses import file_of
from prospectus_site.addresses.here import Here
from prospectus_site.addresses.layout import former_name, url_of
from prospectus_site.history.former import former_files, former_ids
from prospectus_site.markup import joined, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prospectus_site.addresses.addresses import Addresses
    from prospectus_site.addresses.layout import Layout
    from prospectus_site.portfolio.portfolio import Portfolio

_MOVED = {"en": "This page has moved", "ko": "페이지가 이동했습니다"}
_HERE = {"en": "Go to the page", "ko": "새 페이지로 이동"}
_SCHEMES = frozenset({"", "http", "https"})


def redirects(
    portfolio: Portfolio, layout: Layout | None, addresses: Addresses
) -> Iterator[tuple[str, Callable[[], str]]]:
    """The pages that lead on: where each is in the site, and what makes it. None stands where a page or another file is."""
    taken = set(addresses.pages)
    for url, name in _urls(portfolio, layout, addresses):
        place = file_of(url)
        if url and place not in taken:
            taken.add(place)
            target = Here(addresses, url, portfolio.by_name[name].lang).project_url(name)
            yield place, partial(redirect_page, target, portfolio.by_name[name].lang)


def _urls(portfolio: Portfolio, layout: Layout | None, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """The URLs that lead on, each with the name of a document; those that mean most come first."""
    for identity, project in portfolio.by_id.items():
        yield addresses.id_url(identity), project.name
    if portfolio.history is None:
        return
    ids = {project.name: project.record.id for project in portfolio.projects}
    for former, name in former_ids(portfolio.history.documents, ids).items():
        yield addresses.id_url(former), name
    if layout is not None:
        for file, name in former_files(portfolio.history, map(Path, layout.files)).items():
            called = former_name(file, layout)
            if called:
                yield quote(addresses.root + url_of(called, directory_urls=layout.directory_urls)), name


def redirect_page(target_url: str, lang: str = "en") -> str:
    """A page that leads to another, without any script; ``target_url`` is absolute or relative to it.

    Raises ``ValueError`` for an address that is no page's, such as ``javascript:``.
    """
    url = quote(target_url.encode("utf-8", "replace"), safe="%/:=&?~#+!$,@()*[]-._")  # no quotes, spaces or semicolons
    if urlsplit(url).scheme not in _SCHEMES:
        message = "no address of a page"
        raise ValueError(message)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", say(_MOVED, lang)),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name_="robots", content="noindex"),
        tag("link", rel="canonical", href=url),
        tag("meta", http_equiv="refresh", content=f"0; url={url}"),
    )
    body = tag("body", tag("p", joined((say(_MOVED, lang), tag("a", say(_HERE, lang), href=url)), ". ")))
    return f"<!doctype html>\n{tag('html', head, body, lang=lang)}\n"
