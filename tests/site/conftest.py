"""The built site of this repository, served on this machine, and a real browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browsing import ARGUMENTS
from support.built_site import BuiltSite
from support.samples import ROOT
from support.serving import serve, strict_policy
from support.site_build import build, build_hosted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    done = build(ROOT, target, "--strict")
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """The same for an address that is not the root of its host, served there with a policy that allows its own files alone."""
    root = tmp_path_factory.mktemp("hosted")
    headers: dict[str, str] = {}
    with serve(
        root / "www", headers
    ) as url:  # the theme follows a link at once only where the address has the same port
        built = BuiltSite(root / "www" / "portfolio", f"{url}portfolio/")
        done = build_hosted(ROOT, built.folder, built.url)
        assert done.returncode == 0, done.stderr
        headers.update(strict_policy(built))
        yield built


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with serve(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail("Debian's chromium is missing; .ci/run installs it")
        pytest.skip("Debian's chromium is not installed on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()
