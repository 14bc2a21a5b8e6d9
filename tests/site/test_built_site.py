"""The built site of this repository, file by file: links, ids, headings, drawings, sizes, and that it is the same again."""

from __future__ import annotations

import gzip
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from support.built_page import BuiltPage
from support.built_site import BuiltSite, Link
from support.samples import ROOT
from support.site_build import build

if TYPE_CHECKING:
    from pathlib import Path

ASSETS = "assets/prospectus/"
LIMITS = {".js": 8_000, ".css": 12_000}
"""Of all files of ours with this ending together, gzipped, in bytes."""

VARIES = {
    "sitemap.xml.gz": "gzip's head holds the name of a temporary file of MkDocs",
}
"""Files of MkDocs' own that differ between two builds, and why."""


@pytest.fixture(scope="module")
def built(site: Path) -> BuiltSite:
    return BuiltSite(site)


def test_every_internal_link_anchor_and_address_leads_somewhere(built: BuiltSite):
    assert built.broken() == []


def test_every_internal_link_leads_somewhere_below_an_address_of_a_host(hosted: BuiltSite):
    assert hosted.broken() == []


def test_pages_of_ours_are_found(built: BuiltSite):
    assert "projects/index.html" in built.pages_of_ours
    assert "projects/subscriber-churn/index.html" in built.pages_of_ours
    assert "guide/index.html" not in built.pages_of_ours


def test_no_id_stands_twice_on_a_page(built: BuiltSite):
    assert [
        (name, one) for name, page in built.pages.items() for one, times in Counter(page.ids).items() if times > 1
    ] == []


def test_a_part_of_ours_refers_only_to_ids_of_its_page(built: BuiltSite):
    assert [
        (name, found)
        for name, page in built.pages_of_ours.items()
        for found in page.references
        if not set(found.value.split()) <= set(page.ids)
    ] == []


def test_no_part_of_ours_has_an_inline_style_handler_or_script(built: BuiltSite):
    assert [
        (name, found)
        for name, page in built.pages_of_ours.items()
        for found in page.attributes
        if found.name == "style" or found.name.startswith("on") or "javascript:" in found.value.casefold().split(",")[0]
    ] == []
    assert [name for name, page in built.pages.items() if page.scripts_of_ours] == []


def test_every_page_of_ours_has_one_main_heading(built: BuiltSite):
    mains = {name: sum(found.level == 1 for found in page.headings) for name, page in built.pages.items()}
    assert {name: count for name, count in mains.items() if name in built.pages_of_ours and count != 1} == {}


def test_headings_of_ours_do_not_leave_out_a_level(built: BuiltSite):
    assert [
        (name, after)
        for name, page in built.pages_of_ours.items()
        for before, after in pairwise(page.headings)
        if after.is_ours and after.level > before.level + 1
    ] == []


def test_every_drawing_of_ours_is_xml_with_a_title_and_a_text_alternative(built: BuiltSite):
    drawings = [(name, page.ids, source) for name, page in built.pages_of_ours.items() for source in page.drawings]
    assert drawings
    for name, ids, source in drawings:
        drawing = ET.fromstring(source)  # noqa: S314 - our own build
        if drawing.get("aria-hidden") == "true":
            continue  # it only decorates a text
        assert (drawing.findtext("title") or "").strip(), (name, source)
        assert drawing.get("role") in {"img", "group", "graphics-document"}, (name, source)
        label, elsewhere = drawing.get("aria-label", "").strip(), drawing.get("aria-labelledby", "").split()
        assert label or (elsewhere and set(elsewhere) <= set(ids)), (name, source)


@pytest.mark.parametrize("ending", LIMITS)
def test_script_and_stylesheet_stay_small(built: BuiltSite, ending: str):
    ours = [name for name in built.named(ending) if name.startswith(ASSETS)]
    sizes = {name: len(gzip.compress((built.folder / name).read_bytes())) for name in ours}
    assert sum(sizes.values()) < LIMITS[ending], sizes
    assert ours or ending == ".js"


def test_the_same_again_elsewhere_is_the_same_to_the_byte(site: Path, tmp_path: Path):
    """Another order of sets, another time zone and language of the machine, another folder, a cache that is warm."""
    around = {"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul", "LC_ALL": "C", "LANG": "ko_KR.UTF-8"}
    done = build(ROOT, tmp_path, "--strict", **around)
    assert done.returncode == 0, done.stderr
    first, second = (
        {path.relative_to(at).as_posix(): path for path in at.rglob("*") if path.is_file()} for at in (site, tmp_path)
    )
    assert first.keys() == second.keys()
    different = {name for name in first if first[name].read_bytes() != second[name].read_bytes()}
    assert different <= VARIES.keys()


PAGE = """<h1 id=top>A</h1><nav class="md-nav"><a href="other/#there" style="x">o</a></nav>
<div class="prospectus-project"><h2 id="own">Mine</h2><p style="x">the writer's<br></p>
<table class="prospectus-table" aria-labelledby="own"><tr><td>1<svg viewBox="0 0 1 1"><g><svg></svg></g></svg></td></tr></table>
<p onclick="x">the writer's again</p></div><img srcset="a.png 1x, b.png 2x"><p>done</p>
<script>run()</script><script type="application/json">{}</script><script src="c.js"></script>"""


def test_a_page_is_read_part_by_part():
    page = BuiltPage("x/index.html", PAGE)
    assert page.links == ["other/#there", "a.png", "b.png", "c.js"]
    assert page.ids == ["top", "own"]
    assert [found.name for found in page.attributes] == ["class", "class", "aria-labelledby", "viewbox"]
    assert [(found.level, found.is_ours) for found in page.headings] == [(1, False), (2, False)]
    assert page.drawings == ['<svg viewBox="0 0 1 1"><g><svg></svg></g></svg>']
    assert (page.scripts, page.scripts_of_ours) == (["run()"], 0)


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path):
    texts = {
        "index.html": '<h1 id="here">A</h1><a href="#here"></a><a href="#gone"></a><a href="deep/"></a><a href="https://example.org/x"></a>',
        "deep/index.html": '<a href="../#here"></a><a href="../#gone"></a><a href="/own/index.html">'
        '</a><a href="https://site.example/own/no.html"></a><a href="/index.html"></a><img src="a%20b.png">',
        "deep/a b.png": "",
        "style.css": "a { background: url(deep/no.png) } b { background: url('data:x') }",
        "portfolio.json": '{"projects": [{"url": "deep/"}, {"url": "no/"}], "path": "not/an/address.md"}',
        "feed.xml": '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://site.example/own/deep/no/"/></feed>',
        "llms.txt": "- [A](https://site.example/own/deep/)\n- [B](no.md)\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert sorted(BuiltSite(tmp_path, "https://site.example/own").broken()) == [
        Link("deep/index.html", "../#gone"),
        Link("deep/index.html", "/index.html"),
        Link("deep/index.html", "https://site.example/own/no.html"),
        Link("feed.xml", "https://site.example/own/deep/no/"),
        Link("index.html", "#gone"),
        Link("llms.txt", "no.md"),
        Link("portfolio.json", "no/"),
        Link("style.css", "deep/no.png"),
    ]
