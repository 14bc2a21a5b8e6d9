"""What somebody wrote, in the shape that the schema asks for: what a writer is shown of a fact that is misshapen.

Nothing is invented. A text goes into the part of a mapping that takes any text, into a list, into an id; words of an enum, numbers and
dates are found in it. What is still to be filled in is :data:`TO_FILL_IN`, or of a date what it lacks, ``2026-10-DD``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.linear import keeps
from prospectus.contract.mentions import (
    DAY_TO_FILL_IN,
    LONGEST,
    choices,
    currency_in,
    date_in,
    declared_in,
    ends_in,
    is_not_applicable,
    number_in,
    slug,
    without_date,
    without_number,
)
from prospectus.contract.short_forms import part_of, words_of
from prospectus.ground.pattern import Pattern
from prospectus.ground.units import unit_of_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Json = Any
Schema = dict[str, Any]

TO_FILL_IN = "…"
"""What stands for a value that only the writer can know."""

DATE_TO_FILL_IN = f"YYYY-MM{DAY_TO_FILL_IN}"
"""What stands for a date that only the writer can know: no real one, which would be kept, and soon lie in the past."""

SLUG = r"^[a-z0-9-]*[a-z][a-z0-9-]*$"
WORD = r"^[^\s]+$"
"""The patterns of ids: that of a document, and those within one."""

_CURRENCY = r"^[A-Z]{3}$"
_REASONS = {
    r"^([nN]/[aA]|해당 ?없음) ?: .*\S": ("n/a", "해당 없음"),
    r"^([nN]one|없음) ?: .*\S": ("none", "없음"),
}
"""What stands before the reason in place of a mapping, in English and in Korean, by the pattern that asks for it."""

SAID = ("text", "statement", "name")
"""The keys under which a thing is said in words, where nothing asks for one of them."""

_BLANKS = (TO_FILL_IN, [TO_FILL_IN], DATE_TO_FILL_IN)
_ENDS = 2
_MOST_WORDS = 5
"""The items of a list that are written on one line with commas have no more words than this."""

_NAME = Pattern(r"\{(\w+)\}")
_ONE_WORD = Pattern(r"[^\W\d]\S*")
_HANGUL = Pattern("[가-힣]")
_COMMA = Pattern(r"[,;、]\s*|(?<!\s)\s+/\s+")
_BEHIND = r"\s*(?:[:,;]\s|[:;]|\s[\u2013\u2014-]\s)\s*"
"""What people write for the ``: `` or the ``, `` of a short form."""


class Begun(NamedTuple):
    """The beginning of a short form: the parts that stand there as they are written and as they read, and those that are missing."""

    written: dict[str, str]
    facts: dict[str, Json]
    template: str
    missing: tuple[str, ...]


def _nothing_declared(_kind: str) -> Collection[str]:
    return ()


class Fitting:
    """The values that fit a schema; ``resolved`` gives a schema with what it refers to.

    ``declared`` tells the ids of a kind to which a text may refer, ``unit`` the unit in which numbers are asked for whose keys do not
    tell one.
    """

    def __init__(
        self,
        resolved: Callable[[Schema], Schema],
        declared: Callable[[str], Collection[str]] = _nothing_declared,
        unit: str | None = None,
    ) -> None:
        self._resolved = resolved
        self._declared = declared
        self._unit = unit

    def among(self, declared: Callable[[str], Collection[str]], unit: str | None) -> Fitting:
        """The same, of a fact in a document that declares ids, and that asks for a unit."""
        return Fitting(self._resolved, declared, unit)

    def of(self, value: Json, schema: Schema) -> Json | None:
        """A value in the shape of a schema; None where nothing of it can be kept."""
        return self._of(value, schema, self._unit)

    def _of(self, value: Json, schema: Schema, unit: str | None) -> Json | None:
        schema = self._resolved(schema)
        stated = schema.get("type", "string")
        kinds = {stated} if isinstance(stated, str) else {*stated}
        if isinstance(value, str) and schema.get("pattern") in _REASONS and is_not_applicable(value):
            return f"{_REASONS[schema['pattern']][_HANGUL.search(value) is not None]}: {TO_FILL_IN}"
        if "object" in kinds:
            return self._mapping(value, schema)
        if "array" in kinds:
            return self._list(value, schema)
        if isinstance(value, list):
            value = ", ".join(map(str, value)) if value and all(isinstance(item, str) for item in value) else None
        is_scalar = value is not None and not isinstance(value, dict)
        return _scalar(str(value)[:LONGEST].strip(), schema, kinds, unit) if is_scalar else None

    def begun(self, text: str, schema: Schema) -> Begun | None:
        """The short form of which a text is the beginning, or which it is with other marks; the one with most of its parts."""
        found: list[Begun] = []
        for template in schema.get("short", ()):
            names = _NAME.findall(template)
            every = (self._begun(text, template, names[:count], schema) for count in range(len(names), 0, -1))
            if (begun := next(filter(None, every), None)) is not None:
                found.append(begun._replace(missing=tuple(names[len(begun.facts) :])))
        return max(found, key=lambda begun: (len(begun.facts), -len(begun.missing)), default=None)

    def short(self, found: dict[str, Json], example: Json, schema: Schema) -> str | None:
        """A short form with the parts that were found, and those of an example; None where no template has all that was found."""
        given = example if isinstance(example, dict) else {}
        known = schema.get("properties", {})
        # An id of the example's project beside what the writer's own says would be taken for one of this.
        lent = {name for name in given if not found or "ref" not in self._resolved(known[name])}
        for template in schema.get("short", ()):
            names = _NAME.findall(template)
            is_told = found.keys() <= {*names} <= found.keys() | lent
            if not is_told or any(isinstance(part, dict) for part in found.values()):
                continue
            parts = {
                name: blanked(below, schema["properties"][name], self._resolved, is_all=False)
                for name, below in given.items()
            } | found
            return str(template.format_map({name: _said(part) for name, part in parts.items()}))
        return None

    def _begun(self, text: str, template: str, names: list[str], schema: Schema) -> Begun | None:
        pieces = _NAME.split(template)
        parts = {name: part_of(self._resolved(schema["properties"][name])) for name in names}
        if not all(part.pattern for part in parts.values()):
            return None
        pattern = "".join(
            f"(?P<{piece}>{parts[piece].pattern})" if number % 2 else _loose(piece)
            for number, piece in enumerate(pieces[: 2 * len(names)])
        )
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match is None:
            return None
        facts = {name: parts[name].made(match[name]) for name in names}
        return Begun(match.groupdict(), facts, template, ())

    def _mapping(self, value: Json, schema: Schema) -> Json | None:
        known: dict[str, Schema] = schema.get("properties", {})
        if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], dict | list):
            value = value[0]
        if isinstance(value, list):
            entries = [entry for item in value if isinstance(item, dict) for entry in item.items()]
            return dict(entries) if entries and all(key in known for key, _ in entries) else None
        if value is None or isinstance(value, dict):
            return None
        text = str(value)[:LONGEST].strip()
        begun = self.begun(text, schema)
        if begun is not None:
            counted = self._counted(begun, known)
            return self._in_order({**dict.fromkeys(begun.missing), **begun.facts, **counted}, known)
        names = [name for template in schema.get("short", ()) for name in _NAME.findall(template)]
        named = {*(names or self._words(known))} | {name for name, below in known.items() if self._refers(text, below)}
        asked = [name for name in known if name in named and not self._takes_any_text(known[name])]
        is_dated = any(self._is_date(known[name]) for name in names)
        found = self._ends(text, schema) or {
            name: fitting
            for name in asked
            if (fitting := self._part(name, known[name], text, without_date(text) if is_dated else text)) is not None
        }
        first = _NAME.findall(schema["short"][0]) if names else self._asked(known)
        free = [name for name in first if self._takes_any_text(known[name])]
        ids = [name for name, below in known.items() if "declares" in self._resolved(below)]
        if not found and len(free) == 1:
            found = {free[0]: text}
        elif not found and ids and re.fullmatch(r"[\w-]+", text):
            found = {ids[0]: text}
        elif not found and ids and not names:
            found = self._said(text, known, ids[0])
        return self._in_order({**dict.fromkeys(first), **found}, known) if found else None

    def _part(self, name: str, schema: Schema, text: str, undated: str) -> Json | None:
        """What a text says of one part of a mapping. An id is told by its own word alone: a sentence is none."""
        schema = self._resolved(schema)
        items = self._resolved(schema.get("items", {}))
        kind = schema.get("ref") or items.get("ref")
        if kind is not None:
            told = declared_in(text, self._declared(kind))
            pieces = _COMMA.split(text)
            if told:
                return told if items else told[0] if len(told) == 1 else None
            return self.of(text, schema) if all(map(_ONE_WORD.fullmatch, pieces)) else None
        if schema.get("pattern") == _CURRENCY:
            return currency_in(text)
        return self._of(undated if _is_number(schema) else text, schema, unit_of_key(name) or self._unit)

    def _refers(self, text: str, schema: Schema) -> bool:
        """Whether a text names an id to which a part may refer."""
        schema = self._resolved(schema)
        kind = schema.get("ref") or self._resolved(schema.get("items", {})).get("ref")
        return kind is not None and bool(declared_in(text, self._declared(kind)))

    def _ends(self, text: str, schema: Schema) -> dict[str, Json]:
        """The two dates of a period; nothing where a text does not tell both, or where none is asked for."""
        names = _NAME.findall(schema["short"][0]) if schema.get("short") else []
        below = [self._resolved(schema["properties"][name]) for name in names]
        ends = ends_in(text) if len(names) == _ENDS and all(map(self._is_date, below)) else None
        if ends is None:
            return {}
        found = {
            name: date_in(end, is_end=part.get("isEnd", False))
            for name, part, end in zip(names, below, ends, strict=True)
        }
        return found if all(found.values()) else {}

    def _counted(self, begun: Begun, known: dict[str, Schema]) -> dict[str, Json]:
        """The number that a short form lacks, where it stands in its one text, and what that says beside it."""
        ((name, text), *others), (lacks, *rest) = [*begun.facts.items()], begun.missing or ("",)
        if others or rest or not lacks or not _is_number(self._resolved(known[lacks])) or not isinstance(text, str):
            return {}
        number, said = self._of(text, known[lacks], unit_of_key(lacks) or self._unit), without_number(text)
        return {name: said, lacks: number} if number is not None and said else {}

    def _said(self, text: str, known: dict[str, Schema], declares: str) -> dict[str, Json]:
        """What a text says of a thing that has an id: its words, and an id of them where they are few."""
        said = next((name for name in SAID if name in known and self._takes_any_text(known[name])), None)
        if said is None:
            return {}
        own = slug(text) if len(text.split()) <= _MOST_WORDS else None
        return {declares: own, said: text}

    def _takes_any_text(self, schema: Schema) -> bool:
        return _takes_any_text(self._resolved(schema))

    def _is_date(self, schema: Schema) -> bool:
        return bool(self._resolved(schema).get("format") == "date")

    def _words(self, known: dict[str, Schema]) -> list[str]:
        """The keys that are asked for and take only some words, so that a text is surely meant for one of them."""
        closed = (name for name in self._asked(known) if "declares" not in self._resolved(known[name]))
        return [name for name in closed if not {"enum", "pattern"}.isdisjoint(self._resolved(known[name]))]

    def _asked(self, known: dict[str, Schema]) -> list[str]:
        return [name for name, below in known.items() if "requiredFrom" in self._resolved(below)]

    def _in_order(self, found: dict[str, Json], known: dict[str, Schema]) -> dict[str, Json]:
        return {
            name: to_fill_in(self._resolved(known[name])) if found[name] is None else found[name]
            for name in known
            if name in found
        }

    def _list(self, value: Json, schema: Schema) -> Json | None:
        items = self._resolved(schema.get("items", {}))
        if isinstance(value, list):
            fitting = [item if _has_type(item, items) else self.of(item, items) for item in value]
            return fitting if fitting and None not in fitting else None
        if isinstance(value, dict):
            return self._listed(value, items)
        if value is None:
            return None
        text = str(value)[:LONGEST].strip()
        pieces = [piece.strip() for piece in _COMMA.split(text) if piece.strip()]
        if any(len(piece.split()) > _MOST_WORDS for piece in pieces):
            pieces = [text]
        fitting = [self.of(piece, items) for piece in pieces]
        if not fitting or None in fitting:
            return None
        return self._together(fitting, items.get("properties", {})) or fitting

    def _together(self, items: list[Json], known: dict[str, Schema]) -> list[Json] | None:
        """One mapping of several of which each tells another part; None where two tell the same."""
        told = [
            {key: part for key, part in item.items() if part not in _BLANKS} for item in items if isinstance(item, dict)
        ]
        keys = [key for item in told for key in item]
        if len(told) < len(items) or len(items) == 1 or len(keys) > len({*keys}):
            return None
        blank = dict.fromkeys(key for item in items for key in item)
        return [self._in_order({**blank, **{key: part for item in told for key, part in item.items()}}, known)]

    def _listed(self, value: dict[str, Json], items: Schema) -> Json | None:
        """A list of mappings that somebody wrote as one, or as a mapping from ids to what they stand for."""
        known: dict[str, Schema] = items.get("properties", {})
        if value and all(key in known for key in value):
            return [value]
        ids = [name for name, below in known.items() if "declares" in self._resolved(below)]
        if not ids or not all(isinstance(below, dict) and _is_slug(key) for key, below in value.items()):
            return None
        return [{ids[0]: key, **below} for key, below in value.items()]


def _is_slug(key: str) -> bool:
    return re.fullmatch("[a-z0-9-]+", key) is not None and re.search("[a-z]", key) is not None


def _said(part: Json) -> str:
    """A part of a short form as it is written."""
    if isinstance(part, list):
        return f"[{', '.join(map(_said, part))}]"
    return str(part).lower() if isinstance(part, bool) else str(part)


def _loose(literal: str) -> str:
    """What stands between two parts of a short form, with the marks that people use."""
    if literal.strip() in {":", ","}:
        return _BEHIND
    return r"\s+".join(map(re.escape, re.split(r"\s+", literal)))


def _has_type(value: Json, schema: Schema) -> bool:
    """Whether an item may stay as it is, as far as its type and an id's form tell."""
    if isinstance(value, dict):
        return "properties" in schema
    if not isinstance(value, str) or "properties" in schema:
        return False
    return schema.get("pattern") is None or keeps(schema["pattern"], value)


