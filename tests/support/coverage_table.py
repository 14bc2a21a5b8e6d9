"""The table of ``docs/rules/coverage.md``: each item of the source lectures, and what of ours covers it."""

from __future__ import annotations

import csv
from typing import NamedTuple

from prospectus.contract.contract import schema_file, standard_contract
from prospectus.ground.language import say

from support.samples import ROOT

PAGE = ROOT / "docs" / "rules" / "coverage.md"

_HEAD = """\
# Coverage

The contract rests on two lectures on ML projects (the lifecycle of a project; building models for a service). Their notes
name 78 items. Each is covered by a section of the document, a fact of the front matter and at least one check.

This page is generated from `inventory.tsv` by `nox -s golden`; a test keeps it true.

| item | 항목 | section | fact | checks |
|---|---|---|---|---|
"""


class Item(NamedTuple):
    """One item of the lectures, with the ids that cover it."""

    id: str
    korean: str
    english: str
    sections: tuple[str, ...]
    facts: tuple[str, ...]
    checks: tuple[str, ...]


def items() -> list[Item]:
    """The items of ``inventory.tsv``."""
    rows = csv.DictReader(schema_file("inventory.tsv").read_text("utf-8").splitlines(), delimiter="\t")
    return [
        Item(
            row["id"],
            row["korean"],
            row["english"],
            tuple(row["sections"].split()),
            tuple(row["facts"].split()),
            tuple(row["checks"].split()),
        )
        for row in rows
    ]


def page() -> str:
    """The text of the page."""
    sections = standard_contract().lifecycle.sections
    lines = []
    for item in items():
        cells = (
            _plain(item.english),
            _plain(item.korean),
            ", ".join(say(sections[section].title, "en") for section in item.sections),
            "<br>".join(f"`{fact}`" for fact in item.facts),
            " ".join(f"[{code}]({code}.md)" for code in item.checks),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return _HEAD + "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return text.replace("|", "/").replace("<", "&lt;")
