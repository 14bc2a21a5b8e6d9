"""Statements of problems and of plans, in both languages: most plans are recognised, and hardly any problem is taken for one."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from prospectus.project.statement import is_plan

STATEMENTS = [
    tuple(line.split("\t")) for line in Path(__file__).with_name("statements.tsv").read_text("utf-8").splitlines()[1:]
]
LEAST_FOUND, MOST_FALSE = 0.95, 0.02


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_most_plans_are_recognised(lang: str):
    plans = [text for other, sort, text in STATEMENTS if (other, sort) == (lang, "plan")]
    missed = [text for text in plans if not is_plan(text)]
    assert len(plans) >= 100
    assert len(missed) <= (1 - LEAST_FOUND) * len(plans), "\n".join(missed)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_hardly_any_problem_is_taken_for_a_plan(lang: str):
    problems = [text for other, sort, text in STATEMENTS if (other, sort) == (lang, "problem")]
    wrong = [text for text in problems if is_plan(text)]
    assert len(problems) >= 100
    assert len(wrong) <= MOST_FALSE * len(problems), "\n".join(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "Build a churn model because agents cannot see who is about to leave.",
        "Monthly churn rose from 4.1% to 4.8%. We will build a model.",
        "Predict which subscribers will cancel. 4.8% of them do so every month.",
        "해지율이 4.1%에서 4.8%로 늘었다. 이탈 예측 모델을 개발한다.",
        "검사원이 불량의 8%를 놓치므로 육안 검사를 자동화한다.",
    ],
)
def test_a_plan_that_names_its_problem_is_one(text: str):
    assert not is_plan(text)


@pytest.mark.parametrize(
    "text",
    [
        "We will build a churn model. The accuracy should be at least 90%.",
        "육안 검사를 비전 AI로 자동화한다. 정확도는 95% 이상이어야 한다.",
        "고객 이탈을 예측한다 (정확도 90% 이상)",
    ],
)
def test_a_number_that_the_plan_must_reach_is_no_problem(text: str):
    assert is_plan(text)


@pytest.mark.parametrize("unit", ["the ", "가 ", "a-", "을 예측", "use, ", "(", "build ", "we want ", "한지 "])
def test_long_statements_take_no_longer(unit: str):
    begun = perf_counter()
    is_plan(unit * 100_000)
    assert perf_counter() - begun < 0.5
