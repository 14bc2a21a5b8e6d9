"""A project's page in a real browser: the head in one screen, everything open without barriers, and on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.browsing import visit
from support.samples import example_texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_cards_lead_to_projects(browser: Browser, address: str):
    with visit(browser, f"{address}projects/") as (page, faults):
        cards = page.locator(".prospectus-card")
        assert cards.count() == len(example_texts())
        cards.get_by_role("link", name="30-day subscriber churn prediction").click()
        page.wait_for_url("**/projects/subscriber-churn/")
        assert page.locator("h1").inner_text() == "30-day subscriber churn prediction"
        assert faults == []


def test_the_metrics_stand_under_their_heading_with_a_chart_each(browser: Browser, address: str):
    with visit(browser, f"{address}projects/subscriber-churn/") as (page, faults):
        block = page.locator("h2#metrics").locator("xpath=following-sibling::*[1]")
        assert not block.locator("table").is_visible()
        block.locator("summary").click()
        row = block.get_by_role("row", name="Recall in the top 10%")
        assert row.locator("td").nth(0).inner_text().startswith("0.28")
        assert row.locator("td").nth(2).inner_text() == "0.45"
        chart = row.locator("svg").first
        assert chart.is_visible()
        assert chart.get_attribute("aria-hidden") == "true"  # the cells beside it say the same
        assert faults == []


@pytest.mark.parametrize("width", [1400, 360])
@pytest.mark.parametrize("name", ["weld-defect", "support-answers", "popular-items"])
def test_a_page_with_everything_open_has_no_barriers(browser: Browser, address: str, name: str, width: int):
    with visit(browser, f"{address}projects/{name}/", scheme="dark", width=width) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert seen.overflow() == 0
        assert seen.barriers() == []
        assert seen.faults == []


@pytest.mark.parametrize("name", ["subscriber-churn", "weld-defect", "taxi-demand"])
def test_the_head_is_in_the_first_screen(browser: Browser, address: str, name: str):
    with visit(browser, f"{address}projects/{name}/") as (page, _):
        box = page.locator(".prospectus-head").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900


def test_a_page_prints_with_few_leaves_more_than_its_text(browser: Browser, address: str):
    with visit(browser, f"{address}projects/weld-defect/") as (page, _):
        ours = _leaves(page)
        parts = ".prospectus-head, .prospectus-facts, .prospectus-related, .prospectus-neighbours"
        page.evaluate(f"document.querySelectorAll('{parts}').forEach(one => one.remove())")
        assert ours - _leaves(page) <= 4


@pytest.mark.parametrize("name", ["weld-current-anomaly", "subscriber-churn"])
def test_a_review_pack_is_without_barriers_and_printed_on_few_leaves(browser: Browser, address: str, name: str):
    with visit(browser, f"{address}projects/{name}/review.html", width=800) as seen:
        assert seen.barriers() == []
        assert seen.faults == []
        assert _leaves(seen.page) <= 3


def _leaves(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
