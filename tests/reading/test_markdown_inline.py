"""Comments, code and links: what the site shows as such is read as such, at its true place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from prospectus.ground.source import Source, Span
from prospectus.reading.markdown import Markdown, read_markdown

TEXT = st.lists(
    st.sampled_from(
        [
            "`", "``", "```\n", "\n```\n", "<!--", "-->", "[a]", "[", "]", "](b)", "(b.md)", "[a](b.md)", "![c](d.png)", "\\", "\n", "\n\n",
            "\n    ", "\n- ", "\n> ", "# h\n", "$$", "<pre>", "</pre>", "<a href=x>", "[k]: v", " ", "a", '=== "t"\n\n    ', "\n~~~\n",
        ]
    ),
    max_size=14,
).map("".join)  # fmt: skip


def read(text: str) -> Markdown:
    return read_markdown(Source("x.md", text), 0)


@settings(max_examples=1000, deadline=None)
@given(TEXT, st.sampled_from(["", "---\na: 1\n---\n"]))
def test_places_are_true(text: str, front: str):
    source = Source("x.md", front + text)
    markdown = read_markdown(source, len(front))
    for link in markdown.links:
        assert source.slice(link.span) == link.target
    for comment in markdown.comments:
        written = source.slice(comment.span)
        assert written == f"<!--{comment.text}" + ("-->" if comment.is_closed else "")
    for span in markdown.code:
        assert len(front) <= span.start < span.end <= len(source.text)
    assert isinstance(markdown.prose(Span(len(front), len(source.text))), str)


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(
        st.sampled_from(["`", "``", "[a](b)", "[", "]", "\\", "c", " ", "\n", "(d)", "<i>", "*"]), max_size=12
    ).map("".join)
)
def test_a_link_of_a_paragraph_is_one_to_markdown_it(text: str):
    text = f"x{text}"
    tokens = MarkdownIt("commonmark").parse(text)
    real = [str(child.attrs["href"]) for token in tokens for child in token.children or () if child.type == "link_open"]
    for link in read(text).links:
        assert link.target in real


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b.md) ![c](d.png \"title\") [e](<f g.md> 'h')", ["b.md", "d.png", "f g.md"]),
        ("[a](with space.md)", ["with space.md"]),
        ("[a](see above)", []),
        ("[a](b(c).md)", ["b(c).md"]),
        ("[![a](b.png)](c.md)", ["b.png", "c.md"]),
        ('[k]: <a b.md>\n[l]: c.md "title"\n[^1]: d.md\n[m]: not a target', ["a b.md", "c.md"]),
        ("<img src=a.png> <a class='x' href='b.md'> <IMG ALT=\"q\" SRC=\"c.png\">", ["a.png", "b.md", "c.png"]),
        ("`[a](b)` ``[c`](d)`` [`e`](f)", ["f"]),
        ("text\n\n    [a](b)\n", []),
        ("- item\n\n    [a](b)\n", ["b"]),
        ("- item\n    - [a](b)\n", ["b"]),
        ("> quoted [a](b)\n>\n>     [c](d)", ["b"]),
        ("```\n[a](b)\n```\n\n- x\n\n  ```\n  [c](d)\n  ```\n\n[e](f)", ["f"]),
        ("$$\nx[i](a)\n$$\n\n\\[ y[j](b) \\] [c](d)", ["d"]),
        ("\\[a](b) and f[0](c)", ["c"]),
        ("x](b)", []),
        ("<!-- [a](b) --> [c](d)", ["d"]),
        ("<pre>[a](b)</pre>", []),
        ('=== "tab"\n\n    [a](b)\n\n!!! note\n    [c](d)\n\n??? note "x"\n\n        [e](f)\n', ["b", "d"]),
        ("[a](<>) [b]( ) [c](#d)", ["#d"]),
        ("[a](b\n\n.md)", []),
    ],
)  # fmt: skip
def test_links(text: str, targets: list[str]):
    assert [link.target for link in read(text).links] == targets


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("<!-- a --> b <!-- c\nd -->", [" a ", " c\nd "]),
        ("```\n<!-- a -->\n```", []),
        ("`<!-- a -->` <!-- b -->", [" b "]),
        ("a\n\n    <!-- b -->\n", []),
        ("- a\n\n  ~~~\n  <!-- b -->\n  ~~~", []),
        ("<!-- `a --> b` <!-- c -->", [" `a ", " c "]),
        ("<!-- a", [" a"]),
    ],
)
def test_comments(text: str, comments: list[str]):
    assert [comment.text for comment in read(text).comments] == comments


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Title\n======\n\ntext", "text"),
        ("text\n\nA title\nof two lines\n---\n", "text"),
        ("# a\nb <!-- c --> <b>d</b>", "b d"),
        ("![](a-very-long-address-of-a-picture.png)", ""),
        ("![The map](a.png) ![b][c]", "The map b"),
        ("<img alt='The map' src=x.png>", "The map"),
        ("[//]: # (nobody reads this)", ""),
        ("[^1]: a footnote", "[^1]: a footnote"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n---\n", "| a | b | |---|---| | 1 | 2 | ---"),
        ("```sh\n# install it\n```", "```sh # install it ```"),
        ("##Metrics\n\nb", "##Metrics b"),
    ],
)
def test_prose_is_what_a_reader_reads(text: str, prose: str):
    markdown = read(text)
    assert " ".join(markdown.prose(Span(0, len(text))).split()) == prose


def test_headings_in_admonitions_and_tabs_are_headings():
    text = '=== "one"\n\n    ## A\n\n    text\n\n=== "two"\n\n    !!! note\n\n        ### B\n\n        ```\n        # no\n        ```\n\n## C\n'
    assert [(heading.level, heading.text, heading.line) for heading in read(text).headings] == [
        (2, "A", 3),
        (3, "B", 11),
        (2, "C", 17),
    ]


def test_lines_without_a_space_are_known():
    text = "##Situation\n\n```\n##no\n```\n\n    ##no\n\n#hash and text\n\n####### no"
    found = read(text).unspaced
    assert [name for name, _ in found] == ["Situation", "hash and text"]
    assert [text[slice(*span)] for _, span in found] == ["##Situation", "#hash and text"]


def test_the_reader_agrees_with_a_parser_about_code():
    text = "a\n\n    b\n\n- c\n\n      d\n\n```\ne\n```\n"
    code = [text[slice(*span)] for span in read(text).code]
    assert [re.sub(r"\s+", " ", block).strip() for block in code] == ["b", "d", "``` e ```"]
