"""Findings for what the schema itself checks, for the rules whose predicate lives there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prospectus.contract.examples import allowed
from prospectus.contract.fitting import DATE_TO_FILL_IN, TO_FILL_IN
from prospectus.contract.mentions import LONGEST, choices, is_not_applicable
from prospectus.contract.short_forms import words_of
from prospectus.ground.pattern import Pattern
from prospectus.ground.slips import mistyped
from prospectus.ground.spelling import nearest
from prospectus.model.fitted import fitted
from prospectus.model.rule import Finding, Shape, label
from prospectus.reading.front_matter.scalars import scalar
from prospectus.reading.front_matter.short_forms import MISSPELT
from prospectus.rules.written_numbers import Written, written_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prospectus.contract.schema import DesignDocSchema, Schema, Violation
    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_TYPES: dict[str, Text] = {
    "string": {"en": "text", "ko": "텍스트"},
    "number": {"en": "a number", "ko": "숫자"},
    "integer": {"en": "a whole number", "ko": "정수"},
    "boolean": {"en": "true or false", "ko": "true 또는 false"},
    "object": {"en": "a mapping (`key: value`)", "ko": "매핑(`키: 값`)"},
    "array": {"en": "a list (`- item`)", "ko": "목록(`- 항목`)"},
    "null": {"en": "empty", "ko": "빈 값"},
}
_JSON_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}

_PATTERNS: dict[str, Text] = {
    r"\S": {"en": "some text", "ko": "내용이 있는 텍스트"},
    r"^[^\s]+$": {"en": "one word without spaces", "ko": "공백 없는 한 단어"},
    r"^[a-z0-9-]*[a-z][a-z0-9-]*$": {
        "en": "lower-case letters, digits and hyphens, with at least one letter",
        "ko": "영문 소문자·숫자·하이픈(영문자 하나 이상)",
    },
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": {"en": "a language tag such as en or ko", "ko": "en, ko 같은 언어 태그"},
    r"^[A-Z]{3}$": {"en": "an ISO 4217 currency code such as KRW or EUR", "ko": "KRW, EUR 같은 ISO 4217 통화 코드"},
    r"^[A-Z]{3}[0-9]{2}$": {"en": "the code of a rule such as MET03", "ko": "MET03 같은 규칙 코드"},
    r"^([nN]/[aA]|해당 ?없음) ?: .*\S": {
        "en": "a mapping or list, or `n/a: ` and the reason",
        "ko": "매핑이나 목록, 또는 `n/a: `(`해당 없음: `)와 그 이유",
    },
    r"^([nN]one|없음) ?: .*\S": {
        "en": "a mapping, or `none: ` and the reason",
        "ko": "매핑, 또는 `none: `(`없음: `)과 그 이유",
    },
    r"^external$": {"en": "a list of data sets, or the word `external`", "ko": "데이터셋 목록, 또는 `external`"},
}
"""What the patterns of the schema say, in words."""

_PATTERN_WORDINGS = {
    r"^([nN]/[aA]|해당 ?없음) ?: .*\S": "pattern-reason",
    r"^([nN]one|없음) ?: .*\S": "pattern-none",
}
_ALSO: dict[str, Text] = {
    r"^([nN]/[aA]|해당 ?없음) ?: .*\S": {
        "en": ", or `n/a: ` and the reason",
        "ko": ". 해당하지 않으면 `해당 없음: 이유`로 적으세요",
    },
    r"^([nN]one|없음) ?: .*\S": {"en": ", or `none: ` and the reason", "ko": ". 없으면 `없음: 이유`로 적으세요"},
}
"""What may stand in place of a mapping with a short form, in words."""

_NOTHING: Text = {"en": "", "ko": ""}

_UNITS = frozenset(
    {"ms", "s", "seconds", "minutes", "hours", "days", "weeks", "months", "years", "mb", "gb", "pct", "percent"}
)
"""How the key of a number ends whose name tells the unit."""

_LIKE = 0.8
"""How alike a word must be to one that is known to be offered before one that stands in it."""

_DATE_FORM: Text = {"en": "a date, YYYY-MM-DD", "ko": "날짜(YYYY-MM-DD)"}

_WORDED = frozenset(
    {
        *("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"),
        *("minLength", "minItems", "maxItems", "minProperties", "format"),
    }
)
"""The keywords of the schema that have a wording of their own, with their ``{limit}``."""

_LIKE_A_NUMBER = Pattern(r"[-+]?\.?(?:[0-9]|nan\b|inf\b)", re.IGNORECASE)
_WITH_UNIT = Pattern(r"[-+]?[0-9][0-9.,_]*\s*(?!e[-+]?[0-9]|x[0-9a-f])[^\s0-9.,_]", re.IGNORECASE)
_PARTS = re.compile(r"\{(\w+)\}")
_YES_NO = frozenset({"yes", "no", "on", "off", "y", "n"})
_YES = frozenset({"yes", "on", "y"})


def missing(document: Document, code: str) -> Iterator[Finding]:
    """A finding, worded ``missing``, for each key whose absence the schema leaves to this rule."""
    for violation in document.violations.get(code, ()):
        if violation.keyword == "required":
            yield missing_key(document, violation)


def missing_key(document: Document, violation: Violation) -> Finding:
    """The finding of one missing key, with the stage that asks for it."""
    at = document.at().at_path((*violation.path, violation.key))
    facts: dict[str, Any] = {"key": at.where, "name": violation.key, "title": (title(violation),)}
    if document.stage is not None:
        facts["stage"] = document.stage.id
    facts["order"] = document.contract.schema.order(*violation.path, violation.key)
    asked = asked_by(document.contract.origin(*violation.path, violation.key))
    return Finding(at, "missing", facts, (*required_from(document, violation.required_from), *asked))


def required_from(document: Document, since: str, *, is_advised: bool = False) -> tuple[Any, ...]:
    """The related place that says why something is asked: the document's stage. None where every document needs it."""
    stages = document.contract.lifecycle.stages
    stage = document.stage
    if stage is None or since not in stages or stages[since].order == 0:
        return ()
    key = "advised-from" if is_advised else "required-from"
    return (label(document.at("stage"), key, stage=stage.id, since=stages[since].title),)


