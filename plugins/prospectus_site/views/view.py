"""A view: one question that readers of a portfolio ask, answered by tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.markup import EMPTY
from prospectus_site.tables.table import table_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

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

    @property
    def json_name(self) -> str:
        """The name of the file of all its tables as JSON."""
        return f"{self.id}.json"

    def csv_name(self, table: Table) -> str:
        """The name of the file of one of its tables as CSV."""
        return f"{self.id}.csv" if table.id == self.id else f"{self.id}-{table.id}.csv"

    def json(self, answer: Answer, today: date) -> str:
        """An answer as JSON: ``{"view", "today", "tables": {id: [{column: value}]}}``."""
        tables = {table.id: table_data(table) for table in answer.tables}
        data = {"view": self.id, "today": today.isoformat(), "tables": tables}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
