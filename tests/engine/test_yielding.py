"""When two rules would speak about one fact, the one that is more to the point speaks alone; ignored, it silences nobody."""

from __future__ import annotations

from graphlib import TopologicalSorter

import pytest
from prospectus.config import Config
from prospectus.rules import ALL_RULES
from support.samples import ROOT, lint_texts

MODEL_METRIC = "{id: mae, name: Mean absolute error, kind: model, direction: min"
FLAGGED = "feasibility: {verdict: go, red_flags: {%s: {answer: yes}}}"
STRANGER = "risks: [{id: r1, owner: Rosa Weiss}]"
SITUATION = "## Situation\n\nDrivers wait for 20 minutes at the rank, and passengers call another company meanwhile.\n"

PAIRS = {
    ("MET04", "MET01"): (
        "design",
        "metrics: [{id: mae, name: Mean absolute error, direction: max, baseline: {value: 5.1}, target: 4.2}]",
    ),
    ("MET04", "MET02"): (
        "design",
        "metrics: [{id: recall, direction: max, unit: ratio, baseline: {value: 0.8}, target: -0.1}]",
    ),
    ("MET05", "MET03"): ("prototype", f"metrics: [{MODEL_METRIC}, role: optimizing, target: 4.2}}]"),
    ("MET06", "STR09"): (
        "design",
        (
            "data: {datasets: [{id: calls-test}]}\n"
            f"metrics: [{MODEL_METRIC}, baseline: {{value: 5.1, dataset: calls-old}},"
            " measured: [{phase: offline, dataset: calls-test, value: 5}]}]"
        ),
    ),
    ("MET07", "MET01"): (
        "prototype",
        "metrics: [{id: mae, direction: max, baseline: {value: 5.1, kind: dummy}, measured: [{phase: offline, value: 4.2}]}]",
    ),
    ("MET07", "MET02"): (
        "prototype",
        "metrics: [{id: mae, direction: min, baseline: {value: -5, kind: dummy}, measured: [{phase: offline, value: 4}]}]",
    ),
    ("MET08", "OBJ01"): ("design", f"goal: {{statement: Fewer calls, metrics: []}}\nmetrics: [{MODEL_METRIC}}}]"),
    ("MET08", "OBJ02"): (
        "design",
        "objectives: [{id: fewer, metric: calls}]\nmetrics: [{id: calls, kind: business, baseline: {value: 5}}]",
    ),
    ("MET08", "MET03"): (
        "design",
        "metrics: [{id: calls, kind: business, role: optimizing, direction: min, target: 4}]",
    ),
    ("SIT02", "STR03"): ("problem", "title: Calls"),
    ("PRB02", "PRB01"): (
        "problem",
        "title: Forecast the calls per zone\nproblem: {statement: Forecast the calls per zone}",
    ),
    ("FEA03", "FEA01"): ("prototype", "feasibility: {verdict: go, fit: {pattern: {answer: unknown}}}"),
    ("FEA09", "CON05"): ("design", FLAGGED % "explain_all"),
    ("TEA04", "TEA01"): ("design", f"team: [{{role: modeler, name: Mina Park}}]\n{STRANGER}"),
    ("TEA04", "TEA02"): (
        "design",
        f"team: [{{role: modeler, name: Mina Park}}]\n{STRANGER}\ndata: {{datasets: [{{id: calls, annotation: {{by: vendor}}}}]}}",
    ),
    ("TEA04", "TEA03"): (
        "prototype",
        f"team: [{{role: modeler, name: Mina Park}}]\n{STRANGER}\nrequirements: {{serving: {{place: mobile}}}}",
    ),
    ("FEA06", "MET03"): (
        "design",
        FLAGGED % "simple_solution" + f"\nmetrics: [{MODEL_METRIC}, role: optimizing, target: 4.2}}]",
    ),
    ("FEA06", "MET05"): (
        "prototype",
        FLAGGED % "simple_solution" + f"\nmetrics: [{MODEL_METRIC}, target: 4.2}}]",
    ),
    ("CON03", "SIT02"): ("design", "constraints: {affected: []}"),
    ("CON08", "FEA09"): (
        "design",
        FLAGGED % "explain_all" + "\nconstraints: {interpretability: {required: per-decision, audience: drivers}}",
    ),
    ("CON10", "FEA07"): (
        "design",
        FLAGGED % "error_critical" + "\nmodels: [{id: detector, task: classification}]",
    ),
    ("TST04", "TST02"): ("design", "data: {datasets: [{id: calls-test, purpose: test}]}\nevaluation: {}"),
    ("REQ04", "OBJ02"): (
        "design",
        f"requirements: {{accuracy: [mae]}}\nobjectives: [{{id: near, metric: mae}}]\nmetrics: [{MODEL_METRIC}}}]",
    ),
    ("REQ11", "OPS07"): (
        "action",
        (
            "requirements: {processing_time: {online_ms: 100, statistic: mean}}\n"
            "metrics: [{id: latency, kind: system, unit: ms, direction: min, target: 100, alert: {op: '>', value: 100},"
            " measured: [{date: '2026-11-01', phase: online, value: 140}]}]"
        ),
    ),
    ("OPS02", "OPS01"): ("action", f"metrics: [{MODEL_METRIC}}}]\nmonitoring: {{metrics: []}}"),
    ("MOD02", "MOD03"): (
        "design",
        (
            "models: [{id: one, input: {type: text}, output: {type: box}, depends_on: [two]},"
            " {id: two, input: {type: image}, output: {type: number}, depends_on: [one]}]"
        ),
    ),
    ("WAI01", "STR03"): ("design", "waivers: [{rule: met four, reason: later, expires: '2027-01-01'}]"),
}
"""Documents in which two rules would speak about one fact: the rule that yields, and the one it yields to."""


