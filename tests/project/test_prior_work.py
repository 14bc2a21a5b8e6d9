"""Whether a section names prior work."""

from __future__ import annotations

import pytest
from prospectus.project.prior_work import names_prior_work
from support.samples import read_documents

NAMED = [
    "Gojek described a similar system for its drivers, with a map of the next half hour.",
    "BERT and its descendants solve this for English; we start from the small one.",
    "XGBoost is the usual choice for tables of this kind and the one to beat.",
    "A Two-Tower retrieval model is the standard for this in large catalogues.",
    "Uber's forecasting platform solves the same problem with quantiles.",
    "Airbnb uses a ranker of this kind for search since some years.",
    "At Stripe a comparable system screens each payment with trees and a rule.",
    "Netflix and Spotify run such shelves and have written about them.",
    "We looked through the two vendors' catalogues and the wiki of the group and found nothing comparable.",
    "We searched the literature and the patent database; no system for seams of this kind was found.",
    "Nothing comparable was found in the three journals we read and among our vendors.",
    "The RecSys paper on multitask ranking is the model for ours.",
    "카카오모빌리티가 비슷한 수요 지도를 기사에게 보여 주고 있다고 발표했다.",
    "우버의 수요 예측 글을 참고했다. 분위수를 함께 낸다.",
    "BERT 계열 모델이 한국어 분류에서 기준으로 쓰인다.",
    "사내 위키와 특허 데이터베이스에서 찾아봤지만 비슷한 시스템은 없었다.",
    "한국전자통신연구원의 용접 검사 연구를 참고하였다.",
    "Zillow introduced a model of this kind for house prices.",
    "LightGBM 기반의 수요 예측이 널리 쓰인다.",
    "Salesforce sells a churn model for its customers; our data may not leave the house.",
    "- Grab: the same map for riders, with a cap for the number of drivers in a zone.",
    "The approach of Zhao and Ma combines engagement and satisfaction.",
    "『머신러닝 시스템 설계』의 사례를 따랐다.",
    "Prophet was tried by a sister team, and Facebook wrote about it.",
    "The public model Whisper transcribes meetings in Korean.",
    "SHAP explains single scores of trees.",
]

VAGUE = [
    "Taxi demand has been studied by many, mostly with time series models and lately with neural networks.",
    "There are many studies on this topic and most of them report good results.",
    "Other companies have done similar things with machine learning for years.",
    "We looked and found none.",
    "We looked for similar projects and found none at all, sadly.",
    "We know that others have solved this before and their results look promising to us.",
    "Several papers describe the problem; deep learning works best according to most of them.",
    "Many vendors sell such systems. We have not looked at any of them in detail yet.",
    "The literature is rich. Recent papers use deep learning, older ones use rules.",
    "Churn prediction is a well-known problem in the industry and there is a lot of prior work.",
    "비슷한 문제를 다룬 연구가 많으며, 대부분 시계열 모델이나 신경망을 쓴다.",
    "다른 회사들도 비슷한 시스템을 운영하고 있으며 효과가 좋다고 한다.",
    "관련 연구가 많이 있다. 딥러닝을 쓰는 방법이 가장 좋은 것으로 알려져 있다.",
    "찾아봤지만 비슷한 연구는 없었다.",
    "Similar systems exist at competitors and seem to work well, so the approach is feasible.",
    "Our team has long experience with ML and NLP projects of this kind and will build on it.",
    "Academic work on this problem is extensive and mature, and we will follow best practices.",
    "Recent research shows that neural networks do well on this kind of data.",
    "AI와 ML을 활용한 사례가 국내외에 다수 있다.",
    "The usual methods are regression, trees and neural networks, as everybody knows.",
]


def is_named(text: str) -> bool:
    [document] = read_documents(
        {"x.md": f"---\nschema: prospectus/1\nstage: design\n---\n\n# T\n\n## Prior work\n\n{text}\n"}
    )
    return names_prior_work(document.sections["prior-work"][0])


@pytest.mark.parametrize("text", NAMED)
def test_a_name_is_enough(text: str):
    assert is_named(text)


@pytest.mark.parametrize("text", VAGUE)
def test_many_studies_are_no_name(text: str):
    assert not is_named(text)
