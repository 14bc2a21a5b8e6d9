"""The report for a comment, as a reader of Markdown sees it: it says what it says, and does nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from prospectus.output.inert import code, words
from support import told_portfolio
from support.told_portfolio import document, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

READER = MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"])
ZERO_WIDTH = "\u2060"
ATTACKS = [
    "[x](https://evil.example)",
    "![x](y)",
    "<img src=x onerror=alert(1)>",
    "<!-- hidden -->",
    "</details>",
    "**bold** _em_ ~~gone~~",
    "`code` and `more",
    "``",
    "`a``b`",
    "\\`x`",
    "a | b | c",
    "&lt;b&gt; &#64;octocat",
    "\\",
    "$`a`$",
    "{+ new +} [- old -]",
    "\u202edesrever\x1b[31m",
]


def tokens(text: str) -> Iterator[Token]:
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def seen(text: str) -> str:
    """What is to be read of a line of Markdown."""
    return "".join(token.content for token in tokens(text) if token.type in {"text", "code_inline", "text_special"})


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_are_only_words(attack: str):
    kinds = {token.type for token in tokens(f"- **error**: {words(attack)}")}
    assert not kinds & {
        "link_open",
        "image",
        "html_inline",
        "html_block",
        "em_open",
        "s_open",
        "softbreak",
        "table_open",
    }


@example("`" * 3)
@example("a`b ``c``")
@given(st.text(max_size=60))
def test_words_are_read_as_they_were_written(text: str):
    shown = seen(f"x {words(text)}")
    bare = re.sub(r"\s", "", shown.replace(ZERO_WIDTH, "")).replace("`", "")
    wanted = re.sub(
        r"\s",
        "",
        re.sub("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", "\ufffd", text.replace("\t", "")),
    )
    assert bare == "x" + wanted.replace("`", "").replace(ZERO_WIDTH, "")


@given(st.text(min_size=1, max_size=40))
def test_a_code_span_is_one(text: str):
    (inner,) = (token for token in READER.parse(f"x {code(text)} y") if token.type == "inline")
    assert [token.type for token in inner.children or ()] == ["text", "code_inline", "text"]


@pytest.mark.parametrize(
    "call",
    [
        "@octocat",
        "see #12",
        "!13",
        "$14",
        "~bug",
        "%3",
        "&5",
        "https://evil.example",
        "www.evil.example",
        "a@b.example",
    ],
)
def test_nobody_is_called_and_nothing_linked(call: str):
    """Names and numbers are looked for in what is shown, after Markdown is read: so a character stands in between."""
    shown = seen(words(call))
    assert not re.search(r"@\w|[#!$~%&]\d|~\w|\w://|www\.", shown)
    assert shown.replace(ZERO_WIDTH, "") == call


def test_the_report_begins_with_its_marker_and_holds_no_other_html(tmp_path: Path):
    text = told(told_portfolio.write(tmp_path), "markdown")
    assert text.startswith("<!-- prospectus -->\n")
    found = list(tokens(text))
    assert [token.content.strip() for token in found if token.type.startswith("html")] == ["<!-- prospectus -->"]
    assert not [token for token in found if token.type in {"link_open", "image"}]


def test_every_finding_is_in_it_below_its_document(tmp_path: Path):
    folder = told_portfolio.write(tmp_path)
    text = told(folder, "markdown")
    wanted = json.loads(told(folder, "json"))["diagnostics"]
    assert text.count("\n- **") == len(wanted)
    headings = [line for line in text.splitlines() if line.startswith("### ")]
    assert [seen(line.removeprefix("### ")) for line in headings] == list(
        dict.fromkeys(entry["path"] for entry in wanted)
    )


def test_rules_are_linked_where_they_are_published(tmp_path: Path):
    folder = told_portfolio.write(
        tmp_path, {"docs/a.md": document("colour: red\n")}, 'rules-url = "https://example.com/rules"\n'
    )
    links = [token.attrGet("href") for token in tokens(told(folder, "markdown", code=0)) if token.type == "link_open"]
    assert links == ["https://example.com/rules/STR02/"]


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_what_is_too_long_is_cut_between_findings_and_counted(tmp_path: Path, lang: str):
    text = told(told_portfolio.crowded(tmp_path), "markdown", "--lang", lang)
    assert 60_000 < len(text) <= 65_536
    shown = text.count("\n- **")
    (lost,) = re.findall(r"(?:and|그리고) (\d+)(?: more|건 더)", text.splitlines()[-1])
    assert shown + int(lost) == 6_002
