"""What needs attention: the most severe first, with who is asked and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.addresses.anchors import ATTENTION
from prospectus_site.marks.badges import NOTHING
from prospectus_site.marks.matter_words import kind_chip, since, told
from prospectus_site.markup import EMPTY, html, tag, written
from prospectus_site.portfolio.matters import urgent

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.matters import Matter
    from prospectus_site.portfolio.portfolio import Portfolio

MOST = 8
"""As many fit the first screen; the others are in the view of what is to do."""

_TITLE: Text = {"en": "Needs attention", "ko": "챙길 일"}
_MORE: Text = {"en": "{0} more", "ko": "{0}건 더 보기"}
_ALL: Text = {"en": "Everything to do, by person", "ko": "사람별 할 일 모두 보기"}
_NONE: Text = {
    "en": "Nothing needs attention: no promise is missed in service, no review is overdue, no document has an error.",
    "ko": "지금 챙길 일이 없습니다. 운영 목표 미달도, 기한 지난 검토도, 문서 오류도 없습니다.",
}


def attention(portfolio: Portfolio, here: Here) -> Markup:
    """The section of what needs attention."""
    found = urgent(portfolio)
    head = tag("h2", here.say(_TITLE), id=ATTENTION)
    items = [_item(one, portfolio, here) for one in found[:MOST]]
    body = (
        tag("ul", items, class_="prospectus-attention")
        if items
        else tag("p", here.say(_NONE), class_="prospectus-empty")
    )
    rest = len(found) - MOST
    words = here.say(_MORE).format(rest) if rest > 0 else here.say(_ALL)
    more = tag("p", tag("a", words, href=here.view_url("todo")), class_="more")
    return tag("section", head, body, more)


def _item(one: Matter, portfolio: Portfolio, here: Here) -> Markup:
    about = told(one, here)
    return tag(
        "li",
        tag("p", here.project(one.project), class_="what"),
        tag("p", kind_chip(one, here), " ", about),
        tag(
            "p",
            written(one.who) if one.who else html(NOTHING),
            html([" · ", since(one, portfolio.today, here)]) if one.day else EMPTY,
            class_="who",
        ),
    )
