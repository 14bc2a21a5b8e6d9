"""``prospectus measure --from``: the exports of trackers, as they write them, and files that are none."""

from __future__ import annotations

import json
import os
import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospectus.contract.contract import standard_contract
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.writing.measuring.changes import Given, changes
from prospectus.writing.measuring.choice import chosen
from prospectus.writing.measuring.exports.reading import read_text
from prospectus.writing.measuring.measurement import MeasureError
from prospectus.writing.measuring.plan import planned
from support.command import run
from support.measuring import CHURN, file_store, measured, mlflow_run, table, written

if TYPE_CHECKING:
    from pathlib import Path

CONTRACT = standard_contract()
OWN = ("--version", "0.4", "--dataset", "subs-test")
WANDB = {
    "_wandb": {"runtime": 412},
    "_runtime": 412.7,
    "_timestamp": 1794304800.5,
    "_step": 30,
    "auc": 0.83,
    "val/loss": 0.4,
    "epoch": 3,
    "best": {"max": 0.9},
    "confusion": {"_type": "table-file", "nrows": 4},
    "sweep_started": True,
}
RUN = {
    "id": "1jx1ud12",
    "name": "jolly-haze-4",
    "state": "finished",
    "project": "churn",
    "created_at": "2026-11-10T10:00:00Z",
    "config": {"lr": 0.1, "model_version": "0.4"},
    "summary": WANDB,
}
UI = ["Name", "State", "Notes", "User", "Tags", "Created", "Runtime", "Sweep", "dataset", "lr", "auc", "val/loss"]
MLFLOW = ["run_id", "experiment_id", "status", "artifact_uri", "start_time", "end_time", "metrics.auc", "metrics.loss"]


def ml_row(identity: str, state: str, end: str, auc: str) -> list[str]:
    return [identity, "1", state, "/x", end, end, auc, "0.4", "0.1", "owl"]


