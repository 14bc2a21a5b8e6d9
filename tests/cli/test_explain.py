"""``prospectus explain``: the page of a rule, and of a fact, in both languages."""

from __future__ import annotations

import json
import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from prospectus.cli.explain import page_text
from prospectus.config import Config
from prospectus.contract.contract import standard_contract
from prospectus.ground.language import say
from prospectus.ground.source import Source
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.rules import ALL_RULES
from prospectus.rules.families import FAMILIES
from prospectus.rules.page import read_page
from prospectus.writing.fact_page import WORDS, Fact, fact_named, fact_page, facts_of
from prospectus.writing.section_page import section_named, section_page
from support.command import run
from support.samples import ROOT, output_of

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.contract.lifecycle import Section
    from prospectus.model.rule import Rule

CONTRACT = standard_contract()
FACTS = facts_of(CONTRACT.schema)


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_has_a_page_in_both_languages(name: str):
    fact = FACTS[name]
    assert fact_named(CONTRACT.schema, fact.name) == fact
    english, korean = (fact_page(CONTRACT, fact, lang) for lang in ("en", "ko"))
    assert english.startswith(f"{fact.name}: {fact.schema['title']}\n\n{fact.schema['description']}\n")
    assert korean.startswith(f"{fact.name}: {fact.schema['lang']['ko']['title']}\n")
    for text, example in ((english, "Example:"), (korean, "예:")):
        assert f"\n{example}\n\n  {fact.path[0]}:" in text
    words = [line for line in korean.split("\n예:\n")[0].split("\n") if line]
    assert [line for line in words[1:] if not re.search("[가-힣]", line)] == []


def page(name: str, lang: str = "en") -> str:
    fact = fact_named(CONTRACT.schema, name)
    assert fact is not None
    return fact_page(CONTRACT, fact, lang)


def kinds_of(fact: Fact) -> set[str]:
    kinds = fact.schema.get("type", [])
    return {kinds} if isinstance(kinds, str) else {*kinds}


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_nobody_has_to_look_up_the_shape_of_a_key(lang: str):
    lacking = []
    for fact in FACTS.values():
        text = fact_page(CONTRACT, fact, lang)
        words = [f"\n{say(WORDS[word], lang)}: " for word in ("type", "due")]
        if kinds_of(fact) & {"number", "integer"} and fact.key != "example":  # which may be anything
            words.append(f"\n{say(WORDS['unit'], lang)}: ")
        if "enum" in fact.schema:
            words.append(f"\n{say(WORDS['values'], lang)}: {', '.join(map(str, fact.schema['enum']))}\n")
        if "short" in fact.schema:
            words.append(f"\n{say(WORDS['short'], lang)}: ")
        lacking += [(fact.name, word) for word in words if word not in text]
        keys = CONTRACT.schema.keys(*fact.path) or CONTRACT.schema.keys(*fact.path, 0)
        lacking += [(fact.name, key) for key in keys if not re.search(rf"^  {key} +\S", text, re.MULTILINE)]
    assert lacking == []


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("stage", ["design", "retired"])
def test_the_example_of_each_key_is_valid(stage: str, lang: str):
    asked = CONTRACT.asked(CONTRACT.lifecycle.stages[stage], None)
    wrong = []
    for fact in FACTS.values():
        example = fact_page(CONTRACT, fact, lang).rsplit(f"{say(WORDS['example'], lang)}:\n\n", 1)[1]
        facts = CONTRACT.schema.read(read_front_matter(Source("x.md", f"---\n{dedent(example)}\n---\n"))).facts
        # What stands around it is not the example; of itself nothing is wrong, and nothing missing.
        wrong += [
            (fact.name, one.keyword, one.path, one.key)
            for one in CONTRACT.schema.violations(facts, asked)
            if one.keyword != "required" or one.path[: len(fact.path)] == fact.path
        ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("metrics.baseline", ["Type: a mapping", "MET03 no-baseline", "  kind     Where", "[dummy | rule | human"]),
        ("problem.causes", ["Keys of each item:", "      - id: info-gap"]),
        ("metrics[].target", ["Type: a number", "MET04", "    - target: 5.4"]),
        ("constraints", ["Due: design (Project design)", "CON05", "    schedule:"]),
        ("status", ["Values: draft, in-review, approved, superseded, rejected", "Due: in every document"]),
        ("requirements.processing_time.offline_ms", ["Unit: milliseconds", "Bounds: more than 0"]),
        ("requirements.qps.peak", ["Unit: queries per second"]),
        ("metrics.target", ["Unit: that of the metric"]),
        ("risks.impact", ["Unit: none: a grade, from 1 to 5"]),
        ("constraints.budget.amount", ["Unit: the currency named beside it"]),
        ("models.token_price.input", ["Unit: the currency named beside it, a million tokens"]),
        ("next_review", ["Form: a date, YYYY-MM-DD"]),
        ("goal.metrics", ["Ids: names what `metrics[].id` declares"]),
        ("models[].train", ["Ids: names what `data.datasets[].id` declares"]),
        ("metrics[].baseline", ["Due: asked for by MET03 (error, from design on)"]),
        ("business.output_use", ["Due: asked for by SIT03 (warning, from problem on)"]),
        ("requirements.qps", ["REQ05 online-without-qps"]),
        ("problem", ["PRB01 problem-not-stated", "PRB (Problem)"]),
        ("business.value_estimate.period", ["Due: wherever `business.value_estimate` is stated"]),
    ],
)
def test_what_a_page_says(name: str, said: list[str]):
    text = page(name)
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize(
    ("name", "code"), [("schema", "MOD01"), ("problem.evidence.kind", "PRB05"), ("evaluation.online", "REQ05")]
)
def test_a_rule_about_another_fact_of_that_name_is_not_named(name: str, code: str):
    assert code not in page(name)


