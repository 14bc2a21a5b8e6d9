"""Tables and passages: markdown-it-py finds every table that is read, and all places are true, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from prospectus.ground.source import Source
from prospectus.reading.markdown import OPAQUE, read_markdown
from support.samples import example_texts

MARKDOWN = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
TABLES = st.sampled_from(
    [
        "\n| a | b |\n|---|---|",
        "\n| a | b |\n|---|---|\n| 1 | 2 |",
        "\na | b\n---|---\n1 | 2",
        "# h\n| a |b|\n|:-|-:|\n| 1",
        "\n|a|\n|-|",
    ]
)
LINES = st.lists(
    TABLES
    | st.sampled_from(
        [
            "| a | b |", "|---|---|", "| :-- | --: |", "---|---", "a | b", "| c \\| d | e |", "| `x|y` | z |", "|", "||", "| 1 | 2 | 3 |",
            "|-|-|", "| x |", "", "", "", "text", "# h", "## h", "```", "~~~", "````", "  ```", "    | i | j |", "- item", "1. item",
            "> q", "> | a | b |", "<div>", "</div>", "<pre>", "</pre>", "<!-- c -->", "<!-- open", "-->", "---", "===", "  text", "| |a",
            "|--|", "- | a |", "* x", "+ y", "[a]: b", "\t| a | b |", "**b** | c", "-|-", ":-|-:", "|:-:|", "<br>", "| a | b | ", "- ```",
        ]
    )
    | st.text(st.sampled_from("|-: a\\`#>*<"), max_size=8),
    max_size=10,
)  # fmt: skip
MARKED = st.text(st.sampled_from("ab1*_`~[]()<>!\\ \n.,:-|"), max_size=60)


def real_tables(text: str) -> dict[int, list[list[str]]]:
    """The tables that markdown-it-py finds: the cells of each, by the line at which it begins."""
    found: dict[int, list[list[str]]] = {}
    rows: list[list[str]] = []
    for token in MARKDOWN.parse(text):
        if token.type == "table_open" and token.map:
            rows = found.setdefault(token.map[0], [])
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            rows = []
        elif token.type == "inline" and rows:
            rows[-1].append(token.content)
    return found


@settings(max_examples=1000, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_a_table_that_is_read_is_one(lines: list[str], end: str):
    text = "\n".join(lines).replace("\n", end)
    real = real_tables(text.replace("\r\n", "\n"))
    for table in read_markdown(Source("x.md", text), 0).tables:
        line = text.count("\n", 0, table.span.start)
        assert line in real
        rows = [[row.text(at) for at in range(len(row))] for row in (table.header, *table.rows)]
        for mine, theirs in zip(rows, real[line], strict=False):
            assert [cell.replace("\\|", "|") for cell in mine] == theirs[: len(mine)]
            assert not any(theirs[len(mine) :])


@given(LINES)
def test_a_cell_stands_where_it_says(lines: list[str]):
    source = Source("x.md", "\n".join(lines))
    for table in read_markdown(source, 0).tables:
        for row in (table.header, *table.rows):
            for at in range(len(row)):
                assert source.slice(row.span(at)) == row.text(at)


@pytest.mark.parametrize("name", example_texts())
def test_every_table_of_the_examples_is_read(name: str):
    text = example_texts()[name]
    start = text.index("\n---\n", 4) + 5
    tables = read_markdown(Source(name, text), start).tables
    assert {text.count("\n", start, table.span.start) for table in tables} == {*real_tables(text[start:])}


@settings(max_examples=500, deadline=None)
@given(st.one_of(MARKED, LINES.map("\n".join)))
def test_a_passage_stands_where_it_says(text: str):
    source = Source("x.md", text)
    for passage in read_markdown(source, 0).passages(["a", "1", "e"], ("a", "1", "e")):
        for at, char in enumerate(passage.text):
            if char not in {" ", OPAQUE}:
                assert source.slice(passage.place(at, at + 1)) == char


@given(st.text())
def test_any_text_is_read(text: str):
    body = read_markdown(Source("x.md", text), 0)
    assert isinstance(body.tables, tuple)
    assert len(body.flat) == len(body.text)
    list(body.passages(["a"], ("a",)))


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("a **b** `c d` [e](f) g", [f"a b c d {OPAQUE} g"]),
        ("a\nb\n\nc", ["a b", "c"]),
        ("- a\n- b\n  c", ["a", "b c"]),
        ("# a\nb", ["b"]),
        ("a\n===\nb", ["b"]),
        ("> a\nb", []),
        ("```\na\n```\n\nb", ["b"]),
        ("<!-- a -->\n\nb", ["b"]),
        ("    a", []),
        ("| a | b |\n|---|---|\n| a | b |", []),
        ("- [x] a", ["a"]),
        ("a ~~b~~ c", [f"a {OPAQUE} c"]),
        ("a https://b.c d", [f"a {OPAQUE} d"]),
        ("- x\n\n  ```\n  a\n  ```\n\nb", ["b"]),
        ("<pre>\na\n</pre>\n\nb", ["b"]),
    ],
)
def test_only_what_is_prose_is_read(text: str, passages: list[str]):
    found = read_markdown(Source("x.md", text), 0).passages(["a", "b", "c"], ("a", "b", "c"))
    assert [passage.text.strip() for passage in found] == passages