SHAPES: dict[str, tuple[str, Any, tuple[str, ...], str]] = {
    "a mapping": ("metrics.json", {"auc": 0.83, "loss": 0.4}, OWN, "0.83 2026-11-26 0.4"),
    "a mapping below another": ("m.json", {"auc": {"value": "83%", "ci": [0.8, "85%"]}}, OWN, "0.83 2026-11-26 0.4"),
    "a mapping that says more": (
        "m.json",
        {"auc": 0.83, "date": "2026-11-01", "version": "0.4", "dataset": "subs-test", "phase": "offline"},
        (),
        "0.83 2026-11-01 0.4",
    ),
    "texts": ("metrics.json", {"roc_auc": "0.83"}, OWN, "0.83 2026-11-26 0.4"),
    "records": (
        "m.json",
        [{"metric": "auc", "value": 0.83, "date": "2026-11-02", "version": 0.4, "dataset": "subs-test"}],
        (),
        "0.83 2026-11-02 0.4",
    ),
    "one record": ("m.json", {"metric": "auc", "value": 0.83}, OWN, "0.83 2026-11-26 0.4"),
    "metrics with a head": (
        "m.json",
        {"version": "0.4", "dataset": "subs-test", "metrics": [{"name": "auc", "value": 0.83}]},
        (),
        "0.83 2026-11-26 0.4",
    ),
    "rows": ("m.json", [{"id": "a", "auc": 0.8}, {"id": "b", "auc": 0.83}], OWN, "0.83 2026-11-26 0.4"),
    "long csv": (
        "m.csv",
        table(["metric", "value", "date", "dataset", "version"], ["auc", "0.83", "2026-11-03", "subs-test", "0.4"]),
        (),
        "0.83 2026-11-03 0.4",
    ),
    "long csv with other signs": (
        "m.csv",
        "\ufeff" + table(["Metric", "Value", "CI"], ["auc", "83%", "0.8..0.85"], delimiter=";").replace("\n", "\r\n"),
        OWN,
        "0.83 2026-11-26 0.4",
    ),
    "wide csv": (
        "m.csv",
        table(["date", "version", "auc", "note"], ["2026-10-30", "0.3b", "0.8", "x"], ["2026-11-04", "0.4", "0.83", ""]),
        ("--dataset", "subs-test"),
        "0.83 2026-11-04 0.4",
    ),
    "mlflow runs describe": ("run.json", mlflow_run(auc=0.83, loss=0.1), OWN, "0.83 2026-11-19 0.4"),
    "mlflow's server": (
        "run.json",
        {
            "runs": [
                {
                    "info": {"run_id": "a" * 32, "status": "FINISHED", "end_time": "1794304800000"},
                    "data": {"metrics": [{"key": "auc", "value": 0.83, "timestamp": 1, "step": 3}]},
                }
            ]
        },
        OWN,
        "0.83 2026-11-10 0.4",
    ),
    "mlflow experiments csv": (
        "runs.csv",
        table(
            [*MLFLOW, "params.lr", "tags.mlflow.runName"],
            ml_row("c" * 32, "FAILED", "2026-11-20 07:11:51.063+00:00", "0.9"),
            ml_row("b" * 32, "FINISHED", "2026-11-12 07:11:51.063+00:00", "0.83"),
            ml_row("a" * 32, "FINISHED", "2026-11-10 07:11:51+00:00", "0.8"),
        ),
        OWN,
        "0.83 2026-11-12 0.4",
    ),
    "wandb-summary": ("wandb-summary.json", WANDB, OWN, "0.83 2026-11-10 0.4"),
    "wandb's api": ("runs.json", [{**RUN, "id": "x", "state": "crashed"}, RUN], OWN[2:], "0.83 2026-11-10 0.4"),
    "wandb's history": (
        "history.jsonl",
        "\n".join(json.dumps({"_step": at, "_timestamp": 1794304800 + at, "auc": 0.8 + at / 100}) for at in range(4)),
        OWN,
        "0.83 2026-11-10 0.4",
    ),
    "a history with gaps": (
        "metrics.csv",
        table(["epoch", "step", "auc", "loss"], ["0", "5", "0.8", ""], ["1", "9", "0.83", ""], ["1", "10", "", "0.3"]),
        OWN,
        "0.83 2026-11-26 0.4",
    ),
    "wandb's table": (
        "wandb_export_2026-11-20T10_00_00.000+09_00.csv",
        table(
            UI,
            ["jolly-haze-4", "running", "-", "dana", "", "2026-11-20T01:00:00.000Z", "4", "", "d", "0.1", "0.9", "1"],
            ["calm-lake-3", "finished", "-", "dana", "", "2026-11-10T10:00:00.000Z", "4", "", "d", "0.1", "0.83", "1"],
        ),
        OWN,
        "0.83 2026-11-10 0.4",
    ),
    "wandb's chart": (
        "chart.csv",
        table(["Step", "calm-lake-3 - auc", "calm-lake-3 - auc__MIN", "calm-lake-3 - auc__MAX"], *(
            [str(at), str(0.8 + at / 100), "0", "1"] for at in range(4)
        )),
        OWN,
        "0.83 2026-11-26 0.4",
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_exports_of_trackers(tmp_path: Path, shape: str):
    name, data, options, expected = SHAPES[shape]
    done = measured(tmp_path, "churn", "--from", written(tmp_path, name, data), *options)
    value, day, version = expected.split()
    assert f'- {{value: {value}, date: {day}, phase: offline, dataset: subs-test, version: "{version}"' in done.put_in
    assert (done.code, done.taken_out, done.put_in.count("\n")) == (0, "", 1)
    again = measured(tmp_path, "churn", "--from", name, *options)
    assert (again.code, again.put_in) == (0, "")
    assert "is there already" in again.out


def test_the_run_names_itself_and_its_model(tmp_path: Path):
    done = measured(
        tmp_path, "churn", "--from", written(tmp_path, "m.json", [mlflow_run(1, auc=0.83), mlflow_run(2, auc=0.8)])
    )
    assert done.err == f"run kind-owl-2 ({2:032x})\n"
    assert "- {value: 0.8, date: 2026-11-20, phase: offline, version: kind-owl-2}" in done.put_in
    for word in (f"{1:032x}", "kind-owl-1", f"{1:032x}"[:-1] + "1"):
        assert "value: 0.83" in measured(tmp_path, "churn", "--from", "m.json", "--run", word, "--dry-run").out


@pytest.mark.parametrize(
    ("runs", "options", "words"),
    [
        ([mlflow_run(1, "RUNNING", auc=0.8)], (), "holds no finished run; name one with --run (kind-owl-1"),
        ([mlflow_run(1, auc=0.8)], ("--run", "kind-owl-7"), "holds no run 'kind-owl-7'; did you mean 'kind-owl-1'?"),
        ([mlflow_run(1, auc=0.8), mlflow_run(2, auc=0.8)], ("--run", "0000"), "may be any of these runs"),
        ([mlflow_run(1, auc=0.8)], ("--experiment", "x"), "has no experiment 'x'"),
        ({"auc": 0.8}, ("--run", "x"), "holds values and no runs; leave out --run"),
        ({"acc": 0.8}, OWN, "none of its names is a metric: acc;"),
        ({"auc": float("nan")}, OWN, "auc: 'nan' is no finite number"),
        ({"auc": float("inf")}, OWN, "auc: 'inf' is no finite number"),
        ({"auc": 10**400}, OWN, "is no finite number, and measures nothing"),
        ({"auc": 0.8, "roc_auc": 0.9}, OWN, "'auc' and 'roc_auc' are both the value of auc on 2026-11-26, and differ"),
        ({"auc": 0.8}, (), "auc: say which model was measured"),
        ([], (), "holds neither values by name, nor records, nor runs"),
        ("0.8", (), "has no header"),
        ('{"auc": 0.8', (), "is no JSON"),
        ("[" * 100_000, (), "is nested too deeply"),
        ('{"a":' * 100_000, (), "is nested too deeply"),
        ('{"auc": ' + "9" * 5_000 + "}", (), "is no JSON"),
        ("", (), "is empty"),
        ("metric,value\n", (), "has no row below its header"),
        ("auc,auc\n1,2\n", (), "has two columns 'auc'"),
        ('metric,value\n"auc,0.8\n', (), "is no CSV"),
        ("metric,value\nauc," + "x" * 200_000, (), "is no CSV: field larger than field limit"),
        ("metric,value\nauc\0,0.8\n", (), "is no text: it holds a NUL character"),
        ('metric,value\nauc,"0,8"\n', OWN, "auc: '0,8' is no number"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_line(tmp_path: Path, runs: Any, options: tuple[str, ...], words: str):
    text = CHURN.replace("stage: design", "stage: prototype")
    done = measured(tmp_path, "churn", "--from", written(tmp_path, "m", runs), *options, text=text)
    assert words in done.err.splitlines()[-1]
    assert (done.code, done.put_in, done.out) == (2, "", "")
    assert "Traceback" not in done.err
    assert len(done.err) < 2_000


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"\x80\x03}q\x00.", b"\xff" * 10, b"SQLite format 3\0", b"PK\x03\x04\xff"]
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes):
    (tmp_path / "m.pkl").write_bytes(data)
    done = measured(tmp_path, "churn", "--from", "m.pkl")
    assert (done.code, done.put_in, done.err.count("\n")) == (2, "", 1)


def test_files_that_are_none(tmp_path: Path):
    os.mkfifo(tmp_path / "fifo")
    for name in ("fifo", "nothing.json", "docs", "/dev/zero"):
        done = measured(tmp_path, "churn", "--from", name)
        assert (done.code, done.put_in, done.err.count("\n")) == (2, "", 1)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path):
    with (tmp_path / "m.json").open("wb") as file:
        file.truncate(60_000_000)
    assert "cannot be read (larger than 50.0 MB)" in measured(tmp_path, "churn", "--from", "m.json").err


def test_utf_16_of_a_spreadsheet(tmp_path: Path):
    (tmp_path / "m.csv").write_bytes("metric\tvalue\nauc\t0.83\n".encode("utf-16"))
    assert "value: 0.83" in measured(tmp_path, "churn", "--from", "m.csv", *OWN).put_in


ODD = (
    '{"info": {"x": 1}, "summary": {"auc": 1}}',
    '[{"info": 5, "data": {}, "summary": {"auc": 1}}]',
    f'[{{"_step": 1{"0" * 400}, "auc": 1}}]',
)


@pytest.mark.parametrize("text", ODD)
def test_a_run_of_an_odd_shape_is_read(text: str):
    export = read_text(text.encode(), "m.json")
    assert [one.name for one in chosen(export.runs, "m.json", None, None).measurements()] == ["auc"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.csv", "_step,auc\n2,0.9\n1,0.5\n"),
        ("m.jsonl", '{"_step": 2, "auc": 0.9}\n{"_step": 1, "auc": 0.5}\n'),
    ],
)
def test_of_a_history_the_last_step_counts_in_each_format(name: str, text: str):
    (run_,) = read_text(text.encode(), name).runs
    assert [float(one.value) for one in run_.measurements() if one.name == "auc"] == [0.9]


NAMES = st.sampled_from(
    ["auc", "metric", "value", "name", "info", "data", "metrics", "summary", "config", "_step", "_timestamp", "date", "ci",
     "run", "runs", "key", "id", "state", "status", "end_time", "version", "document", "tags", "unit", "_type", "x"]
)  # fmt: skip
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["0.8", "83%", "churn", "2026-11-01", ""])
    | st.text(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(NAMES | st.text(max_size=3), below, max_size=6),
    max_leaves=20,
)
TEXTS = JSON.map(json.dumps) | st.lists(JSON.map(json.dumps)).map("\n".join) | st.text() | st.lists(
    st.lists(NAMES | st.text('0123456789.eE+-%,;"\t\r ', max_size=6), max_size=5).map(",".join)
).map("\n".join)  # fmt: skip


