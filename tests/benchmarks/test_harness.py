"""The benchmark harness: the same documents each time, honest costs, and a page that tells what was measured."""

from __future__ import annotations

import copy
import importlib
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from support.samples import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

BENCHMARKS = ROOT / "benchmarks"
PUBLISHED = json.loads((BENCHMARKS / "results" / "published.json").read_text("utf-8"))
SCHEMA = json.loads((BENCHMARKS / "results.schema.json").read_text("utf-8"))


def script(name: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, BENCHMARKS / name, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("measure")


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("report")


def documents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.md"))}


def test_the_guides_page_is_made_of_the_published_figures(tmp_path: Path):
    script("report.py", BENCHMARKS / "results" / "published.json", tmp_path / "page.md")
    made = (tmp_path / "page.md").read_text("utf-8")
    assert made == (ROOT / "docs" / "guide" / "performance.md").read_text("utf-8"), "run `python benchmarks/report.py`"


def test_the_published_figures_name_no_place():
    assert not re.findall(r"""://|(?:[\s"'=]/\w)""", json.dumps(PUBLISHED))


@pytest.mark.parametrize("kind", [(), ("--light",)], ids=["full", "light"])
def test_the_corpus_is_the_same_each_time_and_grows_at_its_end(tmp_path: Path, kind: tuple[str, ...]):
    told = [script("corpus.py", tmp_path / name, "--documents", 30, *kind) for name in ("one", "two")]
    script("corpus.py", tmp_path / "few", "--documents", 10, *kind)
    once, again, few = (documents(tmp_path / name) for name in ("one", "two", "few"))
    assert len(once) == 30
    assert once == again
    assert told[0] == told[1]
    assert few.items() <= once.items()


def test_a_race_without_peers_gives_valid_results(tmp_path: Path):
    table = script("run.py", "--sizes", 1, "--rounds", 2, "--no-peers", "--json", tmp_path / "figures.json")
    results = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(results)
    run = {entry["contender"]: entry["rounds"] for entry in results["lint"] if not entry["skipped"]}
    assert {"bare", "ours", "ours-valid", "ours-invalid"} <= run.keys()
    assert {len(rounds) for rounds in run.values()} == {2}
    assert all(one["wall"] > 0 and one["peak"] > 0 for rounds in run.values() for one in rounds)
    assert "| prospectus, no cache, a valid document |" in table
    assert str(tmp_path) not in json.dumps(results)


def test_the_profile_shows_imports_and_functions():
    told = script("run.py", "--profile", 1)
    assert re.search(r"^[1-9]\d* imports, ", told)
    assert re.search(r"\n +[1-9]\d* function calls ", told)


def test_memory_is_that_of_each_run_not_of_the_largest_so_far(measure: ModuleType, tmp_path: Path):
    def peak(code: str) -> float:
        command = [sys.executable, "-c", code]
        return float(measure.cost([command], tmp_path, lambda code, _: code == 0, 60).peak)

    large, small = peak("held = bytearray(200_000_000)"), peak("pass")
    assert large > 190
    assert small < 100


def test_several_commands_cost_their_sum_and_the_largest_peak(measure: ModuleType):
    total = measure.Cost(1.0, 2.0, 30.0) + measure.Cost(0.5, 0.25, 90.0)
    assert total == measure.Cost(1.5, 2.25, 90.0)


def test_a_tool_that_did_not_do_its_task_stops_the_race(measure: ModuleType, tmp_path: Path):
    command = [sys.executable, "-c", "import sys; sys.exit('no such option')"]
    with pytest.raises(SystemExit, match=r"exit 1\nno such option"):
        measure.cost([command], tmp_path, lambda code, _: code == 0, 60)


def test_a_run_is_ended_at_its_limit(measure: ModuleType, tmp_path: Path):
    with pytest.raises(measure.TooSlow):
        measure.cost([[sys.executable, "-c", "while True: pass"]], tmp_path, lambda *_: True, 0)


def raced(**rounds: list[float | None]) -> dict[str, Any]:
    """The published results with other walls at 1,000 documents; names with ``_`` for ``-``."""
    results = copy.deepcopy(PUBLISHED)
    results["lint"] = [
        {
            "documents": 1000,
            "contender": name.replace("_", "-"),
            "rounds": [wall and {"wall": wall, "cpu": wall, "peak": 50.0} for wall in walls],
            "skipped": None if any(walls) else "no reason",
        }
        for name, walls in rounds.items()
    ]
    return results


def test_a_ratio_compares_within_a_round(report: ModuleType):
    drifting = raced(ours=[1.0, 20.0, 3.0], mdschema=[0.5, 10.0, 1.0])
    assert report.ratio(drifting, "ours", "mdschema", 1000) == 2.0  # not 3.0 / 1.0


def test_a_round_that_one_of_two_missed_does_not_count(report: ModuleType):
    once = raced(ours=[2.0, 8.0, 8.0], check_jsonschema=[30.0, None, None])
    assert report.ratio(once, "check-jsonschema", "ours", 1000) == 15.0


@pytest.mark.parametrize(
    ("ours", "verdict"), [(0.9, "| 0.900 x | met |"), (1.1, "| 1.10 x | not met |"), (None, "|  | not measured |")]
)
def test_the_page_judges_each_goal(report: ModuleType, ours: float | None, verdict: str):
    page = report.page(raced(ours=[ours], mdschema=[1.0]))
    assert f"| 1,000 documents, cold | faster than mdschema {verdict}" in page


def test_warm_is_compared_with_the_faster_of_two(report: ModuleType):
    page = report.page(raced(ours_warm=[0.06], rumdl_md043_warm=[0.2], rumdl_all_warm=[0.1]))
    assert "rumdl's warm runs | 0.600 x | met |" in page


def test_the_page_says_who_did_not_run_and_why(report: ModuleType):
    page = report.page(raced(ours=[1.0], mdschema=[None]))
    assert "- mdschema (1,000): no reason" in page
    assert "\n| mdschema |" not in page


def test_results_of_another_shape_are_refused(report: ModuleType):
    with pytest.raises(jsonschema.ValidationError):
        report.page({**PUBLISHED, "version": 2})
