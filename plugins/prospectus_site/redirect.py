"""A page that leads to another one, without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

from prospectus_site.markup import tag

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_MOVED: Text = {"en": "This page is at {0}.", "ko": "이 페이지의 주소는 {0}입니다."}


def redirect_page(target: str, title: str, lang: str) -> str:
    """The whole HTML of a page that leads to a relative URL at once; ``title`` is what is there."""
    before, after = say(_MOVED, lang).split("{0}")
    head = [
        tag("meta", charset="utf-8"),
        tag("title", title),
        tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
        tag("meta", http_equiv="refresh", content=f"0; url={target}"),
        tag("link", rel="canonical", href=target),
    ]
    body = tag("p", before, tag("a", title, href=target), after)
    return f"<!doctype html>\n{tag('html', tag('head', head), tag('body', body), lang=lang)}\n"
