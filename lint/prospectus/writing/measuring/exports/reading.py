"""A file or folder of measured values, read by what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.ground.regular_file import read_regular
from prospectus.writing.measuring.exports.csv_export import read_csv
from prospectus.writing.measuring.exports.json_export import read_json, read_json_lines
from prospectus.writing.measuring.exports.trouble import MOST_BYTES, broken
from prospectus.writing.measuring.measurement import Export

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_MAGIC = b"SQLite format 3\0"

_NOT_THERE: Text = {"en": "no such file or folder", "ko": "그런 파일이나 폴더가 없습니다"}
_NOT_READ: Text = {"en": "cannot be read ({0})", "ko": "읽을 수 없습니다 ({0})"}
_NO_TEXT: Text = {"en": "is neither text nor a database of MLflow", "ko": "텍스트도 MLflow 데이터베이스도 아닙니다"}
_EMPTY: Text = {"en": "is empty", "ko": "비어 있습니다"}
_OFFLINE: Text = {
    "en": "its runs were written offline and have no wandb-summary.json: `wandb sync` them, or write `run.summary` to a JSON file",
    "ko": "오프라인으로 쓴 실행이라 wandb-summary.json이 없습니다. `wandb sync`로 올리거나 `run.summary`를 JSON 파일로 쓰세요",
}
_NO_STORE: Text = {
    "en": "is a folder without runs of MLflow (mlruns) or Weights & Biases (wandb)",
    "ko": "MLflow(mlruns)나 Weights & Biases(wandb)의 실행이 없는 폴더입니다",
}


def read_export(path: Path) -> Export:
    """What a file or a folder holds; raises ``MeasureError`` for what holds no values that can be read."""
    if path.is_dir():
        return _read_folder(path)
    try:
        data = read_regular(path, MOST_BYTES)
    except FileNotFoundError:
        broken(path, _NOT_THERE)
    except OSError as error:
        broken(path, _NOT_READ, error.strerror or error)
    if data.startswith(_MAGIC):
        from prospectus.writing.measuring.exports.mlflow_database import runs_of_database  # noqa: PLC0415 - sqlite3

        return Export(runs_of_database(path))
    return read_text(data, str(path))


def read_text(data: bytes, name: str) -> Export:
    """What the bytes of a file hold: JSON by how it begins, else CSV; a name ending in ``.csv`` decides."""
    try:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        broken(name, _NO_TEXT)
    start = text.lstrip()[:1]
    if not start:
        broken(name, _EMPTY)
    suffix = Path(name).suffix.casefold()
    if suffix in {".jsonl", ".ndjson"}:
        return read_json_lines(text, name)
    if suffix in {".csv", ".tsv"} or start not in {"{", "["}:
        return read_csv(text, name)
    return read_json(text, name)


def _read_folder(path: Path) -> Export:
    from prospectus.writing.measuring.exports.mlflow_files import is_file_store, runs_of_file_store  # noqa: PLC0415 - YAML
    from prospectus.writing.measuring.exports.wandb_folder import (  # noqa: PLC0415 - as above
        is_offline,
        is_wandb_folder,
        runs_of_wandb_folder,
    )

    if is_wandb_folder(path):
        return Export(runs_of_wandb_folder(path))
    if not is_file_store(path):
        broken(path, _OFFLINE if is_offline(path) else _NO_STORE)
    return Export(runs_of_file_store(path))
