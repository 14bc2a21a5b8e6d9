"""Agreement of body and front matter: what is surely said is compared, all else is left alone, and no text raises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from front_matters import JUNK, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prospectus.config import Config
from prospectus.rules import agreement
from prospectus.rules.agreement.quantities import Measure, agrees, read_cell, read_quantity
from samples import example_texts, lint_texts

FRONT_MATTER = """\
---
schema: prospectus/1
id: x
title: T
stage: design
metrics:
  - id: recall
    name: Recall at 10
    direction: max
    unit: ratio
    baseline: {value: 0.28, kind: rule}
    minimum: 0.36
    target: 0.85
    alert: {op: "<", value: 0.39}
    slices: [new users]
    measured: [{value: 0.4712, phase: offline}, {value: 0.41, phase: online}]
  - id: mae
    name: MAE
    direction: min
    unit: calls/zone/30min
    baseline: {value: 6.8, kind: dummy}
    minimum: 6.2
    target: 5.4
  - id: latency
    name: 응답 시간
    direction: min
    unit: ms
    baseline: {value: 2000, kind: current}
    target: 1500
  - id: failure
    name: 배차 실패율
    direction: min
    unit: "%"
    baseline: {value: 18.0, kind: current}
    target: 15.0
constraints:
  schedule: {deadline: 2026-05-31}
  budget: {amount: 60000000, currency: KRW, period: year}
data:
  datasets:
    - {id: calls-train, unit: calls, total: 23812345, kinds: [{name: 평일, quantity: 17200000}]}
requirements:
  processing_time: {offline_ms: 900, online_ms: 1500, statistic: p95}
  qps: {target: 60, peak: 120}
---

# T

