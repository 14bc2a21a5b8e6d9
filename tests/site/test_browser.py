"""What a reader does on the portfolio's pages, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.browsing import visit
from support.samples import example_texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_cards_lead_to_projects(browser: Browser, address: str):
    with visit(browser, f"{address}projects/") as (page, faults):
        cards = page.locator(".prospectus-card")
        assert cards.count() == len(example_texts())
        cards.get_by_role("link", name="30-day subscriber churn prediction").click()
        page.wait_for_url("**/projects/subscriber-churn/")
        assert page.locator("h1").inner_text() == "30-day subscriber churn prediction"
        assert faults == []


def test_the_metrics_stand_under_their_heading_with_a_chart_each(browser: Browser, address: str):
    with visit(browser, f"{address}projects/subscriber-churn/") as (page, _):
        heading = page.locator("h2#metrics")
        table = heading.locator("xpath=following-sibling::*[1]").locator("table")
        row = table.get_by_role("row", name="Recall in the top 10%")
        assert row.locator("td").nth(0).inner_text().startswith("0.28")
        assert row.locator("td").nth(2).inner_text() == "0.45"
        chart = row.locator("svg")
        assert "Target 0.45" in str(chart.get_attribute("aria-label"))
