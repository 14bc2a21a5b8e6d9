"""Texts that are more than a word: messages of findings, ids, addresses that a writer gave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.language import say

from prospectus_site.markup import Markup, html, joined, tag, written

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_FOREIGN = ("**", "](", " | ")
_WEB = re.compile(r"https?://\S+")


def message(text: str) -> Markup:
    """The message of a finding: what stands between backticks is code.

    Where a quoted text holds backticks of its own, nobody can tell which are whose: then all of them stay. It does where they do not
    go by pairs, and where other marks of Markdown stand outside them, which our wordings never have.
    """
    pieces = text.split("`")
    is_clear = (
        len(pieces) % 2 == 1
        and all(piece and piece == piece.strip() for piece in pieces[1::2])
        and not any(mark in piece for piece in pieces[::2] for mark in _FOREIGN)
    )
    return html(
        [tag("code", piece) if index % 2 else piece for index, piece in enumerate(pieces)] if is_clear else text
    )


def ids(names: tuple[str, ...]) -> Markup:
    """Ids as code, with commas between them."""
    return joined((tag("code", name) for name in names), ", ")


def outward(url: str) -> Markup:
    """An address that a writer gave as a link, if it is one that a browser may follow; else the text alone."""
    return tag("a", url, href=url) if _WEB.fullmatch(url) else written(url)


def counted(count: int, one: Text, many: Text, lang: str) -> str:
    """A count with its noun: ``1 project``, ``3 projects``."""
    return say(one if count == 1 else many, lang).format(count)
