"""One cause, one finding: a single defect in a clean example gives the errors that are expected of it, each once.

The defects are the mutations of all rule pages and the trials that expect an error. Warnings and notes may stand beside an error, for
they are read after it; a second error for one cause is a second thing to fix that is not there.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from prospectus.config import Config
from prospectus.ground.severity import Severity
from prospectus.rules import ALL_RULES
from prospectus.rules.page import FOLDER, read_page
from support.samples import contract_of, example_texts, lint_texts
from support.trials import changed, trials

if TYPE_CHECKING:
    from prospectus.model.diagnostic import Diagnostic

SEVERAL: dict[str, dict[str, int]] = {}
"""Defects that are several: what each gives beside its own rule, or how often, with the reason."""


class Defect(NamedTuple):
    """A text with one defect, and the codes of the errors that it must give; any of them may as well be a lesser finding."""

    document: str
    text: str
    codes: frozenset[str]
    contract: str | None = None


def _mutations() -> dict[str, Defect]:
    texts, found = example_texts(), {}
    for rule in ALL_RULES:
        for number, mutation in enumerate(read_page(rule.code).mutations, 1):
            name = f"{mutation.document}.md"
            text = texts[name].replace(mutation.find, mutation.replace)
            found[f"{rule.code}-{number}"] = Defect(name, text, frozenset({rule.code}), contract_of(rule.code))
    return found


def _trials() -> dict[str, Defect]:
    found = {}
    for trial in trials():
        codes = {code.split()[0] for code in trial.expect}
        found[f"{trial.family}: {trial.name}"] = Defect(f"{trial.base}.md", changed(trial), frozenset(codes))
    return found


DEFECTS = {**_mutations(), **_trials()}


@pytest.mark.parametrize("name", DEFECTS)
def test_one_defect_gives_its_errors_once(name: str):
    defect = DEFECTS[name]
    before = Counter((entry.code, entry.message) for entry in findings(defect.document, defect.contract))
    now = Counter((entry.code, entry.message) for entry in errors({defect.document: defect.text}, defect))
    new = Counter(code for code, _ in (now - before).elements())
    shown = "\n".join(f"{code} {message}" for code, message in now - before)
    expected = {**dict.fromkeys(defect.codes & {*new}, 1), **SEVERAL.get(name, {})}
    assert new == expected, shown


def errors(texts: dict[str, str], defect: Defect) -> list[Diagnostic]:
    """The errors of a document among the examples."""
    codes = tuple(rule.code for rule in ALL_RULES if rule.is_default or rule.code in defect.codes)
    config = Config(root=FOLDER, select=codes, contract=defect.contract)
    report = lint_texts({**example_texts(), **texts}, config=config, only=defect.document)
    return [entry for entry in report.diagnostics if entry.severity == Severity.ERROR]


@cache
def findings(document: str, contract: str | None) -> tuple[Diagnostic, ...]:
    """What an example gives as it is, under a contract."""
    return lint_texts(example_texts(), config=Config(root=FOLDER, contract=contract), only=document).diagnostics
