"""The table of all projects."""

from __future__ import annotations

import re

from support.samples import example_texts
from support.shown_views import page, tables
from support.site_pages import site_of

SITE = site_of(example_texts())
ROWS = {row["project"]: row for row in tables(SITE, "projects")["projects"]}


def test_every_project_has_a_row():
    assert ROWS.keys() == {project.id for project in SITE.portfolio.projects}


def test_a_row_tells_stage_promise_and_how_much_of_each_limit_is_used():
    assert ROWS["weld-defect"] == {
        "project": "weld-defect",
        "stage": "action",
        "status": "approved",
        "verdict": "go",
        "owner": "한비드",
        "metric": "불량 이음 재현율",
        "measured": 0.974,
        "target": 0.975,
        "promise": "short",
        "next_review": "2027-02-19",
        "findings": 0,
        "budget": 0.2813,
        "latency": 0.2656,
        "capacity": 0.085,
        "task": ["detection"],
        "serving": "edge",
        "updated": "2026-11-20",
    }


def test_what_is_not_stated_is_null():
    row = ROWS["bike-rebalancing"]
    assert {key for key, value in row.items() if value is None} >= {"metric", "target", "promise", "budget", "capacity"}


def test_stages_are_sorted_by_the_lifecycle_and_not_by_their_titles():
    orders = re.findall(r'data-value="(\d)">(Situation|Retired|Project design)<', page(SITE, "projects"))
    assert {(title, order) for order, title in orders} == {
        ("Situation", "0"),
        ("Project design", "2"),
        ("Retired", "6"),
    }


def test_a_share_over_one_says_so_in_words():
    text = example_texts()["weld-defect.md"]
    edited = re.sub(r"online_ms: \d+", "online_ms: 40", text, count=1)
    assert edited != text
    site = site_of({"weld-defect.md": edited})
    assert tables(site, "projects")["projects"][0]["latency"] > 1
    assert "over" in page(site, "projects")
    assert "초과" in page(site, "projects", "ko")


def test_no_mail_address_is_shown():
    assert "example.com" not in page(SITE, "projects")


def test_a_row_carries_the_id_by_which_people_look_for_a_project():
    found = set(re.findall(r'<tr [^>]*data-id="([^"]*)"', page(SITE, "projects")))
    assert found == ROWS.keys()
