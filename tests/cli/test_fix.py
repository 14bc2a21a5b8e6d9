"""``lint --fix`` and ``--diff``: what is sure is written, and nothing else changes."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page
from support.command import run
from support.samples import PROJECTS

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
---
schema: prospectus/1
id: taxi-demand
title: Taxi demand
stage: situation
status: draft
lang: en
owner: Dana Kim
created: 2026-07-01 # of the first draft
updated: 2026-07-01
business: {users: [drivers]}
"""
BODY = """
---

# Taxi demand

## Situation

On Friday nights 18% of the calls get no taxi, and nobody knows where they will be.

## Business model

A fleet in one city sells rides by phone, and earns a share of each; the data are the calls of two years.
"""


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("lint", "--no-cache", "--today", "2026-11-23", *arguments, cwd=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "prospectus.toml").write_text('documents = ["*.md"]\n', "utf-8")
    return tmp_path


def fixed(folder: Path, before: str, *arguments: str) -> str:
    """The document after --fix; a second run changes nothing more, and --diff showed what the first one would do."""
    file = folder / "x.md"
    file.write_bytes(before.encode())
    shown = lint(folder, "--diff", *arguments)
    assert file.read_bytes() == before.encode()
    done = lint(folder, "--fix", *arguments)
    assert done.returncode in {0, 1}, done.stderr
    after = file.read_bytes().decode()
    assert (shown.returncode == 1) is (after != before) is bool(shown.stdout)
    again = lint(folder, "--fix", *arguments)
    assert again.stderr.startswith("nothing to fix")
    assert file.read_bytes().decode() == after
    return after


CHANGES = [
    # a key, a word of an enum, a date, a number, a text that YAML would read as something else
    ("status: draft", "statsu: draft", "status: draft"),
    ("status: draft", "status: Drfat", "status: draft"),
    ("stage: situation", "stage: sitution", "stage: situation"),
    ("stage: situation", 'stage: "situaton"  # first', 'stage: "situation"  # first'),
    ("updated: 2026-07-01", "updated: 2026/7/1", "updated: 2026-07-01"),
    ("updated: 2026-07-01", "updated: 2026.07.01 # so far", "updated: 2026-07-01 # so far"),
    ("updated: 2026-07-01", "updated: 20260701", "updated: 2026-07-01"),
    ("updated: 2026-07-01", "updated: 2026. 7. 1.", "updated: 2026-07-01"),
    ("updated: 2026-07-01", "updated: 2026년 7월 1일", "updated: 2026-07-01"),
    ("title: Taxi demand", "title: 2027", 'title: "2027"'),
    ("title: Taxi demand", "title: 1.10", 'title: "1.10"'),
    # what YAML cannot read
    ("owner: Dana Kim", "owner: @dana", "owner: '@dana'"),
    ("owner: Dana Kim", "owner: @dana  # lead", "owner: '@dana'  # lead"),
    ("owner: Dana Kim", "owner: `dana`", "owner: '`dana`'"),
    ("owner: Dana Kim", "owner: %dana", "owner: '%dana'"),
    ("title: Taxi demand", "title: Taxi demand\nx-by: @dana", "title: Taxi demand\nx-by: '@dana'"),
    ("title: Taxi demand", "title: Taxi demand\nx-by:\n  - `dana`", "title: Taxi demand\nx-by:\n  - '`dana`'"),
    ("title: Taxi demand", "title: Taxis: where they will be", "title: 'Taxis: where they will be'"),
    ("title: Taxi demand", "title: *all* taxis", "title: '*all* taxis'"),
    ("title: Taxi demand", 'title: It\'s @ten: "now"', "title: 'It''s @ten: \"now\"'"),
    ("business: {users: [drivers]}", "business:\n\tusers: [drivers]", "business:\n  users: [drivers]"),
    # both at once, and one that another hides
    (
        "title: Taxi demand\nstage: situation",
        "title: Taxi: demand\nstage: sitution",
        "title: 'Taxi: demand'\nstage: situation",
    ),
]


def all_fixed(folder: Path, before: list[str], *arguments: str) -> list[str]:
    """Many documents after one --fix; each gets an id of its own. A second run changes nothing more."""
    files = [folder / f"{number}.md" for number in range(len(before))]
    for number, (file, text) in enumerate(zip(files, before, strict=True)):
        file.write_bytes(text.replace("id: taxi-demand", f"id: taxi-{number}").encode())
    lint(folder, "--fix", *arguments)
    found = [file.read_bytes() for file in files]
    assert lint(folder, "--fix", *arguments).stderr.startswith("nothing to fix")
    assert [file.read_bytes() for file in files] == found
    return [text.decode().replace(f"id: taxi-{number}", "id: taxi-demand") for number, text in enumerate(found)]


