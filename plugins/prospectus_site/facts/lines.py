"""Where a fact stands in its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node


def line_of(node: Node) -> int:
    """The line of a fact, from 1; 0 where it is not stated."""
    return node.source.position(node.span.start).line if node.is_present else 0
