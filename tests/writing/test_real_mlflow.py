"""Stores that MLflow itself has written: read by us, without it. ``nox -s trackers`` installs it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from support.measuring import measured

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(find_spec("mlflow") is None, reason="MLflow is not installed: nox -s trackers")

TRAINING = """
import json, sys, mlflow
mlflow.set_tracking_uri(sys.argv[1])
mlflow.set_experiment("churn")
for number in range(2):
    with mlflow.start_run(run_name=f"owl-{number}"):
        mlflow.log_param("lr", 0.1)
        for step in range(3):
            mlflow.log_metric("val/auc", 0.80 + number / 100 + step / 1000, step=step)
        mlflow.log_metric("loss", float("nan"))
with mlflow.start_run(run_name="failed") as failed:
    mlflow.log_metric("val/auc", 0.99)
mlflow.MlflowClient().set_terminated(failed.info.run_id, "FAILED")
with mlflow.start_run(run_name="deleted") as deleted:
    mlflow.log_metric("val/auc", 0.98)
mlflow.delete_run(deleted.info.run_id)
found = mlflow.search_runs(filter_string="attributes.run_name = 'owl-1'", output_format="list")
json.dump(found[0].to_dictionary(), open("run.json", "w"))
"""


def train(folder: Path, where: str) -> None:
    environment = {**os.environ, "MLFLOW_ALLOW_FILE_STORE": "true", "MLFLOW_DISABLE_TELEMETRY": "true"}
    (folder / "training.py").write_text(TRAINING)
    subprocess.run(
        [sys.executable, "training.py", where],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        timeout=300,
    )


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("file:./mlruns", "mlruns"),
        ("file:./mlruns", "run.json"),
        pytest.param(
            "sqlite:///mlflow.db",
            "mlflow.db",
            marks=pytest.mark.skipif(find_spec("sqlalchemy") is None, reason="its database needs SQLAlchemy"),
        ),
    ],
)
def test_what_mlflow_wrote(tmp_path: Path, where: str, source: str):
    train(tmp_path, where)
    (tmp_path / "prospectus.toml").write_text(
        '[measure.map]\n"val/auc" = {metric = "churn:auc", dataset = "subs-test"}\n'
    )
    done = measured(tmp_path, "churn", "--from", source, today="2199-01-01")
    assert done.code in {0, 1}, done.err  # a document of 2026 is old by then
    assert "- {value: 0.812, date: " in done.put_in
    assert "phase: offline, dataset: subs-test, version: owl-1}" in done.put_in
    assert done.err.splitlines()[-1] == "left out: 1 name of no metric (loss)"
    assert measured(tmp_path, "churn", "--from", source, today="2199-01-01").put_in == ""
