"""Links of the overview that choose among its projects. Without the script they lead to where the same is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from prospectus_site.addresses.anchors import table_anchor
from prospectus_site.markup import tag

if TYPE_CHECKING:
    from prospectus_site.addresses.here import Here
    from prospectus_site.markup import Content, Markup

PROJECTS = "projects"
"""The table of all projects."""


def choice(content: Content, key: str, value: str, href: str = f"#{table_anchor(PROJECTS)}") -> Markup:
    """A link that shows the projects with this value of a facet; an empty value shows all."""
    chosen = urlencode({key: value}) if value else ""
    return tag("a", content, href=href, **{"data-prospectus-choose": chosen})


def stage_address(stage: str, here: Here) -> str:
    """Where the projects of a stage stand together: in the board, where it is published."""
    if ("board", here.view_lang) in here.addresses.views:
        return here.view_url("board", anchor=f"stage-{stage}")
    return f"#{table_anchor(PROJECTS)}"
