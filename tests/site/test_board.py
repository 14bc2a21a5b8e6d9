"""The board: cards by stage, and what each lacks."""

from __future__ import annotations

import re

from support.samples import example_texts
from support.shown_views import page, tables
from support.site_pages import site_of

SITE = site_of(example_texts())
ROWS = {row["project"]: row for row in tables(SITE, "board")["board"]}


def columns(shown: str) -> dict[str, str]:
    parts = re.split(r'<h2 id="stage-([a-z-]+)">', shown.partition('id="board"')[0])
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_there_is_a_column_for_each_stage_with_an_anchor():
    assert list(columns(page(SITE, "board"))) == list(SITE.portfolio.lifecycle.stages)


def test_a_card_tells_how_much_its_next_stage_asks_and_the_first_of_it():
    ahead = SITE.portfolio.by_id["formula-ocr"].ahead
    assert ahead is not None
    card = columns(page(SITE, "board"))["design"]
    assert f'href="../../../formula-ocr/#p-ahead">{len(ahead.lacks)} to do for Baseline and prototype</a>' in card
    assert "Prototype and feedback" in card
    assert "프로토타입" in columns(page(SITE, "board", "ko"))["design"]


def test_the_table_has_all_that_is_missing():
    ahead = SITE.portfolio.by_id["formula-ocr"].ahead
    assert ahead is not None
    row = ROWS["formula-ocr"]
    assert (row["next_stage"], row["lacks"], len(row["missing"])) == ("prototype", len(ahead.lacks), len(ahead.lacks))
    assert ROWS["popular-items"]["next_stage"] is None


def test_a_project_that_lacks_nothing_is_ready():
    assert ROWS["weld-defect"]["lacks"] == 0
    assert "ready for Follow-up analysis" in columns(page(SITE, "board"))["action"]


def test_nobody_is_asked_to_retire():
    assert ROWS["taxi-demand"]["next_stage"] is None
    assert SITE.portfolio.by_id["taxi-demand"].ahead is None


def test_what_has_ended_stands_last_and_looks_ended():
    design = columns(page(SITE, "board"))["design"]
    assert design.index("formula-ocr") < design.index('<li class="ended"') < design.index("refund-routing")


def test_a_long_column_keeps_its_later_cards_behind_a_line():
    text = example_texts()["bike-rebalancing.md"]
    many = site_of({f"{number:02}.md": text.replace("bike-rebalancing", f"bike-{number:02}") for number in range(23)})
    column = columns(page(many, "board"))["situation"]
    assert column.count("<li ") == 23
    assert "<summary>3 more</summary>" in column


def test_a_document_without_a_stage_has_a_column_of_its_own():
    shown = columns(page(site_of({"a.md": "# A\n"}), "board"))
    assert '<a href="../../../a/">' in shown["none"]
