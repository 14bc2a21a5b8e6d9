"""The list items and paragraphs of a body, one by one."""

from __future__ import annotations

from prospectus.ground.source import Source
from prospectus.reading.markdown import OPAQUE, read_markdown


def entries(text: str) -> list[tuple[str, int | None]]:
    return [(entry.text, entry.indent) for entry in read_markdown(Source("x.md", text), 0).entries()]


def test_items_and_paragraphs_without_their_marks():
    text = "A **bold** line\nthat goes on\n\n- one\n  goes on\n- [x] two\n  - three\n\n1. four\n"
    assert entries(text) == [
        ("A bold line that goes on", None),
        ("one goes on", 0),
        ("two", 0),
        ("three", 2),
        ("four", 0),
    ]


def test_labels_with_values_are_apart():
    assert entries("**Owner:** Dana\n**Status:** draft\n") == [("Owner: Dana", None), ("Status: draft", None)]
    assert entries("Owner: Dana\nand others\n") == [("Owner: Dana and others", None)]


def test_code_tables_comments_and_links_are_none():
    text = "```\na: 1\n```\n\n    b: 2\n\n<!-- c: 3 -->\n\n| d | 4 |\n|---|---|\n| e | 5 |\n\nsee [f](g.md)\n"
    assert entries(text) == [(f"see {OPAQUE}", None)]


def test_a_long_list_is_read():
    assert len(entries("".join(f"- item {number}\n" for number in range(1_000)))) == 1_000
