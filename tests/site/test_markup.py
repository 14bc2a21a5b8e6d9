"""The builder of HTML and SVG: whatever is put into it stays text."""

from __future__ import annotations

import ast
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import prospectus_site
from hypothesis import given
from hypothesis import strategies as st
from prospectus_site.markup import Markup, html, joined, shown, tag, written


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(markup: str) -> _Reader:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader


@given(st.text(), st.text())
def test_any_text_is_text_and_any_value_one_attribute(text: str, value: str):
    found = read(tag("p", text, title=value, data_x=text))
    assert found.tags == [("p", {"title": shown(value), "data-x": shown(text)})]
    assert found.text == shown(text)


@given(st.recursive(st.text() | st.integers() | st.none(), lambda inner: st.lists(inner, max_size=3)))
def test_content_of_any_depth_holds_no_element(content: Any):
    assert read(html(content)).tags == []


def test_markup_stays_and_what_is_joined_to_it_by_hand_does_not():
    inner = tag("b", "x")
    assert tag("p", inner) == "<p><b>x</b></p>"
    assert not isinstance(inner + "<i>", Markup)
    assert tag("p", inner + "<i>") == "<p>&lt;b&gt;x&lt;/b&gt;&lt;i&gt;</p>"
    assert joined(["a<", None, inner, ""], " & ") == "a&lt; &amp; <b>x</b>"


def test_attributes_are_named_as_html_and_svg_name_them():
    assert tag("label", for_="a", aria_label="b", hidden=True, title=None, open=False, viewBox="0 0 1 1") == (
        '<label for="a" aria-label="b" hidden viewBox="0 0 1 1"></label>'
    )
    assert tag("br", class_="x") == '<br class="x">'


def test_a_writers_words_turn_nothing_around():
    assert written("a\u202eb\x00") == "<bdi>a\u202eb\ufffd</bdi>"
    assert written("") == written(None) == ""
    assert written("plain & 쉬운 말") == "plain &amp; 쉬운 말"
    assert written("mot", lang="fr") == '<bdi lang="fr">mot</bdi>'


def test_every_letter_and_mark_that_turns_text_around_is_set_apart():
    turning = {"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"}
    letters = map(chr, (*range(0xD800), *range(0xE000, 0x110000)))
    assert all(written(one).startswith("<bdi>") for one in letters if unicodedata.bidirectional(one) in turning)


def test_only_the_builder_makes_markup():
    """Elsewhere ``Markup(...)`` would let a writer's text through as it is."""
    folder = Path(prospectus_site.__path__[0])
    made = [
        f"{path.relative_to(folder)}:{node.lineno}"
        for path in sorted(folder.rglob("*.py"))
        if path.name != "markup.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup"
    ]
    assert made == []
    assert not [*folder.rglob("*.html")], "templates of ours would have to escape by themselves"
