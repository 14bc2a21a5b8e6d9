"""A run of several processes ends well, whatever happens to one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from corpus import write_corpus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

LINT = [sys.executable, "-m", "prospectus", "lint", "--no-cache", "--jobs", "2", "--today", "2026-11-23"]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many")
    write_corpus(root, 400)
    return root


def started(root: Path) -> tuple[subprocess.Popen[bytes], list[int]]:
    """A run at work, in a session of its own as in a terminal, and its workers."""
    run = subprocess.Popen(LINT, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    workers: list[int] = []
    while run.poll() is None and len(workers) < 2:
        workers = [int(word) for word in Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text("ascii").split()]
    assert len(workers) == 2
    return run, workers


def test_a_worker_that_is_killed_ends_the_run_with_one_line(many: Path):
    run, workers = started(many)
    os.kill(workers[0], signal.SIGKILL)
    said = run.communicate(timeout=60)[1].decode()
    assert run.returncode == 2
    assert said.startswith("error: a worker process was killed")
    assert said.count("\n") == 1


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
