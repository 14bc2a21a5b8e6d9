"""One view of a site: its tables as data, and its page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from prospectus_site.views.all import VIEWS

from support.site_pages import addresses_of

if TYPE_CHECKING:
    from prospectus_site.build.site import Site


def tables(site: Site, view: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table of a view, as its JSON file has them."""
    addresses = addresses_of(site.portfolio)
    name = addresses.folder + next(one for one in VIEWS if one.id == view).json_name
    return json.loads(dict(site.files(addresses))[name]())["tables"]


def page(site: Site, view: str, lang: str = "en") -> str:
    """The page of a view as HTML."""
    made = site.view(next(one for one in VIEWS if one.id == view), lang, addresses_of(site.portfolio))
    return "".join(made.parts.values())