def asked_by(origin: Node | None) -> tuple[Any, ...]:
    """The related place in a team's own contract that asks for something. None where the standard contract asks."""
    return () if origin is None else (label(origin, "asked-by", file=origin.source.name),)


def title(violation: Violation) -> Text:
    """What people call the key of a violation, with the values that it may have, where these are listed."""
    schema = violation.schema
    english = str(schema.get("title", violation.key))
    values = f": {', '.join(words)}" if (words := allowed(schema)) else ""
    korean = schema.get("lang", {}).get("ko", {}).get("title", english)
    return {"en": f"{english}{values}", "ko": f"{korean}{values}"}


def wrong_value(document: Document, violation: Violation) -> Finding:
    """The finding of a value that is not what its key may hold; its wordings are on the page of STR03."""
    at = document.at().at_path(violation.path)
    keyword, limit = violation.keyword, violation.value
    facts: dict[str, Any] = {"key": at.where, "value": at, "limit": limit, "keyword": keyword}
    for told in (
        _left_out(at, violation, facts),
        _wrong_date(at, violation, facts),
        _off_scale(at, violation, facts),
        _near_short(document, violation),
    ):
        if told is not None:
            return told
    if keyword == "type":
        has_unit = _has_unit(document, violation)
        number = written_number(document, at)
        kinds = [limit] if isinstance(limit, str) else list(limit)
        return _wrong_type(at, kinds, facts, has_unit=has_unit, number=number)
    if keyword in {"enum", "const"}:
        return _wrong_choice(at, violation, facts)
    if keyword == "pattern":
        wording = _PATTERN_WORDINGS.get(limit, "pattern")
        return Finding(at, wording, {**facts, "expected": _form(limit)}, shapes=(Shape(at),))
    if keyword == "uniqueItems":
        again = _repeated(at)
        return Finding(again, "uniqueItems", {**facts, "value": again})
    return Finding(at, keyword if keyword in _WORDED else "other", facts)


