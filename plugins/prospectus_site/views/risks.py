"""Risks: how likely, how bad, and who does what about them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from prospectus_site.charts import Head, Tile, heat
from prospectus_site.facts.project import HIGH_RISK
from prospectus_site.marks import badges
from prospectus_site.marks.cells import facets, filters, titled_cell
from prospectus_site.marks.columns import nothing
from prospectus_site.marks.figures import Figure, figures
from prospectus_site.markup import EMPTY, written
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project, Risk
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

LEVELS = 5

_STEP = 5
"""A tint of the heat map for each so much of likelihood times impact."""

_HEADS: dict[str, Text] = {
    "risk": {"en": "Risk", "ko": "위험"},
    "project": {"en": "Project", "ko": "프로젝트"},
    "likelihood": {"en": "Likelihood", "ko": "가능성"},
    "impact": {"en": "Impact", "ko": "영향"},
    "weight": {"en": "L \N{MULTIPLICATION SIGN} I", "ko": "가능성 \N{MULTIPLICATION SIGN} 영향"},
    "mitigation": {"en": "Mitigation", "ko": "대응"},
    "owner": {"en": "Owner", "ko": "담당"},
}
_NO_MITIGATION: Text = {"en": "no mitigation", "ko": "대응 없음"}
_NO_OWNER: Text = {"en": "no owner", "ko": "담당 없음"}
_CHART: Text = {"en": "Risks by likelihood and impact", "ko": "가능성과 영향에 따른 위험"}
_CELL: Text = {"en": "{0}: likelihood {1}, impact {2}", "ko": "{0}건: 가능성 {1}, 영향 {2}"}
_NOTE: Text = {
    "en": "From 1 (low) to 5 (high). The highest product stands first, what is not rated last. Projects that have ended are left out.",
    "ko": "1(낮음)부터 5(높음)까지입니다. 곱이 큰 위험이 먼저, 평가되지 않은 위험이 마지막에 나옵니다. 종료된 프로젝트는 뺐습니다.",
}
_EMPTY: Text = {
    "en": "No project states a risk yet. Add risks to a document, each with likelihood, impact, mitigation and owner.",
    "ko": "아직 위험을 적은 프로젝트가 없습니다. 문서의 risks에 가능성, 영향, 대응, 담당을 적어 보세요.",
}
_STATES: dict[str, Text] = {
    "high": {"en": "high", "ko": "높음"},
    "lower": {"en": "lower", "ko": "높지 않음"},
    "unrated": {"en": "not rated", "ko": "평가 전"},
    "unmitigated": {"en": "without mitigation", "ko": "대응 없음"},
    "unowned": {"en": "without owner", "ko": "담당 없음"},
}
_COUNT: Text = {"en": "risks", "ko": "위험"}
_HIGH: Text = {"en": "high ({0} or more)", "ko": "높음({0} 이상)"}
_UNANSWERED: Text = {"en": "without mitigation", "ko": "대응 없음"}
_UNOWNED: Text = {"en": "without owner", "ko": "담당 없음"}
_UNRATED: Text = {"en": "not rated", "ko": "평가 전"}


def make(portfolio: Portfolio, here: Here) -> Answer:
    """The register of all risks under their heat map."""
    known = [(project, risk) for project in portfolio.active for risk in project.risks]
    known.sort(key=lambda one: (-one[1].weight, -(one[1].impact or 0)))
    columns = tuple(
        Column(key, here.say(head), "number" if key in {"likelihood", "impact", "weight"} else "text")
        for key, head in _HEADS.items()
    )
    seen: set[str] = set()
    rows = []
    for project, risk in known:
        anchor = _anchor(risk)
        rows.append(_row(project, risk, "" if anchor in seen else anchor, here))
        seen.add(anchor)
    table = Table(
        "risks",
        "",
        columns,
        tuple(rows),
        _heat(known, here),
        here.say(_NOTE) if rows else None,
        here.say(_EMPTY),
        filters(portfolio, _STATES, here),
    )
    return Answer((table,), _lead([risk for _, risk in known], here))


def _anchor(risk: Risk) -> str:
    """The place in the register where the risks of one square begin."""
    return f"risk-{risk.likelihood}-{risk.impact}" if risk.weight else ""


def _row(project: Project, risk: Risk, anchor: str, here: Here) -> Row:
    mitigation, owner = bool(risk.mitigation), bool(risk.owner)
    state = "high" if risk.is_high else "lower" if risk.weight else "unrated"
    lacks = [word for word, has in (("unmitigated", mitigation), ("unowned", owner)) if not has]
    cells = (
        Cell(risk.text or risk.id, written(risk.text or risk.id)),
        titled_cell(project, here),
        Cell(risk.likelihood) if risk.likelihood else nothing(),
        Cell(risk.impact) if risk.impact else nothing(),
        Cell(risk.weight, str(risk.weight), "bad" if state == "high" else "") if risk.weight else nothing(),
        Cell(risk.mitigation, written(risk.mitigation) if mitigation else badges.chip(here.say(_NO_MITIGATION), "bad")),
        Cell(risk.owner, written(risk.owner) if owner else badges.chip(here.say(_NO_OWNER), "warn")),
    )
    return Row(cells, anchor, facets={**facets(project, (state, *lacks)), "owner": risk.owner})


def _heat(known: Sequence[tuple[Project, Risk]], here: Here) -> Markup:
    """Impact across, likelihood upward; each square leads to its first risk in the register."""
    counts = Counter((risk.likelihood, risk.impact) for _, risk in known if risk.weight)
    if not counts:
        return EMPTY
    tiles = []
    for likelihood in range(1, LEVELS + 1):
        for impact in range(1, LEVELS + 1):
            count = counts[likelihood, impact]
            title = here.say(_CELL).format(count, likelihood, impact)
            step = -(-likelihood * impact // _STEP) if count else 0
            url = f"#risk-{likelihood}-{impact}" if count else None
            tiles.append(Tile(LEVELS - likelihood, impact - 1, count, step, title, url))
    return heat(
        [Head(str(level)) for level in range(LEVELS, 0, -1)],
        [Head(str(level)) for level in range(1, LEVELS + 1)],
        tiles,
        here.say(_CHART),
        title=here.say(_CHART),
        names=(here.say(_HEADS["likelihood"]), here.say(_HEADS["impact"])),
        least=56,
    )


def _lead(risks: Sequence[Risk], here: Here) -> Markup:
    if not risks:
        return EMPTY
    return figures(
        (
            Figure(str(len(risks)), here.say(_COUNT)),
            Figure(str(sum(risk.is_high for risk in risks)), here.say(_HIGH).format(HIGH_RISK), "bad"),
            Figure(str(sum(not risk.mitigation for risk in risks)), here.say(_UNANSWERED), "bad"),
            Figure(str(sum(not risk.owner for risk in risks)), here.say(_UNOWNED), "warn"),
            Figure(str(sum(not risk.weight for risk in risks)), here.say(_UNRATED), "warn"),
        )
    )


VIEW = View(
    id="risks",
    entry="limits",
    title={"en": "Risks", "ko": "위험"},
    question={
        "en": "What could go wrong, and who does what about it?",
        "ko": "무엇이 잘못될 수 있고, 누가 어떻게 대응하는가?",
    },
    make=make,
)
