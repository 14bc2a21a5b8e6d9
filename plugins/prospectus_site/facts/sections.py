"""Where findings are at home: the section of the lifecycle that speaks of the fact at which one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from prospectus.model.finding import Place

HOMES: dict[str, str] = {
    "assumptions": "feasibility",
    "business": "business-model",
    "compliance": "security-privacy",
    "constraints": "constraints",
    "constraints.ethics": "ethics-fairness",
    "constraints.labeling_budget": "labeling",
    "constraints.privacy": "security-privacy",
    "data": "data",
    "data.datasets.annotation": "labeling",
    "data.datasets.ground_truth": "labeling",
    "data.datasets.label_state": "labeling",
    "deployment": "deployment",
    "evaluation": "evaluation",
    "feasibility": "feasibility",
    "feasibility.existing_models": "prior-work",
    "feasibility.existing_models_note": "prior-work",
    "follow_ups": "follow-up-analysis",
    "goal": "objectives",
    "intended_use": "scope",
    "metrics": "metrics",
    "metrics.baseline": "baseline",
    "models": "model-design",
    "monitoring": "monitoring",
    "objective_strategy": "objectives",
    "objectives": "objectives",
    "problem": "problem-definition",
    "problem.causes": "solution-options",
    "problem.increments": "solution-options",
    "problem.options": "solution-options",
    "prototype": "prototype",
    "requirements": "model-requirements",
    "requirements.hardware": "serving",
    "requirements.serving": "serving",
    "risks": "constraints",
    "scope": "scope",
    "team": "team",
}
"""The section that speaks of a fact, by its path without the numbers of items; it holds for all facts below, unless they have their own."""


def home_of(place: Place, sections: Collection[str]) -> str:
    """The section of a finding's place: the one in which it stands, or that of its fact.

    Empty for what concerns the document as a whole, such as its dates, and where a team's lifecycle has no such section.
    """
    section = place.section or home_of_fact(place.fact)
    return section if section in sections else ""


def home_of_fact(path: tuple[str | int, ...]) -> str:
    """The section that speaks of a fact; empty where none does."""
    keys = [step for step in path if isinstance(step, str)]
    names = (".".join(keys[:length]) for length in range(len(keys), 0, -1))
    return next((HOMES[name] for name in names if name in HOMES), "")