@given(TEXTS, st.sampled_from(["m.json", "m.csv", "m.jsonl", "m"]))
def test_any_text_is_read_or_refused(text: str, name: str):
    """Whatever a file holds: values that are written, or one error that says why not."""
    document = Document(Parsed(Source("churn.md", CHURN)), CONTRACT)
    try:
        export = read_text(text.encode("utf-8", "replace"), name)
        measurements = chosen(export.runs, name, None, None).measurements() if export.runs else export.measurements
        plan = planned(measurements, {"x": {"metric": "auc"}}, document, lambda _: document)
        for change in changes(plan.wanted, Given(date(2026, 11, 26), rounds=True)):
            assert change.after.problem is None
            assert change.after.source.text.endswith("Text with  two spaces.\n")
    except MeasureError:
        return


# -- the map ---------------------------------------------------------------------------------------------------------

MAP = """[measure.map]
"val/auc" = "churn:auc"
"test/auc" = {metric = "churn:auc", dataset = "subs-test", version = "0.4"}
p95 = {document = "churn", metric = "latency-p95", unit = "s", phase = "online"}
other = "taxi:mae"
"""


def test_the_map_says_which_metric_a_name_is(tmp_path: Path):
    (tmp_path / "prospectus.toml").write_text(MAP)
    data = {"val/auc": 0.84, "test/auc": 0.83, "p95": 0.18, "auc": 0.99, "loss": 1, "other": 3}
    done = measured(tmp_path, "churn", "--from", written(tmp_path, "m.json", data))
    assert done.err.splitlines() == [
        "left out: 2 names of no metric (auc, loss)",
        "left out: 1 name of other documents (other)",
    ]
    assert "value: 180, date: 2026-11-26, phase: online" in done.put_in
    assert '{value: 0.83, date: 2026-11-26, phase: offline, dataset: subs-test, version: "0.4"}' in done.put_in
    assert "{value: 0.84, date: 2026-11-26, phase: offline}" in done.put_in
    assert "0.99" not in done.put_in
    assert measured(tmp_path, "churn", "--from", "m.json").put_in == ""


