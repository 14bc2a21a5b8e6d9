"""Markdown that says a text and does nothing else: no link, no picture, no HTML, no mention of a person, no command to a bot.

It is for comments on GitHub and GitLab, whose Markdown knows more than CommonMark: ``@name`` calls somebody, ``#12`` and ``!12`` link,
``www.`` and ``https:`` become links by themselves. A document is written by anybody, and its words come back in messages.
"""

from __future__ import annotations

import re

from prospectus.ground.code_span import code
from prospectus.ground.pattern import Pattern
from prospectus.ground.terminal import plain

__all__ = ["code", "words"]

_MARKUP = Pattern(r"[\\`*_{}\[\]<>|~&!#@$^]")
"""What can begin or end anything in the middle of a line. What only counts at a line's beginning is left as it is: nothing stands there."""

_CALLS = Pattern(r"[@#!$%~&](?=[\w\"'])|(?<=\w)(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
_ZERO_WIDTH = "\u2060"
"""A word joiner: it is not seen, and what stands behind it is another word to whoever looks for names and numbers."""

_CODE = Pattern("`([^`]++)`")


def words(text: str) -> str:
    """A text as it is, on one line, but for what stands between backticks, which becomes code spans."""
    parts = []
    last = 0
    shown = plain(text)
    for found in _CODE.finditer(shown):
        parts += [_escaped(shown[last : found.start()]), code(found[1])]
        last = found.end()
    return "".join([*parts, _escaped(shown[last:])])


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: f"\\{found[0]}", _CALLS.sub(lambda found: f"{found[0]}{_ZERO_WIDTH}", text))
