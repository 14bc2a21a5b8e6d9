"""What stages, statuses and verdicts are called, by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

if TYPE_CHECKING:
    from prospectus.contract.lifecycle import Lifecycle

    from prospectus_site.facts.project import Project


def state_names(lifecycle: Lifecycle, lang: str) -> dict[str, str]:
    """The names of all stages, statuses and verdicts of a lifecycle; no two of them share an id."""
    stages = {stage.id: stage.title for stage in lifecycle.stages.values()}
    texts = {**lifecycle.verdicts, **lifecycle.statuses, **stages}
    return {name: say(text, lang) for name, text in texts.items()}


def metric_names(project: Project) -> dict[str, str]:
    """The names of a project's metrics, by what a history calls them: their ids, else their names."""
    return {metric.id or metric.name: metric.called for metric in project.metrics}
