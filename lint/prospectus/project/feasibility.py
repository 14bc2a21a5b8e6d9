"""The answers of the feasibility study that other parts of the plan follow from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import non_negative

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

FEWEST_A_YEAR = 12
"""A decision that is taken less often than once a month is taken by people who think about it."""

TIMES_A_YEAR = {"minute": 525_600, "hour": 8760, "day": 365, "week": 365 / 7, "month": 12, "quarter": 4, "year": 1}
"""How often a year what is stated by a period happens; a year has 365 days."""


def red_flag(document: Document, name: str) -> Node:
    """The answer to one of the six signs against machine learning."""
    return document.at("feasibility.red_flags", name, "answer")


def is_flagged(document: Document, name: str) -> bool:
    """Whether one of the six signs against machine learning is there: answered with yes."""
    return red_flag(document, name).text() == "yes"


def is_rare(volume: Node) -> bool:
    """Whether a decision is taken so seldom that there is nothing to automate; False where its volume is not stated."""
    number, times = non_negative(volume.at("value")), TIMES_A_YEAR.get(volume.at("per").text() or "")
    return number is not None and times is not None and number * times < FEWEST_A_YEAR
