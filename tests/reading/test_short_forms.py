"""Short forms are read as what they stand for, every part at its place, and other tools are told of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from prospectus.contract.contract import standard_contract
from prospectus.contract.schema import Asked
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.reading.front_matter.edits import add_key, rename_key, set_value
from prospectus.reading.front_matter.writing import Layout, as_lines
from support.samples import ROOT, lint_text

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node

SCHEMA = standard_contract().schema

READ = [
    ("metrics: [{baseline: 14}]", "metrics[0].baseline", {"value": 14}),
    ("metrics: [{baseline: rule 14}]", "metrics[0].baseline", None),
    ("metrics: [{baseline: {rule: 0.28}}]", "metrics[0].baseline", {"kind": "rule", "value": 0.28}),
    (
        "metrics: [{baseline: 'none: a new service'}]",
        "metrics[0].baseline",
        {"kind": "none", "reason": "a new service"},
    ),
    ("metrics:\n  - alert: '>= 1,500'", "metrics[0].alert", {"op": ">=", "value": 1500}),
    (
        "feasibility: {fit: {pattern: 'yes: r 0.83'}}",
        "feasibility.fit.pattern",
        {"answer": "yes", "evidence": "r 0.83"},
    ),
    (
        "feasibility:\n  fit:\n    pattern: Yes, weekly r 0.83",
        "feasibility.fit.pattern",
        {"answer": "yes", "evidence": "weekly r 0.83"},
    ),
    (
        "feasibility:\n  fit:\n    pattern: {yes: weekly r}",
        "feasibility.fit.pattern",
        {"answer": "yes", "evidence": "weekly r"},
    ),
    ("feasibility: {fit: {data: true}}", "feasibility.fit.data", {"answer": "yes"}),
    ("feasibility: {fit: {data: '아니요: 없다'}}", "feasibility.fit.data", {"answer": "no", "evidence": "없다"}),
    ("metrics: [{baseline: {현행: 14}}]", "metrics[0].baseline", {"kind": "current", "value": 14}),
    ("requirements: {serving: 배치 클라우드 cpu}", "requirements.serving", {"mode": "batch", "place": "cloud-cpu"}),
    ("team: [데이터 과학자: Kim Soo]", "team[0]", {"role": "modeler", "name": "Kim Soo"}),
    ("constraints: {confidence: 예}", "constraints.confidence", {"measured": True}),
    ("feasibility: {fit: {data: perhaps}}", "feasibility.fit.data", None),
    ("feasibility: {red_flags: {unethical: {answer: No}}}", "feasibility.red_flags.unethical", {"answer": "no"}),
    ("feasibility: {red_flags: {unethical: {answer: false}}}", "feasibility.red_flags.unethical", {"answer": "no"}),
    (
        "feasibility: {fit: {repetitive: {volume: 5200000 a month}}}",
        "feasibility.fit.repetitive.volume",
        {"value": 5200000, "per": "month"},
    ),
    ("problem:\n  causes:\n    - prices rose", "problem.causes[0]", {"text": "prices rose"}),
    ("problem:\n  causes:\n    - price: prices rose", "problem.causes[0]", {"id": "price", "text": "prices rose"}),
    ("problem: {causes: [{txt: prices rose}]}", "problem.causes[0]", None),
    ("problem: {causes: [{text: prices rose}]}", "problem.causes[0]", None),
    ("team: [modeler: Kim Soo, planner: 박기획]", "team[1]", {"role": "planner", "name": "박기획"}),
    ("team: [modelar: Kim Soo]", "team[0]", None),
    ("constraints: {schedule: 2027-06-30}", "constraints.schedule", {"deadline": "2027-06-30"}),
    ("constraints: {schedule: 'n/a: none set'}", "constraints.schedule", None),
    ("constraints: {schedule: soon}", "constraints.schedule", None),
    (
        "constraints: {budget: 30000000 KRW a year}",
        "constraints.budget",
        {"amount": 30000000, "currency": "KRW", "period": "year"},
    ),
    (
        "constraints: {budget: 1200.5 EUR/month}",
        "constraints.budget",
        {"amount": 1200.5, "currency": "EUR", "period": "month"},
    ),
    ("constraints: {budget: 30M KRW a year}", "constraints.budget", None),
    (
        "constraints:\n  costs:\n    - feature storage: 3600 EUR a year",
        "constraints.costs[0]",
        {"what": "feature storage", "amount": 3600, "currency": "EUR", "period": "year"},
    ),
    ("constraints: {confidence: false}", "constraints.confidence", {"measured": False}),
    ("constraints: {decision_threshold: 0.12}", "constraints.decision_threshold", {"value": 0.12}),
    (
        "data: {datasets: [{period: 2024-02-01 ~ 2025-11-30}]}",
        "data.datasets[0].period",
        {"from": "2024-02-01", "to": "2025-11-30"},
    ),
    ("data: {datasets: [{kinds: [평일: 17, 주말: 6]}]}", "data.datasets[0].kinds[1]", {"name": "주말", "quantity": 6}),
    ("data: {datasets: [{kinds: [평일: many]}]}", "data.datasets[0].kinds[0]", None),
    ("evaluation: {offline: {quantitative: [mae]}}", "evaluation.offline.quantitative", {"metrics": ["mae"]}),
    (
        "evaluation: {online: {quantitative: 'none: nobody may be left out'}}",
        "evaluation.online.quantitative",
        {"method": "none", "reason": "nobody may be left out"},
    ),
    ("requirements: {qps: '60, peak 120'}", "requirements.qps", {"target": 60, "peak": 120}),
    ("requirements: {serving: batch on-prem-cpu}", "requirements.serving", {"mode": "batch", "place": "on-prem-cpu"}),
    (
        "metrics:\n  - measured:\n      - 2026-10-18 offline: 0.47",
        "metrics[0].measured[0]",
        {"date": "2026-10-18", "phase": "offline", "value": 0.47},
    ),
    (
        "metrics:\n  - measured: [2026-10-18 online 1.1 on calls-test: 5]",
        "metrics[0].measured[0]",
        {"date": "2026-10-18", "phase": "online", "version": "1.1", "dataset": "calls-test", "value": 5},
    ),
    (
        "metrics:\n  - measured:\n      - 2026-10-18 online 1.1 on calls-test (city center): 5",
        "metrics[0].measured[0]",
        {
            "date": "2026-10-18",
            "phase": "online",
            "version": "1.1",
            "dataset": "calls-test",
            "slice": "city center",
            "value": 5,
        },
    ),
    (
        "metrics: [{baseline: {dummy on calls-test: 6.8}}]",
        "metrics[0].baseline",
        {"kind": "dummy", "dataset": "calls-test", "value": 6.8},
    ),
    (
        "problem: {evidence: [interview of 14 on 2026-01-27]}",
        "problem.evidence[0]",
        {"kind": "interview", "n": 14, "date": "2026-01-27"},
    ),
    ("problem: {evidence: [survey]}", "problem.evidence[0]", {"kind": "survey"}),
    (
        "problem:\n  increments:\n    - 2026-09-27 rule: map of last week",
        "problem.increments[0]",
        {"due": "2026-09-27", "kind": "rule", "name": "map of last week"},
    ),
    ("problem: {increments: [a first map]}", "problem.increments[0]", {"name": "a first map"}),
    ("metrics:\n  - measured: [2026-10-18 later: 5]", "metrics[0].measured[0]", None),
    ("monitoring: {metrics: [mae]}", "monitoring.metrics[0]", {"metric": "mae"}),
    ("monitoring: {retraining: month}", "monitoring.retraining", {"cadence": "month"}),
    ("monitoring: {retraining: 'none: static'}", "monitoring.retraining", None),
    ("monitoring: {retraining: mae above 5.8}", "monitoring.retraining", {"trigger": "mae above 5.8"}),
]


def document(front_matter: str) -> Document:
    text = f"---\nschema: prospectus/1\n{front_matter}\n---\n\n# T\n"
    return Document(Parsed(Source("d.md", text)), standard_contract())


def at(read: Document, where: str) -> Node:
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", where)]
    return read.front_matter.root.at_path(steps)


@pytest.mark.parametrize(("written", "where", "expected"), READ)
def test_it_is_read_as_what_it_stands_for(written: str, where: str, expected: Any):
    read = document(written)
    raw = at(Document(read.parsed, standard_contract()), where)  # twice: nothing of the text is changed
    assert raw.value == at(read, where).value
    if expected is None:
        assert raw.value == read.parsed.front_matter.root.at_path(raw.path).value
    else:
        assert raw.value == expected


@pytest.mark.parametrize(("written", "where", "expected"), [case for case in READ if case[2]])
def test_every_part_stands_where_it_is_written(written: str, where: str, expected: dict[str, Any]):
    read = document(written)
    for key in expected:
        part = at(read, where).at(key)
        shown = read.source.slice(part.value_span)
        if isinstance(part.value, str) and shown.isascii():
            assert shown.casefold() in {part.value.casefold(), "true", "false"}
        elif isinstance(part.value, (int, float)) and not isinstance(part.value, bool):
            assert float(shown.replace(",", "")) == part.value
        assert part.span.start <= part.value_span.start
        assert part.value_span.end <= part.span.end


def test_a_missing_part_stands_at_the_fact():
    read = document("metrics:\n  - baseline: 14")
    assert read.source.slice(at(read, "metrics[0].baseline.kind").span) == "baseline"


@pytest.mark.parametrize(
    "written",
    [
        "feasibility:\n  fit:\n    pattern: >-\n      yes: weekly\n      r 0.83",
        'feasibility:\n  fit:\n    pattern: "yes: \\u0041 r"',
        "feasibility:\n  fit:\n    pattern: 'yes: it''s weekly'",
        "x: &a 'yes: weekly'\nfeasibility:\n  fit:\n    pattern: *a",
    ],
)
def test_a_text_that_is_written_otherwise_than_it_reads_is_shown_whole(written: str):
    read = document(written)
    part = at(read, "feasibility.fit.pattern.evidence")
    assert part.text()
    assert part.value_span.start < part.value_span.end
    assert read.source.slice(part.span)


@pytest.mark.parametrize(
    ("written", "version"), [("2", "2"), ("2.10", "2.10"), ("true", "true"), ("2026-08", "2026-08")]
)
def test_a_version_is_the_text_that_is_written(written: str, version: str):
    read = document(f"data:\n  datasets:\n    - id: a\n      version: {written}")
    assert at(read, "data.datasets[0].version").value == version


@pytest.mark.parametrize(
    ("written", "where", "value"),
    [
        ("metrics: [{direction: Higher is better}]", "metrics[0].direction", "max"),
        ("business: {output_use: 의사결정 지원}", "business.output_use", "decision-support"),
        ("problem: {evidence: [{kind: 로그 분석}]}", "problem.evidence[0].kind", "log-analysis"),
        ("problem: {evidence: [{kind: log analysis}]}", "problem.evidence[0].kind", "log-analysis"),
        ("problem: {options: [{kind: 규칙, chosen: 예}]}", "problem.options[0].kind", "rule"),
        ("problem: {options: [{chosen: 예}]}", "problem.options[0].chosen", True),
        ("problem: {options: [{chosen: No}]}", "problem.options[0].chosen", False),
        ("metrics: [{direction: sideways}]", "metrics[0].direction", "sideways"),
    ],
)
def test_other_words_for_a_value_are_read_as_it(written: str, where: str, value: Any):
    read = document(written)
    assert at(read, where).value == value
    allowed = jsonschema.Draft202012Validator({**SCHEMA.compiled(Asked(0)), "required": []})
    wrong = [tuple(error.absolute_path) for error in allowed.iter_errors({**read.parsed.front_matter.facts})]
    assert (at(read, where).path in wrong) == (value == "sideways" or "Higher" in written or "No" in written)


def test_words_are_folded_and_mean_a_value():
    for _, schema in SCHEMA.walked():
        for word, value in schema.get("words", {}).items():
            assert word == word.casefold()
            assert value in schema.get("enum", [True, False])


@pytest.mark.parametrize("written", [case[0] for case in READ if case[2]])
def test_other_tools_take_the_short_forms(written: str):
    read = document(written)
    published = SCHEMA.compiled(Asked(0))
    allowed = jsonschema.Draft202012Validator({**published, "required": []})
    wrong = [tuple(error.absolute_path) for error in allowed.iter_errors(read.parsed.front_matter.facts)]
    in_full = jsonschema.Draft202012Validator({**SCHEMA.compiled(Asked(0), bare=True), "required": []})
    still = [tuple(error.absolute_path) for error in in_full.iter_errors(read.front_matter.facts)]
    assert all(any(path[: len(place)] == place or place[: len(path)] == path for path in still) for place in wrong), (
        wrong
    )


def test_a_misspelt_key_is_told_as_such():
    codes = [
        found.code for found in lint_text(document("problem: {causes: [{txt: prices rose}]}").source.text).diagnostics
    ]
    assert "STR02" in codes


def test_edits_change_what_is_written():
    read = document("metrics:\n  - baseline: 14\n    target: 3")
    assert set_value(at(read, "metrics[0].baseline.value"), 15) is None
    assert add_key(at(read, "metrics[0].baseline"), "kind", "rule") is None
    assert set_value(at(read, "metrics[0].target"), 4) is not None
    assert rename_key(at(read, "metrics[0].target"), "minimum") is not None


@pytest.mark.parametrize("unit", ["a", " ", "0", "yes ", ": ", "-", ",000", "a, by "])
def test_long_texts_are_read_at_once(unit: str):
    text = (unit * 100_000)[:100_000]
    read = document(
        f"goal: '{text}'\nfeasibility: {{fit: {{pattern: '{text}'}}}}\nconstraints: {{budget: '{text[:900]}'}}"
    )
    assert read.front_matter.facts["goal"] == text


@pytest.mark.parametrize(("page", "heading"), [("write.md", "### Short forms"), ("ko/write.md", "### 짧은 형태")])
def test_the_guide_writes_the_same_facts_twice(page: str, heading: str):
    chapter = (ROOT / "docs" / "guide" / page).read_text("utf-8").split(heading)[1]
    short, full = (block.split("```")[0] for block in chapter.split("```yaml\n")[1:3])
    assert document(short).front_matter.facts == document(full).parsed.front_matter.facts


@pytest.mark.parametrize("order", range(7))
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_an_example_says_the_same_when_it_is_written_short(lang: str, order: int):
    for key in SCHEMA.annotated["properties"]:
        value = SCHEMA.examples.of((key,), lang, order)
        read = document("\n".join(as_lines((key,), SCHEMA.shortened((key,), value), Layout())))
        assert read.front_matter.facts[key] == value
