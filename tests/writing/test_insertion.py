"""Insertion: what is missing comes in at its place, as a comment that becomes the fact, and nothing else changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prospectus.contract.contract import FORMAT, standard_contract
from prospectus.ground.language import say
from prospectus.ground.source import Source
from prospectus.model.document import PROMPT, Document
from prospectus.model.parsed import Parsed
from prospectus.reading.front_matter.edits import apply
from prospectus.reading.front_matter.writing import Layout, as_lines
from prospectus.writing.insertion import insert, missing_section, prompt_for
from prospectus.writing.skeleton import example_facts, sections_of
from support.front_matters import front_matters, written
from support.samples import TODAY, example_texts, read_documents
from support.stage_documents import BODIES

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Path
    from prospectus.writing.insertion import Insertion

CONTRACT = standard_contract()
STAGES = CONTRACT.lifecycle.stages
SECTIONS = CONTRACT.lifecycle.sections
SCHEMA = CONTRACT.schema
SEEDS = tuple(document.front_matter.facts for document in read_documents(example_texts()))
PARAGRAPHS = (
    "# Title",
    "## Situation",
    "## 2. Metrics",
    "### 지표",
    "Problem\n-------",
    "text",
    "```",
    "<!--",
    "-->",
    "# References",
    "<!-- section: team -->",
    "- ## Team",
    "    ## Team",
    "> ## Team",
    "<pre>",
)


def document_of(text: str, stage: str = "design") -> Document:
    return Document(Parsed(Source("x.md", text)), CONTRACT, stage=STAGES[stage])


def inserted(text: str, *, sections: tuple[str, ...] = (), facts: tuple[Path, ...] = (), stage: str = "design") -> str:
    document = document_of(text, stage)
    return insert(document, sections, facts, document.lang).text


def stated(text: str) -> str:
    """A text with the ``# `` of each prompt deleted, as a writer would: not the ``##`` before words."""
    head, fence, body = text.partition("\n---")
    return re.sub(r"^( *)# ", r"\1", head, flags=re.MULTILINE) + fence + body


# -- sections -------------------------------------------------------------------------------------------------------

PROMPTS = {section: f"{PROMPT} {say(SECTIONS[section].prompt, 'en')} -->" for section in SECTIONS}


@pytest.mark.parametrize(
    ("before", "section", "after"),
    [
        ("## Situation\n\na\n\n## Metrics\n\nb\n", "baseline", "## Situation\n\na\n\n## Metrics\n\nb\n\n## Baseline\n\n{}\n"),
        ("## Situation\n\na\n\n## Team\n\nb\n", "metrics", "## Situation\n\na\n\n## Metrics\n\n{}\n\n## Team\n\nb\n"),
        ("# T\n\n## Metrics\n\nb\n", "situation", "# T\n\n## Situation\n\n{}\n\n## Metrics\n\nb\n"),
        ("# T\n\ntext", "metrics", "# T\n\ntext\n\n## Metrics\n\n{}\n"),
        ("# T\n\ntext\n\n\n", "metrics", "# T\n\ntext\n\n## Metrics\n\n{}\n\n\n"),
        ("", "situation", "## Situation\n\n{}\n"),
        ("## 1. Situation\n\na\n\n## 2. Metrics\n\nb\n", "baseline", "## 1. Situation\n\na\n\n## 2. Metrics\n\nb\n\n## 3. Baseline\n\n{}\n"),
        ("## 1) Situation\n\na\n\n## 2) Team\n\nb\n", "metrics", "## 1) Situation\n\na\n\n## 1a) Metrics\n\n{}\n\n## 2) Team\n\nb\n"),
        ("### 2.1 Situation\n\na\n", "metrics", "### 2.1 Situation\n\na\n\n### 2.2 Metrics\n\n{}\n"),
        ("### Situation ###\n\na\n", "metrics", "### Situation ###\n\na\n\n### Metrics ###\n\n{}\n"),
        ("## **Situation**\n\na\n", "metrics", "## **Situation**\n\na\n\n## **Metrics**\n\n{}\n"),
        ("## 1. **Situation**\n\na\n", "metrics", "## 1. **Situation**\n\na\n\n## 2. **Metrics**\n\n{}\n"),
        ("T\n=\n\nSituation\n---------\n\na\n", "team", "T\n=\n\nSituation\n---------\n\na\n\nTeam\n----\n\n{}\n"),
        ("## Metrics\na\n<!-- section: team -->\n## Us\nb\n", "baseline", "## Metrics\na\n\n## Baseline\n\n{}\n\n<!-- section: team -->\n## Us\nb\n"),
        ("## Situation\n\na\n\n### Metrics\n\nb\n\n## Team\n\nc\n", "baseline", "## Situation\n\na\n\n### Metrics\n\nb\n\n## Baseline\n\n{}\n\n## Team\n\nc\n"),
        ("## Metrics\n\na\n\n# References\n\nx\n", "team", "## Metrics\n\na\n\n## Team\n\n{}\n\n# References\n\nx\n"),
        ("## Situation\n\n```\n## Team\n```\n", "metrics", "## Situation\n\n```\n## Team\n```\n\n## Metrics\n\n{}\n"),
    ],
)  # fmt: skip
def test_a_section_comes_in_at_its_place_and_in_style(before: str, section: str, after: str):
    assert inserted(before, sections=(section,)) == after.format(PROMPTS[section])


