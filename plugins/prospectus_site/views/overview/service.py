"""What is in service: the promise of each project beside its online value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.addresses.anchors import SERVICE
from prospectus_site.marks.badges import promise_chip
from prospectus_site.marks.metric_chart import metric_bullet
from prospectus_site.markup import EMPTY, html, tag, written
from prospectus_site.views.overview.links import choice

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.metrics import Metric
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

MOST = 10
"""As many fit beside what needs attention; the others are in the list of all projects."""

_TITLE: Text = {"en": "In service", "ko": "운영 중"}
_NOTE: Text = {"en": "online value and target of the metric to be improved", "ko": "개선할 지표의 온라인 값과 목표"}
_TARGET: Text = {"en": "target {0}", "ko": "목표 {0}"}
_NOT_ONLINE: Text = {"en": "not measured online", "ko": "온라인 측정 전"}
_NO_METRIC: Text = {"en": "no metric", "ko": "지표 없음"}
_MORE: Text = {"en": "All {0} in service", "ko": "운영 중인 {0}개 모두 보기"}
_NONE: Text = {
    "en": "Nothing is in service yet. A project gets here with the stage “action” and its deployment.",
    "ko": "아직 운영 중인 프로젝트가 없습니다. 단계가 action이 되고 배포를 적으면 여기에 나옵니다.",
}


def service(portfolio: Portfolio, here: Here) -> Markup:
    """The section of what is in service: those that miss a promise first."""
    found = [project for project in portfolio.projects if project.is_in_service]
    found.sort(key=lambda project: 0 if (shown := shown_metric(project)) and shown.promise == "short" else 1)
    rows = [_row(project, portfolio, here) for project in found[:MOST]]
    head = tag("h2", here.say(_TITLE), id=SERVICE)
    if not rows:
        return tag("section", head, tag("p", here.say(_NONE), class_="prospectus-empty"))
    more = (
        tag("p", choice(here.say(_MORE).format(len(found)), "state", "in-service"), class_="more")
        if len(found) > MOST
        else EMPTY
    )
    return tag("section", head, tag("ul", rows, class_="prospectus-service", aria_label=here.say(_NOTE)), more)


def shown_metric(project: Project) -> Metric | None:
    """The metric that stands for a project in service: the first that misses its target among those to be improved, else its headline."""
    optimised = (metric for metric in project.metrics if metric.role == "optimizing" and metric.promise == "short")
    return next(optimised, None) or project.headline


def _row(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    metric = shown_metric(project)
    lang = here.lang_of(project)
    if metric is None:
        return tag(
            "li", tag("p", here.project(project), class_="what"), tag("p", here.say(_NO_METRIC), class_="numbers")
        )
    online = metric.online.written if metric.online else here.say(_NOT_ONLINE)
    target = here.say(_TARGET).format(metric.target.written) if metric.target else ""
    return tag(
        "li",
        tag("p", here.project(project), class_="what"),
        tag("p", written(metric.called, lang), class_="metric"),
        tag("div", metric_bullet(metric, portfolio.today, here.lang, is_compact=True), class_="chart"),
        tag(
            "div",
            tag("p", tag("strong", online), html([" ", tag("span", target)]) if target else EMPTY),
            tag("p", promise_chip(metric, here.lang)),
            class_="numbers",
        ),
    )