def _is_number(schema: Schema) -> bool:
    stated = schema.get("type", "string")
    return bool({"number", "integer"} & ({stated} if isinstance(stated, str) else {*stated}))


def _takes_any_text(schema: Schema) -> bool:
    is_text = schema.get("type", "string") == "string" and schema.get("pattern") in {None, r"\S"}
    return is_text and schema.keys().isdisjoint({"enum", "format", "ref", "declares"})


def _scalar(text: str, schema: Schema, kinds: set[str], unit: str | None) -> Json | None:
    if words_of(schema):
        found = choices(text, schema)
        return found[0] if len(found) == 1 else None
    if kinds & {"number", "integer"}:
        return _within(number_in(text, unit), schema, text)
    return _text(text, schema) if "string" in kinds else None


def _within(number: float | None, schema: Schema, text: str) -> float | int | None:
    """A number that a schema takes, else the one of its scale that a word stands for."""
    if number is None:
        near: dict[str, int] = schema.get("scale", {}).get("near", {})
        return near.get(text.casefold())
    if "%" in text and schema.get("maximum") == 1 < number:
        number = round(number / 100, 9)
    is_whole = schema.get("type") != "integer" or number == int(number)
    is_within = schema.get("minimum", number) <= number <= schema.get("maximum", number)
    is_more = "exclusiveMinimum" not in schema or number > schema["exclusiveMinimum"]
    return number if is_whole and is_within and is_more else None


