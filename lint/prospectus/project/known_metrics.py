"""Metrics whose name says which direction is better, and between which bounds their values lie.

The table is matched on the id and the name of a metric, by whole words, and rather says nothing than something wrong: a
name counts only when the known words are its head ("Recall in the top 10%", "feed-latency"), not when they are a part of
something else ("recall gap", "latency budget met", "churn prevented").
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node

LONGEST_NAME = 200
"""What is longer is no name, and is not searched."""

INFINITE = float("inf")


class Known(NamedTuple):
    """What is known about a metric, by its ``name`` as it is matched.

    ``low`` and ``high`` bound its values, as a ratio where ``is_share`` (it may also be written in percent), else in its
    own unit. ``is_quality`` marks the shares of which no project aims at less than one percent; ``is_loss`` those that
    training can minimise directly.
    """

    name: str
    direction: str
    low: float = -INFINITE
    high: float = INFINITE
    is_share: bool = False
    is_quality: bool = False
    is_loss: bool = False


def _names(table: str) -> list[str]:
    return [" ".join(name.split()) for name in table.split(",")]


_QUALITIES = """
accuracy, balanced accuracy, precision, recall, sensitivity, specificity, true positive rate, tpr, f1, f2, f0.5,
f1 measure, f measure, macro f1, micro f1, auc, auroc, roc auc, pr auc, auprc, average precision,
mean average precision, ndcg, normalized discounted cumulative gain, normalised discounted cumulative gain, hit rate,
mean reciprocal rank, exact match, exact match rate, iou, miou, mean iou, jaccard, dice,
dice coefficient, map50, map75,
정확도, 정밀도, 재현율, 민감도, 특이도, 일치율, 적중률
"""
_GOOD_SHARES = """
ctr, click through rate, clickthrough rate, conversion rate, cvr, retention, retention rate, uptime, availability,
클릭률, 전환율, 재방문율, 재구매율, 유지율, 잔존율, 가동률, 가용성
"""
_BAD_SHARES = """
churn, churn rate, error rate, misclassification rate, failure rate, defect rate, false positive rate, fpr,
false negative rate, fnr, false alarm rate, false discovery rate, miss rate, equal error rate, eer, bounce rate, brier,
expected calibration error, ece,
이탈률, 이탈율, 해지율, 오류율, 실패율, 불량률, 오탐률, 오탐율, 미탐률, 미탐율, 오경보율, 과검률
"""
_LOSSES = """
mae, mean absolute error, mse, mean squared error, rmse, root mean squared error, root mean square error, rmsle, msle,
mape, mean absolute percentage error, smape, wape, wmape, mase, log loss, logloss, cross entropy, nll,
negative log likelihood, pinball loss, quantile loss, crps,
평균 절대 오차, 평균절대오차, 평균 제곱 오차, 평균제곱오차, 평균 제곱근 오차, 평균제곱근오차, 평균 절대 백분율 오차, 로그 손실, 교차 엔트로피
"""
_ERRORS = """
medae, median absolute error, wer, word error rate, cer, character error rate, fid, frechet inception distance,
단어 오류율, 문자 오류율, 글자 오류율
"""
_TIMES = """
latency, response time, inference time, processing time, downtime,
지연 시간, 지연시간, 지연, 응답 시간, 응답시간, 처리 시간, 처리시간, 추론 시간, 추론시간
"""
_FLOWS = "qps, rps, tps, throughput, 처리량, 초당 처리량"
_CORRELATIONS = """
mcc, matthews correlation coefficient, kappa, cohen kappa, cohens kappa, pearson correlation, spearman correlation,
상관계수, 상관 계수
"""
_TEXT_SCORES = "bleu, sacrebleu, rouge, rouge 1, rouge 2, rouge l, rougel, meteor, chrf, bertscore"


@cache
def _table() -> dict[str, Known]:
    found = [
        *(Known(name, "max", 0, 1, is_share=True, is_quality=True) for name in _names(_QUALITIES)),
        *(Known(name, "max", 0, 1, is_share=True) for name in _names(_GOOD_SHARES)),
        *(Known(name, "min", 0, 1, is_share=True) for name in _names(_BAD_SHARES)),
        *(Known(name, "min", 0, is_loss=True) for name in _names(_LOSSES)),
        *(Known(name, "min", 0) for name in (*_names(_ERRORS), *_names(_TIMES))),
        *(Known(name, "max", 0) for name in _names(_FLOWS)),
        *(Known(name, "max", -1, 1, is_share=True) for name in _names(_CORRELATIONS)),
        *(Known(name, "max", 0, 100) for name in _names(_TEXT_SCORES)),
        *(Known(name, "max", high=1, is_share=True) for name in ("r2", "r squared", "결정계수", "결정 계수")),
        *(Known(name, "min", 1) for name in ("perplexity", "ppl", "혼란도", "퍼플렉서티")),
        Known("psnr", "max"),
        Known("ssim", "max", -1, 1, is_share=True, is_quality=True),
    ]
    return {known.name: known for known in found}


_ALONE = {name: Known(name, "max", 0, 1, is_share=True, is_quality=True) for name in ("map", "mrr", "ap")}
"""Words that have other meanings (a map, monthly recurring revenue): they count only when nothing else is in the name."""

_SCALES = {
    **dict.fromkeys(
        ("ratio", "fraction", "proportion", "share", "0-1", "0~1", "0..1", "[0,1]", "[0, 1]", "비율"), "ratio"
    ),
    **dict.fromkeys(("%", "percent", "per cent", "percentage", "pct", "퍼센트", "백분율"), "percent"),
}

_ENDS = Pattern(r"[@(\[{,;:|]|\s[-\u2013\u2014]\s")
_UNSURE = Pattern(r"[/+*=<>]|(?:^|\()\s*1\s*[-\u2212\u2013]|\bvs\b")
_PREPOSITIONS = frozenset(
    _names(
        """
        of, in, for, at, per, on, by, over, with, within, from, to, under, above, below, across, among, when, where,
        after, before, than, that, which, without, between, until, during, against
        """
    )
)
_REVERSING = frozenset(
    _names(
        """
        reduction, reduced, reducing, decrease, decreased, drop, gap, difference, diff, delta, improvement, improved,
        gain, lift, uplift, change, changed, saved, saving, savings, avoided, avoidance, prevented, prevention, increase,
        increased, growth, minus, versus, inverse, inverted, reverse, negative, neg, non, no, not, without, relative,
        compliance, attainment, violation, violations, breach, lost, missed, regret, risk, budget, variance, std, stddev,
        deviation, ratio, rank, against, compared, parity
        """
    )
)
_KO_REVERSING = Pattern(
    "감소|하락|저하|개선|차이|격차|편차|변화|변동|증가|상승|향상|절감|단축|대비|준수|위반|방지|회복|미달|초과"
)
_QUALIFIERS = frozenset(
    _names(
        """
        score, value, overall, mean, average, avg, median, macro, micro, weighted, online, offline, test, valid,
        validation, val, holdout, daily, weekly, monthly, k, 점수, 평균, 전체, 값
        """
    )
)
_NUMBER = Pattern(r"(?:top|p|k)?[0-9]+(?:\.[0-9]+)?%?")
_MOST_WORDS = 6


def known_metric(metric: Node) -> Known | None:
    """What is known about a metric by its id or its name; None when they say nothing sure, or not the same.

    A share with a unit of another kind ("localisation accuracy" in mm, "recall" of products) is something else.
    """
    found = [known for key in ("name", "id") if (known := find_metric(metric.at(key).text() or ""))]
    if not found or any(known.direction != found[0].direction for known in found):
        return None
    return None if found[0].is_share and scale_of(metric) == "other" else found[0]


def scale_of(metric: Node) -> str | None:
    """How a metric is written: ``ratio``, ``percent``, ``other`` for any other unit, None without one."""
    unit = metric.at("unit").text()
    return None if unit is None else scale_of_unit(unit)


def scale_of_unit(unit: str) -> str:
    """How a metric in a unit is written: ``ratio``, ``percent``, ``other``."""
    return _SCALES.get(unit.strip().casefold(), "other")


@lru_cache(maxsize=4096)
def find_metric(name: str) -> Known | None:
    """What is known about a metric that is called so."""
    if not name or len(name) > LONGEST_NAME:
        return None
    folded = unicodedata.normalize("NFKC", name).casefold().replace("^", "").replace("'", "")
    if _UNSURE.search(folded):
        return None
    first, *rest = _ENDS.split(folded, maxsplit=1)
    head = _tokens(first)
    head = head[: next((index for index, token in enumerate(head) if token in _PREPOSITIONS), len(head))]
    while head and (head[-1] in _QUALIFIERS or _NUMBER.fullmatch(head[-1])) and " ".join(head[-2:]) not in _table():
        head.pop()
    for length in range(min(len(head), _MOST_WORDS), 0, -1):
        words = " ".join(head[-length:])
        known = _table().get(words) or (_ALONE.get(words) if length == len(head) else None)
        if known is not None:
            others = [*head[:-length], *_tokens(" ".join(rest))]
            is_sure = not any(other in _REVERSING or _KO_REVERSING.search(other) for other in others)
            return known if is_sure else None
    return None


def _tokens(text: str) -> list[str]:
    return [token.strip(".") for token in re.findall(r"[\w.%]+", text.replace("_", " ")) if token.strip(".")]
