"""All rules. One module per family; a family is the three letters that its codes begin with."""

from __future__ import annotations

from prospectus.rules import (
    constraints,
    crosswalks,
    data,
    evaluation,
    feasibility,
    generation,
    metrics,
    models,
    objectives,
    operations,
    portfolio,
    problem,
    prototype,
    requirements,
    risks,
    situation,
    structure,
    team,
    waivers,
)
from prospectus.rules.agreement import rules as agreement

ALL_RULES = (
    *structure.RULES,
    *situation.RULES,
    *problem.RULES,
    *feasibility.RULES,
    *objectives.RULES,
    *metrics.RULES,
    *constraints.RULES,
    *data.RULES,
    *models.RULES,
    *generation.RULES,
    *evaluation.RULES,
    *requirements.RULES,
    *risks.RULES,
    *prototype.RULES,
    *team.RULES,
    *operations.RULES,
    *waivers.RULES,
    *portfolio.RULES,
    *agreement.RULES,
    *crosswalks.RULES,
)
"""Every rule, in the order of the rule reference."""