def test_without_a_document_the_map_names_them(tmp_path: Path):
    (tmp_path / "prospectus.toml").write_text(MAP)
    taxi = tmp_path / "docs" / "projects" / "taxi.md"
    taxi.parent.mkdir(parents=True)
    taxi.write_text(
        CHURN.replace("id: churn\n", "id: taxi\n")
        .replace("id: auc", "id: mae")
        .replace("direction: max", "direction: min")
    )
    done = measured(tmp_path, "--from", written(tmp_path, "m.json", {"val/auc": 0.84, "other": 3, "auc": 1}))
    assert "value: 0.84" in done.put_in
    assert "value: 3" in taxi.read_text()
    assert "left out: 1 name of no metric (auc)" in done.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"a" = "churn:acu"', "[measure.map], \"a\": docs/projects/churn.md has no metric 'acu'; did you mean 'auc'?"),
        ('"a" = "chrun:auc"', "no document has the id 'chrun'; did you mean 'churn'?"),
        ('"a" = "auc"', '[measure.map], "a": says no document; write "document:metric"'),
        ('"a" = 3', "prospectus.toml:2: measure.map.a: must be text in quotes, or must be a table"),
        ('"a" = {dataset = "x"}', "prospectus.toml:2: measure.map.a: lacks the key 'metric'"),
        ('"a" = {metric = "x", phase = "of"}', "measure.map.a.phase: 'of' is none of offline, online"),
        ('"a" = {metric = "x", data = "of"}', "measure.map.a: unknown key 'data'; did you mean 'dataset'?"),
    ],
)
def test_a_mistake_in_the_map(tmp_path: Path, text: str, words: str):
    (tmp_path / "prospectus.toml").write_text(f"[measure.map]\n{text}\n")
    done = measured(tmp_path, "--from", written(tmp_path, "m.json", {"a": 0.84}))
    assert words in done.err
    assert (done.code, done.put_in) == (2, "")


