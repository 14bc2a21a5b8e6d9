"""The single facts that a body may speak of: constraints and requirements, by the names that people give them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.rules.agreement.names import phrases

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Path


class Named(NamedTuple):
    """A single fact: where it stands, how it is called in a sentence, and in which unit it is stated."""

    names: str
    paths: tuple[Path, ...]
    unit: str | None
    label: Text


TIMES = (("requirements", "processing_time", "online_ms"), ("requirements", "processing_time", "offline_ms"))
_QPS = (("requirements", "qps", "target"), ("requirements", "qps", "peak"))
_HARDWARE = ("requirements", "hardware")
_FACTS = (
    Named("deadline, due date, 마감, 마감일, 기한", (("constraints", "schedule", "deadline"),), None, {"en": "a deadline", "ko": "마감"}),
    Named("budget, 예산", (("constraints", "budget", "amount"),), None, {"en": "a budget", "ko": "예산"}),
    Named("decision threshold, 임계값, 결정 임계값, 판정 임계값", (("constraints", "decision_threshold", "value"),), None,
          {"en": "a decision threshold", "ko": "임계값"}),
    Named("retention, retention period, data retention, 보관 기간, 보존 기간", (("constraints", "privacy", "retention_days"),), "days",
          {"en": "a retention period", "ko": "보관 기간"}),
    Named("target qps, qps target, target rps, 목표 qps, qps 목표", _QPS[:1], "QPS", {"en": "a target QPS", "ko": "목표 QPS"}),
    Named("peak qps, qps peak, maximum qps, peak rps, peak load, 최대 qps, qps 최대, 피크 qps", _QPS[1:], "QPS",
          {"en": "a peak QPS", "ko": "최대 QPS"}),
    Named("qps, throughput, 처리량", _QPS, "QPS", {"en": "a QPS", "ko": "QPS"}),
    Named("online processing time, online latency, online response time, end-to-end latency, 온라인 처리 시간, 온라인 응답 시간",
          TIMES[:1], "ms", {"en": "an online processing time", "ko": "온라인 처리 시간"}),
    Named("offline processing time, model processing time, model latency, inference time, 오프라인 처리 시간, 모델 처리 시간",
          TIMES[1:], "ms", {"en": "an offline processing time", "ko": "오프라인 처리 시간"}),
    Named("processing time, latency, response time, 처리 시간, 응답 시간, 지연 시간", TIMES, "ms",
          {"en": "a processing time", "ko": "처리 시간"}),
    Named("availability, uptime, 가용성, 가용률", (("requirements", "availability"),), "%", {"en": "an availability", "ko": "가용성"}),
    Named("memory, gpu memory, ram, 메모리, gpu 메모리", ((*_HARDWARE, "memory_gb"),), "GB", {"en": "a memory size", "ko": "메모리"}),
    Named("cost per month, monthly cost, hardware cost, 월 비용, 월 장비 비용", ((*_HARDWARE, "cost_per_month"),), None,
          {"en": "a monthly cost", "ko": "월 비용"}),
    Named("replicas, 레플리카", ((*_HARDWARE, "replicas"),), None, {"en": "a number of replicas", "ko": "레플리카 수"}),
)  # fmt: skip


@cache
def fact_names() -> dict[str, Named]:
    """The single facts by their names."""
    return {name: fact for fact in _FACTS for name in phrases(fact.names)}
