"""What can only be a known word, mistyped; and what is another word."""

from __future__ import annotations

import pytest
from prospectus.contract.contract import standard_contract
from prospectus.ground.slips import surely

SLIPS = [
    ("sitution", "situation"),
    ("statsu", "status"),
    ("Drfat", "draft"),
    ("nextReview", "next_review"),
    ("NEXT-REVIEW", "next_review"),
    ("rule based", "rule-based"),
    ("traget", "target"),
    ("minium", "minimum"),
    ("goals", "goal"),
    ("optimising", "optimizing"),
    ("obejctive_stratgy", "objective_strategy"),
    ("pudated", "updated"),
    ("rototype", "prototype"),
    ("idd", "id"),
    ("데이타 사전", "데이터 사전"),
    ("비니즈스 모델", "비즈니스 모델"),
    ("비즈니니스", "비즈니스"),
]

OTHERS = [
    ("maximum", "minimum"),
    ("min_replicas", "max_replicas"),
    ("offline_ms", "online_ms"),
    ("rate", "date"),
    ("gate", "date"),
    ("dates", "data"),
    ("review", "next_review"),
    ("more", "mode"),
    ("unlabelled", "labelled"),
    ("external", "internal"),
    ("conversation", "conversion"),
    ("interview", "in-review"),
    ("ml-engineer", "model-engineer"),
    ("buy", "by"),
    ("ids", "id"),
    ("월간", "일간"),
    ("부류", "분류"),
    ("의정", "정의"),
    ("데이터셋", "데이터"),
    ("문제 정리", "문제 정의"),
    ("mount", "amount"),
    ("", "id"),
    ("x", ""),
]


@pytest.mark.parametrize(("written", "meant"), SLIPS)
def test_a_slip_is_known(written: str, meant: str):
    assert surely(written, ["other", meant, "words"]) == meant


@pytest.mark.parametrize(("written", "known"), OTHERS)
def test_another_word_is_no_slip(written: str, known: str):
    assert not surely(written, [known])


def test_one_of_two_is_not_sure():
    assert surely("cloud-pu", ["cloud-cpu", "cloud-gpu"]) == ""
    assert surely("cloud-cpy", ["cloud-cpu", "cloud-gpu"]) == "cloud-cpu"
    assert surely("datset", ["dataset", "datasets"]) == "dataset"


def test_every_key_and_word_of_the_schema_is_itself_alone():
    """None of the words that may stand at one place is taken for another of them."""
    for _, schema in standard_contract().schema.walked():
        for words in (schema.get("properties", {}), [*map(str, schema.get("enum", ()))]):
            assert [surely(word, words) for word in words] == [*words]
