"""The answers of the feasibility study that other parts of the plan follow from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node


def red_flag(document: Document, name: str) -> Node:
    """The answer to one of the six signs against machine learning."""
    return document.at("feasibility.red_flags", name, "answer")


def is_flagged(document: Document, name: str) -> bool:
    """Whether one of the six signs against machine learning is there: answered with yes."""
    return red_flag(document, name).text() == "yes"
