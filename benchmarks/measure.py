"""What a command costs: wall, CPU and peak memory of its processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LAUNCH = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py"))]
NOT_FOR_CHILDREN = {"PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME"}
"""Without its ``.pyc`` files a Python program is measured compiling itself."""


@dataclass(frozen=True)
class Cost:
    """Of one run: ``wall`` and ``cpu`` (user and system) in seconds, ``peak`` in MiB of its largest process."""

    wall: float
    cpu: float
    peak: float

    def figures(self) -> dict[str, float]:
        """As the results keep it."""
        return {"wall": round(self.wall, 4), "cpu": round(self.cpu, 4), "peak": round(self.peak, 1)}

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


class TooSlow(Exception):  # noqa: N818 - the name of a result, not of an error
    """A run was ended at its time limit."""


def cost(commands: Sequence[Sequence[str]], cwd: Path, did_it: Callable[[int, str], bool], limit: float) -> Cost:
    """What these commands cost, one after the other, within ``limit`` seconds.

    Raises ``TooSlow`` at the limit. ``did_it`` judges an exit code and what was said on standard error; where the task was
    not done the whole program ends: the figure would be a lie.
    """
    total = Cost(0, 0, 0)
    for command in commands:
        one, code, said = _run(command, cwd, limit - total.wall)
        if not did_it(code, said):
            sys.exit(f"{' '.join(command[:8])}: not done what it should, exit {code}\n{said[-2000:]}")
        total += one
    return total


def _run(command: Sequence[str], cwd: Path, limit: float) -> tuple[Cost, int, str]:
    environment = {key: value for key, value in os.environ.items() if key not in NOT_FOR_CHILDREN}
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(
            [*LAUNCH, *command],
            cwd=cwd,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        try:
            printed, _ = process.communicate(timeout=max(limit, 0.001))
        except BaseException as error:  # also when somebody presses Ctrl-C: the command is in a session of its own
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise TooSlow from None
            raise
        complaints.seek(0)
        said = complaints.read()
    if process.returncode:
        sys.exit(f"{' '.join(command[:8])}: could not be started\n{said}")
    wall, cpu, peak, code = printed.split()
    return Cost(float(wall), float(cpu), int(peak) / 1024), int(code), said
