"""Whether a text keeps the pattern of a schema, in linear time: a team's own contract may hold any expression."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@lru_cache(256)
def _keeps(pattern: str) -> Callable[[str], bool]:
    import jsonschema_rs  # noqa: PLC0415 - only where something is wrong, or in a team's own contract

    schema = {"type": "string", "pattern": pattern}
    return jsonschema_rs.Draft202012Validator(schema, pattern_options=jsonschema_rs.RegexOptions()).is_valid


def keeps(pattern: str, text: str) -> bool:
    """Whether a text keeps a pattern."""
    return _keeps(pattern)(text)
