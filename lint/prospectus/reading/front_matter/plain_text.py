"""Whether a YAML text is plain: whether an anchor, an alias, a tag or a directive can stand in it at all.

Each pattern begins with the character it is about, so that a search costs next to nothing where there is none; the
look-behind says what may not stand before.
"""

from __future__ import annotations

import re

_NO_START = r"(?<![^\s\[{,:?-].)"
"""Fails where the character just read follows one after which no token begins."""
_INDICATORS = (
    ("!", re.compile("!" + _NO_START, re.DOTALL)),
    ("&", re.compile("&" + _NO_START + r"(?=\S)", re.DOTALL)),
    ("*", re.compile(r"\*" + _NO_START + r"(?=\S)", re.DOTALL)),
    ("%", re.compile(r"%(?<![^\n].)", re.DOTALL)),
)
_MOST_BRACKETS = 2_000
_MOST_DASHES = 2_000
_DASH_IN_DASH = re.compile(r"[-?] +[-?] ")
_DEEPEST_INDENT = " " * 200


def has_reference(text: str) -> bool:
    """Whether an anchor, an alias, a tag or a directive may stand in a text."""
    return any(char in text and pattern.search(text) for char, pattern in _INDICATORS)


def may_be_deep(text: str) -> bool:
    """Whether collections may be nested so deep in a text that a parser which calls itself for each is no good.

    Also bounds what libyaml takes to look through nested brackets, which is quadratic.
    """
    return (
        text.count("[") + text.count("{") > _MOST_BRACKETS
        or _DEEPEST_INDENT in text
        or "\t" in text
        or (text.count("- ") + text.count("? ") > _MOST_DASHES and _DASH_IN_DASH.search(text) is not None)
    )
