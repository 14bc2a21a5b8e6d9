"""The contract's data: valid by its own schemas, and judged alike by the reference validator."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from prospectus.contract.contract import read_schema, schema_file, standard_contract
from prospectus.contract.schema import ANNOTATIONS, Asked, Schema
from prospectus.ground.language import LANGS
from prospectus.ground.source import Source
from prospectus.reading.front_matter.composer import compose
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.rules import ALL_RULES
from prospectus.rules.page import FOLDER
from support.samples import example_texts, read_documents

SCHEMAS = sorted(path.name for path in schema_file("").glob("*.schema.json"))
CONTRACT = standard_contract()
STAGES = list(CONTRACT.lifecycle.stages.values())


def properties(schema: Schema, path: str = "") -> list[tuple[str, Schema]]:
    """Every property of a schema, nested ones too, by its path."""
    found = []
    for key, below in schema.get("properties", {}).items():
        found.append((f"{path}.{key}".lstrip("."), below))
        found.extend(properties(below, f"{path}.{key}"))
    if isinstance(schema.get("items"), dict):
        found.extend(properties(schema["items"], f"{path}[]"))
    for name, below in schema.get("$defs", {}).items():
        found.extend(properties(below, f"$defs.{name}"))
    return found


PROPERTIES = properties(CONTRACT.schema.annotated)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_keeps_its_meta_schema(name: str):
    jsonschema.Draft202012Validator.check_schema(read_schema(name))


def test_the_lifecycle_keeps_its_schema():
    data = compose(schema_file("lifecycle.yml").read_text("utf-8")).value
    jsonschema.validate(data, read_schema("lifecycle.schema.json"))
    assert data == read_schema("lifecycle.json"), "nox -s golden writes the twin"
    assert len(CONTRACT.lifecycle.stages) == 7
    assert len(CONTRACT.lifecycle.sections) == 26


@pytest.mark.parametrize(("path", "schema"), PROPERTIES, ids=[path for path, _ in PROPERTIES])
def test_every_property_is_described_in_both_languages(path: str, schema: Schema):
    assert schema["title"], path
    assert schema["description"], path
    assert schema["lang"]["ko"]["title"], path
    assert schema["lang"]["ko"]["description"], path
    assert schema.get("examples") or "enum" in schema or "const" in schema, path
    if "requiredFrom" in schema:
        assert CONTRACT.lifecycle.stage(schema["requiredFrom"])


def test_every_code_in_the_schema_is_a_rule():
    codes = {schema[key] for _, schema in PROPERTIES for key in ("codeIfMissing", "codeIfInvalid") if key in schema}
    assert codes <= {rule.code for rule in ALL_RULES}


def test_a_rule_speaks_from_the_stage_at_which_its_key_is_due():
    orders = {stage.id: stage.order for stage in STAGES}
    since = {rule.code: rule.since for rule in ALL_RULES}
    for path, schema in PROPERTIES:
        if "codeIfMissing" in schema and "requiredFrom" in schema:
            assert orders[since[schema["codeIfMissing"]]] <= orders[schema["requiredFrom"]], path


@pytest.mark.parametrize("stage", [stage.id for stage in STAGES])
def test_the_compiled_schema_is_plain(stage: str):
    compiled = CONTRACT.schema.compiled(Asked(CONTRACT.lifecycle.stages[stage].order))
    jsonschema.Draft202012Validator.check_schema(compiled)
    assert not ANNOTATIONS & _keywords(compiled)


def test_a_later_stage_asks_for_at_least_as_much():
    before: set[str] = set()
    for stage in STAGES[:-1]:
        required = set(CONTRACT.schema.compiled(Asked(stage.order))["required"])
        assert before <= required
        before = required


def _keywords(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return {key for item in schema for key in _keywords(item)}
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for key, below in schema.items():
        if key in {"properties", "$defs", "patternProperties"}:
            found |= {word for value in below.values() for word in _keywords(value)}
        elif key not in {"examples", "enum", "const"}:
            found |= _keywords(below)
    return found - set(schema.get("properties", ()))


def _places(facts: dict[str, Any], asked: Asked) -> set[tuple[Any, ...]]:
    compiled = CONTRACT.schema.compiled(asked)
    reference = jsonschema.Draft202012Validator(compiled, format_checker=jsonschema.FormatChecker(["date"]))
    return {tuple(error.absolute_path) for error in reference.iter_errors(facts)}


@pytest.mark.parametrize("name", example_texts())
def test_the_reference_validator_finds_the_same_places(name: str):
    document = next(iter(read_documents({name: example_texts()[name]})))
    facts: dict[str, Any] = document.front_matter.facts
    assert document.asked is not None
    assert _places(facts, document.asked) == set()
    for key in list(facts):
        for broken in (
            {other: value for other, value in facts.items() if other != key},
            {**facts, key: 7},
            {**facts, key: [None]},
            {**facts, key: {"unknown": 1}},
        ):
            ours = {violation.path for violation in CONTRACT.schema.violations(broken, document.asked)}
            assert ours == _places(broken, document.asked), (key, json.dumps(broken.get(key)))


def test_pages_keep_their_schema():
    schema = read_schema("rule-page.schema.json")
    for rule in ALL_RULES:
        text = (FOLDER / f"{rule.code}.md").read_text("utf-8")
        facts = read_front_matter(Source(rule.code, text)).facts
        jsonschema.validate(facts, schema)
        assert set(facts["summary"]) == set(LANGS)
