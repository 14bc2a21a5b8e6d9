"""What a language model is given, and pages that lead on: nothing that a writer wrote ends a link or adds an element."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from prospectus_site.outputs.llms import (
    Link,
    Listed,
    Section,
    llms_txt,
    sections_of,
)
from prospectus_site.outputs.markdown import destination, inline
from prospectus_site.outputs.markdown_twin import markdown_twin
from prospectus_site.outputs.redirects import redirect_page

HOSTILE = [
    "](javascript:alert(1))",
    "[x](y)",
    "<script>alert(1)</script>",
    "`code` *b* _i_ ~~s~~",
    "# heading #",
    "- item",
    "1. item",
    "12345) x",
    "---",
    "&lt;&#91;",
    "two\n\n## lines",
    "\\",
    "![i](j)",
    "{{ x }} {% raw %}",
    "nul\0 bell\a",
    "C#",
    "+ x",
    "===",
]
MARKDOWN = MarkdownIt("commonmark").enable("strikethrough").enable("table")


def shown_text(markdown: str) -> str:
    (paragraph, inner, end) = MARKDOWN.parse(markdown)
    assert (paragraph.type, end.type) == ("paragraph_open", "paragraph_close")
    assert {child.type for child in inner.children or ()} <= {"text", "text_special"}
    return "".join(child.content for child in inner.children or ())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown(text: str):
    assert shown_text(inline(text)) == re.sub(r"[\0\a]", "\ufffd", " ".join(text.split()))


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\\`*_[]<>&~#-+1.)(!|=\n ")))
def test_any_text_is_shown(text: str):
    if inline(text):
        shown_text(inline(text))
        shown_text(f"x {inline(text)}")


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_list_has_just_its_links_and_headings(title: str, lang: str):
    projects = [
        Listed(title, "projects/a b).md", ("Action", title), title),
        Listed("Old", "old.md", has_ended=True),
    ]
    text = llms_txt(title, sections_of(projects, [Link("portfolio.json", "portfolio.json")], lang), lang, summary=title)
    tokens = MARKDOWN.parse(text)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2", "h2"]
    assert tokens[3].type == "blockquote_open"
    links = [child.attrGet("href") for token in tokens for child in token.children or () if child.type == "link_open"]
    assert links == ["projects/a%20b%29.md", "portfolio.json", "old.md"]
    assert text.index("## Optional") > text.index("portfolio.json")


def test_the_form_is_that_of_llmstxt_org():
    section = Section(
        "Projects", [Link("Weld", "projects/weld.md", "Action. It finds defects."), Link("Churn", "c.md")]
    )
    assert llms_txt("Portfolio", [section], "en", "What we run") == (
        "# Portfolio\n\n> What we run\n\n## Projects\n\n- [Weld](projects/weld.md): Action. It finds defects.\n- [Churn](c.md)\n"
    )
    assert llms_txt("Empty", [], "ko").startswith("# Empty\n\n> 머신러닝")


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_address_ends_its_link(url: str):
    assert re.fullmatch(r"[^\s()<>\"\\]*", destination(url))


def test_a_twin_has_the_facts_above_the_text_as_written():
    body = "## Problem\r\n\r\nIt *rains*.\r\n"
    twin = markdown_twin("A [b]", [("Stage", "Action"), ("Owner", ""), ("Target", "0.9")], body, "en", url="../a/")
    assert twin == ("# A \\[b\\]\n\n- Stage: Action\n- Target: 0.9\n- Page: <../a/>\n\n## Problem\n\nIt *rains*.\n")
    assert markdown_twin("A", [], "", "ko") == "# A\n"


class Seen(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("../weld/", "../weld/"),
        ("https://e.com/한/?a=b#c", "https://e.com/%ED%95%9C/?a=b#c"),
        ("a'\"><script>;x y/", "a%27%22%3E%3Cscript%3E%3Bx%20y/"),
    ],
)
def test_a_redirect_leads_on_without_a_script(target: str, url: str):
    page = redirect_page(target, "ko")
    seen = Seen(page)
    assert {tag for tag, _ in seen.tags} == {"html", "head", "meta", "title", "link", "body", "p", "a"}
    assert dict(seen.tags)["a"]["href"] == url == dict(seen.tags)["link"]["href"]
    metas = [attributes for tag, attributes in seen.tags if tag == "meta"]
    assert {"http-equiv": "refresh", "content": f"0; url={url}"} in metas
    assert {"name": "robots", "content": "noindex"} in metas
    assert page.startswith('<!doctype html>\n<html lang="ko">')


@pytest.mark.parametrize("target", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x"])
def test_a_redirect_leads_to_pages_only(target: str):
    with pytest.raises(ValueError, match="address"):
        redirect_page(target)
