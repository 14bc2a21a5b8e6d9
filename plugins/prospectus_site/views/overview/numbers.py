"""The portfolio in one sentence of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.addresses.anchors import ATTENTION, SERVICE
from prospectus_site.markup import html, joined, tag
from prospectus_site.portfolio.matters import urgent
from prospectus_site.views.overview.links import choice

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.markup import Content, Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_PROJECTS: tuple[Text, Text] = ({"en": "project", "ko": "개 프로젝트"}, {"en": "projects", "ko": "개 프로젝트"})
_IN_SERVICE: Text = {"en": "in service", "ko": "개 운영 중"}
_KEPT: tuple[Text, Text] = (
    {"en": "{0} of {1} promise kept online", "ko": "운영 목표 {1}건 중 {0}건 달성"},
    {"en": "{0} of {1} promises kept online", "ko": "운영 목표 {1}건 중 {0}건 달성"},
)
_NOT_MEASURED: Text = {"en": "no promise measured online", "ko": "운영 중 측정된 목표 없음"}
_LATE: tuple[Text, Text] = (
    {"en": "review overdue", "ko": "건 검토 기한 지남"},
    {"en": "reviews overdue", "ko": "건 검토 기한 지남"},
)
_NOT_LATE: Text = {"en": "no review overdue", "ko": "기한 지난 검토 없음"}


def numbers(portfolio: Portfolio, here: Here) -> Markup:
    """How many projects there are, how many in service, what they keep of their promises, and what is late."""
    count = len(portfolio.projects)
    serving = sum(project.state == "in-service" for project in portfolio.projects)
    parts: list[Content] = [
        choice(_number(count, here.say(_PROJECTS[count != 1]), here), "state", ""),
        choice(_number(serving, here.say(_IN_SERVICE), here), "state", "in-service", f"#{SERVICE}"),
        _kept(portfolio, here),
    ]
    late = {one.project.name for one in urgent(portfolio) if one.kind == "review"}
    words = _number(len(late), here.say(_LATE[len(late) != 1]), here)
    parts.append(choice(words, "needs", "review", f"#{ATTENTION}") if late else here.say(_NOT_LATE))
    return tag("p", joined([tag("span", part) for part in parts], " · "), class_="prospectus-numbers")


def _number(count: int, words: str, here: Here) -> Markup:
    return html([tag("strong", count), "" if here.lang == "ko" else " ", words])


def _kept(portfolio: Portfolio, here: Here) -> Content:
    """How many of the promises that are measured in service are kept."""
    serving = (project for project in portfolio.projects if project.state == "in-service")
    judged = [promise for project in serving for metric in project.metrics if (promise := metric.promise) in _ONLINE]
    if not judged:
        return here.say(_NOT_MEASURED)
    kept = judged.count("kept")
    words = here.say(_KEPT[len(judged) != 1])
    before, _, after = words.partition("{0}") if here.lang != "ko" else ("", "", "")
    shown = (
        html([before, tag("strong", kept), after.format(0, len(judged))])
        if after
        else html(words.format(kept, len(judged)))
    )
    return tag("a", shown, href=here.view_url("promises"))


_ONLINE = ("kept", "short")
