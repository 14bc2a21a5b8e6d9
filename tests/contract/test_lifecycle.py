"""Headings open the sections a reader would say they open."""

from __future__ import annotations

import pytest
from prospectus.contract.contract import standard_contract
from prospectus.contract.headings import normalise_heading

LIFECYCLE = standard_contract().lifecycle


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("2.1. Data", "data"),
        ("II. Problem definition", "problem definition"),
        ("3-1. Baseline", "baseline"),
        ("5) Metrics", "metrics"),
        ("Этап 2 — Подготовка данных", "подготовка данных"),
        ("Step 3: Data", "data"),
        ("**Goals** `Data Scientist`:", "goals"),
        ("📊 Metrics", "metrics"),
        ("Data\u00a0set", "data set"),
        ("<a id='x'></a>Risks", "risks"),
        ("[Baseline](#b)", "baseline"),
        ("`Metrics`", "metrics"),
        ("1. `Metrics`", "metrics"),
        ("[Metrics][m]", "metrics"),
        ("Goals &amp; metrics", "goals & metrics"),
        ("1단계: 현상 파악", "현상 파악"),
        ("A/B test", "a/b test"),
        ("Data", "data"),
        ("I/O", "i/o"),
    ],
)
def test_headings_are_normalised(heading: str, words: str):
    assert normalise_heading(heading) == words


@pytest.mark.parametrize(
    ("heading", "sections"),
    [
        ("Situation", {"situation"}),
        ("현상 파악", {"situation"}),
        ("2. Background", {"situation"}),
        ("Metrics and baseline", {"metrics", "baseline"}),
        ("Risks & mitigations", {"constraints"}),
        ("테스트 데이터셋과 테스트 방법", {"evaluation"}),
        ("학습 데이터셋", {"data"}),
        ("Baseline of last week", {"baseline"}),
        ("Мониторинг", {"monitoring"}),
        ("Related work", {"prior-work"}),
        ("지표 (Metric Evaluation)", {"metrics"}),
        ("Что-то совсем другое", set()),
        ("A day in the office", set()),
        ("", set()),
    ],
)
def test_headings_open_sections(heading: str, sections: set[str]):
    assert set(LIFECYCLE.match(heading)) == sections


def test_every_title_opens_its_own_section_only():
    for section in LIFECYCLE.sections.values():
        for title in section.title.values():
            assert LIFECYCLE.match(title) == (section.id,), title
