"""Facts of findings in words that several families use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure, finite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.reading.front_matter.node import Node

SHOWN = 6
"""A finding shows no more related places of one kind than this."""


def as_keys(keys: Iterable[str]) -> str:
    """Keys in a row, as they are written in a wording."""
    return ", ".join(f"`{key}`" for key in keys)


def shown(at: Node) -> str:
    """A stated number as all numbers are shown, with the thousands set apart; what is none as it is written."""
    number = finite(at)
    return at.written if number is None else figure(number)
