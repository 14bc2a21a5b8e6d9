"""The words of the site's interface, in both languages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from prospectus.ground.language import say

if TYPE_CHECKING:
    from prospectus.ground.language import Text

WORDS: dict[str, Text] = {
    "portfolio": {"en": "Portfolio", "ko": "포트폴리오"},
    "projects": {"en": "projects", "ko": "개 프로젝트"},
    "stage": {"en": "Stage", "ko": "단계"},
    "status": {"en": "Status", "ko": "상태"},
    "verdict": {"en": "Verdict", "ko": "판정"},
    "owner": {"en": "Owner", "ko": "담당"},
    "created": {"en": "Created", "ko": "작성"},
    "updated": {"en": "Updated", "ko": "수정"},
    "next_review": {"en": "Next review", "ko": "다음 검토"},
    "overdue": {"en": "overdue", "ko": "기한 지남"},
    "ended": {"en": "ended", "ko": "종료"},
    "done": {"en": "done", "ko": "완료"},
    "current": {"en": "current stage", "ko": "현재 단계"},
    "to_come": {"en": "to come", "ko": "예정"},
    "findings": {"en": "Findings", "ko": "점검 결과"},
    "no_findings": {"en": "no findings", "ko": "문제 없음"},
    "errors": {"en": "errors", "ko": "오류"},
    "one_error": {"en": "error", "ko": "오류"},
    "one_warning": {"en": "warning", "ko": "경고"},
    "warnings": {"en": "warnings", "ko": "경고"},
    "line": {"en": "line", "ko": "줄"},
    "metric": {"en": "Metric", "ko": "지표"},
    "baseline": {"en": "Baseline", "ko": "베이스라인"},
    "minimum": {"en": "Minimum", "ko": "최소"},
    "target": {"en": "Target", "ko": "목표"},
    "measured": {"en": "Measured", "ko": "측정값"},
    "chart": {"en": "Chart", "ko": "도표"},
    "offline": {"en": "offline", "ko": "오프라인"},
    "online": {"en": "online", "ko": "온라인"},
    "higher": {"en": "higher is better", "ko": "높을수록 좋음"},
    "lower": {"en": "lower is better", "ko": "낮을수록 좋음"},
    "closer": {"en": "as near to the target as possible", "ko": "목표에 가까울수록 좋음"},
    "none": {"en": "none", "ko": "없음"},
    "not_measured": {"en": "not measured yet", "ko": "아직 측정 전"},
    "target_met": {"en": "target met", "ko": "목표 달성"},
    "target_missed": {"en": "target not met", "ko": "목표 미달"},
    "metrics_from_front_matter": {"en": "Metrics, as the front matter states them", "ko": "프런트 매터에 적힌 지표"},
    "legend": {
        "en": "How to read the chart: square, baseline; bar, minimum; diamond, target; hollow circle, measured offline; filled circle, measured online.",
        "ko": "도표 읽는 법: 사각형은 베이스라인, 막대는 최소 기준, 마름모는 목표, 빈 원은 오프라인 측정값, 채운 원은 온라인 측정값입니다.",
    },
    "all_projects": {"en": "All projects", "ko": "모든 프로젝트"},
    "previous": {"en": "Previous", "ko": "이전"},
    "next": {"en": "Next", "ko": "다음"},
    "empty": {
        "en": 'There is no project yet. Start one with: prospectus new "Title"',
        "ko": '아직 프로젝트가 없습니다. 다음으로 시작하세요: prospectus new "제목"',
    },
    "data": {"en": "The data of this page: portfolio.json", "ko": "이 페이지의 데이터: portfolio.json"},
    "rule": {"en": "Rule", "ko": "규칙"},
    "rules": {"en": "Rules", "ko": "규칙"},
    "rules_introduction": {
        "en": "Each rule with its reason, its source, a bad and a good document. `prospectus explain CODE` shows the same.",
        "ko": "각 규칙의 이유와 근거, 나쁜 예와 좋은 예입니다. `prospectus explain CODE`로도 볼 수 있습니다.",
    },
    "severity": {"en": "Severity", "ko": "심각도"},
    "from_stage": {"en": "From stage", "ko": "시작 단계"},
    "source": {"en": "Source", "ko": "근거"},
    "checks": {"en": "What it finds", "ko": "찾는 것"},
    "off": {"en": "off unless selected", "ko": "선택할 때만 검사"},
    "why": {"en": "Why", "ko": "왜"},
    "no_stage": {"en": "no stage", "ko": "단계 없음"},
}


@cache
def words(lang: str) -> dict[str, str]:
    """All words in one language; every page of a site shares them."""
    return {key: say(text, lang) for key, text in WORDS.items()}
