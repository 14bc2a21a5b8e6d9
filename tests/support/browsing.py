"""Visiting a page in a real browser, and what should not happen there."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (320, 360, 768, 1400, 2560)
"""Of a window, in CSS pixels, from the smallest that WCAG asks for."""

HEIGHT = 900
LEVELS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
NOT_OURS = (".md-copyright", ".md-typeset__scrollwrap", ".md-sidebar__scrollwrap", ".gu")
"""Material's own faults by axe: the contrast of its footer and of a subheading in code, and two scrolling boxes that take no focus (the one that its script
puts around a writer's table, and the sidebar)."""

_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => {
    const place = event.target instanceof Element ? event.target.outerHTML.slice(0, 120) : "";
    window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${place}`);
});
"""


class Visit(NamedTuple):
    """A page that is open, and what has gone wrong so far: messages of the console, errors, requests to other hosts."""

    page: Page
    faults: list[str]

    def violations(self) -> list[str]:
        """What the page's policy has refused."""
        refused: list[str] = self.page.evaluate("window.violations")
        return refused

    def set_width(self, width: int) -> None:
        """Make the window so wide."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    def overflow(self) -> int:
        """By how many CSS pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def barriers(self, *rules: str) -> list[tuple[str, str, str]]:
        """What axe finds against WCAG 2.2 A and AA, or of the rules named alone: the rule, where, and the element."""
        from axe_playwright_python.sync_playwright import Axe

        self.page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished))")
        only = {"type": "rule", "values": list(rules)} if rules else LEVELS
        options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
        found: dict[str, Any] = Axe().run(self.page, options=options).response
        return [
            (violation["id"], str(node["target"]), node["html"][:200])
            for violation in found["violations"]
            for node in violation["nodes"]
            if not any(theirs in str(node["target"]) for theirs in NOT_OURS)
        ]


@contextmanager
def visit(browser: Browser, url: str, *, scheme: str = "light", width: int = 1400) -> Iterator[Visit]:
    """Open an address in a context of its own, and wait until the network is quiet."""
    context: BrowserContext = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": HEIGHT},
    )
    try:
        page = context.new_page()
        faults: list[str] = []
        page.on(
            "console",
            lambda message: faults.append(f"console: {message.text}") if message.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request",
            lambda request: None if _is_at_home(request.url, url) else faults.append(f"request: {request.url}"),
        )
        page.add_init_script(_VIOLATIONS)
        page.goto(url)
        page.wait_for_load_state("networkidle")
        yield Visit(page, faults)
    finally:
        context.close()


def _is_at_home(url: str, home: str) -> bool:
    """Whether a request stays on the host of a page, or opens no connection at all."""
    return url.startswith(("data:", "blob:")) or url.split("/", 3)[:3] == home.split("/", 3)[:3]
