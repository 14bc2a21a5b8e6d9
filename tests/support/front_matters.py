"""Front matters for hypothesis: drawn from the schema, then with random parts removed or replaced."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from prospectus.contract.contract import standard_contract

if TYPE_CHECKING:
    from prospectus.contract.schema import Schema

CONTRACT = standard_contract()
SCHEMA = CONTRACT.schema

WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"], exclude_characters="\u2028\u2029\x85\ufeff"
    ),
    max_size=10,
)
IDS = st.sampled_from(["mae", "f1", "a", "b", "demand", "calls-test", "수요", "accuracy"])
NUMBERS = st.one_of(
    st.integers(-10, 10),
    st.floats(-2, 2, width=16),
    st.sampled_from([0, 0.5, 1, 100, 1e-300, 1e300, -1e300, 10**30, 0.0, -0.0]),
)
DATES = st.sampled_from(["2026-11-23", "2020-01-01", "2031-02-28", "2026-13-45", "0001-01-01", "9999-12-31", "soon"])
JUNK = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS | IDS | DATES,
    lambda values: (
        st.lists(values, max_size=3)
        | st.dictionaries(WORDS | st.sampled_from(["id", "value", "answer", "kind"]), values, max_size=3)
    ),
    max_leaves=6,
)


def from_schema(*path: str | int) -> st.SearchStrategy[Any]:
    """Values of the type that the schema asks for at a path; objects leave out some of their keys."""
    schema = SCHEMA.at(*path)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    types = schema.get("type", [])
    drawn = [_of_type(kind, schema, path) for kind in ([types] if isinstance(types, str) else types)]
    return st.one_of(drawn) if drawn else JUNK


def _of_type(kind: str, schema: Schema, path: tuple[str | int, ...]) -> st.SearchStrategy[Any]:
    if kind == "object":
        keys = SCHEMA.keys(*path)
        known = {key: st.deferred(lambda key=key: from_schema(*path, key)) for key in keys}
        return st.fixed_dictionaries({}, optional=known) if keys else st.dictionaries(IDS, NUMBERS, max_size=3)
    if kind == "array":
        return st.lists(st.deferred(lambda: from_schema(*path, 0)), max_size=3)
    if kind == "string":
        return _text(schema)
    return {"boolean": st.booleans(), "null": st.none()}.get(kind, NUMBERS)


def _text(schema: Schema) -> st.SearchStrategy[str]:
    if schema.get("format") == "date":
        return DATES
    examples = [value for value in schema.get("examples", []) if isinstance(value, str)]
    return st.sampled_from([*examples, "n/a: reason", "none: reason"]) | IDS | WORDS


@st.composite
def front_matters(draw: st.DrawFn, seeds: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """A front matter: an example or a draw from the schema, edited at up to six places."""
    chosen = draw(st.integers(0, 2 * len(seeds)))
    facts = copy.deepcopy(seeds[chosen]) if chosen < len(seeds) else draw(from_schema())
    facts["stage"] = draw(st.sampled_from([*CONTRACT.lifecycle.stages]))
    for _ in range(draw(st.integers(0, 6))):
        places = _places(facts)
        if not places:
            break
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        if draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = draw(JUNK)
    return facts


def _places(value: Any) -> list[tuple[Any, Any]]:
    entries = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    found = [(value, key) for key, _ in entries]
    for _, below in entries:
        found.extend(_places(below))
    return found


def written(facts: dict[str, Any], body: str) -> str:
    """A document with these facts; JSON is YAML."""
    return f"---\n{json.dumps(facts, ensure_ascii=False)}\n---\n{body}"
