"""The anchors under which links find a heading: each kind of reader makes its own of the heading's text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prospectus.reading.markdown.inline import Link

_NO_WORD = Pattern(r"[^\w\s-]")
_SPACES = Pattern(r"\s")
_SPACES_AND_DASHES = Pattern(r"[-\s]+")


def anchors(heading: str) -> tuple[str, str, str]:
    """What Python-Markdown makes of a heading by itself, what it makes with Unicode slugs, and what GitHub and GitLab make."""
    text = heading.strip().lower()
    words = _NO_WORD.sub("", text).strip()
    latin = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode("ascii")
    return (
        _SPACES_AND_DASHES.sub("-", _NO_WORD.sub("", latin).strip().lower()),
        _SPACES_AND_DASHES.sub("-", words),
        _SPACES.sub("-", words),
    )


def followed(links: Iterable[Link], leads: Callable[[str], bool], old: str, new: str) -> Iterator[tuple[Span, str]]:
    """The links that lead to a heading that is renamed, each with the anchor that it needs for the new one.

    ``leads`` tells whether a link to a page, empty for the one on which it stands, leads to that of the heading. A link is looked for by each kind of anchor, and keeps its kind.
    """
    renamed = {before: after for before, after in zip(anchors(old), anchors(new), strict=True) if before and after}
    for link in links:
        page, is_anchor, anchor = link.target.partition("#")
        if is_anchor and leads(unquote(page)) and (found := renamed.get(unquote(anchor))) is not None:
            start = link.span.start + len(page) + 1
            yield Span(start, link.span.end), found
