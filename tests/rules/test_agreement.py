"""Agreement of body and front matter: contradictions are found, harmless texts are left alone, and no text raises.

The texts stand in ``tests/rules/agreement/``, a file a front matter: ``contradictions`` (with the number that must be pointed at) and
``harmless``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prospectus.config import Config
from prospectus.ground.shipped import read_schema
from prospectus.rules.agreement import rules as agreement
from prospectus.rules.agreement.quantities import Measure, agrees, read_quantity
from prospectus.rules.agreement.tables import read_cell
from support.front_matters import JUNK, written
from support.samples import example_texts, lint_text, lint_texts

CORPUS = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "agreement").glob("*.yml"))
}
FRONT_MATTER = f"---\n{CORPUS['mixed']['front_matter']}---\n\n# T\n\n"
ENOUGH = 0.98
"""So large a share of the contradictions is found. The others are kept to show what is not read."""


def texts(kind: str) -> list[Any]:
    """The texts of one kind, each with the name of its front matter."""
    entries = [(name, entry) for name, corpus in CORPUS.items() for entry in corpus[kind]]
    return [pytest.param(name, entry, id=f"{name}-{number}") for number, (name, entry) in enumerate(entries)]


def found(text: str, name: str = "mixed", *codes: str) -> list[str]:
    """What the rules point at in a text under a front matter, in the order of the text."""
    whole = f"---\n{CORPUS[name]['front_matter']}---\n\n# T\n\n{text}\n"
    rules = tuple(rule for rule in agreement.RULES if not codes or rule.code in codes)
    report = lint_texts({"x.md": whole}, rules, config=Config(root=Path(), select=("AGR",)))
    lines = whole.split("\n")
    return [lines[one.start.line - 1][one.start.column - 1 : one.end.column - 1] for one in report.diagnostics]


def test_the_terms_keep_their_schema():
    schema = read_schema("agreement-terms.schema.json")
    jsonschema.Draft202012Validator(schema).validate(read_schema("agreement-terms.json"))


def test_the_corpus_is_large_enough():
    assert len(texts("contradictions")) >= 330
    assert len(texts("harmless")) >= 1_100


def test_contradictions_are_found():
    missed = [
        entry["text"]
        for name, corpus in CORPUS.items()
        for entry in corpus["contradictions"]
        if found(entry["text"], name) != [entry["said"]]
    ]
    assert len(missed) <= (1 - ENOUGH) * len(texts("contradictions")), missed


@pytest.mark.parametrize(("name", "text"), texts("harmless"))
def test_what_contradicts_nothing_is_left_alone(name: str, text: str):
    assert found(text, name) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("| Metric | Target |\n|---|---|\n| recall | 0.8 |", "AGR01"),
        ("The recall target is 0.8.", "AGR02"),
        ("- Recall target: 0.8", "AGR02"),
        ("The deadline is 2026-06-30.", "AGR03"),
        ("| Data set | Total |\n|---|---|\n| calls-train | 23,900,000 |", "AGR03"),
        ("| Requirement | Value |\n|---|---|\n| Peak QPS | 150 |", "AGR03"),
    ],
)
def test_each_rule_speaks_of_its_own(text: str, code: str):
    assert all(bool(found(text, "mixed", rule.code)) == (rule.code == code) for rule in agreement.RULES)


@pytest.mark.parametrize("broken", ["TBD", "[0.85]", "about 0.85", "yes", ".inf", "2026-01-01"])
def test_a_fact_that_cannot_be_read_is_compared_with_nothing(broken: str):
    text = FRONT_MATTER.replace("    target: 0.85\n", f"    target: {broken}\n")
    table = "| Metric | Minimum | Target | Required |\n|---|---|---|---|\n| recall | 0.36 | 0.8 | 0.8 |\n"
    assert text != FRONT_MATTER
    assert not lint_text(f"{text}{table}\nThe recall target is 0.8.\n", agreement.RULES).diagnostics


def test_a_fact_that_is_missing_is_compared_with_nothing():
    text = FRONT_MATTER.replace("    target: 0.85\n", "")
    table = "| Metric | Minimum | Target | Required |\n|---|---|---|---|\n| recall | 0.36 | 0.8 | 0.8 |\n"
    assert not lint_text(f"{text}{table}", agreement.RULES).diagnostics


def test_a_latency_may_be_that_of_a_metric():
    text = f"---\n{CORPUS['english']['front_matter']}---\n\n# T\n\n".replace("online_ms: 180", "online_ms: 150")
    table = "| Requirement | Value |\n|---|---|\n| Latency | {} ms |\n"
    assert not lint_text(text + table.format(180), agreement.RULES).diagnostics
    assert lint_text(text + table.format(240), agreement.RULES).diagnostics


@pytest.mark.parametrize(
    ("name", "find", "replace", "codes"),
    [
        ("taxi-demand", "    target: 5.4\n", "    target: 7.4\n", {"MET04"}),
        ("taxi-demand", "    minimum: 6.2\n", "    minimum: 7.2\n", {"MET04"}),
        ("taxi-demand", "budget: {amount: 60000000", "budget: {amount: 6000000", {"CON02"}),
        ("taxi-demand", "total: 23800000", "total: 28800000", {"DAT02"}),
        (
            "taxi-demand",
            "kinds: [{name: 평일, quantity: 17200000}",
            "kinds: [{name: 평일, quantity: 12200000}",
            {"DAT02"},
        ),
        ("taxi-demand", "qps: {target: 60, peak: 120}", "qps: {target: 60, peak: 20}", {"REQ05"}),
        ("formula-ocr", "schedule: {deadline: 2027-04-30}", "schedule: {deadline: 2027-01-01}", {"CON01"}),
        ("formula-ocr", "memory_gb: 3.0", "memory_gb: 18", {"REQ07"}),
        ("subscriber-churn", "    target: 4.2\n", "    target: 5.2\n", {"MET04"}),
    ],
)
def test_a_wrong_number_in_the_front_matter_is_told_once(name: str, find: str, replace: str, codes: set[str]):
    whole = example_texts()
    before = {(one.code, one.message) for one in lint_texts(whole, only=f"{name}.md").diagnostics}
    text = whole[f"{name}.md"]
    assert text.count(find) == 1
    report = lint_texts({**whole, f"{name}.md": text.replace(find, replace)}, only=f"{name}.md")
    raised = {one.code for one in report.diagnostics if (one.code, one.message) not in before}
    assert codes <= raised
    assert not {code for code in raised if code.startswith("AGR")}


@pytest.mark.parametrize("name", example_texts())
def test_the_examples_agree(name: str):
    report = lint_texts({name: example_texts()[name]}, agreement.RULES)
    assert not report.diagnostics


def test_a_number_changed_in_the_front_matter_is_found_in_the_body():
    text = example_texts()["taxi-demand.md"].replace("    target: 5.4\n", "    target: 5.2\n")
    report = lint_texts({"taxi-demand.md": text}, agreement.RULES)
    places = {(one.code, text.split("\n")[one.start.line - 1][:9]) for one in report.diagnostics}
    assert places == {("AGR01", "| MAE (혼잡"), ("AGR01", "| MAE | 5")}


@pytest.mark.parametrize(
    ("text", "unit", "scale", "value"),
    [
        ("85%", None, "ratio", 0.85),
        ("85", None, "ratio", 0.85),
        ("0.85", "%", "percent", 85),
        ("1.5 s", "ms", "other", 1500),
        ("2,600만", None, "other", 26_000_000),
        ("1억 8천만", None, "other", 180_000_000),
        ("30 million", None, "other", 30_000_000),
        ("80K", None, "other", 80_000),
        ("96대/월", "대/월", "other", 96),
        ("2 hours", "minutes", "other", 120),
    ],
)
def test_a_number_is_read_in_its_unit(text: str, unit: str | None, scale: str | None, value: float):
    measure = Measure(unit, scale)
    read = read_quantity(text, 0, measure)
    assert read is not None
    assert read[1] == len(text)
    assert agrees(read[0], value, measure, is_loose=False)
    assert not agrees(read[0], value * 1.1, measure, is_loose=False)


CELLS = st.text(st.sampled_from("0123456789.,%~-–()[]≥<만억천초 ms/|*`_a약"), max_size=14)


@given(CELLS, st.booleans(), st.sampled_from(["ms", "%", "만", "", None]))
def test_any_cell_is_read(text: str, is_loose: bool, unit: str | None):  # noqa: FBT001
    quantity = read_cell(text, Measure(unit, "other"), frozenset(), None, is_loose=is_loose)
    if quantity is not None:
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)


NAMES = st.sampled_from(
    ["recall", "Recall at 10", "MAE", "응답 시간", "배차 실패율", "calls-train", "Peak QPS", "Deadline"]
)
WORDS = st.sampled_from(
    [
        *(
            "target",
            "baseline",
            "목표",
            "베이스라인은",
            "는",
            "is",
            "of",
            "the",
            ":",
            "(",
            ")",
            ",",
            ".",
            "\n",
            "\n\n",
            "|",
            "- ",
        ),
        *(
            "0.8",
            "85%",
            "5.6",
            "1,400 ms",
            "2초",
            "from",
            "to",
            "에서",
            "로",
            "2026-06-30",
            "The goal is to reduce",
            "목표는",
        ),
        *(
            "| Metric | Target |\n|---|---|\n",
            "### ",
            "**",
            "`",
            "```",
            "<!--",
            "-->",
            "예산은 연 5,000만 원",
            "peak QPS 5",
        ),
    ]
)
BODIES = st.lists(NAMES | WORDS | st.text(max_size=6), max_size=20).map(" ".join)
PATHS = [
    *(
        ("metrics", 0, key)
        for key in ("id", "name", "unit", "baseline", "minimum", "target", "measured", "alert", "slices")
    ),
    *(("data", "datasets", 0, key) for key in ("id", "total", "kinds", "unit")),
    *(("requirements", key) for key in ("qps", "processing_time", "accuracy")),
    *(("constraints", key) for key in ("budget", "schedule")),
]


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """The front matter above with one fact of any kind."""
    from prospectus.ground.source import Source
    from prospectus.reading.front_matter.fences import read_front_matter

    drawn = dict(read_front_matter(Source("x.md", FRONT_MATTER)).facts)
    *steps, last = draw(st.sampled_from(PATHS))
    holder: Any = drawn
    for step in steps:
        holder = holder[step]
    holder[last] = draw(JUNK)
    return drawn


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts(), BODIES)
def test_no_text_raises(drawn: dict[str, Any], body: str):
    text = written(drawn, body)
    report = lint_texts({"x.md": text}, agreement.RULES)
    lines = text.split("\n")
    for one in report.diagnostics:
        said = lines[one.start.line - 1][one.start.column - 1 : one.end.column - 1]
        assert any(char.isdigit() for char in said)
