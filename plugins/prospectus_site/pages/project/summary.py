"""What a search is to find of a project besides its text: its owner, tags and facts, in one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.marks.badges import stage_title
from prospectus_site.marks.terms import TASKS, term
from prospectus_site.marks.words import with_unit

if TYPE_CHECKING:
    from prospectus.contract.lifecycle import Lifecycle
    from prospectus.ground.language import Text

    from prospectus_site.facts.project import Project

from prospectus.ground.language import say

_TITLES: dict[str, Text] = {
    "stage": {"en": "Stage", "ko": "단계"},
    "status": {"en": "Status", "ko": "상태"},
    "owner": {"en": "Owner", "ko": "담당"},
    "tags": {"en": "Tags", "ko": "태그"},
    "metrics": {"en": "Metrics", "ko": "지표"},
    "data": {"en": "Data", "ko": "데이터"},
    "models": {"en": "Models", "ko": "모델"},
}


def summary(project: Project, lifecycle: Lifecycle) -> str:
    """The facts of a project in a few lines of text, in the language of its page."""
    lang, record = project.lang, project.record
    metrics = (
        f"{one.called} {with_unit(one.target.written, one.unit)}" if one.target else one.called
        for one in project.metrics
    )
    found = {
        "stage": stage_title(project, lifecycle, lang),
        "status": say(lifecycle.statuses[record.status], lang) if record.status in lifecycle.statuses else "",
        "owner": project.owner,
        "tags": ", ".join(record.tags),
        "metrics": ", ".join(metrics),
        "data": ", ".join(one.id for one in project.datasets),
        "models": ", ".join(
            f"{one.id} ({term(TASKS, one.task, lang)})" if one.task else one.id for one in project.models
        ),
    }
    return ". ".join(f"{say(_TITLES[key], lang)}: {words}" for key, words in found.items() if words)
