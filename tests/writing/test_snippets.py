"""What a finding says to write can be pasted as it is: the finding is gone, and no other comes of it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from prospectus.config import Config
from prospectus.contract.contract import standard_contract
from prospectus.contract.examples import STORY
from prospectus.contract.mentions import number_in
from prospectus.engine.workspace import Workspace
from prospectus.ground.severity import Severity
from prospectus.model.document import PROMPT
from prospectus.reading.front_matter.edits import add_key, apply, delete
from prospectus.rules import ALL_RULES
from prospectus.writing.skeleton import skeleton
from support.samples import ROOT, TODAY, lint_text, read_documents

if TYPE_CHECKING:
    from prospectus.engine.report import Report
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.reading.front_matter.node import Node

CONTRACT = standard_contract()
STAGES = CONTRACT.lifecycle.stages
WRITTEN = {
    "en": "Of {} calls in May 2026 that were looked at by hand, a third came too late for the driver who was sent there.",
    "ko": "2026년 5월에 들어온 호출 {}건을 사람이 하나씩 살펴보니, 그 가운데 3분의 1은 기사가 닿기에 너무 늦은 호출이었다.",
}
TITLES = {"en": "Taxi demand: 30 minutes ahead", "ko": "택시 수요: 30분 앞"}


def filled_in(stage: str, lang: str, today: date = TODAY) -> str:
    """A new document with all its comments taken away."""
    text = skeleton(
        CONTRACT, TITLES[lang], "taxi-demand", lang=lang, stage=STAGES[stage], owner="Dana Kim", today=today
    )
    head, body = text.split("\n---\n", 1)
    number = iter(range(100, 200))
    written = re.sub(f"{PROMPT} .*? -->", lambda _: WRITTEN[lang].format(next(number)), body)
    return "\n---\n".join([re.sub("^# ", "", head, flags=re.MULTILINE), written])


def linted(text: str, today: date = TODAY, lang: str = "en") -> Report:
    workspace = Workspace(Config(root=ROOT), today=today, rules=ALL_RULES)
    for document in read_documents({"new.md": text}):
        workspace.put(document)
    report = workspace.report(lang)
    assert not report.internal_errors
    return report


def errors(report: Report) -> list[tuple[str, str, str]]:
    return [
        (entry.code, entry.where, entry.message) for entry in report.diagnostics if entry.severity is Severity.ERROR
    ]


# -- the prompts of a new document ----------------------------------------------------------------------------------


@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29), date(2031, 1, 1)], ids=str)
@pytest.mark.parametrize("lang", TITLES)
@pytest.mark.parametrize("stage", STAGES)
def test_a_new_document_without_its_comments_has_no_error(stage: str, lang: str, today: date):
    assert errors(linted(filled_in(stage, lang, today), today)) == []


@pytest.mark.parametrize("lang", TITLES)
@pytest.mark.parametrize("stage", STAGES)
def test_its_facts_raise_no_warning_either(stage: str, lang: str):
    report = linted(filled_in(stage, lang))
    about_facts = [
        entry.message
        for entry in report.diagnostics
        if entry.place.fact and entry.severity >= Severity.WARNING and stage != "situation"
    ]
    assert about_facts == []


@pytest.mark.parametrize("lang", TITLES)
@pytest.mark.parametrize("stage", STAGES)
def test_prompts_are_block_yaml_that_a_person_can_read(stage: str, lang: str):
    head = filled_in(stage, lang).split("\n---\n")[0]
    assert not re.search(r"[\[{]{", head)
    assert not [line for line in head.split("\n") if re.match(r"\s*-?\s*[\w-]+: \{", line)]
    if lang == "ko":
        comments = [line for line in head.split("\n") if line.startswith("# ")]
        assert all(re.search("[가-힣]", line) for line in comments)


# -- pasting ----------------------------------------------------------------------------------------------------------


def due_keys(node: Node, order: int) -> list[Node]:
    """The facts of a document whose absence the schema does not allow at a stage."""
    found = []
    for key, below in node.entries():
        schema = CONTRACT.schema.at(*node.path, key)
        if "requiredFrom" in schema and STAGES[schema["requiredFrom"]].order <= order:
            found.append(below)
        found.extend(due_keys(below, order))
    for item in node.each():
        found.extend(due_keys(item, order))
    return found


def said_at(report: Report, path: tuple[Any, ...]) -> Diagnostic:
    """The finding of what is missing at a path."""
    found = [entry for entry in report.diagnostics if entry.place.fact == path and entry.snippet]
    assert found, path
    return found[0]


@pytest.mark.parametrize(
    ("stage", "lang"), [("problem", "ko"), ("design", "en"), ("action", "ko"), ("follow-up", "en"), ("retired", "ko")]
)
def test_what_is_missing_can_be_pasted(stage: str, lang: str):
    today = STORY[stage]
    text = filled_in(stage, lang, today)
    (document,) = read_documents({"new.md": text})
    assert document.asked is not None
    checked = 0
    for fact in due_keys(document.at(), 99):
        first = str(fact.path[0])
        since = CONTRACT.schema.at(*fact.path)["requiredFrom"]
        if STAGES[since].order > document.asked.at(first) or first in {"schema", "stage", "id", "title"}:
            continue
        edit = delete(fact)
        if edit is None or fact.parent.count() == 1:
            continue
        if first == "follow_ups":  # the alert that was crossed asks for the one that answers it, at the value (OPS07)
            continue
        lacking = apply(text, [edit])
        (without,) = read_documents({"new.md": lacking})
        said = said_at(linted(lacking, today), fact.path)
        snippet = said.snippet
        place = add_key(without.at().at_path(fact.path[:-1]), "x-here", 1)
        assert snippet is not None
        assert place is not None
        dates = iter(re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(fact.value)))
        snippet = re.sub("YYYY-MM-DD", lambda _: next(dates), snippet)  # noqa: B023 - at once
        pasted = f"{lacking[: place.span.start]}\n{snippet}{lacking[place.span.start :]}"
        left = errors(linted(pasted, today))
        if fact.is_scalar:  # what only its writer can know may be wrong, but not its shape
            same = (said.code, said.where, said.message)
            left = [entry for entry in left if entry[0] in {"STR01", "STR02", "STR03"} or entry == same]
        assert left == [], fact.where
        checked += 1
    assert checked > 3


DOCUMENT = """\
---
schema: prospectus/1
id: churn
title: Churn
stage: problem
status: draft
owner: Dana Kim
created: 2026-03-02
updated: 2026-03-02
{facts}
---
"""


def snippets(facts: str) -> dict[str, str | None]:
    report = lint_text(DOCUMENT.format(facts=facts.strip("\n")))
    return {entry.where: entry.snippet for entry in report.diagnostics}


@pytest.mark.parametrize(
    ("facts", "where", "snippet"),
    [
        ("business: {value_estimate: {amount: 1}}", "business.value_estimate.currency", "currency: KRW"),
        (
            "business:\n    value_estimate:\n        amount: 1\n        currency: KRW",
            "business.value_estimate.period",
            "        period: year  # once | month | quarter | year",
        ),
        (
            "problem:\n  evidence:\n  - n: 14",
            "problem.evidence[0].kind",
            "    kind: interview  # interview | survey | log-analysis | observation | other",
        ),
        ("business:\n  users: drivers", "business.users", "  users: [drivers]"),
        (
            "problem: {causes: [2]}",
            "problem.causes[0]",
            "{text: '2'}",
        ),
        ("problem:\n  causes:\n    - [too dear]", "problem.causes[0]", "    - text: too dear"),
        ("requirements:\n  qps: {target: 20qps}", "requirements.qps.target", "target: 20"),
        ('requirements:\n  qps:\n    target: "1,5"', "requirements.qps.target", "    target: …"),
        ("next_review: 2026.7.1", "next_review", "next_review: 2026-07-01"),
        ("business:\n  output_use: decision suport", "business.output_use", "  output_use: decision-support"),
        ("constraints:\n  privacy: {personal_data: on}", "constraints.privacy.personal_data", "personal_data: true"),
        ("tags:", "tags", "tags: [mobility, forecasting]"),
        ("waivers:\n- {rule: MET03, reason: x}", "waivers[0].expires", "expires: YYYY-MM-DD"),
        (
            "requirements:\n  serving: nightly batch on one on-premise server",
            "requirements.serving",
            (
                "  serving:\n    mode: batch  # batch | online | stream | edge\n"
                "    place: …  # mobile | browser | edge-device | on-prem-cpu | on-prem-gpu | cloud-cpu | cloud-gpu | vendor-api"
            ),
        ),
        (
            "constraints: {budget: '60,000 EUR'}",
            "constraints.budget",
            "budget: {amount: 60000, currency: EUR, period: …}",
        ),
        (
            "constraints: {affected: [patients, receptionists]}",
            "constraints.affected[1]",
            "{group: receptionists, effect: …}",
        ),
        (
            "metrics: [{baseline: 'unknown, not recorded today'}]",
            "metrics[0].baseline",
            "baseline: {kind: none, reason: not recorded today}",
        ),
        ("metrics: [{direction: higher values}]", "metrics[0].direction", "direction: max"),
        ("metrics: [{measured: [{date: 2026-10}]}]", "metrics[0].measured[0].date", "date: 2026-10-DD"),
        ("problem: {increments: [{due: 2027-06}]}", "problem.increments[0].due", "due: 2027-06-30"),
        ("constraints: {schedule: 2027년 상반기}", "constraints.schedule", "schedule: {deadline: 2027-MM-DD}"),
        ("next_review: 2026-13-45", "next_review", "next_review: YYYY-MM-DD"),
        ("problem: {evidence: [{n: '9,800건'}]}", "problem.evidence[0].n", "n: 9800"),
        ("problem: {evidence: [{n: 약 1만 건}]}", "problem.evidence[0].n", "n: 10000"),
        ("problem: {evidence: [{n: 20 to 30}]}", "problem.evidence[0].n", "n: …"),
        ("risks: [{likelihood: high}]", "risks[0].likelihood", "likelihood: 4"),
        ("risks: [{impact: 매우 높음}]", "risks[0].impact", "impact: 5"),
        ("business:\n  users: nurses, patients / doctors", "business.users", "  users: [nurses, patients, doctors]"),
        ("problem: {options: [{id: fixed visits}]}", "problem.options[fixed visits].id", "id: fixed-visits"),
        (
            "problem: {options: [{addresses: fixed visits}]}",
            "problem.options[0].addresses",
            "addresses: [fixed-visits]",
        ),
        (
            "problem:\n  options:\n    - addresses: [a, fixed visits]",
            "problem.options[0].addresses[1]",
            "fixed-visits",
        ),
        ("team: [{role: data scientit}]", "team[0].role", "role: modeler"),
        ("team: [Kim Su]", "team[0]", "{role: …, name: Kim Su}"),
        ("models: [demand]", "models[0]", "{id: demand, task: …, input: …, output: …}"),
        ("metrics: [{name: No-show rate}, {name: Calls}]", "metrics[1].id", "id: calls"),
        (
            "problem: {options: [{text: Call those idle, kind: rule}]}",
            "problem.options[0].id",
            "id: call-those-idle",
        ),
        ("metrics: {mae: {unit: min}}", "metrics", "metrics:\n  - id: mae\n    unit: min"),
        # A number with what multiplies it, and with a currency.
        (
            "constraints: {budget: 6천만 원}",
            "constraints.budget",
            "budget: {amount: 60000000, currency: KRW, period: …}",
        ),
        (
            "business: {value_estimate: 연 18억 원}",
            "business.value_estimate",
            "value_estimate: {amount: 1800000000, currency: KRW, period: year}",
        ),
        (
            "constraints: {budget: 1.2 million euros a year}",
            "constraints.budget",
            "budget: {amount: 1200000, currency: EUR, period: year}",
        ),
        (
            "constraints: {budget: 40M KRW}",
            "constraints.budget",
            "budget: {amount: 40000000, currency: KRW, period: …}",
        ),
        (
            "constraints: {budget: '60,000 a year'}",
            "constraints.budget",
            "budget: {amount: 60000, currency: …, period: year}",
        ),
        # A number in the unit that is asked for.
        ("metrics: [{unit: ratio, target: 45%}]", "metrics[0].target", "target: 0.45"),
        ("metrics: [{unit: ratio, target: 45% or more}]", "metrics[0].target", "target: 0.45"),
        ("metrics: [{unit: '%', target: 9% 이하}]", "metrics[0].target", "target: 9"),
        ("metrics: [{unit: ratio, baseline: 12.4%}]", "metrics[0].baseline", "baseline: {value: 0.124}"),
        (
            "requirements: {processing_time: {online_ms: about 2 s}}",
            "requirements.processing_time.online_ms",
            "online_ms: 2000",
        ),
        (
            "requirements: {processing_time: {online_ms: 3 GB or so}}",
            "requirements.processing_time.online_ms",
            "online_ms: …",
        ),
        # A sentence is no id, and one of the document's own may stand in it.
        (
            "metrics: [{id: recall, baseline: 0.28 (idle rule)}]",
            "metrics[recall].baseline",
            "baseline: {value: 0.28, kind: rule}",
        ),
        ("metrics: [{baseline: 3.9개 (지난주 같은 요일)}]", "metrics[0].baseline", "baseline: {value: 3.9}"),
        (
            (
                "metrics: [{id: auc}]\ndata: {datasets: [{id: subs-test}]}\n"
                "evaluation: {offline: {quantitative: AUC and recall on subs-test}}"
            ),
            "evaluation.offline.quantitative",
            "quantitative: {metrics: [auc], datasets: [subs-test]}",
        ),
        (
            "objectives: [forecast the sales of the next day]",
            "objectives[0]",
            "{id: …, statement: forecast the sales of the next day, metric: …}",
        ),
        (
            "problem: {options: [weekday average]}",
            "problem.options[0]",
            "{id: weekday-average, text: weekday average, kind: …}",
        ),
        # Parts that stand beside each other.
        (
            "problem: {evidence: 'exit survey, 812 answers, May 2026'}",
            "problem.evidence",
            "evidence: [{kind: survey, n: 812, date: 2026-05-DD}]",
        ),
        (
            "problem:\n  evidence: 점주 14명 인터뷰 (2026년 3월)",
            "problem.evidence",
            "  evidence:\n    - kind: interview  # interview | survey | log-analysis | observation | other\n      n: 14\n      date: 2026-03-DD",
        ),
        (
            "problem: {evidence: [survey of 812 on 20 May 2026]}",
            "problem.evidence[0]",
            "{kind: survey, n: 812, date: 2026-05-20}",
        ),
        (
            "data: {datasets: [{period: 2024-10 to 2026-06}]}",
            "data.datasets[0].period",
            "period: {from: 2024-10-DD, to: 2026-06-30}",
        ),
        (
            "data: {datasets: [{kinds: '18M rows, 800k churners'}]}",
            "data.datasets[0].kinds",
            "kinds: [{name: rows, quantity: 18000000}, {name: churners, quantity: 800000}]",
        ),
        # Nothing to say, where a reason may stand.
        ("constraints: {ethics: none}", "constraints.ethics", "ethics: 'n/a: …'"),
        ("constraints:\n  privacy: 해당 없음", "constraints.privacy", "  privacy: '해당 없음: …'"),
        ("business: {value_estimate: n/a}", "business.value_estimate", "value_estimate: 'none: …'"),
    ],
)
def test_the_shape_stands_where_it_belongs(facts: str, where: str, snippet: str):
    assert snippets(facts)[where] == snippet


def test_a_key_that_a_short_form_lacks_is_written_with_what_stands_there():
    facts = "goal: reduce no-shows\nconstraints: {errors: {fp: a look, fn: an accident}}"
    report = lint_text(DOCUMENT.format(facts=facts).replace("stage: problem", "stage: design"))
    goal = said_at(report, ("goal", "metrics")).snippet
    assert goal == "goal:\n  statement: reduce no-shows\n  metrics: [dispatch-failure]"


def test_two_metrics_without_an_id_get_two():
    report = lint_text(
        DOCUMENT.format(facts="metrics: [{name: No-show rate}, {name: no-show rate}, {name: 노쇼 비율}]")
    )
    found = [said_at(report, ("metrics", number, "id")).snippet for number in range(3)]
    assert found == ["id: no-show-rate", "id: no-show-rate", "id: 노쇼-비율"]


def test_what_stands_there_already_is_not_to_be_written():
    (said,) = [
        found
        for found in lint_text(DOCUMENT.format(facts="updated: YYYY-MM-DD")).diagnostics
        if found.where == "updated"
    ][:1]
    assert said.snippet is None


MESSAGES = [
    ("requirements: {serving: nightly batch}", "requirements.serving", "like `batch on-prem-cpu`, or as a mapping"),
    (
        "constraints: {budget: a lot}",
        "constraints.budget",
        "KRW a year`, or as a mapping (`key: value`), or `n/a: `",
    ),
    ("constraints: {budget: '60,000 EUR'}", "constraints.budget", "lacks `period`: write it like `60,000 EUR a year`"),
    ("constraints: {affected: [patients]}", "constraints.affected[0]", "lacks `effect`: write it like `patients: …`"),
    (
        "requirements: {serving: {place: on-premise}}",
        "requirements.serving.place",
        "mean `on-prem-cpu` or `on-prem-gpu`?",
    ),
    ("risks: [{likelihood: high}]", "risks[0].likelihood", "from 1 (rare) to 5 (almost certain), not `high`"),
    ("models: [{name: demand}]", "models[0].name", "so write `id:`"),
    ("requirements: {qps: n/a}", "requirements.qps", "where it does not apply, leave the key out"),
    ("metrics: [{baseline: 0.28 (idle rule)}]", "metrics[0].baseline", "write it like `rule: 0.28`"),
]


@pytest.mark.parametrize(("facts", "where", "words"), MESSAGES)
def test_a_shape_is_told_by_how_it_would_be_written(facts: str, where: str, words: str):
    report = lint_text(DOCUMENT.format(facts=facts))
    assert [entry.message for entry in report.diagnostics if entry.where == where and words in entry.message]


@pytest.mark.parametrize(
    ("facts", "where", "is_told"),
    [
        ("problem: {evidence: [{n: 9800 tickets}]}", "problem.evidence[0].n", False),
        ("evaluation: {online: {quantitative: {mde: 30 stoppages}}}", "evaluation.online.quantitative.mde", False),
        ("metrics: [{target: 5 min}]", "metrics[0].target", True),
        ("requirements: {processing_time: {online_ms: 200ms}}", "requirements.processing_time.online_ms", True),
    ],
)
def test_where_the_unit_stands_is_told_where_it_stands_somewhere(facts: str, where: str, *, is_told: bool):
    report = lint_text(DOCUMENT.format(facts=facts))
    (said,) = [entry for entry in report.diagnostics if entry.where == where and "just a number" in entry.message]
    assert bool(said.help and "unit" in said.help) == is_told


def test_a_wide_entry_between_brackets_stands_on_several_lines_that_can_be_pasted():
    report = lint_text(DOCUMENT.format(facts="feasibility: {verdict: go}").replace("stage: problem", "stage: design"))
    fit = said_at(report, ("feasibility", "fit")).snippet
    flags = said_at(report, ("feasibility", "red_flags")).snippet
    facts = f"feasibility: {{verdict: go, {fit}, {flags}}}"
    pasted = lint_text(DOCUMENT.format(facts=facts).replace("stage: problem", "stage: design"))
    assert not [code for code, where, _ in errors(pasted) if code == "FEA01" or where.startswith("feasibility")]
    assert "fit: {\n" in str(fit)


def test_an_example_refers_to_what_the_document_declares():
    facts = """
