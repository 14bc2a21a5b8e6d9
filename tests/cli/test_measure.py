"""``prospectus measure``: one value written in place, and how it stands."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from support.command import run
from support.measuring import CHURN, measured
from support.samples import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NEW = '      - {value: 0.83, date: 2026-11-26, phase: offline, dataset: subs-test, version: "0.4"}\n'
AUC = ("churn", "auc", "0.83", "--dataset", "subs-test", "--version", "0.4")


def test_a_value_is_written_and_compared(tmp_path: Path):
    done = measured(tmp_path, *AUC)
    assert (done.taken_out, done.put_in) == ("", NEW)
    assert done.out.splitlines() == [
        "docs/projects/churn.md: auc 0.83 (2026-11-26, offline, subs-test, 0.4): written",
        "  before 0.79 (2026-10-18): better by 0.04",
        "  baseline 0.71 (rule): better by 0.12",
        "  minimum 0.78: reached",
        "  target 0.85: 0.02 short",
    ]
    assert (done.code, done.err) == (0, "")


def test_the_same_again_changes_nothing(tmp_path: Path):
    first = measured(tmp_path, *AUC)
    again = measured(tmp_path, *AUC)
    assert again.after == first.after
    assert "is there already" in again.out
    assert again.code == 0


def test_another_value_is_written_over_only_when_asked(tmp_path: Path):
    measured(tmp_path, *AUC)
    other = ("churn", "auc", "0.84", *AUC[3:], "--ci", "0.82..0.86")
    refused = measured(tmp_path, *other)
    assert refused.code == 2
    assert not refused.put_in
    assert "is there with the value 0.83, and not 0.84 (0.82..0.86); --replace to write over it" in refused.err
    replaced = measured(tmp_path, *other, "--replace")
    assert replaced.taken_out == NEW
    assert replaced.put_in == NEW.replace("0.83", "0.84").replace('"0.4"', '"0.4", ci: [0.82, 0.86]')
    without = measured(tmp_path, "churn", "auc", "0.85", *AUC[3:], "--replace")
    assert without.put_in == NEW.replace("0.83", "0.85")  # an interval belongs to its value


@pytest.mark.parametrize("document", ["churn", "docs/projects/churn.md", "./docs/projects/../projects/churn.md"])
def test_a_document_is_named_by_id_or_path(tmp_path: Path, document: str):
    assert measured(tmp_path, document, *AUC[1:]).put_in == NEW


@pytest.mark.parametrize("name", ["auc", "AUC", "ROC AUC", "roc-auc", "roc_auc", "Roc  Auc"])
def test_a_metric_is_named_as_people_write_it(tmp_path: Path, name: str):
    assert measured(tmp_path, "churn", name, *AUC[2:]).put_in == NEW


@pytest.mark.parametrize(
    ("metric", "value", "written"),
    [
        ("auc", "83%", "0.83"),
        ("auc", "83 percent", "0.83"),
        ("auc", "8.3e-1", "0.83"),
        ("auc", ".83", "0.83"),
        ("auc", "1", "1"),
        ("churn-rate", "4.5", "4.5"),
        ("churn-rate", "4.5%", "4.5"),
        ("churn-rate", "-0.5", "-0.5"),
        ("latency-p95", "1.2s", "1200"),
        ("latency-p95", "180 ms", "180"),
        ("latency-p95", "180milliseconds", "180"),
        ("latency-p95", "0.5 min", "30000"),
    ],
)
def test_a_value_is_converted_to_the_unit_of_its_metric(tmp_path: Path, metric: str, value: str, written: str):
    done = measured(tmp_path, "churn", metric, value, "--phase", "online", "--version", "1")
    assert f"{{value: {written}, date: 2026-11-26, phase: online, version: " in done.put_in


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("churn", "auc", "nan"), "'nan' is no finite number"),
        (("churn", "auc", "-inf"), "'-inf' is no finite number"),
        (("churn", "auc", "1e999"), "is no finite number"),
        (("churn", "auc", "0,83"), "'0,83' is no number"),
        (("churn", "auc", "9" * 5_000), "is no number"),
        (("churn", "auc", "3 ms"), "'3 ms' cannot be converted to ratio"),
        (("churn", "latency-p95", "3%"), "'3 %' cannot be converted to ms"),
        (
            ("churn", "acu", "0.8"),
            "has no metric 'acu'; did you mean 'auc'? (its metrics: auc, churn-rate, latency-p95)",
        ),
        (("chrun", "auc", "0.8"), "no document has the id 'chrun'; did you mean 'churn'?"),
        (("docs/projects/chrun.md", "auc", "0.8"), "chrun.md: no such file or folder; did you mean 'churn.md'?"),
        (("docs/projects", "auc", "0.8"), "is a folder; name one document"),
        (("churn", "auc"), "name a document, a metric and a value"),
        ((), "name a document, a metric and a value"),
        (
            ("churn", "auc", "0.8", "--dataset", "subs-tets"),
            "auc: no such data set: 'subs-tets'; did you mean 'subs-test'?",
        ),
        (("churn", "auc", "0.8", "--slice", "newest"), "auc: no such slice: 'newest'; did you mean 'new'?"),
        (("churn", "auc", "0.8", "--phase", "offlin"), "auc: no such phase: 'offlin'; did you mean 'offline'?"),
        (("churn", "churn-rate", "4.4"), "churn-rate: say where it was measured: --phase"),
        (("churn", "auc", "0.8", "--date", "2026-13-45"), "auc: '2026-13-45' is not a date like"),
        (("churn", "auc", "0.8", "--date", "2026-11-27"), "auc: 2026-11-27 is in the future (today is 2026-11-26)"),
        (("churn", "auc", "0.8", "--ci", "0.9..0.95"), "the interval 0.9..0.95 does not hold the value 0.8"),
        (("churn", "auc", "0.8", "--ci", "0.9"), "--ci '0.9': write the lower and the upper end"),
        (("churn", "auc", "0.8", "--run", "x"), "--run chooses among the runs in a file"),
        (("churn", "auc", "0.8", "--from", "x.json"), "and not both"),
        (("churn", "auc", "0.8", "--verson", "1"), "No such option"),
    ],
)
def test_what_is_not_sure_is_refused(tmp_path: Path, arguments: tuple[str, ...], words: str):
    done = measured(tmp_path, *arguments)
    assert words in done.err
    assert (done.code, done.put_in, done.out) == (2, "", "")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("written", [("0.78..0.86",), ("[0.78, 0.86]",), ("0.78", "0.86"), ("78%..86%",)])
def test_an_interval_may_be_written_in_several_ways(tmp_path: Path, written: tuple[str, ...]):
    assert "ci: [0.78, 0.86]" in measured(tmp_path, *AUC, "--ci", *written).put_in


def test_two_metrics_of_one_name_are_told(tmp_path: Path):
    text = CHURN.replace("name: Monthly churn", "name: roc_auc")
    done = measured(tmp_path, "churn", "ROC AUC", "0.8", text=text)
    assert done.code == 2
    assert "'ROC AUC' may be any of these metrics of docs/projects/churn.md: auc, churn-rate; give the id" in done.err


def test_a_version_that_is_due_is_asked_for(tmp_path: Path):
    done = measured(tmp_path, "churn", "auc", "0.8", text=CHURN.replace("stage: design", "stage: prototype"))
    assert done.code == 2
    assert "auc: say which model was measured: --version 1.0" in done.err


def test_the_phase_is_that_of_the_values_so_far(tmp_path: Path):
    text = CHURN.replace("phase: offline, dataset: subs-test", "phase: online").replace(
        "stage: design", "stage: action"
    )
    assert "phase: online" in measured(tmp_path, "churn", "auc", "0.83", "--version", "1", text=text).put_in


def test_in_service_nobody_guesses_the_phase(tmp_path: Path):
    text = CHURN.replace("stage: design", "stage: action")
    done = measured(tmp_path, "churn", "latency-p95", "180", "--version", "1", text=text)
    assert (done.code, done.put_in) == (2, "")


def test_a_value_that_brings_an_error_is_written_and_fails(tmp_path: Path):
    done = measured(tmp_path, "churn", "auc", "8.3", *AUC[3:])
    assert done.put_in
    assert done.code == 1
    assert "\nNew findings:\n" in done.out
    assert "error[MET02]" in done.out
    assert "STR" not in done.out  # what was there before is not told again
    again = measured(tmp_path, "churn", "auc", "8.3", *AUC[3:])
    assert again.code == 0  # nothing was changed, and nothing is new


def test_lint_can_be_left_out(tmp_path: Path):
    done = measured(tmp_path, "churn", "auc", "8.3", *AUC[3:], "--no-lint")
    assert (done.code, "MET02" in done.out) == (0, False)


def test_a_dry_run_shows_the_difference(tmp_path: Path):
    done = measured(tmp_path, *AUC, "--dry-run")
    assert done.put_in == ""
    assert f"\n+{NEW}" in done.out
    assert "would be written" in done.out


def test_it_speaks_korean(tmp_path: Path):
    done = measured(tmp_path, *AUC, "--lang", "ko")
    assert "  목표 0.85: 0.02 모자람\n" in done.out
    assert "값이 0.84이 아니라 0.83" not in measured(tmp_path, "churn", "auc", "0.84", *AUC[3:], "--lang", "ko").err


def test_it_is_one_of_the_verbs(tmp_path: Path):
    assert "  measure " in run("--help", cwd=tmp_path).stdout
    assert "[문서] [지표] [값]" in run("measure", "--help", "--lang", "ko", cwd=tmp_path).stdout


def test_a_document_that_cannot_be_read_is_left_alone(tmp_path: Path):
    done = measured(tmp_path, "docs/projects/churn.md", *AUC[1:], text=CHURN.replace("id: churn\n", "id: churn: x\n"))
    assert (done.code, done.put_in) == (2, "")
    assert "see `prospectus lint docs/projects/churn.md`" in done.err


def test_a_link_stays_a_link_and_modes_stay(tmp_path: Path):
    measured(tmp_path, *AUC, "--dry-run")
    file = tmp_path / "docs" / "projects" / "churn.md"
    file.chmod(0o640)
    link = tmp_path / "linked.md"
    link.symlink_to(file)
    assert run("measure", "linked.md", *AUC[1:], "--today", "2026-11-26", "--no-lint", cwd=tmp_path).returncode == 0
    assert link.is_symlink()
    assert NEW in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everything")
def test_a_file_that_may_not_be_written_is_one_line(tmp_path: Path):
    measured(tmp_path, *AUC, "--dry-run")
    (tmp_path / "docs" / "projects" / "churn.md").chmod(0o444)
    done = measured(tmp_path, *AUC)
    assert (done.code, done.put_in) == (2, "")


def test_the_guide_shows_what_it_says(tmp_path: Path):
    guide = (ROOT / "docs" / "guide" / "measure.md").read_text("utf-8")
    done = measured(tmp_path, *AUC)
    assert f"```text\n{done.out}```" in guide
    assert done.put_in in guide
    options = set(re.findall(r"--[a-z-]+", run("measure", "--help", cwd=tmp_path).stdout)) - {"--help"}
    assert {option for option in options if f"`{option}" not in guide} == set()
