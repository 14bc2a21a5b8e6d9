"""Headings: the line scanner agrees with markdown-it-py wherever it is sure, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prospectus.ground.source import Source
from prospectus.reading.markdown import parse, read_markdown, scan
from support.samples import example_texts

LINES = st.lists(
    st.sampled_from(
        [
            "!!! note", '=== "t"', '??? note "x"', "    ## in", "    !!! in", "        # deep", "___", "a|", "[x]: y", "> ```", "-----", "=====", "# a", "## b b", "###c", "#", "- x", "  - y", "1. z", "   text", "    code", "    # no", "```", "```py", "~~~",
            "````", "---", "===", "> q", "<div>", "<!-- c -->", "<!-- open", "-->", "", "", "", "text", "a | b", "--- | ---",
            "|---|---|", "| a | b |", "* * *", "***", "* # h", "- # h", "- ```", "\ttab", "  ## ind", "text ##", "## x ##",
            "## x #", "**b**", "</div>", "`a`", "``` a `b`", "10) d", "-", "+", "+ a", "  ```", "    ```", "[a]: b", "<a>x",
            "<!-- a --> b", "- <div>", "1. <!-- c -->", "- - a", "#\tx", "--", "= a", "*", "  text", "   # x", "\\# n", "<!---->",
        ]
    ) | st.text(st.sampled_from("# -=`~<>!*+1.)\t ab|"), max_size=8),
    max_size=9,
)  # fmt: skip


@settings(max_examples=1500)
@given(LINES)
def test_the_scanner_agrees_with_markdown_it(lines: list[str]):
    lines = [line.replace("\r", "") for line in lines]
    sure = scan(lines)
    if sure is not None:
        real = parse(lines)
        assert sure.headings == real.headings
        assert {*sure.code} <= {*real.code}
        # What else is code is so by its indent or in a quotation, or stands behind an item's mark, where the site shows text.
        assert all(lines[first][:1] in " \t>-+*0123456789" for first, _ in {*real.code} - {*sure.code})


@pytest.mark.parametrize("name", example_texts())
def test_the_scanner_is_sure_of_the_examples(name: str):
    lines = example_texts()[name].split("---\n", 2)[2].split("\n")
    assert scan(lines) is not None


@pytest.mark.parametrize(
    ("heading", "text", "marker"),
    [
        ("## Data {#data}", "Data", "data"),
        ("## Data {: #data }", "Data", "data"),
        ("## Data {.wide #data}", "Data", "data"),
        ("## Data {: .wide #data key=value}", "Data", "data"),
        ("## Data {.wide}", "Data {.wide}", None),
        ("Data {#data}\n===", "Data", "data"),
        ("## Our numbers <!-- section: metrics -->", "Our numbers", "metrics"),
        ("<!-- section: baseline -->\n## Last week", "Last week", "baseline"),
        ("<!-- section: baseline -->\n\n## Last week", "Last week", "baseline"),
        ("<!-- a note -->\n## Last week", "Last week", None),
    ],
)
def test_markers_name_a_section(heading: str, text: str, marker: str | None):
    found = read_markdown(Source("x.md", f"---\na: 1\n---\n\n{heading}\n"), 13).headings
    assert [(entry.text, entry.marker) for entry in found] == [(text, marker)]


def test_lines_are_those_of_the_file():
    source = Source("x.md", "---\r\na: 1\r\n---\r\n\r\nTitle\r\n=====\r\n\r\n```\r\n# code\r\n```\r\n\r\n## Data\r\n")
    found = read_markdown(source, source.text.index("\r\n\r\n") + 2).headings
    assert [(entry.level, entry.text, entry.line) for entry in found] == [(1, "Title", 5), (2, "Data", 12)]
    assert source.slice(found[1].span) == "## Data"


@pytest.mark.parametrize(
    "text",
    ["# T\n\n---\n\n## S\n", "Title\n===\n\na\n\nS\n---\n", "> a\n\n## S\n", "# T\n---\n## S\n", "- a\n\n---\n\n## S"],
)
def test_the_scanner_is_sure_of_rules_quotations_and_underlined_lines(text: str):
    lines = text.split("\n")
    sure = scan(lines)
    assert sure is not None
    assert sure.headings == parse(lines).headings


def test_an_underlined_heading_ends_with_its_underline():
    text = "Title\n=====\n\nof two\nlines\n------\n\n# one\n"
    found = read_markdown(Source("x.md", text), 0).headings
    assert [text[heading.span.start : heading.end] for heading in found] == [
        "Title\n=====",
        "of two\nlines\n------",
        "# one",
    ]
    assert [(heading.text, heading.level) for heading in found] == [("Title", 1), ("of two lines", 2), ("one", 1)]
