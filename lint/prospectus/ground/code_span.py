"""Code spans of Markdown."""

from __future__ import annotations

from prospectus.ground.pattern import Pattern
from prospectus.ground.terminal import plain

_RUNS = Pattern("`++")


def code(text: str) -> str:
    """A text as a code span, in which nothing has a meaning."""
    shown = plain(text)
    fence = "`" * (1 + max(map(len, _RUNS.findall(shown)), default=0))
    room = " " if shown[:1] in {"`", " ", ""} or shown[-1:] in {"`", " "} else ""
    return f"{fence}{room}{shown}{room}{fence}"
