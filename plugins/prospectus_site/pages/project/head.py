"""The head of a project's page: where it stands, what comes next, and the whole of it in a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.addresses.addresses import review_url
from prospectus_site.addresses.anchors import AHEAD
from prospectus_site.marks.badges import chip, day, due, owner, status_chip, verdict_chip
from prospectus_site.marks.columns import HEADS
from prospectus_site.marks.stage_progress import stage_progress
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.pages.project.checklist import checklist
from prospectus_site.pages.project.findings import findings_list
from prospectus_site.pages.project.lines import lines
from prospectus_site.pages.review_pack import has_review
from prospectus_site.views.all import ENTRIES, HOME, entry_views

if TYPE_CHECKING:
    from collections.abc import Collection

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_OWNER: Text = HEADS["owner"]
_REVIEW: Text = HEADS["next_review"]
_PACK: Text = {"en": "Review pack", "ko": "검토 자료"}
_ENDED: Text = {"en": "Ended", "ko": "종료"}
_REPLACED: Text = {"en": "replaced by", "ko": "다음으로 대체:"}
_UNREAD: Text = {
    "en": "The front matter cannot be read; what is known of this project is shown.",
    "ko": "프런트 매터를 읽을 수 없어 알 수 있는 내용만 보여 줍니다.",
}


def head(project: Project, portfolio: Portfolio, here: Here, beside: Collection[int]) -> Markup:
    """The head of a page; ``beside`` are the findings that stand in the text."""
    has_ended = project.record.has_ended
    return tag(
        "header",
        _crumbs(project, here),
        tag("h1", written(project.title)),
        tag(
            "div",
            stage_progress(project, portfolio, here),
            checklist(project, here),
            class_="prospectus-where",
            id=AHEAD,
        ),
        _state(project, portfolio, here),
        _ending(project, portfolio, here) if has_ended else EMPTY,
        tag("p", here.say(_UNREAD), class_="prospectus-note") if not project.record.is_readable else EMPTY,
        lines(project, portfolio, here),
        findings_list(project, here, beside),
        class_="prospectus-head ended" if has_ended else "prospectus-head",
        lang=here.lang,
    )


def _crumbs(project: Project, here: Here) -> Markup:
    views = entry_views("projects")
    view, title = (views[0], ENTRIES["projects"]) if views else (HOME, HOME.title)
    back = tag("a", f"← {here.say(title)}", href=here.view_url(view.id))
    where = tag("span", back, " ", tag("code", written(project.id)))
    url = here.url(review_url(here.at)) if has_review(project) else ""
    return tag("p", where, tag("a", here.say(_PACK), href=url) if url else EMPTY, class_="prospectus-crumbs")


def _state(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """Who answers for it, how far its review has come, and when the next one is due."""
    lifecycle, review = portfolio.lifecycle, project.record.review_day
    parts = [
        status_chip(project, lifecycle, here.lang),
        verdict_chip(project, lifecycle, here.lang),
        _labelled(_OWNER, owner(project), here) if project.owner else EMPTY,
        _labelled(_REVIEW, due(review, portfolio.today, here.lang), here)
        if review and not project.record.has_ended
        else EMPTY,
    ]
    shown = joined(parts, " ")
    return tag("p", shown, class_="prospectus-state") if shown else EMPTY


def _labelled(title: Text, content: Markup, here: Here) -> Markup:
    return tag("span", tag("small", here.say(title)), " ", content)


def _ending(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """When and why a project ended, and what took its place."""
    ending = project.retirement
    successor = (ending.replaced_by if ending else "") or project.superseded_by
    other = portfolio.by_id.get(successor)
    link = here.project(other) if other is not None else written(successor)
    parts = [
        chip(here.say(_ENDED), "ended"),
        day(ending.day) if ending else EMPTY,
        written(ending.reason) if ending else EMPTY,
        html([here.say(_REPLACED), " ", link]) if successor else EMPTY,
    ]
    return tag("p", joined(parts, " "), class_="prospectus-ending")
