"""What stands inside lines: code, comments, formulas and raw HTML, and the links outside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_OPENING = Pattern(r"`+|<!--|\$\$|\\.|<(?:pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)
_TICKS = Pattern(r"`+")
_BREAK = Pattern(r"\n[ \t]*\r?(?=\n)")
_CLOSING = {"\\[": "\\]", "\\(": "\\)", "$$": "$$"}
_RAW_ENDS = {name: Pattern(f"</{name}>", re.IGNORECASE) for name in ("pre", "script", "style", "textarea")}

_LINKED = Pattern(r"\\.|!?\[|\](?P<open>\()?|\n[ \t]*\r?(?=\n)")
# Between the brackets of a link: its target and its title. A target may hold one pair of brackets.
_DESTINATION = Pattern(r"\(((?:[^()]++|\([^()]*+\))*+)\)")
_DEFINITION = Pattern(
    r"^[ ]{0,3}\[[^\]\[^\n][^\]\n]{0,300}\]:[ \t]++(?:<([^<>\n]+)>|([^\s<>]++))[ \t]*+(?:[\"'(].*)?\r?$", re.MULTILINE
)
_EMBEDDING = Pattern(r"<(?:img|a|video|audio|source)\s[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = Pattern(r"\s(?:src|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", re.IGNORECASE)
_EXTENSION = Pattern(r"\.[A-Za-z0-9]{1,8}(?:[#?].*)?", re.DOTALL)
_ALTERNATIVE = Pattern(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", re.IGNORECASE)
_TAG = Pattern(r"</?[a-zA-Z][^<>]*>")
_IMAGE = Pattern(r"!\[([^\[\]]*)\](?:\((?:[^()]++|\([^()]*+\))*+\)|\[[^\[\]]*\])")
_EMPTY_LINK = Pattern(r"\[\]\((?:[^()]++|\([^()]*+\))*+\)")
_BLANK_ENTITY = Pattern(r"&(?:nbsp|ensp|emsp|thinsp|zwsp|zwj|zwnj|shy|#160|#32|#8203|#xa0|#x20|#x200b);", re.IGNORECASE)
_NO_WIDTH = Pattern("[\xad\u200b-\u200d\u2060\ufeff]")
_DEFINITION_LINE = Pattern(r"^[ ]{0,3}\[[^\]\[^\n][^\]\n]{0,300}\]:[ \t].*$", re.MULTILINE)


LINK_MARKS = ("](", "]:", "<")
"""Without one of these, a text has no link."""


class Opaque(NamedTuple):
    """A stretch that is not read as Markdown; ``is_closed`` when its end is written."""

    kind: Literal["code", "comment", "formula", "raw"]
    span: Span
    is_closed: bool


class Link(NamedTuple):
    """A link or an image: its target as written, and where that stands."""

    target: str
    span: Span


def opaque(text: str, code: Sequence[Span], start: int = 0, stop: int | None = None) -> Iterator[Opaque]:
    """The inline code, comments, formulas and raw HTML of a text outside its code blocks, in order.

    Between two offsets they are the same as in the whole text when an empty line, or nothing, stands before each.
    """
    at = start
    stop = len(text) if stop is None else stop
    for block in code[bisect_right(code, start, key=attrgetter("end")) :]:
        if block.start >= stop:
            break
        yield from _opaque(text, at, block.start)
        at = max(at, block.end)
    yield from _opaque(text, at, stop)


def _opaque(text: str, start: int, stop: int) -> Iterator[Opaque]:
    """Those between two offsets. Each kind of end is looked for once where there is none, so that time is linear."""
    if not any(text.find(mark, start, stop) >= 0 for mark in ("`", "<", "$$", "\\")):
        return
    breaks = [found.start() for found in _BREAK.finditer(text, start, stop)]
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text, start, stop):
        runs.setdefault(run.end() - run.start(), []).append(run.start())
    absent: dict[str, int] = {}
    at = start
    while (opening := _OPENING.search(text, at, stop)) is not None:
        mark, begin, at = opening[0], opening.start(), opening.end()
        index = bisect_left(breaks, begin)
        end_of_block = breaks[index] if index < len(breaks) else stop
        if mark[0] == "`":
            same = runs.get(len(mark), ())
            following = bisect_left(same, at)
            if following < len(same) and same[following] < end_of_block:
                at = same[following] + len(mark)
                yield Opaque("code", Span(begin, at), is_closed=True)
        elif mark == "<!--":
            end = text.find("-->", at, stop)
            at = end + 3 if end >= 0 else stop
            yield Opaque("comment", Span(begin, at), is_closed=end >= 0)
        elif mark[0] == "<":
            ending = _RAW_ENDS[mark[1:].lower()].search(text, at, stop)
            at = ending.end() if ending else stop
            yield Opaque("raw", Span(begin, at), is_closed=ending is not None)
        elif mark in _CLOSING and absent.get(mark, -1) < end_of_block:
            closing = _CLOSING[mark]
            end = text.find(closing, at, end_of_block)
            if end < 0:
                absent[mark] = end_of_block
            else:
                at = end + len(closing)
                yield Opaque("formula", Span(begin, at), is_closed=True)


def links(text: str) -> list[Link]:
    """The links of a text in which everything opaque is blank, in order."""
    found: list[Link] = []
    if LINK_MARKS[0] in text:
        found += _inline_links(text)
    if LINK_MARKS[1] in text:
        for definition in _DEFINITION.finditer(text):
            group = definition.lastindex or 0
            found.append(Link(definition[group], Span(*definition.span(group))))
    if LINK_MARKS[2] in text:
        for tag in _EMBEDDING.finditer(text):
            attribute = _ATTRIBUTE.search(text, *tag.span())
            if attribute:
                group = attribute.lastindex or 0
                found.append(Link(attribute[group].strip(), Span(*attribute.span(group))))
    return sorted(found, key=attrgetter("span"))


def _inline_links(text: str) -> Iterator[Link]:
    """The links ``[text](target)`` and images.

    A bracket that was never opened closes nothing, and no link stands in another, though an image may.
    """
    opened: list[bool] = []  # for each open bracket, whether it opens an image
    dead = at = 0  # of the open brackets, so many hold a link already and open no other
    while (mark := _LINKED.search(text, at)) is not None:
        at = mark.end()
        kind = mark[0][0]
        if kind == "\n":
            opened, dead = [], 0
        elif kind in "![":
            opened.append(kind == "!")
        elif kind == "]" and opened:
            is_image = opened.pop()
            is_dead = not is_image and len(opened) < dead
            dead = min(dead, len(opened))
            if not mark["open"] or is_dead:
                continue
            if destination := _DESTINATION.match(text, at - 1):
                at = destination.end()
                dead = dead if is_image else len(opened)
                if link := _target(destination[1], destination.start(1)):
                    yield link


def _target(inner: str, offset: int) -> Link | None:
    """The target between the brackets of a link, without its title.

    Python-Markdown takes a target with spaces, CommonMark does not: it is one when it ends like a file's name.
    """
    target = inner.strip()
    if not target or "\n\n" in target:
        return None
    start = offset + inner.index(target[0])
    if target[0] == "<":
        target, is_closed, _ = target[1:].partition(">")
        return Link(target, Span(start + 1, start + 1 + len(target))) if is_closed and target else None
    if target[-1] in "\"'" and (quote := target.find(target[-1])) < len(target) - 1 and target[quote - 1].isspace():
        target = target[:quote].rstrip()
    if any(char.isspace() for char in target):
        dot = target.rfind(".")
        if "\n" in target or dot < 0 or not _EXTENSION.fullmatch(target[dot:]):
            return None
    return Link(target, Span(start, start + len(target))) if target else None


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with spaces in place of some stretches, in order; line ends and places stay."""
    pieces = []
    at = 0
    for start, end in spans:
        if end > at:
            pieces.append(text[at:start])
            pieces.append("\n".join(" " * len(line) for line in text[max(start, at) : end].split("\n")))
            at = end
    pieces.append(text[at:])
    return "".join(pieces)


def plain(text: str) -> str:
    """What a reader reads of a text: no tags, no targets of images, no definitions of links."""
    if "![" in text:
        text = _IMAGE.sub(r"\1", text)
    if "[](" in text:
        text = _EMPTY_LINK.sub(" ", text)
    if "]:" in text:
        text = _DEFINITION_LINE.sub(" ", text)
    if "<" in text:
        text = _TAG.sub(_alternative, text)
    if "&" in text:
        text = _BLANK_ENTITY.sub(" ", text)
    return text if text.isascii() else _NO_WIDTH.sub("", text)


def _alternative(tag: re.Match[str]) -> str:
    """What is read in place of a tag: the text of a picture, of any other nothing."""
    found = _ALTERNATIVE.search(tag[0]) if tag[0][:4].lower() == "<img" else None
    return f" {found[found.lastindex or 0]} " if found else " "
