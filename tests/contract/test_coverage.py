"""Each of the 78 items of the lectures is covered by a section, a fact and a check that exist."""

from __future__ import annotations

from prospectus.contract.contract import standard_contract
from prospectus.rules import ALL_RULES
from support import coverage_table

CONTRACT = standard_contract()


def _exists(fact: str) -> bool:
    path: list[str | int] = []
    for step in fact.split("."):
        path.append(step.removesuffix("[]"))
        if step.endswith("[]"):
            path.append(0)
    return bool(CONTRACT.schema.at(*path))


def test_every_item_is_covered_by_what_exists():
    codes = {rule.code for rule in ALL_RULES}
    items = coverage_table.items()
    assert len(items) == 78
    for item in items:
        assert item.sections, item
        assert set(item.sections) <= set(CONTRACT.lifecycle.sections), item
        assert item.facts, item
        assert all(_exists(fact) for fact in item.facts), item
        assert item.checks, item
        assert set(item.checks) <= codes, item


def test_the_table_is_up_to_date():
    assert coverage_table.PAGE.read_text("utf-8") == coverage_table.page()
