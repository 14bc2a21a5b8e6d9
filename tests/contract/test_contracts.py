"""A team's own contract: what it adds, renames, relaxes and tightens, and how its mistakes are told."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from prospectus.config import Config
from prospectus.contract.contract import load_contract, read_schema, standard_contract
from prospectus.contract.schema import Asked
from prospectus.ground.shipped import shipped_contracts
from prospectus.reading.front_matter.composer import compose
from support.command import run
from support.samples import PROJECTS, ROOT
from support.site_build import build

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess

TODAY = ("--today", "2026-11-23")
HEAD = "schema: prospectus-lifecycle/1\nid: ours\nextends: ml-lifecycle\n"


class Team:
    """A team's repository: its contract, and documents held to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "docs").mkdir()
        (root / "contracts" / "ours").mkdir(parents=True)
        (root / "prospectus.toml").write_text(
            'documents = ["docs/*.md"]\nlang = "en"\ncontract = "contracts/ours"\n', "utf-8"
        )
        self.lifecycle("")
        for name in ("taxi-demand", "bike-rebalancing"):
            (root / "docs" / f"{name}.md").write_text((PROJECTS / f"{name}.md").read_text("utf-8"), "utf-8")

    def lifecycle(self, text: str, head: str = HEAD) -> None:
        (self.root / "contracts" / "ours" / "lifecycle.yml").write_text(head + text, "utf-8")

    def schema(self, schema: Any) -> None:
        text = schema if isinstance(schema, str) else json.dumps(schema, indent=2)
        (self.root / "contracts" / "ours" / "schema.json").write_text(text, "utf-8")

    def edit(self, name: str, find: str, replace: str) -> None:
        path = self.root / "docs" / f"{name}.md"
        text = path.read_text("utf-8")
        assert text.count(find) == 1
        path.write_text(text.replace(find, replace), "utf-8")

    def lint(self, *arguments: str) -> CompletedProcess[str]:
        return run("lint", *arguments, *TODAY, cwd=self.root)

    def diagnostics(self, *arguments: str) -> list[dict[str, Any]]:
        done = self.lint("--format", "json", *arguments)
        assert done.returncode in {0, 1}, done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
        return found

    def line(self, name: str, text: str) -> int:
        lines = (self.root / "contracts" / "ours" / name).read_text("utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


# -- sections -------------------------------------------------------------------------------------------------------

NEW_SECTION = """\
sections:
  - id: rollout-review
    after: deployment
    title: {en: Rollout review, ko: 출시 검토}
    prompt: Say who looked at it before it went out.
    need: {action: error}
    aliases: {en: [go live review]}
"""


def test_a_contract_that_changes_nothing_changes_nothing(team: Team):
    assert (team.lint().returncode, team.lint().stdout) == (0, "")


def test_a_new_section_is_asked_for_and_its_contract_shown(team: Team):
    team.lifecycle(NEW_SECTION)
    found = team.diagnostics()
    assert [(entry["path"], entry["code"]) for entry in found] == [("docs/taxi-demand.md", "STR05")]
    cause = found[0]["related"][-1]
    assert (cause["path"], cause["start"]["line"]) == ("contracts/ours/lifecycle.yml", 5)
    assert cause["message"] == "asked by contracts/ours/lifecycle.yml"
    assert "--> contracts/ours/lifecycle.yml:5:9" in team.lint().stdout
    assert "contracts/ours/lifecycle.yml에서 요구합니다" in team.lint("--lang", "ko").stdout
    told = team.root / "docs" / "taxi-demand.md"
    text = told.read_text("utf-8")
    review = "\n\n박기획과 정서버가 2026-06-02에 배포 전 점검표를 함께 확인하고 서명했다.\n"
    for heading in ("## Rollout review", "## 출시 검토", "## Go-live review"):
        told.write_text(f"{text}\n{heading.replace('Go-live', 'Go live')}{review}", "utf-8")
        assert team.lint().stdout == "", heading


def test_a_new_section_has_its_place(team: Team):
    second = "  - {id: after-that, after: rollout-review, title: After that, prompt: x, need: {action: optional}}\n"
    third = "  - {id: also, after: deployment, title: Also, prompt: x, need: {action: optional}}\n"
    last = "  - {id: last, title: Last, prompt: x, need: {action: optional}}\n"
    team.lifecycle(NEW_SECTION + second + third + last)
    order = [*load_contract(Config(root=team.root, contract="contracts/ours")).lifecycle.sections]
    at = order.index("deployment")
    assert order[at : at + 5] == ["deployment", "rollout-review", "after-that", "also", "monitoring"]
    assert order[-2:] == ["changelog", "last"]
    standard = [*standard_contract().lifecycle.sections]
    assert [section for section in order if section in standard] == standard


def test_a_renamed_section_opens_by_both_names(team: Team):
    team.lifecycle("sections:\n  - {id: baseline, title: {en: Yardstick, ko: 잣대}}\n")
    assert team.lint().stdout == ""
    team.edit("taxi-demand", "\n## 베이스라인\n", "\n## 잣대\n")
    assert team.lint().stdout == ""
    team.edit("taxi-demand", "\n## 잣대\n", "\n## 그 밖에\n")
    found = team.diagnostics()
    assert [entry["code"] for entry in found] == ["STR05"]
    assert "Yardstick" in found[0]["message"]
    assert {label["path"] for label in found[0]["related"]} == {"docs/taxi-demand.md"}  # the standard contract asks


def test_a_title_may_move_from_one_section_to_another(team: Team):
    team.lifecycle("sections:\n  - {id: baseline, title: Yardstick}\n  - {id: prior-work, title: Baseline}\n")
    lifecycle = load_contract(Config(root=team.root, contract="contracts/ours")).lifecycle
    assert lifecycle.match("Baseline") == ("prior-work",)
    assert lifecycle.match("베이스라인") == ("baseline",)


def test_a_relaxed_section_is_not_asked_for(team: Team):
    team.edit("taxi-demand", "\n## 베이스라인\n", "\n## 그 밖에\n")
    assert [entry["code"] for entry in team.diagnostics()] == ["STR05"]
    team.lifecycle("sections:\n  - {id: baseline, need: {design: warning}}\n")
    assert [(entry["severity"], entry["related"][-1]["path"]) for entry in team.diagnostics()] == [
        ("warning", "docs/taxi-demand.md")
    ]
    team.lifecycle("sections:\n  - {id: baseline, need: {situation: optional}}\n")
    assert team.diagnostics() == []


def test_a_tightened_section_points_at_the_line_that_tightens_it(team: Team):
    team.lifecycle("sections:\n  - id: data\n    need: {situation: error}\n")
    found = team.diagnostics()
    assert [(entry["path"], entry["code"]) for entry in found] == [("docs/bike-rebalancing.md", "STR05")]
    assert found[0]["related"][-1]["start"]["line"] == team.line("lifecycle.yml", "need:")


def test_a_condition_can_be_changed_and_taken_away(team: Team):
    team.edit("taxi-demand", "\n## 윤리\n", "\n## 그 밖에\n")
    assert [entry["code"] for entry in team.diagnostics()] == ["STR05"]
    team.lifecycle("sections:\n  - {id: ethics-fairness, when: {path: waivers, is: non-empty}}\n")
    assert team.diagnostics() == []
    team.lifecycle("sections:\n  - id: ethics-fairness\n    when: null\n")
    found = team.diagnostics()
    assert [entry["code"] for entry in found] == ["STR05"]
    assert found[0]["related"][-1]["start"]["line"] == team.line("lifecycle.yml", "when:")


def test_stages_can_be_worded_differently(team: Team):
    team.lifecycle("stages:\n  - {id: design, title: Sketch}\n")
    team.edit("taxi-demand", "\n## 베이스라인\n", "\n## 그 밖에\n")
    assert "(due from Sketch on)" in team.lint().stdout


# -- facts ----------------------------------------------------------------------------------------------------------

COST_CENTER = {"type": "string", "pattern": "^CC-[0-9]{4}$", "requiredFrom": "action"}


def test_a_new_fact_is_asked_for_and_its_contract_shown(team: Team):
    team.schema({"properties": {"cost_center": COST_CENTER}})
    found = team.diagnostics()
    assert [(entry["path"], entry["code"]) for entry in found] == [("docs/taxi-demand.md", "STR03")]
    assert "`cost_center` is missing (Cost center)" in found[0]["message"]
    cause = found[0]["related"][-1]
    line = team.line("schema.json", "requiredFrom")
    assert (cause["path"], cause["start"]["line"]) == ("contracts/ours/schema.json", line)
    team.edit("taxi-demand", "\nstatus: ", "\ncost_center: CC-0417\nstatus: ")
    assert team.diagnostics() == []
    team.edit("taxi-demand", "CC-0417", "417")
    assert [entry["code"] for entry in team.diagnostics()] == ["STR03"]


def test_a_nested_fact_is_asked_for_in_each_item(team: Team):
    items = {"properties": {"reviewer": {"$ref": "#/$defs/person", "requiredFrom": "design"}}}
    person = {"type": "object", "properties": {"mail": {"type": "string", "requiredFrom": "design"}}}
    schema = {"properties": {"metrics": {"items": items}}, "$defs": {"person": person}}
    team.schema(schema)
    found = team.diagnostics()
    metrics = len(found)
    assert metrics >= 2
    assert {entry["code"] for entry in found} == {"STR03"}
    assert all(re.search(r"`metrics\[[\w-]+\]\.reviewer` is missing", entry["message"]) for entry in found)
    assert {entry["related"][-1]["path"] for entry in found} == {"contracts/ours/schema.json"}
    path = team.root / "docs" / "taxi-demand.md"
    text = path.read_text("utf-8")
    start, end = text.index("\nmetrics:\n"), text.index("\nconstraints:")
    within = re.sub(r"(?m)^(  - id: .*)$", r"\1" + "\n    reviewer: {email: a@example.com}", text[start:end])
    path.write_text(text[:start] + within + text[end:], "utf-8")
    messages = [entry["message"] for entry in team.diagnostics("--ignore", "STR08")]
    assert sum("reviewer.mail` is missing" in message for message in messages) == metrics
    assert any("email" in message for message in messages)  # a team's mapping is closed too
    last = next(entry for entry in team.diagnostics() if "reviewer.mail" in entry["message"])["related"][-1]
    assert last["start"]["line"] == next(
        number
        for number, line in enumerate((team.root / "contracts/ours/schema.json").read_text("utf-8").splitlines(), 1)
        if "requiredFrom" in line and number > team.line("schema.json", '"mail"')
    )


def test_a_relaxed_fact_is_not_asked_for(team: Team):
    team.edit("taxi-demand", "\nnext_review: 2027-02-22\n", "\n")
    assert [entry["code"] for entry in team.diagnostics("--ignore", "STR11")] == ["STR03"]
    team.schema({"properties": {"next_review": {"requiredFrom": None}}})
    assert team.diagnostics("--ignore", "STR11") == []
    team.schema({"properties": {"next_review": {"requiredFrom": "retired"}}})
    assert team.diagnostics("--ignore", "STR11") == []


def test_no_rule_asks_for_a_fact_that_the_contract_makes_optional(team: Team):
    path = team.root / "docs" / "taxi-demand.md"
    text = path.read_text("utf-8")
    team_at, next_key = text.index("\nteam:\n"), text.index("\nbusiness:")
    path.write_text(text[:team_at] + text[next_key:], "utf-8")
    assert "TEA01" in {entry["code"] for entry in team.diagnostics()}
    team.schema({"properties": {"team": {"requiredFrom": None}}})
    assert not {"TEA01", "TEA02", "TEA03"} & {entry["code"] for entry in team.diagnostics()}
    path.write_text(f"{text[:team_at]}\nteam: [{{role: planner, name: 박기획}}]\n{text[next_key:]}", "utf-8")
    assert "TEA01" in {entry["code"] for entry in team.diagnostics()}  # what is stated is still judged


def test_a_fact_asked_for_earlier_is_never_passed_over(team: Team):
    """The check that speaks for it at its own stage does not run so early."""
    team.schema({"properties": {"monitoring": {"requiredFrom": "situation"}, "team": {"requiredFrom": "situation"}}})
    found = team.diagnostics("docs/bike-rebalancing.md")
    assert sorted((entry["code"], entry["message"].split("`")[1]) for entry in found) == [
        ("STR03", "monitoring"),
        ("STR03", "team"),
    ]
    assert all(entry["related"][-1]["path"] == "contracts/ours/schema.json" for entry in found)


def test_a_tightened_value_is_never_passed_over(team: Team):
    """`owner` and the like have a check that speaks for them, which knows nothing of a team's values."""
    team.schema({"properties": {"owner": {"pattern": "@ours\\.example"}}})
    assert {(entry["code"], entry["path"]) for entry in team.diagnostics()} == {
        ("STR03", "docs/taxi-demand.md"),
        ("STR03", "docs/bike-rebalancing.md"),
    }


def test_what_others_refer_to_is_left_as_it_is(team: Team):
    answer = {"properties": {"reviewed": {"type": "boolean", "requiredFrom": "design"}}}
    team.schema({"properties": {"feasibility": {"properties": {"fit": {"properties": {"data": answer}}}}}})
    found = team.diagnostics("docs/taxi-demand.md")
    assert ["feasibility.fit.data.reviewed" in entry["message"] for entry in found] == [True]
    team.edit("taxi-demand", "\nstatus: ", "\nx-note: 1\nstatus: ")
    assert len(team.diagnostics("docs/taxi-demand.md")) == 1


def test_every_door_takes_the_contract(team: Team):
    team.lifecycle(NEW_SECTION.replace("{action: error}", "{situation: error}"))
    team.schema({"properties": {"cost_center": {**COST_CENTER, "requiredFrom": "situation", "examples": ["CC-0417"]}}})
    schema = json.loads(run("schema", cwd=team.root).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "cost_center" in schema["required"]
    assert schema["$id"] == "urn:prospectus:contract:ours"
    assert json.loads(run("export", *TODAY, cwd=team.root).stdout)["lifecycle"]["id"] == "ours"
    assert "Contract: ours (contracts/ours)" in run("explain", "STR05", cwd=team.root).stdout
    done = run("new", "A title", "--owner", "A <a@example.com>", cwd=team.root)
    assert done.returncode == 0
    text = (team.root / done.stdout.strip()).read_text("utf-8")
    assert "## Rollout review\n\n<!-- prompt: Say who looked" in text
    assert "# cost_center: CC-0417\n" in text
    (team.root / "mkdocs.yml").write_text(
        "site_name: Team\ntheme: {name: material, font: false}\nplugins: [search, prospectus]\n", "utf-8"
    )
    built = build(team.root, team.root / "site", "--strict")
    assert built.returncode == 1
    assert "Rollout review" in built.stderr
    team.lifecycle("sectoins: []\n")
    built = build(team.root, team.root / "site")
    assert built.returncode == 1
    assert "contracts/ours/lifecycle.yml:4: sectoins: unknown key 'sectoins'; did you mean 'sections'?" in built.stderr
    assert "Traceback" not in built.stderr


def test_paths_count_from_the_working_directory(team: Team):
    team.lifecycle(NEW_SECTION)
    done = run("lint", *TODAY, cwd=team.root / "docs")
    assert "--> ../contracts/ours/lifecycle.yml:5:9" in done.stdout


def test_nothing_of_it_is_read_without_a_contract(team: Team):
    (team.root / "prospectus.toml").write_text('documents = ["docs/*.md"]\n', "utf-8")
    code = (
        "import sys; from prospectus.cli import main\n"
        "try: main(['lint', '--today', '2026-11-23'])\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith('prospectus.contract.team')])"
    )
    import subprocess
    import sys

    done = subprocess.run([sys.executable, "-c", code], cwd=team.root, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# -- mistakes -------------------------------------------------------------------------------------------------------


def refused(team: Team, *words: str) -> None:
    """The run ends with 2, says these words and nothing else."""
    done = team.lint()
    assert done.returncode == 2, done.stdout
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sectoins: []\n", "4: sectoins: unknown key 'sectoins'; did you mean 'sections'?"),
        ("sections:\n  - id: baseline\n    tilte: x\n", "6: sections[baseline].tilte: unknown key 'tilte'; did you mean 'title'?"),
        ("sections:\n  - id: baselin\n    need: {design: error}\n", "5: sections[baselin].id: 'baselin' is not in the lifecycle, and a new section needs title, prompt; did you mean 'baseline'?"),
        ("sections:\n  - id: baseline\n    need: {desing: error}\n", "6: sections[baseline].need.desing: no such stage: 'desing'; did you mean 'design'?"),
        ("sections:\n  - id: baseline\n    need: {design: eror}\n", "6: sections[baseline].need.design: 'eror' cannot stand here; did you mean 'error'?"),
        ("sections:\n  - id: baseline\n    after: data\n", "6: sections[baseline].after: 'baseline' has its place in the lifecycle"),
        ("sections:\n  - id: new\n    after: dta\n    title: New\n    prompt: x\n    need: {design: error}\n", "6: sections[new].after: no such section above: 'dta'; did you mean 'data'?"),
        ("sections:\n  - id: data\n  - id: data\n", "6: sections[data].id: the section 'data' stands in line 5 already"),
        ("sections:\n  - id: data\n    title: Baseline\n", "6: sections[data].title: 'Baseline' is the title of 'baseline' too"),
        ("sections:\n  - id: data\n    title: '##'\n", "6: sections[data].title: '##' has no letter in it"),
        ("sections:\n  - id: data\n    title: {ko: 자료}\n", "6: sections[data].title: 'en' is missing"),
        ("sections:\n  - id: data\n    aliases: {en: ['*']}\n", "6: sections[data].aliases.en[0]: '*' is not a phrase"),
        ("sections:\n  - id: data\n    when: {path: constraints.privcy, is: true}\n", "6: sections[data].when.path: no such fact: 'constraints.privcy'; did you mean 'constraints.privacy'?"),
        ("sections:\n  - id: data\n    when: {path: metrics.id, is: true}\n", "6: sections[data].when.path: no such fact: 'metrics.id'"),
        ("sections: {}\n", "4: sections: must be a list"),
        ("stages:\n  - {id: desing, title: x}\n", "5: stages[desing].id: no such stage: 'desing'; did you mean 'design'?"),
        ("stages:\n  - {id: pilot, title: x, summary: y}\n", "5: stages[pilot].id: no such stage: 'pilot'"),
        ("maps:\n  - {id: m, title: M, points: [{id: '1', title: One, sections: [dta]}]}\n", "5: maps[m].points[1].sections[0]: no such section: 'dta'; did you mean 'data'?"),
        ("maps:\n  - {id: m, title: M, points: [{id: '1', title: One, facts: [data.dataset]}]}\n", "5: maps[m].points[1].facts[0]: no such fact: 'data.dataset'; did you mean 'data.datasets'?"),
        ("maps:\n  - {id: m, title: M, points: [{id: '1', title: One}, {id: '1', title: Two}]}\n", "5: maps[m].points[1].id: the point '1' stands in line 5 already"),
        ("sections:\n\t- id: data\n", "5: is not YAML that can be read (tab)"),
        ("id: twice\n", "4: the key 'id' appears twice"),
        ("sections: &a\n  - *a\n", "5: is not YAML that can be read (alias cycle)"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_lifecycle_is_told_with_its_line(team: Team, text: str, words: str):
    team.lifecycle(text)
    refused(team, f"contracts/ours/lifecycle.yml:{words}")


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("", "1: must be a mapping"),
        ("- a\n", "1: must be a mapping"),
        ("schema: prospectus-lifecycle/1\nid: ours\n", "1: 'extends' is missing"),
        (HEAD.replace("ml-lifecycle", "ml-lifecycel"), "3: extends: 'ml-lifecycel' cannot stand here; write 'ml-lifecycle'"),
        (HEAD.replace("id: ours", "id: Our contract"), "2: id: 'Our contract' is not an id of lower-case letters"),
        (HEAD.replace("cycle/1", "cycle/2"), "1: schema: 'prospectus-lifecycle/2' cannot stand here"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_head_is_told_with_its_line(team: Team, head: str, words: str):
    team.lifecycle("", head)
    refused(team, f"contracts/ours/lifecycle.yml:{words}")


def test_all_mistakes_of_a_kind_are_told_at_once(team: Team):
    team.lifecycle("sections:\n  - id: baseline\n    need: {desing: error}\n  - id: dta\n")
    refused(team, "lifecycle.yml:6: sections[baseline].need.desing", "lifecycle.yml:7: sections[dta].id: 'dta' is not")


SCHEMA_MISTAKES: list[tuple[Any, str]] = [
    ({"propertes": {}}, "2: propertes: 'propertes' cannot stand here; did you mean 'properties'?"),
    ({"properties": []}, "2: properties: must be a JSON object"),
    ([], "1: must be a JSON object"),
    ({"properties": {"a": {"type": "strng"}}}, "4: properties.a.type: 'strng' is no type; did you mean 'string'?"),
    ({"properties": {"a": {"requiredFrom": "desing"}}}, "4: properties.a.requiredFrom: no such stage: 'desing'; did you mean 'design'?"),
    ({"properties": {"a": {"requiredFom": "design"}}}, "4: properties.a.requiredFom: 'requiredFom' cannot stand here; did you mean 'requiredFrom'?"),
    ({"properties": {"a": {"anyOf": [{"type": "string"}]}}}, "4: properties.a.anyOf: 'anyOf' cannot stand here"),
    ({"properties": {"a": {"properties": {}, "required": ["b"]}}}, "5: properties.a.required: 'required' cannot stand here; say `requiredFrom` beside the property"),
    ({"properties": {"a": {"codeIfMissing": "MET04"}}}, "4: properties.a.codeIfMissing: 'codeIfMissing' cannot stand here; STR03 speaks for what a team asks"),
    ({"properties": {"a": {"$ref": "#/$defs/dat"}}}, "4: properties.a.$ref: no such part: '#/$defs/dat'; did you mean '#/$defs/date'?"),
    ({"properties": {"a": {"$ref": "https://example.com/a.json"}}}, "4: properties.a.$ref: 'https://example.com/a.json' is not local"),
    ({"properties": {"a": {"$ref": "file:///etc/passwd"}}}, "4: properties.a.$ref: 'file:///etc/passwd' is not local"),
    ({"properties": {"a": {"$ref": "#/properties/id"}}}, "4: properties.a.$ref: '#/properties/id' is not local"),
    ({"properties": {"a": {"$dynamicRef": "https://example.com/"}}}, "4: properties.a.$dynamicRef: '$dynamicRef' cannot stand here"),
    ({"$id": "https://example.com/"}, "2: $id: '$id' cannot stand here"),
    ({"$defs": {"date": {"type": "number"}}}, "3: $defs.date: is a part of the standard contract"),
    ({"$defs": {"a": {"$ref": "#/$defs/a"}}, "properties": {"b": {"$ref": "#/$defs/a"}}}, "3: $defs.a: 'a' refers to itself"),
    ({"properties": {"a": {"type": "string", "pattern": "(?=a)"}}}, "5: properties.a.pattern: '(?=a)' is no expression that runs in linear time"),
    ({"properties": {"a": {"type": "string", "pattern": "((a{999}){999}){999}"}}}, "5: properties.a.pattern: '((a{999}){999}){999}' is no expression"),
    ({"properties": {"a": {"type": "string", "pattern": "("}}}, "5: properties.a.pattern: '(' is no expression"),
    ({"properties": {"a": {"minLength": "3"}}}, '4: properties.a.minLength: "3" is not of type "integer"'),
    ({"properties": {"a": {"format": "dat"}}}, "4: properties.a.format: 'dat' is no format; did you mean 'date'?"),
    ({"properties": {"a": {"ref": "metrcs"}}}, "4: properties.a.ref: nothing declares 'metrcs'; did you mean 'metrics'?"),
    ({"properties": {"a": True}}, "3: properties.a: must be a JSON object"),
    ({"properties": {"a.b": {}}}, "3: properties.a.b: 'a.b' is no name for a fact"),
    ({"properties": {"x-a": {}}}, "3: properties.x-a: 'x-a': keys that begin with x- are free"),
    ({"properties": {"risks": None}}, "3: properties.risks: a standard fact cannot be taken away; `requiredFrom: null`"),
    ({"properties": {"stage": {"requiredFrom": None}}}, "4: properties.stage.requiredFrom: every document is known by its `stage`"),
    ({"properties": {"schema": {"const": "x"}}}, "4: properties.schema.const: every document is known by its `schema`"),
    ({"properties": {"status": {"enum": ["draft", "on-hold"]}}}, "4: properties.status.enum: 'on-hold' is no word of the lifecycle"),
    ({"properties": {"risks": {"$ref": "#/$defs/date"}}}, "4: properties.risks.$ref: a standard fact cannot become another"),
    ("{", "1: is not JSON"),
    ('{"a": 1,\n}', "1: is not JSON"),  # the line of the comma, at every version of Python
    ('{"properties": {},\n "properties": {}}', "2: the key 'properties' appears twice"),
    ('{"properties": {"a": {"minimum": NaN}}}', "1: is not JSON: NaN is no number of JSON"),
    ('{"properties": ' * 60 + "{}" + "}" * 60, "1: is not JSON that can be read (too deep)"),
    ("[" * 100_000, "1: is not JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "words"), SCHEMA_MISTAKES, ids=[words for _, words in SCHEMA_MISTAKES])
def test_a_mistake_in_the_schema_is_told_with_its_line(team: Team, schema: Any, words: str):
    team.schema(schema)
    refused(team, f"contracts/ours/schema.json:{words}")


def test_json_is_placed_however_it_is_written(team: Team):
    for text in (
        '{"properties":{"a":{"description":"caf\\u00e9 \\ud83d\\ude00 \\/ \\"x\\"","requiredFrom":"desing"}}}',
        '{\t"properties":\t{"a": {"description": "é", "requiredFrom": "desing"}}}',
        '\ufeff{"properties": {"a": {"requiredFrom": "desing"}}}',
    ):
        team.schema(text)
        refused(team, "schema.json:1: properties.a.requiredFrom: no such stage: 'desing'; did you mean 'design'?")


def test_references_that_double_do_not_hang(team: Team):
    parts = {
        f"d{n}": {"type": "object", "properties": {key: {"$ref": f"#/$defs/d{n + 1}"} for key in ("a", "b")}}
        for n in range(60)
    }
    team.schema({"$defs": {**parts, "d60": {"type": "string"}}, "properties": {"x": {"$ref": "#/$defs/d0"}}})
    start = time.monotonic()
    refused(team, "contracts/ours/schema.json:1: has more than 50000 facts")
    assert time.monotonic() - start < 10


def test_a_catastrophic_expression_does_not_hang(team: Team):
    team.schema({"properties": {"code": {"type": "string", "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"}}})
    team.edit("taxi-demand", "\nstatus: ", f"\ncode: {'a' * 20_000}\nstatus: ")
    start = time.monotonic()
    found = team.diagnostics()
    assert time.monotonic() - start < 10
    assert [entry["code"] for entry in found] == ["STR03"]


# -- the folder -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contract", "words"),
    [
        ("contracts/uors", "no such folder: 'contracts/uors'; did you mean 'contracts/ours'?"),
        ("contract/ours", "no such folder: 'contract/ours'"),
        ("contracts/ours/lifecycle.yml", "'contracts/ours/lifecycle.yml' is a file; name its folder"),
        ("one-pager", "no such folder: 'one-pager'; did you mean 'prospectus:one-pager'?"),
        ("prospectus:one-pagr", "no contract 'one-pagr' ships with Prospectus; did you mean 'one-pager'?"),
    ],
)
def test_a_folder_that_is_not_there_is_told_with_the_line_that_names_it(team: Team, contract: str, words: str):
    (team.root / "prospectus.toml").write_text(f'documents = ["docs/*.md"]\n\ncontract = "{contract}"\n', "utf-8")
    refused(team, f"prospectus.toml:3: contract: {words}")


def test_a_misspelt_file_is_not_passed_over(team: Team):
    folder = team.root / "contracts" / "ours"
    (folder / "lifecycle.yml").rename(folder / "lifecycle.yaml")
    refused(team, "contracts/ours/lifecycle.yaml: no part of a contract; did you mean 'lifecycle.yml'?")
    (folder / "lifecycle.yaml").rename(folder / "lifecycle.yml")
    (folder / "scheme.json").write_text("{}", "utf-8")
    refused(team, "contracts/ours/scheme.json: no part of a contract; did you mean 'schema.json'?")
    (folder / "scheme.json").rename(folder / "README.md")
    assert team.lint().returncode == 0
    (folder / "lifecycle.yml").unlink()
    refused(team, "contracts/ours: holds no lifecycle.yml")


def test_a_link_out_of_the_tree_is_not_followed(tmp_path: Path):
    (tmp_path / "repo").mkdir()
    team = Team(tmp_path / "repo")
    secret = tmp_path / "secret.yml"
    secret.write_text("password: hunter2\n", "utf-8")
    file = team.root / "contracts" / "ours" / "lifecycle.yml"
    file.unlink()
    file.symlink_to(secret)
    refused(team, "'contracts/ours/lifecycle.yml' leads out of the folder of the configuration")
    assert "hunter2" not in team.lint().stderr
    elsewhere = tmp_path / "shared"
    elsewhere.mkdir()
    (elsewhere / "lifecycle.yml").write_text(HEAD, "utf-8")
    (team.root / "prospectus.toml").write_text('documents = ["docs/*.md"]\ncontract = "../shared"\n', "utf-8")
    assert team.lint().returncode == 0  # named as it is, not through a link


def test_what_is_no_text_is_told(team: Team):
    file = team.root / "contracts" / "ours" / "lifecycle.yml"
    file.write_bytes(HEAD.encode() + b"title: \xff\n")
    refused(team, "contracts/ours/lifecycle.yml:4: is not UTF-8")
    file.unlink()
    file.mkdir()
    refused(team, "contracts/ours/lifecycle.yml: is no file")


# -- maps and the shipped contracts ---------------------------------------------------------------------------------

MAP = """\
maps:
  - id: questions
    title: {en: The customer's questions, ko: 고객 질의}
    points:
      - {id: Q1, title: {en: which data, ko: 데이터}, sections: [data]}
      - {id: Q2, title: where it runs, facts: [requirements.hardware, serving_note]}
      - {id: Q3, title: what colour it has}
"""


def test_a_map_tells_the_points_that_nothing_speaks_to(team: Team):
    team.lifecycle(MAP)
    team.schema({"properties": {"serving_note": {"type": "string"}}})
    assert team.diagnostics() == []  # the follow-up document says it all, the other is not at the design stage
    team.edit("taxi-demand", "\n## 학습 데이터셋\n", "\n## 그 밖에\n")
    found = team.diagnostics("--select", "MAP")
    assert [(entry["code"], entry["severity"]) for entry in found] == [("MAP01", "info")]
    assert found[0]["message"] == (
        "The customer's questions: this document does not address 1 of 2 mapped points: Q1 which data"
    )
    label = found[0]["related"][-1]
    assert (label["path"], label["start"]["line"]) == ("contracts/ours/lifecycle.yml", 5)
    assert label["message"] == "the map; no section or fact is mapped to Q3 what colour it has"
    assert "not a conformity assessment" in team.lint("--select", "MAP").stdout


@pytest.mark.parametrize("name", ["one-pager", "eu-ai-act-annex-iv"])
def test_the_shipped_contracts_keep_their_schema(name: str):
    folder = shipped_contracts()[name]
    data = compose((folder / "lifecycle.yml").read_text("utf-8")).value
    jsonschema.validate(data, read_schema("lifecycle-extension.schema.json"))
    contract = load_contract(Config(root=ROOT, contract=f"docs/contracts/{name}"))
    assert contract.lifecycle.id == name
    for stage in contract.lifecycle.stages.values():
        jsonschema.Draft202012Validator.check_schema(contract.schema.compiled(Asked(stage.order)))


def shipped(tmp_path: Path, name: str) -> dict[str, set[str]]:
    """The codes that a shipped contract gives for each document of the example portfolio."""
    (tmp_path / "prospectus.toml").write_text(f'documents = ["*.md"]\ncontract = "prospectus:{name}"\n', "utf-8")
    for path in PROJECTS.glob("*.md"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    done = run("lint", "--format", "json", *TODAY, cwd=tmp_path)
    assert done.returncode in {0, 1}, done.stderr
    codes: dict[str, set[str]] = {}
    for entry in json.loads(done.stdout)["diagnostics"]:
        codes.setdefault(entry["path"], set()).add(entry["code"])
    return codes


def test_the_one_pager_asks_the_examples_only_for_what_is_its_own(tmp_path: Path):
    codes = shipped(tmp_path, "one-pager")
    assert codes["taxi-demand.md"] == {"STR03", "STR05"}
    assert set().union(*codes.values()) == {"STR03", "STR05"}
    assert "bike-rebalancing.md" not in codes


def test_the_map_of_annex_iv_adds_notes_and_no_demands(tmp_path: Path):
    codes = shipped(tmp_path, "eu-ai-act-annex-iv")
    assert set().union(*codes.values()) == {"MAP01"}
    assert "bike-rebalancing.md" not in codes
    assert "taxi-demand.md" in codes


def test_the_map_of_annex_iv_is_whole_and_claims_nothing():
    contract = load_contract(Config(root=ROOT, contract="prospectus:eu-ai-act-annex-iv"))
    (outside,) = contract.lifecycle.maps
    letters = [f"{number}({letter})" for number in (1, 2) for letter in "abcdefgh"]
    assert [point.id for point in outside.points] == [*letters, *"3456789"]
    assert {point.id for point in outside.points if not point.sections and not point.facts} == {"1(c)", "1(f)", "1(g)"}
    words = (shipped_contracts()["eu-ai-act-annex-iv"] / "lifecycle.yml").read_text("utf-8").lower()
    for claim in ("complian", "conforms", "준수합니다", "적합합니다"):
        assert claim not in words


def test_the_guide_shows_the_page_that_lints_clean(tmp_path: Path):
    guide = (ROOT / "docs" / "guide" / "contracts.md").read_text("utf-8")
    page = re.search(r"^````markdown\n(.*?)^````$", guide, re.MULTILINE | re.DOTALL)
    assert page
    (tmp_path / "prospectus.toml").write_text('documents = ["*.md"]\ncontract = "prospectus:one-pager"\n', "utf-8")
    (tmp_path / "help-desk.md").write_text(page[1], "utf-8")
    done = run("lint", "--fail-on", "info", "--today", "2026-03-10", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
