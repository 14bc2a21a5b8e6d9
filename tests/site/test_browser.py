"""The site in a real browser: no error, no request off the host, nothing cut off, no fault of ours by axe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.samples import example_texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = {
    "home": "projects/",
    "korean home": "projects/views/ko/overview/",
    "to do": "projects/views/todo/",
    "english": "projects/subscriber-churn/",
    "korean": "projects/taxi-demand/",
}
WIDTHS = {"wide": 1400, "narrow": 360}
MATERIAL_NOISE = (".md-copyright", ".md-typeset__scrollwrap")
"""Not ours: the contrast of Material's footer in the light scheme, and the wrapper that its script puts around a writer's
tables, which takes no focus."""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def visit(browser: Browser, url: str, scheme: str, width: int) -> tuple[Page, list[str]]:
    """Open a page in a fresh context; the list fills with what should not happen."""
    faults: list[str] = []
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    host = url.split("/", 3)[2]
    page.on(
        "console",
        lambda message: faults.append(f"console: {message.text}") if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on(
        "request", lambda request: faults.append(f"request: {request.url}") if _is_foreign(request.url, host) else None
    )
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page, faults


def _is_foreign(url: str, host: str) -> bool:
    return url.startswith("http") and url.split("/", 3)[2] != host


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_quiet_whole_and_accessible(browser: Browser, address: str, path: str, scheme: str, width: int):
    from axe_playwright_python.sync_playwright import Axe

    page, faults = visit(browser, address + path, scheme, width)
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    results: dict[str, Any] = Axe().run(page, options=options).response
    ours = [
        (violation["id"], node["target"], node["any"][:1])
        for violation in results["violations"]
        for node in violation["nodes"]
        if not any(noise in str(target) for target in node["target"] for noise in MATERIAL_NOISE)
    ]
    assert ours == []
    page.context.close()


def test_cards_lead_to_projects(browser: Browser, address: str):
    page, faults = visit(browser, f"{address}projects/", "light", 1400)
    cards = page.locator(".prospectus-card")
    assert cards.count() == len(example_texts())
    cards.get_by_role("link", name="30-day subscriber churn prediction").click()
    page.wait_for_url("**/projects/subscriber-churn/")
    assert page.locator("h1").inner_text() == "30-day subscriber churn prediction"
    assert faults == []
    page.context.close()


def test_the_metrics_stand_under_their_heading_with_a_chart_each(browser: Browser, address: str):
    page, _ = visit(browser, f"{address}projects/subscriber-churn/", "light", 1400)
    heading = page.locator("h2#metrics")
    table = heading.locator("xpath=following-sibling::*[1]").locator("table")
    row = table.get_by_role("row", name="Recall in the top 10%")
    assert row.locator("td").nth(0).inner_text().startswith("0.28")
    assert row.locator("td").nth(2).inner_text() == "0.45"
    chart = row.locator("svg")
    assert "Target 0.45" in str(chart.get_attribute("aria-label"))
    page.context.close()
