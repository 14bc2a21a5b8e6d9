"""Placeholder of another branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from prospectus.model.document import Document


class Lifted(NamedTuple):
    """A fact that a body states."""

    path: tuple[str | int, ...]
    value: Any
    line: int
    quote: str


def lifted(document: Document) -> tuple[Lifted, ...]:  # noqa: ARG001
    """Nothing yet."""
    return ()
