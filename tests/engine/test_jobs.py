"""Work by many processes: every result once, in order, whatever becomes of a worker or of the one who collects."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from corpus import write_corpus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, workers are no forks")

KILLED = """
import os, signal
from prospectus.engine.jobs import mapped

parent = os.getpid()

def doubled(number):
    if number == {number} and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number

print([*mapped(doubled, range(200), {jobs})] == [2 * number for number in range(200)])
"""
LINT = [sys.executable, "-m", "prospectus", "lint", "--no-cache", "--jobs", "2", "--today", "2026-11-23"]


@pytest.mark.parametrize("number", [1, 90, 199, 1000])
@pytest.mark.parametrize("jobs", [1, 3])
def test_every_result_comes_once_and_in_order(number: int, jobs: int):
    script = KILLED.format(number=number, jobs=jobs)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("True\n", "")


BACKGROUND = """
import os, signal
from prospectus.engine.jobs import InBackground

parent = os.getpid()

def doubled(number):
    if number == {number} and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 150:
        raise ValueError(number)
    return 2 * number, os.getpid() == parent

made = InBackground(doubled, range(200), {jobs})
found = [made(number) for number in range(144)]  # no share of these holds the one that raises
try:
    made(150)
except ValueError as error:
    print(error)
made.close()
print([double for double, _ in found] == [2 * number for number in range(144)], any(here for _, here in found), made(199))
"""


@pytest.mark.parametrize(
    ("number", "jobs", "made_here"),
    [
        pytest.param(1000, 1, "False", id="by another process"),
        pytest.param(1000, 3, "False", id="by several"),
        pytest.param(40, 2, "True", id="what a killed one leaves is made here"),
        pytest.param(1000, 0, "True", id="without another process"),
    ],
)
def test_what_is_made_in_the_background_is_what_is_made_here(number: int, jobs: int, made_here: str):
    script = BACKGROUND.format(number=number, jobs=jobs)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == (f"150\nTrue {made_here} (398, True)\n", "")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many")
    write_corpus(root, 400)
    return root


def started(root: Path) -> tuple[subprocess.Popen[bytes], list[int]]:
    """A run at work, in a session of its own as in a terminal, and its workers."""
    run = subprocess.Popen(LINT, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    workers: list[int] = []
    while run.poll() is None and len(workers) < 2:
        workers = [int(word) for word in Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text("ascii").split()]
    assert len(workers) == 2
    return run, workers


def test_a_worker_that_is_killed_changes_nothing(many: Path):
    expected = subprocess.run(LINT, cwd=many, capture_output=True, check=False)
    run, workers = started(many)
    os.kill(workers[0], signal.SIGKILL)
    output, said = run.communicate(timeout=120)
    assert (run.returncode, output, said) == (expected.returncode, expected.stdout, expected.stderr)


def test_workers_end_with_the_one_who_collects(many: Path):
    run, workers = started(many)
    ends = [os.pidfd_open(worker) for worker in workers]
    run.kill()
    run.communicate(timeout=60)
    for end in ends:
        assert ended(end)
        os.close(end)


def ended(process: int) -> bool:
    """Whether a process ends within a minute; its handle can be read then."""
    import select

    return bool(select.select([process], [], [], 60)[0])
