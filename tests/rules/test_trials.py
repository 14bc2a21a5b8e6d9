"""Defects that must be found and variants that must stay silent, one small file a family: see ``support/trials.py``."""

from __future__ import annotations

import pytest
from support.trials import Trial, diagnostics, raised, trials


@pytest.mark.parametrize("trial", [pytest.param(trial, id=f"{trial.family}-{trial.name}") for trial in trials()])
def test_the_change_raises_exactly_what_is_expected(trial: Trial):
    found = raised(trial)
    shown = "\n".join(f"{entry.code} {entry.message}" for entry in diagnostics(trial))
    assert found == trial.expect, f"{trial.base}: {trial.name}\n{shown}"