def _text(text: str, schema: Schema) -> str | None:
    if schema.get("format") == "date":
        return date_in(text, is_end=schema.get("isEnd", False))
    pattern = schema.get("pattern")
    if pattern == _CURRENCY:
        return currency_in(text)
    if pattern in {SLUG, WORD}:
        return slug(text, is_latin=pattern == SLUG)
    if pattern is None:
        return text or None
    return text if keeps(pattern, text) else None


def to_fill_in(schema: Schema) -> Json:
    """What stands for a value that only the writer can know."""
    stated = schema.get("type", "string")
    kinds = {stated} if isinstance(stated, str) else {*stated}
    if "array" in kinds:
        return [TO_FILL_IN]
    return DATE_TO_FILL_IN if schema.get("format") == "date" else TO_FILL_IN


def blanked(example: Json, schema: Schema, resolved: Callable[[Schema], Schema], *, is_all: bool) -> Json:
    """An example without the dates of its project; ``is_all``, without any of its values."""
    schema = resolved(schema)
    if isinstance(example, dict):
        known = schema.get("properties", {})
        return {key: blanked(below, known.get(key, {}), resolved, is_all=is_all) for key, below in example.items()}
    if isinstance(example, list):
        items = [blanked(item, schema.get("items", {}), resolved, is_all=is_all) for item in example]
        return items[:1] if is_all else items
    return to_fill_in(schema) if is_all or schema.get("format") == "date" else example
