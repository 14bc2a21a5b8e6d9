"""In which unit a number of the front matter is written, told from where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Path

_QUERIES: Text = {"en": "queries per second", "ko": "초당 조회 수"}

_BY_ENDING: dict[str, Text] = {
    "ms": {"en": "milliseconds", "ko": "밀리초"},
    "s": {"en": "seconds", "ko": "초"},
    "days": {"en": "days", "ko": "일"},
    "weeks": {"en": "weeks", "ko": "주"},
    "gb": {"en": "gigabytes", "ko": "기가바이트"},
    "qps": _QUERIES,
}
"""By the last part of a key's name: ``processing_ms``."""

_CURRENCY: Text = {"en": "the currency named beside it", "ko": "함께 적은 통화"}
_METRIC: Text = {"en": "that of the metric", "ko": "지표의 단위"}
_RECORDS: Text = {"en": "that of the data set", "ko": "데이터셋의 단위"}
_SHARE: Text = {"en": "none: a share, from 0 to 1", "ko": "없음 (0부터 1까지의 비율)"}
_COUNT: Text = {"en": "none: a count", "ko": "없음 (개수)"}
_GRADE: Text = {"en": "none: a grade, from 1 to 5", "ko": "없음 (1부터 5까지의 등급)"}
_TOKENS: Text = {"en": "tokens", "ko": "토큰"}

_BY_KEY: dict[str, Text] = {
    "qps": _QUERIES,
    "tokens": _TOKENS,
    "token_price": {"en": "the currency named beside it, a million tokens", "ko": "토큰 100만 개의 값, 함께 적은 통화"},
    "context_limit": _TOKENS,
    "years": {"en": "years", "ko": "년"},
    "amount": _CURRENCY,
    "cost": _CURRENCY,
    "unit_price": {"en": "the currency named beside it, a label", "ko": "라벨 하나의 값, 함께 적은 통화"},
    "cost_per_month": {
        "en": "the currency named beside it, else that of the budget, a month",
        "ko": "한 달의 값, 함께 적은 통화 (없으면 예산의 통화)",
    },
    "availability": {"en": "percent", "ko": "퍼센트"},
    "agreement": {"en": "none: from -1 to 1", "ko": "없음 (-1부터 1까지)"},
    "decision_threshold": {"en": "that of the model's output", "ko": "모델 출력의 단위"},
    "volume": {"en": "decisions in the period named beside it", "ko": "함께 적은 기간의 판단 횟수"},
    "redundancy": {"en": "labels a record", "ko": "레코드 하나의 라벨 수"},
    "quantity": _RECORDS,
    "total": _RECORDS,
    **dict.fromkeys(("gate", "save_rate", "positive_rate", "holdout", "share", "tolerance"), _SHARE),
    **dict.fromkeys(("n", "denominator", "items", "parallelism", "replicas", "max_replicas", "copies"), _COUNT),
    **dict.fromkeys(("concurrency", "batch_size"), _COUNT),
    **dict.fromkeys(("likelihood", "impact"), _GRADE),
    **dict.fromkeys(("baseline", "minimum", "target", "alert", "measured", "accuracy", "mde", "trigger"), _METRIC),
}
"""By a key, or by the key of what it stands in."""


def unit_of(path: Path) -> Text | None:
    """The unit of the number at a path; None where nothing is known of it."""
    keys = [step for step in reversed(path) if isinstance(step, str)]
    words = keys[0].rsplit("_", 1)
    if words[-1] in _BY_ENDING and (len(words) > 1 or words[-1] == "weeks"):
        return _BY_ENDING[words[-1]]
    holder = keys[1] if len(keys) > 1 else ""
    known = _BY_KEY.get(holder) if holder in {"qps", "tokens", "token_price"} else None
    return known or _BY_KEY.get(keys[0]) or _BY_KEY.get(holder)
