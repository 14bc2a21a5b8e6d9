"""The view of promises: what misses its target stands first, and only comparable values are ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from prospectus_site.tables.table import table_csv, table_data, table_html
from prospectus_site.views.promises import VIEW
from support.site_pages import HOSTILE, document, example_portfolio, here, portfolio_of

if TYPE_CHECKING:
    from prospectus_site.tables.table import Table
    from prospectus_site.views.view import Answer


def metric(**facts: Any) -> dict[str, Any]:
    return {"id": "m", "name": "Recall", "kind": "model", "direction": "max", "unit": "ratio", **facts}


def value(number: float, phase: str = "offline", day: str = "2026-11-01", **facts: str) -> dict[str, Any]:
    return {"value": number, "date": day, "phase": phase, **facts}


def answer(lang: str = "en", **projects: dict[str, Any]) -> Answer:
    portfolio = portfolio_of({f"{name}.md": document(name, facts) for name, facts in projects.items()})
    return VIEW.make(portfolio, here(portfolio, lang))


def table(found: Answer, name: str) -> Table:
    return next(one for one in found.tables if one.id == name)


def test_the_example_portfolio_names_what_misses_its_target_in_service() -> None:
    portfolio = example_portfolio()
    found = VIEW.make(portfolio, here(portfolio))
    rows = table_data(table(found, "promises"))
    missed = [(row["project"], row["metric"]) for row in rows if row["promise"] == "short"]
    assert missed == [("weld-defect", "seam-recall"), ("support-answers", "reopen-rate"), ("weld-defect", "escape-ppm")]
    assert rows[0]["metric"] == "seam-recall"
    assert "missed by 0.001" in found.lead
    assert "0.974 for a target of 0.975" in found.lead


def test_old_evidence_is_marked() -> None:
    old = metric(target=0.5, measured=[value(0.6, day="2026-08-01")])
    found = answer(a={"metrics": [old]})
    [row] = table(found, "promises").rows
    assert row.facets["state"] == "kept\nstale"
    assert "old" in table_html(table(found, "promises"), "t")
    [row] = table(answer(a={"metrics": [metric(target=0.5, measured=[value(0.6)])]}), "promises").rows
    assert row.facets["state"] == "kept"


@pytest.mark.parametrize(
    ("facts", "promise"),
    [
        ({"target": 0.5, "measured": [value(0.4, "online")]}, "short"),
        ({"target": 0.5, "measured": [value(0.4)]}, "short-offline"),
        ({"target": 0.5}, "unmeasured"),
        ({"measured": [value(0.4)]}, "none"),
        ({"target": 0.5, "measured": [value(0.4), value(0.6, "online")]}, "kept"),
    ],
)
def test_a_promise_is_told(facts: dict[str, Any], promise: str) -> None:
    [row] = table_data(table(answer(a={"metrics": [metric(**facts)]}), "promises"))
    assert row["promise"] == promise


def dataset(version: str = "1") -> dict[str, Any]:
    return {"datasets": [{"id": "golden", "purpose": "golden", "version": version}]}


def test_values_are_ranked_on_one_data_set_only() -> None:
    first = {"metrics": [metric(measured=[value(0.7, dataset="golden")])], "data": dataset()}
    second = {"metrics": [metric(measured=[value(0.9, dataset="golden")])], "data": dataset()}
    found = answer(first=first, second=second)
    rows = table_data(table(found, "comparable"))
    assert [(row["rank"], row["project"]) for row in rows] == [(1, "second"), (2, "first")]
    assert [one.id for one in found.tables] == ["promises", "comparable"]

    other = {**second, "data": dataset("2")}
    found = answer(first=first, second=other)
    assert not table(found, "comparable").rows
    apart = table_data(table(found, "not-comparable"))
    assert [row["why"] for row in apart] == [["version"], ["version"]]
    assert "the version of the data set differs" in table_html(table(found, "not-comparable"), "t")


def test_a_project_that_has_ended_is_not_ranked() -> None:
    facts = {"metrics": [metric(target=1, measured=[value(0.7, "online", dataset="golden")])], "data": dataset()}
    found = answer(a=facts, b={**facts, "status": "rejected"})
    assert not table(found, "comparable").rows
    assert table_data(table(found, "promises"))[-1]["project"] == "b"
    assert found.lead.count("missed by") == 1


def test_without_metrics_it_says_what_to_do() -> None:
    found = answer(a={})
    assert len(found.tables) == 1
    assert "Add metrics" in table_html(found.tables[0], "t")
    assert "metrics" in table_html(answer("ko", a={}).tables[0], "t")


def test_hostile_text_stays_text() -> None:
    hostile = metric(name=HOSTILE, unit=HOSTILE, target=0.5, measured=[value(0.4, "online", dataset=HOSTILE)])
    found = answer(a={"title": HOSTILE, "metrics": [hostile]}, b={"title": HOSTILE, "metrics": [hostile]})
    for one in found.tables:
        page = found.lead + table_html(one, "t")
        assert "<script" not in page
        assert "<img" not in page
        assert table_csv(one)