def test_several_at_one_place_keep_the_order_of_the_lifecycle():
    text = inserted("## 1. Situation\n\na\n\n## 2. Team\n\nb\n", sections=("metrics", "baseline", "business-model"))
    assert re.findall("^## .*", text, re.MULTILINE) == [
        "## 1. Situation",
        "## 1a. Business model",
        "## 1b. Metrics",
        "## 1c. Baseline",
        "## 2. Team",
    ]


def test_numbers_go_on_in_the_order_of_the_text_whichever_section_opened_the_place():
    text = inserted(
        "## 1. Situation\n\na\n\n## 2. Model design\n\nb\n\n### 2.1 Alternatives considered\n\nc\n\n## 3. Appendix\n\nd\n",
        sections=("feasibility", "objectives", "evaluation", "model-requirements"),
    )
    assert re.findall("^## .*", text, re.MULTILINE) == [
        "## 1. Situation",
        "## 2. Model design",
        "## 2a. ML feasibility",
        "## 2b. Goal and objectives",
        "## 2c. Test set and test method",
        "## 2d. Model requirements",
        "## 3. Appendix",
    ]


def test_a_section_that_is_there_or_cannot_come_in_is_left():
    assert missing_section(document_of("## Metrics\n\na\n"), "metrics", "en") is None
    assert missing_section(document_of("# T\n\n<!-- never closed\n"), "metrics", "en") is not None
    insertion = insert(document_of("## Metrics\n\na\n"), ["metrics"], [], "en")
    assert (insertion.edits, insertion.left[0].why) == ((), "there")


# -- keys -----------------------------------------------------------------------------------------------------------

HEAD = "---\nid: a\nstage: design\n"


