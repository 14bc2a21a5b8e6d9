"""JUnit's XML, by the schema of Jenkins' xUnit plugin and by a reader of such files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import junitparser
import pytest
import xmlschema
from prospectus.engine.check import InternalError
from prospectus.output import PLAIN
from prospectus.output.junit import render
from support import told_portfolio
from support.samples import ROOT, lint_texts
from support.told_portfolio import DOCUMENTS, document, told

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = xmlschema.XMLSchema(str(ROOT / "tests" / "consumers" / "junit-10.xsd"))


def suites(text: str) -> list[junitparser.TestSuite]:
    SCHEMA.validate(text)
    return list(junitparser.JUnitXml.fromstring(text.encode()))


def results(suite: junitparser.TestSuite) -> list[str]:
    return sorted(type(case.result[0]).__name__ if case.result else "Passed" for case in suite)


@pytest.mark.parametrize(
    ("fail_on", "code", "expected"),
    [
        (
            "error",
            1,
            {"demand.md": ["Failure", "Failure", "Passed"], "held.md": ["Passed", "Skipped"], "old.md": ["Skipped"]},
        ),
        ("warning", 1, {"demand.md": ["Failure"] * 3, "held.md": ["Failure", "Skipped"], "old.md": ["Skipped"]}),
    ],
)
def test_a_suite_fails_where_the_run_does(tmp_path: Path, fail_on: str, code: int, expected: dict[str, list[str]]):
    text = told(told_portfolio.write(tmp_path), "junit", "--fail-on", fail_on, code=code)
    found = {suite.name.removeprefix("docs/"): results(suite) for suite in suites(text)}
    assert len(found) == len(DOCUMENTS)
    assert {name: found[name] for name in expected} == expected
    whole = junitparser.JUnitXml.fromstring(text.encode())
    assert (whole.tests, whole.failures) == (
        sum(map(len, found.values())),
        sum(kinds.count("Failure") for kinds in found.values()),
    )
    for suite in suites(text):
        names = [(case.classname, case.name) for case in suite]
        assert len(set(names)) == len(names)


def test_a_clean_document_passes(tmp_path: Path):
    (suite,) = suites(told(told_portfolio.write(tmp_path, {"docs/a.md": document()}), "junit", code=0))
    assert results(suite) == ["Passed"]


def test_why_something_is_held_back_is_told(tmp_path: Path):
    text = told(told_portfolio.write(tmp_path), "junit")
    (held,) = (suite for suite in suites(text) if suite.name == "docs/held.md")
    assert [case.result[0].message for case in held if case.result] == ["suppressed: the other team reads it"]


def test_our_own_fault_is_an_error_and_not_a_failure():
    report = lint_texts({"a.md": document()}, ())
    broken = report._replace(internal_errors=(InternalError("MET04", "a.md", "ValueError: \x00\x1b\ud800\ufffe ]]>"),))
    (suite,) = suites(render(broken, "en", PLAIN))
    assert (results(suite), suite.errors, suite.failures) == (["Error"], 1, 0)
