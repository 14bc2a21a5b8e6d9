"""What a run knows of a document is plain data: it survives JSON, and says what overviews need."""

from __future__ import annotations

import json
from datetime import date

import pytest
from prospectus.config import find_config
from prospectus.engine.workspace import Workspace
from prospectus.model.record import Record
from support.samples import ROOT


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    workspace = Workspace(find_config(ROOT), today=date(2026, 11, 23), folder=ROOT)
    workspace.check_all()
    return {record.name.rsplit("/", 1)[-1].removesuffix(".md"): record for record in workspace.records}


def test_a_record_survives_json(records: dict[str, Record]):
    for record in records.values():
        assert Record.of(json.loads(json.dumps(record))) == record


def test_a_record_holds_what_a_card_shows(records: dict[str, Record]):
    record = records["subscriber-churn"]
    metric = record.headline
    assert metric is not None
    assert (metric.name, metric.baseline, metric.target) == ("Recall in the top 10%", 0.28, 0.45)
    assert record.statement
    assert records["grocery-demand"].tags
    assert records["bike-rebalancing"].headline is None


@pytest.mark.parametrize(
    ("written", "day"), [("2026-11-23", date(2026, 11, 23)), ("2026-13-45", None), ("2026-W4-01", None), (None, None)]
)
def test_a_review_falls_on_a_real_day(records: dict[str, Record], written: str | None, day: date | None):
    assert records["taxi-demand"]._replace(next_review=written).review_day == day