def prompt(text: str, *path: str | int, stage: str = "design") -> str | None:
    document = document_of(text, stage)
    edit = prompt_for(document, path, document.lang)
    return None if edit is None else apply(text, [edit])


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("id: a\nowner: b\n", ("title",), "id: a\n\n## {}\n# title: Taxi demand 30 minutes ahead\n\nowner: b\n"),
        ("id: a\n", ("goal", "statement"), "id: a\n\n## {}\n# goal: Fewer calls without a taxi\n"),
        ("goal:\n    metrics: [a]\n", ("goal", "statement"), "goal:\n    metrics: [a]\n    ## {}\n    # statement: Fewer calls without a taxi\n"),
        ("goal:\n  metrics: [a]\n  # note\n\n# other\nx-a: 1\n", ("goal", "statement"), "goal:\n  metrics: [a]\n  # note\n  ## {}\n  # statement: Fewer calls without a taxi\n\n# other\nx-a: 1\n"),
        ("metrics:\n- id: a\n\n- id: b\n", ("metrics", 0, "direction"), "metrics:\n- id: a\n  ## {}\n  # direction: min  # max | min | target\n\n- id: b\n"),
        ("goal:\nx-a: 1\n", ("goal",), "goal:\n  ## {}\n  # statement: Fewer calls without a taxi\n  # metrics: [dispatch-failure]\nx-a: 1\n"),
        ("x-a: |+\n  text\n\n\n", ("goal", "statement"), "x-a: |+\n  text\n\n\n## {}\n# goal: Fewer calls without a taxi\n"),
    ],
)  # fmt: skip
def test_a_key_comes_in_at_its_place_and_in_style(before: str, path: Path, after: str):
    found = prompt(f"---\n{before}---\n\n# T\n", *path)
    assert found is not None
    said = re.search("## (.*)", found)
    assert said is not None
    assert found == f"---\n{after}---\n\n# T\n".replace("{}", said[1])


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("---\ngoal: {statement: a}\n---\n", ("goal", "metrics")),
        ("---\n{id: a}\n---\n", ("goal",)),
        ("---\ngoal:\n  metrics: [\n    a]\n---\n", ("goal", "metrics")),
        ("---\nconstraints:\n  budget: 3 KRW a year\n---\n", ("constraints", "budget", "per")),
        ("---\nid: a\n# goal:\n#   statement: x\n---\n", ("goal",)),
        ("---\nid: a\n#goal: x\n---\n", ("goal",)),
        ("---\ngoal:\n  metrics: [a]\n  # statement: x\n---\n", ("goal", "statement")),
        ("---\ngoal:\n  # statement: x\n  metrics: [a]\n---\n", ("goal", "statement")),
        ("---\ngoal: x\n---\n", ("goal",)),
        ("no front matter\n", ("goal",)),
        ("---\nid: [\n---\n", ("goal",)),
        ("---\nid: a\n", ("goal",)),
        ("---\n---\n", ("goal",)),
        ("", ("goal",)),
    ],
)
def test_what_is_there_or_has_no_safe_place_is_left(text: str, path: Path):
    assert prompt(text, *path) is None


def test_a_document_keeps_its_line_ends():
    text = "---\nid: a\n---\n# T\n\n## Situation\n\na".replace("\n", "\r\n")
    found = inserted(text, sections=("metrics",), facts=(("goal",),))
    assert found.count("\n") == found.count("\r\n") > text.count("\r\n")
    assert "\r" not in found.replace("\r\n", "")


def test_what_an_example_refers_to_is_the_documents_own():
    text = "---\nid: a\nmetrics:\n  - id: recall\n    kind: model\n---\n"
    assert "# goal:\n#   statement: Fewer calls without a taxi\n#   metrics: [recall]\n" in (prompt(text, "goal") or "")


# -- any part of a document, taken out and put in again -------------------------------------------------------------

TOP = SCHEMA.keys()


@st.composite
def parts(draw: st.DrawFn) -> tuple[str, str, list[str], list[Path]]:
    """A document of a stage without some of its sections and facts, with comments anywhere; its stage, and what is missing."""
    stage = STAGES[draw(st.sampled_from(["problem", "design", "action"]))]
    lang = draw(st.sampled_from(["en", "ko"]))
    layout = draw(st.sampled_from([Layout(), Layout(4, 4), Layout(4, 0), Layout(2, 0)]))
    known = {
        "schema": FORMAT,
        "id": "taxi",
        "title": "택시" if lang == "ko" else "Taxi",
        "lang": lang,
        "stage": stage.id,
    }
    facts = known | example_facts(CONTRACT, stage, lang, TODAY, without=known)
    out = set(draw(st.lists(st.sampled_from([key for key in facts if key not in known]), unique=True)))
    gone: list[Path] = [(key,) for key in facts if key in out]
    head: list[str] = []
    for key, value in facts.items():
        if key not in out:
            left = value
            if isinstance(value, dict) and len(value) > 1 and draw(st.booleans()):
                below = draw(st.sampled_from([*value]))
                left = {step: inner for step, inner in value.items() if step != below}
                gone.append((key, below))
            written = SCHEMA.shortened((key,), left) if left is value else left
            head += as_lines((key,), written, layout)
    head = _commented(draw, head)
    sections = [*sections_of(CONTRACT, stage, facts)]
    lost = set(draw(st.lists(st.sampled_from([section.id for section in sections]), unique=True)))
    body = [f"# {known['title']}", ""]
    for section in sections:
        if section.id not in lost:
            body += [f"## {say(section.title, lang)}", "", say(BODIES[section.id], lang), ""]
    text = "\n".join(["---", *head, "---", "", *body])
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))), stage.id, sorted(lost), gone


