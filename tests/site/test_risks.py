"""The view of risks: the heat map leads into the register, and what nobody answers for is marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prospectus_site.blocks.risks import BLOCK as RISKS
from prospectus_site.tables.table import table_data, table_html
from prospectus_site.views.compare import VIEW as COMPARE
from prospectus_site.views.risks import VIEW
from support.site_pages import HOSTILE, document, example_portfolio, here, portfolio_of

if TYPE_CHECKING:
    from prospectus_site.views.view import Answer


def answer(lang: str = "en", **projects: dict[str, Any]) -> Answer:
    portfolio = portfolio_of({f"{name}.md": document(name, facts) for name, facts in projects.items()})
    return VIEW.make(portfolio, here(portfolio, lang))


def risk(**facts: Any) -> dict[str, Any]:
    return {
        "id": "r",
        "text": "it rains",
        "likelihood": 3,
        "impact": 4,
        "mitigation": "umbrella",
        "owner": "Kim",
        **facts,
    }


def test_every_square_leads_to_a_row() -> None:
    portfolio = example_portfolio()
    [table] = VIEW.make(portfolio, here(portfolio)).tables
    page = table_html(table, "t")
    linked = set(re.findall(r'href="#(risk-\d-\d)"', str(table.chart)))
    assert linked == set(re.findall(r'id="(risk-\d-\d)"', page))
    assert len(linked) == 7
    assert page.count('id="risk-3-4"') == 1


def test_the_heaviest_stands_first_and_what_is_not_rated_last() -> None:
    risks = [risk(text="unrated", impact=None), risk(text="low", likelihood=1), risk(text="high", likelihood=5)]
    [table] = answer(a={"risks": risks}).tables
    assert [row["risk"] for row in table_data(table)] == ["high", "low", "unrated"]
    assert [row["weight"] for row in table_data(table)] == [20, 4, None]
    assert [row.facets["state"] for row in table.rows] == ["high", "lower", "unrated"]


def test_what_nobody_answers_for_is_marked() -> None:
    [table] = answer(a={"risks": [risk(mitigation="", owner="")]}).tables
    page = table_html(table, "t")
    assert "no mitigation" in page
    assert "no owner" in page
    assert table.rows[0].facets["state"] == "high\nunmitigated\nunowned"


def test_a_high_risk_is_high_in_every_view() -> None:
    portfolio = portfolio_of(
        {"a.md": document("a", {"risks": [risk(likelihood=3, impact=4), risk(likelihood=2, impact=5)]})}
    )
    [project] = portfolio.projects
    page = here(portfolio)
    assert [row.facets["state"] for row in VIEW.make(portfolio, page).tables[0].rows] == ["high", "lower"]
    [compared] = [row for row in table_data(COMPARE.make(portfolio, page).tables[0]) if row["fact"] == "risks"]
    assert compared["a"] == 1
    assert str(RISKS.make(project, portfolio, page)).count(">high</span>") == 1


def test_projects_that_have_ended_are_left_out() -> None:
    [table] = answer(a={"risks": [risk()]}, b={"risks": [risk()], "status": "rejected"}).tables
    assert [row["project"] for row in table_data(table)] == ["a"]
    assert "have ended are left out" in str(table.note)


def test_without_risks_it_says_what_to_do() -> None:
    [table] = answer("ko", a={}).tables
    assert "risks에" in table_html(table, "t")


def test_hostile_text_stays_text() -> None:
    [table] = answer(a={"title": HOSTILE, "risks": [risk(text=HOSTILE, mitigation=HOSTILE, owner=HOSTILE)]}).tables
    page = str(table.chart) + table_html(table, "t")
    assert "<script" not in page
    assert "<img" not in page
