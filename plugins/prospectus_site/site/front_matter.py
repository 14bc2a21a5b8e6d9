"""The metadata of a page as front matter that every reader of YAML understands in the same way."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from prospectus_site.markup import shown

if TYPE_CHECKING:
    from collections.abc import Mapping


def front_matter(meta: Mapping[str, Any]) -> str:
    """Metadata between two lines of hyphens: texts in quotes, numbers, true and false, and lists of these; dates become texts.

    Some readers take an unquoted ``no`` for a text, some for false, and some take a date for a text.
    """
    lines = [f"{key}: {_written(value)}" for key, value in meta.items() if value is not None]
    return "\n".join(["---", *lines, "---", "", ""])


def _written(value: Any) -> str:  # noqa: ANN401 - whatever a writer's metadata holds
    """A value as JSON, which is YAML, too."""
    return json.dumps(_plain(value), ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _plain(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, dict):
        return {shown(str(key)): _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_plain(one) for one in value if one is not None]
    if isinstance(value, bool | int | float):
        return value if value == value and abs(value) != float("inf") else str(value)  # noqa: PLR0124 - not a number
    return shown(value.isoformat() if isinstance(value, date) else str(value))
