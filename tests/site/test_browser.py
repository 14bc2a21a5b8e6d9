"""The site in a real browser: no error, no request off the host, nothing cut off, no fault of ours by axe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from support.samples import example_texts

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PAGES = {"home": "projects/", "english": "projects/subscriber-churn/", "korean": "projects/taxi-demand/"}
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


def violations(page: Page) -> list[Any]:
    """What axe finds that is ours."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    results: dict[str, Any] = Axe().run(page, options=options).response
    return [
        (violation["id"], node["target"], node["any"][:1])
        for violation in results["violations"]
        for node in violation["nodes"]
        if not any(noise in str(target) for target in node["target"] for noise in MATERIAL_NOISE)
    ]


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_quiet_whole_and_accessible(browser: Browser, address: str, path: str, scheme: str, width: int):
    page, faults = visit(browser, address + path, scheme, width)
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    page.context.close()


def test_cards_lead_to_projects_and_back(browser: Browser, address: str):
    page, faults = visit(browser, f"{address}projects/", "light", 1400)
    cards = page.locator(".prospectus-card")
    assert cards.count() == len(example_texts())
    page.get_by_role("link", name="30-day subscriber churn prediction").click()
    page.wait_for_url("**/projects/subscriber-churn/")
    assert page.locator("h1").inner_text() == "30-day subscriber churn prediction"
    assert page.locator(".prospectus-steps .current").inner_text() == "Baseline and prototype"
    page.get_by_role("link", name="All projects").click()
    page.wait_for_url("**/projects/")
    assert faults == []
    page.context.close()


def test_every_card_is_there_without_javascript(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}projects/")
    assert page.locator(".prospectus-card:visible").count() == len(example_texts())
    context.close()


def test_the_metrics_stand_under_their_heading_with_a_chart_each(browser: Browser, address: str):
    page, _ = visit(browser, f"{address}projects/subscriber-churn/", "light", 1400)
    block = page.locator("h2#metrics").locator("xpath=following-sibling::*[1]")
    assert not block.locator("table").is_visible()
    block.locator("summary").click()
    row = block.get_by_role("row", name="Recall in the top 10%")
    assert row.locator("td").nth(0).inner_text().startswith("0.28")
    assert row.locator("td").nth(2).inner_text() == "0.45"
    chart = row.locator("svg").first
    assert chart.is_visible()
    assert "target 0.45" in str(chart.get_attribute("aria-label"))
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("name", ["weld-defect", "support-answers", "popular-items"])
def test_a_projects_page_is_accessible_with_everything_open(browser: Browser, address: str, name: str, width: int):
    page, faults = visit(browser, f"{address}projects/{name}/", "dark", width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    assert faults == []
    page.context.close()


def test_the_head_of_a_project_is_in_the_first_screen(browser: Browser, address: str):
    for name in ("subscriber-churn", "weld-defect", "taxi-demand"):
        page, _ = visit(browser, f"{address}projects/{name}/", "light", 1400)
        box = page.locator(".prospectus-head").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900
        page.context.close()


def test_a_project_prints_with_few_pages_more_than_its_text(browser: Browser, address: str):
    page, _ = visit(browser, f"{address}projects/weld-defect/", "light", 1400)
    ours = _pages(page)
    parts = ".prospectus-head, .prospectus-facts, .prospectus-related, .prospectus-neighbours"
    page.evaluate(f"document.querySelectorAll('{parts}').forEach((one) => one.remove())")
    assert ours - _pages(page) <= 4
    page.context.close()


@pytest.mark.parametrize("name", ["weld-current-anomaly", "subscriber-churn"])
def test_a_review_pack_is_quiet_accessible_and_printed_on_few_pages(browser: Browser, address: str, name: str):
    page, faults = visit(browser, f"{address}projects/{name}/review.html", "light", 800)
    assert violations(page) == []
    assert [fault for fault in faults if "404" not in fault] == []  # a page without a theme has no icon
    assert _pages(page) <= 3
    page.context.close()


def _pages(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_the_pages_open_from_disk(browser: Browser, site: Path):
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "projects" / "index.html").as_uri())
    assert page.locator(".prospectus-card").count() == len(example_texts())
    context.close()
