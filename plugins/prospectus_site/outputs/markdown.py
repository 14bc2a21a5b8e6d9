"""Markdown from values: every text of a writer is escaped, so that no title can end a link, begin another or add a heading."""

from __future__ import annotations

from urllib.parse import quote

from prospectus.ground.pattern import Pattern

from prospectus_site.markup import shown

_SPACE = Pattern(r"\s+")
_SPECIAL = Pattern(r"[\\`*_\[\]<>&~#]")
_BLOCK = Pattern(r"[-+](?=[ -]|$)|[0-9]{1,9}(?=[.)](?: |$))")
"""What would begin a list at the beginning of a line."""


def inline(text: str) -> str:
    """A text as one line of Markdown that shows just it: nothing in it is a link, an element, emphasis or the start of a block."""
    line = one_line(text)
    block = _BLOCK.match(line)
    at = block.end() if block and line[0] not in "-+" else 0
    escaped = _SPECIAL.sub(r"\\\g<0>", line[at:])
    if block:
        escaped = f"{line[:at]}\\{escaped}"
    return escaped


def one_line(text: str) -> str:
    """A text without breaks of lines, tabs and doubled spaces."""
    return shown(_SPACE.sub(" ", text).strip())


def destination(url: str) -> str:
    """A URL as the destination of a link: nothing in it ends the link or the line."""
    return quote(url.encode("utf-8", "replace"), safe="%/:=&?~#+!$,;'@*[]-._")
