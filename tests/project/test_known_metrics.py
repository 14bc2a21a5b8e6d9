"""The table of known metrics: it keeps its schema, and a name is known only when it is sure what it means."""

from __future__ import annotations

import jsonschema
import pytest
from prospectus.ground.shipped import read_schema
from prospectus.project.known_metrics import find_metric


def test_the_table_keeps_its_schema():
    schema = read_schema("known-metrics.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(read_schema("known-metrics.json"))


def test_no_name_stands_in_it_twice():
    names = [name for group in read_schema("known-metrics.json")["metrics"] for name in group["names"]]
    assert len(names) == len(set(names))


def test_every_name_is_found():
    for group in read_schema("known-metrics.json")["metrics"]:
        for name in group["names"]:
            known = find_metric(name)
            assert known is not None, name
            assert (known.name, known.direction) == (name, group["direction"])


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("Recall in the top 10%", "max"),
        ("feed-latency (p95)", "min"),
        ("MAE", "min"),
        ("mAP", "max"),
        ("Mean absolute error, weekly", "min"),
        ("정확도", "max"),
        ("recall gap", None),
        ("latency budget met", None),
        ("churn prevented", None),
        ("a map", None),
        ("1 - accuracy", None),
        ("지연 감소", None),
        ("r" * 300, None),
    ],
)
def test_a_name_is_known_only_when_its_head_is(name: str, direction: str | None):
    known = find_metric(name)
    assert (known.direction if known else None) == direction


@pytest.mark.parametrize(
    ("name", "is_whole"),
    [
        ("Recall", True),
        ("Recall of defects", True),
        ("Recall in the top 10%", True),
        ("Monthly churn", True),
        ("30-day retention", True),
        ("정확도", True),
        ("Defect recall", False),
        ("Churn of the trial plan", False),
        ("Checkout conversion rate", False),
        ("배차 실패율", False),
    ],
)
def test_a_name_that_says_more_than_the_metric_is_not_sure(name: str, is_whole: bool):  # noqa: FBT001
    known = find_metric(name)
    assert known is not None
    assert known.is_whole is is_whole