# -- stores ----------------------------------------------------------------------------------------------------------


def test_a_file_store_of_mlflow(tmp_path: Path):
    store = file_store(
        tmp_path,
        ("a" * 32, 3, {"auc": "1795 0.7 0\n1796 0.83 2\n1797 0.8 1\n", "val/loss": "1795 nan 0\n"}),
        ("b" * 32, 4, {"auc": "1795 0.9 0\n"}),
        ("c" * 32, 1, {"auc": "1795 0.95 0\n"}),
    )
    for path in (store, next(store.glob("[0-9]*")), next(store.glob("*/a*"))):
        done = measured(tmp_path, "churn", "--from", str(path), "--dry-run")
        assert "+      - {value: 0.83, date: 2026-11-18, phase: offline, version: owl-aaaa" in done.out
        assert done.err.endswith("left out: 1 name of no metric (val/loss)\n")
    assert "0.9, date" in measured(tmp_path, "churn", "--from", str(store), "--run", "bbbb", "--dry-run").out


def test_several_experiments_are_no_guess(tmp_path: Path):
    file_store(tmp_path, ("a" * 32, 3, {"auc": "1 0.7 0\n"}))
    file_store(tmp_path, ("b" * 32, 3, {"auc": "1 0.8 0\n"}), experiment="taxi")
    done = measured(tmp_path, "churn", "--from", "mlruns")
    assert "holds several experiments; name one with --experiment (churn, taxi)" in done.err
    assert (done.code, done.put_in) == (2, "")
    assert "value: 0.7" in measured(tmp_path, "churn", "--from", "mlruns", "--experiment", "churn").put_in


def test_a_store_that_somebody_made(tmp_path: Path):
    store = file_store(tmp_path, ("a" * 32, 3, {"auc": "1 0.7 0\n"}), ("b" * 32, 3, {"auc": "1 0.8 0\n"}))
    run_folder = next(store.glob("*/b*"))
    (run_folder / "meta.yaml").write_text("!!python/object/apply:os.system ['touch hit']\n")
    (next(store.glob("*/a*")) / "metrics" / "root:x").symlink_to("/etc/passwd")
    done = measured(tmp_path, "churn", "--from", "mlruns")
    assert "value: 0.7" in done.put_in
    assert not (tmp_path / "hit").exists()
    assert "root" not in done.err
    (next(store.glob("*/a*")) / "metrics" / "auc").write_text("\x1b[31mnone\n")
    broken = measured(tmp_path, "churn", "--from", "mlruns")
    assert "is no metric of MLflow: '" in broken.err
    assert "\x1b" not in broken.err


