"""Links to the plain files of a portfolio and of a project, for programs, readers of feeds and language models."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from prospectus_site.addresses.addresses import FEED, LLMS
from prospectus_site.markup import joined, tag

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_FEED: Text = {"en": "Feed", "ko": "피드"}
_ID: Text = {"en": "Permalink", "ko": "고유 주소"}


def published(here: Here, *, has_feed: bool) -> tuple[Markup, ...]:
    """Links to the portfolio's data, its feed, and what language models read first."""
    addresses = here.addresses
    links = []
    if addresses.data_file:
        links.append(
            tag("a", addresses.data_file.rpartition("/")[2], href=here.url(quote(addresses.data_file)), download=True)
        )
    if has_feed:
        links.append(tag("a", here.say(_FEED), href=here.file_url(FEED), rel="alternate", type="application/atom+xml"))
    return (*links, tag("a", LLMS, href=here.url(addresses.llms)))


def project_files(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """Links to a project as JSON and as Markdown, and to the address that stays when its file moves."""
    addresses = here.addresses
    links = [
        tag("a", "JSON", href=here.url(addresses.data_of(project.name)), download=True),
        tag("a", "Markdown", href=here.url(addresses.text_of(project.name)), type="text/markdown"),
    ]
    identity = project.record.id or ""
    permanent = addresses.id_url(identity)
    if permanent and portfolio.by_id.get(identity) is project:  # of two projects of one id, the first has it
        links.append(tag("a", here.say(_ID), href=here.url(permanent), rel="bookmark"))
    return tag(
        "p",
        joined(links, " · "),
        class_="prospectus-files prospectus-downloads",
        lang=here.lang,
        **{"data-search-exclude": ""},
    )
