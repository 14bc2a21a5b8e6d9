"""The first run of a real document: one finding for what is missing for one reason, and nothing buried below it."""

from __future__ import annotations

import json
import re

import pytest
from prospectus.ground.severity import Severity
from prospectus.output import json as as_json
from prospectus.output.text import render
from support.samples import lint_text, lint_texts

HEAD = """---
schema: prospectus/1
id: taxi-demand
title: Taxi demand
stage: {stage}
status: draft
owner: Dana Kim <dana@example.com>
created: 2026-11-01
updated: 2026-11-02
metrics:
  - {{id: mae, name: MAE, kind: model, direction: minimize}}
---

# Taxi demand

## Situation

On Friday nights 18% of the calls get no taxi, and nobody knows where they will be.
"""
JUMPED = HEAD.format(stage="prototype")
LACKING = {
    "README": "# Taxi demand\n\nWhat happens in the city.\n",
    "a rule lower down": "# Taxi demand\n\nWhat happens.\n\n---\n\nstage: late\n",
    "a rule at the top": "---\n\n# Taxi demand\n\nWhat happens in the city.\n\n---\n\nMore.\n",
    "a lone rule at the top": "---\n# Taxi demand\n\nWhat happens in the city.\n",
    "a fenced block": "# Taxi demand\n\n```yaml\n---\nschema: prospectus/1\n---\n```\n",
    "a fenced block at the top": "```yaml\nschema: prospectus/1\n```\n\n# Taxi demand\n",
    "other fences": "+++\ntitle = 'x'\n+++\n\n# Taxi demand\n",
    "Korean": "# 택시 수요\n\n금요일 밤마다 호출의 18%가 택시를 잡지 못한다.\n",
    "no title": "Friday nights are the worst.\n",
    "a title of YAML's": '# Taxi: the "demand" # 1\n\nText.\n',
    "nothing": "",
    "blank lines": "\n\n",
}


@pytest.mark.parametrize("text", LACKING.values(), ids=LACKING)
def test_a_document_without_front_matter_gets_one_finding_with_what_to_paste(text: str):
    (found,) = lint_text(text).diagnostics
    assert (found.code, found.start.line) == ("STR01", 1)
    assert found.snippet is not None
    section = "\n## Situation\n\nOn Friday nights 18% of the calls get no taxi, and nobody knows where.\n"
    pasted = lint_text(f"{found.snippet}\n{text}{section}").diagnostics
    assert {entry.code for entry in pasted if entry.code not in {"STR05", "SIT02"}} == set()  # what is advised
    assert not [entry for entry in pasted if entry.severity == Severity.ERROR]


def test_empty_front_matter_is_filled_between_its_fences():
    (found,) = lint_text("---\n---\n\n# Taxi demand\n").diagnostics
    assert found.snippet is not None
    assert found.snippet.startswith("schema: prospectus/1\nid: taxi-demand\ntitle: Taxi demand\nstage: situation\n")


def test_what_is_written_and_wrong_stands_before_what_is_missing():
    report = lint_text(JUMPED)
    heads = [line for line in render(report, "en").split("\n") if line.startswith("document.md:")]
    assert len(heads) < len(report.diagnostics) / 2
    first = next(index for index, head in enumerate(heads) if "document.md:11:" in head)
    assert not any("STR05" in head or "STR03" in head for head in heads[:first])


def test_groups_name_what_is_missing_with_the_stage_that_asks_and_how_many_they_stand_for():
    report = lint_text(JUMPED)
    text = render(report, "en")
    missing = [entry for entry in report.diagnostics if entry.code == "STR05"]
    assert sorted(re.findall(r"^      \+ (## .*)$", text, re.MULTILINE)) == sorted(
        entry.snippet or "" for entry in missing
    )
    assert re.search(r"error\[STR05\] section-missing \(\d+ findings\)[^+]*sections are missing", text)
    assert re.search(r"warning\[STR05\] section-missing \(\d+ findings\)[^+]*sections are missing", text)
    assert "`prospectus next document.md --stage prototype`" in text
    assert re.search(r"error\[STR03\][^+]*facts are missing[^+]*\(due from Problem definition on\): `business`", text)
    assert re.search(r"\(due from Project design on\): `feasibility`[^+]*`data`[^+]*`evaluation` \(TST04\)", text)
    assert "if the project is not at `prototype` yet, write the stage that it is at" in text
    assert "\n      + feasibility:\n" not in text


def test_the_counts_of_the_blocks_are_those_of_the_summary():
    report = lint_text(JUMPED)
    heads = re.findall(r"^document.md:\d+:\d+: (\w+)\[.*?(?:\((\d+) findings\))?$", render(report, "en"), re.MULTILINE)
    for severity in Severity:
        told = sum(int(count or 1) for word, count in heads if word == severity.word)
        assert told == report.count(severity), severity.word


