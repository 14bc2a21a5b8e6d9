"""Projects side by side."""

from __future__ import annotations

import re

from prospectus_site.views.compare import FACTS, MOST
from support.samples import example_texts
from support.shown_views import page, tables
from support.site_pages import site_of

TEXTS = example_texts()
SITE = site_of(TEXTS)


def test_a_row_for_each_fact_and_a_column_for_each_project():
    rows = tables(SITE, "compare")["compare"]
    assert [row["fact"] for row in rows] == [fact.key for fact in FACTS]
    assert rows[0].keys() - {"group", "fact"} == {project.id for project in SITE.portfolio.projects}
    by_fact = {row["fact"]: row for row in rows}
    assert by_fact["online"]["weld-defect"] == 0.974
    assert by_fact["owner"]["weld-defect"] == "한비드"
    assert by_fact["personal_data"]["weld-defect"] in {True, False, None}


def test_the_script_finds_the_cells_of_a_project_and_the_form():
    shown = page(SITE, "compare")
    box = shown[shown.index('<div data-prospectus-compare="">') :]
    assert box.count('data-project="weld-defect"') == len(FACTS) + 1
    assert re.search(r'<form [^>]*\bhidden\b[^>]*>.*?<select name="p">', box)
    assert '<option value="weld-defect">' in box
    assert "data-key" not in box  # its rows are facts, and are not sorted


def test_two_projects_of_one_id_keep_two_columns_and_an_id_that_is_a_key_is_none():
    text = TEXTS["bike-rebalancing.md"]
    site = site_of({"a.md": text, "b.md": text, "c.md": text.replace("id: bike-rebalancing", "id: fact")})
    rows = tables(site, "compare")["compare"]
    assert len(rows[0]) == 5
    assert rows[0]["fact"] == FACTS[0].key


def test_a_large_portfolio_is_cut_to_what_was_changed_last_and_says_so():
    text = TEXTS["bike-rebalancing.md"]
    ended = TEXTS["popular-items.md"]
    many = {f"{number}.md": text.replace("id: bike-rebalancing", f"id: b-{number}") for number in range(MOST)}
    site = site_of({"ended.md": ended, **many})
    rows = tables(site, "compare")["compare"]
    assert rows[0].keys() - {"group", "fact"} == {f"b-{number}" for number in range(MOST)}
    assert f"{MOST} of {MOST + 1} projects are here" in page(site, "compare")
