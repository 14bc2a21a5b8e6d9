"""What is wrong with a broken YAML text, and where its writer would look for it.

A parser says what it did not expect, at the place where it gave up. A writer needs to hear what they did, where they did it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.source import Span
from prospectus.reading.problem import Problem

if TYPE_CHECKING:
    import yaml

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# PyYAML words the same trouble in two ways, its own and libyaml's; the left side is found in both.
_TROUBLES = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no-colon"),
    ("undefined tag handle", "tag"),
    ("unexpected end of stream", "unclosed-quote"),
    ("',' or ']'", "unclosed-list"),
    ("',' or '}'", "unclosed-map"),
    ("alphabetic or numeric character", "reserved"),  # `*` or `&` with no name after it
    ("while scanning a block scalar", "reserved"),  # `|` or `>` with text after it
    ("mapping keys are not allowed", "reserved"),  # a lone `?`
    ("expected <block end>", "indent"),
    ("did not find expected key", "indent"),
    ("did not find expected '-' indicator", "indent"),
    ("block sequence entries are not allowed", "indent"),
    ("escape character", "escape"),
)
_STARTS_ABOVE = frozenset({"unclosed-quote", "unclosed-list", "unclosed-map", "reserved", "no-colon"})
"""The troubles that begin before the place where a parser gives up."""


def explain(error: yaml.MarkedYAMLError, text: str, base: int) -> Problem:
    """The problem behind a parser's error, at the place where its writer would look."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(text)) if mark else 0
    said = " ".join(filter(None, (error.problem, error.context)))
    if "cannot start any token" in said:
        kind = "tab" if text[at : at + 1] == "\t" else "reserved"
        return _problem(kind, text, base, at, at + 1)
    kind = next((kind for words, kind in _TROUBLES if words in said), "yaml")
    if kind != "unclosed-quote" and (tab := _tab_in_indent(text, at)) is not None:
        return _problem("tab", text, base, tab, tab + 1)
    start = at
    if kind in _STARTS_ABOVE and error.context_mark and "block mapping" not in said:
        start = min(error.context_mark.index, len(text))
    kind, start = _read_again(kind, text, start)
    end = start + 1
    if kind in {"no-colon", "tag"}:
        end = max(start + len(text[start:].split("\n", 1)[0].rstrip()), start + 1)
    return _problem(kind, text, base, start, end, str(error.problem or error.context or "not YAML"))


def _problem(kind: str, text: str, base: int, start: int, end: int, said: str = "") -> Problem:
    written = text[start:end]
    facts = {"char": written[:1], "tag": written, "problem": said}
    return Problem(kind, Span(base + start, min(base + end, base + len(text))), facts)


def _read_again(kind: str, text: str, at: int) -> tuple[str, int]:
    """What the writer did, where a parser can only say what it did not expect, and where that begins."""
    line_start = text.rfind("\n", 0, at) + 1
    before = text[line_start:at]
    if kind == "indent" and before.strip():
        return ("dash" if text[at : at + 1] == "-" else "after-value"), at
    if kind != "colon" or _KEY.search(before):
        return kind, at
    above_start, above = _line_above(text, line_start)
    if _indent(above) < _indent(before):
        return "indent", line_start + _indent(before)
    if above and not _KEY.search(above):
        return "no-colon", above_start + _indent(above)
    return kind, at


_KEY = re.compile(r":(?:\s|$)")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _line_above(text: str, line_start: int) -> tuple[int, str]:
    """The nearest line above that is neither blank nor a comment, and where it starts."""
    while line_start > 0:
        end = line_start - 1
        line_start = text.rfind("\n", 0, end) + 1
        line = text[line_start:end]
        if line.strip() and not line.lstrip().startswith("#"):
            return line_start, line
    return 0, ""


def _tab_in_indent(text: str, at: int) -> int | None:
    """The tab that a parser may have stumbled over: in the indentation of this line or the one before."""
    line_start = text.rfind("\n", 0, at) + 1
    for start in (line_start, text.rfind("\n", 0, max(line_start - 1, 0)) + 1):
        end = start
        while end < len(text) and text[end] in " \t":
            end += 1
        if "\t" in text[start:end]:
            return start + text[start:end].index("\t")
    return None


def unprintable(text: str, base: int) -> Problem:
    """The first character that YAML does not allow."""
    match = _UNPRINTABLE.search(text)
    at = match.start() if match else 0
    char = f"U+{ord(text[at]):04X}" if match else "?"
    return Problem("unprintable", Span(base + at, base + at + 1), {"char": char})