def test_a_stage_with_brackets_stands_in_no_others_and_is_required_after_its_name():
    assert "필요한 단계: action: Action (배포·모니터링)\n" in page("next_review", "ko")
    assert "(prototype 단계부터 필수)" in page("metrics.baseline", "ko")


@pytest.mark.parametrize(
    "written",
    [
        "metrics.baseline",
        "metrics[].baseline",
        "metrics[mae].baseline",
        "metrics[0].baseline",
        "metrics.*.baseline",
        "metrics.0.baseline",
        "baseline",
    ],
)
def test_a_fact_is_found_however_it_is_named(written: str):
    assert fact_named(CONTRACT.schema, written) == FACTS["metrics.baseline"]


def test_the_command(tmp_path: Path):
    done = run("explain", "metrics.baseline", cwd=tmp_path)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", page("metrics.baseline") + "\n")
    done = run("explain", "metrics.baseline", "--lang", "ko", cwd=tmp_path)
    assert done.stdout == page("metrics.baseline", "ko") + "\n"
    assert run("explain", "met04", cwd=tmp_path).stdout.startswith("MET04 target-not-better-than-baseline\n")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("metrics.baselin", "metrics[].baseline"),
        ("baselin", "metrics[].baseline"),
        ("target", "metrics[].target, requirements.qps.target"),
        ("kind", "models[].candidates[].kind"),
        ("MET99", "MET09"),
        ("no-baselin", "no-baseline"),
        ("problem.cause", "problem.causes"),
        ("zzz", "prospectus rules"),
        ("[[[[", "no such rule or fact, nor section"),
        ("", "no such rule or fact, nor section"),
        ("metrics.\x1b[31m", "no such rule or fact, nor section"),
    ],
)
def test_what_is_not_known_ends_with_2_and_the_nearest_names(tmp_path: Path, what: str, words: str):
    done = run("explain", what, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "\x1b" not in done.stderr


def test_a_fact_of_a_teams_own(tmp_path: Path):
    (tmp_path / "contracts" / "ours").mkdir(parents=True)
    (tmp_path / "prospectus.toml").write_text('contract = "contracts/ours"\n', "utf-8")
    (tmp_path / "contracts" / "ours" / "lifecycle.yml").write_text(
        "schema: prospectus-lifecycle/1\nid: ours\nextends: ml-lifecycle\n", "utf-8"
    )
    (tmp_path / "contracts" / "ours" / "schema.json").write_text(
        '{"properties": {"cost_center": {"type": "string", "title": "Cost centre", "description": "Who pays.",'
        ' "requiredFrom": "design"}}}',
        "utf-8",
    )
    done = run("explain", "cost_center", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Due: design" in done.stdout
    assert "cost_center: …" in done.stdout


@pytest.mark.parametrize("section", CONTRACT.lifecycle.sections.values(), ids=lambda section: section.id)
def test_every_section_has_a_page_in_both_languages(section: Section):
    for lang in ("en", "ko"):
        text = section_page(CONTRACT, section, lang)
        assert text.startswith(f"{section.id}: {section.title[lang]} ")
        assert f"\n\n{section.prompt[lang]}\n\n" in text
        assert f"`## {section.title[lang]}`" in text
        assert "STR05 section-missing" in text
        for title in (section.id, *section.title.values()):
            assert section_named(CONTRACT, title) == section


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "ethics-fairness",
            [
                "Due: advised from design (",
                "Only if: `constraints.affected` names any",
                "Usual names: ethic, ",
                "RSK03",
            ],
        ),
        ("Problem definition", ["problem-definition: Problem definition (Section)", "problem statement", "PRB01"]),
        ("problem DEFINITION", ["problem-definition: "]),
        ("Our data sources", ["data: Training data (Section)", "Not if: every `models.train` is `external`"]),
        ("현상 파악", ["situation: Situation (Section)"]),
        ("metrics", ["metrics: Metrics\n", "\n---\n\nmetrics: Metrics (Section)\n"]),
        ("STR", ["STR: Structure of the document\n", "STR07  info     design ", "STR13  error"]),
        ("str", ["STR: Structure of the document\n"]),
    ],
)
def test_sections_and_families(tmp_path: Path, written: str, said: list[str]):
    done = run("explain", written, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [words for words in said if words not in done.stdout] == []


def test_rules_stand_under_their_families_and_can_be_chosen(tmp_path: Path):
    done = run("rules", "--select", "wai,STR07", cwd=tmp_path)
    assert re.findall(r"^([A-Z]{3}[0-9:]+)", done.stdout, re.MULTILINE) == ["STR:", "STR07", "WAI:", "WAI01", "WAI02"]
    assert done.stdout.count("off") == 1
    data = json.loads(run("rules", "--select", "WAI", "--format", "json", cwd=tmp_path).stdout)
    assert [rule["code"] for rule in data] == ["WAI01", "WAI02"]
    assert run("rules", "--select", "WAJ", cwd=tmp_path).returncode == 2
    everything = run("rules", cwd=tmp_path).stdout
    assert re.findall(r"^([A-Z]{3}[0-9]{2}) ", everything, re.MULTILINE) == [rule.code for rule in ALL_RULES]
    assert {rule.code[:3] for rule in ALL_RULES} == {*FAMILIES}


def test_names_are_completed():
    from click import Context
    from prospectus.cli.explain import explain

    items = explain.params[0].shell_complete(Context(explain), "metrics.ba")
    assert [item.value for item in items] == [
        "metrics.baseline",
        "metrics.baseline.value",
        "metrics.baseline.kind",
        "metrics.baseline.dataset",
        "metrics.baseline.reason",
    ]
    assert "MET04" in [item.value for item in explain.params[0].shell_complete(Context(explain), "met")]


# -- the pages of rules in Korean -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_what_a_rule_says_of_its_bad_documents_is_in_the_language_of_the_run(rule: Rule):
    rule_page = read_page(rule.code)
    text = page_text(rule, Config(root=ROOT), "ko")
    for sample in rule_page.bad:
        assert f"```text\n{output_of(sample.files, rule.code, 'ko')}```" in text
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    sentences = [line for line in outside.split("\n") if re.search(r"[a-z] [a-z]+ [a-z]", line)]
    assert [line for line in sentences if not re.search("[가-힣]", line)] == []