def codes(stage: str, facts: str, *selected: str) -> set[str]:
    text = f"---\nschema: prospectus/1\nstage: {stage}\n{facts}\n---\n\n{SITUATION}"
    report = lint_texts({"document.md": text}, config=Config(root=ROOT, select=selected))
    return {diagnostic.code for diagnostic in report.diagnostics}


def test_every_pair_of_rules_has_a_document():
    assert set(PAIRS) == {(rule.code, other) for rule in ALL_RULES for other in rule.yields_to}


@pytest.mark.parametrize(("yielding", "pointed"), PAIRS)
def test_only_the_rule_that_is_more_to_the_point_speaks(yielding: str, pointed: str):
    stage, facts = PAIRS[yielding, pointed]
    assert codes(stage, facts, yielding, pointed) == {pointed}


@pytest.mark.parametrize(("yielding", "pointed"), PAIRS)
def test_a_rule_that_is_ignored_silences_nobody(yielding: str, pointed: str):
    stage, facts = PAIRS[yielding, pointed]
    assert codes(stage, facts, yielding) == {yielding}


def test_what_is_silenced_silences_nobody():
    """OBJ02 takes the target from REQ04; where MET03 silences MET05, FEA06 yields to MET03 all the same."""
    stage, facts = PAIRS["FEA06", "MET03"]
    assert codes("prototype", facts, "FEA06", "MET05", "MET03") == {"MET03"}
    assert codes("prototype", facts, "FEA06", "MET05") == {"MET05"}
    assert codes(stage, facts, "FEA06") == {"FEA06"}


def test_a_rule_speaks_about_other_facts_all_the_same():
    good, bad = "{id: f1, direction: max, baseline: {value: 0.8}, target: 0.7}", PAIRS["MET04", "MET01"][1]
    assert codes("design", bad.replace("[{", f"[{good}, {{", 1), "MET04", "MET01") == {"MET01", "MET04"}


def test_no_rule_yields_to_one_that_yields_to_it():
    order = [*TopologicalSorter({rule.code: rule.yields_to for rule in ALL_RULES}).static_order()]
    assert {rule.code for rule in ALL_RULES} == set(order)
