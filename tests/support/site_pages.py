"""A portfolio's site without a generator: its pages and files by their addresses, as the core of the site makes them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.config import Config
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import LANGS
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus_site.addresses.addresses import Addresses
from prospectus_site.build.site import Site
from prospectus_site.views.all import VIEWS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospectus_site.pages.page import Page

SITE_URL = "https://docs.example.com/ml/"
TODAY = date(2026, 11, 23)


def site_of(texts: Mapping[str, str], lang: str = "en", today: date = TODAY) -> Site:
    """The site of some documents, by the names of their files."""
    workspace = Workspace(Config(root=Path.cwd()), today=today)
    for name, text in texts.items():
        workspace.put(Document(Parsed(Source(name, text)), workspace.contract))
    return Site(workspace, workspace.report(lang), lang)


def addresses_of(site: Site) -> Addresses:
    """Addresses as a site with directory URLs has them."""
    projects = {name: f"projects/{name.rpartition('/')[2].removesuffix('.md')}/" for name in site.read}
    views = {(view.id, lang): f"projects/views/{lang}/{view.id}/" for view in VIEWS for lang in LANGS}
    return Addresses(projects, views, "projects/views/", data_file="portfolio.json", site_url=SITE_URL)


def pages_of(site: Site) -> dict[str, Page]:
    """Every page of a site, by its address."""
    addresses = addresses_of(site)
    pages = {addresses.projects[one.name]: site.project(one, addresses) for one in site.portfolio.projects}
    for view in VIEWS:
        for lang in LANGS:
            pages[addresses.views[view.id, lang]] = site.view(view, lang, addresses)
    return pages


def files_of(site: Site) -> dict[str, str]:
    """Every plain file of a site, by its address."""
    addresses = addresses_of(site)
    return {name: make() for name, make in (*site.files(addresses), *site.forwards(addresses))}
