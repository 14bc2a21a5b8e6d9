"""A portfolio's site without a generator: its pages and files by their addresses, as the core of the site makes them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from prospectus.ground.language import LANGS
from prospectus_site.addresses.addresses import Addresses
from prospectus_site.addresses.here import Here
from prospectus_site.build.site import Site
from prospectus_site.views.all import VIEWS

from support.samples import TODAY, example_texts, workspace_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from prospectus_site.pages.page import Page
    from prospectus_site.portfolio.portfolio import Portfolio

SITE_URL = "https://docs.example.com/ml/"
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202e{{ 7*7 }}\U0001f600'
"""What must stand in every page as text."""


def site_of(texts: Mapping[str, str], lang: str = "en", today: date = TODAY) -> Site:
    """The site of some documents, by the names of their files."""
    workspace = workspace_of(texts, today=today)
    return Site(workspace, workspace.report(lang), lang)


@cache
def example_portfolio() -> Portfolio:
    """The portfolio of the examples in ``docs/projects``."""
    return portfolio_of(example_texts())


def portfolio_of(texts: Mapping[str, str]) -> Portfolio:
    """The portfolio of some documents."""
    return site_of(texts).portfolio


def document(name: str, facts: Mapping[str, object], stage: str = "action") -> str:
    """A document with these facts, as YAML that is JSON."""
    head = {"schema": "prospectus/1", "id": name, "title": name, "lang": "en", "stage": stage, "status": "approved"}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {**head, **facts}.items()]
    return "\n".join(["---", *lines, "---", f"# {name}", ""])


def addresses_of(portfolio: Portfolio) -> Addresses:
    """Addresses as a site with directory URLs has them."""
    projects = {name: f"projects/{name.rpartition('/')[2].removesuffix('.md')}/" for name in portfolio.by_name}
    views = {(view.id, lang): f"projects/views/{lang}/{view.id}/" for view in VIEWS for lang in LANGS}
    return Addresses(projects, views, "projects/views/", data_file="portfolio.json", site_url=SITE_URL)


def here(portfolio: Portfolio, lang: str = "en") -> Here:
    """A page beside the views, in a language."""
    return Here(addresses_of(portfolio), f"projects/views/{lang}/here/", lang)


def pages_of(site: Site) -> dict[str, Page]:
    """Every page of a site, by its address."""
    addresses = addresses_of(site.portfolio)
    pages = {addresses.projects[one.name]: site.project(one, addresses) for one in site.portfolio.projects}
    for view in VIEWS:
        for lang in LANGS:
            pages[addresses.views[view.id, lang]] = site.view(view, lang, addresses)
    return pages


def files_of(site: Site) -> dict[str, str]:
    """Every plain file of a site, by its address."""
    addresses = addresses_of(site.portfolio)
    return {name: make() for name, make in (*site.files(addresses), *site.redirects(addresses))}
