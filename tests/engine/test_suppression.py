"""Waivers and ignore comments: they hold, end, and are reported when they hold nothing."""

from __future__ import annotations

import pytest
from support.samples import example_texts, lint_texts

NAME = "taxi-demand.md"
BAD = example_texts()[NAME].replace("target: 5.4", "target: 7.4")


def findings(waiver: str = "", body: str = "") -> tuple[set[str], int]:
    """The codes of a document whose target is bad, with a waiver in its front matter or a comment in its body."""
    text = BAD.replace("\nteam:", f"\nwaivers:\n{waiver}\nteam:", 1) if waiver else BAD
    assert not waiver or text != BAD
    report = lint_texts({NAME: f"{text}\n{body}\n"})
    return {entry.code for entry in report.diagnostics if not entry.code.startswith("AGR")}, len(report.suppressed)


def waiver(rule: str = "MET04", expires: str = "2026-11-23", **more: str) -> str:
    facts = {"rule": rule, "reason": "a reason", "expires": expires, **more}
    return f"  - {{{', '.join(f'{key}: {value}' for key, value in facts.items())}}}"


def test_without_a_waiver_the_finding_is_there():
    assert findings() == ({"MET04"}, 0)


def test_a_waiver_holds_up_to_its_last_day_and_is_counted():
    assert findings(waiver()) == (set(), 1)


def test_an_expired_waiver_holds_nothing():
    assert findings(waiver(expires="2026-11-22")) == ({"MET04", "WAI01"}, 0)


@pytest.mark.parametrize("path", ["'metrics[mae].target'", "'metrics[mae]'", "metrics"])
def test_a_path_limits_a_waiver_to_what_is_below_it(path: str):
    assert findings(waiver(path=path)) == (set(), 1)


@pytest.mark.parametrize("path", ["'metrics[ma]'", "constraints", "'metrics[dispatch-failure]'"])
def test_a_waiver_with_another_path_is_unused(path: str):
    assert findings(waiver(path=path)) == ({"MET04", "WAI02"}, 0)


def test_an_unused_waiver_is_reported():
    assert findings(waiver(rule="MET05")) == ({"MET04", "WAI02"}, 0)


def test_a_waiver_of_no_rule_is_reported():
    assert findings(waiver(rule="MET99")) == ({"MET04", "WAI01"}, 0)


@pytest.mark.parametrize("rule", ["MET99", "ABC01"])
def test_a_comment_of_no_rule_is_reported(rule: str):
    body = f"<!-- prospectus: ignore {rule} the regulator sets it -->"
    assert findings(body=body) == ({"MET04", "WAI01"}, 0)


def test_a_comment_holds_in_its_document():
    assert findings(body="<!-- prospectus: ignore MET04 the regulator sets it -->") == (set(), 1)


def test_a_comment_without_a_reason_holds_nothing():
    assert findings(body="<!-- prospectus: ignore MET04 -->") == ({"MET04", "WAI01"}, 0)


def test_suppressions_cannot_be_suppressed():
    codes, _ = findings(waiver(rule="MET05"), "<!-- prospectus: ignore WAI02 quiet -->")
    assert "WAI02" in codes


@pytest.mark.parametrize(
    "body",
    [
        "```html\n{}\n```",
        "Write `{}` to hold it back.",
        "text\n\n    {}",
        "- item\n\n  ~~~\n  {}\n  ~~~",
    ],
)
def test_a_comment_in_code_holds_nothing(body: str):
    assert findings(body=body.format("<!-- prospectus: ignore MET04 the regulator sets it -->")) == ({"MET04"}, 0)


def test_a_comment_that_never_ends_holds_nothing():
    assert findings(body="<!-- prospectus: ignore MET04 the regulator sets it") == ({"MET04"}, 0)
