"""Waivers for what is found: they hold it back, leave all else as it was, and are not written twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from prospectus.ground.source import Source
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.writing.waiving import Grant, Waived, may_be_waived, waive
from support.samples import ALL_RULES, example_texts, lint_texts, read_documents
from support.trials import changed, trials

if TYPE_CHECKING:
    from prospectus.model.diagnostic import Diagnostic

NAME = "taxi-demand.md"
GRANT = Grant("the board decides in May", date(2027, 5, 31))


def found(text: str) -> list[Diagnostic]:
    return [entry for entry in lint_texts({"a.md": text}).diagnostics if may_be_waived(entry)]


def waived(text: str) -> Waived:
    (document,) = read_documents({"a.md": text})
    return waive(document, found(text), GRANT)


def written(text: str) -> str:
    after = waived(text).after
    assert after is not None
    return after


SAMPLES = [trial for trial in trials() if trial.family != "agreement"][::3]


@pytest.mark.parametrize("text", [changed(trial) for trial in SAMPLES], ids=[trial.name for trial in SAMPLES])
def test_whatever_is_found_is_held_back_and_nothing_else_has_changed(text: str):
    result = waived(text)
    if result.after is None:
        (document,) = read_documents({"a.md": text})
        assert document.problem is not None or not isinstance(document.front_matter.facts.get("waivers", []), list)
        return
    assert found(result.after) == []
    before, after = read_front_matter(Source("", text)), read_front_matter(Source("", result.after))
    assert result.after[after.body :] == text[before.body :]
    assert {key: value for key, value in after.facts.items() if key != "waivers"} == {
        key: value for key, value in before.facts.items() if key != "waivers"
    }
    assert after.facts.get("waivers", [])[: len(before.facts.get("waivers", []))] == before.facts.get("waivers", [])
    assert written(result.after) == result.after, "twice adds nothing"


def test_they_are_written_in_the_style_of_the_document():
    text = example_texts()[NAME].replace("target: 5.4", "target: 7.4").replace("owner: 김수요 <", "owner: 미정 #<")
    assert "waivers:" not in text
    after = written(text)
    for line in text.splitlines():
        assert line in after.splitlines()
    block = after[after.index("waivers:") : after.index("---", after.index("waivers:"))]
    assert (
        "  - rule: MET04\n    path: metrics[mae].target\n    reason: the board decides in May\n    expires: 2027-05-31\n"
        in block
    )


def test_line_ends_stay_as_they_are():
    text = example_texts()[NAME].replace("target: 5.4", "target: 7.4").replace("\n", "\r\n")
    after = written(text)
    assert after.count("\n") == after.count("\r\n")


def test_to_a_list_with_comments_they_are_appended():
    there = "waivers:\n  - {rule: STR12, reason: nobody yet, expires: 2027-01-01} # agreed\n"
    text = example_texts()[NAME].replace("target: 5.4", "target: 7.4").replace("\nteam:\n", f"\n{there}team:\n", 1)
    after = written(text)
    assert there.splitlines()[1] in after
    assert [entry["rule"] for entry in read_front_matter(Source("", after)).facts["waivers"]] == ["STR12", "MET04"]


def test_an_item_is_written_as_those_above_it():
    there = "waivers:\n- rule: STR12\n  reason: nobody yet\n  expires: 2027-01-01\n"
    text = example_texts()[NAME].replace("target: 5.4", "target: 7.4").replace("\nteam:\n", f"\n{there}team:\n", 1)
    assert f"\n{there}- rule: MET04\n  path: metrics[mae].target\n" in written(text)


def test_one_holds_all_of_a_rule_at_a_path_and_below():
    text = example_texts()[NAME].replace("target: 5.4", "target: 7.4")
    (entry,) = [one for one in found(text) if one.code == "MET04"]
    inner = entry._replace(place=entry.place._replace(where="metrics[mae].target.x"))
    (document,) = read_documents({"a.md": text})
    result = waive(document, [inner, entry, entry], GRANT)
    assert (result.waivers, result.findings) == (1, 3)
    section = entry._replace(place=entry.place._replace(where="## metrics", fact=()))
    result = waive(document, [inner, entry, section], GRANT)
    assert result.waivers == 1
    assert result.after is not None
    (whole,) = read_front_matter(Source("", result.after)).facts["waivers"]
    assert whole == {"rule": "MET04", "reason": GRANT.reason, "expires": "2027-05-31"}


@pytest.mark.parametrize("waivers", ["none yet", "{rule: MET04}", "[&a {rule: MET04}, *a"])
def test_what_is_no_list_is_left_alone(waivers: str):
    text = (
        example_texts()[NAME]
        .replace("target: 5.4", "target: 7.4")
        .replace("\nteam:\n", f"\nwaivers: {waivers}\nteam:\n", 1)
    )
    (document,) = read_documents({"a.md": text})
    assert waive(document, found(example_texts()[NAME].replace("target: 5.4", "target: 7.4")), GRANT).after is None


def test_no_rule_of_suppressions_is_waived():
    for rule in ALL_RULES:
        is_never = rule.code == "STR01" or rule.code.startswith("WAI")
        (some, *_) = found(example_texts()[NAME].replace("target: 5.4", "target: 7.4"))
        assert may_be_waived(some._replace(code=rule.code)) != is_never