def test_a_jumped_document_is_told_of_its_errors_first_and_in_a_few_lines():
    text = render(lint_text(JUMPED), "en")
    weights = re.findall(r"^document.md:\d+:\d+: (\w+)\[", text, re.MULTILINE)
    assert weights == sorted(weights, key=["error", "warning", "info"].index)
    assert len(text.split("\n")) < 150


def test_a_section_that_hangs_on_a_fact_points_at_it():
    text = HEAD.format(stage="design").replace("metrics:", "constraints:\n  privacy: {personal_data: true}\nmetrics:")
    found = next(entry for entry in lint_text(text).diagnostics if entry.where == "## security-privacy")
    assert [label.place.where for label in found.related] == ["stage", "constraints.privacy.personal_data"]
    assert found.related[1].message == "the section is due because of this"


def test_what_does_not_apply_makes_no_section_due():
    affected = 'constraints:\n  affected: "n/a: only machines are told"\nmetrics:'
    report = lint_text(HEAD.format(stage="design").replace("metrics:", affected))
    assert "## ethics-fairness" not in {entry.where for entry in report.diagnostics}


def test_three_missing_facts_come_with_their_yaml():
    text = render(lint_text(HEAD.format(stage="problem")), "en")
    assert "facts are missing" not in text
    assert "\n      + business:\n" in text


def test_a_path_with_a_space_is_quoted_in_the_command():
    text = render(lint_texts({"a b.md": JUMPED}), "en")
    assert "`prospectus next 'a b.md' --stage prototype`" in text


def test_at_one_line_errors_stand_before_warnings():
    report = lint_text("---\nschema: prospectus/1\nstage: design\nstatus: draft\n---\n\n# T\n")
    heads = re.findall(r"^document.md:(\d+):\d+: (\w+)\[", render(report, "en"), re.MULTILINE)
    order = ["error", "warning", "info"]
    first = [weight for line, weight in heads if line == "1"]
    assert first == sorted(first, key=order.index)


def test_two_sections_are_told_one_by_one():
    text = render(lint_text(HEAD.format(stage="situation")), "en")
    assert "sections are missing" not in text
    assert "the section “Business model” is missing" in text


def test_sections_that_hold_only_their_prompts_are_told_by_name():
    headings = ("Business model", "Problem definition", "Causes and options", "ML feasibility", "Goal and objectives")
    body = "".join(f"\n## {heading}\n\n<!-- prompt: x -->\n" for heading in headings)
    text = JUMPED.replace("stage: prototype", "stage: design") + body
    for status in ("draft", "drft"):  # a slip in the status makes no errors of the sections
        shown = render(lint_text(text.replace("status: draft", f"status: {status}")), "en")
        assert "warning[STR06] section-empty (4 findings)" in shown
        assert "4 sections still hold only their prompts: write what is known today" in shown
        assert "due from Problem definition on): “Problem definition”, “Causes and options”, “ML feas" in shown
        assert "error[STR06]" not in shown
    approved = render(lint_text(text.replace("status: draft", "status: aproved")), "en")  # which is no slip of draft
    assert "error[STR06]" in approved
    earlier = render(lint_text(text.replace("stage: design", "stage: problem")), "en")
    assert "advised because `stage: problem` (from Problem definition on)" in earlier


def test_each_document_has_groups_of_its_own():
    report = lint_texts({"a.md": JUMPED, "b.md": JUMPED.replace("id: taxi-demand", "id: other-demand")})
    heads = [line.split(":")[0] for line in render(report, "en").split("\n") if re.match(r"[ab]\.md:\d", line)]
    assert heads == sorted(heads)
    assert heads.count("a.md") == heads.count("b.md")


def test_json_keeps_each():
    report = lint_text(JUMPED)
    told = json.loads(as_json.render(report, "en"))
    assert len(told["diagnostics"]) == len(report.diagnostics)
    assert sum(told["summary"][weight] for weight in ("error", "warning", "info")) == len(report.diagnostics)
    lines = [(entry["start"]["line"], entry["start"]["column"]) for entry in told["diagnostics"]]
    assert lines == sorted(lines)


def test_groups_speak_korean():
    text = render(lint_text(JUMPED, lang="ko"), "ko")
    assert re.search("섹션 [0-9]+개가 없습니다", text)
    assert re.search("프런트 매터에 [0-9]+개 항목이 없습니다\n", text)
    assert "프로젝트 설계 단계부터 필요합니다 (현재 `stage: prototype`): `feasibility`" in text
