"""The stage of a project as seven equal steps, of which as many are filled as it has reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.charts import steps
from prospectus_site.marks.badges import stage_order, stage_title
from prospectus_site.markup import tag

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_SAID: Text = {"en": "Stage {0} of {1}: {2}", "ko": "{1}단계 중 {0}단계: {2}"}


def stepper(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """The steps, what the stage is called, and its number; without a stage the words alone."""
    stages = portfolio.lifecycle.stages
    at = stage_order(project, portfolio.lifecycle)
    title = tag("strong", stage_title(project, portfolio.lifecycle, here.lang))
    if at < 0:
        return tag("p", title, class_="prospectus-stage")
    titles = [here.say(stage.title) for stage in stages.values()]
    said = here.say(_SAID).format(at + 1, len(titles), titles[at])
    bar = tag("span", steps(titles, at, said, title=said), class_="prospectus-stepper")
    return tag("p", bar, " ", title, " ", tag("small", f"{at + 1}/{len(titles)}"), class_="prospectus-stage")
