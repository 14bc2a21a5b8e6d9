"""What surely stands in a text: a day, a month, and no word that only begins like one."""

from __future__ import annotations

import pytest
from prospectus.contract.mentions import date_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 2026", "2026-05-31"),
        ("Sept. 2026", "2026-09-30"),
        ("in december 2026", "2026-12-31"),
        ("3 June 2026", "2026-06-03"),
    ],
)
def test_a_named_month_is_one(text: str, expected: str):
    assert date_in(text, is_end=True) == expected


@pytest.mark.parametrize(
    "word", ["decided", "Decision", "maybe", "Marketing", "Junior", "augment", "separate", "Octave"]
)
def test_a_word_that_begins_like_a_month_is_none(word: str):
    assert date_in(f"{word} 2026", is_end=False) == date_in("2026", is_end=False)
    assert date_in(f"{word} 2026", is_end=True) == date_in("2026", is_end=True)
