"""The dates that a project has promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node


class Milestone(NamedTuple):
    """One increment of the project that has a date; ``due`` is the fact that states it."""

    day: date
    due: Node

    @property
    def name(self) -> Node:
        """What the increment is called."""
        return self.due.parent.at("name")


def milestones(document: Document) -> list[Milestone]:
    """The dated increments, in the order of the text."""
    dues = (increment.at("due") for increment in document.at("problem.increments").each())
    return [Milestone(day, due) for due in dues if (day := due.date()) is not None]
