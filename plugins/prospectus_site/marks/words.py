"""Words that several parts of a project's page say."""

from __future__ import annotations

import re

from prospectus.ground.numbers import figure

from prospectus_site.markup import Markup, html, joined, tag, written

_FOREIGN = ("**", "](", " | ")
_WEB = re.compile(r"https?://\S+")
_LARGE: dict[str, tuple[tuple[float, str], ...]] = {
    "en": ((1e9, "B"), (1e6, "M"), (1e3, "k")),
    "ko": ((1e8, "억"), (1e4, "만")),
}
_LEAST = 10_000
_SHORT = 4
"""A unit of more letters stands once, beside the name of its metric."""


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


def large(number: float, lang: str) -> str:
    """A number as people say it: ``15.2M``, ``1,520만``; below ten thousand as it is."""
    if number < _LEAST:
        return figure(number)
    size, unit = next(entry for entry in _LARGE[lang] if number >= entry[0])
    return f"{figure(number / size)}{unit}"


def ids(names: tuple[str, ...]) -> Markup:
    """Ids as code, with commas between them."""
    return joined((tag("code", name) for name in names), ", ")


def with_unit(text: str, unit: str) -> str:
    """A number as its writer wrote it, with the unit of its metric where that is short and no mere ratio."""
    if not text or not unit or unit in {"ratio", "count", "score"} or len(unit) > _SHORT:
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def outward(url: str) -> Markup:
    """An address that a writer gave as a link, if it is one that a browser may follow; else the text alone."""
    return tag("a", url, href=url) if _WEB.fullmatch(url) else written(url)
