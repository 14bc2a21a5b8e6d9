"""A run that recalls what earlier ones found prints the same bytes as one that does not, whatever happened in between."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from command import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import example_texts

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = example_texts()
NAMES = ("bike-rebalancing.md", "popular-items.md", "refund-routing.md", "meeting-transcripts.md", "taxi-demand.md")
CACHE = ".prospectus_cache"
DAYS = ("2026-11-23", "2026-11-24", "2027-06-01", "2031-01-01")


def lint(root: Path, *options: str, today: str = DAYS[0]) -> tuple[int, str, str]:
    done = run("lint", "--today", today, *options, cwd=root)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def same(root: Path, *options: str, today: str = DAYS[0]) -> str:
    """The summary of a run with the cache, which says the same as one without."""
    code, output, said = lint(root, *options, today=today)
    assert (code, output) == lint(root, "--no-cache", *options, today=today)[:2]
    return said


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    return written(tmp_path / "portfolio")


def written(root: Path) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    (root / "docs" / "projects").mkdir(parents=True)
    (root / "prospectus.toml").write_text('documents = ["docs/projects/**/*.md"]\n', "utf-8")
    for name in NAMES:
        (root / "docs" / "projects" / name).write_text(EXAMPLES[name], "utf-8")
    return root


def document(root: Path, name: str = NAMES[0]) -> Path:
    return root / "docs" / "projects" / name


def test_the_second_run_reads_nothing(portfolio: Path):
    assert "0 cached" in same(portfolio)
    assert "5 cached" in same(portfolio)


def test_one_changed_document_is_read_again(portfolio: Path):
    same(portfolio)
    document(portfolio).write_text(EXAMPLES[NAMES[0]].replace("status: ", "status: x"), "utf-8")
    assert "4 cached" in same(portfolio)


def test_content_counts_and_not_only_times(portfolio: Path):
    file = document(portfolio)
    same(portfolio)
    status = file.stat()
    file.write_text(EXAMPLES[NAMES[0]].replace("status: draft", "status: drift"), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size
    assert "4 cached" in same(portfolio)


def test_a_checkout_with_new_times_is_recalled_by_its_content(portfolio: Path):
    same(portfolio)
    for name in NAMES:
        os.utime(document(portfolio, name), (1_000_000_000, 1_000_000_000))
    assert "5 cached" in same(portfolio)


def test_it_holds_until_a_day_changes_what_is_said(portfolio: Path):
    same(portfolio)
    for day in DAYS:
        same(portfolio, today=day)


def test_a_link_is_looked_at_again(portfolio: Path):
    file = document(portfolio)
    file.write_text(EXAMPLES[NAMES[0]] + "\n[notes](notes.txt)\n", "utf-8")
    same(portfolio)
    (file.parent / "notes.txt").write_text("x", "utf-8")
    assert "4 cached" in same(portfolio)
    (file.parent / "notes.txt").unlink()
    same(portfolio)


@pytest.mark.parametrize(
    "line",
    [
        'ignore = ["STR"]',
        "section-min-chars = 4000",
        'severity = {STR11 = "error"}',
        'lang = "ko"',
        'documents = ["docs/projects/b*.md"]',
    ],
)
def test_another_configuration_is_another_result(portfolio: Path, line: str):
    same(portfolio)
    text = line if line.startswith("documents") else f'documents = ["docs/projects/**/*.md"]\n{line}'
    (portfolio / "prospectus.toml").write_text(f"{text}\n", "utf-8")
    same(portfolio)


def test_another_folder_is_another_name(portfolio: Path):
    document(portfolio).write_text(EXAMPLES[NAMES[0]].replace("status: ", "status: x"), "utf-8")
    assert "docs/projects/bike" in lint(portfolio)[1]
    assert lint(portfolio / "docs")[1].startswith("projects/bike")


def files(root: Path) -> list[Path]:
    return sorted((root / CACHE).glob("*.json"))


def damaged(data: bytes) -> list[bytes]:
    head, _, body = data.partition(b"\n")
    holder: Any = json.loads(body)
    return [
        b"",
        b"{}",
        data[: len(data) // 2],
        data[:-1],
        data.replace(b"draft", b"drift", 1),
        body,
        head + b"\n" + b"[" * 100_000,
        signed(None),
        signed([]),
        signed({}),
        *(signed({key: junk}) for key in holder for junk in (None, 3, [], {}, [[]], {"a": [1, 2]}, [None, None])),
    ]


def signed(value: Any) -> bytes:
    from prospectus.engine.stamp import digest_of

    data = json.dumps(value).encode()
    return digest_of(data).encode() + b"\n" + data


def test_a_doubtful_cache_is_as_if_it_were_not_there(portfolio: Path):
    expected = lint(portfolio)[:2]
    sound = {file: file.read_bytes() for file in files(portfolio)}
    assert len(sound) == 2
    for file, data in sound.items():
        for bad in damaged(data):
            for other in sound:
                other.unlink(missing_ok=True)
            file.write_bytes(bad)
            assert lint(portfolio)[:2] == expected, bad[:80]


def test_a_sound_looking_cache_of_other_shapes_raises_nothing(portfolio: Path):
    expected = lint(portfolio)[:2]
    file = next(file for file in files(portfolio) if file.name.startswith("documents"))
    holder = json.loads(file.read_bytes().partition(b"\n")[2])
    for junk in (None, 3, "x", [], {}, [[1, 2, 3, 4, "x"], [], {}], [[0, 0, 0, 0, ""], None, None]):
        for other in files(portfolio):
            other.unlink()
        file.write_bytes(signed({"documents": dict.fromkeys(holder["documents"], junk)}))
        assert lint(portfolio)[:2] == expected, junk


def test_where_nothing_can_be_written_nothing_is_kept(portfolio: Path):
    (portfolio / CACHE).write_text("a file in its place", "utf-8")
    assert "0 cached" in same(portfolio)
    assert "0 cached" in same(portfolio)


def test_it_does_not_grow_without_end(portfolio: Path):
    for number in range(20):
        lint(
            portfolio, "--ignore", f"MET{number % 12 + 1:02}", "--select", "MET,STR" if number % 2 else "STR,MET01,MET"
        )
    assert len(list((portfolio / CACHE).iterdir())) < 25


def test_two_runs_at_once_and_a_killed_one_leave_a_sound_cache(portfolio: Path):
    command = [sys.executable, "-m", "prospectus", "lint", "--today", DAYS[0]]
    expected = lint(portfolio, "--no-cache")[:2]
    runs = [subprocess.Popen(command, cwd=portfolio, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(6)]
    for one in runs[::2]:
        one.kill()
    for one in runs[1::2]:
        output, said = one.communicate(timeout=120)
        assert (one.returncode, output.decode()) == expected, said.decode()
    for one in runs[::2]:
        one.communicate(timeout=120)
    same(portfolio)


def test_a_file_that_vanishes_is_one_finding_or_none(portfolio: Path):
    same(portfolio)
    document(portfolio).unlink()
    assert "4 documents" in same(portfolio)


def test_with_paths_the_other_documents_come_from_the_cache(portfolio: Path):
    text = EXAMPLES["taxi-demand.md"].replace("id: taxi-demand", "id: bike-rebalancing", 1)
    document(portfolio, "taxi-demand.md").write_text(text, "utf-8")
    same(portfolio)
    assert "1 document checked" in same(portfolio, "docs/projects/taxi-demand.md")
    assert "PFO01" in lint(portfolio, "docs/projects/taxi-demand.md")[1]


CHANGES = {
    "append": lambda text: f"{text}\nOne more line with [a link](other.md).\n",
    "status": lambda text: text.replace("\nstatus: ", "\nstatus: x", 1),
    "id": lambda text: text.replace("\nid: ", "\nid: same\nx-id: ", 1),
    "broken": lambda text: text.replace("\n---\n", "\nx-a: [\n---\n", 1),
    "waiver": lambda text: f"{text}\n<!-- prospectus: ignore STR11 known -->\n",
    "metrics": lambda text: text.replace("\nmetrics:", "\nx-metrics:", 1),
}
EDITS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from([*CHANGES, "delete", "restore", "touch", "link", "rename", "nothing"]),
        st.sampled_from(DAYS),
    ),
    min_size=1,
    max_size=5,
)


def edit(file: Path, how: str) -> None:
    """Do one thing to a document, which may be gone."""
    if how in CHANGES:
        text = file.read_text("utf-8") if file.exists() else EXAMPLES[file.name]
        file.write_text(CHANGES[how](text), "utf-8")
    elif how == "delete":
        file.unlink(missing_ok=True)
    elif how == "restore":
        file.write_text(EXAMPLES[file.name], "utf-8")
    elif how == "touch":
        file.touch()
    elif how == "link":
        (file.parent / "other.md").write_text(EXAMPLES[file.name], "utf-8")
    elif how == "rename" and file.exists():
        file.rename(file.with_stem(f"{file.stem}-2"))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_any_sequence_of_edits_prints_the_same(
    edits: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
):
    root = written(tmp_path_factory.getbasetemp() / "edited")
    for name, how, today in edits:
        edit(document(root, name), how)
        if list((root / "docs" / "projects").glob("*.md")):
            same(root, today=today)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a name")
def test_a_cache_of_pipes_and_devices_is_not_waited_for(portfolio: Path):
    lint(portfolio)
    first, second, *_ = sorted((portfolio / CACHE).glob("*.json"))
    first.unlink()
    os.mkfifo(first)
    second.unlink()
    second.symlink_to("/dev/zero")
    assert "0 cached" in same(portfolio)


def test_a_cache_that_is_a_link_is_left_alone(portfolio: Path, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for number in range(20):
        (elsewhere / f"{number}.json").write_text("{}", "utf-8")
    (portfolio / CACHE).symlink_to(elsewhere)
    same(portfolio)
    assert sorted(file.name for file in elsewhere.iterdir()) == sorted(f"{number}.json" for number in range(20))