@pytest.mark.parametrize("form", ["plain", "crlf", "bom"])
def test_what_is_sure_is_fixed_and_the_rest_stays(folder: Path, form: str):
    def in_form(text: str) -> str:
        return {"plain": text, "crlf": text.replace("\n", "\r\n"), "bom": f"\ufeff{text}"}[form]

    clean = HEAD + BODY.removeprefix("\n")
    assert all(right in clean for right, _, _ in CHANGES)
    after = all_fixed(folder, [in_form(clean.replace(right, wrong)) for right, wrong, _ in CHANGES])
    expected = [in_form(clean.replace(right, meant)) for right, _, meant in CHANGES]
    assert [text.replace('"', "'") for text in after] == [text.replace('"', "'") for text in expected]
    done = lint(folder)
    assert (done.returncode, done.stdout) == (0, "")


NUMBERS = [
    ("processing_time: {online_ms: %s}", '"200 ms"', "200"),
    ("processing_time: {online_ms: %s}", "200ms", "200"),
    ("processing_time: {online_ms: %s}", "0.2 s", "200"),
    ("processing_time: {online_ms: %s}", '"1,500 ms"', "1500"),
    ("processing_time: {online_ms: %s}", '"80"', "80"),
    ("processing_time: {online_ms: %s}", "1.5 min", "90000"),
    ("processing_time: {online_ms: %s}", "200 밀리초", "200"),
    ("qps: {peak: %s}", "300 QPS", "300"),
    ("qps: {peak: %s}", "300 req/s", "300"),
    ("hardware: {memory_gb: %s}", "16GB", "16"),
    ("hardware: {memory_gb: %s}", "0.5 gb", "0.5"),
]
NO_NUMBERS = [
    ("processing_time: {online_ms: %s}", word)
    for word in (
        "~200",
        "200-300 ms",
        "<200 ms",
        "200 GB",
        "200 ticks",
        "2 00",
        "200 ms or so",
        "3 million",
        "1.2.3",
        "ms",
        "1e3 ms",
        "200+",
    )
] + [("hardware: {memory_gb: %s}", "512 MB"), ("hardware: {memory_gb: %s}", "16 GiB"), ("qps: {peak: %s}", "50%")]


def requiring(fact: str, value: str) -> str:
    return f"{HEAD}requirements:\n  {fact % value}{BODY}"


def test_a_number_with_its_unit_becomes_the_number(folder: Path):
    after = all_fixed(folder, [requiring(fact, written) for fact, written, _ in NUMBERS])
    assert after == [requiring(fact, number) for fact, _, number in NUMBERS]


@pytest.mark.parametrize("options", [(), ("--unsafe-fixes",)])
def test_what_may_be_another_number_stays(folder: Path, options: tuple[str, ...]):
    texts = [requiring(fact, written) for fact, written in NO_NUMBERS]
    assert all_fixed(folder, texts, *options) == texts


GUESSES = [
    # other words, and what is not whole
    "metrics: [{id: a, maximum: 3}]",
    "review: 2026-01-01",
    "team: [{role: ml-engineer, name: Kim}]",
    "feasibility: {fit: {data: {answer: yes, evidence: 1,001 days of logs}}}",
    "goal: {statement: @sales, and more}",
    "owners: @dana\n  @kim",
    # an alias, a tag or an anchor is no part of a text
    "x-a: &year 2027\nintended_use: *year",
    "intended_use: &year 2027",
    "intended_use: !!int 2027",
    # numbers and days that may be others
    'requirements: {hardware: {memory_gb: "0,500"}}',
    "requirements: {qps: {peak: 10k}}",
    'requirements: {qps: {peak: "1,5"}}',
    "next_review: 01.02.2027",
    "next_review: 02/01/2027",
    "next_review: 27-01-02",
    "metrics: [{id: a, unit: days, target: 4 s}]",
    "x-team: {stauts: draft}",
]


def test_no_safe_fix_is_a_guess(folder: Path):
    texts = [f"{HEAD}{lines}{BODY}" for lines in GUESSES]
    assert [text[len(HEAD) : -len(BODY)] for text in all_fixed(folder, texts, "--ignore", "STR05,STR06")] == [
        text[len(HEAD) : -len(BODY)] for text in texts
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("next_review: # soon\n  2027/1/1", "next_review: # soon\n  2027-01-01"),
        ("metrics:\n  - {id: a, name: b, unit: @c}", "metrics:\n  - {id: a, name: b, unit: '@c'}"),
        ("metrics: [{id: a, alert: {op: >, value: 3}}]", "metrics: [{id: a, alert: {op: '>', value: 3}}]"),
    ],
)
def test_a_value_is_changed_where_it_stands(folder: Path, before: str, after: str):
    assert f"\n{after}\n" in fixed(folder, f"{HEAD}{before}{BODY}")


