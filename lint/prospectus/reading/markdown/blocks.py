"""The blocks of a Markdown text, by line: what is a heading, and what is code.

markdown-it-py decides. It is asked only for the texts that :func:`scan` leaves open: a line scanner that knows the sure
cases and says so when a line is none of them. The two agree on every text (``tests/reading/test_markdown_headings.py`` draws
them at random).

Lines are text without their ends, and counted from 0. A range of lines has its first, and the one after its last.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt

_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_COMMENT_LINE = re.compile(r"<!--(?!-?>).*-->[ \t]*$")
# A line that begins like this may begin, end or hide a block in ways that only a real parser settles.
_UNSURE = re.compile(
    r"[ \t]+#|\t|[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+(?:#|```|~~~|>|[-+*][ \t])|[ \t]+(?:```|~~~)|[ \t]+(?:=+|-+)[ \t]*$"
)
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+\S")
"""How an admonition, a collapsible block or a tab of the site begins; what it holds is indented by four."""

_SHORTEST_RULE = 3
_INDENT = 4


class HeadingLines(NamedTuple):
    """One heading: its level 1 to 6, its text as written on one line, and the lines that it takes."""

    level: int
    text: str
    first: int
    last: int


class Blocks(NamedTuple):
    """The blocks of a text. What only a parser tells is None where :func:`scan` was sure without it."""

    headings: list[HeadingLines]
    code: list[tuple[int, int]]
    """The lines of each code block, in order: fenced ones at the margin, and all others too if a parser was asked."""
    hidden: list[tuple[int, int]] | None = None
    """The lines of each block of code, HTML or quotation."""
    tables: frozenset[int] | None = None
    """The lines at which tables begin."""


def scan(lines: Sequence[str]) -> Blocks | None:  # noqa: C901, PLR0912 - one pass, one branch for each kind of line
    """The headings and fenced code of a text, or None when a line leaves them open.

    Sure are: headings at the margin, fenced code at the margin, one-line comments, rules, quotations, paragraphs, tables,
    and lists whose items hold only text. Anything else that could touch a heading is left open.
    """
    headings: list[HeadingLines] = []
    code: list[tuple[int, int]] = []
    fence, opened = "", 0
    for index, line in enumerate(lines):
        start = line[:1]
        if fence:
            if _closes(fence, line):
                if start in " \t":
                    return None
                code.append((opened, index + 1))
                fence = ""
        elif start not in _SPECIAL:
            continue
        elif start == "#":
            if heading := _atx(line):
                headings.append(HeadingLines(*heading, index, index + 1))
        elif start in "`~":
            if match := _FENCE.match(line):
                fence, opened = match[1] or match[2], index
        elif start in "=-" and _UNDERLINE.match(line):
            if _is_underlined(lines, index):
                level = 1 if start == "=" else 2
                headings.append(HeadingLines(level, _single_spaced(lines[index - 1]), index - 1, index + 1))
            elif not _is_rule_or_text(lines, index):
                return None
        elif _is_unsure(start, line):
            return None
    return None if fence else Blocks(headings, code)


def _closes(fence: str, line: str) -> bool:
    closing = line.strip()
    return len(closing) >= len(fence) and not closing.strip(fence[0])


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


_SPECIAL = frozenset("#`~<=-\t*+ 0123456789!?")
"""How lines begin that are more than text, or may be."""


def _atx(line: str) -> tuple[int, str] | None:
    """Level and text of a line ``## text ##``."""
    text = line.lstrip("#")
    level = len(line) - len(text)
    if level > 6 or text[:1] not in {"", " ", "\t"}:  # noqa: PLR2004 - HTML has six levels
        return None
    text = text.strip(" \t")
    without = text.rstrip("#")
    if without != text and without[-1:] in {"", " ", "\t"}:
        text = without.rstrip(" \t")
    return level, _single_spaced(text)


def _is_rule_or_text(lines: Sequence[str], index: int) -> bool:
    """Whether an underline underlines nothing: it stands at the beginning, or under an empty line or a heading."""
    above = lines[index - 1] if index else ""
    is_free = not above.strip() or (above[0] == "#" and _atx(above) is not None)
    return is_free and (lines[index][0] == "=" or len(lines[index].rstrip()) >= _SHORTEST_RULE)


def _is_underlined(lines: Sequence[str], index: int) -> bool:
    """Whether an underline surely makes the one line above it a heading: a paragraph of one line at the margin."""
    above = lines[index - 1] if index else ""
    is_text = bool(above.strip()) and above[0] not in _SPECIAL and above[0] not in ">[|_" and "|" not in above
    return is_text and (index == 1 or not lines[index - 2].strip())


def _is_unsure(start: str, line: str) -> bool:
    """Whether a line that begins so may touch a block in a way the scanner does not settle."""
    if start == "<":  # a comment on one line ends with its line; any other HTML may go on
        return not _COMMENT_LINE.match(line) or line.count("-->") != 1
    if start in "!?=":
        return _CONTAINER.match(line) is not None
    return _UNSURE.match(line) is not None or "<" in line[:4] or "```" in line[:12] or "~~~" in line[:12]


def parse(lines: Sequence[str]) -> Blocks:
    """All blocks, by markdown-it-py, for any text.

    What stands in admonitions and tabs is read as the site renders them: as if it stood at the margin.
    """
    blocks = Blocks([], [], [], frozenset())
    tables = set()
    tokens = _markdown().parse("\n".join(_without_containers(lines)))
    for index, token in enumerate(tokens):
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "heading_open" and token.level == 0:
            text = _single_spaced(tokens[index + 1].content)
            blocks.headings.append(HeadingLines(int(token.tag[1]), text, first, last))
        elif token.type == "table_open":
            tables.add(first)
        elif token.type in {"fence", "code_block", "html_block", "blockquote_open"} and blocks.hidden is not None:
            blocks.hidden.append((first, last))
            if token.type in {"fence", "code_block"}:
                blocks.code.append((first, last))
    return blocks._replace(tables=frozenset(tables))


def _without_containers(lines: Sequence[str]) -> Sequence[str]:
    """The lines with the content of admonitions and tabs at the margin, and nothing where one begins."""
    if not any(_CONTAINER.match(line.lstrip(" ")) for line in lines if "!!!" in line or "???" in line or "===" in line):
        return lines
    outside = []
    depth = 0
    fence = ""
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent < _INDENT * depth:
            depth = indent // _INDENT
            fence = ""
        inner = line[_INDENT * depth :]
        if fence:
            fence = "" if _closes(fence, inner) else fence
        elif match := _FENCE.match(inner):
            fence = match[1] or match[2]
        elif _CONTAINER.match(inner):
            depth += 1
            inner = ""
        outside.append(inner)
    return outside


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 40 ms that most runs never need

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
