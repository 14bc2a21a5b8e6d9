"""What a reader does on the portfolio's pages, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.browsing import visit
from support.samples import example_texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_cards_lead_to_projects_and_back(browser: Browser, address: str):
    with visit(browser, f"{address}projects/") as (page, faults):
        cards = page.locator(".prospectus-card")
        assert cards.count() == len(example_texts())
        page.get_by_role("link", name="30-day subscriber churn prediction").click()
        page.wait_for_url("**/projects/subscriber-churn/")
        assert page.locator("h1").inner_text() == "30-day subscriber churn prediction"
        assert page.locator(".prospectus-steps .current").inner_text() == "Baseline and prototype"
        page.get_by_role("link", name="All projects").click()
        page.wait_for_url("**/projects/")
        assert faults == []


def test_every_card_is_there_without_javascript(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}projects/")
    assert page.locator(".prospectus-card:visible").count() == len(example_texts())
    context.close()
