"""Exports in CSV: a record a row, a run a row (MLflow, Weights & Biases, one's own), a step a row, and W&B's charts."""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import TYPE_CHECKING

from prospectus.ground.language import filled
from prospectus.writing.measuring.amount import is_amount
from prospectus.writing.measuring.exports.facts import MODEL_VERSION, NAMES, SAID, context_of
from prospectus.writing.measuring.exports.moment import moment
from prospectus.writing.measuring.exports.trouble import MOST_RUNS, TOO_MANY, broken
from prospectus.writing.measuring.measurement import Export, MeasureError, Measurement, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.ground.language import Text

    Row = dict[str, str]

_NUL: Text = {"en": "is no text: it holds a NUL character", "ko": "텍스트가 아닙니다. NUL 문자가 들어 있습니다"}
_NO_CSV: Text = {"en": "line {0}: is no CSV: {1}", "ko": "{0}번째 줄: CSV가 아닙니다: {1}"}
_NO_ROWS: Text = {"en": "has no row below its header", "ko": "머리글 아래에 행이 없습니다"}
_NO_HEADER: Text = {
    "en": "has no header: name the columns `metric,value`, or each column after a metric",
    "ko": "머리글이 없습니다. 열 이름을 `metric,value`로 하거나 열마다 지표 이름을 쓰세요",
}
_TWICE: Text = {"en": "has two columns '{0}'", "ko": "'{0}' 열이 두 개입니다"}

_IDS = ("run_id", "run id", "id")
_CALLED = ("name", "run_name", "run name", "tags.mlflow.runname")
_STATES = ("state", "status")
_MOMENTS = ("end_time", "end time", "_timestamp", "created", "created_at", "start_time", "start time", "date")
_STEPS = frozenset({"step", "_step", "epoch", "iteration"})
_CHARTED = frozenset({"step", "relative time (wall)", "relative time (process)", "wall time", "global_step"})
_BESIDE = ("__min", "__max")
"""What W&B's charts put beside each line: the least and the greatest value of what was averaged."""


def read_csv(text: str, name: str) -> Export:
    """What a CSV text holds; raises ``MeasureError`` where that is no table of values."""
    if "\0" in text:
        broken(name, _NUL)
    header, rows = _table(text, name)
    columns = {column.casefold(): column for column in header}
    if len(columns) < len(header):
        folded = [column.casefold() for column in header]
        broken(name, _TWICE, next(one for one in folded if folded.count(one) > 1))
    if "value" in columns and any(key in columns for key in NAMES):
        return Export(measurements=tuple(_records(rows, columns)))
    if any(column.endswith(_BESIDE) for column in columns) or (
        header[0].casefold() in _CHARTED and all(" - " in column for column in header[1:])
    ):
        return Export(tuple(_charted(header, rows)))
    if not any(is_amount(cell) for row in rows for cell in row.values()):
        broken(name, _NO_HEADER)
    if any(column in _STEPS for column in columns) and not any(column in columns for column in ("run_id", "run id")):
        return Export((_history(rows, columns),))
    return Export(tuple(_run(row, columns) for row in rows))


def _table(text: str, name: str) -> tuple[list[str], list[Row]]:
    """The names of the columns, and the rows by them."""
    lines = text.lstrip("\ufeff")
    first = lines.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        header = [column.strip() for column in next(reader, [])]
        if not any(header) or all(not column or is_amount(column) for column in header):
            broken(name, _NO_HEADER)
        header = [column or f"column {at}" for at, column in enumerate(header, 1)]  # pandas' index has no name
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append({column: cell.strip() for column, cell in zip(header, cells, strict=False)})
            if len(rows) > MOST_RUNS * 10:
                broken(name, TOO_MANY, MOST_RUNS * 10)
    except csv.Error as error:
        raise MeasureError(
            filled({"en": "{0}: {1}", "ko": "{0}: {1}"}, name, filled(_NO_CSV, reader.line_num, error))
        ) from None
    if not rows:
        broken(name, _NO_ROWS)
    return header, rows


def _records(rows: Iterable[Row], columns: Row) -> Iterator[Measurement]:
    metric = next(columns[key] for key in NAMES if key in columns)
    said = {key: columns[key] for key in (*SAID, "ci", "ci_low", "ci_high") if key in columns}
    for row in rows:
        if row.get(metric) and row.get(columns["value"]):
            context = context_of({key: row.get(column) or None for key, column in said.items()})
            yield Measurement(row[metric], row[columns["value"]], context)


def _first(row: Row, columns: Row, names: Iterable[str]) -> str:
    return next((row[columns[name]] for name in names if name in columns and row.get(columns[name])), "")


def _run(row: Row, columns: Row) -> Run:
    """A row as a run. Only in a table of one's own may columns say what is said of all values of the row."""
    is_of_tracker = any(name in columns for name in (*_IDS, *_STATES, "runtime"))
    said = {} if is_of_tracker else {key: row.get(columns[key], "") for key in SAID if key in columns}
    version = next((columns[key] for key in columns if key.split(".")[-1] == MODEL_VERSION), None)
    return Run(
        _first(row, columns, _IDS),
        partial(_measurements, row, frozenset(said)),
        _first(row, columns, _CALLED),
        _first(row, columns, _STATES),
        next((at for name in _MOMENTS if name in columns and (at := moment(row.get(columns[name]))) is not None), None),
        _first(row, columns, ("experiment_id", "experiment")),
        row.get(version) or None if version else None,
    )


_IDENTITY = frozenset({*_IDS, *_CALLED, *_STATES, *_MOMENTS, "experiment_id", "runtime", "duration", *_STEPS})


def _measurements(row: Row, said: frozenset[str]) -> list[Measurement]:
    """The values of a row: of MLflow's, which name what is a metric, those alone."""
    is_of_mlflow = any(column.startswith("metrics.") for column in row)
    context = context_of({key: row[column] for column in row if (key := column.casefold()) in said})
    found = []
    beside = _IDENTITY | said
    for column, cell in row.items():
        if column.casefold() in beside or not is_amount(cell):
            continue
        if is_of_mlflow and not column.startswith("metrics."):
            continue
        found.append(Measurement(column.removeprefix("metrics."), cell, context))
    return found


def _history(rows: Iterable[Row], columns: Row) -> Run:
    found: dict[str, Measurement] = {}
    ended: float | None = None
    stamp = columns.get("_timestamp")
    for row in _in_order(rows, columns.get("_step")):
        found.update((one.name, one) for one in _measurements(row, frozenset()) if not one.name.startswith("_"))
        ended = (moment(row.get(stamp)) if stamp else None) or ended
    return Run("", lambda: [*found.values()], ended=ended)


def _in_order(rows: Iterable[Row], column: str | None) -> Iterable[Row]:
    """Rows in the order of their steps, where each tells one: a table may show the newest first."""
    if column is None:
        return rows
    rows = [*rows]
    try:
        return sorted(rows, key=lambda row: float(row.get(column, "")))
    except ValueError:
        return rows


def _charted(header: list[str], rows: list[Row]) -> Iterator[Run]:
    """The runs of a chart: each column is named after its run and its metric."""
    values: dict[str, dict[str, Measurement]] = {}
    for column in header[1:]:
        if column.casefold().endswith(_BESIDE):
            continue
        run, _, metric = column.rpartition(" - ")
        cells = [cell for row in rows if is_amount(cell := row.get(column, ""))]
        if cells and not metric.startswith("_"):
            values.setdefault(run, {})[metric] = Measurement(metric, cells[-1])
    for run, found in values.items():
        yield Run(run, partial(list, found.values()), run)
