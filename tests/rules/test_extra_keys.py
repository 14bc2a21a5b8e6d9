"""Keys that are nobody's mistake: those of the site generator, and those that a team keeps for itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support import told_portfolio
from support.told_portfolio import document, told

if TYPE_CHECKING:
    from pathlib import Path

KEYS = "epic: A-1\njira-board: B\nrisk2: high\ncolour: red\n"


def unknown(folder: Path) -> list[str]:
    return [entry["where"] for entry in json.loads(told(folder, "json", code=0))["diagnostics"]]


@pytest.mark.parametrize(
    ("extra", "left"),
    [
        ([], ["epic", "jira-board", "risk2", "colour"]),
        (["epic"], ["jira-board", "risk2", "colour"]),
        (["epic", "jira-*", "risk[0-9]"], ["colour"]),
        (["jira-"], ["epic", "jira-board", "risk2", "colour"]),
        (["*"], []),
    ],
)
def test_a_team_names_its_own_keys(tmp_path: Path, extra: list[str], left: list[str]):
    folder = told_portfolio.write(tmp_path, {"docs/a.md": document(KEYS)})
    assert unknown(folder) == ["epic", "jira-board", "risk2", "colour"]  # and it is in the cache from here on
    told_portfolio.write(tmp_path, {"docs/a.md": document(KEYS)}, f"extra-keys = {json.dumps(extra)}\n")
    assert unknown(folder) == left


def test_below_the_first_level_they_stay_unknown(tmp_path: Path):
    text = document().replace("[drivers]", "[drivers], epic: 1")
    folder = told_portfolio.write(tmp_path, {"docs/a.md": text}, 'extra-keys = ["epic"]\n')
    assert unknown(folder) == ["business.epic"]


def test_the_keys_of_site_generators_are_known(tmp_path: Path):
    keys = """description: d
icon: material/taxi
subtitle: s
hide: [toc]
search: {exclude: true}
social: {cards: false}
template: t.html
glightbox: false
comments: true
image: i.png
tags: [a]
date: 2026-01-01
categories: [b]
draft: true
"""
    assert unknown(told_portfolio.write(tmp_path, {"docs/a.md": document(keys)})) == []
