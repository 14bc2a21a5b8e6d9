"""Portfolios as the site knows them, of texts or of the examples, and a page from which to look at them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from prospectus_site.addresses.addresses import Addresses
from prospectus_site.addresses.here import Here
from prospectus_site.build.site import Site
from prospectus_site.views.all import VIEWS

from support.samples import PROJECTS, workspace_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospectus_site.portfolio.portfolio import Portfolio

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202e{{ 7*7 }}\U0001f600'
"""What must stand in every page as text."""


def portfolio_of(texts: Mapping[str, str]) -> Portfolio:
    """The portfolio of some documents, at the fixed day of the samples."""
    workspace = workspace_of(texts)
    return Site(workspace, workspace.report("en"), "en").portfolio


@cache
def example_portfolio() -> Portfolio:
    """The portfolio of the examples in ``docs/projects``."""
    return portfolio_of({path.name: path.read_text("utf-8") for path in sorted(PROJECTS.glob("*.md"))})


def here(portfolio: Portfolio, lang: str = "en") -> Here:
    """A page beside the views, in a language."""
    projects = {project.name: f"projects/{project.name.removesuffix('.md')}/" for project in portfolio.projects}
    views = {(view.id, one): f"projects/views/{one}/{view.id}/" for view in VIEWS for one in ("en", "ko")}
    return Here(Addresses(projects, views, "projects/views/"), f"projects/views/{lang}/here/", lang)


def document(name: str, facts: Mapping[str, object], stage: str = "action") -> str:
    """A document with these facts, as YAML that is JSON."""
    import json

    head = {"schema": "prospectus/1", "id": name, "title": name, "lang": "en", "stage": stage, "status": "approved"}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {**head, **facts}.items()]
    return "\n".join(["---", *lines, "---", f"# {name}", ""])
