"""A view: one question that readers of a portfolio ask, answered by tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.markup import EMPTY

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio
    from prospectus_site.tables.table import Table


class Answer(NamedTuple):
    """What a view shows: its tables, and what stands before the first and after the last."""

    tables: tuple[Table, ...]
    lead: Markup = EMPTY
    tail: Markup = EMPTY


class View(NamedTuple):
    """One view: ``id`` is its address and file name; ``entry`` the place in the navigation under which it is found.

    ``question`` is what it answers, in one sentence. ``make`` answers it for a portfolio, in the language of the page; it is asked
    once for each language.
    """

    id: str
    entry: str
    title: Text
    question: Text
    make: Callable[[Portfolio, Here], Answer]
    is_wide: bool = True
    """Whether it takes the room of the contents on the right."""