def _wrong_choice(at: Node, violation: Violation, facts: dict[str, Any]) -> Finding:
    words, written = allowed({violation.keyword: violation.value}), str(at.value)
    meant = words_of(violation.schema) if violation.keyword == "enum" else {word: word for word in words}
    slips = {meant[word] for word in mistyped(written, meant)}  # a value may have several words
    sure = near = next(iter(slips)) if len(slips) == 1 else None
    near = near or meant.get(nearest(written, meant, _LIKE))
    found = choices(written, violation.schema) if near is None else []
    near = near or (found[0] if found else meant.get(nearest(written, meant)))
    facts |= {"allowed": (_same(", ".join(words)),), "near": near or ""}
    if len(found) > 1:
        facts["near"] = (_either([_same(f"`{word}`") for word in found]),)
        return Finding(at, "enum-several", facts, shapes=(Shape(at),))
    return Finding(at, "enum-near" if near else "enum", facts, shapes=(Shape(at, near or None, bool(sure)),))


def _left_out(at: Node, violation: Violation, facts: dict[str, Any]) -> Finding | None:
    """The finding of a word that says "nothing" at a fact that nobody has to state: it would say so by not being there."""
    is_word = isinstance(at.value, str) and is_not_applicable(at.value)
    is_free = "requiredFrom" not in violation.schema and violation.schema.get("pattern") not in _PATTERN_WORDINGS
    is_key = len(at.path) > 1 and isinstance(at.path[-1], str)
    return Finding(at, "left-out", facts) if is_word and is_free and is_key else None


def _near_short(document: Document, violation: Violation) -> Finding | None:
    """The finding of a text or a number where a mapping is due that has a short form: how that would be written."""
    at = document.at().at_path(violation.path)
    schema, contract = violation.schema, document.contract.schema
    if (
        "short" not in schema
        or violation.keyword not in {"type", "pattern"}
        or at.value is None
        or isinstance(at.value, dict | list)
    ):
        return None
    text = at.value if isinstance(at.value, str) else at.written
    example = contract.examples.of(at.path, document.lang)
    begun = contract.fitting.begun(text[:LONGEST].strip(), schema)
    facts: dict[str, Any] = {"key": at.where, "also": _ALSO.get(schema.get("pattern", ""), _NOTHING)}
    if begun is not None and begun.missing:
        shown = {name: example.get(name, TO_FILL_IN) for name in begun.missing}
        free = [
            name for name in begun.missing if isinstance(shown[name], str) and not _is_closed(contract, schema, name)
        ]
        near = begun.template.format_map({**shown, **dict.fromkeys(free, TO_FILL_IN), **begun.written})
        facts |= {"near": near, "missing": (_same(", ".join(f"`{name}`" for name in begun.missing)),)}
        return Finding(at, "short-rest", facts, shapes=(Shape(at),))
    fitting = fitted(document, at, text)
    parts = fitting if isinstance(fitting, dict) else {}
    found = {key: part for key, part in parts.items() if part not in (TO_FILL_IN, DATE_TO_FILL_IN)}
    if isinstance(fitting, dict) and [*found.values()] == [text] and " " not in text:
        found = {}  # one word in a part that takes any is most likely meant for another
    form = contract.fitting.short(found, example, schema) or contract.fitting.short({}, example, schema)
    return None if form is None else Finding(at, "short", {**facts, "near": form}, shapes=(Shape(at),))


def _is_closed(contract: DesignDocSchema, schema: Schema, name: str) -> bool:
    return "enum" in (part := contract.resolved(schema["properties"][name])) or "pattern" in part


def _off_scale(at: Node, violation: Violation, facts: dict[str, Any]) -> Finding | None:
    """The finding of a value on a scale whose ends mean something."""
    scale = violation.schema.get("scale")
    if scale is None or violation.keyword not in {"type", "minimum", "maximum"} or at.value is None:
        return None
    return Finding(at, "scale", {**facts, "from": scale["from"], "to": scale["to"]}, shapes=(Shape(at),))


def _has_unit(document: Document, violation: Violation) -> bool:
    """Whether the schema has a place for the unit of a number: in the name of its key, or beside it."""
    *around, key = violation.path
    is_named = isinstance(key, str) and key.rpartition("_")[2] in _UNITS
    return is_named or "ofMeasurement" in document.contract.schema.at(*around, "unit")


def misread_pair(document: Document, path: tuple[str | int, ...]) -> Finding | None:
    """The finding of an item of the form `name: rest` of which the rest cannot be read; None for any other value.

    YAML makes a mapping with one key of it. What that lacks as a mapping is not what its writer has to correct.
    """
    at, schema = document.at().at_path(path), document.contract.schema.at(*path)
    if not isinstance(at.value, dict) or len(at.value) != 1 or not any(": " in one for one in schema.get("short", ())):
        return None
    ((key, below),) = at.value.items()
    if key in schema["properties"] or not isinstance(below, str | int | float):
        return None
    if nearest(key, schema["properties"], MISSPELT):
        return None
    example = _short(document, at, schema)
    facts = {"key": at.where, "near": example, "also": _NOTHING}
    return None if example is None else Finding(at, "short", facts, shapes=(Shape(at),))


