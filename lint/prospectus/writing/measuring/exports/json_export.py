"""Exports in JSON: plain values, records, runs of MLflow and of Weights & Biases, and histories a line a step."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from prospectus.writing.measuring.exports.facts import (
    MODEL_VERSION,
    SAID,
    context_of,
    is_record,
    name_of,
    named_numbers,
    text_of,
)
from prospectus.writing.measuring.exports.history import last_values
from prospectus.writing.measuring.exports.moment import moment
from prospectus.writing.measuring.exports.trouble import MOST_RUNS, TOO_MANY, broken
from prospectus.writing.measuring.measurement import Context, Export, Measurement, Run

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_NO_JSON: Text = {"en": "is no JSON: {0}", "ko": "JSON이 아닙니다: {0}"}
_TOO_DEEP: Text = {"en": "is nested too deeply", "ko": "중첩이 너무 깊습니다"}
_NOT_READ: Text = {
    "en": "holds neither values by name, nor records, nor runs",
    "ko": "이름별 값도, 기록도, 실행도 들어 있지 않습니다",
}
_NO_VALUE: Text = {"en": "the value of '{0}' is neither a number nor a text", "ko": "'{0}' 값이 숫자도 글도 아닙니다"}

_SUMMARIES = ("summary", "summary_metrics", "summaryMetrics")
"""Where Weights & Biases keeps the last values of a run."""


def read_json(text: str, name: str) -> Export:
    """What a JSON text holds; raises ``MeasureError`` where it holds no values."""
    return _read(name, partial(json.loads, text))


def read_json_lines(text: str, name: str) -> Export:
    """What a text holds that has one JSON value a line."""
    return _read(name, lambda: [json.loads(line) for line in text.splitlines() if line.strip()])


def _read(name: str, load: Any) -> Export:  # noqa: ANN401 - a function
    try:
        return _export(load(), name)
    except RecursionError:
        broken(name, _TOO_DEEP)
    except ValueError as error:  # also a number of 5,000 digits
        broken(name, _NO_JSON, error)


def _export(data: Any, name: str) -> Export:  # noqa: ANN401 - any JSON
    if isinstance(data, list):
        return _of_list([item for item in data if isinstance(item, dict)], name)
    if not isinstance(data, dict):
        broken(name, _NOT_READ)
    if (items := _items(data)) is not None:
        return _of_list(items, name)
    if isinstance(metrics := data.get("metrics"), list) and metrics and all(map(is_record, metrics)):
        said = context_of(data)
        return Export(measurements=tuple(_measurement(item, name, said) for item in metrics))
    if any(key in data for key in ("_timestamp", "_step", "_runtime", "_wandb")):  # wandb-summary.json
        return Export((Run("", partial(named_numbers, data, name), ended=moment(data.get("_timestamp"))),))
    said = context_of({key: value for key, value in data.items() if isinstance(value, str)})
    values = {key: value for key, value in data.items() if not (key in SAID and isinstance(value, str))}
    found = [one._replace(context=one.context.over(said)) for one in named_numbers(values, name)]
    if not found:
        broken(name, _NOT_READ)
    return Export(measurements=tuple(found))


def _items(data: dict[str, Any]) -> list[dict[str, Any]] | None:
    """What a mapping holds as a list: runs, as MLflow's server answers, or one run or record; None where it is none of these."""
    for key in ("run", "runs"):
        below = data.get(key)
        items: list[Any] = below if isinstance(below, list) else [below]
        if items and all(map(_is_run, items)):
            return items
    return [data] if _is_run(data) or is_record(data) else None


def _of_list(items: list[dict[str, Any]], name: str) -> Export:
    if not items:
        broken(name, _NOT_READ)
    if len(items) > MOST_RUNS and not any("_step" in item for item in items[:1]):
        broken(name, TOO_MANY, MOST_RUNS)
    if all(map(is_record, items)):
        return Export(measurements=tuple(_measurement(item, name) for item in items))
    if all(map(_is_run, items)):
        return Export(tuple(_run(item, name) for item in items))
    if any("_step" in item for item in items):
        return Export((last_values(items, name),))
    return Export(tuple(_row(item, name) for item in items))


def _measurement(record: dict[str, Any], name: str, said: Context | None = None) -> Measurement:
    value, metric = record["value"], name_of(record) or ""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        broken(name, _NO_VALUE, metric)
    context = context_of(record)
    return Measurement(metric, value, context.over(said) if said else context)


def _is_run(value: Any) -> bool:  # noqa: ANN401 - any JSON
    if not isinstance(value, dict):
        return False
    return _is_of_mlflow(value) or any(isinstance(value.get(key), dict) for key in _SUMMARIES)


def _is_of_mlflow(value: dict[str, Any]) -> bool:
    return isinstance(value.get("info"), dict) and isinstance(value.get("data"), dict)


def _run(value: dict[str, Any], name: str) -> Run:
    if _is_of_mlflow(value):
        return _of_mlflow(value["info"], value["data"], name)
    summary = next(value[key] for key in _SUMMARIES if isinstance(value.get(key), dict))
    created = moment(value.get("heartbeat_at")) or moment(value.get("created_at")) or moment(value.get("createdAt"))
    config = value.get("config")
    return Run(
        text_of(value.get("id")) or "",
        partial(named_numbers, summary, name),
        text_of(value.get("name")) or text_of(value.get("display_name")) or "",
        text_of(value.get("state")) or "",
        moment(summary.get("_timestamp")) or created,
        text_of(value.get("project")) or "",
        text_of(config.get(MODEL_VERSION)) if isinstance(config, dict) else None,
    )


def _of_mlflow(info: dict[str, Any], data: dict[str, Any], name: str) -> Run:
    """A run as ``mlflow runs describe`` prints it, or as the server answers, where lists stand for mappings."""
    tags, params = _by_key(data.get("tags")), _by_key(data.get("params"))
    return Run(
        text_of(info.get("run_id")) or text_of(info.get("run_uuid")) or "",
        partial(named_numbers, _by_key(data.get("metrics")), name),
        text_of(info.get("run_name")) or text_of(tags.get("mlflow.runName")) or "",
        "deleted" if info.get("lifecycle_stage") == "deleted" else text_of(info.get("status")) or "",
        moment(info.get("end_time")) or moment(info.get("start_time")),
        text_of(info.get("experiment_id")) or "",
        text_of(tags.get(MODEL_VERSION)) or text_of(params.get(MODEL_VERSION)),
    )


def _by_key(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """A mapping, or a list of keys with values as one."""
    if isinstance(value, list):
        return {str(item["key"]): item.get("value") for item in value if isinstance(item, dict) and "key" in item}
    return value if isinstance(value, dict) else {}


def _row(item: dict[str, Any], name: str) -> Run:
    """A mapping of a list as a run: its names are values, and some say which run it is."""
    identity = text_of(item.get("run_id")) or text_of(item.get("id")) or ""
    said = context_of({key: value for key, value in item.items() if isinstance(value, str)})
    values = {key: value for key, value in item.items() if key not in {"run_id", "id", "name", "state", "status"}}

    def measurements() -> list[Measurement]:
        return [one._replace(context=one.context.over(said)) for one in named_numbers(values, name)]

    return Run(
        identity,
        measurements,
        text_of(item.get("name")) or "",
        text_of(item.get("state")) or text_of(item.get("status")) or "",
        moment(item.get("_timestamp")) or moment(item.get("date")),
    )
