"""Whether a front matter surely keeps the standard schema, told without a validator.

To import a validator and have it compile the schema takes longer than to check a document. Where there are only a few, most of
them valid, a walk over the annotated schema says so; whatever it is not sure of, and every violation, is the validator's. A
test holds the two against each other.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Schema = dict[str, Any]

_SILENT = frozenset(
    {
        *("$schema", "$id", "$defs", "title", "description", "examples", "lang", "type", "requiredFrom"),
        *("codeIfMissing", "codeIfInvalid", "declares", "ref", "exampleFrom", "mayBeNone", "statedFrom"),
        *("short", "asText", "words", "scale", "isEnd", "ofMeasurement"),
    }
)
"""The keywords that ask for nothing here; ``type`` is looked at first, ``requiredFrom`` where the mapping is."""

_OF_OBJECTS = frozenset({"properties", "patternProperties", "additionalProperties", "required"})
_OF_ARRAYS = frozenset({"items", "minItems", "maxItems", "uniqueItems"})
_OF_TEXTS = frozenset({"pattern", "minLength", "format"})
_OF_NUMBERS = frozenset({"minimum", "exclusiveMinimum", "maximum"})
_NOT_OF_OBJECTS = _SILENT | _OF_ARRAYS | _OF_TEXTS | _OF_NUMBERS
_NOT_OF_ARRAYS = _SILENT | _OF_OBJECTS | _OF_TEXTS | _OF_NUMBERS
_NOT_OF_SCALARS = _SILENT | _OF_OBJECTS | _OF_ARRAYS

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
}
_OTHERS: Schema = {"^x-": {}}
"""The keys beside the known ones that a mapping of the standard schema may have."""


class SureValidity:
    """The annotated standard schema, for a stage: ``orders`` are those of the stages by their ids."""

    def __init__(self, schema: Schema, orders: Mapping[str, int]) -> None:
        self._schema = schema
        self._orders = orders

    def holds(self, facts: dict[str, Any], order: int, of_key: Mapping[str, int], in_definitions: int) -> bool:
        """Whether facts surely keep the schema at the stage of an order.

        ``of_key`` are the orders of the top-level keys that have another, ``in_definitions`` is that of what is defined once.
        """
        self._in_definitions = in_definitions
        self._of_key = of_key
        return self._object(self._schema, facts, order, is_root=True)

    def _value(self, schema: Schema, value: Any, order: int) -> bool:  # noqa: ANN401 - any JSON
        reference = schema.get("$ref")
        if reference is not None:
            if not schema.keys() <= _SILENT | {"$ref"}:
                return False
            schema, order = self._schema["$defs"][reference.rpartition("/")[2]], self._in_definitions
        types = schema.get("type")
        if types is None:
            return not schema
        if not _is_of((types,) if isinstance(types, str) else types, value):
            return False
        if type(value) is dict:
            return self._object(schema, value, order)
        if type(value) is list:
            return self._array(schema, value, order)
        return all(keyword in _NOT_OF_SCALARS or _scalar(keyword, asked, value) for keyword, asked in schema.items())

    def _object(self, schema: Schema, value: dict[str, Any], order: int, *, is_root: bool = False) -> bool:
        known: Schema = schema.get("properties", {})
        free = schema.get("patternProperties", {})
        if free and free != _OTHERS:
            return False
        if not schema.keys() <= _NOT_OF_OBJECTS | _OF_OBJECTS or not value.keys() >= {*schema.get("required", ())}:
            return False
        for key, below in known.items():
            held = self._of_key.get(key, order) if is_root else order
            if key in value:
                if not self._value(below, value[key], held):
                    return False
            elif "requiredFrom" in below and self._orders[below["requiredFrom"]] <= held:
                return False
        other = schema.get("additionalProperties", {})
        return all(
            (free and key.startswith("x-")) or (other is not False and self._value(other, below, order))
            for key, below in value.items()
            if key not in known
        )

    def _array(self, schema: Schema, value: list[Any], order: int) -> bool:
        if not schema.keys() <= _NOT_OF_ARRAYS | _OF_ARRAYS:
            return False
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            return False
        if "uniqueItems" in schema and (any(type(item) is not str for item in value) or len({*value}) < len(value)):
            return False
        items = schema.get("items")
        return items is None or all(self._value(items, item, order) for item in value)


def _is_of(types: Any, value: Any) -> bool:  # noqa: ANN401 - any JSON
    return any(type(value) in _TYPES.get(kind, ()) for kind in types)


def _scalar(keyword: str, asked: Any, value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Whether a scalar surely keeps one keyword."""
    if keyword == "enum":
        return type(value) is str and value in asked
    if keyword == "const":
        return type(value) is type(asked) and bool(value == asked)
    if type(value) is not str:
        return keyword in _OF_TEXTS or (keyword in _OF_NUMBERS and _is_within(keyword, asked, value))
    if keyword == "minLength":
        return bool(len(value) >= asked)
    if keyword == "pattern":
        # Without line ends and letters of other scripts, Python reads these patterns as any validator does.
        return _says(asked, value) or (value.isascii() and value.isprintable() and re.search(asked, value) is not None)
    return keyword in _OF_NUMBERS or (keyword == "format" and asked == "date" and _is_date(value))


def _is_within(keyword: str, limit: float, value: Any) -> bool:  # noqa: ANN401 - any scalar but a text
    if type(value) not in {int, float}:
        return True
    if keyword == "maximum":
        return bool(value <= limit)
    return bool(value >= limit) if keyword == "minimum" else bool(value > limit)


def _says(pattern: str, value: str) -> bool:
    """Whether a text has something other than white space in it, where that is all that is asked."""
    return pattern == r"\S" and any(char.isalnum() for char in value)


def _is_date(value: str) -> bool:
    if len(value) != len("YYYY-MM-DD") or not value.isascii() or value[4] != "-" or value[7] != "-":
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
