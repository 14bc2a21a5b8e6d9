"""One cause, one finding: a single defect in a clean example gives the errors that are expected of it, each once.

The defects are the mutations of all rule pages and the trials that expect a finding. Warnings and notes may stand beside an error, for
they are read after it; a second error for one cause is a second thing to fix that is not there. Only AGR is held to more: whoever is
told that a number is wrong need not be told that the text has another.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from prospectus.ground.severity import Severity
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page
from support.samples import contract_of, example_texts, lint_example, rule_of
from support.trials import changed, trials

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.diagnostic import Diagnostic
    from support.trials import Trial

MORE = {
    # The data set contradicts its own project, and another project. A rule across documents sees no findings of one.
    "PFO05-1": {"RSK02": 1},
}
"""Defects that give other errors beside those of their own rule."""


class Defect(NamedTuple):
    """A text with one defect in it, among the examples, and the codes that it must give, as errors or as less."""

    document: str
    text: str
    codes: frozenset[str]
    contract: str | None = None


def defects() -> Iterator[tuple[str, str, int | Trial]]:
    """The name of each defect, with the code and number of a mutation, or with the trial that it is."""
    for rule in ALL_RULES:
        for number in range(len(read_page(rule.code).mutations)):
            yield f"{rule.code}-{number + 1}", rule.code, number
    for trial in trials():
        if trial.expect:
            yield f"{trial.family}: {trial.name}", "", trial


def made(code: str, what: int | Trial) -> Defect:
    """The text of a defect."""
    if not isinstance(what, int):
        return Defect(f"{what.base}.md", changed(what), frozenset(code.split()[0] for code in what.expect))
    mutation = read_page(code).mutations[what]
    name = f"{mutation.document}.md"
    text = example_texts()[name].replace(mutation.find, mutation.replace)
    return Defect(name, text, frozenset({code}), contract_of(code))


@pytest.mark.parametrize(("name", "code", "what"), [pytest.param(*one, id=one[0]) for one in defects()])
def test_one_defect_gives_its_errors_once(name: str, code: str, what: int | Trial):
    defect = made(code, what)
    new = list(new_findings(defect))
    errors = Counter(found.code for found in new if found.severity == Severity.ERROR)
    shown = "\n".join(f"{found.code} {found.message}" for found in new)
    assert errors == Counter(defect.codes & {*errors}) + Counter(MORE.get(name, {})), shown
    if not any(code.startswith("AGR") for code in defect.codes):
        assert not [found for found in new if found.code.startswith("AGR")], shown


def new_findings(defect: Defect) -> Iterator[Diagnostic]:
    """What a defect gives in its document and the example does not."""
    known = Counter((found.code, found.message) for found in findings_before(defect.document, defect.contract))
    also = next((code.split()[0] for code in defect.codes if not rule_of(code.split()[0]).is_default), "")
    report = lint_example(defect.document, defect.text, defect.contract, also)
    for found in report.diagnostics:
        key = found.code, found.message
        if known[key]:
            known[key] -= 1
        else:
            yield found


@cache
def findings_before(document: str, contract: str | None) -> tuple[Diagnostic, ...]:
    """What an example gives as it is, under a contract."""
    return lint_example(document, example_texts()[document], contract).diagnostics
