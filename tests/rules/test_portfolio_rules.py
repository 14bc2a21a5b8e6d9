"""Rules over the whole portfolio: circles of any length, and facts of any shape in several documents at once."""

from __future__ import annotations

from typing import Any

import pytest
from support.front_matters import written
from support.samples import lint_texts


def circle(size: int) -> dict[str, str]:
    """Documents of which each depends on the next, and the last on the first."""
    facts = (
        {"id": f"p{number}", "stage": "design", "depends_on": [f"p{(number + 1) % size}"]} for number in range(size)
    )
    return {f"{number:04}.md": written(entry, "") for number, entry in enumerate(facts)}


@pytest.mark.parametrize("size", [1, 2, 3, 1500])
def test_a_circle_is_reported_once_with_its_whole_road(size: int):
    from prospectus.rules.portfolio import RULES

    found = [entry for entry in lint_texts(circle(size), RULES).diagnostics if entry.code == "PFO02"]
    assert [entry.path for entry in found] == ["0000.md"]
    assert len(found[0].related) == size - 1


def shared(**totals: int) -> dict[str, str]:
    """Documents that state one data set, each with a total of its own."""
    return {
        f"{name}.md": written({"id": name, "data": {"datasets": [{"id": "calls", "version": "1", "total": total}]}}, "")
        for name, total in totals.items()
    }


def told(texts: dict[str, str], only: str | None = None) -> list[tuple[str, str]]:
    found = lint_texts(texts, only=only).diagnostics
    return [(entry.path, entry.related[0].place.path) for entry in found if entry.code == "PFO04"]


def test_a_pair_of_documents_is_told_once_and_on_either_side_when_that_is_asked_for():
    texts = shared(one=100, two=200)
    assert told(texts) == [("two.md", "one.md")]
    assert told(texts, only="two.md") == [("two.md", "one.md")]
    assert told(texts, only="one.md") == [("one.md", "two.md")]


def test_what_most_documents_state_is_right():
    texts = shared(one=200, two=100, three=100)
    assert told(texts) == [("one.md", "two.md")]
    assert told(texts, only="three.md") == []


JUNK = [None, True, 3, "", "b", [], ["b"], [["b"]], {}, {"b": []}, [{"id": "b"}]]


@pytest.mark.parametrize(
    "key", ["id", "status", "goal", "business", "depends_on", "supersedes", "superseded_by", "data", "metrics"]
)
@pytest.mark.parametrize("value", JUNK, ids=repr)
def test_no_portfolio_rule_raises(key: str, value: Any):
    facts = {"id": "a", "stage": "design", "status": "approved", "goal": {"metrics": ["m"]}, "depends_on": ["b"]}
    texts = {"a.md": written({**facts, key: value}, ""), "b.md": written({**facts, "id": "b", key: value}, "")}
    lint_texts(texts)  # fails on an internal error
