"""The guide's complete documents: each lints clean at its stage, and the guide shows them as they are."""

from __future__ import annotations

import re

import pytest
from prospectus.config import Config
from prospectus.engine.workspace import Workspace
from prospectus.rules import ALL_RULES
from support.samples import ROOT, TODAY, read_documents
from support.stage_documents import BODIES, CONTRACT, GUIDE, STAGES, pages


def shown(stage: str, lang: str) -> str:
    text = (GUIDE[lang] / f"{stage}.md").read_text("utf-8")
    found = re.search(r"^````markdown\n(.*?)^````$", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("lang", GUIDE)
@pytest.mark.parametrize("stage", STAGES)
def test_each_lints_without_an_error_or_a_warning(stage: str, lang: str):
    workspace = Workspace(Config(root=ROOT), today=TODAY, rules=ALL_RULES)
    for document in read_documents({"copied.md": shown(stage, lang)}):
        assert document.stage is not None
        assert (document.stage.id, document.lang) == (stage, lang)
        workspace.put(document)
    report = workspace.report(lang)
    assert not report.internal_errors
    assert [(entry.code, entry.message) for entry in report.diagnostics if entry.severity.word != "info"] == []


def test_the_guide_shows_them_as_they_are():
    for page, text in pages().items():
        assert page.read_text("utf-8") == text, f"{page}: run tests/golden.py"


def test_every_section_has_a_body_in_both_languages():
    assert set(BODIES) == set(CONTRACT.lifecycle.sections)
    assert all(set(body) == {"en", "ko"} for body in BODIES.values())