def test_what_nobody_can_fix_does_not_stand_in_the_way(folder: Path):
    """A document in which many values are wrong is not read again for each of them."""
    odd = "".join(
        f"\n  - {{id: m{number}, target: '1,5', target_basis: sales, cadence: never}}" for number in range(300)
    )
    few = f"metrics:{odd}\nnext_review: 2027/1/1\nintended_use: 5"
    after = fixed(folder, f"{HEAD}{few}{BODY}" + "\nMore.\n" * 6_000)
    assert "next_review: 2027-01-01\nintended_use: '5'\n" in after


def test_where_another_run_is_needed_it_is_told(folder: Path):
    many = "".join(f"\n  - {{id: m{number}, nmae: x, drection: max}}" for number in range(150))
    (folder / "x.md").write_text(f"{HEAD}metrics:{many}{BODY}" + "\nMore.\n" * 30_000, "utf-8")
    told = lint(folder, "--fix").stderr
    assert "x.md: has so much to fix that it takes another run\n" in told


def test_a_share_and_a_comma_are_looked_at_first(folder: Path):
    share = f"{HEAD}deployment:\n  phases:\n    - {{name: canary, share: 5%}}{BODY}"
    assert "share: 0.05}" in fixed(folder, share)
    russian = f'{HEAD.replace("lang: en", "lang: ru")}requirements:\n  qps: {{peak: "1,500 QPS"}}{BODY}'
    assert "1,500" in fixed(folder, russian)
    assert "peak: 1500}" in fixed(folder, russian, "--unsafe-fixes")
    german = russian.replace("lang: ru", "lang: de").replace("1,500", "1.500")
    assert '"1.500 QPS"' in fixed(folder, german)


def test_comments_order_and_quotes_stay(folder: Path):
    before = (
        HEAD.replace("status: draft", "# how far it is\n'statsu':   draft   # for now")
        + "x-list: [ a,  b ]\n"
        + BODY[1:]
    )
    after = fixed(folder, before)
    assert after == before.replace("statsu", "status")


def test_what_is_missing_gets_a_prompt_at_its_place(folder: Path):
    before = (HEAD + BODY.removeprefix("\n")).replace("status: draft\n", "").replace("## Situation\n", "## Nothing\n")
    after = fixed(folder, before)
    assert (
        "stage: situation\n\n## Status: Where the document stands in its review.\n# status: in-review  # draft |"
        in after
    )
    lines = after.split("\n")
    assert lines.index("# Taxi demand") < lines.index("## Situation") < lines.index("## Business model")
    assert "<!-- prompt:" in after
    assert lint(folder).returncode == 1
    assert "`status` is missing" in lint(folder).stdout
    (folder / "x.md").write_text(after.replace("# status:", "status:"), "utf-8")
    assert "`status` is missing" not in lint(folder).stdout


def test_a_document_without_front_matter_gets_one_to_begin_with(folder: Path):
    body = "# Taxi demand\n\n## Situation\n\nOn Friday nights 18% of the calls get no taxi.\n"
    after = fixed(folder, body)
    assert after.startswith("---\nschema: prospectus/1\n")
    assert "\n# owner: " in after  # which nobody can tell
    assert f"---\n\n{body}\n## Business model\n\n<!-- prompt:" in after
    assert "STR01" not in lint(folder).stdout


@pytest.mark.parametrize("first", ["[TOC]", "[![built](b.svg)](b)", "{{ include }}", "Author: Kim", "Note: early."])
def test_a_text_may_begin_with_anything(folder: Path, first: str):
    after = fixed(folder, f"{first}\n\n# Taxi demand\n")
    assert after.startswith("---\nschema: prospectus/1\nid: taxi-demand\ntitle: Taxi demand\n")
    assert f"---\n\n{first}\n\n# Taxi demand\n" in after


def test_comments_in_an_empty_front_matter_stay(folder: Path):
    after = fixed(folder, "---\n# owner: me\n  # todo\n---\n# Taxi demand\n")
    head, _, _ = after.partition("\n---\n")
    assert "\n# owner: me\n  # todo" in head


