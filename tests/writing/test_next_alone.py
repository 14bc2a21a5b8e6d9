"""Asked for one document alone, the next stage asks the same; so overviews may ask for hundreds."""

from __future__ import annotations

import re
from datetime import date

import pytest
from prospectus.config import Config
from prospectus.engine.workspace import Workspace
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.writing.next_stage import Gate, next_stage
from support.samples import ROOT, example_texts


def items(gate: Gate) -> list[tuple[str, str, str]]:
    """The items of a gate that no other document has a part in."""
    found = ((item.kind, item.id, item.diagnostic.message) for item in gate.items if item.diagnostic.code[:3] != "PFO")
    return list(found)


@pytest.mark.parametrize("name", example_texts())
def test_alone_is_the_same_at_every_stage_ahead(name: str):
    workspace = Workspace(Config(root=ROOT), today=date(2026, 11, 23))
    compared = 0
    for stage in workspace.contract.lifecycle.stages:
        text = re.sub(r"^stage: .*$", f"stage: {stage}", example_texts()[name], count=1, flags=re.MULTILINE)
        document = Document(Parsed(Source(name, text)), workspace.contract)
        workspace.put(document)
        whole, alone = (next_stage(workspace, document, "en", is_alone=is_alone) for is_alone in (False, True))
        assert (whole is None) == (alone is None)
        if whole is not None and alone is not None:
            assert items(alone) == items(whole)
            compared += 1
    assert compared >= 6
