"""The pipeline: how many projects stand at each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.addresses.anchors import PIPELINE
from prospectus_site.markup import EMPTY, tag
from prospectus_site.views.overview.links import choice, stage_address

if TYPE_CHECKING:
    from prospectus.contract.lifecycle import Stage
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Pipeline", "ko": "단계별 현황"}
_ENDED: Text = {"en": "{0} ended", "ko": "{0}개 종료"}
_NO_STAGE: tuple[Text, Text] = (
    {"en": "1 more has no stage that we know.", "ko": "단계를 알 수 없는 프로젝트가 1개 더 있습니다."},
    {"en": "{0} more have no stage that we know.", "ko": "단계를 알 수 없는 프로젝트가 {0}개 더 있습니다."},
)


def pipeline(portfolio: Portfolio, here: Here) -> Markup:
    """One equal segment for each stage, with its number of projects; together they are all."""
    stages = portfolio.lifecycle.stages.values()
    at: dict[str, list[Project]] = {stage.id: [] for stage in stages}
    others = 0
    for project in portfolio.projects:
        if project.record.stage in at:
            at[project.record.stage].append(project)
        else:
            others += 1
    segments = [_segment(stage, at[stage.id], here) for stage in stages]
    rest = tag("p", here.say(_NO_STAGE[others != 1]).format(others), class_="prospectus-note") if others else EMPTY
    head = tag("h2", here.say(_TITLE), id=PIPELINE)
    return tag("section", head, tag("ol", segments, class_="prospectus-pipeline"), rest)


def _segment(stage: Stage, projects: list[Project], here: Here) -> Markup:
    ended = sum(project.record.has_ended for project in projects)
    small = tag("small", here.say(_ENDED).format(ended)) if 0 < ended < len(projects) else EMPTY
    content = [tag("strong", len(projects)), " ", tag("span", here.say(stage.title)), " ", small]
    if not projects:
        return tag("li", tag("span", content, class_="none"))
    return tag("li", choice(content, "stage", stage.id, stage_address(stage.id, here)))
