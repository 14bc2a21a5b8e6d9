"""The metrics of a document are read as their writer wrote them, however the front matter is laid out."""

from __future__ import annotations

from datetime import date

import pytest
from prospectus.config import find_config
from prospectus.engine.workspace import Workspace
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus_site.facts.metrics import metrics_of
from support.samples import ROOT

WORKSPACE = Workspace(find_config(ROOT), today=date(2026, 11, 23), folder=ROOT)

ITEM = "id: mae\n    target: 0.20\n    baseline: {value: 1000.0, kind: dummy}\n"
LAYOUTS = {
    "indented": f"metrics:\n  - {ITEM}",
    "at the margin": f"metrics:\n- {ITEM.replace('    ', '  ')}",
    "flow": "metrics: [{id: mae, target: 0.20, baseline: {value: 1000.0, kind: dummy}}]\n",
    "flow at the margin": "metrics: [\n{id: mae, target: 0.20, baseline: {value: 1000.0, kind: dummy}}\n]\n",
    "comments": f"metrics: # ours\n# more\n\n  - {ITEM}# end\n",
    "decoy": f'note: "a\n\nmetrics:\n  - target: 3\n  "\nmetrics:\n  - {ITEM}',
    "alias": f"x: &a 0.20\nmetrics:\n  - {ITEM.replace('0.20', '*a')}",
    "quoted key": f'"metrics":\n  - {ITEM}',
    "Windows": f"metrics:\n  - {ITEM}".replace("\n", "\r\n"),
}


@pytest.mark.parametrize(
    "where", ["{0}id: x\n", "id: x\n{0}", "id: x\n{0}tags: [y]\n"], ids=["first", "last", "between"]
)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_values_are_shown_as_written(layout: str, where: str):
    text = f"---\n{where.format(layout)}---\n\n# T\n"
    document = Document(Parsed(Source("x.md", text)), WORKSPACE.contract)
    assert document.problem is None
    (metric,) = metrics_of(document)
    expected = document.at("metrics", 0)
    assert metric.target is not None
    assert metric.target.written == expected.at("target").written != ""
    assert metric.baseline is not None
    assert metric.baseline.written == expected.at("baseline.value").written == "1000.0"


def test_what_cannot_be_read_shows_what_was():
    text = f"---\nid: x\nmetrics:\n  - {ITEM}  - id: b\n    target: @3\n---\n\n# T\n"
    document = Document(Parsed(Source("x.md", text)), WORKSPACE.contract)
    assert document.problem is not None
    metrics = metrics_of(document)
    assert [metric.id for metric in metrics] == [node.at("id").text() for node in document.at("metrics").each()]
    assert metrics[0].target is not None
    assert metrics[0].target.written == "0.20"