def _short(document: Document, at: Node, schema: Mapping[str, Any]) -> Text | None:
    """An example of the short form of a mapping, in each language; None where there is none of several parts."""
    examples = document.contract.schema.examples
    shown: dict[str, str] = {}
    for lang in ("en", "ko"):
        for template in schema.get("short", ()):
            names = _PARTS.findall(template)
            parts = {name: examples.of((*at.path, name), lang) for name in names}
            is_plain = all(isinstance(part, str | int | float) for part in parts.values())
            if len(names) > 1 and is_plain and not (parts.get("period") == "once" and " a {" in template):
                shown[lang] = template.format(**{name: _plain(part) for name, part in parts.items()})
                break
    return shown or None


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _wrong_date(at: Node, violation: Violation, facts: dict[str, Any]) -> Finding | None:
    """The finding of a date that is none, or is written in another form; None for anything else."""
    if violation.schema.get("format") != "date":
        return None
    from prospectus.ground.written_days import only_day  # noqa: PLC0415 - few documents need it

    near = only_day(str(at.value))
    if near is not None:
        return Finding(at, "date-form", {**facts, "near": near}, shapes=(Shape(at, near, is_sure=True),))
    # In quotes, it would be no date either.
    is_number = isinstance(at.value, int | float) and not isinstance(at.value, bool)
    return Finding(at, "date", facts, shapes=(Shape(at),)) if violation.keyword == "format" or is_number else None


def _wrong_type(
    at: Node, expected: list[str], facts: dict[str, Any], *, has_unit: bool, number: Written | None
) -> Finding:
    facts |= {"expected": _either([_TYPES[kind] for kind in expected]), "actual": _TYPES[json_type(at.value)]}
    written = at.written.strip("'\"")
    right: Any = None
    is_sure = True
    if at.value is None:
        wording = "empty"
    elif expected[0] == "string" and isinstance(at.value, bool | int | float):
        wording = "quote"
        right = written if scalar(written) == at.value else None  # not of an alias, nor with a tag or an anchor
    elif "boolean" in expected and str(at.value).lower() in _YES_NO:
        wording, right = "boolean", str(at.value).lower() in _YES
    elif {"number", "integer"} & {*expected} and isinstance(at.value, str) and _LIKE_A_NUMBER.match(at.value):
        wording = "number" if not _WITH_UNIT.match(at.value) else "unit" if has_unit else "unit-alone"
        if number is not None and ("number" in expected or isinstance(number.number, int)):
            right, is_sure = number
    elif expected == ["object"]:
        wording = "mapping"
    else:
        wording = "type"
    return Finding(at, wording, facts, shapes=(Shape(at, right, is_sure and right is not None),))


def _same(text: str) -> Text:
    return {"en": text, "ko": text}


def _either(words: list[Text]) -> Text:
    return {"en": " or ".join(word["en"] for word in words), "ko": " 또는 ".join(word["ko"] for word in words)}


def type_of(schema: Mapping[str, Any]) -> Text:
    """What a schema lets a value be, in words."""
    kinds = schema.get("type", "string")
    return _either([_TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)])


def form_of(schema: Mapping[str, Any]) -> Text | None:
    """How a text must be written, in words; None where any will do."""
    if schema.get("format") == "date":
        return _DATE_FORM
    pattern = schema.get("pattern")
    return None if pattern in {None, r"\S"} else _form(pattern)


def _form(pattern: str) -> Text:
    return _PATTERNS.get(pattern, {"en": f"text like `{pattern}`", "ko": f"`{pattern}` 형식의 텍스트"})


def json_type(value: object) -> str:
    """What JSON Schema calls the type of a value."""
    return _JSON_TYPES.get(type(value), "null")


def _repeated(at: Node) -> Node:
    """The first item of a list that stands in it a second time."""
    seen: set[str] = set()
    for item in at.each():
        shown = repr(item.value)
        if shown in seen:
            return item
        seen.add(shown)
    return at
