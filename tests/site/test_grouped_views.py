"""What all views of the projects keep: writers' words stay text, both languages, and what to do where nothing is."""

from __future__ import annotations

import re

import pytest
from support.samples import example_texts
from support.shown_views import page
from support.site_pages import site_of

VIEWS = ("projects", "board", "timeline", "team", "health", "compare")
HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(2)> {{ config }} \u202e & 'x' " + "o" * 3000


def hostile() -> str:
    """An example in which every name and every sentence is hostile."""
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    text = example_texts()["weld-defect.md"]
    keys = r"title|owner|name|service|statement|intended_use|text|version|license|mitigation|finding|source|unit"
    edited, count = re.subn(rf"(?m)^(\s*(?:- )?(?:{keys}): )[^\[{{>|\n].*$", lambda found: found[1] + quoted, text)
    assert count > 10
    return re.sub(r"name: [^,{}\n]+(?=[,}])", lambda _: f"name: {quoted}", edited)


SITE = site_of({"weld-defect.md": hostile()})


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_writers_words_stay_text(view: str, lang: str):
    shown = page(SITE, view, lang)
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert not re.search(r"<[^>]*\son\w+=[^>\"]*>", re.sub(r'"[^"]*"', '""', shown))


@pytest.mark.parametrize("view", VIEWS)
def test_a_korean_page_is_korean(view: str):
    site = site_of(example_texts())
    korean, english = page(site, view, "ko"), page(site, view, "en")
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', korean)
    own = [head for head in heads if "<a " not in head and head]
    assert own or view == "health"
    assert all(re.search("[가-힣]", head) for head in own)
    assert korean != english


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_portfolio_says_how_to_start(view: str, lang: str):
    assert "prospectus new" in page(site_of({}), view, lang)


@pytest.mark.parametrize("view", VIEWS)
def test_the_same_documents_in_any_order_make_the_same_page(view: str):
    texts = example_texts()
    backwards = dict(reversed(list(texts.items())))
    assert page(site_of(texts), view) == page(site_of(backwards), view)
