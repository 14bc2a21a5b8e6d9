"""Korean particles follow the word before them."""

from __future__ import annotations

import pytest
from prospectus.ground.language import with_particles, with_plurals


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("목표이(가)", "목표가"),
        ("베이스라인이(가)", "베이스라인이"),
        ("목표 6.0이(가)", "목표 6.0이"),
        ("5을(를)", "5를"),
        ("`008`은(는)", "`008`은"),
        ("서울(으)로", "서울로"),
        ("부산(으)로", "부산으로"),
        ("80%(으)로", "80%로"),
        ("용량의 80%을(를)", "용량의 80%를"),
        ("정수(으)로", "정수로"),
        ("8(으)로", "8로"),
        ("3(으)로", "3으로"),
        ("단계(이)라는", "단계라는"),
        ("지표과(와)", "지표와"),
        ("MAE은(는)", "MAE는"),
        ("mae은(는)", "mae는"),
        ("cls은(는)", "cls는"),
        ("train(으)로", "train으로"),
        ("`model`(으)로", "`model`로"),
        ("classification을(를)", "classification을"),
        ("recall이(가)", "recall이"),
        ("dataset을(를)", "dataset을"),
        ("test을(를)", "test를"),
        ("latency이(가)", "latency가"),
        ("baseline과(와)", "baseline과"),
        ("metrics[mae].baseline이(가)", "metrics[mae].baseline이"),
        ("metrics[cost].value와(과)", "metrics[cost].value와"),
        ("KPI은(는)", "KPI는"),
        ("LLM을(를)", "LLM을"),
        ("F1은(는)", "F1은"),
        ("12.5%을(를)", "12.5%를"),
        ("train-set(이)라는", "train-set이라는"),
        ("`subs-trian`와(과)", "`subs-trian`과"),
        ("server with RTX 4090(으)로", "server with RTX 4090으로"),
        ("NVIDIA T4(으)로", "NVIDIA T4로"),
        ("NVIDIA L4 24GB(으)로", "NVIDIA L4 24GB로"),
        ("“ML feasibility”은(는)", "“ML feasibility”는"),
        ("“Business model”은(는)", "“Business model”은"),
        ("`2026-07-01`(으)로", "`2026-07-01`로"),
        ("…은(는)", "…은(는)"),
        ("그대로 (괄호)", "그대로 (괄호)"),
    ],
)
def test_particles(written: str, read: str):
    assert with_particles(written) == read


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1 day(s) ago", "1 day ago"),
        ("2 day(s) ago", "2 days ago"),
        ("0 day(s)", "0 days"),
        ("11 day(s)", "11 days"),
        ("1,001 day(s)", "1,001 days"),
        ("0.1 day(s)", "0.1 days"),
        ("a day(s)", "a day(s)"),
        ("1" * 100_000 + " day(s", "1" * 100_000 + " day(s"),
    ],
)
def test_one_day_is_no_days(text: str, plain: str):
    assert with_plurals(text) == plain
