"""To do: what would you do on Monday? By person, what is wrong, late or due soon, and the next thing to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.addresses.anchors import AHEAD, FINDINGS
from prospectus_site.marks.columns import HEADS
from prospectus_site.marks.matter_words import KINDS, kind_chip, kind_of, since, text_of, told
from prospectus_site.markup import EMPTY, joined, tag
from prospectus_site.portfolio.matters import KINDS as ORDER
from prospectus_site.portfolio.matters import SOON, matters
from prospectus_site.tables.filters import Facet, facet_value
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.matters import Matter
    from prospectus_site.portfolio.portfolio import Portfolio

_HEADS: dict[str, Text] = {
    "person": {"en": "Person", "ko": "담당자"},
    "project": HEADS["project"],
    "kind": {"en": "Kind", "ko": "종류"},
    "what": {"en": "What", "ko": "내용"},
    "day": {"en": "Since, or due", "ko": "시작일 또는 기한"},
    "line": {"en": "Source", "ko": "원문"},
}
_NOBODY: Text = {"en": "Nobody named", "ko": "담당자 없음"}
_LINE: Text = {"en": "line {0}", "ko": "{0}행"}
_EMPTY: Text = {
    "en": "Nothing is to do: nothing is late or due within {0} days, and no document lacks what its next stage asks for.",
    "ko": "할 일이 없습니다. 늦었거나 {0}일 안에 기한이 되는 것도, 다음 단계에 필요한데 빠진 것도 없습니다.",
}
_NOTE: Text = {
    "en": "What is wrong or late comes first, then what is due within {0} days, then the next thing to write for each document.",
    "ko": "잘못되었거나 늦은 것이 먼저, 그다음은 {0}일 안에 기한이 되는 것, 마지막은 문서마다 다음에 쓸 것입니다.",
}
ANCHORS = {"errors": FINDINGS, "unreadable": FINDINGS, "fix": AHEAD}
"""Where on the project's page a kind of matter is shown; the top of the page for the others."""


def make(portfolio: Portfolio, here: Here) -> Answer:
    """What is to do, one row for each matter, grouped by person: who has the most urgent comes first."""
    found = [one for project in portfolio.projects for one in matters(project, portfolio.today)]
    people = {one.who for one in found}
    urgency = {who: sum(one.is_urgent for one in found if one.who == who) for who in people}
    found.sort(key=lambda one: (not one.who, -urgency[one.who], one.who.casefold(), one.who, not one.is_urgent))
    columns = (
        Column("person", here.say(_HEADS["person"]), "group"),
        Column("project", here.say(_HEADS["project"])),
        Column("kind", here.say(_HEADS["kind"])),
        Column("what", here.say(_HEADS["what"])),
        Column("day", here.say(_HEADS["day"]), "date"),
        Column("line", here.say(_HEADS["line"]), "number"),
    )
    rows = tuple(_row(one, portfolio, here) for one in found)
    filters = (
        Facet("who", here.say(_HEADS["person"])),
        Facet("kind", here.say(_HEADS["kind"]), {kind: here.say(KINDS[kind]) for kind in ORDER}),
    )
    table = Table(
        "todo",
        "",
        columns,
        rows,
        note=here.say(_NOTE).format(SOON),
        empty=here.say(_EMPTY).format(SOON),
        filters=filters,
    )
    return Answer((table,))


def _row(one: Matter, portfolio: Portfolio, here: Here) -> Row:
    return Row(
        (
            Cell(one.who),
            Cell(one.project.id, here.project(one.project, anchor=ANCHORS.get(one.kind, ""))),
            Cell(one.kind, kind_chip(one, here)),
            Cell(text_of(one, here) or kind_of(one, here), told(one, here)),
            Cell(one.day.isoformat() if one.day else None, since(one, portfolio.today, here)),
            Cell(one.line or None, _line(one, here)),
        ),
        group=one.who or here.say(_NOBODY),
        facets={"who": facet_value([one.who]), "kind": one.kind},
    )


def _line(one: Matter, here: Here) -> Markup:
    """Where in the document it stands."""
    if not one.line:
        return EMPTY
    words, url = here.say(_LINE).format(one.line), here.source_url(one.project.name, one.line)
    return tag("a", words, href=url) if url else joined([words])


VIEW = View(
    id="todo",
    entry="overview",
    title={"en": "To do", "ko": "할 일"},
    question={
        "en": "What would you do on Monday, and who is it for?",
        "ko": "월요일에 누가 무엇부터 해야 하는가?",
    },
    make=make,
)
