"""A document whose front matter breaks keeps what stands above the break, and nothing is asked that may stand below it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from support.command import run
from support.samples import example_texts, lint_texts, workspace_of

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = example_texts()
HEAD = """\
---
schema: prospectus/1
id: churn
title: Churn prediction
lang: en
stage: design
status: draft
owner: Kim
created: 2026-11-01
updated: 2026-11-02
"""
BODY = (
    "\nmodels: [{id: a}\n---\n\n# Churn prediction\n\n## Situation\n\n12% of the customers leave in their first year.\n"
)
METRIC = "metrics:\n  - {id: mae, name: MAE, kind: model, role: optimizing, direction: min, unit: days, %s}\n"
WHOLE = METRIC % "baseline: {value: 5.1, kind: dummy}, target: 4.6"


def codes(facts: str) -> list[str]:
    return [entry.code for entry in lint_texts({"a.md": HEAD + facts + BODY}).diagnostics]


def test_nothing_is_asked_that_may_stand_below():
    assert codes("") == ["STR01"]
    assert codes(WHOLE) == ["STR01"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ("titel: x\n", "STR02"),
        ("tags: 5\n", "STR03"),
        (METRIC % "baseline: {value: 5.1, kind: dummy}, target: 6.0", "MET04"),
        (WHOLE.replace("optimizing", "optimising"), "STR03"),
        ("updated_on: 2026-11-02\n", "STR02"),
    ],
)
def test_what_is_surely_wrong_above_is_said(facts: str, code: str):
    assert codes(facts) == [code, "STR01"]


def test_a_reference_may_be_declared_below():
    assert codes("goal: {statement: Keep customers, metrics: [mae]}\n") == ["STR01"]


def test_what_another_document_may_say_below_is_not_disputed():
    broken = EXAMPLES["taxi-demand.md"].replace("\nteam:", "\nx-broken: [\nteam:", 1)
    texts = {**EXAMPLES, "taxi-demand.md": broken}
    assert [entry.code for entry in lint_texts(texts).diagnostics] == ["STR01"]


def test_two_documents_share_an_id_though_one_is_broken():
    texts = {"a.md": HEAD + BODY, "b.md": HEAD + BODY}
    assert [entry.code for entry in lint_texts(texts).diagnostics] == ["PFO01", "STR01"] * 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_broken_at_any_key_says_one_thing(name: str):
    text = EXAMPLES[name]
    end = text.index("\n---\n", 4)
    starts = [match.start() + 1 for match in re.finditer(r"\n(?=[a-z_]+:)", text[:end])]
    for start in starts[3:]:
        report = lint_texts({name: f"{text[:start]}x-broken: @nobody\n{text[start:]}"})
        assert [entry.code for entry in report.diagnostics] == ["STR01"], text[start : start + 40]


def test_it_keeps_its_place_in_the_portfolio(tmp_path: Path):
    (tmp_path / "docs" / "projects").mkdir(parents=True)
    (tmp_path / "docs" / "projects" / "file.md").write_text(HEAD + WHOLE + BODY, "utf-8")
    (project,) = json.loads(run("export", cwd=tmp_path).stdout)["projects"]
    assert (project["id"], project["title"], project["stage"]) == ("churn", "Churn prediction", "design")
    assert [metric["id"] for metric in project["facts"]["metrics"]] == ["mae"]
    assert project["findings"]["error"] == 1


def test_a_document_without_front_matter_is_called_by_its_heading():
    assert next(workspace_of({"a.md": "# Churn\n\nText.\n"}).records).title == "Churn"


BREAKS = {
    "nobody": "{0}x-b: @nobody",
    "key to the left": "x-b: @nobody",
    "words": "words and no colon",
    "item": "- x: 1",
    "tab": "{0}\tx-b: 1",
    "list": "{0}x-b: [a, b",
    "mapping": "{0}x-b: {{a: 1",
    "quote": '{0}x-b: "abc',
    "bracket": "{0}]",
    "colon": "{0}a: b: c",
    "alias": "{0}x-b: *gone",
    "conflict": "<<<<<<< HEAD",
    "other side": "=======",
    "end": None,
}
"""Lines that break a front matter, with the indentation of the line below; None ends the file."""


def broken_at(text: str, number: int, line: str | None) -> str:
    """A text with a line put below one of its lines, or without all that stands below it."""
    lines = text.split("\n")
    below = lines[number]
    if line is None:
        return "\n".join([*lines[:number], ""])
    indent = " " * (len(below) - len(below.lstrip(" ")))
    return "\n".join([*lines[:number], line.format(indent), *lines[number:]])


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_broken_at_any_line_says_one_thing_and_keeps_its_name(name: str):
    text = EXAMPLES[name]
    count = text[: text.index("\n---\n", 4)].count("\n")
    kinds = [*BREAKS]
    for number in range(7, count, 5):
        kind = kinds[number % len(kinds)]
        broken = broken_at(text, number, BREAKS[kind])
        workspace = workspace_of({name: broken})
        document = workspace.document(name)
        if document.problem is not None:  # a line of a text may be anything
            found = [(entry.code, entry.message) for entry in workspace.report("en").diagnostics]
            assert [code for code, _ in found] == ["STR01"], (number, kind, found)
            assert document.id == name.removesuffix(".md"), (number, kind)
            assert document.at("title").is_present, (number, kind)


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "=======", "- x: 1", "words", "x: @nobody"])
@pytest.mark.parametrize(("begun", "below"), [("questions:", "    - who"), ("statement: >-", "    Who it is.")])
def test_a_value_that_has_not_begun_may_begin_below(line: str, begun: str, below: str):
    assert codes(f"problem:\n  {begun}\n{line}\n{below}\n") == ["STR01"]


def test_no_number_of_the_body_is_compared_with_what_may_stand_below():
    facts = METRIC % "baseline: {value: 5.1, kind: dummy}, target: 4.6" + "x: @nobody\n"
    table = "\n## Metrics\n\n| metric | target |\n|---|---|\n| MAE | 3.9 days |\n"
    whole = HEAD + facts.replace("x: @nobody\n", "") + BODY.replace("\nmodels: [{id: a}\n", "", 1) + table
    assert "AGR01" in [entry.code for entry in lint_texts({"a.md": whole}).diagnostics]
    broken = HEAD + facts + BODY.replace("\nmodels: [{id: a}\n", "", 1) + table
    assert [entry.code for entry in lint_texts({"a.md": broken}).diagnostics] == ["STR01"]
