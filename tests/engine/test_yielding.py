"""When two rules would speak about one fact, the one that is more to the point speaks alone; ignored, it silences nobody."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter

import pytest
from prospectus.config import Config
from prospectus.rules import ALL_RULES
from support.samples import ROOT, example_texts, lint_texts

MODEL_METRIC = "{id: mae, name: Mean absolute error, kind: model, direction: min"
FLAGGED = "feasibility: {verdict: go, red_flags: {%s: {answer: yes}}}"
STRANGER = "risks: [{id: r1, owner: Rosa Weiss}]"
SITUATION = "## Situation\n\nDrivers wait for 20 minutes at the rank, and passengers call another company meanwhile.\n"

WATCHED = (
    "metrics: [{id: mae, kind: model, direction: min, target: 5.4, alert: {op: %s},"
    " measured: [{phase: online, date: '2026-11-01', value: 5.3}]}]"
)
UNDER_TEST = (
    "evaluation: {online: {quantitative: {method: ab, metrics: [churn], mde: 2}}}\n"
    "metrics: [{%s, kind: business, role: optimizing}]"
)

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
    ("MET12", "MET13"): (
        "action",
        f"metrics: [{MODEL_METRIC}, baseline: {{value: 5.1}}, measured: [{{phase: online, date: '2026-11-01', value: 6, ci: [5, 5.5]}}]}}]",
    ),
    ("MET13", "MET02"): (
        "design",
        "metrics: [{id: recall, direction: max, unit: ratio, measured: [{phase: offline, value: 91, ci: [0.9, 0.92]}]}]",
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
    ("FEA07", "CON05"): ("design", FLAGGED % "error_critical"),
    ("FEA07", "OPS03"): (
        "action",
        FLAGGED % "error_critical" + "\nconstraints: {errors: {fp: a look, fn: an accident}, confidence: {gate: 0.5}}",
    ),
    ("CON06", "CON05"): ("prototype", "models: [{id: churn, task: classification, output: {type: probability}}]"),
    ("CON07", "CON05"): ("design", "metrics: [{id: mae, role: optimizing}, {id: calls, role: optimizing}]"),
    ("CON10", "CON05"): ("design", "models: [{id: churn, task: classification}]"),
    ("CON11", "CON06"): (
        "prototype",
        (
            "constraints: {decision_threshold: {value: 0.9, chosen_by: expected cost},"
            " errors: {fp: {cost: 10}, fn: {cost: 90}}}\n"
            "models: [{id: churn, task: classification, output: {type: probability, range: [0, 0.5]}}]"
        ),
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
    ("REQ12", "REQ03"): (
        "design",
        (
            "models: [{id: reader, processing_ms: 240}]\n"
            "requirements: {processing_time: {online_ms: 200, mean_ms: 240, statistic: p95}}"
        ),
    ),
    ("FEA10", "CON02"): (
        "design",
        (
            "feasibility: {verdict: go}\nbusiness: {value_estimate: {amount: 9000, currency: EUR, period: year}}\n"
            "constraints: {budget: {amount: 900, currency: EUR, period: year},"
            " costs: [{what: licence, amount: 90, currency: USD, period: year}]}"
        ),
    ),
    ("REQ11", "OPS07"): (
        "action",
        (
            "requirements: {processing_time: {online_ms: 100, statistic: mean}}\n"
            "metrics: [{id: latency, kind: system, unit: ms, direction: min, target: 100, alert: {op: '>', value: 100},"
            " measured: [{date: '2026-11-01', phase: online, value: 140}]}]"
        ),
    ),
    ("OPS07", "MET02"): (
        "action",
        (
            "metrics: [{id: recall, direction: max, unit: ratio, target: 0.8, alert: {op: '<', value: 75},"
            " measured: [{phase: online, date: '2026-11-01', value: 0.8}]}]"
        ),
    ),
    ("OPS07", "OPS11"): ("action", WATCHED % "'<', value: 5.8"),
    ("STR03", "OPS07"): ("taxi-demand", "follow_ups"),
    ("OPS11", "MET01"): (
        "design",
        "metrics: [{id: mae, direction: max, baseline: {value: 4.2}, target: 5.4, alert: {op: '>', value: 5}}]",
    ),
    ("OPS11", "MET02"): (
        "design",
        "metrics: [{id: recall, direction: max, unit: ratio, target: 0.8, alert: {op: '>', value: -0.7}}]",
    ),
    ("OPS11", "MET04"): (
        "design",
        "metrics: [{id: m1, direction: max, baseline: {value: 9}, target: 5.4, alert: {op: '>', value: 5}}]",
    ),
    ("OPS12", "MET02"): ("design", UNDER_TEST % "id: churn, direction: min, baseline: {value: 101}, target: 100.5"),
    ("OPS02", "OPS01"): ("action", f"metrics: [{MODEL_METRIC}}}]\nmonitoring: {{metrics: []}}"),
    ("MOD02", "MOD03"): (
        "design",
        (
            "models: [{id: one, input: {type: text}, output: {type: box}, depends_on: [two]},"
            " {id: two, input: {type: image}, output: {type: number}, depends_on: [one]}]"
        ),
    ),
    ("PRB06", "STR09"): (
        "design",
        "problem: {causes: [{id: slow-inptu}], options: [{id: one, addresses: [slow-input]}]}",
    ),
    ("OBJ06", "STR09"): (
        "design",
        (
            "objective_strategy: {kind: decoupled-models, combination: sum}\n"
            "objectives: [{id: claer}, {id: fast}]\nmodels: [{id: one, objective: clear}, {id: two, objective: fast}]"
        ),
    ),
    ("MET09", "STR09"): (
        "design",
        f"metrics: [{MODEL_METRIC}, drives: [call-rate]}}, {{id: call-raet, kind: business, role: optimizing}}]",
    ),
    ("STR13", "MET03"): (
        "design",
        f"metrics: [{MODEL_METRIC}, role: optimizing, baseline: {{kind: none, reason: TBD}}, target: 4.2}}]",
    ),
    ("STR13", "FEA04"): (
        "design",
        "feasibility: {verdict: go, red_flags: {unethical: {answer: 'yes', mitigation: TBD}}}",
    ),
    ("STR13", "FEA07"): (
        "design",
        FLAGGED % "error_critical" + "\nconstraints: {errors: {fp: {what: TBD}, fn: {what: TBD}}}",
    ),
    ("STR13", "OPS08"): (
        "follow-up",
        "follow_ups: [{id: f1, date: '2026-11-01', finding: TBD, status: done}]",
    ),
    ("STR13", "OPS09"): ("action", "monitoring: {inputs: [delay], retraining: {trigger: TBD}}"),
    ("STR13", "CON06"): (
        "prototype",
        (
            "constraints: {decision_threshold: {chosen_by: TBD}}\n"
            "models: [{id: churn, task: classification, output: {type: probability}}]"
        ),
    ),
    ("STR13", "CON10"): (
        "design",
        "constraints: {errors: {fp: {what: TBD}}}\nmodels: [{id: churn, task: classification}]",
    ),
    ("STR09", "STR08"): (
        "design",
        "metrics: [{id: mae, target: 5}, {id: mae, target: 6}]\nobjectives: [{id: near, metric: maee}, {id: far, metric: maee}]",
    ),
    ("REQ11", "REQ03"): (
        "action",
        (
            "models: [{id: reader, processing_ms: 240}]\n"
            "requirements: {processing_time: {online_ms: 200, statistic: mean}}"
        ),
    ),
    ("TST02", "STR09"): (
        "design",
        (
            "data: {datasets: [{id: calls-test, purpose: test}]}\n"
            "evaluation: {offline: {quantitative: {metrics: [], datasets: [calls-tets]}}}"
        ),
    ),
    ("TST09", "STR09"): (
        "design",
        "metrics: [{id: wape, slices: [small], measured: [{value: 5, slice: smal}]}]",
    ),
    ("MOD05", "STR09"): (
        "design",
        (
            "data: {datasets: [{id: calls-train, purpose: train}]}\n"
            "models: [{id: demand, objective: o1, train: [calls-trian], test: [calls-trian]}]"
        ),
    ),
    ("DAT06", "DAT02"): (
        "design",
        (
            "data: {datasets: [{id: calls, purpose: test, kinds: [{name: days, quantity: 100}, {name: nights, quantity: 50}],"
            " total: 100, annotation: {by: in-house, unit_price: 2}, cost: {amount: 300}}]}"
        ),
    ),
    ("TST03", "DAT10"): (
        "design",
        (
            "data: {split: {strategy: temporal}, datasets:"
            " [{id: one, purpose: train, state: exists, period: {from: '2025-01-01', to: '2027-05-31'}},"
            " {id: two, purpose: test, period: {from: '2026-06-01', to: '2026-08-31'}}]}\n"
            "models: [{id: churn, task: classification, train: [one], test: [two]}]"
        ),
    ),
    ("TST10", "TST03"): (
        "design",
        (
            "data: {split: {strategy: temporal, gap_days: 30}, datasets:"
            " [{id: one, purpose: train, period: {from: '2025-01-01', to: '2025-12-31'}},"
            " {id: two, purpose: test, period: {from: '2026-01-08', to: '2026-06-30'}}]}\n"
            "models: [{id: churn, task: classification, horizon_days: 30, train: [one], test: [two]}]"
        ),
    ),
    ("TST11", "MET04"): (
        "design",
        (
            "metrics: [{id: recall, kind: model, role: optimizing, direction: max, unit: ratio, denominator: 50,"
            " baseline: {value: 0.8}, target: 0.75}]"
        ),
    ),
    ("TST12", "TST09"): (
        "action",
        "metrics: [{id: wape, slices: [small, big], measured: [{value: 5, slice: small, phase: online}]}]",
    ),
    ("TST12", "STR09"): (
        "action",
        (
            "metrics: [{id: wape, slices: [small, big], measured:"
            " [{value: 5, slice: small, phase: online}, {value: 5, slice: bigg, phase: online}]}]"
        ),
    ),
    ("TEA01", "STR03"): ("design", "team: [{role: boss, name: Kim}]"),
    ("FEA10", "STR03"): (
        "design",
        (
            "feasibility: {verdict: go}\nbusiness: {value_estimate: {amount: 9000, currency: EUR, period: year}}\n"
            "constraints: {budget: '60,000 EUR'}"
        ),
    ),
    ("PRB03", "STR02"): ("problem", "problem: {questons: [Where do calls come from?]}"),
    ("STR09", "STR03"): ("design", "problem: {causes: [{id: a, text: b}], options: [{id: one, addresses: [no app]}]}"),
    ("WAI01", "STR03"): ("design", "waivers: [{rule: met four, reason: agreed in the review, expires: '2027-01-01'}]"),
}
"""Documents in which two rules would speak about one fact: the rule that yields, and the one it yields to.

Each is a stage and facts; or an example, whole but for one key.
"""


def codes(stage: str, facts: str, *selected: str) -> set[str]:
    text = f"---\nschema: prospectus/1\nstage: {stage}\n{facts}\n---\n\n{SITUATION}"
    example = example_texts().get(f"{stage}.md")
    if example is not None:
        text = re.sub(rf"(?m)^{facts}:\n(?:  .*\n)+", "", example)
    report = lint_texts({"document.md": text}, config=Config(root=ROOT, select=selected))
    return {diagnostic.code for diagnostic in report.diagnostics}


def test_every_pair_of_rules_has_a_document():
    """But for AGR: it yields to every rule that judges the same number; ``test_one_cause.py`` and ``test_agreement.py`` plant the commonest."""
    pairs = {(rule.code, other) for rule in ALL_RULES for other in rule.yields_to}
    assert set(PAIRS) == {(one, other) for one, other in pairs if not one.startswith("AGR")}


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
