"""The folders that Weights & Biases writes beside a training: ``wandb/run-20261018_101500-1jx1ud12/files/``."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path

from prospectus.ground.regular_file import read_regular
from prospectus.writing.measuring.exports.facts import named_numbers
from prospectus.writing.measuring.exports.moment import moment
from prospectus.writing.measuring.exports.trouble import MOST_BYTES
from prospectus.writing.measuring.measurement import Run

SUMMARY = "wandb-summary.json"


def is_wandb_folder(folder: Path) -> bool:
    """Whether a folder holds runs of Weights & Biases, or is one."""
    return any(True for _ in _summaries(folder))


def runs_of_wandb_folder(folder: Path) -> tuple[Run, ...]:
    """The runs in a folder; each is called by the end of its folder's name."""
    return tuple(_run(file) for file in _summaries(folder))


def is_offline(folder: Path) -> bool:
    """Whether a folder holds runs that were written offline: they have their values in a file of W&B's own alone."""
    try:
        return any(
            entry.name.startswith("offline-run-") or entry.name.endswith(".wandb") for entry in os.scandir(folder)
        )
    except OSError:
        return False


def _summaries(folder: Path) -> list[Path]:
    """The summaries of the runs, the oldest first; ``latest-run`` is a link to one of them."""
    if (folder / SUMMARY).is_file():
        return [folder / SUMMARY]
    if (folder / "files" / SUMMARY).is_file():
        return [folder / "files" / SUMMARY]
    try:
        names = sorted(
            entry.name
            for entry in os.scandir(folder)
            if entry.is_dir(follow_symlinks=False) and entry.name.startswith(("run-", "offline-run-"))
        )
    except OSError:
        return []
    return [file for name in names if (file := folder / name / "files" / SUMMARY).is_file()]


def _run(file: Path) -> Run:
    """The run of a summary; one that died before it wrote a summary that can be read did not finish."""
    holder = file.parent.parent if file.parent.name == "files" else file.parent
    name = Path(os.path.realpath(holder)).name.rpartition("-")[2]
    try:
        summary = json.loads(read_regular(file, MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        summary = None
    if not isinstance(summary, dict) or not summary:
        return Run(name, list, state="crashed")
    return Run(name, partial(named_numbers, summary, str(file)), ended=moment(summary.get("_timestamp")))
