"""The plain files of a portfolio's site: the tables and data of views and projects, a feed, and what language models read.

Each is made of what was read, and of nothing else: neither the day nor the machine of the build is in any.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from prospectus_site.addresses.addresses import FEED, review_url
from prospectus_site.addresses.here import Here
from prospectus_site.outputs.llms import portfolio_llms
from prospectus_site.outputs.markdown_twin import project_text
from prospectus_site.pages.review_pack import STYLESHEET, has_review, review_pack, review_stylesheet
from prospectus_site.tables.table import table_csv
from prospectus_site.views.all import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prospectus_site.addresses.addresses import Addresses
    from prospectus_site.build.site import Site
    from prospectus_site.facts.project import Project


def plain_files(site: Site, addresses: Addresses) -> Iterator[tuple[str, Callable[[], str]]]:
    """The plain files beside the pages: where each is in the site, and what makes it.

    No two have one place, and none has that of a file that others make.
    """
    lang = addresses.langs[0]
    for view in VIEWS:
        answer = site.answer(view, Here(addresses, addresses.views[view.id, lang], lang))
        for table in answer.tables:
            yield addresses.folder + view.csv_name(table), partial(table_csv, table)
        yield addresses.folder + view.json_name, partial(view.json, answer, site.portfolio.today)
    for project in site.portfolio.projects:
        yield unquote(addresses.data_of(project.name)), partial(_data, site, project)
        yield (
            unquote(addresses.text_of(project.name)),
            partial(project_text, project, site.read[project.name].text, site.portfolio, addresses),
        )
        if has_review(project):
            here = Here(addresses, review_url(addresses.projects[project.name]), project.lang)
            yield unquote(here.at), partial(review_pack, project, site.portfolio, here)
    if STYLESHEET not in addresses.taken:
        yield STYLESHEET, review_stylesheet
    feed = site.feed(addresses)
    if feed is not None:
        yield addresses.folder + FEED, lambda: feed
    if addresses.data_file:
        yield addresses.data_file, lambda: site.data
    if addresses.llms not in addresses.taken:
        yield (
            addresses.llms,
            partial(portfolio_llms, site.portfolio, addresses, site.title_in(lang), has_feed=feed is not None),
        )


def _data(site: Site, project: Project) -> str:
    return f"{site.read[project.name].data}\n"
