"""Headings of real documents, as a person judged them, and as ``adopt`` maps them."""

from __future__ import annotations

import jsonschema
import pytest
from prospectus.contract.contract import standard_contract
from prospectus.ground.shipped import read_schema
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.writing.adopt.mapping import Mapped, mapped
from support.judged_headings import Judged, read

SURE = {"certain", "likely"}


def judged(part: str) -> list[tuple[Judged, Mapped | None]]:
    """Each judged heading with what becomes of it."""
    pairs: list[tuple[Judged, Mapped | None]] = []
    for headings in read(part).values():
        text = "".join(f"{'#' * heading.level} {heading.text}\n\n" for heading in headings)
        found = {one.heading.line: one for one in mapped(Document(Parsed(Source("x.md", text)), standard_contract()))}
        pairs += [(heading, found.get(2 * index + 1)) for index, heading in enumerate(headings)]
    return pairs


def is_right(heading: Judged, found: Mapped | None) -> bool:
    return found is not None and not {*found.sections}.isdisjoint(heading.sections | heading.also)


@pytest.mark.parametrize(("part", "least", "most"), [("development", 0.98, 0.015), ("held-out", 0.94, 0.04)])
def test_what_a_person_would_map_is_mapped_and_hardly_anything_wrong_for_sure(part: str, least: float, most: float):
    pairs = judged(part)
    meant = [(heading, found) for heading, found in pairs if heading.sections]
    assert sum(is_right(heading, found) for heading, found in meant) >= least * len(meant)
    sure = [(heading, found) for heading, found in pairs if found is not None and found.confidence in SURE]
    assert sum(not is_right(heading, found) for heading, found in sure) <= most * len(sure)


def test_what_is_asked_is_right_more_often_than_not():
    asked = [
        (heading, found)
        for heading, found in judged("development")
        if found is not None and found.confidence == "unsure"
    ]
    meant = [(heading, found) for heading, found in asked if heading.sections]
    assert sum(is_right(heading, found) for heading, found in meant) > 0.6 * len(meant)


def test_the_words_of_adopt_keep_their_schema_and_speak_for_sections_that_there_are():
    words = read_schema("adopt-terms.json")
    jsonschema.Draft202012Validator(read_schema("adopt-terms.schema.json")).validate(words)
    assert words["clues"].keys() <= standard_contract().lifecycle.sections.keys()
