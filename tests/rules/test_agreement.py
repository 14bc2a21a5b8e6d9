"""Agreement of body and front matter: what is surely said is compared, all else is left alone, and no text raises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prospectus.config import Config
from prospectus.rules.agreement import rules as agreement
from prospectus.rules.agreement.quantities import agrees, read_cell, read_quantity
from prospectus.rules.agreement.units import Measure
from support.front_matters import JUNK, written
from support.samples import example_texts, lint_texts

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
  decision_threshold: {value: 0.5}
  privacy: {retention_days: 365}
data:
  datasets:
    - {id: calls-train, unit: calls, total: 23812345, kinds: [{name: 평일, quantity: 17200000}]}
requirements:
  processing_time: {offline_ms: 900, online_ms: 1500, statistic: p95}
  qps: {target: 60, peak: 120}
  hardware: {memory_gb: 16, cost_per_month: 700000}
  availability: 99.9
models:
  - {id: forecaster, memory_gb: 0.512, processing_ms: 900}
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
        ("The target recall is 0.80.", "0.80"),
        ("The target for recall is 80 %.", "80 %"),
        ("The target of the recall is 80%, because fewer would not pay.", "80%"),
        ("Recall's target is 0.8.", "0.8"),
        ("**Recall** target: **0.80**", "0.80"),
        ("**Recall target:** 0.80", "0.80"),
        ("Text. The minimum recall is 0.31.", "0.31"),
        ("The pilot has ended; the recall target is 0.8.", "0.8"),
        ("MAE의 목표는 5.6이다.", "5.6"),
        ("목표 MAE는 5.6으로 정했다.", "5.6"),
        ("배차 실패율의 베이스라인은 20%입니다.", "20%"),
        ("응답 시간 목표: 2초", "2초"),
        ("응답 시간의 목표는 1.2초이다.", "1.2초"),
        ("The latency target is 1.2 s.", "1.2 s"),
        ("The latency target is ≤ 1,400 ms.", "1,400 ms"),
        ("The MAE target\nis 5.6.", "5.6"),
        ("1. Recall target: 0.8", "0.8"),
        ("- [ ] Recall alert limit: 0.35", "0.35"),
        ("Text.\n\n    code\n\nThe recall target is 0.8.", "0.8"),
    ],
)
def test_a_sentence_that_differs_is_found(text: str, said: str):
    assert found(text, "AGR02") == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "| recall | 0.8 |", "0.8"),
        (HEAD + "| `recall` | **0.8** |", "0.8"),
        (HEAD + "| Recall at 10 (guardrail) | ≥ 0.8 ✅ |", "0.8"),
        ("| Metric | Target (%) |\n|---|---|\n| recall | 80 |", "80"),
        ("| Metric | Unit | Target |\n|---|---|---|\n| latency | s | 1.4 |", "1.4"),
        ("| 지표 | 최소 | 베이스라인 | 목표 |\n|---|---|---|---|\n| MAE (혼잡) | 6.2 | 6.8 | 5.6 |", "5.6"),
        ("| 지표 | 베이스라인 | 목표 |\n|---|---|---|\n| 실패율 | 18.0% | 14% |", "14%"),
        ("| Metric | Baseline | Target |\n|---|---|---|\n| Recall | 0.28 | 0.8 |", "0.8"),
        ("| 지표 | 목표 |\n|---|---|\n| 응답 시간 | 1.2초 이내 |", "1.2초"),
        ("| Metric | Offline | Online |\n|---|---|---|\n| recall | 0.41 | 0.41 |", "0.41"),
        ("| Metric | Alert |\n|---|---|\n| recall | < 0.38 |", "0.38"),
        ("| Metric | Today | Target |\n|---|---|---|\n| recall | 0.35 | 0.85 |", "0.35"),
        ("| Requirement | Needed |\n|---|---|\n| MAE | 5.6 |", "5.6"),
        ("| No. | 지표 | 최소 기준 |\n|---|---|---|\n| 1 | MAE | 6.5 |", "6.5"),
        ("## Metrics\n" + HEAD + "| recall | 0.8 |", "0.8"),
        ("Metric | Target\n---|---\nrecall | 0.8", "0.8"),
    ],
)
def test_a_table_that_differs_is_found(text: str, said: str):
    assert found(text, "AGR01") == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The deadline is 2026-06-30.", "2026-06-30"),
        ("**Deadline:** 2026-06-30", "2026-06-30"),
        ("- Deadline: 30 June 2026", "30 June 2026"),
        ("마감은 2026년 6월 30일이다.", "2026년 6월 30일"),
        ("마감은 2026-05-31, 예산은 연 5,000만 원이다.", "연 5,000만 원"),
        ("기한은 2026-05-31이고 예산은 연 5,000만 원이다.", "연 5,000만 원"),
        ("The budget is 30 million KRW.", "30 million KRW"),
        ("The budget is 50,000,000 KRW a year: half of it is spent.", "50,000,000 KRW a year"),
        ("The budget is KRW 50,000,000 per year.", "KRW 50,000,000 per year"),
        ("The budget is ₩50,000,000.", "₩50,000,000"),
        ("최대 QPS는 150이다.", "150"),
        ("Peak QPS: 150", "150"),
        ("The peak QPS is 150 QPS.", "150 QPS"),
        ("- Decision threshold: 0.6", "0.6"),
        ("The decision threshold is 0.6, because a miss costs more.", "0.6"),
        ("보관 기간: 90일", "90일"),
        ("- Data retention: 90 days", "90 days"),
        ("The availability is 99.5%.", "99.5%"),
        ("| Data set | Total |\n|---|---|\n| calls-train | 23,900,000 |", "23,900,000"),
        ("| Data set | Calls |\n|---|---|\n| calls-train, calls | 23,900,000 |", "23,900,000"),
        ("| 데이터셋 | 평일 | 합계 (건) |\n|---|---|---|\n| calls-train | 1,730만 | 2,381만 |", "1,730만"),
        ("| Model | Memory | Mean time |\n|---|---|---|\n| forecaster (LightGBM) | 2 GB | 900 ms |", "2 GB"),
        ("| 모델 | 처리 시간 |\n|---|---|\n| forecaster | 0.8초 |", "0.8초"),
        ("| Requirement | Value |\n|---|---|\n| Online processing time (p95) | 1.2 s |", "1.2 s"),
        ("| Requirement | Value |\n|---|---|\n| p95 processing time | 1.2 s |", "1.2 s"),
        ("| Item | Requirement |\n|---|---|\n| Processing time (p95) | 600 ms |", "600 ms"),
        ("| 항목 | 요구 |\n|---|---|\n| 최대 QPS | 150 |", "150"),
        ("| Item | Limit |\n|---|---|\n| QPS | 150 |", "150"),
        ("| Requirement | Target |\n|---|---|\n| Availability | 99.5 % |", "99.5 %"),
        ("| Requirement | Target |\n|---|---|\n| Memory | 32 GB |", "32 GB"),
        ("| Requirement | Target |\n|---|---|\n| Memory (GB) | 32 |", "32"),
        ("| 항목 | 값 |\n|---|---|\n| 월 비용 | 80만 원 |", "80만 원"),
        ("| Item | Value |\n|---|---|\n| Budget | KRW 50,000,000 a year |", "KRW 50,000,000 a year"),
        ("| Item | Value |\n|---|---|\n| Deadline | 2026-06-30 |", "2026-06-30"),
    ],
)
def test_a_fact_that_differs_is_found(text: str, said: str):
    assert found(text, "AGR03") == [said]


@pytest.mark.parametrize(
    "text",
    [
        "The recall target is 85%.",
        "The latency target is 1.5 s.",
        "The latency target is 1,500 ms.",
        "The recall baseline is 28%.",
        "The deadline is 31 May 2026.",
        "예산은 연 6,000만 원이다.",
        "The peak QPS is 120.",
        "Decision threshold: 0.50",
        "| Data set | Total |\n|---|---|\n| calls-train | 23,800,000 |",
        "| 데이터셋 | 평일 | 합계 (건) |\n|---|---|---|\n| calls-train | 1,720만 | 2,381만 |",
        "| Model | Memory |\n|---|---|\n| forecaster | 512 MB |",
        "| Requirement | Value |\n|---|---|\n| Latency | 0.9 s |\n| p95 latency | 1.5 s |\n| QPS | 60 |",
        "| Requirement | Value |\n|---|---|\n| Cost per month | KRW 700,000 |\n| Memory | 16,000 MB |",
        HEAD + "| recall | 85% |",
        HEAD + "| latency | 1.5 s |",
        HEAD + "| latency | 1.5 |",
    ],
)
def test_what_agrees_is_left_alone(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "In Germany the recall target is 0.8.",
        "In Germany, the recall target is 0.8.",
        "For 2027 the budget is 50,000,000 KRW.",
        "On Mondays the peak QPS is 300.",
        "For new users the recall target is 0.7.",
        "At night the peak QPS is 20.",
        "During the sale the peak QPS is 900.",
        "For the mobile app the latency target is 900 ms.",
        "Without the cache the latency target is 3 s.",
        "In the first month the MAE target is 6.0.",
        "Per region the recall target is 0.7.",
        "With two replicas the peak QPS is 60.",
        "Under the old contract the deadline is 2026-01-31.",
        "The pilot deadline is 2026-03-31.",
        "The labelling budget is 5,000,000 KRW.",
        "Our competitor's recall target is 0.9.",
        "The German recall target is 0.8.",
        "The recall target is 0.8 in Germany.",
        "The recall target is 0.8 for new users.",
        "The recall target is 0.8, but 0.85 in Germany.",
        "The recall target was 0.8.",
        "Last year the recall target was 0.8.",
        "The deadline was 2026-03-31.",
        "The recall target used to be 0.8.",
        "The recall target rose from 0.8 to 0.85.",
        "The budget was raised from 50,000,000 KRW to 60,000,000 KRW.",
        "The recall target will be 0.9.",
        "The recall target would be 0.9.",
        "The recall target should be 0.9.",
        "The recall target is about 0.8.",
        "The recall target is 0.8-0.9.",
        "The recall target is 0.8 to 0.9.",
        "The recall target is between 0.8 and 0.9.",
        "The peak QPS is ~150.",
        "The peak QPS is roughly 150.",
        "The budget is around 50,000,000 KRW.",
        "The MAE target is 5 or 6.",
        "The recall target is 0.8 ± 0.02.",
        "The precision target is 0.8.",
        "The recall@5 target is 0.7.",
        "The budget is 200 ms.",
        "The error budget is 0.1%.",
        "The budget is 40,000 EUR.",
        "The budget is 5,000,000 KRW a month.",
        "The deadline is in June.",
        "The MAE target is 10% better.",
        "The recall target is not 0.8.",
        "Is the recall target 0.8?",
        "If the recall target is 0.9, we need more data.",
        "The alert limit for precision is 0.5.",
        "The minimum recall is 0.31 and the maximum 0.90.",
        "The baseline recall of the paper is 0.31.",
        "A recall target of 0.9 needs twice the data.",
        "The target of 0.9 was dropped.",
        "> The recall target is 0.8.",
        "`recall target: 0.8`",
        "Example: the recall target is 0.8.",
        "The recall target is 0.8?",
        "독일의 재현율 목표는 0.8이다.",
        "부산에서 MAE 목표는 6.0이다.",
        "2027년 예산은 연 7,000만 원이다.",
        "월요일 최대 QPS는 300이다.",
        "시범 운영의 마감은 2026-03-31이다.",
        "라벨링 예산은 연 500만 원이다.",
        "MAE 목표는 약 5.6이다.",
        "MAE 목표는 5.0~5.6이다.",
        "MAE 목표는 6.0에서 5.4로 낮췄다.",
        "지난해 MAE 목표는 6.0이었다.",
        "외곽 배차 실패율 목표는 12%이다.",
        "신규 사용자 배차 실패율 목표는 20%이다.",
        "배차 실패율 목표는 주말에 20%이다.",
        "MAE 목표는 5.4가 아니라 6이라는 의견도 있었다.",
        "야간 응답 시간 목표는 3초이다.",
        "예산은 월 500만 원이다.",
        "응답 시간 목표는 1.5초쯤이다.",
        "경쟁사의 MAE 목표는 5.0이다.",
        "예산은 5만 유로이다.",
        "최대 QPS는 100~150이다.",
        "### Pilot\n\n" + HEAD + "| recall | 0.8 |",
        "#### Family plans\n\n" + HEAD + "| recall | 0.8 |\n| MAE | 6 |",
        "### 부산\n\n| 지표 | 목표 |\n|---|---|\n| MAE | 6.0 |",
        "## Germany\n\n" + HEAD + "| recall | 0.8 |",
        "| Region | Metric | Target |\n|---|---|---|\n| DE | recall | 0.8 |",
        "| 지역 | 지표 | 목표 |\n|---|---|---|\n| 부산 | MAE | 6.0 |",
        HEAD + "| recall (EU) | 0.8 |",
        HEAD + "| recall, new users | 0.8 |",
        "| Metric | Target 2027 |\n|---|---|\n| recall | 0.9 |",
        "| Metric | Target (DE) |\n|---|---|\n| recall | 0.8 |",
        HEAD + "| recall | 0.8–0.9 |",
        HEAD + "| recall | ~0.8 |",
        HEAD + "| recall | about 0.8 |",
        HEAD + "| recall | +5% |",
        HEAD + "| recall | 0.8 (old) |",
        "| Model | recall | MAE |\n|---|---|---|\n| A | 0.8 | 6 |",
        "| Metric | Baseline | Ours |\n|---|---|---|\n| recall | 0.31 | 0.4 |",
        HEAD + "| recall | 0.8 |\n| MAE | 6 |\n| latency | 900 ms |",
        "Targets of our competitor:\n\n" + HEAD + "| recall | 0.8 |",
        "## Error analysis\n\n" + HEAD + "| recall | 0.8 |",
        "| Step | Value |\n|---|---|\n| Detection latency | 60 ms |\n| Network latency | 80 ms |",
        "| Requirement | Value |\n|---|---|\n| Latency (mean) | 0.9 s |",
        "| Requirement | Value |\n|---|---|\n| p50 latency | 300 ms |",
        "| Requirement | Value |\n|---|---|\n| Memory of the old server | 8 GB |",
        "| Item | Cost |\n|---|---|\n| Cost per month | 500 EUR |",
        "| Data set | Total |\n|---|---|\n| calls-test | 2,000 |",
        "| Data set | Total (thousands) |\n|---|---|\n| calls-train | 23,812 |",
        "| Week | Total |\n|---|---|\n| calls-train week 3 | 900 |",
        "- In Germany: recall target 0.8",
        "- Recall target in the pilot: 0.7",
        "- Pilot\n  - Target: 0.7",
        "### Pilot\n\n- recall target: 0.8",
        "- Peak QPS (load test): 410",
        "- Budget for labels: 5,000,000 KRW",
        "recall target of about 0.8.",
        "The recall target is ~0.8.",
        "recall target 0.7\u20130.8.",
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
        "recall@5 target is 0.7.",
        "The recall-oriented target is 0.7.",
        "The precision recall target 0.7.",
        "The latency target is 900 tokens.",
        "The latency target is 15%.",
        "The MAE target is 5.6 points.",
        "The MAE target is -20%.",
        "The MAE target is +0.3.",
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
        "MAE 목표는 5~6이다.",
        "MAE 목표를 6.0에서 5.4로 낮췄다.",
        "Minimum recall of 0.7 on the test set.",
        "recall (target >= 0.70 in v1, >= 0.85 in v2)",
        HEAD + "| recall | 0.85 |",
        HEAD + "| recall | 85% |",
        HEAD + "| recall | +12% |",
        HEAD + "| recall | -5% |",
        HEAD + "| recall | 0.8 (2027) |",
        HEAD + "| recall | ~~0.8~~ 0.85 |",
        HEAD + "| recall (new users) | 0.8 |",
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
        "The deadline moved to 2026-06-30.",
        "The latency budget is 200 ms.",
        "The budget is EUR 140,000 a year.",
        "In the load test the peak QPS is 410.",
        "Peak QPS: 10x = 12 QPS",
        "| Requirement | Value |\n|---|---|\n| Online processing time (mean) | 0.9 s |",
        "- Germany\n  - Recall target: 0.8",
        "- New users\n  - Target: 0.8",
        "In Germany:\n\n- Recall target: 0.8\n- Peak QPS: 20",
        "For new users:\n- Recall target: 0.8",
        "부산에서:\n\n- MAE 목표: 6.0",
        "**Germany**\n\n" + HEAD + "| recall | 0.8 |",
        "For new users:\n\n" + HEAD + "| recall | 0.8 |",
        "### 부산\n\n- MAE 목표: 6.0",
        "## Change log\n\n- Peak QPS: 90",
    ],
)
def test_what_may_speak_of_something_else_is_left_alone(text: str):
    assert found(text) == []


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
def test_any_cell_is_read(text: str, is_dated: bool, unit: str | None):  # noqa: FBT001
    quantity = read_cell(text, Measure(unit, "other"), is_dated=is_dated)
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
