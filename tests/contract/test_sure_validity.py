"""What a walk says is surely valid, the validator accepts; of valid documents people write, it is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prospectus.contract.contract import standard_contract
from prospectus.contract.sure_validity import SureValidity
from support.front_matters import front_matters
from support.samples import example_texts, read_documents

if TYPE_CHECKING:
    from prospectus.contract.schema import Asked

CONTRACT = standard_contract()
SCHEMA = CONTRACT.schema
STAGES = [*CONTRACT.lifecycle.stages.values()]
ORDERS = {stage.id: stage.order for stage in STAGES}
SURE = SureValidity(SCHEMA.annotated, ORDERS)
EXAMPLES = {document.source.name: document for document in read_documents(example_texts())}
SEEDS = tuple(document.front_matter.facts for document in EXAMPLES.values())
VALIDATORS: dict[Asked, jsonschema_rs.Draft202012Validator] = {}


def is_valid(facts: Any, asked: Asked) -> bool:
    if asked not in VALIDATORS:
        plain = SCHEMA.compiled(asked, bare=True)
        VALIDATORS[asked] = jsonschema_rs.Draft202012Validator(plain, validate_formats=True)
    return VALIDATORS[asked].is_valid(facts)


def is_sure(facts: Any, asked: Asked) -> bool:
    return SURE.holds(facts, asked.order, dict.fromkeys(asked.also, asked.at_also), asked.at_also)


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(front_matters(SEEDS), st.sampled_from([None, "no-go", "rule-based"]))
def test_what_is_sure_is_valid(facts: dict[str, Any], verdict: str | None):
    for stage in STAGES:
        asked = CONTRACT.asked(stage, verdict)
        assert not is_sure(facts, asked) or is_valid(facts, asked)


ODD = [
    *("", " ", "\n", "a\n", "\u3000", "2026-02-30", "2026-1-1", "２０２６-01-01", "0000-01-01", "n/a: ", "n/a: x", "n/a: x\n", "KRW\n", "é"),
    *(True, False, None, 0, -1, 1.0, 1e300, -0.0, 10**30, [], {}, [[]], [1, 1.0], ["a", "a"], {"x-a": 1}, {"y": 1}, "x" * 300),
]  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_value_of_an_example_replaced_by_an_odd_one(name: str):
    document = EXAMPLES[name]
    asked = document.asked
    assert asked is not None
    facts = document.front_matter.facts
    assert is_sure(facts, asked)

    def places(value: Any) -> list[tuple[Any, Any]]:
        keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        return [place for key in keys for place in ((value, key), *places(value[key]))]

    # One in 31 of all pairs, another part of them in each example: all would take minutes.
    pairs = [(holder, key, odd) for holder, key in places(facts) for odd in ODD]
    for holder, key, odd in pairs[list(EXAMPLES).index(name) :: 31]:
        kept = holder[key]
        holder[key] = odd
        assert not is_sure(facts, asked) or is_valid(facts, asked), (key, odd)
        holder[key] = kept


@pytest.mark.parametrize(
    "keyword",
    [{"oneOf": []}, {"pattern": "^a$"}, {"maxLength": 1}, {"not": {}}, {"if": {}}, {"$ref": "#/x", "minLength": 1}],
)
def test_of_a_keyword_that_it_does_not_know_it_is_not_sure(keyword: dict[str, Any]):
    schema = {"type": "object", "properties": {"a": {"type": "string", **keyword}}}
    assert not SureValidity(schema, ORDERS).holds({"a": "a\n"}, 0, {}, 0)
