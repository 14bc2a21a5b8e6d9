"""What is lifted from the body of a free-form document: only what is certain, and nothing that disagrees with the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from prospectus.writing.lifting import lifted
from support.samples import example_texts, read_documents

if TYPE_CHECKING:
    from prospectus.writing.lifting import Lifted

UNITS = {"h": "hours", "min": "minutes"}
EXAMPLES = example_texts()


def _stated(facts: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        if isinstance(facts, dict):
            facts = facts.get(step)
        elif isinstance(facts, list) and isinstance(step, int) and step < len(facts):
            facts = facts[step]
        else:
            return None
    return facts


def disagreements(text: str) -> tuple[int, list[tuple[Lifted, Any]]]:
    """How many facts of the body the front matter states, too, and those that it states otherwise."""
    (document,) = read_documents({"document.md": text})
    facts = document.front_matter.facts
    found = lifted(document)
    same, other = 0, []
    items: dict[tuple[Any, ...], Any] = {}
    names: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in found:
        at = next((at for at, step in enumerate(one.path) if isinstance(step, int)), None)
        if at is not None:
            names.setdefault(one.path[: at + 1], {})[str(one.path[at + 1])] = one.value
    for path, said in names.items():
        for item in _stated(facts, path[:-1]) or []:
            own = {str(item.get(key)).casefold() for key in ("id", "name", "text") if item.get(key)}
            if own & {str(said.get(key)).casefold() for key in ("id", "name", "text") if said.get(key)}:
                items[path] = item
    for one in found:
        at = next((at for at, step in enumerate(one.path) if isinstance(step, int)), None)
        if at is None:
            stated = _stated(facts, one.path)
        elif one.path[: at + 1] in items and one.path[at + 1] not in {
            "id",
            "name",
            "text",
            "mitigation",
            "source",
            "license",
        }:
            stated = _stated(items[one.path[: at + 1]], one.path[at + 1 :])
        else:
            continue
        if stated is None:
            continue
        value = one.value
        if isinstance(value, dict) and isinstance(stated, dict):
            stated = {key: stated.get(key) for key in value}
        if stated == value or UNITS.get(value) == stated:
            same += 1
        else:
            other.append((one, stated))
    return same, other


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_lifted_from_an_example_agrees_with_its_front_matter(name: str) -> None:
    _, other = disagreements(EXAMPLES[name])
    assert not other
