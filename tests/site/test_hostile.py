"""A portfolio whose every word is an attack, in a real browser and in the data beside its pages."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest
from support.browsing import visit
from support.built_site import BuiltSite
from support.hostile import ATTACKS, NAMES, Texts, write_hostile
from support.serving import serve
from support.site_build import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

MADE = "[onerror], [onload], [onmouseover], img[src=x], b, a[href^='javascript:'], [style*='fixed'], svg[onload]"
"""What an attack would have made, had it become markup."""

SHOWN = """() => [
    document.documentElement.textContent,
    ...[...document.querySelectorAll("*")].flatMap(each => [...each.attributes].map(one => one.value)),
].filter(text => text.includes("⟦"))"""
"""All that stands on a page, in its texts and in its attributes."""


class Attacked(NamedTuple):
    site: BuiltSite
    texts: Texts


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    folder = tmp_path_factory.mktemp("hostile")
    texts = write_hostile(folder)
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return Attacked(BuiltSite(folder / "site", "https://team.example/"), texts)


@pytest.fixture(scope="module")
def attacked_address(attacked: Attacked) -> Iterator[str]:
    with serve(attacked.site.folder) as url:
        yield url


def test_a_text_that_is_not_whole_is_found():
    texts = Texts()
    text = next(one for one in (texts.next() for _ in ATTACKS) if "**bold**" in one)
    assert list(texts.broken(f"a {text}, {text[:9]}… b")) == []
    assert list(texts.broken(text.replace("**", "")))
    assert list(texts.broken(text[:9]))
    assert list(texts.broken(f"{text[:9]} of another kind…"))


def test_every_document_has_its_page(attacked: Attacked):
    assert {f"projects/{name}/index.html" for name in (*NAMES, "wrong")} < attacked.site.pages_of_ours.keys()


def test_no_page_of_ours_runs_loses_or_spills_a_text(browser: Browser, attacked: Attacked, attacked_address: str):
    for name in (
        one for one in attacked.site.pages_of_ours if "/views/ko/" not in one
    ):  # the texts are the same in both
        with visit(browser, attacked_address + attacked.site.address(name)) as seen:
            shown = seen.page.evaluate(SHOWN)
            assert [broken for text in shown for broken in attacked.texts.broken(text)] == [], name
            is_empty = "/history/" in name or "/timeline/" in name  # no repository, and no day that is one
            assert is_empty or sum(text.count("⟦") for text in shown) > 10, name
            assert seen.page.locator(MADE).count() == 0, name
            overflows = [(seen.set_width(width), seen.overflow())[1] for width in (1400, 320)]
            assert overflows == [0, 0], name
            assert seen.page.evaluate("window.hacked") is None, name
            assert seen.faults == [], name


def test_the_data_beside_the_pages_keeps_every_text(attacked: Attacked):
    site, texts = attacked
    assert "portfolio.json" in site.files
    for name in site.named(".json"):
        data = json.loads(site.text(name))
        if not name.startswith("search/"):  # the theme's index holds HTML
            assert [broken for text in _strings(data) for broken in texts.broken(text)] == [], name
    for name in site.named(".csv"):
        rows = list(csv.reader(io.StringIO(site.text(name))))
        assert len({len(row) for row in rows}) == 1, name
        assert [broken for row in rows for cell in row for broken in texts.broken(cell)] == [], name
    for name in site.named(".xml"):
        tree = ET.fromstring(site.text(name))  # noqa: S314 - our own build
        assert [broken for text in tree.itertext() for broken in texts.broken(text)] == [], name


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list | dict):
        for entry in data.values() if isinstance(data, dict) else data:
            yield from _strings(entry)