@pytest.mark.parametrize(
    "spoilt",
    [
        HEAD.replace("---", "----", 1),
        HEAD.replace("---", "--", 1),
        HEAD.replace("---", "+++", 1),
        HEAD.replace("---", "\u2014", 1),
        HEAD.replace("---", "--- # of the team", 1),
        HEAD.replace("---", "```yaml", 1),
        HEAD.removeprefix("---\n"),
        HEAD.replace("---\n", "---\n---\n---\n", 1),
        HEAD.replace("---", "\u200b---", 1),
        f" {HEAD}",
        f"\ufeff\ufeff{HEAD}",
        HEAD.replace("\n", "\n  "),
    ],
)
def test_what_is_meant_for_a_front_matter_gets_none_above_it(folder: Path, spoilt: str):
    text = spoilt + BODY.removeprefix("\n")
    assert fixed(folder, text) == text
    assert fixed(folder, text.replace("\n", "\r")) == text.replace("\n", "\r")


def test_links_to_a_renamed_heading_lead_there_in_every_document(folder: Path):
    text = (HEAD + BODY.removeprefix("\n")).replace(
        "## Situation", "See [above](#sitution) and `[code](#sitution)`.\n\n## Sitution"
    )
    (folder / "y.md").write_text(
        (HEAD + BODY.removeprefix("\n")).replace("taxi-demand", "bus-demand")
        + "\nAs [there](x.md#sitution), [so](./x.md#sitution), not [here](#sitution) nor [out](z/x.md#sitution).\n",
        "utf-8",
    )
    after = fixed(folder, text)
    assert after == text.replace("[above](#sitution)", "[above](#situation)").replace("## Sitution", "## Situation")
    other = (folder / "y.md").read_text("utf-8")
    assert "[there](x.md#situation), [so](./x.md#situation), not [here](#sitution) nor [out](z/x.md#sitution)" in other


def test_another_word_is_no_misspelt_heading(folder: Path):
    text = (HEAD + BODY.removeprefix("\n")).replace("stage: situation", "stage: problem")
    for heading in ("Content", "Date", "Modem", "Causal options", "Goats", "Problems and solution"):
        assert f"\n## {heading}\n" in fixed(folder, f"{text}\n## {heading}\n\nWhat stands here is of another kind.\n")


def test_what_is_held_back_is_not_fixed(folder: Path):
    text = HEAD.replace("status: draft", "status: draft\nstatsu: draft") + BODY[1:]
    held = text.replace("# Taxi demand", "<!-- prospectus: ignore STR02 of another tool -->\n\n# Taxi demand")
    assert fixed(folder, held) == held
    other = text.replace("title: Taxi demand", "title: 2027").replace("statsu: draft\n", "")
    assert fixed(folder, other, "--ignore", "STR03") == other
    assert fixed(folder, other, "--select", "MET") == other


def test_what_a_baseline_holds_is_not_fixed(folder: Path):
    """The other finding of the document is, though it is fixed in the same run; and so are those that were not there before."""
    file = folder / "x.md"
    text = HEAD.replace("status: draft", "statsu: draft").replace("owner: Dana Kim\n", "") + BODY[1:]
    file.write_text(text, "utf-8")
    lint(folder, "--write-baseline", "--baseline", "b.json")
    assert fixed(folder, text, "--baseline", "b.json") == text
    new = text.replace("updated: 2026-07-01", "updated: 2026/7/1").replace("stage: situation", "stage: sitution")
    assert fixed(folder, new, "--baseline", "b.json") == text
    (folder / "sub").mkdir()
    file.rename(folder / "sub" / "moved.md")  # which the document's id tells
    (folder / "prospectus.toml").write_text('documents = ["**/*.md"]\nbaseline = "b.json"\n', "utf-8")
    (folder / "sub" / "moved.md").write_text(new, "utf-8")
    lint(folder, "--fix")
    assert (folder / "sub" / "moved.md").read_text("utf-8") == text
    lint(folder, "--fix", "--baseline", "other.json")
    assert (folder / "sub" / "moved.md").read_text("utf-8") == text  # there is none: exit 2, and nothing is written


def test_what_is_left_is_written_into_a_baseline(folder: Path):
    text = HEAD.replace("status: draft", "statsu: draft") + "x: 1\n" + BODY[1:]
    (folder / "x.md").write_text(text, "utf-8")
    done = lint(folder, "--fix", "--write-baseline")
    assert done.returncode == 0, done.stderr
    assert (folder / "x.md").read_text("utf-8") == text.replace("statsu", "status")
    written = (folder / ".prospectus-baseline.json").read_text("utf-8")
    assert '"where": "x"' in written
    assert "statsu" not in written


