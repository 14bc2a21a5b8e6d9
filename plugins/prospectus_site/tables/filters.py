"""Filters: by what a reader can choose among projects or rows, and the form in which it is chosen.

The form stands in the page from the beginning, hidden; ``assets/prospectus.js`` shows it, so that nothing is offered that would not
work. The items carry their values as ``data-`` attributes. See the script for the whole agreement.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.markup import EMPTY, html, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.markup import Content, Markup

BETWEEN = "\n"
"""What stands between the values of an item that has several; in a value itself it becomes a space."""

MOST_OPTIONS = 40
"""Where there are more values than this, a reader types, and is offered them."""

FIRST = 4
"""So many facets are always in sight; the others can be opened."""

_LABEL: Text = {"en": "Filter", "ko": "거르기"}
_TEXT: Text = {"en": "Search in the list", "ko": "목록에서 찾기"}
_ALL: Text = {"en": "all", "ko": "전체"}
_SORT: Text = {"en": "Sort by", "ko": "정렬"}
_MORE: Text = {"en": "More filters", "ko": "조건 더 보기"}
_CLEAR: Text = {"en": "Clear", "ko": "지우기"}
_COUNT: Text = {"en": "{0} of {1}", "ko": "{1}건 중 {0}건"}
_NONE: Text = {
    "en": "Nothing matches. Clear the filter to see all.",
    "ko": "맞는 것이 없습니다. 조건을 지우면 모두 보입니다.",
}


class Facet(NamedTuple):
    """One thing by which items can be chosen: ``key`` names it in the URL and in ``data-`` attributes.

    ``names`` are what its values are called, in the order in which they are offered; a value that is not among them stands for
    itself, after them.
    """

    key: str
    title: str
    names: Mapping[str, str] = {}


def facet_value(values: Iterable[str]) -> str:
    """The values of an item as one attribute."""
    kept = (value.replace(BETWEEN, " ").strip() for value in values)
    return BETWEEN.join(filter(None, kept))


def filter_form(
    facets: Sequence[Facet],
    items: Sequence[Mapping[str, str]],
    here: Here,
    *,
    sorts: Sequence[tuple[str, str]] = (),
    count: str = "",
) -> Markup:
    """The form of a list of items. Facets in which all are the same are left out.

    ``sorts`` are the orders that are offered, each a key and what it is called; the first is that of the page, and ``-`` before a key
    turns it around. ``count`` tells how many are shown, with places for them and for all.
    """
    fields = [field for facet in facets if (field := _field(facet, items, here))]
    first, others = (fields[:FIRST], fields[FIRST:]) if len(fields) > FIRST + 1 else (fields, [])
    more = (
        tag("details", tag("summary", here.say(_MORE)), tag("div", others, class_="fields"), class_="more")
        if others
        else EMPTY
    )
    order = (
        _labelled(here.say(_SORT), tag("select", [tag("option", name, value=key) for key, name in sorts], name="sort"))
        if sorts
        else EMPTY
    )
    text = _labelled(here.say(_TEXT), tag("input", type="search", name="text", autocomplete="off"), class_="text")
    told = tag("p", class_="count", role="status", **{"data-text": count or here.say(_COUNT)})
    clear = tag("button", here.say(_CLEAR), type="reset")
    none = tag("p", here.say(_NONE), class_="none", hidden=True)
    return tag(
        "form",
        [tag("div", text, first, order, class_="fields"), more, tag("div", told, clear, class_="result"), none],
        class_="prospectus-filter",
        role="search",
        aria_label=here.say(_LABEL),
        hidden=True,
        **{"data-search-exclude": ""},
    )


def filtered(form: Markup, content: Content, items: str = "tbody tr:not(.group)") -> Markup:
    """A list with its form. ``items`` is a CSS selector of what is shown or hidden."""
    return tag("div", form, content, **{"data-prospectus-filter": items})


def _labelled(label: str, control: Markup, class_: str = "") -> Markup:
    return tag("label", tag("span", label), control, class_=class_)


def _field(facet: Facet, items: Sequence[Mapping[str, str]], here: Here) -> Markup:
    counts = Counter(value for item in items for value in item.get(facet.key, "").split(BETWEEN) if value)
    blank = sum(not item.get(facet.key) for item in items)
    if len(counts) + bool(blank) <= 1:
        return EMPTY
    known = [value for value in facet.names if value in counts]
    values = [*known, *sorted(counts.keys() - facet.names.keys(), key=str.casefold)]
    if len(values) > MOST_OPTIONS:
        name = f"prospectus-{facet.key}"
        offered = [tag("option", value=facet.names.get(value, value)) for value in values]
        entry = tag("input", name=facet.key, list=name, autocomplete="off", placeholder=here.say(_ALL))
        return html([_labelled(facet.title, entry), tag("datalist", offered, id=name)])
    options = [tag("option", f"{facet.names.get(value, value)} ({counts[value]})", value=value) for value in values]
    return _labelled(facet.title, tag("select", tag("option", here.say(_ALL), value=""), options, name=facet.key))
