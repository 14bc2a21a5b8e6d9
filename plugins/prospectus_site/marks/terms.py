"""What the words of the schema are called: kinds, roles, purposes and places, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.facts.metrics import Promise

METRIC_KINDS: dict[str, Text] = {
    "model": {"en": "model", "ko": "모델"},
    "business": {"en": "business", "ko": "사업"},
    "system": {"en": "system", "ko": "시스템"},
    "fairness": {"en": "fairness", "ko": "공정성"},
}
METRIC_ROLES: dict[str, Text] = {
    "optimizing": {"en": "to be improved", "ko": "최적화"},
    "satisficing": {"en": "good enough", "ko": "충족"},
    "guardrail": {"en": "guardrail", "ko": "가드레일"},
    "observed": {"en": "observed", "ko": "관찰"},
}
DIRECTIONS: dict[str, Text] = {
    "max": {"en": "higher is better", "ko": "높을수록 좋음"},
    "min": {"en": "lower is better", "ko": "낮을수록 좋음"},
    "target": {"en": "as near to the target as possible", "ko": "목표에 가까울수록 좋음"},
}
PROMISES: dict[Promise, Text] = {
    "kept": {"en": "kept", "ko": "달성"},
    "short": {"en": "missed", "ko": "미달"},
    "kept-offline": {"en": "met offline", "ko": "오프라인 달성"},
    "short-offline": {"en": "missed offline", "ko": "오프라인 미달"},
    "unmeasured": {"en": "not measured yet", "ko": "측정 전"},
    "none": {"en": "no target", "ko": "목표 없음"},
}
PHASES: dict[str, Text] = {
    "offline": {"en": "offline", "ko": "오프라인"},
    "online": {"en": "online", "ko": "온라인"},
}
BASELINES: dict[str, Text] = {
    "dummy": {"en": "dummy", "ko": "더미"},
    "rule": {"en": "rule", "ko": "규칙"},
    "human": {"en": "human", "ko": "사람"},
    "current": {"en": "current way", "ko": "현행"},
    "previous-model": {"en": "previous model", "ko": "이전 모델"},
    "vendor": {"en": "vendor", "ko": "공급사"},
    "none": {"en": "none", "ko": "없음"},
}
TARGET_BASES: dict[str, Text] = {
    "eda": {"en": "data analysis", "ko": "데이터 분석"},
    "baseline-run": {"en": "baseline run", "ko": "베이스라인 실험"},
    "literature": {"en": "literature", "ko": "문헌"},
    "sla": {"en": "service level", "ko": "서비스 수준"},
    "stakeholder": {"en": "stakeholder", "ko": "이해관계자"},
}
PURPOSES: dict[str, Text] = {
    "train": {"en": "training", "ko": "학습"},
    "validation": {"en": "validation", "ko": "검증"},
    "test": {"en": "test", "ko": "시험"},
    "golden": {"en": "golden set", "ko": "골든 세트"},
}
DATA_STATES: dict[str, Text] = {
    "exists": {"en": "exists", "ko": "있음"},
    "to-collect": {"en": "to be collected", "ko": "수집 예정"},
    "purchase": {"en": "to be bought", "ko": "구매 예정"},
    "synthetic": {"en": "synthetic", "ko": "합성"},
    "external": {"en": "external", "ko": "외부"},
}
LABEL_STATES: dict[str, Text] = {
    "labelled": {"en": "labelled", "ko": "라벨 있음"},
    "proxy": {"en": "proxy labels", "ko": "대리 라벨"},
    "unlabelled": {"en": "unlabelled", "ko": "라벨 없음"},
    "none": {"en": "needs none", "ko": "라벨 불필요"},
}
ANNOTATORS: dict[str, Text] = {
    "in-house": {"en": "in-house", "ko": "사내"},
    "vendor": {"en": "vendor", "ko": "외주"},
    "users": {"en": "users", "ko": "사용자"},
    "logs": {"en": "logs", "ko": "로그"},
    "model": {"en": "a model", "ko": "모델"},
}
TASKS: dict[str, Text] = {
    "classification": {"en": "classification", "ko": "분류"},
    "regression": {"en": "regression", "ko": "회귀"},
    "ranking": {"en": "ranking", "ko": "랭킹"},
    "forecasting": {"en": "forecasting", "ko": "예측"},
    "detection": {"en": "detection", "ko": "검출"},
    "segmentation": {"en": "segmentation", "ko": "분할"},
    "ocr": {"en": "OCR", "ko": "OCR"},
    "generation": {"en": "generation", "ko": "생성"},
    "retrieval": {"en": "retrieval", "ko": "검색"},
    "clustering": {"en": "clustering", "ko": "군집화"},
    "anomaly": {"en": "anomaly detection", "ko": "이상 탐지"},
    "other": {"en": "other", "ko": "기타"},
}
ACCESS: dict[str, Text] = {
    "own": {"en": "own", "ko": "자체"},
    "open-weights": {"en": "open weights", "ko": "공개 가중치"},
    "vendor-api": {"en": "vendor API", "ko": "외부 API"},
}
SERVING_MODES: dict[str, Text] = {
    "batch": {"en": "batch", "ko": "배치"},
    "online": {"en": "online", "ko": "온라인"},
    "stream": {"en": "stream", "ko": "스트림"},
    "edge": {"en": "edge", "ko": "엣지"},
}
SERVING_PLACES: dict[str, Text] = {
    "mobile": {"en": "mobile", "ko": "모바일"},
    "browser": {"en": "browser", "ko": "브라우저"},
    "edge-device": {"en": "edge device", "ko": "엣지 장비"},
    "on-prem-cpu": {"en": "on-premises CPU", "ko": "온프레미스 CPU"},
    "on-prem-gpu": {"en": "on-premises GPU", "ko": "온프레미스 GPU"},
    "cloud-cpu": {"en": "cloud CPU", "ko": "클라우드 CPU"},
    "cloud-gpu": {"en": "cloud GPU", "ko": "클라우드 GPU"},
    "vendor-api": {"en": "vendor API", "ko": "외부 API"},
}
ROLES: dict[str, Text] = {
    "planner": {"en": "planner", "ko": "기획자"},
    "modeler": {"en": "modeler", "ko": "모델러"},
    "data-curator": {"en": "data curator", "ko": "데이터 큐레이터"},
    "tool-developer": {"en": "tool developer", "ko": "도구 개발자"},
    "model-quality-manager": {"en": "model quality manager", "ko": "모델 품질 관리자"},
    "model-engineer": {"en": "model engineer", "ko": "모델 엔지니어"},
    "app-developer": {"en": "app developer", "ko": "앱 개발자"},
    "backend-engineer": {"en": "backend engineer", "ko": "백엔드 엔지니어"},
    "domain-expert": {"en": "domain expert", "ko": "도메인 전문가"},
    "reviewer": {"en": "reviewer", "ko": "검토자"},
    "other": {"en": "other", "ko": "기타"},
}
SOLUTIONS: dict[str, Text] = {
    "process": {"en": "process", "ko": "절차"},
    "rule": {"en": "rule", "ko": "규칙"},
    "analytics": {"en": "analytics", "ko": "데이터 분석"},
    "ml": {"en": "machine learning", "ko": "머신러닝"},
}
STRATEGIES: dict[str, Text] = {
    "shadow": {"en": "shadow", "ko": "그림자"},
    "canary": {"en": "canary", "ko": "카나리"},
    "ab": {"en": "A/B", "ko": "A/B"},
    "blue-green": {"en": "blue-green", "ko": "블루·그린"},
    "rolling": {"en": "rolling", "ko": "순차"},
    "all": {"en": "all at once", "ko": "일괄"},
}
ONLINE_TESTS: dict[str, Text] = {
    "ab": {"en": "A/B test", "ko": "A/B 테스트"},
    "holdout": {"en": "holdout", "ko": "홀드아웃"},
    "switchback": {"en": "switchback", "ko": "스위치백"},
    "interleaving": {"en": "interleaving", "ko": "인터리빙"},
    "shadow": {"en": "shadow", "ko": "섀도"},
    "canary": {"en": "canary", "ko": "카나리"},
    "pre-post": {"en": "before and after", "ko": "전후 비교"},
    "none": {"en": "none", "ko": "없음"},
}
PERIODS: dict[str, Text] = {
    "hour": {"en": "hour", "ko": "시간"},
    "day": {"en": "day", "ko": "일"},
    "week": {"en": "week", "ko": "주"},
    "month": {"en": "month", "ko": "월"},
    "quarter": {"en": "quarter", "ko": "분기"},
    "year": {"en": "year", "ko": "년"},
    "once": {"en": "once", "ko": "한 번"},
}
STATISTICS: dict[str, Text] = {"mean": {"en": "mean", "ko": "평균"}}
CADENCES: dict[str, Text] = {
    "hour": {"en": "hourly", "ko": "매시간"},
    "day": {"en": "daily", "ko": "매일"},
    "week": {"en": "weekly", "ko": "매주"},
    "month": {"en": "monthly", "ko": "매월"},
    "quarter": {"en": "quarterly", "ko": "분기마다"},
    "year": {"en": "yearly", "ko": "매년"},
}
CONSTRAINTS: dict[str, Text] = {
    "schedule": {"en": "Schedule", "ko": "일정"},
    "budget": {"en": "Budget", "ko": "예산"},
    "affected": {"en": "People affected", "ko": "영향을 받는 사람"},
    "privacy": {"en": "Privacy", "ko": "개인정보"},
    "environment": {"en": "Environment", "ko": "환경"},
    "ethics": {"en": "Ethics", "ko": "윤리"},
    "interpretability": {"en": "Interpretability", "ko": "해석 가능성"},
    "decision_threshold": {"en": "Decision threshold", "ko": "판정 임계값"},
    "confidence": {"en": "Confidence", "ko": "신뢰도"},
    "errors": {"en": "Cost of errors", "ko": "오류의 비용"},
    "tradeoffs": {"en": "Trade-offs", "ko": "상충 관계"},
}


def term(terms: dict[str, Text], word: str, lang: str) -> str:
    """What a word is called; the word itself where the schema does not know it."""
    return say(terms[word], lang) if word in terms else word.replace("_", " ").replace("-", " ")
