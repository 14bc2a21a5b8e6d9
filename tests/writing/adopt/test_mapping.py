"""Headings of real documents, as a person judged them, and as ``adopt`` maps them."""

from __future__ import annotations

import jsonschema
import pytest
from prospectus.contract.contract import standard_contract
from prospectus.ground.shipped import read_schema
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.writing.adopt.mapping import Mapped, is_design, mapped
from support.judged_headings import Judged, read

SURE = {"certain", "likely"}


def judged(part: str) -> list[tuple[Judged, Mapped | None]]:
    """Each judged heading with what becomes of it."""
    pairs: list[tuple[Judged, Mapped | None]] = []
    for headings in read(part).values():
        text = "".join(f"{'#' * heading.level} {heading.text}\n\n" for heading in headings)
        found = {one.heading.line: one for one in mapped(Document(Parsed(Source("x.md", text)), standard_contract()))}
        pairs += [(heading, found.get(2 * index + 1)) for index, heading in enumerate(headings)]
    return pairs


def is_right(heading: Judged, found: Mapped | None) -> bool:
    return found is not None and not {*found.sections}.isdisjoint(heading.sections | heading.also)


@pytest.mark.parametrize(("part", "least", "most"), [("development", 0.98, 0.015), ("held-out", 0.94, 0.04)])
def test_what_a_person_would_map_is_mapped_and_hardly_anything_wrong_for_sure(part: str, least: float, most: float):
    pairs = judged(part)
    meant = [(heading, found) for heading, found in pairs if heading.sections]
    assert sum(is_right(heading, found) for heading, found in meant) >= least * len(meant)
    sure = [(heading, found) for heading, found in pairs if found is not None and found.confidence in SURE]
    assert sum(not is_right(heading, found) for heading, found in sure) <= most * len(sure)


def test_what_is_asked_is_right_more_often_than_not():
    asked = [
        (heading, found)
        for heading, found in judged("development")
        if found is not None and found.confidence == "unsure"
    ]
    meant = [(heading, found) for heading, found in asked if heading.sections]
    assert sum(is_right(heading, found) for heading, found in meant) > 0.6 * len(meant)


HEADINGS_OF_THE_EAST = {
    "ja": (
        "## 1. 背景:situation|## 2. 目的:objectives|### 対象外:scope|## 評価指標:metrics|## データ:data|## モデル設計:model-design"
        "|## 実験と評価:evaluation|## システム構成:serving|## 監視・運用:monitoring|## リスクと対策:constraints|## 変更履歴:changelog|## 参考文献:"
    ),
    "zh": (
        "## 一、项目背景:situation|## 项目目标:objectives|## 问题定义:problem-definition|## 评估指标:metrics|### 6.2 特征工程:data"
        "|## 模型设计:model-design|## 系统架构:serving|## 上线方案:deployment|## 监控告警:monitoring|## 团队分工:team|## 参考文献:"
    ),
}


@pytest.mark.parametrize("lang", HEADINGS_OF_THE_EAST)
def test_japanese_and_chinese_headings_are_asked(lang: str):
    pairs = [line.rpartition(":") for line in HEADINGS_OF_THE_EAST[lang].split("|")]
    text = "# A\n\n" + "".join(f"{heading}\n\n" for heading, _, _ in pairs)
    mapping = mapped(Document(Parsed(Source("a.md", text)), standard_contract()))
    assert [(",".join(one.sections)) for one in mapping] == [section for _, _, section in pairs]
    assert {one.confidence for one in mapping} == {"unsure", "none"}
    assert is_design(mapping)


@pytest.mark.parametrize(
    "heading",
    [
        *("Month 3: Model and tests", "Weeks 5-6: Data", "Sprint 2 - Monitoring"),
        *("스프린트 2: 모델 학습", "3개월차: 배포", "Месяц 2. Модель", "Спринт 3 — Данные", "Mês 2: Modelo"),
    ],
)
def test_the_items_of_a_row_are_asked(heading: str):
    text = f"# A\n\n## {heading}\n\nSome words.\n"
    (one,) = mapped(Document(Parsed(Source("a.md", text)), standard_contract()))
    assert one.confidence == "unsure"
    assert one.sections


@pytest.mark.parametrize(
    "heading", ["Personal stats", "Роль поля в тесте", "Qualidade do modelo (pós-deploy)", "Model quality"]
)
def test_what_only_sounds_like_the_name_of_a_section_is_none_for_sure(heading: str):
    text = f"# A\n\n## Monitoring\n\nSome words.\n\n### {heading}\n\nSome words.\n"
    found = mapped(Document(Parsed(Source("a.md", text)), standard_contract()))[1]
    assert (found.confidence, found.sections) == ("part", ("monitoring",))


def test_the_words_of_adopt_keep_their_schema_and_speak_for_sections_that_there_are():
    words = read_schema("adopt-terms.json")
    jsonschema.Draft202012Validator(read_schema("adopt-terms.schema.json")).validate(words)
    assert words["clues"].keys() <= standard_contract().lifecycle.sections.keys()
