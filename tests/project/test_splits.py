"""How data is divided: what fractions are a whole, which columns keep records together, how many days are left out."""

from __future__ import annotations

from datetime import date

import pytest
from prospectus.project.splits import Border, keeps_together, misfit
from support.samples import read_documents


def sum_of_misfit(fractions: str) -> float | None:
    (document,) = read_documents({"x.md": f"---\nstage: design\ndata: {{split: {{fractions: {fractions}}}}}\n---\n"})
    return misfit(document.at("data.split.fractions"))


@pytest.mark.parametrize(
    "fractions",
    [
        "{train: 0.8, test: 0.2}",
        "{train: 80, test: 20}",
        "{train: 80%, test: 20 %}",
        "{train: 0.33, valid: 0.33, test: 0.33}",
        "{train: 8, valid: 1, test: 1}",
        "{test: 0.1}",
        "{valid: 10, test: 10}",
        "{train: much, test: 0.2}",
        "{}",
    ],
)
def test_fractions_that_are_a_whole_or_of_which_nobody_knows(fractions: str):
    assert sum_of_misfit(fractions) is None


@pytest.mark.parametrize(
    ("fractions", "total"),
    [
        ("{train: 0.8, test: 0.3}", 1.1),
        ("{train: 0.7, test: 0.2}", 0.9),
        ("{train: 80, test: 30}", 110),
        ("{train: 0.8, test: 20}", 20.8),
        ("{train: 80%, test: 30%}", 1.1),
        ("{train: 8000, test: 2000}", 10_000),
    ],
)
def test_fractions_that_are_none(fractions: str, total: float):
    assert sum_of_misfit(fractions) == pytest.approx(total)


@pytest.mark.parametrize(
    ("keys", "column"),
    [
        (["school"], "school"),
        (["school_id"], "School"),
        (["grade", "school"], "school"),
        (["district"], "school"),
        (["hospital"], "patient_id"),
        (["학교"], "school"),
        (["plant"], "weld_seam"),
    ],
)
def test_a_column_or_a_wider_one_keeps_its_records_together(keys: list[str], column: str):
    assert keeps_together(keys, column)


@pytest.mark.parametrize("keys", [["photo_id"], ["classroom"], ["user"], []])
def test_another_column_does_not(keys: list[str]):
    assert not keeps_together(keys, "school")


@pytest.mark.parametrize(
    ("start", "days"), [("2026-07-01", 30), ("2026-06-01", 0), ("2026-05-31", -1), ("2026-05-01", -31)]
)
def test_the_days_left_out_are_in_neither_part(start: str, days: int):
    (document,) = read_documents({"x.md": "---\nstage: design\n---\n"})
    nowhere = document.at("data")
    assert Border(nowhere, nowhere, date(2026, 5, 31), nowhere, date.fromisoformat(start)).days == days
