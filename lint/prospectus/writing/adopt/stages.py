"""The stage of an adopted document: the latest that holds, and the one that its sections speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.writing.adopt.adoption import Added
from prospectus.writing.adopt.written import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospectus.contract.lifecycle import Lifecycle, Stage
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document
    from prospectus.writing.adopt.draft import Draft, Scribe


def at_latest_stage(draft: Draft, scribe: Scribe, errors: Callable[[Document], list[Diagnostic]]) -> Draft:
    """A draft at the latest stage at which it has no error of structure."""
    document = scribe.document(draft)
    if document is None:
        return draft
    contract = document.contract
    for stage in reversed(_stages(contract.lifecycle)[1:]):
        asked = contract.asked(stage, document.verdict, document.status)
        violations = contract.schema.violations(document.front_matter.facts, asked)
        if any(violation.keyword == "required" for violation in violations):
            continue
        staged = draft._replace(facts={**draft.facts, "stage": Added("stage", stage.id, "text")})
        made = scribe.document(staged)
        if made is not None and not errors(made):
            return staged
    return draft


def spoken_stage(document: Document) -> tuple[str, tuple[str, ...]]:
    """The latest stage whose required sections are all written, and the sections that the one after it lacks.

    Sections that hang on a fact are not asked for. The stage is empty where the first has not all of its sections.
    """
    there = {
        section
        for section, texts in document.sections.items()
        if any(not written(document, text.body).is_template for text in texts)
    }
    spoken = ""
    for stage in _stages(document.contract.lifecycle):
        needed = [
            section.id
            for section in document.contract.lifecycle.sections.values()
            if section.when is None and (section.level(stage.order) or Severity.INFO) >= Severity.ERROR
        ]
        lacking = tuple(section for section in needed if section not in there)
        if lacking:
            return spoken, lacking
        spoken = stage.id
    return spoken, ()


def _stages(lifecycle: Lifecycle) -> list[Stage]:
    """The stages before the last, at which a project has ended."""
    return [stage for stage in lifecycle.stages.values() if lifecycle.next_stage(stage) is not None]
