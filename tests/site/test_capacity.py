"""The view of capacity and cost: what would not carry twice its load; amounts of different currencies are never added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus_site.tables.table import table_data, table_html
from prospectus_site.views.capacity import VIEW
from support.site_pages import HOSTILE, document, example_portfolio, here, portfolio_of

if TYPE_CHECKING:
    from prospectus_site.tables.table import Table
    from prospectus_site.views.view import Answer


def answer(lang: str = "en", **projects: dict[str, Any]) -> Answer:
    portfolio = portfolio_of({f"{name}.md": document(name, facts) for name, facts in projects.items()})
    return VIEW.make(portfolio, here(portfolio, lang))


def table(found: Answer, name: str) -> Table:
    return next(one for one in found.tables if one.id == name)


def test_the_example_portfolio_names_what_would_not_carry_twice_its_load() -> None:
    portfolio = example_portfolio()
    found = VIEW.make(portfolio, here(portfolio))
    services = table_data(table(found, "capacity"))
    assert [row["project"] for row in services if not row["doubled"]] == ["formula-ocr"]
    assert services[0]["arithmetic"] == "4 replicas x 2 copies x 1 at a time / 0.24 s = 33.33 QPS"
    runs = table_data(table(found, "batch"))
    assert [row["project"] for row in runs if not row["doubled"]] == ["taxi-demand"]
    assert "needs 6 replicas, has 4" in found.lead
    assert "taxi-demand" in found.lead


def test_a_pipeline_begins_where_the_models_before_it_end() -> None:
    portfolio = example_portfolio()
    rows = table_data(table(VIEW.make(portfolio, here(portfolio)), "pipelines"))
    starts = {row["model"]: (row["start"], row["critical"]) for row in rows}
    assert starts["generator"] == (120, True)
    assert starts["keep-model"] == (0, False)


def costs(amount: float, currency: str, period: str = "year") -> dict[str, Any]:
    return {"constraints": {"costs": [{"what": "x", "amount": amount, "period": period, "currency": currency}]}}


def test_each_currency_has_a_sum_of_its_own() -> None:
    found = answer(a=costs(10, "EUR"), b=costs(20, "EUR", "once"), c=costs(3000, "KRW"))
    totals = {row["currency"]: row for row in table_data(table(found, "totals"))}
    assert [(totals[one]["yearly"], totals[one]["once"], totals[one]["first_year"]) for one in ("EUR", "KRW")] == [
        (10, 20, 30),
        (3000, 0, 3000),
    ]


def test_the_labels_of_a_shared_data_set_are_paid_once() -> None:
    labels = {"id": "golden", "purpose": "golden", "cost": {"amount": 70, "currency": "EUR"}}
    facts = {"data": {"datasets": [labels]}}
    found = answer(a=facts, b=facts, c={"data": {"datasets": [{**labels, "id": "other"}]}})
    assert [row["once"] for row in table_data(table(found, "costs"))] == [70, 70, 70]
    assert [row["once"] for row in table_data(table(found, "totals"))] == [140]


def test_a_value_is_held_against_what_is_spent_once() -> None:
    value = {"business": {"value_estimate": {"amount": 30, "currency": "EUR", "period": "year"}}}
    once = {"what": "x", "amount": 40, "period": "once", "currency": "EUR"}
    yearly = {"what": "y", "amount": 10, "period": "year", "currency": "EUR"}
    [row] = table_data(table(answer(a={**value, "constraints": {"costs": [once, yearly]}}), "costs"))
    assert (row["value"], row["payback"], row["first_year"]) == (30, 2, 50)
    never = answer(a={**value, "constraints": {"costs": [once, {**yearly, "amount": 30}]}})
    assert "never" in table_html(table(never, "costs"), "t")


def test_what_has_ended_is_left_out() -> None:
    found = answer(a={**costs(10, "EUR"), "status": "rejected"})
    assert [one.id for one in found.tables] == ["capacity", "costs"]
    assert "No project states a cost" in table_html(found.tables[1], "t")


def test_a_cycle_of_models_is_drawn_by_nobody() -> None:
    models = [
        {"id": "a", "processing_ms": 1, "depends_on": ["b"]},
        {"id": "b", "processing_ms": 1, "depends_on": ["a"]},
    ]
    assert [one.id for one in answer(x={"models": models}).tables] == ["capacity", "costs"]


def test_hostile_text_stays_text() -> None:
    models = [{"id": HOSTILE, "processing_ms": 10}, {"id": "b", "processing_ms": 5}]
    found = answer(a={"title": HOSTILE, "models": models, **costs(1, HOSTILE)})
    assert [one.id for one in found.tables] == ["capacity", "pipelines", "costs", "totals"]
    for one in found.tables:
        page = found.lead + str(one.chart or "") + table_html(one, "t")
        assert "<script" not in page
        assert "<img" not in page
