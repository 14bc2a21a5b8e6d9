"""The short forms that the schema declares.

``short`` beside a mapping lists templates: ``["{answer}", "{answer}: {evidence}"]``. What a part takes follows from the schema of its
key. ``asText`` beside a text takes numbers as they are written, ``words`` beside an enum or a truth value are other words for its values.
:func:`reader_of` makes a reader of all of them, :func:`plain` plain JSON Schema, for other tools.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from prospectus.contract.linear import keeps
from prospectus.ground.pattern import Pattern
from prospectus.reading.front_matter.scalars import scalar
from prospectus.reading.front_matter.short_forms import Form, Part, Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospectus.reading.front_matter.scalars import Json

Schema = dict[str, Any]

_NAME = re.compile(r"\{(\w+)\}")

ANNOTATIONS = frozenset({"short", "asText", "words"})

_NUMBER = r"[-+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PATTERNS = {
    r"^[a-z0-9-]*[a-z][a-z0-9-]*$": r"[a-z0-9-]+",
    r"^[A-Z]{3}$": r"[A-Z]{3}",
}
_REASONS = frozenset({r"^([nN]/[aA]|해당 ?없음) ?: .*\S", r"^([nN]one|없음) ?: .*\S"})
"""The patterns of texts that give a reason in place of a mapping."""

_TEXT = r"\S(?:.*\S)?"
_TYPES: dict[str, tuple[type, ...]] = {
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "string": (),
}


def reader_of(schema: Schema, resolved: Callable[[Schema], Schema]) -> Reader:
    """The reader of a schema; ``resolved`` gives a schema with what it refers to."""
    return _reader(schema, resolved) or Reader({})


def _reader(schema: Schema, resolved: Callable[[Schema], Schema]) -> Reader | None:
    schema = resolved(schema)
    below = {key: _reader(under, resolved) for key, under in schema.get("properties", {}).items()}
    if isinstance(schema.get("items"), dict):
        below["*"] = _reader(schema["items"], resolved)
    form = form_of(schema, resolved) if "short" in schema else None
    words = words_of(schema) if "words" in schema else None
    reader = Reader({key: under for key, under in below.items() if under}, form, schema.get("asText", False), words)
    return reader if reader.below or reader.form or reader.as_text or reader.words else None


def form_of(schema: Schema, resolved: Callable[[Schema], Schema]) -> Form:
    """The short form of a mapping."""
    known: dict[str, Schema] = schema["properties"]
    names = {name for template in schema["short"] for name in _NAME.findall(template)}
    return Form(
        schema["short"],
        {name: part_of(resolved(known[name])) for name in names},
        frozenset(known),
        _kept(schema.get("pattern")),
    )


def shortened(value: Json, schema: Schema, resolved: Callable[[Schema], Schema], *, is_item: bool = False) -> Json:
    """A value with each mapping in it in its short form, where it has one that says the same; an item of a list as a pair."""
    schema = resolved(schema)
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        return [shortened(item, schema["items"], resolved, is_item=True) for item in value]
    if not isinstance(value, dict) or "properties" not in schema:
        return value
    if "short" in schema and value and (short := _written_short(value, schema, resolved, is_item=is_item)) is not None:
        return short
    known: dict[str, Schema] = schema["properties"]
    return {key: shortened(below, known[key], resolved) if key in known else below for key, below in value.items()}


def _written_short(
    value: dict[str, Json], schema: Schema, resolved: Callable[[Schema], Schema], *, is_item: bool
) -> Json:
    """The short form of a mapping; None where none says all of it. One that needs no quotes comes first."""
    form = form_of(schema, resolved)
    found: list[Json] = []
    for template in schema["short"]:
        if set(_NAME.findall(template)) != value.keys():
            continue
        if template == f"{{{next(iter(value))}}}":
            found.append(next(iter(value.values())))
        elif all(isinstance(part, str | int | float) and not isinstance(part, bool) for part in value.values()):
            before, colon, behind = (template.format_map(value) for template in template.partition(": "))
            found += [{before: _scalar(behind)}] if colon and is_item else []
            found.append(before + colon + behind)
    says_it = [short for short in found if (read := form.read(short)) is not None and read.facts == value]
    return next(
        (short for short in says_it if not (isinstance(short, str) and ": " in short)), next(iter(says_it), None)
    )


def _scalar(text: str) -> Json:
    """What stands behind a colon, as YAML reads it."""
    return scalar(text) if text else text


def _kept(pattern: str | None) -> Callable[[str], bool]:
    """Whether a text stands for itself, such as a reason; a pattern that a team wrote is not run by Python, which may hang on it."""
    if pattern is None:
        return lambda _: False
    if pattern not in _REASONS:
        return partial(keeps, pattern)
    compiled = Pattern(pattern)
    return lambda text: compiled.match(text) is not None


def words_of(schema: Schema) -> dict[str, Json]:
    """Every word that is read as a value of an enum or as a truth value, folded, with that value.

    Where a schema gives words at all, a hyphen in a value may be a space.
    """
    words: dict[str, Json] = {value.casefold(): value for value in schema.get("enum", ())}
    if "words" in schema:
        words |= {word.replace("-", " "): value for word, value in words.items()} | schema["words"]
    return words


def part_of(schema: Schema) -> Part:
    """What a part of a short form takes, by the schema of its key."""
    if words := words_of(schema):
        either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        truth = frozenset[type]({bool} if "true" in words or schema.get("type") == "boolean" else ())
        return Part(truth, f"(?i:{either})", lambda text: words[text.casefold()], is_closed=True)
    stated = schema.get("type", "string")
    types = [stated] if isinstance(stated, str) else stated
    taken = frozenset[type](kind for name in types for kind in _TYPES.get(name, ()))
    if {"number", "integer"} & {*types}:
        return Part(taken, _NUMBER, _number)
    if "string" not in types:
        return Part(taken, "", str)
    pattern = _DATE if schema.get("format") == "date" else _PATTERNS.get(schema.get("pattern", ""), _TEXT)
    return Part(taken, pattern, str)


def _number(text: str) -> Json:
    return scalar(text.replace(",", ""))


def plain(schema: Schema, annotated: Schema, resolved: Callable[[Schema], Schema]) -> Schema:
    """A compiled schema that also takes the short forms of the annotated one, as plain JSON Schema."""
    if "short" in annotated:
        for_people: Schema = {key: schema[key] for key in ("title", "description", "examples") if key in schema}
        rest = {key: value for key, value in schema.items() if key not in for_people}
        return {**for_people, "anyOf": [rest, *_also(annotated, resolved)]}
    if annotated.get("asText"):
        return {**schema, "type": ["string", "number", "boolean"]}
    if "words" in annotated:
        truth = [True, False] if "true" in annotated["words"] or annotated["type"] == "boolean" else []
        return {**schema, "type": ["string", "boolean"] if truth else "string", "enum": [*_words(annotated), *truth]}
    return schema


def _also(annotated: Schema, resolved: Callable[[Schema], Schema]) -> list[Schema]:
    known: dict[str, Schema] = annotated["properties"]
    found: list[Schema] = []
    for template in annotated["short"]:
        names = _NAME.findall(template)
        first, colon, rest = template.partition(": ")
        if template == f"{{{names[0]}}}":
            found.append(_alone(resolved(known[names[0]])))
            continue
        found.append({"type": "string", "pattern": f"^{_pattern(template, known, resolved)}$"})
        if colon:
            alone = _alone(resolved(known[rest[1:-1]])) if rest[1:-1] in known else None
            found.append(
                {
                    "type": "object",
                    "minProperties": 1,
                    "maxProperties": 1,
                    "propertyNames": {
                        "pattern": f"^{_pattern(first, known, resolved)}$",
                        "not": {"enum": sorted(known)},
                    },
                    "additionalProperties": alone
                    or {"type": "string", "pattern": f"^{_pattern(rest, known, resolved)}$"},
                }
            )
    return found


def _alone(schema: Schema) -> Schema:
    """What a part takes that stands for its mapping alone."""
    part = part_of(schema)
    types = [name for name, kinds in _TYPES.items() if part.types & {*kinds}]
    if not part.pattern:
        return {"type": types}
    if types and not words_of(schema):
        return {"type": types} if "string" not in schema["type"] else {"type": [*types, "string"]}
    return {"type": ["string", *types], "pattern": f"^{_either(schema) or part.pattern}$"}


def _pattern(template: str, known: dict[str, Schema], resolved: Callable[[Schema], Schema]) -> str:
    pieces = re.split(r"\{(\w+)\}", template)
    return "".join(
        (_either(schema := resolved(known[piece])) or part_of(schema).pattern) if number % 2 else re.escape(piece)
        for number, piece in enumerate(pieces)
    )


def _either(schema: Schema) -> str:
    """The words of an enum as a pattern."""
    return f"(?:{'|'.join(map(re.escape, _words(schema)))})" if words_of(schema) else ""


def _words(schema: Schema) -> list[str]:
    """The words that an enum takes, as they are mostly written: other tools may not know how to leave case aside."""
    words = list(schema.get("enum", ()))
    if "words" in schema:
        words += [*map(str.capitalize, words), *words_of(schema)]
    return [*dict.fromkeys(words)]
