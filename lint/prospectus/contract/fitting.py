"""What somebody wrote, in the shape that the schema asks for: what a writer is shown of a fact that is misshapen.

Nothing is invented. A text goes into the part of a mapping that takes any text, into a list, into an id; words of an enum, numbers and
dates are found in it. What is still to be filled in is :data:`TO_FILL_IN`, or of a date what it lacks, ``2026-10-DD``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.linear import keeps
from prospectus.contract.short_forms import part_of, words_of
from prospectus.ground.ids import cut_between_words
from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

Json = Any
Schema = dict[str, Any]

TO_FILL_IN = "…"
"""What stands for a value that only the writer can know."""

DAY_TO_FILL_IN = "-DD"
"""How a date ends of which at least the day is to be filled in."""

DATE_TO_FILL_IN = f"YYYY-MM{DAY_TO_FILL_IN}"
"""What stands for a date that only the writer can know: no real one, which would be kept, and soon lie in the past."""

SLUG = r"^[a-z0-9-]*[a-z][a-z0-9-]*$"
WORD = r"^[^\s]+$"
"""The patterns of ids: that of a document, and those within one."""

LONGEST = 1_000
"""A text is looked at no further than this, in characters."""

_LONGEST_ID = 40
_CUT = 4
"""A word of fewer letters than this is not one that was cut: `prem` is premise."""

_MOST_WORDS = 5
"""The items of a list that are written on one line with commas have no more words than this."""

_NAME = Pattern(r"\{(\w+)\}")
_NOT_IN_ID = Pattern(r"[^a-z0-9가-힣]+")
_HANGUL = Pattern("[가-힣ㄱ-ㆎ]")
_COMMA = Pattern(r"[,;、]\s*|(?<!\s)\s+/\s+")
_TOKEN = Pattern(r"[^\W_]+")
_NUMBER = Pattern(
    r"(?<![\w.,])(?<![0-9][~\u2013-])(?<![0-9] [~\u2013-])(?<![0-9][~\u2013-] )(?<![0-9] [~\u2013-] )(?P<number>[-+]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}|(?:0|[1-9][0-9]{0,14}))(?:\.[0-9]{1,9})?)(?![0-9.,_]\d)"
    r"(?P<times>\s?(?:[kKM](?![a-zA-Z])|만|억|천))?(?![0-9_eExX*^/+]|\s*[~\u2013-]\s*[0-9])"
)
_TIMES = {"k": 1_000, "K": 1_000, "M": 1_000_000, "천": 1_000, "만": 10_000, "억": 100_000_000}
_YEAR = Pattern(r"(?<!\d)((?:19|20)[0-9]{2})(?:\s?년|[-./])?\s?(?:(0?[1-9]|1[0-2])(?:\s?월)?)?(?![0-9])")
_WHOLE_DATE = Pattern(r"[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}")
_BEHIND = r"\s*(?:[:,;]\s|[:;]|\s[\u2013\u2014-]\s)\s*"
"""What people write for the ``: `` or the ``, `` of a short form."""


class Begun(NamedTuple):
    """The beginning of a short form: the parts that stand there as they are written and as they read, and those that are missing."""

    written: dict[str, str]
    facts: dict[str, Json]
    template: str
    missing: tuple[str, ...]


class Fitting:
    """The values that fit a schema; ``resolved`` gives a schema with what it refers to."""

    def __init__(self, resolved: Callable[[Schema], Schema]) -> None:
        self._resolved = resolved

    def of(self, value: Json, schema: Schema) -> Json | None:
        """A value in the shape of a schema; None where nothing of it can be kept."""
        schema = self._resolved(schema)
        stated = schema.get("type", "string")
        kinds = {stated} if isinstance(stated, str) else {*stated}
        if "object" in kinds:
            return self._mapping(value, schema)
        if "array" in kinds:
            return self._list(value, schema)
        if isinstance(value, list):
            value = ", ".join(map(str, value)) if value and all(isinstance(item, str) for item in value) else None
        if value is None or isinstance(value, dict):
            return None
        text = str(value)[:LONGEST].strip()
        if words_of(schema):
            found = choices(text, schema)
            return found[0] if len(found) == 1 else None
        if kinds & {"number", "integer"}:
            return _within(number_in(text), schema, text)
        return _text(text, schema) if "string" in kinds else None

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
        for template in schema.get("short", ()):
            names = _NAME.findall(template)
            is_told = found.keys() <= {*names} and all(name in found or name in given for name in names)
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
            return self._in_order({**dict.fromkeys(begun.missing), **begun.facts}, known)
        names = [name for template in schema.get("short", ()) for name in _NAME.findall(template)]
        found = {
            name: fitting
            for name in dict.fromkeys(names or self._words(known))
            if not _takes_any_text(self._resolved(known[name])) and (fitting := self.of(text, known[name])) is not None
        }
        first = _NAME.findall(schema["short"][0]) if names else self._asked(known)
        free = [name for name in first if _takes_any_text(self._resolved(known[name]))]
        ids = [name for name, below in known.items() if "declares" in self._resolved(below)]
        if not found and len(free) == 1:
            found = {free[0]: text}
        elif not found and ids and re.fullmatch(r"[\w-]+", text):
            found = {ids[0]: text}
        return self._in_order({**dict.fromkeys(first), **found}, known) if found else None

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
        return fitting if fitting and None not in fitting else None

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


def _takes_any_text(schema: Schema) -> bool:
    is_text = schema.get("type", "string") == "string" and schema.get("pattern") in {None, r"\S"}
    return is_text and schema.keys().isdisjoint({"enum", "format", "ref", "declares"})


def choices(text: str, schema: Schema) -> list[Json]:
    """The values of an enum of which a text speaks: the one whose word stands in it, else those that begin like it."""
    words = words_of(schema)
    folded = text.casefold()
    if folded in words:
        return [words[folded]]
    held: list[str] = []
    for word in sorted(words, key=len, reverse=True):
        is_word = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", folded)
        if is_word and not any(word in longer for longer in held):
            held.append(word)
    if held:
        return [*dict.fromkeys(words[word] for word in held)]
    tokens = _TOKEN.findall(folded)
    return [value for value in schema.get("enum", ()) if _begins(value, tokens)]


def _begins(value: str, tokens: list[str]) -> bool:
    """Whether all parts of a hyphenated word but its last stand among the words of a text, written out or cut."""
    parts = value.split("-")[:-1]
    return bool(parts) and any(
        all(
            part == token or (len(part) >= _CUT and token.startswith(part))
            for part, token in zip(parts, tokens[at:], strict=False)
        )
        for at in range(len(tokens) - len(parts) + 1)
    )


def number_in(text: str) -> float | int | None:
    """The one number that surely stands in a text, without its unit; None where there is none, or several."""
    found = [*_NUMBER.finditer(text[:LONGEST])]
    if len(found) != 1:
        return None
    digits = found[0]["number"].replace(",", "")
    times = _TIMES.get((found[0]["times"] or "").strip(), 1)
    number = float(digits) * times
    return round(number, 9) if "." in digits and number != int(number) else int(number)


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
    if pattern in {SLUG, WORD}:
        return slug(text, is_latin=pattern == SLUG)
    if pattern is None:
        return text or None
    return text if keeps(pattern, text) else None


def slug(text: str, *, is_latin: bool = False) -> str | None:
    """A text as an id; None where it has nothing that can stand in one."""
    if is_latin and _HANGUL.search(text):
        return None
    words = cut_between_words(_NOT_IN_ID.sub("-", text[:LONGEST].casefold()).strip("-"), _LONGEST_ID)
    return words if re.search("[a-z가-힣]", words) else None


def date_in(text: str, *, is_end: bool) -> str | None:
    """The date of which a text tells the year or the month, with what it lacks to be filled in; at an end, the last of a month."""
    found = [*_YEAR.finditer(text)]
    if len(found) != 1 or _WHOLE_DATE.search(text):
        return None
    year, month = found[0].groups()
    if month is None:
        return f"{year}-MM{DAY_TO_FILL_IN}"
    if not is_end:
        return f"{year}-{int(month):02}{DAY_TO_FILL_IN}"
    import calendar  # noqa: PLC0415 - 10 ms, for few dates

    return f"{year}-{int(month):02}-{calendar.monthrange(int(year), int(month))[1]}"


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
