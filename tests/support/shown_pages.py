"""The pages of this repository's site that a browser looks at: every view in one language, and of each family of pages a few."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.samples import example_texts

if TYPE_CHECKING:
    from support.built_site import BuiltSite

PAGES = {
    "home": "projects/",
    "korean home": "projects/views/ko/overview/",
    "to do": "projects/views/todo/",
    "projects": "projects/views/projects/",
    "korean board": "projects/views/ko/board/",
    "timeline": "projects/views/timeline/",
    "korean team": "projects/views/ko/team/",
    "health": "projects/views/health/",
    "korean compare": "projects/views/ko/compare/",
    "history": "projects/views/history/",
    "promises": "projects/views/promises/",
    "korean constraints": "projects/views/ko/constraints/",
    "capacity": "projects/views/capacity/",
    "korean risks": "projects/views/ko/risks/",
    "data": "projects/views/data/",
    "english": "projects/subscriber-churn/",
    "korean": "projects/taxi-demand/",
    "review": "projects/weld-defect/review.html",
    "rules": "rules/",
    "rule": "rules/MET04/",
}
"""Their addresses below the site's root, by the name a test is given. A page without words of its own in the address belongs here."""

_PROJECTS = frozenset(name.removesuffix(".md") for name in example_texts())
_RULE = re.compile(r"^[A-Z]{3}\d\d$")


def family(address: str) -> str:
    """What an address has in common with those of other projects, rules and languages: ``projects/*/``."""
    words = address.replace("/views/ko/", "/views/").split("/")
    return "/".join("*" if word in _PROJECTS or _RULE.match(word) else word for word in words)


def unseen(site: BuiltSite) -> set[str]:
    """The families of pages of ours of which ``PAGES`` has none. Review packs, which have no theme, are looked at by a test of their own."""
    built = {family(site.address(name)) for name in site.pages_of_ours if not name.endswith("review.html")}
    return built - {family(address) for address in PAGES.values()}
