"""The other projects that use a data set of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.markup import joined, tag
from prospectus_site.portfolio.catalogue import dataset_anchor

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

MORE: Text = {"en": "and {0} more", "ko": "외 {0}개"}
MOST_SHARING = 8
"""So many projects that share a data set are named on a page; the view of data names all."""


def sharing_links(dataset: str, project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """Links to them: some of them where there are many, and how many more the view of data has."""
    others = portfolio.sharing(dataset, project)
    named = [here.project(other) for other in others[:MOST_SHARING]]
    if len(others) > MOST_SHARING:
        url = here.view_url("data", anchor=dataset_anchor(dataset))
        named.append(tag("a", here.say(MORE).format(len(others) - MOST_SHARING), href=url))
    return joined(named, ", ")
