"""The single facts that a body may speak of: constraints and requirements, by the names that people give them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.rules.agreement.names import phrases, words_of

if TYPE_CHECKING:
    from prospectus.ground.language import Text


class Named(NamedTuple):
    """A single fact: how it is called, where it stands (in several places, when a name fits several), and its unit."""

    names: str
    paths: tuple[str, ...]
    unit: str
    label: Text


TIMES = ("requirements.processing_time.online_ms", "requirements.processing_time.offline_ms")
_QPS = ("requirements.qps.target", "requirements.qps.peak")
_FACTS = (
    Named("deadline, due date, 마감, 마감일, 기한", ("constraints.schedule.deadline",), "date", {"en": "a deadline", "ko": "마감일"}),
    Named("budget, 예산", ("constraints.budget.amount",), "money", {"en": "a budget", "ko": "예산"}),
    Named("labeling budget, labelling budget, 라벨링 예산", ("constraints.labeling_budget.amount",), "money",
          {"en": "a labeling budget", "ko": "라벨링 예산"}),
    Named("decision threshold, 임계값, 결정 임계값, 판정 임계값", ("constraints.decision_threshold.value",), "ratio",
          {"en": "a decision threshold", "ko": "임계값"}),
    Named("retention, retention period, data retention, data retention period, retention time, 보관 기간, 보존 기간, 데이터 보관 기간,"
          "개인정보 보관 기간, 보유 기간", ("constraints.privacy.retention_days",), "day", {"en": "a retention period", "ko": "보관 기간"}),
    Named("target qps, target rps, 목표 qps", _QPS[:1], "QPS", {"en": "a target QPS", "ko": "목표 QPS"}),
    Named("peak qps, maximum qps, max qps, peak rps, peak load, peak throughput, 최대 qps, 피크 qps, 최대 처리량", _QPS[1:], "QPS",
          {"en": "a peak QPS", "ko": "최대 QPS"}),
    Named("qps, rps, throughput, 처리량", _QPS, "QPS", {"en": "a QPS", "ko": "QPS"}),
    Named("online processing time, online latency, online response time, end-to-end latency, end-to-end processing time,"
          "온라인 처리 시간, 온라인 응답 시간, 온라인 지연 시간", TIMES[:1], "ms", {"en": "an online processing time", "ko": "온라인 처리 시간"}),
    Named("offline processing time, model processing time, model latency, inference time, inference latency,"
          "오프라인 처리 시간, 모델 처리 시간, 추론 시간", TIMES[1:], "ms", {"en": "an offline processing time", "ko": "오프라인 처리 시간"}),
    Named("processing time, latency, response time, 처리 시간, 응답 시간, 지연 시간", TIMES, "ms",
          {"en": "a processing time", "ko": "처리 시간"}),
    Named("availability, uptime, 가용성, 가용률, 가동률", ("requirements.availability",), "%", {"en": "an availability", "ko": "가용성"}),
    Named("batch window, time window, 배치 허용 시간, 배치 시간", ("requirements.batch.window_s",), "s",
          {"en": "a batch window", "ko": "배치 허용 시간"}),
    Named("memory, gpu memory, ram, vram, memory machine, 메모리, gpu 메모리, 장비 메모리", ("requirements.hardware.memory_gb",), "GB",
          {"en": "a memory size", "ko": "메모리"}),
    Named("cost per month, monthly cost, hardware cost, monthly hardware cost, hardware cost month, server cost, monthly server cost,"
          "월 비용, 월 장비 비용, 월 서버 비용, 장비 비용, 서버 비용", ("requirements.hardware.cost_per_month",), "money",
          {"en": "a monthly cost", "ko": "월 비용"}),
    Named("replicas, machines, number replicas, number machines, 레플리카, 레플리카 수, 장비 수, 장비 대수, 서버 수",
          ("requirements.hardware.replicas",), "count", {"en": "a number of replicas", "ko": "장비 수"}),
    Named("concurrency, concurrent requests, 동시 처리, 동시 처리 수", ("requirements.hardware.concurrency",), "count",
          {"en": "a concurrency", "ko": "동시 처리 수"}),
)  # fmt: skip


@cache
def named_facts() -> dict[frozenset[str], Named]:
    """The single facts by the words of their names."""
    return {words_of(name): fact for fact in _FACTS for name in phrases(fact.names)}


def fact_names() -> set[str]:
    """All names of single facts."""
    return {name for fact in _FACTS for name in phrases(fact.names)}
