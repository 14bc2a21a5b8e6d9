"""The few numbers that answer a view's question at once, above its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.markup import EMPTY, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.markup import Content, Markup

MOST_LISTED = 10
"""A list above a table names no more than these; the table has them all."""

_MORE: Text = {"en": "and {0} more in the table", "ko": "외 {0}건은 표에 있습니다"}


class Figure(NamedTuple):
    """A number, what it counts, and its state: good, warn, bad or nothing."""

    number: str
    label: str
    state: str = ""


def figures(items: Iterable[Figure]) -> Markup:
    """Numbers side by side; those of nothing are quiet."""
    shown = [
        tag(
            "li",
            tag("strong", one.number),
            " ",
            tag("span", one.label),
            class_=one.state if one.number != "0" else "quiet",
        )
        for one in items
    ]
    return tag("ul", shown, class_="prospectus-figures") if shown else EMPTY


def named(title: str, items: Sequence[Content], here: Here) -> Markup:
    """The items that a reader must see first, under a title; nothing without any."""
    if not items:
        return EMPTY
    listed = [tag("li", item) for item in items[:MOST_LISTED]]
    if len(items) > MOST_LISTED:
        listed.append(tag("li", here.say(_MORE).format(len(items) - MOST_LISTED), class_="quiet"))
    return tag("div", tag("p", tag("strong", title)), tag("ul", listed), class_="prospectus-named")
