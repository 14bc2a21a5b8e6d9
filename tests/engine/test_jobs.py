"""Work by many processes: every result once, in order, whatever becomes of a worker."""

from __future__ import annotations

import subprocess
import sys

import pytest

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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, workers are no forks")
@pytest.mark.parametrize("number", [1, 90, 199, 1000])
@pytest.mark.parametrize("jobs", [1, 3])
def test_every_result_comes_once_and_in_order(number: int, jobs: int):
    script = KILLED.format(number=number, jobs=jobs)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("True\n", "")
