"""The documents that the guide offers to copy: one complete document a stage, made of the schema's examples and a body."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from prospectus.contract.contract import FORMAT, standard_contract
from prospectus.ground.language import say
from prospectus.reading.front_matter.composer import compose
from prospectus.reading.front_matter.writing import Layout, as_lines
from prospectus.writing.skeleton import example_facts, sections_of

from support.samples import ROOT, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.contract.lifecycle import Stage

CONTRACT = standard_contract()
STAGES = CONTRACT.lifecycle.stages
BODIES = compose((ROOT / "tests" / "support" / "stage_bodies.yml").read_text("utf-8")).value
CREATED = date(2026, 1, 5)

GUIDE = {"en": ROOT / "docs" / "guide" / "documents", "ko": ROOT / "docs" / "guide" / "ko" / "documents"}
WORDS = {
    "title": {"en": "A complete document of each stage", "ko": "단계별 완성 문서"},
    "introduction": {
        "en": (
            "One made-up project on its way through the stages. Copy the document of your stage, and put your own facts in; each lints without an\n"
            "error. `prospectus new TITLE --stage STAGE` starts one with the same facts as prompts, and with dates of today."
        ),
        "ko": (
            "가상의 프로젝트 하나가 단계를 거쳐 가는 문서입니다. 지금 단계의 문서를 복사해 내용을 바꾸세요. 모두 오류 없이 검사를 통과합니다.\n"
            "`prospectus new 제목 --stage 단계`로 시작하면 같은 항목이 오늘 날짜에 맞춘 안내 주석으로 들어갑니다."
        ),
    },
    "page": {
        "en": "A complete document at the stage `{stage}`. {summary} [What this stage asks](../stages.md), [the other stages](index.md).",
        "ko": "`{stage}` 단계의 완성 문서입니다. {summary} [단계별로 필요한 것](../stages.md), [다른 단계의 문서](index.md).",
    },
    "name": {"en": "Taxi demand 30 minutes ahead", "ko": "30분 앞 택시 수요 예측"},
    "owner": {"en": "Dana Kim <dana@example.com>", "ko": "김수요 <demand@example.com>"},
}


def document(stage: Stage, lang: str) -> str:
    """A complete document at a stage."""
    title = say(WORDS["name"], lang)
    known = {
        "schema": FORMAT,
        "id": "taxi-demand",
        "title": title,
        "lang": lang,
        "stage": stage.id,
        "status": "approved",
        "owner": say(WORDS["owner"], lang),
        "created": CREATED.isoformat(),
        "updated": TODAY.isoformat(),
    }
    business = CONTRACT.schema.examples.of(("business",), lang, stage.order)  # advised from the first stage on
    facts = {"business": business} | example_facts(CONTRACT, stage, lang, TODAY, without=known)
    lines = ["---"]
    for key, value in (known | facts).items():
        lines += as_lines((key,), CONTRACT.schema.shortened((key,), value), Layout())
    lines += ["---", "", f"# {title}"]
    for section in sections_of(CONTRACT, stage, facts):
        lines += ["", f"## {say(section.title, lang)}", "", say(BODIES[section.id], lang)]
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """The pages of the guide that show them."""
    found = {}
    for lang, folder in GUIDE.items():
        rows = [f"- [{say(stage.title, lang)}]({stage.id}.md): {say(stage.summary, lang)}" for stage in STAGES.values()]
        found[folder / "index.md"] = "\n".join(
            [f"# {say(WORDS['title'], lang)}", "", say(WORDS["introduction"], lang), "", *rows, ""]
        )
        for stage in STAGES.values():
            words = say(WORDS["page"], lang).format(stage=stage.id, summary=say(stage.summary, lang))
            found[folder / f"{stage.id}.md"] = "\n".join(
                [f"# {say(stage.title, lang)}", "", words, "", "````markdown", f"{document(stage, lang)}````", ""]
            )
    return found
