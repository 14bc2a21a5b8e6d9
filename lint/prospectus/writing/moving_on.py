"""Moving a document on: what the next stage asks for written into it as prompts, and its stage set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.reading.front_matter.edits import Edit, add_key, apply, set_value
from prospectus.writing.insertion import Insertion, insert

if TYPE_CHECKING:
    from datetime import date

    from prospectus.reading.front_matter.node import Path
    from prospectus.writing.next_stage import Gate


class Step(NamedTuple):
    """What is to be changed in a document: its edits in the order of the text, and the text after them.

    ``insertion`` is what is inserted of what the stage asks for; ``stage`` the id of the stage that is set, empty where none is.
    """

    edits: tuple[Edit, ...]
    insertion: Insertion
    stage: str
    text: str


def moved_on(gate: Gate, *, prompts: bool, moves: bool, today: date) -> Step | None:
    """The step of a document through a gate: with prompts for what is missing, with its stage and the day of its change, or both.

    None when the stage cannot be set in it. A gate that no stage follows, or that leads to where the document stands, sets none.
    """
    sections, facts = wanted(gate) if prompts else ([], [])
    insertion = insert(gate.judged, sections, facts, gate.document.lang)
    stage = gate.end.id if moves and gate.end is not None and gate.end is not gate.start else ""
    changes = _moved(gate, stage, today) if stage else []
    if changes is None:
        return None
    edits = tuple(sorted([*insertion.edits, *changes]))
    return Step(edits, insertion, stage, apply(gate.document.source.text, edits))


def wanted(gate: Gate) -> tuple[list[str], list[Path]]:
    """The sections and facts that are missing and asked for: by the stage of the gate, and still by that where the document stands.

    What a check asks for is among them where it is a fact that is missing.
    """
    root = gate.judged.front_matter.root
    items = [*gate.open, *gate.items]
    sections = [item.id for item in items if item.kind == "section" and item.id not in gate.document.sections]
    facts = [
        item.diagnostic.place.fact
        for item in items
        if item.diagnostic.snippet and (path := item.diagnostic.place.fact) and root.at_path(path).value is None
    ]
    return [*dict.fromkeys(sections)], [*dict.fromkeys(facts)]


def _moved(gate: Gate, stage: str, today: date) -> list[Edit] | None:
    """The edits that set the stage of a document, and its last change to a day unless that is later already."""
    root = gate.document.front_matter.root
    edits = [set_value(root.at("stage"), stage)]
    updated = root.at("updated")
    if not updated.is_present:
        edits.append(add_key(root, "updated", today.isoformat()))
    elif (before := updated.date()) is None or before < today:
        edits.append(set_value(updated, today.isoformat()))
    found = [edit for edit in edits if edit is not None]
    return found if len(found) == len(edits) else None
