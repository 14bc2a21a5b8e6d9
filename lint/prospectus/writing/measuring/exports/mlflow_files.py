"""MLflow's file store: a folder ``mlruns`` with a folder an experiment, in it one a run, in it one file a metric.

MLflow writes it by default before 3.7; since 3.13 it refuses to, unless ``MLFLOW_ALLOW_FILE_STORE`` is set. Old stores stay.
Links are not followed.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from prospectus.ground.regular_file import read_regular
from prospectus.writing.measuring.exports.facts import MODEL_VERSION, text_of
from prospectus.writing.measuring.exports.moment import moment
from prospectus.writing.measuring.exports.trouble import MOST_BYTES, MOST_RUNS, MOST_VALUES, TOO_MANY, broken
from prospectus.writing.measuring.measurement import Measurement, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text

META = "meta.yaml"
_MOST_META = 200_000
_STATES = {1: "running", 2: "scheduled", 3: "finished", 4: "failed", 5: "killed"}
"""What MLflow's numbers for the state of a run stand for."""

_TAIL = 3
"""A line of a metric's file has a time, a value and a step; those of old versions no step."""

_BROKEN: Text = {"en": "is no metric of MLflow: '{0}'", "ko": "MLflow 지표 파일이 아닙니다: '{0}'"}
_NOT_READ: Text = {"en": "cannot be read ({0})", "ko": "읽을 수 없습니다 ({0})"}


def is_file_store(folder: Path) -> bool:
    """Whether a folder is a store, an experiment or a run of MLflow."""
    return (folder / META).is_file() or any(True for _ in _with_meta(folder))


def runs_of_file_store(folder: Path) -> tuple[Run, ...]:
    """The runs of a store, of an experiment, or the one that a folder is; deleted ones are none."""
    found: list[Run] = []
    for run, experiment in _runs(folder):
        meta = _meta(run)
        if meta is None or meta.get("lifecycle_stage") == "deleted":
            continue
        status = meta.get("status")
        found.append(
            Run(
                text_of(meta.get("run_id")) or text_of(meta.get("run_uuid")) or run.name,
                partial(_measurements, run),
                text_of(meta.get("run_name"))
                or text_of(meta.get("name"))
                or _said(run, "tags", "mlflow.runName")
                or "",
                _STATES.get(status, "running") if isinstance(status, int) else str(status or ""),
                moment(meta.get("end_time")) or moment(meta.get("start_time")),
                experiment,
                _said(run, "tags", MODEL_VERSION) or _said(run, "params", MODEL_VERSION),
            )
        )
        if len(found) > MOST_RUNS:
            broken(folder, TOO_MANY, MOST_RUNS)
    return tuple(found)


def _runs(folder: Path) -> Iterator[tuple[Path, str]]:
    """The folders of the runs below one, with the names of their experiments."""
    if (folder / "metrics").is_dir():
        experiment = _meta(folder.parent) or {}
        yield folder, text_of(experiment.get("name")) or ""
        return
    own = _meta(folder)
    for inner in [folder] if own else _with_meta(folder):
        experiment = _meta(inner) or {}
        if experiment.get("lifecycle_stage") != "deleted":
            name = text_of(experiment.get("name")) or inner.name
            yield from ((run, name) for run in _with_meta(inner))


def _with_meta(folder: Path) -> Iterator[Path]:
    """The folders in a folder that have a ``meta.yaml``, by name; what begins with a dot is MLflow's waste bin."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        broken(folder, _NOT_READ, error.strerror or error)
    for entry in entries:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".") and (path / META).is_file():
            yield path


def _meta(folder: Path) -> dict[str, Any] | None:
    """What a folder says of itself; None where it says nothing that can be read."""
    file = folder / META
    if file.is_symlink():
        return None
    try:
        read = yaml.load(read_regular(file, _MOST_META), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe one
    except (OSError, yaml.YAMLError, ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _said(run: Path, kind: str, name: str) -> str | None:
    file = run / kind / name
    if file.is_symlink():
        return None
    try:
        return read_regular(file, _MOST_META).decode("utf-8", "replace").strip() or None
    except OSError:
        return None


def _measurements(run: Path) -> list[Measurement]:
    """The value of the last step of each metric; ``val/auc`` is the file ``auc`` in the folder ``val``."""
    found = []
    root = run / "metrics"
    for above, folders, files in os.walk(root):
        folders.sort()
        for name in sorted(files):
            file = Path(above, name)
            if not file.is_symlink():
                found.append(Measurement(file.relative_to(root).as_posix(), _last(file)))
            if len(found) > MOST_VALUES:
                broken(root, TOO_MANY, MOST_VALUES)
    return found


def _last(file: Path) -> float:
    try:
        text = read_regular(file, MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        broken(file, _NOT_READ, error.strerror or error)
    last: tuple[int, int, float] | None = None
    for line in text.splitlines():
        parts = line.split()
        if not parts:
            continue
        try:
            step = int(parts[2]) if len(parts) >= _TAIL else 0
            point = step, int(parts[0]), float(parts[1])
        except (ValueError, IndexError):
            broken(file, _BROKEN, line[:80])
        last = point if last is None or point[:2] >= last[:2] else last
    if last is None:
        broken(file, _BROKEN, "")
    return last[2]
