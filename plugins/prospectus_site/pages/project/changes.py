"""What changed in a project since its last review, in a few lines for its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.addresses.anchors import CHANGES
from prospectus_site.history.moved import net, since_review
from prospectus_site.history.wording import changes_in_words, limits
from prospectus_site.marks.terms import metric_names, state_names
from prospectus_site.markup import EMPTY, joined, tag, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.history.changes import Change
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

MOST = 8
"""So many lines are shown; the others are counted, and stand in the history of all."""

_SINCE: Text = {"en": "Changes since the last review", "ko": "마지막 검토 이후 변경"}
_ALL: Text = {"en": "Newest changes", "ko": "최근 변경"}
_REVIEWED: Text = {"en": "Last review, as the history shows it:", "ko": "이력에 나타난 마지막 검토일:"}
_NO_REVIEW: Text = {
    "en": "The history shows no review yet: neither the status went on nor the next review was moved.",
    "ko": "이력에 검토가 아직 나타나지 않습니다. 상태가 진행되거나 다음 검토일이 바뀐 적이 없습니다.",
}
_NONE: Text = {
    "en": "Since {0}, no commit has changed its stage, its status, its targets or its measured values.",
    "ko": "{0} 이후 단계, 상태, 목표, 측정값을 바꾼 커밋이 없습니다.",
}
_MORE: Text = {"en": "{0} more", "ko": "외 {0}건"}
_HISTORY: Text = {"en": "History of all projects", "ko": "전체 변경 이력"}


def changes_since_review(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """The block of a project's page; empty where nobody asked for a history."""
    history = portfolio.history.documents.get(project.name) if portfolio.history is not None else None
    if history is None:
        return EMPTY
    day, events = since_review(history)
    told = [tag("p", text, class_="prospectus-note") for text in limits(history, here.lang)]
    if history.state == "read":
        since = day or (history.since or "")[:10]
        told = [
            tag("p", _reviewed(day, here), class_="prospectus-note"),
            _lines(net(events), since, project, portfolio, here),
            *told,
        ]
    title = here.say(_SINCE if day is not None else _ALL)
    more = tag("p", tag("a", here.say(_HISTORY), href=here.view_url("history", anchor="since")))
    return tag("section", tag("h2", title, id=CHANGES), told, more, class_="prospectus-changes", lang=here.lang)


def _reviewed(day: str | None, here: Here) -> Markup:
    """The day of a review in a sentence."""
    if day is None:
        return joined([here.say(_NO_REVIEW)])
    return joined([here.say(_REVIEWED), tag("time", day, datetime=day)])


def _lines(changes: Sequence[Change], since: str, project: Project, portfolio: Portfolio, here: Here) -> Markup:
    if not changes:
        return tag("p", here.say(_NONE).format(since))
    newest = changes[::-1]
    names = state_names(portfolio.lifecycle, here.lang)
    lines = changes_in_words(newest[:MOST], here.lang, names, metric_names(project))
    items = [tag("li", written(line)) for line in lines]
    if len(newest) > MOST:
        items.append(tag("li", here.say(_MORE).format(len(newest) - MOST)))
    return tag("ul", items)
