"""Headings open the sections a reader would say they open."""

from __future__ import annotations

import time

import pytest
from prospectus.contract.contract import standard_contract
from prospectus.contract.heading_text import normalise_heading
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed

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
        ("Ⅱ 목표", "목표"),
        ("Ⅱ. 목표", "목표"),
        ("II-1. 목표", "목표"),
        ("가. 배경", "배경"),
        ("(가) 배경", "배경"),
        ("① 배경", "배경"),
        ("(1) 목표", "목표"),
        ("[1] 목표", "목표"),
        ("1️⃣ 목표", "목표"),
        ("1.목표", "목표"),
        ("부록 A. 개정 내역", "개정 내역"),
        ("Appendix B: Metrics", "metrics"),
        ("Этап 3.2. Данные", "данные"),
        ("Etapa 2 - Modelo", "modelo"),
        ("3D model", "3d model"),
        ("Stages of work", "stages of work"),
        ("<목표>", "<목표>"),
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
        # Korean forms
        ("배경 (Background)", {"situation"}),
        ("목표(Goal)", {"objectives"}),
        ("위험 (Risks)", {"constraints"}),
        ("예상 일정", {"constraints"}),
        ("<목표>", {"objectives"}),
        ("기대효과 및 활용방안", {"objectives", "business-model"}),
        ("활용데이터", {"data"}),
        ("프로젝트 수행 결과", {"follow-up-analysis"}),
        ("모델 평가 방법", {"evaluation"}),
        ("보안 요구사항", {"security-privacy"}),
        ("범위와 제외 사유", {"scope"}),
        ("환경 변수 설정", set()),
        ("모델 아키텍처 세부 명세", {"model-design"}),
        ("보안 고려 사항", {"security-privacy"}),
        ("데이터셋 수집", {"data"}),
        ("서비스 구현", set()),
        ("정형 데이터와 비정형 텍스트의 경계 허물기", set()),
        ("유저 플로우", set()),
        # The noun that heads it decides
        ("Security requirements", {"security-privacy"}),
        ("Latency requirements", {"model-requirements"}),
        ("Dataset requirements", {"data"}),
        ("Requirements", {"constraints"}),
        ("Business problem", {"problem-definition"}),
        ("Business or product metrics", {"metrics"}),
        ("Training and test data", {"data", "evaluation"}),
        ("Description of the baseline structure", {"baseline"}),
        ("Selected approach with feature engineering", {"model-design"}),
        ("Performance (throughput, latency)", {"model-requirements"}),
        ("Cost of training and serving", {"constraints"}),
        ("Outer sources: purchased data", {"data"}),
        ("What is the problem?", {"problem-definition"}),
        ("Training schedule", {"monitoring"}),
        ("Statistical test", set()),
        ("Open questions for stakeholders", set()),
        ("Key features", set()),
        ("Transaction features (from the request)", {"data"}),
        ("Performance by crop type", {"evaluation"}),
        ("What's out of scope", {"scope"}),
        ("AWS-CICD-Deployment-with-GitHub-Actions", {"deployment"}),
        ("Module 2: Model training", {"model-design"}),
        ("Deployment notes", {"deployment"}),
        ("Run the tests", set()),
        ("Train the model", set()),
        ("Decisions", set()),
        ("Tools", set()),
        # Stems in Russian, anywhere
        ("Метрики и бейзлайн", {"metrics", "baseline"}),
        ("Структура бейзлайна", {"baseline"}),
        ("Возможные риски", {"constraints"}),
        ("Бизнес-ограничения", {"constraints"}),
        ("Описание инфраструктуры", {"serving"}),
        ("Требования к быстродействию", {"model-requirements"}),
        ("Результаты нагрузочного тестирования", {"model-requirements"}),
        ("Безопасность системы и данных", {"security-privacy"}),
        ("ML-метрики и функции потерь", {"metrics", "objectives"}),
        ("Что не будет закрыто в данной итерации", {"scope"}),
        # Spanish and Portuguese, with accents and without
        ("Arquitectura del modelo", {"model-design"}),
        ("Arquitectura del sistema", {"serving"}),
        ("Rendimiento de test", {"evaluation"}),
        ("Metricas de Negocio", {"metrics"}),
        ("Cenários de falha conhecidos", {"error-analysis"}),
        ("Principales riesgos y supuestos", {"constraints", "feasibility"}),
        ("Features relevantes", {"data"}),
        ("Feature flags", set()),
    ],
)
def test_headings_open_sections(heading: str, sections: set[str]):
    assert set(LIFECYCLE.match(heading)) == sections


def test_every_title_opens_its_own_section_only():
    for section in LIFECYCLE.sections.values():
        for title in section.title.values():
            assert LIFECYCLE.match(title) == (section.id,), title


def outline(*headings: str) -> dict[str, tuple[str, ...]]:
    """The sections that each heading of a document opens there."""
    text = "".join(f"{heading}\n\nSome text.\n\n" for heading in headings)
    document = Document(Parsed(Source("document.md", text)), standard_contract())
    return {section.heading.text: section.ids for section in document.outline}


def test_headings_on_how_to_install_hold_no_sections():
    opened = outline(
        "# Title",
        "## Data",
        "## Installation and usage",
        "### Model training",
        "## 참고 자료",
        "### 데이터셋",
        "## Model",
    )
    assert opened["Data"] == ("data",)
    assert opened["Model"] == ("model-design",)
    assert not opened["Installation and usage"]
    assert not opened["Model training"]
    assert not opened["데이터셋"]


def test_a_deep_heading_counts_where_no_higher_one_opens_its_section():
    opened = outline(
        "# Title",
        "## 2.3. Этапы решения",
        "##### Структура бейзлайна",
        "##### Прочее",
        "## Метрики",
        "##### ML-метрики",
    )
    assert opened["Структура бейзлайна"] == ("baseline",)
    assert "Прочее" not in opened
    assert "ML-метрики" not in opened


def test_what_a_section_holds_ends_where_it_did_whatever_stands_deeper():
    text = "# T\n\n## Metrics\n\nOne.\n\n##### Baseline\n\nTwo.\n\n## Data\n\nThree.\n"
    document = Document(Parsed(Source("document.md", text)), standard_contract())
    metrics, baseline = document.sections["metrics"][0], document.sections["baseline"][0]
    assert metrics.prose.split() == ["One.", "Two."]
    assert baseline.prose.split() == ["Two."]


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "a,",
        "데이터 ",
        "분석",
        "결과와 ",
        "данные ",
        "описание модели ",
        "requirements of ",
        "plan ",
        "(",
        "[a",
        "— ",
        "1-",
        "(plan) ",
    ],
)
def test_no_heading_takes_long(unit: str):
    heading = unit * 100_000
    LIFECYCLE.match("warm up")
    start = time.process_time()
    LIFECYCLE.match(heading)
    assert time.process_time() - start < 0.5
