"""The families of rules: what each is called, and the facts that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prospectus.ground.language import Text


class Family(NamedTuple):
    """One family; ``facts`` are those of the first level that its pages mean when they name a key alone."""

    title: Text
    facts: tuple[str, ...] = ()


FAMILIES: dict[str, Family] = {
    "STR": Family(
        {"en": "Structure of the document", "ko": "문서 구조"}, ("schema", "stage", "owner", "updated", "sections")
    ),
    "SIT": Family({"en": "Situation", "ko": "현상 파악"}, ("business",)),
    "PRB": Family({"en": "Problem", "ko": "문제 정의"}, ("problem",)),
    "FEA": Family({"en": "ML feasibility", "ko": "머신러닝 문제 타당성"}, ("feasibility",)),
    "OBJ": Family(
        {"en": "Goal and objectives", "ko": "목표와 목적 함수"}, ("goal", "objectives", "objective_strategy")
    ),
    "MET": Family({"en": "Metrics and baselines", "ko": "지표와 베이스라인"}, ("metrics",)),
    "CON": Family({"en": "Constraints", "ko": "제약 조건"}, ("constraints",)),
    "DAT": Family({"en": "Data and labels", "ko": "데이터와 라벨"}, ("data",)),
    "MOD": Family({"en": "Models", "ko": "모델"}, ("models",)),
    "GEN": Family({"en": "Generative models", "ko": "생성 모델"}),
    "TST": Family({"en": "Tests", "ko": "테스트"}, ("evaluation",)),
    "REQ": Family({"en": "Requirements and serving", "ko": "요구사항과 서빙"}, ("requirements",)),
    "RSK": Family({"en": "Risks", "ko": "위험"}, ("risks",)),
    "PRO": Family({"en": "Prototype", "ko": "프로토타입"}, ("prototype",)),
    "TEA": Family({"en": "Team", "ko": "조직"}, ("team",)),
    "OPS": Family(
        {"en": "Deployment and monitoring", "ko": "배포와 모니터링"}, ("deployment", "monitoring", "follow_ups")
    ),
    "WAI": Family({"en": "Waivers", "ko": "예외"}, ("waivers",)),
    "PFO": Family({"en": "Documents agree with each other", "ko": "문서 사이의 일치"}),
    "AGR": Family({"en": "Text and front matter agree", "ko": "본문과 프런트 매터의 일치"}),
    "MAP": Family({"en": "Maps to outside texts", "ko": "외부 문서와의 대응"}),
}
