"""The timeline: which dates a project has, and which of them are late."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from prospectus_site.views.timeline import SHOWN_PAST, events
from support.samples import TODAY, example_texts
from support.shown_views import page, tables
from support.site_pages import site_of

TEXTS = example_texts()
SITE = site_of(TEXTS)


def found(name: str, today: date) -> dict[tuple[str, str], str]:
    project = SITE.portfolio.by_id[name]
    return {(event.kind, event.day.isoformat()): event.state for event in events(project, today)}


def test_the_dates_of_a_project():
    days = found("weld-defect", TODAY)
    assert days["deployment", "2026-09-28"] == "past"
    assert days["review", "2027-02-19"] == "ahead"
    assert days["increment", "2026-12-11"] == "ahead"
    assert days["increment", "2026-03-02"] == "past"


def test_a_review_is_late_on_the_day_after():
    assert found("weld-defect", date(2027, 2, 19))["review", "2027-02-19"] == "ahead"
    assert found("weld-defect", date(2027, 2, 20))["review", "2027-02-19"] == "late"


def test_a_deadline_is_late_only_before_the_project_is_in_service():
    later = date(2030, 1, 1)
    assert {state for (kind, _), state in found("weld-defect", later).items() if kind == "deadline"} == {"past"}
    assert {state for (kind, _), state in found("subscriber-churn", later).items() if kind == "deadline"} == {"late"}


@pytest.mark.parametrize("name", ["popular-items", "refund-routing"])
def test_of_what_has_ended_nothing_is_late(name: str):
    assert set(found(name, date(2030, 1, 1)).values()) <= {"past"}


def test_an_open_follow_up_says_so():
    text = TEXTS["taxi-demand.md"]
    edited = text.replace("status: done", "status: open", 1).replace("status: closed", "status: open", 1)
    site = site_of({"taxi-demand.md": edited})
    states = {row["state"] for row in tables(site, "timeline")["timeline"] if row["what"] == "follow-up"}
    assert "open" in states
    assert ">open</span>" in page(site, "timeline")


def test_late_dates_come_first_then_what_is_ahead_then_the_newest_past():
    rows = tables(site_of(TEXTS, today=TODAY + timedelta(days=120)), "timeline")["timeline"]
    order = [{"open": "past"}.get(row["state"], row["state"]) for row in rows]
    assert order == sorted(order, key=["late", "ahead", "past"].index)
    by_state = {state: [row["date"] for row in rows if row["state"] == state] for state in ("late", "ahead", "past")}
    assert by_state["late"]
    assert by_state["late"] == sorted(by_state["late"])
    assert by_state["ahead"] == sorted(by_state["ahead"])
    assert by_state["past"] == sorted(by_state["past"], reverse=True)


def test_what_is_late_is_named_first_with_whose_it_is():
    assert "prospectus-named" not in page(SITE, "timeline")
    shown = page(site_of(TEXTS, today=TODAY + timedelta(days=120)), "timeline")
    late = shown[shown.index('class="prospectus-named"') : shown.index("<svg")]
    churn = next(line for line in late.split("<li>") if "subscriber-churn" in line)
    assert all(word in churn for word in ("deadline", "Dana Kim", "2026-12-31", "days late"))


def test_the_chart_shows_what_is_near():
    shown = page(SITE, "timeline")
    assert "<svg" in shown
    drawn = re.findall(r"<title>(\d{4}-\d\d-\d\d),", shown)
    assert drawn
    assert all(abs((date.fromisoformat(day) - TODAY).days) <= 270 for day in drawn)


def test_a_large_portfolio_lists_its_newest_past_dates():
    text = TEXTS["weld-defect.md"]
    many = site_of({f"{number}.md": text.replace("id: weld-defect", f"id: w-{number}") for number in range(60)})
    rows = tables(many, "timeline")["timeline"]
    assert sum(row["state"] == "past" for row in rows) == SHOWN_PAST
    assert f"Only the newest {SHOWN_PAST} of" in page(many, "timeline")
