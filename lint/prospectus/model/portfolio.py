"""All documents together, as their records, with their indices."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from prospectus.model.record import Json, Record


class Portfolio:
    """The records of the documents of one configuration. Ids map to tuples, so that duplicates stay visible.

    ``asked_for`` are the names of the documents to report on; all of them if None.
    """

    def __init__(self, records: Iterable[Record], asked_for: Collection[str] | None = None) -> None:
        self.records = tuple(records)
        self._asked_for = asked_for

    def is_asked_for(self, record: Record) -> bool:
        """Whether what is found in a document is to be shown."""
        return self._asked_for is None or record.name in self._asked_for

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def by_id(self) -> dict[str, tuple[Record, ...]]:
        """The records of each project id."""
        found: dict[str, list[Record]] = {}
        for record in self.records:
            if record.id is not None:
                found.setdefault(record.id, []).append(record)
        return {identity: tuple(records) for identity, records in found.items()}

    def collected(self, code: str) -> Iterator[tuple[Record, Json]]:
        """What a rule took from each document from which it took anything."""
        for record in self.records:
            taken = record.collected.get(code)
            if taken is not None:
                yield record, taken
