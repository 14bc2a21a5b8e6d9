"""Anchors of ours on pages where a writer's text stands, too: named so that none of its headings gets the same.

A heading "Findings" or "Changes" has that word as its anchor. Two of one name are one too many: the browser goes to the first.
"""

from __future__ import annotations

FINDINGS = "p-findings"
AHEAD = "p-ahead"
CHANGES = "p-changes"
FACTS = "p-facts"

ATTENTION = "p-attention"
SERVICE = "p-in-service"
PIPELINE = "p-pipeline"
MOVED = "p-moved"


def finding_anchor(number: int) -> str:
    """The anchor of a finding, counted from zero."""
    return f"p-finding-{number + 1}"


def facts_anchor(block: str) -> str:
    """The anchor of the facts of a block."""
    return f"{FACTS}-{block}"


def table_anchor(table: str) -> str:
    """The anchor of a table on the portfolio's page."""
    return f"p-{table}"
