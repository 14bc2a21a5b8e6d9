"""Taking errors of structure out of a draft, one kind after the other: keys are moved, findings of the body are held back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.writing.adopt.adoption import Waived
from prospectus.writing.adopt.draft import OF_SECTIONS, Draft
from prospectus.writing.adopt.proposal import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document

MOST_WAIVERS = 5
"""Of more findings of one rule, the rule is held back as a whole."""


def mended(
    draft: Draft,
    document: Document,
    errors: list[Diagnostic],
    own: Collection[str],
    move: Callable[[Draft, str], Draft],
    worded: Callable[[Diagnostic], Text],
    told: Collection[str] = (),
) -> Draft | None:
    """A draft without the errors that one step can take away; None where no step can.

    ``document`` is what the draft makes. ``own`` are the keys that the document had before; ``move`` gives one of them another name.
    ``worded`` says an error in each language. ``told`` are the sections that somebody has told of a heading: an entry that says so stays,
    and what it brings about is held back.
    """
    facts = document.front_matter.written.facts
    moves: list[str] = []
    bodily: list[Diagnostic] = []
    for entry in errors:
        key = str(entry.place.fact[0]) if entry.place.fact else ""
        is_of_stage = (key and key not in facts) or _is_of_stage(entry, document)
        if is_of_stage and "stage" not in draft.facts:
            moves.append("stage")  # it is what the stage asks for at which the document says it stands
        elif key in own and key in facts and key not in draft.facts:
            moves.append(key)
        elif key == "sections" and draft.sections:
            return draft._replace(sections=())
        elif _is_asked_at_once(key, document):
            bodily.append(entry)
        elif key or is_of_stage:
            return None
        else:
            bodily.append(entry)
    if moves:
        for key in dict.fromkeys(moves):
            draft = move(draft, key)
        return draft
    harmed = {entry.where.removeprefix("## ") for entry in bodily if entry.code in {"STR08", "STR06"}} - {*told}
    kept = tuple(entry for entry in draft.sections if entry[0] not in harmed)
    if kept != draft.sections:
        return draft._replace(sections=kept)
    return draft._replace(waived=_waived(draft.waived, bodily, worded))


def _is_asked_at_once(key: str, document: Document) -> bool:
    """Whether a contract of a team's own asks for a key from the first stage on, and the document has none."""
    stage = document.stage
    is_first = stage is not None and stage.order == 0
    return bool(key) and is_first and key not in KEYS and key not in document.front_matter.written.facts


def _is_of_stage(entry: Diagnostic, document: Document) -> bool:
    """Whether a section is asked for only because of the stage: not already at the first."""
    if entry.code not in OF_SECTIONS:
        return False
    section = document.contract.lifecycle.sections.get(entry.where.removeprefix("## "))
    first = section.level(0) if section is not None else None
    stage = document.stage
    return stage is not None and stage.order > 0 and (first is None or first < Severity.ERROR)


def _waived(
    held: tuple[Waived, ...], found: Iterable[Diagnostic], worded: Callable[[Diagnostic], Text]
) -> tuple[Waived, ...]:
    """What is held back, with further findings: each by its place, or where there are many of a rule, the rule."""
    waived = list(held)
    by_code: dict[str, dict[str, Diagnostic]] = {}
    for entry in found:
        by_code.setdefault(entry.code, {}).setdefault(entry.where, entry)
    for code, places in by_code.items():
        if len(places) > MOST_WAIVERS or any(one.rule == code for one in held):
            others = [one for one in waived if one.rule != code]
            waived = [*others, Waived(code, "", worded(next(iter(places.values()))))]
        else:
            waived += [Waived(code, where, worded(entry)) for where, entry in places.items()]
    return tuple(waived)
