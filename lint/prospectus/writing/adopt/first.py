"""What to write first in an adopted document: what is held back, then what the next stage requires."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import say
from prospectus.ground.severity import Severity
from prospectus.writing.next_stage import next_stage

if TYPE_CHECKING:
    from prospectus.engine.workspace import Workspace
    from prospectus.writing.adopt.adoption import Adoption

THINGS = 3


class Thing(NamedTuple):
    """One thing to write: a section's id or a fact's path, its title, and what it should say."""

    id: str
    title: str
    what: str


def first_things(workspace: Workspace, adoption: Adoption, lang: str) -> tuple[Thing, ...]:
    """The first things to write: at most three, sections before facts, and of them what is required before what is advised.

    Not what a doubtful heading may hold already: that is asked.
    """
    document = adoption.after
    if document is None:
        return ()
    sections = workspace.contract.lifecycle.sections
    found: dict[str, Thing] = {}
    for one in adoption.waived:
        section = sections.get(one.path.removeprefix("## "))
        if section is not None:
            found[section.id] = Thing(section.id, say(section.title, lang), say(section.prompt, lang))
    gate = next_stage(workspace, document, lang, is_alone=True)
    items = () if gate is None else gate.items
    for least in (Severity.ERROR, Severity.WARNING):
        for item in items:
            if item.diagnostic.severity == least and item.kind != "check":
                found.setdefault(item.id, Thing(item.id, item.title, item.what))
    asked = {question.section for question in adoption.questions}
    return tuple(thing for name, thing in found.items() if name not in asked)[:THINGS]
