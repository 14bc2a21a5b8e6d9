"""``prospectus explain``: the page of a rule, and of a fact, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from prospectus.cli.explain import page_text
from prospectus.config import Config
from prospectus.contract.contract import standard_contract
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page
from prospectus.writing.fact_page import fact_named, fact_page, facts_of
from support.command import run
from support.samples import ROOT, output_of

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("metrics.baseline", ["Type: a mapping", "MET03 no-baseline", "  kind     Where", "[dummy | rule | human"]),
        ("problem.causes", ["Keys of each item:", "      - id: info-gap"]),
        ("metrics[].target", ["Type: a number", "MET04", "    - target: 5.4"]),
        ("constraints", ["Due: design (from Project design on)", "CON05", "    schedule:"]),
        ("status", ["Values: draft, in-review, approved, superseded, rejected", "Due: in every document"]),
        ("requirements.processing_time.offline_ms", ["Unit: milliseconds", "Bounds: more than 0"]),
        ("requirements.qps.peak", ["Unit: queries per second"]),
        ("next_review", ["Form: a date, YYYY-MM-DD"]),
        ("goal.metrics", ["Ids: names what `metrics[].id` declares"]),
        ("models[].train", ["Ids: names what `data.datasets[].id` declares"]),
        ("business.value_estimate.period", ["Due: wherever `business.value_estimate` is stated"]),
    ],
)
def test_what_a_page_says(name: str, said: list[str]):
    text = page(name)
    assert [words for words in said if words not in text] == []


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
        ("MET99", "MET09"),
        ("no-baselin", "no-baseline"),
        ("problem.cause", "problem.causes"),
        ("zzz", "prospectus rules"),
        ("[[[[", "no such rule or fact"),
        ("", "no such rule or fact"),
        ("metrics.\x1b[31m", "no such rule or fact"),
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
    assert [line for line in sentences if not re.search("[가-힣]", line)] == [] or rule_page.source in outside