def _commented(draw: st.DrawFn, lines: list[str]) -> list[str]:
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines)))
        lines.insert(at, f"{' ' * draw(st.integers(0, 6))}# a note")
    return lines


def without_note(text: str) -> str:
    return re.sub(r"^ *# a note\r?\n", "", text, flags=re.MULTILINE)


@settings(deadline=None)
@given(parts())
def test_what_was_taken_out_comes_in_again(drawn: tuple[str, str, list[str], list[Path]]):
    text, stage, lost, gone = drawn
    before = document_of(text, stage)
    found = insert(before, lost, gone, before.lang)
    after = document_of(found.text, stage)
    # Only insertions, whose facts are the same while they are comments.
    assert apply(text, found.edits) == found.text
    assert all(span.start == span.end for span, _ in found.edits)
    assert len({span for span, _ in found.edits}) == len(found.edits)
    assert repr(after.front_matter.facts) == repr(before.front_matter.facts)
    assert {entry.why for entry in found.left} <= {"there"}
    # All sections are there, once, in the order of the lifecycle, and prompts say what to write.
    assert set(lost) <= {*after.sections}
    order = [SECTIONS[text.section].order for text in after.outline if text.ids]
    assert order == sorted(order)
    assert all(after.sections[section][0].is_prompt_only for section in lost)
    # With the `# ` deleted all facts are there, in the order of the schema on the first level.
    told = document_of(stated(without_note(found.text)), stage)
    assert told.problem is None
    assert [path for path in gone if not told.front_matter.root.at_path(path)] == []
    keys = [SCHEMA.order(key) for key in told.front_matter.facts]
    assert keys == sorted(keys)
    _assert_is_tidy(text, found)
    # Twice is once.
    again = insert(after, lost, gone, after.lang)
    assert again.edits == ()


def _assert_is_tidy(text: str, found: Insertion) -> None:
    """Lines end as they do in the text, without blanks before; what is reported is there."""
    eol = "\r\n" if "\r\n" in text else "\n"
    for _, new in found.edits:
        assert new.count("\n") == new.count(eol)
        assert not re.search(r"[ \t]\r?\n", new)
        assert (eol * 3) not in new
    lines = found.text.split(eol)
    for entry in found.inserted:
        assert re.match(" *## ", lines[entry.line - 1])
        assert lines[entry.line - 2 + entry.lines].strip()


@given(st.sampled_from([*example_texts()]), st.data())
def test_any_section_of_an_example(name: str, data: st.DataObject):
    document = document_of(example_texts()[name], "follow-up")
    missing = [section for section in SECTIONS if section not in document.sections]
    wanted = [section for section in missing if data.draw(st.booleans())]
    found = insert(document, wanted, [], document.lang)
    assert found.left == ()
    assert {*document_of(found.text).sections} == {*document.sections, *wanted}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(front_matters(SEEDS), st.lists(st.sampled_from(PARAGRAPHS), max_size=8), st.sampled_from([*STAGES]))
def test_any_document_takes_what_it_lacks_or_is_left(facts: dict[str, Any], body: list[str], stage: str):
    document = document_of(written(facts, "\n\n".join(body)), stage)
    lacking = [
        (*one.path, one.key)
        for violations in document.violations.values()
        for one in violations
        if one.keyword == "required"
    ]
    found = insert(document, SECTIONS, lacking, document.lang)
    after = document_of(found.text, stage)
    assert apply(document.source.text, found.edits) == found.text
    assert repr(after.front_matter.facts) == repr(document.front_matter.facts)
    assert insert(after, SECTIONS, lacking, document.lang).edits == ()
