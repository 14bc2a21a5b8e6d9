"""The view of constraints: how much of each limit is used, and what is missing though due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus_site.tables.table import table_csv, table_data, table_html
from prospectus_site.views.constraints import VIEW
from support.site_pages import HOSTILE, document, example_portfolio, here, portfolio_of

if TYPE_CHECKING:
    from prospectus_site.views.view import Answer


def answer(lang: str = "en", stage: str = "action", **projects: dict[str, Any]) -> Answer:
    portfolio = portfolio_of({f"{name}.md": document(name, facts, stage) for name, facts in projects.items()})
    return VIEW.make(portfolio, here(portfolio, lang))


def test_the_example_portfolio_shows_its_headroom() -> None:
    portfolio = example_portfolio()
    found = VIEW.make(portfolio, here(portfolio))
    rows = {row["project"]: row for row in table_data(found.tables[0])}
    assert rows["subscriber-churn"]["budget_used"] == 15_200_000
    assert rows["taxi-demand"]["time_ms"] == 12, "what is read was predicted before: nobody waits for the batch run"
    assert rows["feed-ranking"]["time_ms"] == 31, "a limit in the 95th percentile is held against a 95th percentile"
    assert "bike-rebalancing" not in rows, "nothing is stated, and nothing is due"
    classes = {row["project"]: row for row in table_data(found.tables[1])}
    assert "drivers" not in str(classes["subscriber-churn"]["affected"])
    assert str(classes["leaf-disease-camera"]["privacy"]).startswith("기기 안에 7일")


def test_what_uses_most_of_a_limit_stands_first() -> None:
    def spends(amount: int) -> dict[str, Any]:
        budget = {"amount": 100, "currency": "EUR", "period": "year"}
        return {"constraints": {"budget": budget, "costs": [{"what": "x", "amount": amount, "period": "year"}]}}

    found = answer(low=spends(10), over=spends(200), tight=spends(90))
    rows = found.tables[0].rows
    assert [row.cells[0].value for row in rows] == ["over", "tight", "low"]
    assert [row.facets["state"] for row in rows] == ["over", "tight", "roomy"]
    assert [table_data(found.tables[0])[0][key] for key in ("budget_share", "budget_used", "currency")] == [
        2.0,
        200,
        "EUR",
    ]


def test_a_constraint_is_missing_only_where_it_is_due() -> None:
    stated = {"constraints": {"environment": ["cloud"], "privacy": {"personal_data": False}}}
    [row] = table_data(answer(stage="design", a=stated).tables[1])
    assert row["environment"] == "cloud"
    assert row["ethics"] == ""
    assert row["decision_threshold"] is None
    page = table_html(answer(stage="design", a=stated).tables[1], "t")
    assert "no personal data" in page
    assert "missing" in page
    early = answer(stage="problem", a=stated)
    assert "missing" not in table_html(early.tables[1], "t")
    ended = answer(stage="design", a={**stated, "status": "rejected"})
    assert "missing" not in table_html(ended.tables[1], "t")
    placeholder = answer(stage="design", a={"constraints": {"environment": ["TBD"]}})
    assert table_data(placeholder.tables[1])[0]["environment"] == ""


def test_a_late_deadline_counts_only_before_the_service() -> None:
    late = {"constraints": {"schedule": {"deadline": "2026-11-01"}}}
    assert "22 days late" in table_html(answer(stage="design", a=late).tables[0], "t")
    served = {**late, "deployment": {"date": "2026-10-01"}}
    assert "late" not in table_html(answer(a=served).tables[0], "t")


def test_without_constraints_it_says_what_to_do() -> None:
    assert "due from the design stage" in table_html(answer(stage="situation", a={}).tables[0], "t")


def test_hostile_text_stays_text() -> None:
    stated = {
        "budget": {"amount": 1, "currency": HOSTILE, "period": HOSTILE},
        "environment": [HOSTILE],
        "ethics": {"issues": [HOSTILE]},
    }
    found = answer(a={"title": HOSTILE, "constraints": stated})
    for one in found.tables:
        page = found.lead + table_html(one, "t")
        assert "<script" not in page
        assert "<img" not in page
        assert table_csv(one)
