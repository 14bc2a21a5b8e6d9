"""MLflow's database, SQLite: what it writes by default since 3.7. It is opened for reading, and nothing in it is run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from prospectus.ground.language import filled
from prospectus.writing.measuring.exports.facts import MODEL_VERSION
from prospectus.writing.measuring.exports.moment import moment
from prospectus.writing.measuring.exports.trouble import MOST_RUNS, MOST_VALUES, NOT_READ
from prospectus.writing.measuring.measurement import MeasureError, Measurement, Run

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.ground.language import Text

_MOST_STEPS = 200
"""How many times a query may take another million instructions of the database's machine."""

_ENDLESS = 1.7e308
"""MLflow writes infinity as the greatest number that the database knows."""

_RUNS = """
    SELECT r.run_uuid, r.name, r.status, r.end_time, r.start_time, e.name,
           (SELECT value FROM tags WHERE run_uuid = r.run_uuid AND key = 'mlflow.runName'),
           coalesce((SELECT value FROM tags WHERE run_uuid = r.run_uuid AND key = ?),
                    (SELECT value FROM params WHERE run_uuid = r.run_uuid AND key = ?))
    FROM runs r LEFT JOIN experiments e ON e.experiment_id = r.experiment_id
    WHERE coalesce(r.lifecycle_stage, 'active') = 'active' AND coalesce(e.lifecycle_stage, 'active') = 'active'
    ORDER BY coalesce(r.end_time, r.start_time) DESC LIMIT ?"""
_VALUES = "SELECT key, value, is_nan FROM latest_metrics WHERE run_uuid = ? ORDER BY key LIMIT ?"

_NOT_READABLE: Text = {
    "en": "is no database of MLflow that can be read ({0})",
    "ko": "읽을 수 있는 MLflow 데이터베이스가 아닙니다 ({0})",
}


def runs_of_database(path: Path) -> tuple[Run, ...]:
    """The runs in a database; deleted ones, and those of deleted experiments, are none."""
    rows = _asked(path, _RUNS, (MODEL_VERSION, MODEL_VERSION, MOST_RUNS))
    return tuple(
        Run(
            str(identity),
            partial(_measurements, path, identity),
            str(name or tag or ""),
            str(state or ""),
            moment(ended) or moment(started),
            str(experiment or ""),
            str(version) if version else None,
        )
        for identity, name, state, ended, started, experiment, tag, version in rows
    )


def _measurements(path: Path, identity: str) -> list[Measurement]:
    rows = _asked(path, _VALUES, (identity, MOST_VALUES))
    return [Measurement(str(key), _number(value, is_nan=bool(is_nan))) for key, value, is_nan in rows]


def _number(value: Any, *, is_nan: bool) -> float | str:  # noqa: ANN401 - SQLite's columns hold anything
    if is_nan:
        return float("nan")
    if not isinstance(value, int | float):
        return str(value)
    return float("inf") if abs(value) > _ENDLESS else value


def _asked(path: Path, query: str, facts: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """What a query gives; a database that a stranger made may have endless views, and is stopped."""
    steps = iter(range(_MOST_STEPS))
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            database.set_progress_handler(lambda: next(steps, None) is None, 1_000_000)
            return database.execute(query, facts).fetchall()
    except (sqlite3.Error, MemoryError, OverflowError) as error:
        raise MeasureError(filled(NOT_READ, path, filled(_NOT_READABLE, error))) from None
