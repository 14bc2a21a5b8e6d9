"""Columns that several views have: what they are called, and the cell of each for a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.tables.table import Column

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.tables.table import Kind

HEADS: dict[str, Text] = {
    "project": {"en": "Project", "ko": "프로젝트"},
    "stage": {"en": "Stage", "ko": "단계"},
    "status": {"en": "Status", "ko": "상태"},
    "verdict": {"en": "Verdict", "ko": "판정"},
    "owner": {"en": "Owner", "ko": "책임자"},
    "task": {"en": "Task", "ko": "과제"},
    "serving": {"en": "Serving", "ko": "서빙 방식"},
    "metric": {"en": "Headline metric", "ko": "대표 지표"},
    "measured": {"en": "Measured", "ko": "측정값"},
    "baseline": {"en": "Baseline", "ko": "베이스라인"},
    "minimum": {"en": "Minimum", "ko": "최소 기준"},
    "target": {"en": "Target", "ko": "목표"},
    "offline": {"en": "Offline", "ko": "오프라인"},
    "online": {"en": "Online", "ko": "온라인"},
    "promise": {"en": "Promise", "ko": "달성 여부"},
    "budget": {"en": "Budget", "ko": "예산"},
    "latency": {"en": "Latency", "ko": "응답 시간"},
    "capacity": {"en": "Capacity", "ko": "처리량"},
    "next_review": {"en": "Next review", "ko": "다음 검토"},
    "findings": {"en": "Findings", "ko": "점검 결과"},
    "updated": {"en": "Updated", "ko": "수정일"},
    "role": {"en": "Role", "ko": "역할"},
    "date": {"en": "Date", "ko": "날짜"},
    "person": {"en": "Person", "ko": "사람"},
}


def column(key: str, here: Here, kind: Kind = "text") -> Column:
    """A column by its key, with the head that all views give it."""
    return Column(key, here.say(HEADS[key]), kind)