metrics:
  - {id: auc, kind: model}
  - {id: churn-rate, kind: business}
goal: {statement: Fewer leave}
data:
  datasets:
    - {id: subs, purpose: train}
models:
  - {id: churn, train: external}
evaluation: {offline: {quantitative: {}}}
"""
    report = lint_text(DOCUMENT.format(facts=facts.strip()).replace("stage: problem", "stage: design"))
    assert said_at(report, ("goal", "metrics")).snippet == "metrics: [churn-rate]"
    assert said_at(report, ("evaluation", "offline", "quantitative", "metrics")).snippet == "metrics: [auc]"


def test_the_example_is_in_the_language_of_the_document_whatever_that_of_the_run():
    korean = DOCUMENT.format(facts="lang: ko")
    for lang in ("en", "ko"):
        report = lint_text(korean, lang=lang)
        assert "택시 호출 플랫폼" in (said_at(report, ("business",)).snippet or "")
        assert "taxi" in (said_at(lint_text(DOCUMENT.format(facts=""), lang=lang), ("business",)).snippet or "")


def test_a_missing_choice_lists_what_can_be_chosen():
    report = lint_text(DOCUMENT.format(facts="problem: {evidence: [{n: 14}]}"))
    message = said_at(report, ("problem", "evidence", 0, "kind")).message
    assert message.endswith("(Kind: interview, survey, log-analysis, observation, other)")


def test_every_finding_of_a_shape_says_what_to_write():
    facts = """
