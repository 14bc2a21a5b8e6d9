"""Documents to measure in, and exports of trackers shaped as those that the trackers write."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from support.command import run

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

CHURN = """---
schema: prospectus/1
id: churn
title: Churn prediction
stage: design
owner: Dana Kim
metrics:
  - id: auc
    name: ROC AUC
    kind: model
    role: optimizing
    direction: max
    unit: ratio
    baseline: {value: 0.71, kind: rule, dataset: subs-test}
    minimum: 0.78
    target: 0.85
    slices: [new, old]
    measured:  # the oldest first
      # of the first model
      - {value: 0.74, date: 2026-09-24, phase: offline, dataset: subs-test, version: "0.1"}
      - {value: 0.79, date: 2026-10-18, phase: offline, dataset: subs-test, version: "0.3", ci: [0.78, 0.80]}
  - id: churn-rate
    name: Monthly churn
    kind: business
    direction: min
    unit: "%"
    baseline: {value: 4.8, kind: current}
    target: 4.2
  - id: latency-p95
    name: Latency
    kind: system
    role: satisficing
    direction: min
    unit: ms
    target: 200
data:
  datasets:
    - {id: subs-test, purpose: test}
    - {id: subs-train, purpose: train}
---

# Churn prediction

Text with  two spaces.
"""


def measured(folder: Path, *arguments: str, text: str | bytes = CHURN, today: str = "2026-11-26") -> Measured:
    """Run ``prospectus measure`` beside one document; what is there already stays."""
    file = folder / "docs" / "projects" / "churn.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    (folder / "prospectus.toml").touch()
    if not file.exists():
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = file.read_bytes()
    done = run("measure", *arguments, "--today", today, cwd=folder)
    return Measured(done, before.decode("utf-8", "replace"), file.read_bytes().decode("utf-8", "replace"))


class Measured:
    """What a call of the verb did: its exit code, what it said, and the lines that it put in and took out."""

    def __init__(self, done: subprocess.CompletedProcess[str], before: str, after: str) -> None:
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr
        lines, others = before.splitlines(keepends=True), after.splitlines(keepends=True)
        while lines and others and lines[0] == others[0]:
            del lines[0], others[0]
        while lines and others and lines[-1] == others[-1]:
            del lines[-1], others[-1]
        self.taken_out, self.put_in = "".join(lines), "".join(others)
        self.after = after


def table(*rows: list[Any], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def mlflow_run(number: int = 1, status: str = "FINISHED", **metrics: float) -> dict[str, Any]:
    """A run as ``mlflow runs describe`` prints it."""
    return {
        "info": {
            "artifact_uri": f"/srv/mlruns/1/{number:032x}/artifacts",
            "end_time": 1795000000000 + number * 86_400_000,
            "experiment_id": "1",
            "lifecycle_stage": "active",
            "run_id": f"{number:032x}",
            "run_name": f"kind-owl-{number}",
            "start_time": 1795000000000 + number * 86_400_000 - 9000,
            "status": status,
            "user_id": "dana",
        },
        "data": {
            "metrics": metrics,
            "params": {"lr": "0.1"},
            "tags": {"mlflow.user": "dana", "mlflow.runName": f"kind-owl-{number}"},
        },
        "inputs": {"model_inputs": [], "dataset_inputs": []},
        "outputs": {"model_outputs": []},
    }


def file_store(folder: Path, *runs: tuple[str, int, dict[str, str]], experiment: str = "churn") -> Path:
    """MLflow's file store: runs with an id, a number for their state, and the texts of their metrics' files."""
    store = folder / "mlruns"
    home = store / str(sum(map(ord, experiment)))
    (store / ".trash").mkdir(parents=True, exist_ok=True)
    home.mkdir()
    (home / "meta.yaml").write_text(
        f"artifact_location: file:///x\nexperiment_id: '{home.name}'\nlifecycle_stage: active\nname: {experiment}\n"
    )
    for number, (identity, state, metrics) in enumerate(runs):
        run_folder = home / identity
        end = "null" if state == 1 else str(1795000000000 + number * 86_400_000)
        for name, text in metrics.items():
            file = run_folder / "metrics" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        (run_folder / "tags").mkdir(parents=True, exist_ok=True)
        (run_folder / "meta.yaml").write_text(
            f"artifact_uri: file:///x\nend_time: {end}\nexperiment_id: '{home.name}'\nlifecycle_stage: active\n"
            f"run_id: {identity}\nrun_name: owl-{identity}\nstart_time: 1794999990000\nstatus: {state}\ntags: []\n"
        )
    return store


def written(folder: Path, name: str, data: Any) -> str:
    """A file of an export: text as it is, all else as JSON."""
    (folder / name).write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return name