def test_what_is_in_the_baseline_is_not_fixed_beside_what_is_new(folder: Path):
    before = (HEAD + BODY.removeprefix("\n")).replace("lang: en", "lnag: en").replace("## Business model", "## Else")
    (folder / "x.md").write_text(before.replace("owner: Dana Kim\n", ""), "utf-8")
    (folder / "prospectus.toml").write_text('documents = ["*.md"]\nbaseline = "known.json"\n', "utf-8")
    assert lint(folder, "--write-baseline").returncode == 0
    held = before.replace("owner: Dana Kim\n", "")
    assert fixed(folder, held) == held
    assert fixed(folder, held.replace("status: draft", "statsu: draft")) == held


def test_a_diff_is_a_patch(folder: Path):
    before = (HEAD + BODY.removeprefix("\n")).replace("updated: 2026-07-01", "updated: 2026/7/1").rstrip("\n")
    for text in (before, before.replace("\n", "\r\n"), "\ufeff" + before + "\n", before + "\u2028\x0c\n"):
        (folder / "x.md").write_bytes(text.encode())
        done = run("lint", "--diff", "--output", "a.patch", "--no-cache", cwd=folder)
        assert done.returncode == 1, done.stderr
        expected = fixed(folder, text)
        (folder / "x.md").write_bytes(text.encode())
        subprocess.run(["git", "apply", "--unsafe-paths", "a.patch"], cwd=folder, check=True)
        assert (folder / "x.md").read_bytes().decode() == expected


def test_only_the_named_files_are_fixed(folder: Path):
    wrong = (HEAD + BODY.removeprefix("\n")).replace("status: draft", "statsu: draft")
    for name in ("x", "y"):
        (folder / f"{name}.md").write_text(wrong.replace("taxi-demand", f"taxi-{name}"), "utf-8")
    lint(folder, "--fix", "x.md")
    assert "status: draft" in (folder / "x.md").read_text("utf-8")
    assert "statsu: draft" in (folder / "y.md").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_told(folder: Path):
    file = folder / "x.md"
    file.write_text((HEAD + BODY.removeprefix("\n")).replace("status: draft", "statsu: draft"), "utf-8")
    file.chmod(0o444)
    done = lint(folder, "--fix")
    assert done.returncode == 2
    assert "x.md: Permission denied" in done.stderr
    assert "statsu" in file.read_text("utf-8")


def test_unsafe_fixes_alone_are_no_order(folder: Path):
    done = lint(folder, "--unsafe-fixes")
    assert (done.returncode, done.stderr) == (2, "error: --unsafe-fixes goes with --fix or --diff\n")


def test_nothing_is_fixed_in_the_examples():
    done = run("lint", "--diff", "--today", "2026-11-23", cwd=PROJECTS.parents[1])
    assert (done.returncode, done.stdout) == (0, "")


MUTATIONS = [
    (rule.code, number)
    for rule in ALL_RULES
    for number, mutation in enumerate(read_page(rule.code).mutations)
    if read_page(rule.code).contract is None
]


@pytest.mark.parametrize("family", sorted({code[:3] for code, _ in MUTATIONS}))
def test_fixes_of_mutated_examples_bring_no_new_finding(tmp_path: Path, family: str):
    """Each mutation alone in a portfolio of its own would take minutes: those of a family stand in folders of one portfolio."""
    (tmp_path / "prospectus.toml").write_text('documents = ["*/*.md"]\nignore = ["PFO", "STR09"]\n', "utf-8")
    for code, number in MUTATIONS:
        mutation = read_page(code).mutations[number]
        if code[:3] == family:
            name = f"{mutation.document}.md"
            folder = tmp_path / f"{code}-{number}"
            folder.mkdir()
            text = (PROJECTS / name).read_text("utf-8")
            assert text.count(mutation.find) == 1
            (folder / name).write_text(text.replace(mutation.find, mutation.replace), "utf-8")
    before = {line for line in lint(tmp_path).stdout.split("\n") if " error[" in line or " warning[" in line}
    lint(tmp_path, "--fix")
    after = {line for line in lint(tmp_path).stdout.split("\n") if " error[" in line or " warning[" in line}
    before |= {line.replace("[STR05]", "[STR06]") for line in before}  # a section that was missing, and is empty now
    told = {(line.split(":")[0], line.split(" ")[1]) for line in before}
    assert {(line.split(":")[0], line.split(" ")[1]) for line in after} <= told
    shutil.rmtree(tmp_path)