"""

HEAD = "| Metric | Target |\n|---|---|\n"


def found(text: str, *codes: str) -> list[str]:
    """What the rules point at in a text, in the order of the text."""
    whole = FRONT_MATTER + text + "\n"
    rules = tuple(rule for rule in agreement.RULES if not codes or rule.code in codes)
    report = lint_texts({"x.md": whole}, rules, config=Config(root=Path(), select=("AGR",)))
    lines = whole.split("\n")
    return [lines[one.start.line - 1][one.start.column - 1 : one.end.column - 1] for one in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The recall target is 0.8.", "0.8"),
        ("the target recall of 0.80, and", "0.80"),
        ("Recall has a target of 80%.", "80%"),
        ("Recall: baseline 0.31, minimum 0.36, target 0.9", "0.31 0.9"),
        ("The target for recall is 80 %.", "80 %"),
        ("Target: recall ≥ 0.80", "0.80"),
        ("**Recall** target: **0.80**", "0.80"),
        ("`recall` target = 0.80", "0.80"),
        ("recall: 0.80 (target)", "0.80"),
        ("Recall at 10 (target 0.8)", "0.8"),
        ("Recall at\n10 (target 0.8)", "0.8"),
        ("The baseline recall was 0.31.", "0.31"),
        ("Recall's target is 0.8.", "0.8"),
        ("The goal is to raise recall from 0.28 to 0.9.", "0.9"),
        ("The goal is to raise recall from 31% to 85%.", "31%"),
        ("MAE 목표 5.6은 첫 결과를 보고 정했다.", "5.6"),
        ("MAE의 목표는 5.6이다.", "5.6"),
        ("MAE는 목표가 5.6이며 나머지는 같다.", "5.6"),
        ("목표 MAE는 5.6으로 정했다.", "5.6"),
        ("배차 실패율의 베이스라인은 20%입니다.", "20%"),
        ("목표는 배차 실패율을 18.0%에서 14.0%로 낮추는 것이다.", "14.0%"),
        ("응답 시간 목표: 2초", "2초"),
        ("응답 시간의 목표는 1.2초이다.", "1.2초"),
        ("The latency target is 1.2 s.", "1.2 s"),
        ("The latency target is 1,400 ms.", "1,400 ms"),
        ("- recall\n  - target: 0.8\n  - baseline: 0.28", "0.8"),
        ("- **MAE**\n  - Target: 5.6", "5.6"),
        ("### Recall at 10\n\n- Baseline: 0.31\n- Target: 0.85", "0.31"),
        ("### MAE\n- target: 5.6", "5.6"),
        ("The MAE target\nis 5.6.", "5.6"),
        ("1. Recall target: 0.8", "0.8"),
        ("Text.\n\n    code\n\nThe recall target is 0.8.", "0.8"),
    ],
)
def test_a_sentence_that_differs_is_found(text: str, said: str):
    assert " ".join(found(text, "AGR02")) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "| recall | 0.8 |", "0.8"),
        (HEAD + "| `recall` | **0.8** |", "0.8"),
        (HEAD + "| Recall at 10 (guardrail) | ≥ 0.8 ✅ |", "0.8"),
        ("| Metric | Target (%) |\n|---|---|\n| recall | 80 |", "80"),
        ("| Metric | Unit | Target |\n|---|---|---|\n| latency | s | 1.4 |", "1.4"),
        ("| | recall | MAE |\n|---|---|---|\n| Model A | 0.4 | 7 |\n| Target | 0.8 | 5.4 |", "0.8"),
        ("| 지표 | 베이스라인 | 목표 |\n|---|---|---|\n| MAE (혼잡) | 6.8 | 5.6 |", "5.6"),
        ("| 지표 | 목표 |\n|---|---|\n| 응답 시간 | 1.2초 이내 |", "1.2초"),
        ("| Metric | Offline | Online |\n|---|---|---|\n| recall | 0.41 | 0.41 |", "0.41"),
        ("| Metric | Measured |\n|---|---|\n| recall | 0.47 offline, 0.44 online |", "0.44"),
        ("| Metric | Alert |\n|---|---|\n| recall | < 0.38 |", "0.38"),
        ("| Requirement | Needed |\n|---|---|\n| MAE | 5.6 |", "5.6"),
        ("| No. | 지표 | 최소 기준 |\n|---|---|---|\n| 1 | MAE | 6.5 |", "6.5"),
        ("# H\n| Metric | Target |\n|---|---|\n| recall | 0.8 |", "0.8"),
        ("Metric | Target\n---|---\nrecall | 0.8", "0.8"),
    ],
)
def test_a_table_that_differs_is_found(text: str, said: str):
    assert found(text, "AGR01") == [said]


@pytest.mark.parametrize(
    "text",
    [
        "The recall target is 0.85.",
        "The recall target is 85%.",
        "The latency target is 1.5 s.",
        "The latency target is 1,500 ms.",
        "The recall baseline is 28%.",
        "recall target of about 0.8.",
        "The recall target is ~0.8.",
        "recall target 0.7\u20130.8.",
        "The recall target was 0.8.",
        "Before 2025 the recall target was 0.8.",
        "The recall target of 0.8 for new users.",
        "new-user recall target of 0.8.",
        "The pilot recall target is 0.8.",
        "At a target recall of 0.80, the false positive rate is 0.002.",
        "A recall target of 0.9 would need twice the data.",
        "The recall target moved from 0.8 to 0.85.",
        "Recall 0.82 on the test set.",
        "The logistic baseline reached a recall of 0.31.",
        "recall targets: 0.8 and 0.9",
        "The recall target is 0.80 and 0.85.",
        "The recall target is 0.80 in the first phase.",
        "Is the recall target 0.8?",
        "recall@5 target is 0.7.",
        "The recall-oriented target is 0.7.",
        "The precision recall target 0.7.",
        "The latency target is 900 tokens.",
        "The latency target is 15%.",
        "The MAE target is 5.6 points.",
        "The MAE target is -20%.",
        "The MAE target is +0.3.",
        "> The recall target is 0.8.",
        "```\nrecall target: 0.8\n```",
        "- a\n\n  ```\n  recall target: 0.8\n  ```",
        "    recall target: 0.8",
        "<!-- recall target: 0.8 -->",
        "<pre>\nrecall target: 0.8\n</pre>",
        "[recall target: 0.8](x.md)",
        "## Recall target: 0.8",
        "Recall target: 0.8\n===",
        "~~recall target: 0.8~~",
        "## Change log\n\nThe recall target is 0.8.",
        "## 추가 원인 분석\n\nMAE 목표는 5.6이다.",
        "### Pilot\n\nThe recall target is 0.8.",
        "외곽 구역 배차 실패율 목표 12.0%이다.",
        "배차 실패율 목표는 당초 14%였다.",
        "지난해 배차 실패율 목표는 14%이다.",
        "MAE 목표는 약 5.6이다.",
        "MAE 목표는 5~6이다.",
        "MAE 목표를 6.0에서 5.4로 낮췄다.",
        "The minimum recall is 0.31 and the maximum 0.90.",
        "Minimum recall of 0.7 on the test set.",
        "recall (target >= 0.70 in v1, >= 0.85 in v2)",
        HEAD + "| recall | 0.85 |",
        HEAD + "| recall | 85% |",
        HEAD + "| recall | ~0.8 |",
        HEAD + "| recall | +12% |",
        HEAD + "| recall | -5% |",
        HEAD + "| recall | 0.8\u20130.9 |",
        HEAD + "| recall | 0.8 (2027) |",
        HEAD + "| recall | ~~0.8~~ 0.85 |",
        HEAD + "| recall (new users) | 0.8 |",
        HEAD + "| recall (EU) | 0.8 |",
        HEAD + "| recall | 0.8 |\n| recall | 0.7 |",
        HEAD + "| precision | 0.8 |",
        HEAD + "| latency | 1.5 s |",
        HEAD + "| latency | 1.5 |",
        HEAD + "| latency | 40 % |",
        HEAD + "| recall | - |",
        "| Phase | Metric | Target |\n|---|---|---|\n| pilot | recall | 0.8 |",
        "| Metric | Target 2027 |\n|---|---|\n| recall | 0.8 |",
        "| Metric | Target (2027) |\n|---|---|\n| recall | 0.8 |",
        "| Metric | Target (6mo) | Target (12mo) |\n|---|---|---|\n| recall | 0.7 | 0.8 |",
        "| Metric | Min | Max | Mean |\n|---|---|---|---|\n| recall | 0.8 | 0.9 | 0.85 |",
        "| Metric | Baseline | Target |\n|---|---|---|\n| recall | 28% (rule, 2024) | 0.85 |",
        "| Metric | Baseline | Channel | Gain |\n|---|---|---|---|\n| recall | 0.31 | 0.40 | +29% |",
        "| Metric | Measured |\n|---|---|\n| recall | 0.47 (2026-08-01) |",
        "| Metric | Unit | Target |\n|---|---|---|\n| latency | tokens | 900 |",
        "Targets of the pilot:\n\n| Metric | Target |\n|---|---|\n| recall | 0.8 |",
        "### Phase 1\n\n| Metric | Target |\n|---|---|\n| recall | 0.8 |",
        "## Change log\n\n| Metric | Target |\n|---|---|\n| recall | 0.8 |",
        "text\n| Metric | Target |\n|---|---|\n| recall | 0.8 |",
        "```\n| Metric | Target |\n|---|---|\n| recall | 0.8 |\n```",
        "<!--\n\n| Metric | Target |\n|---|---|\n| recall | 0.8 |\n-->",
        "The labelling deadline is 2026-03-01.",
        "The deadline is 31 May 2026.",
        "The deadline moved to 2026-06-30.",
        "예산은 연 6,000만 원이다.",
        "예산은 월 500만 원이다.",
        "The latency budget is 200 ms.",
        "The budget is EUR 140,000 a year.",
        "The peak QPS is 120.",
        "In the load test the peak QPS is 410.",
        "Peak QPS: 10x = 12 QPS",
        "| Data set | Total |\n|---|---|\n| calls-train | 23,800,000 |",
        "| Data set | Total (thousands) |\n|---|---|\n| calls-train | 23,812 |",
        "| 데이터셋 | 평일 | 합계 (건) |\n|---|---|---|\n| calls-train | 1,720만 | 2,381만 |",
        "| Requirement | Value |\n|---|---|\n| Online processing time (mean) | 0.9 s |",
    ],
)
def test_what_agrees_or_is_unsure_is_left_alone(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The deadline is 2026-06-30.", "2026-06-30"),
        ("**Deadline:** 2026-06-30", "2026-06-30"),
        ("- Deadline: 30 June 2026", "30 June 2026"),
        ("마감은 2026년 6월 30일이다.", "2026년 6월 30일"),
        ("마감은 2026-05-31, 예산은 연 5,000만 원이다.", "5,000만"),
        ("The budget is 30 million KRW.", "30 million"),
        ("The budget is 50,000,000 KRW a year: half of it is spent.", "50,000,000"),
        ("The budget is KRW 50,000,000 per year.", "50,000,000"),
        ("The budget is ₩50,000,000.", "50,000,000"),
        ("최대 QPS는 150이다.", "150"),
        ("Peak QPS: 150", "150"),
        ("The peak QPS is 150 QPS.", "150"),
        ("| Data set | Total |\n|---|---|\n| calls-train | 23,900,000 |", "23,900,000"),
        ("| 데이터셋 | 평일 | 합계 (건) |\n|---|---|---|\n| calls-train | 1,730만 | 2,381만 |", "1,730만"),
        ("| Requirement | Value |\n|---|---|\n| Online processing time (p95) | 1.2 s |", "1.2 s"),
        ("| 항목 | 요구 |\n|---|---|\n| 최대 QPS | 150 |", "150"),
    ],
)
def test_a_fact_that_differs_is_found(text: str, said: str):
    assert found(text, "AGR03") == [said]


@pytest.mark.parametrize("name", example_texts())
def test_the_examples_agree(name: str):
    report = lint_texts({name: example_texts()[name]}, agreement.RULES)
    assert not report.diagnostics


def test_a_number_changed_in_the_front_matter_is_found_in_the_body():
    text = example_texts()["taxi-demand.md"].replace("    target: 5.4\n", "    target: 5.2\n")
    report = lint_texts({"taxi-demand.md": text}, agreement.RULES)
    places = {(one.code, text.split("\n")[one.start.line - 1][:9]) for one in report.diagnostics}
    assert places == {("AGR01", "| MAE (혼잡"), ("AGR01", "| MAE | 5"), ("AGR02", "MAE 목표 5.")}


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
        ("1.500", "ms", "other", 1500),
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


@given(
    CELLS, st.sampled_from(["target", "measured", "alert", "baseline"]), st.sampled_from(["ms", "%", "만", "", None])
)
def test_any_cell_is_read(text: str, role: str, unit: str | None):
    for quantity in read_cell(text, 0, Measure(unit, "other"), role):
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
        assert lines[one.start.line - 1][one.start.column - 1 : one.end.column - 1][:1].isdigit()
