"""What breaks a plain JSON Schema, in words of both languages.

It knows the keywords that the schema of the configuration uses; to import a validator for that would take longer than to
lint a document. A test holds it against jsonschema.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prospectus.ground.language import filled
from prospectus.ground.named_tuple import NamedTuple
from prospectus.ground.spelling import did_you_mean_one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text

Schema = dict[str, Any]
Path = tuple[str | int, ...]

_TYPES: dict[str, tuple[type, ...]] = {"object": (dict,), "array": (list,), "string": (str,), "integer": (int, float)}
_TYPE_WORDS: dict[str, Text] = {
    "object": {"en": "must be a table of keys and values", "ko": "키와 값의 표여야 합니다"},
    "array": {"en": "must be a list", "ko": "목록이어야 합니다"},
    "string": {"en": "must be text in quotes", "ko": "따옴표로 감싼 텍스트여야 합니다"},
    "integer": {"en": "must be a whole number", "ko": "정수여야 합니다"},
}
_OR: Text = {"en": "{0}, or {1}", "ko": "{0}. 또는 {1}"}
_MISSING: Text = {"en": "lacks the key '{0}'", "ko": "'{0}' 키가 없습니다"}
_UNKNOWN: Text = {"en": "unknown key '{0}'{1}", "ko": "'{0}'(이)라는 키는 없습니다{1}"}
_ENUM: Text = {"en": "'{0}' is none of {1}", "ko": "'{0}'은(는) 쓸 수 없습니다. 쓸 수 있는 값: {1}"}
_EMPTY: Text = {"en": "must not be empty", "ko": "비어 있을 수 없습니다"}
_TWICE: Text = {"en": "names '{0}' twice", "ko": "'{0}'이(가) 두 번 나옵니다"}
_PATTERN: Text = {"en": "'{0}' is not like {1}", "ko": "'{0}'은(는) {1} 형식이 아닙니다"}
_MINIMUM: Text = {"en": "must be at least {0}", "ko": "{0} 이상이어야 합니다"}
_LIKE = {"^[A-Z]{3}[0-9]{2}$": "MET04", "^[A-Z]{3}([0-9]{2})?$": "MET04, MET"}


class Mistake(NamedTuple):
    """What is wrong, and the path of the value, or of the key, that is."""

    path: Path
    words: Text
    is_key: bool = False


def mistakes(schema: Schema, value: Any, defs: Schema, path: Path = ()) -> Iterator[Mistake]:  # noqa: ANN401 - any JSON
    """Everything that breaks the schema; ``defs`` are its ``$defs``."""
    if "$ref" in schema:
        schema = defs[schema["$ref"].rpartition("/")[2]]
    stated = schema.get("type", "string")
    kinds = [stated] if isinstance(stated, str) else stated
    kind = next((one for one in kinds if _is_of(one, value)), None)
    if kind is None:
        yield Mistake(
            path, filled(_OR, *(_TYPE_WORDS[one] for one in kinds)) if len(kinds) > 1 else _TYPE_WORDS[stated]
        )
    elif kind == "object":
        yield from _of_table(schema, value, defs, path)
    elif kind == "array":
        yield from _of_list(schema, value, defs, path)
    elif "enum" in schema and value not in schema["enum"]:
        yield Mistake(path, filled(_ENUM, value, ", ".join(schema["enum"])))
    elif kind == "integer" and value < schema.get("minimum", value):
        yield Mistake(path, filled(_MINIMUM, schema["minimum"]))
    elif kind == "string":
        yield from _of_text(schema, value, path)


def _is_of(kind: str, value: Any) -> bool:  # noqa: ANN401 - any JSON
    is_broken = isinstance(value, float) and not value.is_integer()
    return isinstance(value, _TYPES[kind]) and not isinstance(value, bool) and not is_broken


def _of_table(schema: Schema, value: dict[str, Any], defs: Schema, path: Path) -> Iterator[Mistake]:
    known = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in value:
            yield Mistake(path, filled(_MISSING, key))
    other = schema.get("additionalProperties", {})
    for key, below in value.items():
        if key in known:
            yield from mistakes(known[key], below, defs, (*path, key))
        elif other is False:
            yield Mistake((*path, key), filled(_UNKNOWN, key, did_you_mean_one_of(key, known)), is_key=True)
        else:
            for mistake in _of_text(schema.get("propertyNames", {}), key, (*path, key)):
                yield mistake._replace(is_key=True)
            yield from mistakes(other, below, defs, (*path, key))


def _of_list(schema: Schema, value: list[Any], defs: Schema, path: Path) -> Iterator[Mistake]:
    if len(value) < schema.get("minItems", 0):
        yield Mistake(path, _EMPTY)
    for at, item in enumerate(value):
        yield from mistakes(schema["items"], item, defs, (*path, at))
    if schema.get("uniqueItems"):
        seen = set()
        for item in value:
            if isinstance(item, str) and item in seen:
                yield Mistake(path, filled(_TWICE, item))
                break
            if isinstance(item, str):
                seen.add(item)


def _of_text(schema: Schema, value: str, path: Path) -> Iterator[Mistake]:
    if len(value) < schema.get("minLength", 0):
        yield Mistake(path, _EMPTY)
    pattern = schema.get("pattern")
    if pattern and not re.search(pattern, value):
        yield Mistake(path, filled(_PATTERN, value, _LIKE[pattern]))
