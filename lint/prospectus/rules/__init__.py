"""All rules. One module per family; a family is the three letters that its codes begin with."""

from __future__ import annotations

from prospectus.rules import metrics, structure

ALL_RULES = (
    *structure.RULES,
    *metrics.RULES,
)
"""Every rule, in the order of the rule reference."""
