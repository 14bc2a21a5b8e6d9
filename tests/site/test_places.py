"""The places of our parts take nothing from a document's text, and stand between its blocks, whatever it holds."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from prospectus.contract.contract import standard_contract
from prospectus.ground.severity import Severity
from prospectus.ground.source import Position, Source
from prospectus.model.diagnostic import Diagnostic
from prospectus.model.document import Document
from prospectus.model.finding import Place
from prospectus.model.parsed import Parsed
from prospectus_site.pages.project.places import placed, places_in

CONTRACT = standard_contract()
PLACE = r'<div data-prospectus="[a-z0-9-]+">[^<]*</div>'
EXTENSIONS = [
    "tables",
    "admonition",
    "attr_list",
    "md_in_html",
    "footnotes",
    "def_list",
    "pymdownx.superfences",
    "pymdownx.details",
    "pymdownx.tabbed",
]
SYNTAXES = {"pymdownx.tabbed": {"alternate_style": True}}

BLOCKS = (
    "## Metrics",
    "## Training data",
    "Team\n----",
    "### Deployment",
    "A paragraph.",
    "A paragraph\nof two lines with `<b>` and a <br> in it.",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "- one\n- two",
    "1. one\n\n    more\n\n2. two",
    "- one\n\n    ## Metrics\n\n- two",
    "* one\n\n* two",
    "```\n## Metrics\n\ntext\n\n```",
    "~~~ python\na\n\nb\n~~~",
    "    indented\n\n    code",
    "> a quotation\n\n> goes on",
    "<div>\n\ntext\n\n## Team\n\n</div>",
    "<div markdown>\n\ntext\n\n- a\n\ntext\n\n</div>",
    "<details>\n<summary>More</summary>\n\ntext\n\n</details>",
    "<pre>\na\n\nb\n</pre>",
    "<table>\n<tr>\n\n<td>a</td>\n\n</tr>\n</table>",
    "<!-- a\n\nb -->",
    '!!! note "Title"\n\n    text\n\n    ## Monitoring\n\n    more',
    "??? note\n    text\n\n    more",
    '=== "One"\n\n    text\n\n=== "Two"\n\n    text',
    "Term\n\n:   what it is\n\n    more",
    "Text[^1]\n\n[^1]: note\n\n    more",
    "[x]: https://example.com",
    "***",
    "{: .a }",
    "$$\n\nx = 1\n\n$$",
)
TIGHT = (
    "## Metrics\ntext",
    "text\n## Team\n- a\n- b\n## Monitoring\n\n    code",
    "- a\n## Deployment\n| a | b |\n|---|---|\n| 1 | 2 |",
)


def finding(line: int, section: str = "") -> Diagnostic:
    at = Position(line, 1)
    place = Place("a.md", "", at, at, "", 0, 0, section=section)
    return Diagnostic("X01", "x", Severity.WARNING, "x", "", place)


def page_of(body: str, lines: list[int], front: str = "---\nid: a\n---\n\n") -> str:
    document = Document(Parsed(Source("a.md", front + body)), CONTRACT)
    return placed(document, [finding(line) for line in lines], "what is found")


def without_places(text: str) -> str:
    return re.sub(rf"\n\n{PLACE}\n\n", "", f"\n\n{text}").lstrip("\r\n")


def rendered(text: str) -> str:
    html = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=SYNTAXES)
    return re.sub(r"\s+", " ", re.sub(PLACE, "", html)).strip()


BODIES = st.lists(st.sampled_from([*BLOCKS, *TIGHT]), max_size=8).map("\n\n".join)


@settings(max_examples=300, deadline=None)
@given(BODIES, st.lists(st.integers(1, 60), max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_without_the_places_the_text_is_what_it_was(body: str, lines: list[int], end: str):
    body = f"Before.\n\n{body}\n".replace("\n", end)
    assert without_places(page_of(body, lines)) == body


@settings(max_examples=300, deadline=None)
@given(BODIES, st.lists(st.integers(1, 60), max_size=6))
@example("## Metrics\n\n    indented\n\n    code\n\n[x]: https://example.com\n\n    indented", [13])
def test_places_stand_between_the_blocks_of_the_text_and_change_none(body: str, lines: list[int]):
    body = f"Before.\n\n{body}\n"
    page = page_of(body, lines)
    assert rendered(page) == rendered(body)


@settings(max_examples=200, deadline=None)
@given(BODIES, st.lists(st.integers(1, 60), max_size=6))
def test_places_are_blocks_of_their_own_for_commonmark(body: str, lines: list[int]):
    page = page_of(f"Before.\n\n{body}\n", lines)
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    top = [token.content.strip() for token in tokens if token.type == "html_block" and token.level == 0]
    assert sorted(filter(re.compile(PLACE).fullmatch, top)) == sorted(re.findall(PLACE, page))


@pytest.mark.parametrize("block", [*BLOCKS, *TIGHT])
def test_each_block_beside_findings_on_all_its_lines(block: str):
    body = f"## Situation\n\nBefore.\n\n{block}\n\nAfter.\n"
    page = page_of(body, list(range(1, body.count("\n") + 5)))
    assert without_places(page) == body
    assert rendered(page) == rendered(body)


def test_findings_stand_before_their_block_or_under_their_heading():
    body = "## Situation\n\nOne.\n\n- a\n\n- b\n\nTwo\nlines.\n\n## Metrics\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    found = without_summaries(page_of(body, [5, 7, 9, 11, 14, 18]))
    assert found == [
        "head",
        "## Situation",
        "facts-situation",
        "finding-0",
        "finding-1",
        "One.",
        "finding-2",
        "finding-3",
        "- a",
        "- b",
        "finding-4",
        "Two",
        "lines.",
        "## Metrics",
        "folded-metrics",
        "finding-5",
        "| a | b |",
        "|---|---|",
        "| 1 | 2 |",
        "foot",
    ]


def without_summaries(page: str) -> list[str]:
    named = re.sub(r'<div data-prospectus="([a-z0-9-]+)">[^<]*</div>', r"\1", page)
    return [line for line in named.splitlines() if line]


def test_a_title_gives_way_to_the_head():
    for title in ("# Title", "Title\n====="):
        page = page_of(f"{title}\n\nText.\n", [])
        assert "Title" not in page
        assert places_in(page).sections == ()
        assert without_places(page) == "Text.\n"


def test_what_is_missing_stands_nowhere_in_the_text():
    document = Document(Parsed(Source("a.md", "---\nid: a\n---\n\n# T\n\n## Metrics\n\nText.\n")), CONTRACT)
    missing, empty = finding(5, "team"), finding(7, "metrics")
    assert places_in(placed(document, [missing, empty], "")).findings == (1,)