def database(file: Path, *, view: str = "") -> None:
    with sqlite3.connect(file) as made:
        made.executescript(
            """
            CREATE TABLE experiments (experiment_id INTEGER, name TEXT, lifecycle_stage TEXT);
            CREATE TABLE runs (run_uuid TEXT, name TEXT, status TEXT, end_time BIGINT, start_time BIGINT,
                               lifecycle_stage TEXT, experiment_id INTEGER);
            CREATE TABLE tags (key TEXT, value TEXT, run_uuid TEXT);
            CREATE TABLE params (key TEXT, value TEXT, run_uuid TEXT);
            INSERT INTO experiments VALUES (0, 'Default', 'active'), (1, 'churn', 'active'), (2, 'old', 'deleted');
            INSERT INTO runs VALUES
                ('aaaa', 'owl', 'FINISHED', 1794304800000, 1794304700000, 'active', 1),
                ('bbbb', 'elk', 'FINISHED', 1794904800000, 1794904700000, 'deleted', 1),
                ('cccc', 'fox', 'FAILED', 1794904800000, 1794904700000, 'active', 1),
                ('dddd', 'hen', 'FINISHED', 1794904800000, 1794904700000, 'active', 2);
            INSERT INTO tags VALUES ('model_version', '0.4', 'aaaa');
            """
        )
        made.executescript(
            view
            or """
            CREATE TABLE latest_metrics (key TEXT, value FLOAT, timestamp BIGINT, step BIGINT, is_nan BOOLEAN, run_uuid TEXT);
            INSERT INTO latest_metrics VALUES ('auc', 0.83, 1, 1, 0, 'aaaa'), ('loss', 0.0, 1, 1, 1, 'aaaa'),
                ('auc', 0.9, 1, 1, 0, 'bbbb'), ('auc', 0.95, 1, 1, 0, 'dddd');
            """
        )


def test_a_database_of_mlflow(tmp_path: Path):
    database(tmp_path / "ml flow#1?.db")
    before = (tmp_path / "ml flow#1?.db").read_bytes()
    done = measured(tmp_path, "churn", "--from", "ml flow#1?.db", "--dataset", "subs-test")
    assert '- {value: 0.83, date: 2026-11-10, phase: offline, dataset: subs-test, version: "0.4"}' in done.put_in
    assert done.err.splitlines() == ["run owl (aaaa)", "left out: 1 name of no metric (loss)"]
    assert (tmp_path / "ml flow#1?.db").read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["docs", "ml flow#1?.db", "prospectus.toml"]


def test_a_database_without_end_is_stopped(tmp_path: Path):
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT 'k' || x AS key, x AS value, 0 AS is_nan"
    database(tmp_path / "m.db", view=f"CREATE VIEW latest_metrics AS {endless}, 'aaaa' AS run_uuid FROM n;")
    done = measured(tmp_path, "churn", "--from", "m.db")
    assert "is no database of MLflow that can be read (interrupted)" in done.err
    assert done.code == 2


def test_the_folder_of_wandb(tmp_path: Path):
    for name, data in {
        "run-20261110_100000-1jx1ud12": {**WANDB, "auc": 0.8},
        "run-20261111_100000-2kx1ud12": {**WANDB, "_timestamp": WANDB["_timestamp"] + 86_400},  # type: ignore[operator]
        "run-20261112_100000-3kx1ud12": {},
    }.items():
        (tmp_path / "wandb" / name / "files").mkdir(parents=True)
        written(tmp_path / "wandb" / name / "files", "wandb-summary.json", data)
    (tmp_path / "wandb" / "latest-run").symlink_to("run-20261112_100000-3kx1ud12")
    done = measured(tmp_path, "churn", "--from", "wandb")
    assert "- {value: 0.83, date: 2026-11-11, phase: offline, version: 2kx1ud12}" in done.put_in
    done = measured(tmp_path, "churn", "--from", "wandb", "--run", "1jx1ud12")
    assert "value: 0.8, date: 2026-11-10" in done.put_in
    (tmp_path / "off" / "offline-run-20261112_100000-3kx1ud12").mkdir(parents=True)
    assert "its runs were written offline" in measured(tmp_path, "churn", "--from", "off").err


def test_a_step_of_ci_that_runs_twice(tmp_path: Path):
    """What the guide shows: after a training, the second run commits nothing."""
    written(tmp_path, "metrics.json", {"auc": 0.83})
    first = measured(tmp_path, "churn", "--from", "metrics.json", *OWN)
    assert first.put_in
    for _ in range(2):
        done = run("measure", "churn", "--from", "metrics.json", *OWN, "--today", "2026-11-26", cwd=tmp_path)
        assert (done.returncode, "is there already" in done.stdout) == (0, True)
