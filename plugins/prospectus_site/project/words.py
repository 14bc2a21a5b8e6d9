"""Words that several parts of a project's page say."""

from __future__ import annotations

import re

from prospectus.ground.numbers import figure

from prospectus_site.markup import Markup, html, joined, tag, written

_CODE = re.compile(r"`([^`]+)`")
_WEB = re.compile(r"https?://\S+")
_LARGE: dict[str, tuple[tuple[float, str], ...]] = {
    "en": ((1e9, "B"), (1e6, "M"), (1e3, "k")),
    "ko": ((1e8, "억"), (1e4, "만")),
}
_LEAST = 10_000


def message(text: str) -> Markup:
    """The message of a finding: what stands between backticks is code."""
    pieces = _CODE.split(text)
    return html([tag("code", piece) if index % 2 else piece for index, piece in enumerate(pieces)])


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
    if not text or not unit or unit in {"ratio", "count", "score"}:
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def outward(url: str) -> Markup:
    """An address that a writer gave as a link, if it is one that a browser may follow; else the text alone."""
    return tag("a", url, href=url) if _WEB.fullmatch(url) else written(url)