business: x
problem: [a]
feasibility: {fit: 1, red_flags: {unethical: maybe}}
metrics: {mae: 1}
constraints: none
data: 7
models: [demand]
team: me
risks: true
"""
    report = lint_text(DOCUMENT.format(facts=facts.strip()))
    shapes = [entry for entry in report.diagnostics if entry.code == "STR03" or "must be a" in entry.message]
    assert len(shapes) > 8
    assert all(entry.snippet for entry in shapes)


@pytest.mark.parametrize(
    ("text", "number"),
    [("10-20", None), ("10 - 20", None), ("10~20 ms", None), ("200ms-300ms", None), ("9,800건", 9800), ("p95 -5", -5)],
)
def test_a_range_is_no_number(text: str, number: float | None):
    assert number_in(text) == number


COMMENTED = """\
## Team: Who does what.
# team:
#   - planner: Dana
constraints:
  budget: 60000 EUR a year
  # errors:
  #   fp: a wasted coupon
goal: x
# objectives:
#   metrics: [a]
metrics: [{id: a, kind: model}]
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [("team", 11), ("constraints.errors", 15), ("objectives", 18), ("goal.metrics", None), ("feasibility", None)],
)
def test_a_missing_fact_that_stands_as_a_comment_is_shown_there(where: str, line: int | None):
    text = DOCUMENT.format(facts=COMMENTED.strip()).replace("stage: problem", "stage: prototype")
    text = text.replace("metrics: [{id", "models: [{id: m, task: classification}]\nmetrics: [{id")
    found = [entry for entry in lint_text(text).diagnostics if entry.where == where]
    assert found
    labels = [label for entry in found for label in entry.related if "as a comment" in label.message]
    assert [label.place.start.line for label in labels] == ([line] if line else [])
