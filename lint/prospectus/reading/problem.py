"""A problem: why a text could not be read, and where."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from prospectus.ground.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospectus.ground.source import Span


class Problem(NamedTuple):
    """Why a text could not be read: ``kind`` names the wording, ``facts`` fill it."""

    kind: str
    span: Span
    facts: Mapping[str, str] = MappingProxyType({})
    related: tuple[tuple[Span, str], ...] = ()
