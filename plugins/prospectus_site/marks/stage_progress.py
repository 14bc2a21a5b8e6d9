"""How far a project is: as many equal segments as there are stages, so that projects compare, and the name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.marks.badges import stage_order, stage_title
from prospectus_site.markup import tag

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_SAID: Text = {"en": "Stage {0} of {1}: {2}", "ko": "{1}단계 중 {0}단계: {2}"}


def stage_progress(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """The segments, the number of its stage, and what that is called; without a stage the words alone."""
    count, at = len(portfolio.lifecycle.stages), stage_order(project, portfolio.lifecycle)
    title = stage_title(project, portfolio.lifecycle, here.lang)
    if at < 0:
        return tag("p", title, class_="prospectus-progress")
    bar = [tag("i", class_="done" if index < at else "current" if index == at else "") for index in range(count)]
    said = here.say(_SAID).format(at + 1, count, title)
    return tag(
        "p",
        tag("span", bar, class_="bar", role="img", aria_label=said),
        tag("span", tag("span", f"{at + 1}/{count} ", class_="at", aria_hidden="true"), title),
        class_="prospectus-progress",
    )
