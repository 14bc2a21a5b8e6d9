"""STR: the document can be read, has the parts that its stage needs, and refers only to what exists."""

from __future__ import annotations

from prospectus.rules.structure import front_matter, references, sections, upkeep

RULES = (
    front_matter.unreadable,
    front_matter.unknown_key,
    front_matter.schema_violation,
    front_matter.stage_unknown,
    sections.section_missing,
    sections.section_empty,
    sections.sections_out_of_order,
    references.duplicate,
    references.dangling_reference,
    sections.no_prior_work,
    upkeep.stale,
    upkeep.no_owner,
    front_matter.text_says_nothing,
)
