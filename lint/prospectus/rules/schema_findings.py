"""Findings for what the schema itself checks, for the rules whose predicate lives there."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from prospectus.contract.examples import allowed
from prospectus.ground.pattern import Pattern
from prospectus.ground.spelling import nearest
from prospectus.model.rule import Finding, Shape, label
from prospectus.reading.front_matter.short_forms import MISSPELT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prospectus.contract.schema import Violation
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
_DATE_LIKE = Pattern(r"([0-9]{4})(?:([0-9]{2})([0-9]{2})|[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})\.?)")
_SURE_NUMBER = Pattern(
    r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?(?![0-9.,_eExX*^/+-]|\s*[~\u2013-]\s*[0-9]|\s*[kKmMgG만억천백조](?![a-zA-Z]))"
)
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


def required_from(document: Document, since: str) -> tuple[Any, ...]:
    """The related place that says why something is asked: the document's stage. None where every document needs it."""
    stages = document.contract.lifecycle.stages
    stage = document.stage
    if stage is None or since not in stages or stages[since].order == 0:
        return ()
    return (label(document.at("stage"), "required-from", stage=stage.id, since=stages[since].title),)


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
    special = _wrong_date(at, violation, facts) or _misread(document, at, violation, facts)
    if special is not None:
        return special
    if keyword == "type":
        return _wrong_type(at, [limit] if isinstance(limit, str) else list(limit), facts)
    if keyword in {"enum", "const"}:
        words = allowed({keyword: limit})
        near = nearest(str(at.value), words)
        facts |= {"allowed": ({"en": ", ".join(words), "ko": ", ".join(words)},), "near": near}
        return Finding(at, "enum-near" if near else "enum", facts, shapes=(Shape(at, near or None),))
    if keyword == "pattern":
        return Finding(at, "pattern", {**facts, "expected": _form(limit)}, shapes=(Shape(at),))
    if keyword == "uniqueItems":
        again = _repeated(at)
        return Finding(again, "uniqueItems", {**facts, "value": again})
    return Finding(at, keyword if keyword in _WORDED else "other", facts)


def _misread(document: Document, at: Node, violation: Violation, facts: dict[str, Any]) -> Finding | None:
    """The finding of a text that may be a short form, and is none that can be read."""
    example = _short(document, at, violation.schema) if isinstance(at.value, str) else None
    return None if example is None else Finding(at, "short", {**facts, "example": example}, shapes=(Shape(at),))


def misread_pair(document: Document, path: tuple[str | int, ...]) -> Finding | None:
    """The finding of an item of the form `name: rest` of which the rest cannot be read; None for any other value.

    YAML makes a mapping with one key of it. What that lacks as a mapping is not what its writer has to mend.
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
    facts = {"key": at.where, "value": at, "example": example}
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
    near = _as_date(str(at.value))
    if near is not None:
        return Finding(at, "date-form", {**facts, "near": near}, shapes=(Shape(at, near or None),))
    # In quotes, it would be no date either.
    is_number = isinstance(at.value, int | float) and not isinstance(at.value, bool)
    return Finding(at, "date", facts, shapes=(Shape(at),)) if violation.keyword == "format" or is_number else None


def _as_date(written: str) -> str | None:
    """The date that somebody wrote in another form, year first, as we read it; None when it is none."""
    match = _DATE_LIKE.fullmatch(written)
    if match is None:
        return None
    shown = "-".join(part.zfill(2) for part in match.groups() if part)
    try:
        date.fromisoformat(shown)
    except ValueError:
        return None
    return shown


def _wrong_type(at: Node, expected: list[str], facts: dict[str, Any]) -> Finding:
    facts |= {"expected": _either([_TYPES[kind] for kind in expected]), "actual": _TYPES[json_type(at.value)]}
    written = at.written.strip("'\"")
    right: Any = None
    if at.value is None:
        wording = "empty"
    elif expected[0] == "string" and isinstance(at.value, bool | int | float):
        wording, right = "quote", written
    elif "boolean" in expected and str(at.value).lower() in _YES_NO:
        wording, right = "boolean", str(at.value).lower() in _YES
    elif {"number", "integer"} & {*expected} and isinstance(at.value, str) and _LIKE_A_NUMBER.match(at.value):
        wording = "unit" if _WITH_UNIT.match(at.value) else "number"
        facts["value"] = at.written  # in quotes it is read as text
        right = _number_in(at.value)
    else:
        wording = "type"
    return Finding(at, wording, facts, shapes=(Shape(at, right),))


def _number_in(text: str) -> float | int | None:
    """The number that surely stands at the beginning of a text; None where its separators may mean this or that."""
    match = _SURE_NUMBER.match(text)
    if match is None:
        return None
    return float(match[0]) if "." in match[0] else int(match[0])


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
