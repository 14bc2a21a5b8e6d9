"""What a baseline holds back: exactly what was there before, wherever it stands now, and nothing that is new or worse."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prospectus.config import Config
from prospectus.engine.baseline.comparison import compared
from prospectus.engine.baseline.entry import Entry, canonical
from prospectus.engine.baseline.file import BaselineError, read_baseline, write_baseline
from prospectus.ground.severity import Severity
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page
from support.samples import TODAY, example_texts, read_documents, workspace_of
from support.trials import changed, trials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from prospectus.engine.report import Report

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ENTRIES = st.builds(
    Entry,
    rule=st.sampled_from(["MET04", "STR13", "DAT02"]),
    id=st.none() | st.sampled_from(["churn", "taxi"]),
    path=st.sampled_from(["docs/a.md", "docs/b.md"]),
    where=st.sampled_from(["metrics[mae].target", "team[0].name", "team[1].name", "", "## scope"]),
    says=st.sampled_from(["default", "target"]),
    values=st.dictionaries(st.sampled_from(["metric", "target", "baseline"]), WORDS, max_size=3).map(
        lambda values: tuple(sorted(values.items()))
    ),
    item=st.sampled_from(["", "0a1b2c3d", "ffff0000"]),
    severity=st.sampled_from([None, Severity.WARNING, Severity.ERROR]),
    message=WORDS,
)


def no_distance(_code: str, _wording: str) -> tuple[str, ...]:
    return ()


def held(found: list[Entry], known: list[Entry]) -> set[int]:
    return {match.finding for match in compared(found, known, no_distance)}


# -- entries and their file ------------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ENTRIES, max_size=12))
def test_what_is_written_is_read_again_and_holds_back_each(tmp_path: Path, entries: list[Entry]):
    file = tmp_path / "baseline.json"
    file.unlink(missing_ok=True)
    assert write_baseline(file, entries)
    known = [*read_baseline(file)]
    assert Counter(known) == Counter(entries)
    assert held(entries, known) == {*range(len(entries))}
    assert not write_baseline(file, reversed(entries)), "the same entries give the same bytes"
    assert file.read_text("utf-8").count("\n") == (5 + len(entries) if entries else 4), "one line for each"


@given(st.lists(ENTRIES, min_size=1, max_size=12), st.data())
def test_one_that_is_swapped_is_seen(entries: list[Entry], data: st.DataObject):
    index = data.draw(st.integers(0, len(entries) - 1))
    found = [*entries]
    found[index] = entries[index]._replace(values=(*entries[index].values, ("new", "1")))
    found = data.draw(st.permutations(found))
    shown = [entry for number, entry in enumerate(found) if number not in held(found, entries)]
    assert [entry.values[-1:] for entry in shown] == [(("new", "1"),)]


@given(st.lists(ENTRIES, min_size=1, max_size=8))
def test_each_entry_counts_once(entries: list[Entry]):
    assert len(held([*entries, *entries], entries)) == len(entries)
    assert len(held(entries, [*entries, *entries])) == len(entries)


def test_an_item_that_moved_is_known_before_one_that_took_its_number():
    was = Entry("STR13", "a", "a.md", "team[0].name", "item", (("value", "TBD"),), item="planner")
    moved = was._replace(where="team[1].name")
    new = was._replace(item="modeler")
    assert held([new, moved], [was]) == {1}
    assert held([new], [was]) == {0}, "an item that was edited elsewhere is the same one"
    assert held([new._replace(where="team[2].name")], [was]) == set(), "another item at another number is another"


@pytest.mark.parametrize(
    ("one", "other"),
    [("6.0", "6"), ('"6"', "6"), ("1,200", "1200"), ("1e3", "1000"), ("{a:  1,\n b: 2}", "{a: 1, b: 2}")],
)
def test_how_a_value_is_written_does_not_count(one: str, other: str):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("6.0", "6.1"), ("0.1", "0.10001"), ("4%", "4"), ("-3", "3"), ("1.0.1", "1.01")]
)
def test_another_value_is_another(one: str, other: str):
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no baseline of Prospectus"),
        ("# Notes\n", "no baseline of Prospectus"),
        ('{"findings": []}', "no baseline of Prospectus"),
        ("[" * 100_000, "no baseline of Prospectus"),
        ('{"prospectus-baseline": 2, "findings": []}', "version 2"),
        ('{"prospectus-baseline": true, "findings": []}', "version true"),
        ('{"prospectus-baseline": 1, "findings": {}}', "`findings` must be a list"),
        ('{\n"prospectus-baseline": 1,\n"findings": [\n  {"rule": "MET04"\n]\n}\n', "json:5: the baseline is no JSON"),
        ('{\n"prospectus-baseline": 1,\n"findings": [\n\n  7\n]\n}\n', "json:5: is no entry of a baseline"),
        ('{"prospectus-baseline": 1, "findings": [\n{"rule": 4}]}', "json:2: is no entry of a baseline (rule)"),
        (
            '{"prospectus-baseline": 1, "findings": [\n{"rule": "A", "path": "", "where": "", "says": "", "severity": "x"}]}',
            "json:2: is no entry of a baseline (severity)",
        ),
        ('{\n"prospectus-baseline": 1,\n<<<<<<< HEAD\n', "json:3: has the markers of a merge conflict"),
    ],
)
def test_what_is_no_baseline_is_told_with_its_line_and_never_written_over(tmp_path: Path, text: str, says: str):
    file = tmp_path / "baseline.json"
    file.write_text(text, "utf-8")
    with pytest.raises(BaselineError) as told:
        read_baseline(file)
    assert says in told.value.text["en"]
    assert told.value.text["ko"]
    with pytest.raises(BaselineError):
        write_baseline(file, [])
    assert file.read_text("utf-8") == text


# -- documents -------------------------------------------------------------------------------------------------------


@cache
def parts() -> tuple[str, str]:
    (document,) = read_documents({"taxi-demand.md": example_texts()["taxi-demand.md"]})
    facts = json.dumps(document.parsed.front_matter.facts)
    return facts, document.source.text[document.parsed.front_matter.body :]


def text_of(edit: Callable[[dict[str, Any]], object], body: str = "") -> str:
    facts, rest = parts()
    data = json.loads(facts)
    edit(data)
    return f"---\n{json.dumps(data, ensure_ascii=False, indent=1)}\n---\n{body}{rest}"


class Team:
    """A folder with a baseline, in which documents are checked as texts."""

    def __init__(self, folder: Path) -> None:
        self.config = Config(root=folder, baseline="baseline.json")
        self.file = folder / "baseline.json"
        self.file.unlink(missing_ok=True)

    def report(self, texts: dict[str, str], *, records: bool = False, **more: Any) -> Report:
        report = workspace_of(texts, config=self.config._replace(**more)).report("en", records_baseline=records)
        assert not report.internal_errors, report.internal_errors
        return report

    def write(self, texts: dict[str, str], **more: Any) -> Report:
        report = self.report(texts, records=True, **more)
        assert report.baseline is not None
        write_baseline(self.file, report.baseline.kept)
        return report

    def shown(self, texts: dict[str, str], **more: Any) -> list[tuple[str, str]]:
        return [(found.code, found.where) for found in self.report(texts, **more).diagnostics]

    def stale(self, texts: dict[str, str], **more: Any) -> list[tuple[str, str]]:
        use = self.report(texts, **more).baseline
        assert use is not None
        return [(entry.rule, entry.where) for entry in use.stale]


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


METRICS = ["mae", "m1", "m2", "m3"]
MET = {
    "name": "x",
    "kind": "model",
    "role": "optimizing",
    "direction": "min",
    "unit": "ms",
    "baseline": {"value": 6.8, "kind": "dummy", "dataset": "calls-test"},
}


def defects(targets: dict[str, float], unnamed: Iterable[str], order: Callable[[list[Any]], list[Any]] = list) -> Any:
    """An edit that gives metrics targets, and the team people who are still to be named, in an order."""

    def edit(facts: dict[str, Any]) -> None:
        for name, target in targets.items():
            known = next((metric for metric in facts["metrics"] if metric["id"] == name), None)
            if known is None:
                facts["metrics"].append({"id": name, **MET, "target": target})
            else:
                known["target"] = target
        facts["team"] += [{"role": "other", "scope": role, "name": "TBD"} for role in unnamed]
        facts["metrics"] = order(facts["metrics"])
        facts["team"] = order(facts["team"])

    return edit


TARGETS = st.dictionaries(st.sampled_from(METRICS), st.sampled_from([5.0, 7.0, 7.5]), max_size=4)
PEOPLE = st.lists(st.sampled_from(["a", "b", "c"]), unique=True)
THOROUGH = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@THOROUGH
@given(TARGETS, PEOPLE, st.data())
def test_order_of_items_and_documents_and_lines_changes_nothing(
    tmp_path: Path, targets: dict[str, float], people: list[str], data: st.DataObject
):
    team = Team(tmp_path)
    one = text_of(defects(targets, people))
    other = text_of(lambda facts: (defects(targets, people)(facts), facts.update(id="other")))
    written = team.write({"one.md": one, "other.md": other})
    assert not written.diagnostics
    again = text_of(defects(targets, people, lambda items: data.draw(st.permutations(items))), body="\n\nA new line.\n")
    report = team.report({"other.md": other, "elsewhere.md": again})
    assert not report.diagnostics
    assert Counter(found.code for found in report.baselined) == Counter(found.code for found in written.baselined)
    assert report.baseline is not None
    assert not report.baseline.stale
    assert report.baseline.kept == read_baseline(team.file)


@THOROUGH
@given(st.lists(st.sampled_from(METRICS), min_size=1, unique=True), st.data())
def test_a_new_one_is_shown_and_nothing_else(tmp_path: Path, names: list[str], data: st.DataObject):
    team = Team(tmp_path)
    targets = dict.fromkeys(names, 7.0)
    team.write({"a.md": text_of(defects(dict.fromkeys(METRICS, 5.0) | targets, ["a", "b"]))})
    worse = data.draw(st.sampled_from(METRICS))
    now = text_of(defects(dict.fromkeys(METRICS, 5.0) | targets | {worse: 7.5}, ["b", "a"]))
    assert {found for found in team.shown({"a.md": now}) if found[0] == "MET04"} == {
        ("MET04", f"metrics[{worse}].target")
    }


def test_a_finding_that_is_mended_while_another_of_its_rule_comes_up_is_seen(team: Team):
    team.write({"a.md": text_of(defects({"mae": 7.4, "m1": 5.0}, []))})
    swapped = {"a.md": text_of(defects({"mae": 5.4, "m1": 7.4}, []))}
    assert ("MET04", "metrics[m1].target") in team.shown(swapped)
    assert ("MET04", "metrics[mae].target") in team.stale(swapped)


def test_a_place_to_fill_that_moves_from_one_person_to_another_is_seen(team: Team):
    def unnamed(index: int) -> str:
        return text_of(lambda facts: facts["team"][index].update(name="TBD"))

    team.write({"a.md": unnamed(1)})
    assert ("STR13", "team[3].name") in team.shown({"a.md": unnamed(3)})
    assert team.shown({"a.md": unnamed(1)}) == []


@pytest.mark.parametrize(
    ("target", "shown", "nearer"),
    [
        (7.4, 0, 0),
        (7.5, 1, 0),
        (9.0, 1, 0),
        (7.1, 0, 1),
        (6.8, 0, 1),
        (5.4, 0, 0),
    ],
)
def test_a_number_that_got_worse_is_shown_and_one_that_got_better_is_held(
    team: Team, target: float, shown: int, nearer: int
):
    team.write({"a.md": text_of(defects({"mae": 7.4}, []))})
    report = team.report({"a.md": text_of(defects({"mae": target}, []))})
    assert sum(found.code == "MET04" for found in report.diagnostics) == shown
    assert report.baseline is not None
    assert report.baseline.nearer == nearer


def test_the_facts_that_tell_a_distance_are_in_the_message():
    for rule in ALL_RULES:
        page = read_page(rule.code)
        for wording, names in page.distances.items():
            for words in page.messages[wording].values():
                assert all(f"{{{name}}}" in words for name in names), (rule.code, wording)


def test_of_a_project_that_goes_on_what_weighs_more_now_is_shown_and_the_rest_held(team: Team):
    """A section is wanted at one stage and due at the next: what was a warning has become an error."""

    def at_stage(stage: str) -> dict[str, str]:
        facts, _ = parts()
        return {"a.md": f"---\n{json.dumps({**json.loads(facts), 'stage': stage})}\n---\n# Taxi\n"}

    before = {(found.code, found.where): found.severity for found in team.write(at_stage("problem")).baselined}
    assert not team.shown(at_stage("problem"))
    report = team.report(at_stage("design"))
    shown = {(found.code, found.where): found.severity for found in report.diagnostics}
    grown = {key for key, severity in shown.items() if key in before and severity > before[key]}
    assert grown
    assert {key for key in shown if key in before} == grown
    assert {(found.code, found.where) for found in report.baselined} == before.keys() - grown
    team.write(at_stage("design"))
    assert not team.shown(at_stage("problem"))


def test_a_document_is_known_by_its_id_and_by_its_path_without_one(team: Team):
    bad = text_of(defects({"mae": 7.4}, []))
    team.write({"docs/a.md": bad})
    assert team.shown({"docs/moved.md": bad}) == []
    assert team.shown({"docs/a.md": bad.replace('"id": "taxi-demand"', '"id": "renamed"')}) == []
    nameless = bad.replace('"id": "taxi-demand",', "")
    team.write({"docs/a.md": nameless})
    assert team.shown({"docs/a.md": nameless}) == []
    assert ("MET04", "metrics[mae].target") in team.shown({"docs/moved.md": nameless})
    given_one = team.shown({"docs/a.md": bad})
    assert given_one == [], "a document that gets an id stays the document that it was"


def test_what_is_not_looked_at_is_not_stale(team: Team):
    bad, good = text_of(defects({"mae": 7.4}, [])), text_of(lambda _: None)
    other = bad.replace('"id": "taxi-demand"', '"id": "other"')
    team.write({"a.md": bad, "b.md": other})
    both = {("MET04", "metrics[mae].target")}
    assert both < {*team.stale({"a.md": good, "b.md": good.replace('"id": "taxi-demand"', '"id": "other"')})} | {
        ("", "")
    }
    assert team.stale({"a.md": good, "b.md": other}, select=("STR",)) == []
    assert team.stale({"a.md": good, "b.md": other}, severity={"MET04": "off"}) == []
    assert team.stale({"a.md": bad}) != [], "a document that is gone"
    assert team.stale({"a.md": "---\nid: taxi-demand\nno: [\n---\n", "b.md": other}) == [], "nobody knows what is in it"
    workspace = workspace_of({"a.md": good, "b.md": good}, config=team.config)
    use = workspace.report("en", {"a.md"}).baseline
    assert use is not None
    assert {entry.id for entry in use.stale} == {"taxi-demand"}


def test_writing_for_some_documents_or_rules_leaves_the_others(team: Team):
    bad = text_of(defects({"mae": 7.4}, ["a"]))
    other = bad.replace('"id": "taxi-demand"', '"id": "other"')
    team.write({"a.md": bad, "b.md": other})
    before = read_baseline(team.file)
    workspace = workspace_of({"a.md": bad, "b.md": other}, config=team.config)
    use = workspace.report("en", {"a.md"}, records_baseline=True).baseline
    assert use is not None
    assert use.kept == before
    team.write({"a.md": bad, "b.md": other}, select=("MET",))
    assert read_baseline(team.file) == before


def test_what_cannot_be_read_and_suppressions_are_never_held(team: Team):
    broken = "---\nid: [\n---\n"
    waived = text_of(lambda facts: facts.update(waivers=[{"rule": "MET04", "reason": "TBD", "expires": "2026-01-01"}]))
    report = team.write({"a.md": broken, "b.md": waived})
    codes = {found.code for found in report.diagnostics}
    assert {"STR01", "WAI01"} <= codes
    assert all(code == "STR01" or code.startswith("WAI") for code in codes)
    entries = [entry._replace(rule="STR01") for entry in read_baseline(team.file)]
    write_baseline(team.file, [*entries, Entry("STR01", None, "a.md", "", "yaml", ())])
    assert ("STR01", "") in {(code, "") for code, _ in team.shown({"a.md": broken})}


def test_what_a_waiver_holds_back_needs_no_entry(team: Team):
    bad = text_of(defects({"mae": 7.4}, []))
    waiver = {"rule": "MET04", "reason": "the regulator sets it", "expires": "2027-01-01"}
    team.write({"a.md": bad})
    waived = text_of(lambda facts: (defects({"mae": 7.4}, [])(facts), facts.update(waivers=[waiver])))
    assert team.shown({"a.md": waived}) == []
    assert ("MET04", "metrics[mae].target") in team.stale({"a.md": waived})


def test_no_day_that_goes_by_makes_a_finding_new(tmp_path: Path):
    """Of every trial and every page of a rule: what is said of the same document a day later is the same entry."""
    config = Config(root=tmp_path, baseline="none.json")
    rules = tuple(rule for rule in ALL_RULES if not rule.code.startswith("AGR"))  # they know no day

    def entries(texts: dict[str, str], today: date) -> dict[tuple[str, str, str], list[tuple[tuple[str, str], ...]]]:
        use = workspace_of(texts, rules, config, today).report("en", records_baseline=True).baseline
        assert use is not None
        found: dict[tuple[str, str, str], list[tuple[tuple[str, str], ...]]] = {}
        for entry in use.kept:
            found.setdefault((entry.rule, entry.where, entry.says), []).append(entry.values)
        return found

    samples = [{"a.md": changed(trial)} for trial in trials() if trial.family != "agreement"]
    samples += [sample.files for rule in rules for sample in read_page(rule.code).bad]
    timed = set()
    for texts in samples:
        now, later = entries(texts, TODAY), entries(texts, TODAY + timedelta(days=1))
        for key in now.keys() & later.keys():
            assert now[key] == later[key], key
            timed.add(key[0])
    assert len(timed) > 90
