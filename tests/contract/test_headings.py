"""Headings of real documents open the sections that a person says they open."""

from __future__ import annotations

import pytest
from prospectus.contract.contract import standard_contract
from support.judged_headings import FOLDER, Score, read, score

PARTS = ("development", "held-out")
FLOORS = {
    # part, language: recall, precision, sections found; a bit below what is reached
    ("development", "en"): (0.96, 0.97, 0.97),
    ("development", "ko"): (0.93, 0.97, 0.96),
    ("development", "ru"): (0.97, 0.98, 0.98),
    ("development", "es"): (0.97, 0.98, 0.97),
    ("development", "pt"): (0.94, 0.98, 0.97),
    ("held-out", "en"): (0.88, 0.99, 0.91),
    ("held-out", "ko"): (0.77, 0.94, 0.86),
    ("held-out", "ru"): (0.95, 0.94, 0.96),
    ("held-out", "es"): (0.75, 0.92, 0.76),
    ("held-out", "pt"): (0.93, 0.95, 0.98),
}


@pytest.fixture(scope="module")
def scores() -> dict[str, dict[str, Score]]:
    return {part: score(part) for part in PARTS}


@pytest.mark.parametrize(("part", "lang"), FLOORS)
def test_headings_of_real_documents(scores: dict[str, dict[str, Score]], part: str, lang: str):
    of = scores[part][lang]
    reached = (of.recall, of.precision, of.sections)
    assert all(value >= floor for value, floor in zip(reached, FLOORS[part, lang], strict=True)), (reached, of.misses)


def test_every_language_has_its_floor(scores: dict[str, dict[str, Score]]):
    assert {(part, lang) for part in PARTS for lang in scores[part]} == set(FLOORS)


def test_the_judgements_name_sections():
    sections = set(standard_contract().lifecycle.sections)
    for part in PARTS:
        for headings in read(part).values():
            for heading in headings:
                assert heading.sections | heading.also <= sections, heading
                assert 1 <= heading.level <= 6, heading


def test_no_judged_heading_is_a_text():
    for part in PARTS:
        assert all(len(line.split("\t")[2]) <= 120 for line in (FOLDER / f"{part}.tsv").read_text("utf-8").splitlines())


def test_a_heading_of_a_template_engine_is_no_aside():
    assert not standard_contract().lifecycle.is_aside("{{ card_data }}")
