"""How documents hang together, by what the rules across them took from each: whom it names, and what it shares with others.

What a rule across documents finds in one document can only change with another to which it is related so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.rules.portfolio import (
    CHAINS,
    goal_shared,
    personal_data_disputed,
    project_reference_broken,
    replaced_project_in_force,
    shared_dataset_contradicts,
)

if TYPE_CHECKING:
    from prospectus.model.record import Record


class Relations(NamedTuple):
    """What one document is (its id), the ids of projects that it names, and those of them that it replaces or that replace it.

    ``datasets`` are the ids of its data sets, ``goals`` what it wants to move, as texts that are equal where the goal is.
    """

    id: str | None
    named: frozenset[str]
    replaced: frozenset[str]
    datasets: frozenset[str]
    goals: frozenset[str]


def relations(record: Record) -> Relations:
    """What a document's record tells of its relations; nothing of those whose rules are not selected."""
    taken = record.collected
    every, chains = taken.get(project_reference_broken.code) or ([], {key: [] for key in CHAINS})
    chains = taken.get(replaced_project_in_force.code) or chains
    datasets = {**(taken.get(shared_dataset_contradicts.code) or {}), **(taken.get(personal_data_disputed.code) or {})}
    goals, _ = taken.get(goal_shared.code) or ((), ())
    steps = {key: {name for name, _ in chains.get(key, ())} for key in CHAINS}
    return Relations(
        record.id,
        frozenset(name for name, _ in every) | frozenset().union(*steps.values()),
        frozenset(steps["supersedes"] | steps["superseded_by"]),
        frozenset(datasets),
        frozenset(key for _, keys in goals for key in keys),
    )
