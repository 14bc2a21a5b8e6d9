"""The stage gate: ``prospectus next`` asks exactly what the next stage adds."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from prospectus.contract.contract import read_schema, schema_file, standard_contract
from prospectus.ground.severity import Severity
from prospectus.writing.next_stage import next_stage
from support.command import run
from support.samples import TODAY, example_texts, read_documents, workspace_of

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from prospectus.engine.report import Report
    from prospectus.model.diagnostic import Diagnostic

GOLDEN = Path(__file__).parents[1] / "portfolios" / "next"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
STAGES = list(standard_contract().lifecycle.stages)
EXAMPLES = example_texts()


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """The examples in a folder of their own."""
    (tmp_path / "prospectus.toml").write_text('documents = ["docs/**/*.md"]\n', "utf-8")
    (tmp_path / "docs").mkdir()
    for name, text in EXAMPLES.items():
        (tmp_path / "docs" / name).write_text(text, "utf-8")
    return tmp_path


def edit(portfolio: Path, name: str, find: str, replace: str) -> None:
    path = portfolio / "docs" / f"{name}.md"
    text, count = re.subn(find, replace, path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert count == 1
    path.write_text(text, "utf-8")


def ask(portfolio: Path, name: str, *options: str, lang: str = "en") -> CompletedProcess[str]:
    return run("next", f"docs/{name}.md", "--today", TODAY.isoformat(), "--lang", lang, *options, cwd=portfolio)


def data(portfolio: Path, name: str, *options: str) -> dict[str, Any]:
    done = ask(portfolio, name, "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    jsonschema.validate(found, read_schema("next.schema.json"))
    return found


# -- the checklist --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "stage", "lang"), [("bike-rebalancing", "problem", "en"), ("taxi-demand", "retired", "ko")]
)
def test_the_text_is_the_golden_one(portfolio: Path, name: str, stage: str, lang: str):
    done = ask(portfolio, name, lang=lang)
    assert (done.returncode, done.stderr) == (0, "")
    golden = GOLDEN / f"{name}-{stage}.{lang}.txt"
    if UPDATE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(done.stdout, "utf-8")
    assert done.stdout == golden.read_text("utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_json_keeps_its_schema(portfolio: Path, name: str):
    found = data(portfolio, name.removesuffix(".md"), "--stage", "retired")
    assert (found["path"], found["to"]) == (f"docs/{name}", None if found["from"] == "retired" else "retired")


def test_items_are_in_the_order_of_the_contract(portfolio: Path):
    found = data(portfolio, "bike-rebalancing", "--stage", "action")
    kinds = [item["kind"] for item in found["items"]]
    assert kinds == sorted(kinds, key=["section", "fact", "check"].index)
    lifecycle = list(standard_contract().lifecycle.sections)
    sections = [item["id"] for item in found["items"] if item["kind"] == "section"]
    assert sections == sorted(sections, key=lifecycle.index)
    keys = standard_contract().schema.keys()
    facts = [item["id"] for item in found["items"] if item["kind"] == "fact"]
    assert facts == sorted(facts, key=keys.index)


@pytest.mark.parametrize("stage", ["problem", "design", "action", "retired"])
def test_the_line_of_the_contract_asks(portfolio: Path, stage: str):
    asking = [
        item for item in data(portfolio, "bike-rebalancing", "--stage", stage)["items"] if item["kind"] != "check"
    ]
    assert asking
    for item in asking:
        lines = schema_file(item["contract"]["file"]).read_text("utf-8").splitlines()
        line, above = lines[item["contract"]["line"] - 1], lines[: item["contract"]["line"]]
        if item["kind"] == "section":
            assert re.search(rf"need: .*{item['severity']}", line)
            assert [entry for entry in above if entry.startswith("  - id:")][-1] == f"  - id: {item['id']}"
        else:
            assert '"requiredFrom": "' in line
            key = item["id"].rsplit(".", 1)[-1]
            indent = line[: line.index('"')].removesuffix("  ")
            assert [entry for entry in above if entry.startswith(f'{indent}"')][-1].strip() == f'"{key}": {{'


def test_keys_of_a_fact_are_those_that_the_stage_requires(portfolio: Path):
    items = {item["id"]: item for item in data(portfolio, "grocery-demand")["items"]}
    assert items["deployment"]["required"] == ["version", "date", "strategy", "rollback"]
    assert "fallback" in items["deployment"]["optional"]
    evaluation = {item["id"]: item for item in data(portfolio, "bike-rebalancing", "--stage", "design")["items"]}
    assert evaluation["metrics"]["required"] == ["id", "name", "kind", "role", "direction"]


def test_what_was_advised_and_becomes_required_is_an_item(portfolio: Path):
    edit(portfolio, "grocery-demand", r"^## Monitoring\n.*?(?=^## |\Z)", "")
    monitoring = next(item for item in data(portfolio, "grocery-demand")["items"] if item["id"] == "monitoring")
    assert (monitoring["kind"], monitoring["severity"], monitoring["code"]) == ("section", "error", "STR05")


def test_a_misspelt_heading_is_the_place_of_its_section(portfolio: Path):
    edit(portfolio, "grocery-demand", r"^## Monitoring$", "## Monitorring")
    item = next(item for item in data(portfolio, "grocery-demand")["items"] if item["id"] == "monitoring")
    lines = (portfolio / "docs" / "grocery-demand.md").read_text("utf-8").splitlines()
    assert lines[item["start"]["line"] - 1] == "## Monitorring"


def test_what_is_waived_is_not_asked(portfolio: Path):
    edit(portfolio, "bike-rebalancing", r"\Z", "\n<!-- prospectus: ignore STR05 kept on the team's wiki -->\n")
    assert not [item for item in data(portfolio, "bike-rebalancing")["items"] if item["kind"] == "section"]


def test_the_document_is_not_changed_and_nothing_is_asked_of_the_others(portfolio: Path):
    edit(portfolio, "taxi-demand", "^owner: .*?$", "owner: ''")
    before = {path: path.read_bytes() for path in portfolio.rglob("*.md")}
    found = data(portfolio, "bike-rebalancing", "--stage", "retired")
    assert {item["path"] for item in found["items"]} == {"docs/bike-rebalancing.md"}
    assert {path: path.read_bytes() for path in portfolio.rglob("*.md")} == before


def test_open_errors_are_mentioned_and_not_listed(portfolio: Path):
    edit(portfolio, "bike-rebalancing", "^owner: .*?$", "owner: ''")
    done = ask(portfolio, "bike-rebalancing")
    assert (done.returncode, done.stderr) == (0, "")
    first = "first: `prospectus lint docs/bike-rebalancing.md` shows 1 error"
    assert done.stdout.startswith(f"{first}\n\ndocs/bike-rebalancing.md: situation -> problem")
    assert "STR12" not in done.stdout
    assert data(portfolio, "bike-rebalancing")["errors"] == 1
    assert ask(portfolio, "bike-rebalancing", "--format", "json").stderr == f"{first}\n"


def test_after_a_jump_the_stage_itself_comes_first(portfolio: Path):
    edit(portfolio, "bike-rebalancing", "^stage: situation$", "stage: action")
    done = ask(portfolio, "bike-rebalancing")
    first = done.stdout.split("\n")[0]
    assert re.fullmatch(
        r"first: `prospectus lint docs/bike-rebalancing.md` shows \d+ errors; "
        r"what `action` itself still asks for: `prospectus next docs/bike-rebalancing.md --stage action`",
        first,
    )
    assert ask(portfolio, "bike-rebalancing", "--stage", "action").stdout.startswith(
        "docs/bike-rebalancing.md: action -> "
    )


# -- what is asked for if something is so -----------------------------------------------------------------------------


def test_sections_that_hang_on_a_fact_are_foreseen_in_their_place(portfolio: Path):
    text = ask(portfolio, "bike-rebalancing", "--stage", "prototype").stdout
    assert "`security-privacy` (if `constraints.privacy.personal_data: true`: Personal data)\n" in text
    assert "`ethics-fairness` (if `constraints.affected` names any: Affected people)\n" in text
    assert ", 2 if they apply.\n" in text
    lifecycle = list(standard_contract().lifecycle.sections)
    order = [
        lifecycle.index(found)
        for found in re.findall(r"^- \[ \] \*\*.*?\*\* `([a-z-]+)`", text.split("## Facts")[0], re.MULTILINE)
    ]
    assert order == sorted(order)
    found = data(portfolio, "bike-rebalancing", "--stage", "prototype")["conditional"]
    assert [(entry["id"], entry["is"], entry["severity"]) for entry in found] == [
        ("security-privacy", "true", "error"),
        ("ethics-fairness", "non-empty", "error"),
    ]
    assert (
        "(`constraints.affected`에 적을 것이 있는 경우: 영향을 받는 사람)"
        in ask(portfolio, "bike-rebalancing", "--stage", "design", lang="ko").stdout
    )


def test_what_the_document_answers_is_not_foreseen(portfolio: Path):
    answers = "constraints:\n  affected: []\n  privacy: {personal_data: false}\n"
    edit(portfolio, "bike-rebalancing", "^stage:", f"{answers}stage:")
    assert data(portfolio, "bike-rebalancing", "--stage", "design")["conditional"] == []
    assert data(portfolio, "bike-rebalancing")["conditional"] == []


# -- each thing once --------------------------------------------------------------------------------------------------


def test_one_key_of_several_items_is_asked_once_with_its_values(portfolio: Path):
    facts = "".join(
        f"  - {{id: {name}, name: {name}, kind: model, role: optimizing, direction: minimize, target: 2, baseline: {{value: 3}}}}\n"
        for name in "abcd"
    )
    edit(portfolio, "bike-rebalancing", "^stage: situation$", f"stage: design\nmetrics:\n{facts[:-1]}")
    text = ask(portfolio, "bike-rebalancing").stdout
    assert text.count("metrics[a].baseline.kind`\n") == 1
    assert "the same for `metrics[b].baseline.kind`, `metrics[c].baseline.kind`, `metrics[d].baseline.kind`\n" in text
    assert "values: dummy | rule | human | current | previous-model | vendor | none\n" in text
    assert "MET05" not in text
    required = int(re.findall(r"^(\d+) required", text, re.MULTILINE)[0])
    assert required == len([line for line in text.split("\n") if line.startswith("- [ ]") and not line.endswith(")")])
    kinds = [item for item in data(portfolio, "bike-rebalancing")["items"] if item["id"].endswith(".baseline.kind")]
    assert [item["code"] for item in kinds] == ["STR03"] * 4 + ["MET05"]


def test_the_text_names_no_place_and_the_way_to_what_a_key_means(portfolio: Path):
    text = ask(portfolio, "grocery-demand").stdout
    assert "error[" not in text
    assert ".md:1:1" not in text
    assert re.search(r"^  optional: .*`human_review` \(see `prospectus explain deployment`\)$", text, re.MULTILINE)


# -- the language -----------------------------------------------------------------------------------------------------


def test_it_speaks_the_language_of_the_document_unless_told(portfolio: Path):
    def title(*options: str, name: str = "taxi-demand", lang: str = "C.UTF-8") -> str:
        day = "--today", TODAY.isoformat()
        done = run("next", f"docs/{name}.md", "--stage", "retired", *day, *options, cwd=portfolio, lang=lang)
        return next(line for line in done.stdout.split("\n") if "->" in line)

    assert title().endswith("retired (종료)")
    assert title(lang="en_US.UTF-8").endswith("(종료)")
    assert title("--lang", "en").endswith("(Retired)")
    assert title(name="grocery-demand").endswith("(Retired)")
    assert title(name="grocery-demand", lang="ko_KR.UTF-8").endswith("(종료)")
    (portfolio / "prospectus.toml").write_text('lang = "en"\ndocuments = ["docs/**/*.md"]\n', "utf-8")
    assert title().endswith("(Retired)")


def test_a_title_with_brackets_stands_in_no_others(portfolio: Path):
    done = ask(portfolio, "bike-rebalancing", "--stage", "action", lang="ko")
    assert "docs/bike-rebalancing.md: situation -> action: Action (배포·모니터링)\n" in done.stdout


def test_nothing_newly_required_says_so(portfolio: Path):
    done = ask(portfolio, "bike-rebalancing", "--stage", "situation")
    assert done.returncode == 0
    assert done.stdout == (
        "docs/bike-rebalancing.md: situation -> situation (Situation)\n\nNothing is newly required.\n"
    )


def test_a_document_that_the_configuration_does_not_name(portfolio: Path):
    (portfolio / "drafts").mkdir()
    (portfolio / "docs" / "bike-rebalancing.md").rename(portfolio / "drafts" / ".bike.md")
    done = run("next", "drafts/.bike.md", cwd=portfolio)
    assert done.returncode == 0
    assert done.stdout.startswith("drafts/.bike.md: situation -> problem (Problem definition)\n")


def test_control_characters_never_reach_the_terminal(portfolio: Path):
    edit(portfolio, "grocery-demand", "^metrics:\n", 'metrics:\n  - {id: "\\\\e[31mx", name: x, kind: model}\n')
    assert "\x1b" not in ask(portfolio, "grocery-demand").stdout


# -- endings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verdict", ["rule-based", "no-go", "defer"])
def test_a_verdict_that_ends_the_document(portfolio: Path, verdict: str):
    edit(portfolio, "refund-routing", "^  verdict: rule-based$", f"  verdict: {verdict}")
    done = ask(portfolio, "refund-routing")
    assert done.returncode == 0
    assert done.stdout.startswith("docs/refund-routing.md: design (Project design)\n")
    assert f"The verdict is `{verdict}`" in done.stdout
    assert "the project has ended properly" in done.stdout
    found = data(portfolio, "refund-routing")
    assert (found["from"], found["to"], found["ended"]) == ("design", None, verdict)


def test_what_the_ending_still_asks(portfolio: Path):
    edit(portfolio, "refund-routing", r"^## ML feasibility\n.*?(?=^## )", "")
    edit(portfolio, "refund-routing", "^  statement: >-\n.*?(?=^  questions)", "")
    done = ask(portfolio, "refund-routing")
    assert "Its ending still asks:" in done.stdout
    items = {(item["kind"], item["id"]) for item in data(portfolio, "refund-routing")["items"]}
    assert {("section", "feasibility"), ("fact", "problem.statement")} <= items
    assert not {identity for _, identity in items} & {"models", "metrics", "data", "evaluation"}


def test_later_stages_ask_an_ended_document_for_no_model(portfolio: Path):
    found = data(portfolio, "refund-routing", "--stage", "follow-up")
    assert (found["to"], found["ended"], found["items"]) == ("follow-up", "rule-based", [])


@pytest.mark.parametrize("name", ["taxi-demand", "refund-routing"])
def test_what_retirement_asks(portfolio: Path, name: str):
    item = next(item for item in data(portfolio, name, "--stage", "retired")["items"] if item["id"] == "retirement")
    assert (item["kind"], item["severity"]) == ("fact", "error")
    assert (item["required"], item["optional"]) == (["date", "reason", "data_deletion"], ["replaced_by"])
    edit(portfolio, name, r"^stage:", "retirement:\n  date: 2026-11-01\n  reason: replaced\nstage:")
    found = data(portfolio, name, "--stage", "retired")["items"]
    assert [entry["id"] for entry in found if entry["kind"] == "fact"] == ["retirement.data_deletion"]
    edit(portfolio, name, r"^  reason: replaced$", "  reason: replaced\n  data_deletion: deleted on 2026-11-01")
    assert not [entry for entry in data(portfolio, name, "--stage", "retired")["items"] if entry["kind"] == "fact"]


def test_after_retirement_comes_nothing(portfolio: Path):
    done = ask(portfolio, "popular-items")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "docs/popular-items.md: retired (Retired)\n\n"
        "The project is retired: it has ended properly, and no stage follows.\n"
        "Its ending asks for nothing more.\n"
    )
    assert data(portfolio, "popular-items") == data(portfolio, "popular-items", "--stage", "retired")


# -- what cannot be answered ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["docs/nope.md"], "no such file"),
        (["docs/taxi-demnd.md"], "did you mean 'taxi-demand.md'?"),
        (["docs"], "is a folder; name one document"),
        (["docs/grocery-demand.md", "--stage", "retird"], "no such stage: 'retird'; did you mean 'retired'?"),
        (["docs/grocery-demand.md", "--stage", "design"], "stands at 'prototype', after 'design'"),
        (["docs/popular-items.md", "--stage", "action"], "stands at 'retired', after 'action'"),
        (["docs/taxi-demand.md", "--format", "xml"], "'xml' is not one of"),
        (["docs/taxi-demand.md", "--today", "soon"], "is not a date"),
        (["docs/taxi-demand.md", "--config", "gone.toml"], "gone.toml: cannot be read"),
        ([], "Missing argument"),
    ],
)
def test_bad_usage_ends_with_2_and_says_what_to_do(portfolio: Path, arguments: list[str], words: str):
    done = run("next", *arguments, cwd=portfolio)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\nid: [x\n---\n", "docs/bad.md:2:5: "),
        ("---\nid: x\nid: y\n---\n", "docs/bad.md:1:1: "),
        ("# A title\n", "docs/bad.md:1:1: "),
        ("", "docs/bad.md:1:1: "),
        ("---\nid: x\nstage: desing\n---\n", "docs/bad.md:3:1: "),
        ("---\nid: x\n---\n", "docs/bad.md:1:1: "),
    ],
)
def test_a_document_that_cannot_be_judged_ends_with_2_and_the_reason(portfolio: Path, text: str, place: str):
    (portfolio / "docs" / "bad.md").write_text(text, "utf-8")
    (portfolio / "prospectus.toml").write_text('documents = ["docs/*.md"]\nignore = ["STR"]\n', "utf-8")
    done = run("next", "docs/bad.md", cwd=portfolio)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {place}")
    assert len(done.stderr) > len(f"error: {place}") + 10


def test_a_link_to_itself_ends_with_2_and_the_reason(portfolio: Path):
    (portfolio / "docs" / "loop.md").symlink_to("loop.md")
    for verb, code in (("next", 2), ("lint", 1)):
        done = run(verb, "docs/loop.md", cwd=portfolio)
        assert done.returncode == code
        assert "docs/loop.md:1:1: " in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


# -- the promise ----------------------------------------------------------------------------------------------------


def key(diagnostic: Diagnostic) -> tuple[str, str, str, Severity]:
    return diagnostic.code, diagnostic.where, diagnostic.message, diagnostic.severity


def heavy(report: Report) -> Counter[tuple[str, str, str, Severity]]:
    return Counter(key(entry) for entry in report.diagnostics if entry.severity >= Severity.WARNING)


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        pytest.param(name, stage, id=f"{name.removesuffix('.md')}-{stage}")
        for name, text in EXAMPLES.items()
        for stage in STAGES[STAGES.index(re.findall(r"^stage: (\S+)$", text, re.MULTILINE)[0]) + 1 :]
    ],
)
def test_the_items_are_the_findings_that_the_edited_stage_adds(name: str, stage: str):
    workspace = workspace_of(EXAMPLES)
    gate = next_stage(workspace, workspace.document(name), "en", workspace.contract.lifecycle.stage(stage))
    assert gate is not None
    assert not gate.internal_errors
    assert all(item.title and item.what for item in gate.items)

    text = re.sub(r"^stage: \S+$", f"stage: {stage}", EXAMPLES[name], count=1, flags=re.MULTILINE)
    (edited,) = read_documents({name: text})
    added = heavy(workspace.report_on(edited, "en")) - heavy(workspace.report("en", {name}))
    assert Counter(key(item.diagnostic) for item in gate.items) == added
