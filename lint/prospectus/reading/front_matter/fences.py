"""The fences of a front matter, and what is read between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Source, Span
from prospectus.reading.front_matter.c_composer import values_in_c
from prospectus.reading.front_matter.composer import MAX_DEPTH, compose
from prospectus.reading.front_matter.marks import Marks
from prospectus.reading.front_matter.node import FrontMatter
from prospectus.reading.front_matter.salvage import read_above, read_unended
from prospectus.reading.front_matter.sure_values import sure_values
from prospectus.reading.problem import Problem

if TYPE_CHECKING:
    from prospectus.reading.front_matter.salvage import Salvage

_OPEN = re.compile(r"---[ \t]*(?:\r?\n|$)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_LATER_OPEN = Pattern(r"\A(?>[ \t]*\r?\n|<!--.*?-->[ \t]*\r?\n|#[^\n]*\n)++(---)[ \t]*\r?\n", re.DOTALL)
_KEY_LINE = Pattern(r"[A-Za-z_][A-Za-z0-9_-]*:(?:[ \t\r\n]|\Z)")
_ANY_KEY = Pattern(r"^[ \t]*+[\w\"'][^:\n]*+:(?:[ \t\r]|$)", re.MULTILINE)
_PARAGRAPHS = Pattern(r"^#{1,6}[ \t]|\S[ \t]*\r?\n[ \t]*\r?\n\s*\S", re.MULTILINE)
"""What YAML without a key would hardly hold: a heading, or two paragraphs."""
_HEADING = Pattern(r"\n[ \t]*\r?\n(?=#{1,6}[ \t])")
"""Where Markdown begins, for sure enough, in a text that has no closing fence: a heading below an empty line."""


def read_front_matter(source: Source) -> FrontMatter:
    """Find the front matter of a source and read its facts; never raises."""
    text = source.text
    opening = _OPEN.match(text)
    if opening is None:
        return _not_at_the_top(source)
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        return _unclosed(source, opening.end())
    block = Span(opening.end(), closing.start())
    found = _between(source, Span(0, 3), block, _after(text, closing.end()))
    is_read = found.problem is None or found.problem.kind == "empty"
    return found if is_read or not _is_prose(source.slice(block)) else _missing(source)


def _after(text: str, closing_end: int) -> int:
    """Where the body begins below a closing fence that ends at an offset."""
    return text.find("\n", closing_end - 1) + 1 or len(text)


def _between(source: Source, fence: Span, block: Span, body: int) -> FrontMatter:
    text = source.slice(block)
    facts = sure_values(text)
    if facts is None:
        facts = values_in_c(text, MAX_DEPTH)
    if facts is not None:
        return FrontMatter(source, facts, None, fence, body, block=block)
    composed = compose(text, block.start)
    if composed.problem is not None:
        return _salvaged(source, fence, block, body, composed.problem, read_above(text, block.start, composed.problem))
    if isinstance(composed.value, dict):
        return FrontMatter(source, composed.value, composed.marks, fence, body, None, composed.duplicates, block=block)
    if composed.value is None:
        return _unread(source, Problem("empty", fence), body)
    kind = "list" if isinstance(composed.value, list) else "scalar"
    return _unread(source, Problem(kind, Span(composed.marks.start, composed.marks.end)), body)


def _unclosed(source: Source, start: int) -> FrontMatter:
    """A front matter without an end: its facts down to where Markdown begins."""
    fence = Span(0, 3)
    heading = _HEADING.search(source.text, start - 1)
    block = Span(start, max(start, heading.start() + 1) if heading else len(source.text))
    if _is_prose(source.text[start:]):
        return _missing(source)
    salvage = read_unended(source.slice(block), start)
    return _salvaged(source, fence, block, len(source.text), Problem("unclosed", fence), salvage)


def _not_at_the_top(source: Source) -> FrontMatter:
    text = source.text
    if not text.strip():
        return _unread(source, Problem("empty-file", Span(0, 0)), body=0)
    later = _LATER_OPEN.match(text)
    if later is None or not _KEY_LINE.match(text, later.end()):  # a `---` with no key below it is a rule of Markdown
        return _missing(source)
    fence = Span(later.start(1), later.end(1))
    problem = Problem("not-first", fence)
    closing = _CLOSE.search(text, later.end())
    if closing is None:
        return _unread(source, problem, body=0)
    found = _between(source, fence, Span(later.end(), closing.start()), _after(text, closing.end()))
    found.problem = problem  # the first thing to mend; what is wrong inside comes up once it stands at the top
    return found


def _missing(source: Source) -> FrontMatter:
    return _unread(source, Problem("missing", source.line_span(1)), body=0)


def _is_prose(text: str) -> bool:
    """Whether a text below a `---` at the top is Markdown, so that the `---` is a rule: there are no keys in it."""
    return _ANY_KEY.search(text) is None and _PARAGRAPHS.search(text) is not None


def _unread(source: Source, problem: Problem, body: int) -> FrontMatter:
    marks = Marks(0, 0)
    marks.children = {}
    return FrontMatter(source, {}, marks, Span(0, 0), body, problem, cut=frozenset({()}))


def _salvaged(source: Source, fence: Span, block: Span, body: int, problem: Problem, salvage: Salvage) -> FrontMatter:
    return FrontMatter(
        source,
        salvage.facts,
        salvage.marks,
        fence,
        body,
        problem,
        salvage.duplicates,
        block=block,
        broken_at=salvage.broken_at,
        cut=salvage.cut,
    )
