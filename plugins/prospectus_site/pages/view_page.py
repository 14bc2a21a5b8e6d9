"""The page of a view: where one is, the question, the tables with their charts, and the same as CSV and JSON."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from prospectus.ground.source import Source
from prospectus.reading.markdown import Markdown

from prospectus_site.addresses.anchors import table_anchor
from prospectus_site.marks.terms import LANGUAGES
from prospectus_site.markup import EMPTY, html, joined, tag
from prospectus_site.pages.page import Page, place
from prospectus_site.tables.filters import filter_form, filtered
from prospectus_site.tables.table import described, table_html
from prospectus_site.views.all import ENTRIES, HOME, entry_views

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio
    from prospectus_site.tables.table import Table
    from prospectus_site.views.view import Answer, View

_VIEWS: Text = {"en": "Views of the portfolio", "ko": "포트폴리오 보기"}
_AS_OF: Text = {"en": "as of", "ko": "기준일"}


def view_page(
    view: View,
    answer: Answer,
    portfolio: Portfolio,
    here: Here,
    introduction: str = "",
    more: Iterable[Markup] = (),
) -> Page:
    """The page of a view.

    ``introduction`` is Markdown of the team's own above the portfolio's home, front matter taken off. ``more`` are links to files that
    stand beside those of the view's tables.
    """
    title = here.say(view.title)
    own = _first_heading(introduction)
    question = here.say(view.question)
    content = [
        tag("p", question, class_="prospectus-question") if not introduction else EMPTY,
        answer.lead,
        [_section(view, table, here) for table in answer.tables],
        answer.tail,
        _downloads(view, answer.tables, here, more),
    ]
    body = tag("div", content, class_=f"prospectus-view prospectus-{view.id}", lang=here.lang)
    meta: dict[str, Any] = {
        "title": escape(own, quote=False) or title,
        "lang": here.lang,
        "description": question,
        "hide": ["navigation", "toc"] if view.is_wide else ["navigation"],
    }
    if here.lang != here.addresses.langs[0]:
        meta["search"] = {"exclude": True}  # the same view is found in the language of the site
    text = introduction.strip() or f"# {title}"
    return Page(
        f"{place('bar')}{text}\n{place('view', question)}", meta, {"bar": _bar(view, portfolio, here), "view": body}
    )


def _first_heading(markdown: str) -> str:
    """The text of the first heading of the first level, and not of a comment in code that looks like one."""
    headings = Markdown(Source("index.md", markdown), 0).headings if markdown else []
    return next((heading.text for heading in headings if heading.level == 1), "")


def _bar(view: View, portfolio: Portfolio, here: Here) -> Markup:
    """Where the reader is: the entries of the portfolio, the views beside this one, the other language, and the day."""
    entries = [
        _link(
            here.say(title), here.view_url(views[0].id), _current(is_page=view is views[0], is_part=entry == view.entry)
        )
        for entry, title in ENTRIES.items()
        if (views := entry_views(entry))
    ]
    beside = entry_views(view.entry)
    siblings = [
        _link(here.say(other.title), here.view_url(other.id), _current(is_page=other is view)) for other in beside
    ]
    langs = [
        tag("a", LANGUAGES[lang], href=here.view_url(view.id, lang), lang=lang, hreflang=lang)
        for lang in here.addresses.langs
        if lang != here.lang
    ]
    day = portfolio.today.isoformat()
    as_of = html([here.say(_AS_OF), " ", tag("time", day, datetime=day)])
    aside = tag("p", [tag("span", part) for part in (*langs, as_of)], class_="aside")
    nav = [
        tag("ul", entries, class_="entries"),
        tag("ul", siblings, class_="beside") if len(beside) > 1 else EMPTY,
    ]
    return tag(
        "div",
        tag("nav", nav, aria_label=here.say(_VIEWS)),
        aside,
        class_="prospectus-bar",
        lang=here.lang,
        **{"data-search-exclude": ""},
    )


def _link(title: str, url: str, current: str | None) -> Markup:
    return tag("li", tag("a", title, href=url, aria_current=current))


def _current(*, is_page: bool, is_part: bool = False) -> str | None:
    """What a link is to the page it stands on: itself, or the part of the portfolio that it belongs to."""
    if is_page:
        return "page"
    return "true" if is_part else None


def _section(view: View, table: Table, here: Here) -> Markup:
    title = table.title or here.say(view.title)
    anchor = f"{table.id}-table" if table.id == view.id else table.id  # the page's own heading may have the view's
    if view is HOME:
        anchor = table_anchor(table.id)
    head = tag("h2", table.title, id=anchor) if table.title else EMPTY
    chart = tag("div", table.chart, class_="prospectus-chart") if table.chart else EMPTY
    content = table_html(table, title) if table.instead is None else html(table.instead)
    if table.filters and table.rows:
        content = filtered(filter_form(table.filters, [row.facets for row in table.rows], here), content)
    return tag("section", head, chart, content, described(table.note), id=None if table.title else anchor)


def _downloads(view: View, tables: Iterable[Table], here: Here, more: Iterable[Markup]) -> Markup:
    links = [
        tag(
            "a",
            f"CSV: {table.title}" if table.title else "CSV",
            href=here.file_url(view.csv_name(table)),
            download=True,
        )
        for table in tables
    ]
    links.append(tag("a", "JSON", href=here.file_url(view.json_name), download=True))
    links.extend(more)
    return tag("p", joined(links, " · "), class_="prospectus-downloads", **{"data-search-exclude": ""})
