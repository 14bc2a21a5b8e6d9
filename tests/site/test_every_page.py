"""Every page in a real browser: no error, no request off the host, nothing cut off, no fault of ours by axe, a strict policy kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.browsing import WIDTHS, visit
from support.built_site import BuiltSite
from support.shown_pages import PAGES, unseen

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

THEMED = {name: path for name, path in PAGES.items() if path.endswith("/")}
"""The pages of the theme; the others stand alone, on paper."""

pages = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
themed_pages = pytest.mark.parametrize("path", THEMED.values(), ids=THEMED)


def test_every_page_of_ours_is_looked_at(site: Path):
    assert unseen(BuiltSite(site)) == set()


@pages
def test_a_page_is_quiet_whole_and_without_barriers(browser: Browser, address: str, path: str):
    with visit(browser, address + path) as seen:
        overflows = {}
        for width in WIDTHS:
            seen.set_width(width)
            overflows[width] = seen.overflow()
        assert overflows == dict.fromkeys(WIDTHS, 0)
        assert seen.faults == []
        for width in (1400, 320):
            seen.set_width(width)
            assert seen.barriers() == []


@themed_pages
def test_a_page_is_readable_in_the_dark(browser: Browser, address: str, path: str):
    """Of what axe looks at, a scheme changes the contrast alone."""
    with visit(browser, address + path, scheme="dark") as seen:
        assert seen.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        assert seen.faults == []
        assert seen.barriers("color-contrast", "link-in-text-block") == []


@pages
def test_a_strict_policy_refuses_nothing(browser: Browser, hosted: BuiltSite, path: str):
    with visit(browser, hosted.url + path) as seen:
        assert seen.violations() == []
        assert seen.faults == []


def test_a_strict_policy_is_in_force(browser: Browser, hosted: BuiltSite):
    with visit(browser, hosted.url + PAGES["home"]) as seen:
        seen.page.evaluate("document.body.setAttribute('style', 'color: red')")
        assert seen.page.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"


def test_a_strict_policy_refuses_nothing_on_the_way_from_page_to_page(browser: Browser, hosted: BuiltSite):
    """With ``navigation.instant`` the theme puts the next page into this one; the mark on the window shows that it did."""
    with visit(browser, hosted.url) as seen:
        seen.page.evaluate("window.isTheSame = true")
        for path in (*THEMED.values(), *THEMED.values()):
            seen.page.evaluate(
                """path => {
                    const link = document.createElement("a");
                    link.href = path;
                    link.className = "ours"; // it goes when the next page comes
                    document.querySelector(".md-content").append(link);
                    link.click();
                }""",
                hosted.url + path,
            )
            seen.page.wait_for_url(hosted.url + path)
            seen.page.locator("a.ours").wait_for(state="detached")
            assert seen.overflow() == 0
        assert seen.page.evaluate("window.isTheSame")
        assert seen.violations() == []
        assert seen.faults == []


@pages
def test_a_page_opens_from_disk(browser: Browser, site: Path, path: str):
    file = site / path
    with visit(browser, (file / "index.html" if file.is_dir() else file).as_uri()) as seen:
        assert seen.faults == []
        assert seen.overflow() == 0
        assert seen.page.locator("h1").first.is_visible()
