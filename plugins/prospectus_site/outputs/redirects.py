"""Pages that send a reader on from where a project stood before: its former id, its former file."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from prospectus.ground.language import say

from prospectus_site.markup import joined, tag

_MOVED = {"en": "This page has moved", "ko": "페이지가 이동했습니다"}
_HERE = {"en": "Go to the page", "ko": "새 페이지로 이동"}
_SCHEMES = frozenset({"", "http", "https"})


def redirect_page(target_url: str, lang: str = "en") -> str:
    """A page that leads to another, without any script; ``target_url`` is absolute or relative to it.

    Raises ``ValueError`` for an address that is no page's, such as ``javascript:``.
    """
    url = quote(target_url.encode("utf-8", "replace"), safe="%/:=&?~#+!$,@()*[]-._")  # no quotes, spaces or semicolons
    if urlsplit(url).scheme not in _SCHEMES:
        message = "no address of a page"
        raise ValueError(message)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", say(_MOVED, lang)),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name_="robots", content="noindex"),
        tag("link", rel="canonical", href=url),
        tag("meta", http_equiv="refresh", content=f"0; url={url}"),
    )
    body = tag("body", tag("p", joined((say(_MOVED, lang), tag("a", say(_HERE, lang), href=url)), ". ")))
    return f"<!doctype html>\n{tag('html', head, body, lang=lang)}\n"
