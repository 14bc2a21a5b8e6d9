"""Facts of findings in words that several families use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 6
"""A finding shows no more related places of one kind than this."""


def as_keys(keys: Iterable[str]) -> str:
    """Keys in a row, as they are written in a wording."""
    return ", ".join(f"`{key}`" for key in keys)
