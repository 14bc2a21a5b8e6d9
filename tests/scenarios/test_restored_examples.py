"""Slips of the finger in the examples: ``--fix`` gives back the example, byte by byte, wherever one thing alone can be meant."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from support.command import run
from support.mutations import Mutation, doubled, heading_slips, is_date, is_enum, key_slips, swapped, value_slips

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from prospectus.reading.front_matter.node import Node


def restored(folder: Path, mutations: Sequence[Mutation]) -> dict[Mutation, bool]:
    """Whether each mutation is undone, and nothing else done; all stand in one portfolio, and a second run changes nothing.

    One that is not undone is left as it is, or has a prompt for what is missing; one that nobody finds fault with is undone, too.
    """
    (folder / "prospectus.toml").write_text('documents = ["*/*.md"]\nignore = ["PFO", "STR09"]\n', "utf-8")
    files = [folder / str(number) / mutation.example for number, mutation in enumerate(mutations)]
    for number, (file, mutation) in enumerate(zip(files, mutations, strict=True)):
        file.parent.mkdir()
        file.write_text(named(mutation.after, number), "utf-8")
    found = told(folder, "--fix")
    after = [file.read_text("utf-8") for file in files]
    done = run("lint", "--diff", *OPTIONS, cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    return {
        mutation: text == named(mutation.before, number)
        or (text == named(mutation.after, number) and not found.get(number))
        for number, (mutation, text) in enumerate(zip(mutations, after, strict=True))
    }


OPTIONS = ("--no-cache", "--today", "2026-11-23")


def told(folder: Path, *options: str) -> dict[int, list[str]]:
    """The codes of what is found in each copy."""
    done = run("lint", *options, *OPTIONS, "--format", "json", cwd=folder)
    assert done.returncode in {0, 1}, done.stderr
    found: dict[int, list[str]] = {}
    for entry in json.loads(done.stdout)["diagnostics"]:
        if entry["severity"] != "info":
            found.setdefault(int(entry["path"].partition("/")[0]), []).append(entry["code"])
    return found


def named(text: str, number: int) -> str:
    """A copy with an id of its own."""
    return re.sub(r"(?m)^(i|id|di): (\S+)$", rf"\1: \2-{number}", text, count=1)


def left(folder: Path, mutations: Sequence[Mutation]) -> list[str]:
    """The mutations that are not undone, in a line each."""
    assert len(mutations) > 10
    return [mutation.told for mutation, is_undone in restored(folder, mutations).items() if not is_undone]


FREE = ("objective_strategy.weights.", "data.split.fractions.")
"""Keys that a document makes up, or that are ids of its own: the contract knows no other that could be meant."""


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("slip", [swapped, doubled])
def test_a_misspelt_key(tmp_path: Path, slip: Callable[[str], str], half: int):
    mutations = [one for one in key_slips(slip) if len(one.right) > 2 and not one.place.startswith(FREE)][half::2]
    assert len(mutations) > 150
    assert left(tmp_path, mutations) == []


def test_of_a_key_of_two_letters_one_letter_tells_nothing(tmp_path: Path):
    mutations = [one for one in key_slips(swapped) if len(one.right) == 2]
    assert len(left(tmp_path, mutations)) == len(mutations)


@pytest.mark.parametrize("slip", [swapped, doubled, str.title, lambda word: word.replace("-", "_")])
def test_a_misspelt_word_of_an_enum(tmp_path: Path, slip: Callable[[str], str]):
    def written(fact: Node, text: str) -> str | None:
        is_long = is_enum(fact) and re.fullmatch("[a-z-]{3,}", text)
        return slip(text) if is_long and slip(text) != text else None

    assert left(tmp_path, [*value_slips(written)]) == []


DAYS = {
    "slashes": "{0}/{1}/{2}",
    "dots": "{0}.{1}.{2}",
    "joined": "{0}{1}{2}",
    "korean": "{0}년 {3}월 {4}일",
    "spaced dots": "{0}. {3}. {4}.",
    "no zeros": "{0}-{3}-{4}",
    "in words": "{4} {5} {0}",
}
MONTHS = ("Jan", "February", "Mar.", "April", "May", "June", "July", "Aug", "Sept", "October", "Nov", "December")


@pytest.mark.parametrize("form", DAYS.values(), ids=DAYS)
def test_a_day_in_another_form(tmp_path: Path, form: str):
    def written(fact: Node, text: str) -> str | None:
        if not is_date(fact) or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return None
        year, month, day = text.split("-")
        other = form.format(year, month, day, int(month), int(day), MONTHS[int(month) - 1])
        return None if other == text else other

    assert left(tmp_path, [*value_slips(written)]) == []


def test_a_day_that_may_be_another_stays(tmp_path: Path):
    def written(fact: Node, text: str) -> str | None:
        is_day = is_date(fact) and re.fullmatch(r"\d{4}-\d\d-\d\d", text)
        return "-".join(reversed(text.split("-"))) if is_day else None

    for mutation, is_undone in restored(tmp_path, [*value_slips(written)]).items():
        day, month, _ = mutation.wrong.split("-")
        assert is_undone is (int(day) > 12 or day == month), mutation.told


UNITS: dict[str, Callable[[Any], str]] = {
    "_ms": lambda number: f'"{number} ms"',
    "_gb": lambda number: f"{number}GB",
    "_s": lambda number: f"{number} s",
    "_days": lambda number: f"{number} days",
}


def test_a_number_with_its_unit(tmp_path: Path):
    def written(fact: Node, text: str) -> str | None:
        unit = next((unit for unit in UNITS if str(fact.path[-1]).endswith(unit)), None)
        return UNITS[unit](text) if unit and re.fullmatch("[0-9.]+", text) else None

    mutations = [*value_slips(written, every=True)]
    assert len(mutations) > 10
    assert left(tmp_path, mutations) == []


@pytest.mark.parametrize("slip", [swapped, doubled])
def test_a_misspelt_heading(tmp_path: Path, slip: Callable[[str], str]):
    assert left(tmp_path, [*heading_slips(slip)]) == []
