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
